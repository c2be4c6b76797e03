import socket

s = socket.create_connection(("HOST", PORT))
s.sendall(b"hello\n")
texto = ""
while True:
    dados = s.recv(3)
    if not dados:
        break
    texto += dados.decode("utf-8")
print(texto)

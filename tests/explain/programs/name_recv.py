import socket

s = socket.create_connection(("HOST", PORT))
s.send("Olá!".encode("utf-8"))
dados = recv(2048)
print(dados.decode("utf-8"))

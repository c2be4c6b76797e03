import socket

s = socket.create_connection(("HOST", PORT))
s.sendall(b"hello\n")
resposta = s.recv(1024).encode("utf-8")
print(resposta)

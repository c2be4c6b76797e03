import socket

s = socket.create_connection(("HOST", PORT))
s.sendall(b"hello\n")
dados = s.recv(1024)
print("Recebido: " + dados)

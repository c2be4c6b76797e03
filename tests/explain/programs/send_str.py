import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(("HOST", PORT))
s.send("Olá!")
print(s.recv(2048).decode())

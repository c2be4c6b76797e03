import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.connect(("HOST", PORT))
s.send("Olá!".encode())
print(s.recv(2048))

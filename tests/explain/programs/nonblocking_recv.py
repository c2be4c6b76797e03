import socket

s = socket.create_connection(("HOST", PORT))
s.setblocking(False)
print(s.recv(1024))

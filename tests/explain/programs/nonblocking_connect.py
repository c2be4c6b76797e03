import socket

s = socket.socket()
s.setblocking(False)
s.connect(("HOST", PORT))

import socket

s = socket.socket()
s.setblocking(False)
address = ("HOST", PORT)
s.connect_ex(address)
s.connect(address)

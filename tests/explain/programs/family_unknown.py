import socket

s = socket.socket(29 + 100, socket.SOCK_STREAM)
s.connect(("127.0.0.1", PORT))

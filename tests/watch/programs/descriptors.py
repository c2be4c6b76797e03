"""Each client that has left keeps a descriptor."""
import os
import socket

a = socket.create_server(("127.0.0.1", 0))
kept = []
for _ in range(5):
    c = socket.create_connection(a.getsockname())
    b, _ = a.accept()
    kept.append(b)
    c.send(b"x")
    b.recv(1)
    c.close()
    b.recv(1)
os._exit(0)

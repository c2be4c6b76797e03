"""The wrong one of the two is closed."""
import os
import socket

a = socket.create_server(("127.0.0.1", 0))
c = socket.create_connection(a.getsockname())
b, _ = a.accept()
b.send(b"hi")
c.recv(10)
a.close()
os._exit(0)

"""The port is taken."""
import socket

a = socket.create_server(("127.0.0.1", 0))
b = socket.socket()
try:
    b.bind(a.getsockname())
except OSError as error:
    print(error)
a.close()
b.close()

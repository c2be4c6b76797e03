"""Four of five bytes are not read."""
import socket

a = socket.create_server(("127.0.0.1", 0))
c = socket.create_connection(a.getsockname())
b, _ = a.accept()
c.send(b"hello")
b.recv(1)
b.close()
c.close()
a.close()

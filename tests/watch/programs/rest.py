"""A socket that does not wait takes what it has room for, and no more."""
import socket

a = socket.create_server(("127.0.0.1", 0))
c = socket.create_connection(a.getsockname())
b, _ = a.accept()
c.setblocking(False)
c.send(b"x" * 20_000_000)
c.close()
while b.recv(65536):
    pass
b.close()
a.close()

"""Three clients connect, and nobody accepts them."""
import socket

a = socket.create_server(("127.0.0.1", 0))
clients = [socket.create_connection(a.getsockname()) for _ in range(3)]
a.close()
for c in clients:
    c.close()

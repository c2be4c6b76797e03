"""The same, and the rest is sent when there is room for it."""
import selectors
import socket

a = socket.create_server(("127.0.0.1", 0))
c = socket.create_connection(a.getsockname())
b, _ = a.accept()
c.setblocking(False)
data = bytes(range(256)) * 80_000
wait = selectors.DefaultSelector()
wait.register(c, selectors.EVENT_WRITE)
while data:
    if wait.select(0):
        data = data[c.send(data):]
    else:
        b.recv(1 << 20)
c.close()
while b.recv(1 << 20):
    pass
b.close()
a.close()

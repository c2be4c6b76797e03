"""A server with a process for each client; the descriptors are shared."""
import os
import socket

a = socket.create_server(("127.0.0.1", 0))
for n in range(3):
    c = socket.create_connection(a.getsockname())
    b, _ = a.accept()
    if os.fork() == 0:
        a.close()
        c.close()
        b.sendall(b"child")
        b.close()
        os._exit(0)
    b.close()
    while c.recv(100):
        pass
    c.close()
    os.wait()
a.close()

"""The end is taken for "nothing yet", again and again."""
import socket

a, b = socket.socketpair()
b.close()
for _ in range(4001):
    assert a.recv(10) == b""
a.close()

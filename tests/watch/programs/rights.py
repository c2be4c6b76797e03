"""A descriptor that is handed over with a message (SCM_RIGHTS)."""
import os
import socket

ours, theirs = socket.socketpair()
a = socket.create_server(("127.0.0.1", 0))
c = socket.create_connection(a.getsockname())
b, _ = a.accept()
if os.fork() == 0:
    b.close()
    c.close()
    a.close()
    data, fds, *_ = socket.recv_fds(theirs, 10, 1)
    with socket.socket(fileno=fds[0]) as got:
        got.sendall(b"handed over")
    os._exit(0)
socket.send_fds(ours, [b"x"], [b.fileno()])
b.close()
while c.recv(100):
    pass
os.wait()
for s in a, c, ours, theirs:
    s.close()

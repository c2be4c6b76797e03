"""As a program in C, which does not ignore SIGPIPE."""
import signal
import socket

signal.signal(signal.SIGPIPE, signal.SIG_DFL)
a, b = socket.socketpair()
b.close()
a.send(b"x")

"""A buffer that is shorter than the datagram, which is there already."""
import socket

a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
a.bind(("127.0.0.1", 0))
c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
c.sendto(b"x" * 25, a.getsockname())
a.recvfrom(10)

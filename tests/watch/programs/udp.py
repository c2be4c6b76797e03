"""A server and a client of datagrams."""
import socket

a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
a.bind(("127.0.0.1", 0))
c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
c.connect(a.getsockname())
for word in b"one", b"", b"three":
    c.send(word)
    data, who = a.recvfrom(2048)
    a.sendto(data, who)
    c.recv(2048)
a.close()
c.close()

"""Three bytes at a time: the second half of the "á" comes later."""
import socket

a, b = socket.socketpair()
a.send("Olá!".encode("utf-8"))
b.recv(3)
b.recv(3)
a.close()
b.close()

import socket

s = socket.socket()
print("fim")
s.shutdown(socket.SHUT_RDWR)
s.close()

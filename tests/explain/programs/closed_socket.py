import socket

HELLO = "Olá!".encode()
s = socket.create_connection(("HOST", PORT))
while True:
    s.sendall(HELLO)
    s.close()

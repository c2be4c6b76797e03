import socket

s = socket.create_connection(("HOST", PORT))
s.sendall("Olá!".encode("ascii"))

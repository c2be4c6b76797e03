import socket

s = socket.create_connection(("HOST", PORT))
s.sendall("Olá!\n".encode("latin-1"))
eco = s.recv(1024)
print(str(eco, "utf-8"))

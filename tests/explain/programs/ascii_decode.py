import socket

s = socket.create_connection(("HOST", PORT))
s.sendall(b"hello\n")
print(s.recv(2048).decode("ascii"))

import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(("HOST", PORT))
s.sendall("Olá!".encode("utf-8"))
print(s.recv(2048).decode("utf-8"))
s.close()

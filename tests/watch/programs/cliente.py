"""A first client: it does not look at what recv() returns."""
import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(("127.0.0.1", 1234))
dados = s.recv(2048)
print(dados.decode("utf-8"))
s.send("Olá também!".encode("utf-8"))
s.close()

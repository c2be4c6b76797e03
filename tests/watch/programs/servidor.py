"""A first server, with the mistakes that are made: it sends by the address."""
import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 1234))
s.listen(5)
conn, addr = s.accept()
addr.send("Olá!".encode("utf-8"))
dados = conn.recv(2048)
print(dados.decode("utf-8"))
s.close()

import socket

s = socket.create_connection(("HOST", PORT))
mensagem = input("> ").decode("utf-8")
s.sendall(mensagem)

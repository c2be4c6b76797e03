import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
erro = s.connect_ex(("HOST", PORT))
if erro:
    print("porta fechada, erro", erro)

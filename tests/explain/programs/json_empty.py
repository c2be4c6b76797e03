import json
import socket

s = socket.create_connection(("HOST", PORT))
pedido = json.loads(s.recv(1024))
print(pedido)

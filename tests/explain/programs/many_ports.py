import socket

clients = []
while True:
    clients.append(socket.create_connection(("HOST", PORT)))

import socket

server = socket.create_server(("127.0.0.1", 0))
clients = []
for i in range(1000):
    c = socket.create_connection(server.getsockname())
    clients.append(c)
print(len(clients), "clients")

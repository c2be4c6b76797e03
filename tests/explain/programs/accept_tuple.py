import socket

with socket.create_server(("", PORT)) as server:
    client = server.accept()
    while True:
        print(client.recv(1024))

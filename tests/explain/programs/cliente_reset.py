import socket

with socket.create_connection(("HOST", PORT)) as s:
    s.sendall(b"hello\n")
    while True:
        data = s.recv(1024)
        if not data:
            break
        print(data)

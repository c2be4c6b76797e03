import socket

with socket.create_connection(("HOST", PORT)) as s:
    print("received", s.recv(1024))
    for i in range(1000):
        s.sendall(b"line %d\n" % i)

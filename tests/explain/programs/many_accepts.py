import socket

server = socket.create_server(("127.0.0.1", 0), backlog=100)
for i in range(100):
    c = socket.create_connection(server.getsockname())
    conn, addr = server.accept()
    print("client", i, "of", addr[0])
    globals()["c%d" % i] = c, conn

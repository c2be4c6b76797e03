"""A server with a thread for each client, and its clients in turn."""
import socket
import socketserver
import threading


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        while data := self.request.recv(100):
            self.request.sendall(data)


with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
    threading.Thread(target=server.serve_forever).start()
    for n in range(5):
        with socket.create_connection(server.server_address) as c:
            c.sendall(b"%d" % n)
            assert c.recv(100) == b"%d" % n
    server.shutdown()

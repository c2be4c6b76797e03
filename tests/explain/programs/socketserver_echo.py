import socketserver


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline())


with socketserver.TCPServer(("HOST", PORT), Echo) as server:
    server.serve_forever()

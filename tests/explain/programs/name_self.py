import socket


class Chat:
    def __init__(self, host, port):
        self.sock = socket.create_connection((host, port))

    def say(self, text):
        sock.sendall(text.encode())


Chat("HOST", PORT).say("hello")

import socket


class Cliente:
    def __init__(self, host, port):
        self.s = socket.create_connection((host, port))

    def envia(self, texto):
        self.s.sendall(texto)


cliente = Cliente("HOST", PORT)
cliente.envia(input("> "))

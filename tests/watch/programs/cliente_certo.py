"""The client as it should be."""
import socket

with socket.create_connection(("127.0.0.1", 1234)) as s:
    print(s.recv(2048).decode("utf-8"))
    s.sendall("Olá também!".encode("utf-8"))

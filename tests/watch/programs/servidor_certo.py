"""The server as it should be."""
import socket

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("127.0.0.1", 1234))
    s.listen(5)
    conn, addr = s.accept()
    with conn:
        conn.sendall("Olá!".encode("utf-8"))
        while dados := conn.recv(2048):
            print(dados.decode("utf-8"))

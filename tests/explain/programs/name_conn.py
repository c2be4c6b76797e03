import socket
import threading


def atende():
    conn.sendall(b"hello\n")
    conn.close()


def servidor():
    s = socket.create_server(("", PORT))
    conn, addr = s.accept()
    t = threading.Thread(target=atende)
    t.start()
    t.join()


servidor()

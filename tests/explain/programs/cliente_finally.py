import socket


def talk(host, port):
    try:
        conn = socket.create_connection((host, port))
        conn.sendall(b"hello\n")
        return conn.recv(1024)
    finally:
        conn.close()


print(talk("HOST", PORT))

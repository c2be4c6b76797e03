import socket
import threading


def handle(conn, addr):
    conn.sendall(b"welcome\n")
    while True:
        data = conn.recv(1024)
        if not data:
            break
        conn.sendall(data)
    conn.close()


server = socket.create_server(("", PORT))
conn, addr = server.accept()
print("[NEW CONNECTION]")
thread = threading.Thread(target=handle, args=(conn, addr))
thread.start()

import socket

try:
    s = socket.create_connection(("HOST", PORT), timeout=1)
    s.sendall(b"hello\n")
    print(s.recv(100))
except OSError as e:
    print("Erro:", e)

import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.bind(("HOST", PORT))
s.listen(5)
conn, addr = s.accept()
print(conn.recv(2048).decode("utf-8"))
conn.sendall("Olá também!".encode("utf-8"))
conn.close()
s.close()

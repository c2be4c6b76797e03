import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.settimeout(1)
s.connect(("HOST", PORT))
s.sendall(b"GET / HTTP/1.0\r\n\r\n")
data = s.recv(4096)
print(data)

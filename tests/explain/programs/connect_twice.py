import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(("HOST", PORT))
print("ligado")
s.connect(("HOST", PORT))

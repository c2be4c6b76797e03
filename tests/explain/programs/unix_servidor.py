import socket

s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
s.bind("chat.sock")
s.listen()
conn, addr = s.accept()

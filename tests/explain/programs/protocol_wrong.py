import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_UDP)
s.bind(("127.0.0.1", 0))

import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("HOST", PORT))
while True:
    data, addr = s.recvfrom(1024)
    print(addr, data)

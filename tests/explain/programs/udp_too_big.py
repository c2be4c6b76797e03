import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
image = bytes(65508)
s.sendto(image, ("HOST", PORT))

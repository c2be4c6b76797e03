import socket
import struct

s = socket.create_connection(("HOST", PORT))
s.sendall(b"hi\n")
size, = struct.unpack("!I", s.recv(4))
print(s.recv(size))

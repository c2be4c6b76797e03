import json
import socket

s = socket.create_connection(("HOST", PORT))
s.sendall(json.dumps({"x": 1}).encode())
s.sendall(json.dumps({"x": 2}).encode())
s.shutdown(socket.SHUT_WR)
data = b"".join(iter(lambda: s.recv(1024), b""))
print(json.loads(data))

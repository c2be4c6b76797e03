import pickle
import socket

s = socket.create_connection(("HOST", PORT))
s.sendall(pickle.dumps(list(range(1000))))
s.shutdown(socket.SHUT_WR)
print(pickle.loads(s.recv(1024)))

"""Nobody comes, until Ctrl-C."""
import socket

s = socket.create_server(("127.0.0.1", 0))
print(flush=True)
s.accept()

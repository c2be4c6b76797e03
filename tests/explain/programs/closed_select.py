import select
import socket

s = socket.create_connection(("HOST", PORT))
s.close()
ready, _, _ = select.select([s], [], [])

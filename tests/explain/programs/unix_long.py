import os
import socket

s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
s.bind(os.path.join(os.getcwd(), "a-folder-with-a-long-name/" * 5, "s"))

import locale
import socket

locale.setlocale(locale.LC_ALL, "")
s = socket.socket()
s.connect(("HOST", PORT))

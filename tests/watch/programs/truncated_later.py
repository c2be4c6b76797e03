"""The same, and it comes later."""
import socket
import threading
import time

a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
a.bind(("127.0.0.1", 0))
c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def send():
    time.sleep(0.2)
    c.sendto(b"x" * 25, a.getsockname())


threading.Thread(target=send).start()
a.recvfrom(10)

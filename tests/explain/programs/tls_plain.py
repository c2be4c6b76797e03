import socket
import ssl

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
with socket.create_connection(("HOST", PORT)) as sock:
    with context.wrap_socket(sock) as s:
        print(s.version())

from socket import AF_INET, SOCK_STREAM

s = socket.socket(AF_INET, SOCK_STREAM)
s.connect(("HOST", PORT))

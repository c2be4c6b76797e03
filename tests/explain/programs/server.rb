require 'socket'

server = TCPServer.new('HOST', PORT)
client = server.accept

require 'socket'

s = TCPSocket.new('HOST', PORT)
s.close
s.puts 'hello'

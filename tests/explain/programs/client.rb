require 'socket'

s = TCPSocket.new('HOST', PORT)
s.puts 'hello'
puts s.gets
loop { s.write 'still here' }

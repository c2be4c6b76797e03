require 'socket'

Socket.tcp('HOST', PORT, connect_timeout: 1) { |s| puts s.read }

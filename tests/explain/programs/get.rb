require 'net/http'

puts Net::HTTP.get(URI('http://HOST:PORT/'))

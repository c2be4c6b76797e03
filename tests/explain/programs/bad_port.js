const net = require('net');

net.createConnection(123456, '127.0.0.1');

const net = require('net');

net.createConnection('chat.sock');

const dgram = require('dgram');

const server = dgram.createSocket('udp4');
server.on('message', (msg) => console.log(msg.toString()));
server.bind(PORT, 'HOST');

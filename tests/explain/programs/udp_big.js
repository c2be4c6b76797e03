const dgram = require('dgram');

const socket = dgram.createSocket('udp4');
socket.send(Buffer.alloc(65508), PORT, 'HOST', (err) => {
  if (err) throw err;
});

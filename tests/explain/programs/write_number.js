const net = require('net');

const client = net.createConnection(PORT, 'HOST', () => {
  client.write(42);
});

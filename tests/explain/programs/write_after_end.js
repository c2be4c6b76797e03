const net = require('net');

const client = net.createConnection(PORT, 'HOST', () => {
  client.end('bye\n');
  client.write('one more thing\n');
});

const net = require('net');

const client = net.connect(PORT, 'HOST');
client.on('error', (err) => {
  console.log('Error: ' + err.message);
});

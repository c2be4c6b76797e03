const net = require('net');

const client = net.createConnection({ host: 'HOST', port: PORT }, () => {
  client.write('hello\n');
});
client.on('data', (data) => console.log(data.toString()));
client.on('end', () => console.log('end'));

const net = require('net');

const client = net.createConnection({ host: 'HOST', port: PORT, allowHalfOpen: true });
client.on('data', (data) => console.log(data.toString()));
client.on('end', () => {
  setInterval(() => client.write('still here\n'), 20);
});

const http = require('http');

http.get('http://HOST:PORT/', (res) => {
  res.pipe(process.stdout);
});

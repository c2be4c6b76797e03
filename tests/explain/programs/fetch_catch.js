fetch('http://HOST:PORT/api')
  .then((res) => res.json())
  .catch((err) => console.log(err));

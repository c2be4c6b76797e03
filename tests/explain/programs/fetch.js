async function main() {
  const res = await fetch('http://HOST:PORT/api');
  console.log(await res.json());
}

main();

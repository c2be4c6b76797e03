import requests

r = requests.get("http://HOST:PORT/api", timeout=1)
print(r.json())

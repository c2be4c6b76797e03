from urllib.request import urlopen

with urlopen("http://HOST:PORT/index.html", timeout=1) as page:
    print(page.read())

import http.client

c = http.client.HTTPConnection("HOST", PORT)
c.request("GET", "/")
r = c.getresponse()
print(r.status, r.reason)

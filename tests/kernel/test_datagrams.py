"""How a datagram came: which address it was for, by which interface, with which
TTL, and how many were dropped before it; held against what a Python socket set,
and /proc/net/udp.
"""

import re
import socket
from pathlib import Path

import pytest

from conftest import command, eventually, needs_ipv6, sockets_in
from evidence import find
from person import Person  # noqa: F401: skips where there is no pyte

V4 = (r"^= it came for (\S+), by (\S+), with a TTL of (\d+) "
      r"\(IP_PKTINFO, IP_TTL\)$")
V6 = (r"^= it came for (\S+), by (\S+), with a hop limit of (\d+) "
      r"\(IPV6_PKTINFO, IPV6_HOPLIMIT\)$")


def spaced(pattern):
    return pattern.replace(" ", r"\s+")


def send(host, port, ttl, data=b"hello"):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS, ttl)
        else:
            sock.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, ttl)
        sock.sendto(data, (host, port))


@pytest.mark.parametrize("bound, host, pattern", [
    ("0.0.0.0", "127.0.0.5", V4), ("::", "::1", V6), ("::", "127.0.0.7", V4)])
def test_how_it_came(start, bound, host, pattern):
    if ":" in bound:
        needs_ipv6()
    child = start(command("listen", "-u", "-vvv", bound, "0"))
    port = port_of(child)
    send(host, port, 37)
    child.wait_out(b"hello")
    child.wait_err(spaced(pattern))
    told = find(pattern, child.err)
    assert told.groups() == (host, "lo", "37")
    send(host, port, 200, b"")  # an empty one is one, too
    child.wait_err(spaced(pattern.replace(r"(\d+)", "200")))
    assert "dropped on this socket" not in child.err


def port_of(child):
    """Of its UDP socket."""
    def find_it():
        own = sockets_in(child.pid)
        for table in "udp", "udp6":
            path = Path(f"/proc/net/{table}")
            for row in path.read_text().splitlines()[1:] \
                    if path.exists() else []:
                field = row.split()
                if field[9] in own:
                    return int(field[1].rsplit(":", 1)[1], 16)
        return None
    return eventually(find_it)


def drops(port):
    """Of the UDP socket on that port, by /proc/net/udp."""
    for row in Path("/proc/net/udp").read_text().splitlines()[1:]:
        field = row.split()
        if int(field[1].rsplit(":", 1)[1], 16) == port:
            return int(field[12])
    return None


def test_what_was_dropped(person):
    """Each sendto() succeeded, and nobody was told."""
    one = person.alone("listen", "-u", "-vvv", "--no-read", "--set",
                       "SO_RCVBUF=1", "127.0.0.1", "0", rows=200)
    port = port_of(one)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        for _ in range(200):
            assert sock.sendto(b"x" * 500, ("127.0.0.1", port)) == 500
        assert drops(port) > 100
        one.type("/read\r")
        one.see("it came for 127.0.0.1, by lo")
        for _ in range(20):  # until what was queued before them is read
            if "(SO_RXQ_OVFL)" in "\n".join(one.lines):
                break
            sock.sendto(b"y", ("127.0.0.1", port))
            above = len(one.lines)
            one.type("/read\r")
            one.until(lambda: "recvfrom(" in "\n".join(one.lines[above:]))
    told = re.search(spaced(r"^= (\d+) datagrams were dropped on this socket "
                            r"so far \(SO_RXQ_OVFL\)"),
                     "\n".join(one.lines), re.M)
    assert 100 < int(told[1]) <= drops(port)
    one.see("want of room in the receive buffer")


def test_a_client_has_none(start, closing):
    """A look would clear the error of a connected socket."""
    sock = closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
    sock.bind(("127.0.0.1", 0))
    child = start(command("connect", "-u", "-vvv", "127.0.0.1",
                          str(sock.getsockname()[1])))
    child.send(b"a\n")
    _, peer = sock.recvfrom(10)
    sock.sendto(b"answer\n", peer)
    child.wait_out(b"answer")
    assert "it came for" not in child.err and "RXQ_OVFL" not in child.err


def test_in_portuguese(start):
    child = start(command("listen", "-u", "-vvv", "--lang", "pt",
                          "127.0.0.1", "0"))
    send("127.0.0.1", port_of(child), 64)
    child.wait_err(spaced(r"^= destinava-se a 127.0.0.1, e chegou por lo, com "
                          r"um TTL de 64 \(IP_PKTINFO, IP_TTL\)$"))


@pytest.mark.parametrize("level", ["-v", "-vv"])
def test_below_nothing_is_looked_at(start, level):
    child = start(command("listen", "-u", level, "127.0.0.1", "0"))
    send("127.0.0.1", port_of(child), 64)
    child.wait_out(b"hello")
    assert not re.search("^=|RECVTTL", child.err, re.M)

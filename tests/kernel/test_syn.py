"""The SYN that a connection began with: decoded as it came; held against what
is on the wire, in a network of the test's own.
"""

import json
import os
import re
import socket
import subprocess
import sys

import pytest

from conftest import PROGRAM, TIMEOUT, clean_env, needs, needs_ipv6
from evidence import find
from person import Person  # noqa: F401: skips where there is no pyte

HEAD = (r"^= the client's SYN, (\d+) bytes as they came: (\S+) to (\S+), "
        r"(TTL|hop limit) (\d+) \(TCP_SAVED_SYN\)$")
REST = (r"^= initial sequence number (\d+), window (\d+), options "
        r"\[([^]]*)\] \(TCP_SAVED_SYN\)$")


def in_a_network(script, *args):
    """Runs Python in a network name space of its own, with lo up, where that
    may be made; returns what it printed."""
    argv = [needs("unshare"), *([] if os.getuid() == 0 else ["-r"]), "-n",
            "sh", "-c", 'ip link set lo up && exec "$@"', "sh",
            sys.executable, "-c", script, *map(str, args)]
    if subprocess.run([*argv[:argv.index("sh")], "true"], timeout=TIMEOUT,
                      stderr=subprocess.DEVNULL).returncode != 0:
        pytest.skip("no network of one's own can be made here")
    done = subprocess.run(argv, stdout=subprocess.PIPE, timeout=TIMEOUT,
                          stderr=subprocess.PIPE, text=True, env=clean_env())
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# The first segment to a server's port, as a capture on lo sees it.
CAPTURE = """
import json, re, socket, subprocess, sys
program, host, args = sys.argv[1], sys.argv[2], sys.argv[3:]
wire = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
wire.bind(("lo", 0))
child = subprocess.Popen([program, "listen", "-vvv", *args, "0"],
                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                         stderr=subprocess.PIPE, text=True)
told = ""
while "listening laddr" not in told:
    told += child.stderr.readline()
port = int(re.search(r"listening laddr=.*:(\\d+)", told)[1])
with socket.create_connection((host, port), 60) as sock:
    name = sock.getsockname()
    packet = wire.recv(65536)
    sock.shutdown(socket.SHUT_WR)
    told += child.communicate(timeout=60)[1]
print(json.dumps({"told": told, "packet": packet.hex(), "from": name[:2]}))
"""


def options(data):
    """TCP's, as tcpdump has them."""
    found = []
    while data and data[0]:
        if data[0] == 1:
            data = data[1:]
            continue
        kind, size = data[:2]
        value = data[2:size]
        found.append({2: f"mss {int.from_bytes(value, 'big')}", 4: "sackOK",
                      8: f"TS val {int.from_bytes(value[:4], 'big')}",
                      3: f"wscale {int.from_bytes(value, 'big')}"}[kind])
        data = data[size:]
    return ", ".join(found)


@pytest.mark.parametrize("host, args, family", [
    ("127.0.0.1", ["127.0.0.1"], 4),
    ("::1", ["::1"], 6),
    ("127.0.0.1", ["-6"], 4),  # of an IPv6 socket, an IPv4 client
])
def test_it_is_what_was_on_the_wire(host, args, family):
    if family == 6 or "-6" in args:
        needs_ipv6()
    seen = in_a_network(CAPTURE, PROGRAM, host, *args)
    packet = bytes.fromhex(seen["packet"])
    told = seen["told"]
    assert packet[0] >> 4 == family
    ip, ttl = (packet[:20], packet[8]) if family == 4 else \
        (packet[:40], packet[7])
    tcp = packet[len(ip):]
    head, rest = find(HEAD, told), find(REST, told)
    host, port = seen["from"]
    host = host.replace("::ffff:", "")
    where = f"{host}:{port}" if family == 4 else f"[{host}]:{port}"
    assert (int(head[1]), head[2], int(head[5])) == \
        (len(packet), where, ttl)
    assert head[4] == ("TTL" if family == 4 else "hop limit")
    assert int(rest[1]) == int.from_bytes(tcp[4:8], "big")
    assert int(rest[2]) == int.from_bytes(tcp[14:16], "big")
    assert " ".join(rest[3].split()) == options(tcp[20:(tcp[12] >> 4) * 4])


SYNCOOKIES = """
import sys
open("/proc/sys/net/ipv4/tcp_syncookies", "w").write("2")
""" + CAPTURE


def test_with_syncookies_there_is_none():
    """Always, where the kernel is told to answer all with them."""
    told = in_a_network(SYNCOOKIES, PROGRAM, "127.0.0.1", "127.0.0.1")["told"]
    assert find(r"^= socket 4: the client's SYN was not kept \(TCP_SAVED_SYN\)$",
                told)
    assert find("the kernel answers with a syncookie", told)


# --- what was kept is there later, too ---

def test_it_can_be_asked_for_again(person):
    one = person("listen", "-vvv", rows=100)
    one.see("= the client's SYN, ")
    port = one.peer.sock.getsockname()[1]
    for _ in range(2):
        above = len(one.lines)
        one.type("/syn\r")
        one.until(lambda: re.search(
            rf"^= the client's SYN, .* 127.0.0.1:{port} to ",
            "\n".join(one.lines[above:]), re.M))
    one.type("/close\r")
    one.see("closed on this end")
    above = len(one.lines)
    one.type("/syn\r")
    one.until(lambda: f"127.0.0.1:{port} to" in "\n".join(one.lines[above:]))


def test_of_many(person):
    from conftest import listening_port
    one = person.alone("listen", "-vvv", "-k", "127.0.0.1", "0", rows=100)
    port = listening_port(one.pid)
    with socket.create_connection(("127.0.0.1", port)), \
            socket.create_connection(("127.0.0.1", port)) as second:
        one.see("client 2 connected")
        above = len(one.lines)
        one.type("/syn 2\r")
        name = f"127.0.0.1:{second.getsockname()[1]} to 127.0.0.1:{port}"
        one.until(lambda: name in "\n".join(one.lines[above:]))


@pytest.mark.parametrize("args, answer", [
    (["listen"], "/syn: the SYN was not kept; start with -vvv"),
    (["connect"], "/syn: only the server's kernel keeps a SYN"),
])
def test_where_there_is_none(person, args, answer):
    one = person(*args)
    one.type("/syn\r")
    one.see(answer)


def test_it_is_asked_for_before_listen(listen):
    """By a call of the program's own, told as any other; not below -vvv."""
    child = listen("-vvv")
    calls = re.findall(r"^\* (\w+)\((?:3, IPPROTO_TCP, TCP_SAVE_SYN)?",
                       child.err, re.M)
    assert re.search(r"^\* setsockopt\(3, IPPROTO_TCP, TCP_SAVE_SYN, \[1\], "
                     r"4\) = 0$", child.err, re.M)
    assert calls.index("listen") > calls.index("setsockopt")
    assert "TCP_SAVE_SYN" not in listen("-vv").err

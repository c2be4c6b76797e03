"""Who said no: an ICMP message with type, code and sender; else nobody who is
seen. In a network of the test's own, and held against a Python socket's error
queue there.
"""

import re

import pytest

from evidence import find
from lab import V0, lab, router  # noqa: F401 (fixtures)

# A Python client that keeps errors: what the queue has for it.
PYTHON = """
import socket, struct
sock = socket.socket()
sock.setsockopt(socket.IPPROTO_IP, 11, 1)
print(sock.connect_ex(("10.9.0.2", 1234)))
parts = sock.recvmsg(100, 512, socket.MSG_ERRQUEUE)[1]
data, = [data for level, kind, data in parts if kind == 11]
kind, code = struct.unpack_from("BB", data, 5)
print(kind, code, socket.inet_ntoa(data[20:24]))
"""


@pytest.mark.parametrize("kind, code, meaning", [
    (3, 0, "it knows no way to that network"),
    (3, 1, "it does not reach that machine"),
    (3, 3, "usually a firewall says so of TCP"),
    (3, 13, "forbidden, by a firewall's rule")])
def test_an_icmp_message(lab, router, start, kind, code, meaning):  # noqa: F811
    net = lab(*V0)
    router(net, kind, code)
    child = start(net.command("connect", "-vvv", "10.9.0.2", "1234"))
    assert child.wait() == 1
    told = find(r"^= an ICMP message of (\S+) came: type (\d+), code (\d+) "
                r"\(MSG_ERRQUEUE\)$", child.err)
    python = start(net.python(PYTHON))
    python.wait()
    assert python.out.decode().split()[1:] == [told[2], told[3], told[1]]
    assert (told[1], int(told[2]), int(told[3])) == ("10.9.0.254", kind, code)
    plain = re.sub(r"\s+", " ", child.err)
    assert meaning in plain
    assert "RST:" not in plain
    assert find(r"^= 1 SYN sent in ([\d.]+) m?s \(TCP_INFO\)$", child.err)


def test_a_refusal_without_one(connect, refusing):
    child = connect(refusing, "-vvv")
    assert child.wait() == 1
    assert find(r"^= no ICMP message came \(MSG_ERRQUEUE\)$", child.err)
    assert find("usually an RST: mostly the machine is there", child.err)
    assert find(r"^= 1 SYN sent in [\d.]+ ms \(TCP_INFO\)$", child.err)


@pytest.mark.slow
def test_silence_is_counted(connect, silent):
    """ETIMEDOUT after one SYN more than TCP_SYNCNT; and since Linux 6.5
    some more, a second apart."""
    child = connect(silent(), "-vvv", "--set", "TCP_SYNCNT=1")
    assert child.wait() == 1
    told = find(r"^= (\d+) SYNs sent in ([\d.]+) s \(TCP_INFO\)$", child.err)
    assert 2 <= int(told[1]) <= 8 and 2.5 < float(told[2]) < 10
    assert f"SYN_SENT; {told[1]} SYNs sent; the next" in child.err
    assert find("nothing answered: usually a firewall", child.err)


def test_errors_are_kept_for_connect_alone(with_client):
    """On a connection they would end it where it could go on (ip(7))."""
    child, peer = with_client("-vvv")
    child.wait_err("connected to")
    assert re.findall(r"^\* setsockopt\(3, IPPROTO_IP, IP_RECVERR, \[(\d)\]",
                      child.err, re.M) == ["1", "0"]
    assert "ICMP message" not in child.err.split("connected to")[0].replace(
        "error messages that come (ICMP)", "")


def test_in_portuguese(connect, refusing):
    child = connect(refusing, "-vvv", "--lang", "pt")
    assert child.wait() == 1
    assert find(r"^= não chegou nenhuma mensagem ICMP \(MSG_ERRQUEUE\)$",
                child.err)


@pytest.mark.parametrize("level", ["-v", "-vv"])
def test_below_nothing_is_kept(connect, refusing, level):
    child = connect(refusing, level)
    assert child.wait() == 1
    assert "MSG_ERRQUEUE" not in child.err and "RECVERR" not in child.err

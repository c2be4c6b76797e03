"""What became of what was sent: queued, given to the device, acknowledged, and
when (SO_TIMESTAMPING); /tcp and /counters. Held against a Python socket's
TCP_INFO, /proc/net and the clock.
"""

import re
import socket
import time
from pathlib import Path

import pytest

from conftest import eventually, listening_port
from evidence import TcpInfo, of_ss, rows, ss
from person import Person  # noqa: F401: skips where there is no pyte

ALL = (r"^= send\(\) number (\d+): its bytes were queued for the device after "
       r"([\d.]+) ms, given to it after ([\d.]+) ms, acknowledged after "
       r"([\d.]+) ms \(SO_TIMESTAMPING\)$")
LATER = (r"^= send\(\) number (\d+): its bytes were acknowledged ([\d.]+) ms "
         r"after it began \(SO_TIMESTAMPING\)$")


def spaced(pattern):
    return pattern.replace(" ", r"\s+")


def told(one, pattern, command):
    """What the answer to a command says."""
    above = len(one.lines)
    one.type(command + "\r")
    text = re.compile(spaced(pattern), re.M)
    return one.until(lambda: text.search("\n".join(one.lines[above:])))


def unread(sock):
    here, there = sock.getsockname()[1], sock.getpeername()[1]
    return rows(here, there)[0]["unread"]


def test_it_is_acknowledged_before_it_is_read(with_client):
    """By the other end's kernel; its program has not called recv()."""
    child, peer = with_client("-vvv")
    child.send(b"hello\n")
    found = child.wait_err(spaced(ALL))
    assert unread(peer.sock) == 6
    number, *after = found.groups()
    queued, given, acknowledged = map(float, after)
    assert number == b"1" and 0 <= queued <= given <= acknowledged
    assert TcpInfo(peer.sock).bytes_received == 6
    assert "the other end's kernel has the bytes" in \
        re.sub(r"\s+", " ", child.err)


def test_a_server_as_well(with_server):
    child, peer = with_server("-vvv")
    child.send(b"one\n")
    child.wait_err(spaced(ALL.replace(r"(\d+)", "1", 1)))
    child.send(b"two\n")
    child.wait_err(spaced(r"^= send\(\) number 2: [^=]* \(SO_TIMESTAMPING\)$"))
    assert peer.recv(8) == b"one\ntwo\n"


def test_a_late_acknowledgement_names_its_send(with_client):
    """The other end's kernel waits a little with it, for data to go along."""
    child, peer = with_client("-vvv")
    for i in range(1, 6):
        # It is for the next acknowledgement alone (tcp(7)).
        peer.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 0)
        began = time.monotonic()
        child.send(b"x\n")
        assert peer.recv(2) == b"x\n"
        child.wait_err(spaced(
            rf"^= send\(\) number {i}: [^=]* acknowledged (after )?[\d.]+ ms"))
        took = time.monotonic() - began
        late = re.search(spaced(LATER), child.err, re.M)
        if late:
            break
    assert late and late[1] == str(i)
    assert 5 < float(late[2]) <= took * 1000
    assert re.search(spaced(
        rf"^= send\(\) number {i}: [^=]*; not acknowledged yet"), child.err, re.M)


def test_what_has_no_room_is_not_given_to_the_device(person):
    """Nor does an error queue that fills keep the program busy."""
    one = person("connect", "-vvv", rows=100)
    one.peer.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    told(one, r"were taken; send\(\) calls: ", "/fill 100000000")
    one.see("not all of its bytes have left")


def test_waiting_costs_nothing(with_client):
    """EPOLLERR says that stamps have come, and they are taken: no loop."""
    child, peer = with_client("-vvv")
    for _ in range(3):
        child.send(b"x\n")
        assert peer.recv(2) == b"x\n"
    child.wait_err(r"number\s+3:")
    eventually(lambda: len(re.findall("TIMESTAMPING\\)", child.err)) >= 3)
    lines = child.err.count("\n")
    child.send(b"last\n")
    assert peer.recv(5) == b"last\n"
    child.wait_err(r"number\s+4:")
    assert child.err.count("\n") - lines < 20
    assert "= -1 EAGAIN" not in child.err


@pytest.mark.parametrize("level", ["-v", "-vv"])
def test_below_nothing_is_stamped(with_client, level):
    child, peer = with_client(level)
    child.send(b"x\n")
    assert peer.recv(2) == b"x\n"
    child.end_input()
    peer.finish()
    child.wait()
    assert "TIMESTAMPING" not in child.err


def test_when_nobody_hears_of_it_any_more(person):
    """The stamps are taken all the same."""
    one = person("connect", "-vvv", rows=100)
    one.type("/verbose 0\r")
    one.see("level of detail has changed")
    one.type("hello\r")
    assert one.peer.recv(6) == b"hello\n"
    one.peer.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 0)
    one.type("again\r")
    assert one.peer.recv(6) == b"again\n"
    before = ticks(one.pid)
    time.sleep(0.3)  # nothing must happen now
    assert ticks(one.pid) - before <= 2
    assert "send() number" not in "\n".join(one.lines)


def ticks(pid):
    """Processor time, in hundredths of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


# --- /tcp ---

def number(one, name):
    found = re.search(spaced(rf"{name}:? (\d+)"), "\n".join(one.lines))
    assert found, name
    return int(found[1])


def test_tcp_shows_what_ss_shows(person):
    one = person("connect", columns=80, rows=100)
    one.type("hello\r")
    assert one.peer.recv(6) == b"hello\n"
    one.peer.send(b"hi\n")
    one.see("hi")
    here, there = one.peer.sock.getpeername()[1], \
        one.peer.sock.getsockname()[1]
    eventually(lambda: rows(here, there)[0]["queued"] == 0)
    told(one, "network's sake", "/tcp")
    line, info = ss(here, there), TcpInfo(one.peer.sock)
    assert number(one, "congestion window") == of_ss(line, "cwnd")
    assert number(one, "at most") == of_ss(line, "mss")
    assert number(one, "segments sent") == of_ss(line, "segs_out") == \
        info.segs_in
    assert number(one, "bytes sent") == 6
    assert number(one, "acknowledged") == of_ss(line, "bytes_acked") == 7
    algorithm = re.search(r"algorithm:\s+(\w+)", "\n".join(one.lines))[1]
    assert f" {algorithm} " in line
    rtt = re.search(r"round trip: ([\d.]+) ms", "\n".join(one.lines))[1]
    assert float(rtt) == pytest.approx(
        float(re.search(r"\brtt:([\d.]+)/", line)[1]))
    one.see("sent again: nothing")
    assert all(len(row) <= 80 for row in one.lines)


def test_one_send_is_many_segments(person):
    """As TCP counts them; of the other end, one recv() is enough."""
    one = person("connect", "--set", "TCP_MAXSEG=100", rows=100)
    one.type("x" * 1000 + "\r")
    assert one.peer.recv(1001) == b"x" * 1000 + b"\n"
    told(one, "network's sake", "/tcp")
    found = re.search(spaced(r"segments sent: \d+, with data (\d+)"),
                      "\n".join(one.lines))
    assert int(found[1]) >= 10
    one.see("these are segments as TCP counts them")


def test_tcp_of_many(person):
    one = person.alone("listen", "-k", "127.0.0.1", "0", rows=100)
    with socket.create_connection(("127.0.0.1", listening_port(one.pid))):
        one.see("client 1 connected")
        told(one, r"= segments sent: \d+", "/tcp 1")
        told(one, "the number of a client was expected", "/tcp")


def test_in_portuguese(person):
    one = person("connect", "-vvv", "--lang", "pt", rows=100)
    one.type("olá\r")
    one.see("send() número 1: os bytes ")
    told(one, "janela de congestionamento: ", "/tcp")


# --- /counters ---

def counter(group, name):
    """As the kernel has it now."""
    for file in "snmp", "netstat":
        lines = Path(f"/proc/net/{file}").read_text().splitlines()
        for names, values in zip(lines[::2], lines[1::2]):
            if names.startswith(group + ":") and name in names.split():
                return int(values.split()[names.split().index(name)])
    return None


def test_counters_that_moved(person):
    """It is closed with bytes that nobody read. Others count as well."""
    before = counter("TcpExt", "TCPAbortOnClose")
    one = person("listen", "--no-read", rows=100)
    one.peer.send(b"unread")
    told(one, "unread 6", "/queues")
    one.type("/close\r")
    one.see("closed on this end")
    found = told(one, r"= TcpExt TCPAbortOnClose \+(\d+) "
                 r"\(/proc/net/netstat\)", "/counters")
    after = counter("TcpExt", "TCPAbortOnClose")
    assert 1 <= int(found[1]) <= after - before
    one.see("of this whole machine")
    one.see("bytes had come that")


def test_counters_begin_anew_each_time(person):
    one = person("connect", rows=100)
    told(one, r"= Tcp ActiveOpens \+", "/counters")
    one.type("/counters\r")
    one.until(lambda: "\n".join(one.lines).count("of this whole machine") == 2)

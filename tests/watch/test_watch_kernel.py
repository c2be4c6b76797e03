"""At -vvv the kernel's side of a watched program's sockets is told after each
step, as it is of sockdemo's own; and nothing is changed by that."""

import re
import socket

import pytest

from conftest import (clean_env, command, eventually, listening_port,
                      unprivileged)
from evidence import TcpInfo, find, rows, state
from watched import PYTHON, program_of

# Each stands still where it says so, until a line comes.
CLIENT = """
import socket, sys
def here():
    print("here", flush=True); input()
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
"""
SERVER = """
import socket
def here():
    print("here", flush=True); input()
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(2)
"""


@pytest.fixture
def watched(start):
    """watched(text, *words) -> a watched program, as nobody special runs it."""
    def watched(text, *words, options=("-vvv",)):
        return start(command("watch", *options, PYTHON, "-c", text,
                             *map(str, words)),
                     preexec_fn=unprivileged, env=clean_env())
    return watched


@pytest.fixture
def client(watched, server):
    """A watched client, and its server's socket, once it has connected."""
    def client(text, **options):
        sock = server("127.0.0.1")
        child = watched(CLIENT + text, sock.getsockname()[1], **options)
        return child, sock.accept()[0]
    return client


def ports(peer):
    return peer.getpeername()[1], peer.getsockname()[1]


def test_the_other_end_has_finished(client):
    child, peer = client("s.recv(9); here()")
    with peer:
        peer.shutdown(socket.SHUT_WR)
        child.wait_out(b"here")
        eventually(lambda: state(*ports(peer)) == "CLOSE_WAIT")
        child.feed(b"\n")
        assert child.wait() == 0
    assert find(r"^= socket 3: CLOSE_WAIT", child.err)


def test_this_end_has_finished(client):
    child, peer = client("here(); s.shutdown(socket.SHUT_WR); here()")
    with peer:
        child.wait_out(b"here")
        child.send(b"\n")
        child.wait_out(b"here\nhere")
        eventually(lambda: state(*ports(peer)) == "FIN_WAIT2")
        child.feed(b"\n")
        assert child.wait() == 0
    # The other end's kernel may have answered before the look, or not yet.
    assert find(r"shutdown\(3, SHUT_WR\) = 0\n(.*\n)*?= socket 3: FIN_WAIT[12]",
                child.err)


def test_bytes_that_were_not_read(client):
    child, peer = client("here(); s.recv(2); here()")
    with peer:
        child.wait_out(b"here")
        peer.send(b"0123456789")
        eventually(lambda: rows(*ports(peer))[0]["unread"] == 10)
        child.send(b"\n")
        child.wait_out(b"here\nhere")
        assert rows(*ports(peer))[0]["unread"] == 8
        child.feed(b"\n")
        assert child.wait() == 0
    assert find(r"^= socket 3: ESTABLISHED; unsent 0, in flight 0, unread 8 "
                r"\(TCP_INFO, SIOCOUTQ, SIOCINQ\)", child.err)


def test_who_waits_for_accept(watched, closing):
    child = watched(SERVER + "here(); s.accept(); s.listen(5); here()")
    child.wait_out(b"here")
    port = listening_port(program_of(child))
    for _ in range(2):
        sock = closing(socket.create_connection(("127.0.0.1", port)))
    eventually(lambda: TcpInfo(sock).state == 1)
    child.send(b"\n")
    child.wait_out(b"here\nhere")
    assert rows(port)[0]["unread"] == 1  # of a listener: who waits
    child.feed(b"\n")
    assert child.wait() == 0
    assert find(r"= socket 3: LISTEN; waiting 0, backlog 2 \(TCP_INFO\)",
                child.err)
    assert find(r"listen\(3, 5\) = 0\n(.*\n)*?= socket 3: LISTEN; waiting 1, "
                r"backlog 5 \(TCP_INFO\)", child.err)


def test_a_descriptor_that_another_process_keeps(client):
    """A parent's close() is not the connection's end."""
    child, peer = client("""
import os
if os.fork() == 0:
    input(); os._exit(0)
s.close(); print("here", flush=True); os.wait()""")
    with peer:
        child.wait_out(b"here")
        assert state(*ports(peer)) == "ESTABLISHED"
        child.feed(b"\n")
        assert child.wait() == 0
    assert find(r"ESTABLISHED, and a descriptor still names it \(sock_diag\)",
                child.err)


OPTIONS = """
for level in socket.SOL_SOCKET, socket.IPPROTO_TCP, socket.IPPROTO_IP:
    for number in range(1, 80):
        # Left out are measures: SO_INCOMING_CPU, SO_MEMINFO, SO_COOKIE,
        # SO_INCOMING_NAPI_ID, TCP_INFO, TCP_TIMESTAMP, TCP_CC_INFO; and
        # IP_PROTOCOL, which is 0 in one byte of four.
        if level == socket.SOL_SOCKET and number in (49, 55, 56, 57) or \
                level == socket.IPPROTO_TCP and number in (11, 24, 26) or \
                level == socket.IPPROTO_IP and number == 52:
            continue
        try:
            print(level, number, s.getsockopt(level, number, 64))
        except OSError as error:
            print(level, number, error.errno)
"""


def test_nothing_is_set(client):
    """None of the instruments of sockdemo's own sockets, or anything else."""
    seen = []
    for options in ["-vvv"], ["-vv"]:
        child, peer = client("s.send(b'x')\n" + OPTIONS, options=options)
        with peer:
            assert child.wait() == 0
        seen.append(child.out.splitlines())
    assert len(seen[0]) > 200
    assert seen[0] == seen[1]


def test_less_tells_nothing_of_it(client):
    child, peer = client("s.recv(9)", options=["-vv"])
    with peer:
        peer.shutdown(socket.SHUT_WR)
        assert child.wait() == 0
    assert not re.search(r"^= ", child.err, re.M)


def test_in_portuguese(client):
    child, peer = client("s.recv(9)", options=["-vvv", "--lang", "pt"])
    with peer:
        peer.shutdown(socket.SHUT_WR)
        assert child.wait() == 0
    assert find(r"^= socket 3: CLOSE_WAIT .TCP_INFO.\n +o outro lado",
                child.err)

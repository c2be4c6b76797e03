"""Every other netcat at the other end, in both roles: talk, and its end."""

import contextlib
import os
import random
import re
import socket
import subprocess
import sys

import pytest

from conftest import (TIMEOUT, at_rest, eventually, listening_port, needs,
                      proc_stat, same)
from netcats import (QUEUES, each_tool, ended, got_the_end, join, meet, pair,
                     serve, stop, unread)

__all__ = ["meet", "pair"]


def test_a_conversation(pair):
    child, other = pair
    for word in "Olá!", "Tudo bem?", "Adeus":
        child.send(f"{word}\n".encode())
        other.wait_out(re.escape(word.encode()))
        other.send(f"{word} também\n".encode())
        child.wait_out(re.escape(f"{word} também\n".encode()))
    child.end_input()
    other.end_input()
    assert child.wait() == 0
    assert other.wait() == 0
    assert child.out.decode() == \
        "Olá! também\nTudo bem? também\nAdeus também\n"


def test_both_ends_send_much_at_once(pair):
    child, other = pair
    mine, theirs = (random.Random(i).randbytes(3_000_000) for i in (1, 2))
    child.feed(mine, end=False)
    other.feed(theirs, end=False)
    # nc -l and ncat -l would leave with the end of ours, and not send the rest.
    eventually(lambda: len(child.out) == len(theirs)
               and len(other.out) == len(mine))
    child.end_input()
    other.end_input()
    assert child.wait() == 0
    assert other.wait() == 0
    assert same(other.out, mine)
    assert same(child.out, theirs)


def test_an_answer_after_our_end(pair):
    """Half-close: their answer comes after our input ended."""
    child, other = pair
    child.send(b"question")
    child.end_input()
    other.wait_out(b"question")
    eventually(lambda: got_the_end(other))
    if other.serves and other.tool != "socat":  # it takes it for the end of all
        assert other.wait() == child.wait() == 0
        return
    other.send(b"answer")
    other.end_input()
    assert child.wait() == 0
    assert child.out == b"answer"


def test_ours_after_their_end(pair):
    """Half-close the other way: it sent its FIN and takes what we say."""
    child, other = pair
    other.send(b"question")
    other.end_input()
    child.wait_out(b"question")
    ended(child)
    child.send(b"answer")
    other.wait_out(b"answer")
    child.end_input()
    assert child.wait() == other.wait() == 0
    assert (child.out, other.out) == (b"question", b"answer")


def test_no_end_of_ours_with_no_shutdown(meet):
    child, other = meet("--no-shutdown")
    child.send(b"question")
    child.end_input()
    other.wait_out(b"question")
    other.send(b"answer")
    child.wait_out(b"answer")
    at_rest(child)
    assert child.running() and not got_the_end(other)
    other.end_input()
    assert child.wait() == other.wait() == 0


def test_their_end_is_all_with_exit_on_eof(meet):
    child, other = meet("--exit-on-eof")
    other.send(b"that is all")
    other.end_input()
    assert child.wait() == 0  # with its own input still open
    assert child.out == b"that is all"


@each_tool
def test_a_listener_without_input(listen, start, tool):
    """What comes is shown; its own FIN goes out at once."""
    child = listen(stdin=subprocess.DEVNULL)
    other = join(start, tool, child.port)
    eventually(lambda: got_the_end(other))
    other.send(b"one\n")
    child.wait_out(b"^one$")
    other.send(b"two")
    other.end_input()
    assert child.wait() == 0
    assert child.out == b"one\ntwo"


def test_silence_costs_nothing(pair):
    child, other = pair
    other.send(b"x")
    child.wait_out(b"x")
    at_rest(child)
    assert proc_stat(child.pid)[0] == "S"


def test_the_other_is_killed(pair):
    """Its kernel closes for it."""
    child, other = pair
    other.send(b"x")
    child.wait_out(b"x")
    other.kill()
    ended(child)
    child.end_input()
    assert child.wait() == 0
    assert child.out == b"x"


def test_sending_to_who_is_gone(meet):
    """The first send brings an RST, at the latest the next one EPIPE."""
    child, other = meet("-v")
    other.send(b"x")
    child.wait_out(b"x")
    other.kill()
    child.wait_err(r"recv.* = 0$")

    def sends():
        with contextlib.suppress(BrokenPipeError):
            child.send(b"anybody?")
        return not child.running()
    eventually(sends)
    assert child.wait() == 1
    assert re.search(r"^sockdemo: send .*: (EPIPE|ECONNRESET): ", child.err,
                     re.M)


def test_a_reset_of_who_is_killed_with_something_unread(pair):
    """Its kernel cannot say that all was read: RST instead of FIN."""
    child, other = pair
    other.send(b"x")
    child.wait_out(b"x")
    stop(other)
    child.send(b"for nobody")
    eventually(lambda: unread(other.pid))
    other.kill()
    assert child.wait() == 1
    assert re.search(r"^sockdemo: \w+ 127\.0\.0\.1:\d+: ECONNRESET: ",
                     child.err, re.M)
    assert child.out == b"x"


@pytest.mark.parametrize("role", ["connect", "listen"])
def test_a_reset_that_socat_was_asked_for(listen, connect, start, role):
    if role == "listen":
        child = listen()
        to = f"TCP:127.0.0.1:{child.port},linger=0"
    else:
        to = "TCP-LISTEN:0,bind=127.0.0.1,linger=0"
    other = start([needs("socat"), "-", to])
    if role == "connect":
        child = connect(listening_port(other.pid))
    other.send(b"x")
    child.wait_out(b"x")
    other.kill()  # or it would send a FIN first
    assert child.wait() == 1
    assert "ECONNRESET" in child.err and child.out == b"x"


@each_tool
def test_an_empty_line_and_the_end_of_a_person(terminal, start, tool):
    other = serve(start, tool)
    screen = terminal("connect", "127.0.0.1", str(other.port))
    screen.see(f"127.0.0.1:{other.port}>")
    screen.type("\r")
    other.wait_out(b"^\n")
    other.send(b"hello\n")
    screen.see("| hello")
    screen.type_end()
    other.end_input()
    assert screen.wait() == other.wait() == 0
    assert other.out == b"\n"


# --- deadlines ---

def test_one_that_says_nothing(meet):
    child, other = meet("-i", "0.1")
    assert child.wait() == 1
    assert child.err.endswith(": nothing passed for 0.1 s (-i)\n")
    other.end_input()
    assert other.wait() == 0 and child.out == b""


@each_tool
def test_one_that_does_not_accept(run, start, closing, tool):
    """It is stopped, and its queue is full: the kernel drops what comes."""
    other = serve(start, tool)
    stop(other)
    for _ in range(QUEUES[tool]):
        closing(socket.create_connection(("127.0.0.1", other.port), TIMEOUT))
    child = run("connect", "-w", "0.2", "127.0.0.1", str(other.port))
    assert child.status == 1
    assert child.err.startswith(
        f"sockdemo: connect 127.0.0.1:{other.port}: timed out after 0.2 s (-w)")


@each_tool
def test_one_that_comes_in_time(listen, start, tool):
    """-w is for the connection: what is said may take longer."""
    child = listen("-w", "30", "-i", "30")
    other = join(start, tool, child.port)
    other.send(b"here")
    child.wait_out(b"here")
    other.end_input()
    child.end_input()
    assert child.wait() == 0


# --- other programs ---

def test_sockdemo_with_sockdemo(listen, connect):
    server = listen()
    client = connect(server.port)
    data = os.urandom(100_000)
    client.feed(data)
    server.feed(data)
    assert (client.wait(), server.wait()) == (0, 0)
    assert same(client.out, data) and same(server.out, data)


def test_a_web_server_of_python(start, run, tmp_path):
    """An HTTP/1.0 request by hand, with -C for its line ends."""
    (tmp_path / "page").write_bytes(b"the page\n")
    web = start([sys.executable, "-m", "http.server", "--bind", "127.0.0.1",
                 "--directory", str(tmp_path), "0"], stdin=subprocess.DEVNULL)
    child = run("connect", "-C", "127.0.0.1", str(listening_port(web.pid)),
                input=b"GET /page HTTP/1.0\n\n")
    assert child.status == 0
    assert child.out.startswith(b"HTTP/1.0 200 OK\r\n")
    assert child.out.endswith(b"\r\n\r\nthe page\n")

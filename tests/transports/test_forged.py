"""Datagrams whose sender's address is false, or leads nowhere: that is this
sender's matter alone. Anybody can write any address into a datagram."""

import contextlib
import os
import re
import socket

import pytest

from conftest import TIMEOUT, at_rest, command, proc_stat
from person import ctrl
from transports import bound_port, listen_unix, network, path

__all__ = ["listen_unix", "network", "path"]

# A source, and what sendto() says of it.
BAD = {"port 0": ("127.0.0.1", 0, "EINVAL"),
       "no route": ("192.0.2.1", 9, "ENETUNREACH")}
bad_senders = pytest.mark.parametrize("bad", BAD.values(), ids=list(BAD))

PASSED_OVER = "This sender is passed over; others are answered as before."


@pytest.fixture
def listen(network, start):
    """sockdemo listen -u in a network of its own."""
    def listen(*args):
        child = start([*network.prefix, *command(
            "listen", "-u", "-v", *args, "127.0.0.1", "0")])
        child.port = bound_port(child)
        child.forge = lambda source, sport, text: network.forge(
            child, source, sport, child.port, text)
        return child
    return listen


@bad_senders
def test_the_input_waits_for_who_can_be_answered(listen, bad):
    source, port, error = bad
    child = listen()
    child.forge(source, port, "one")
    child.wait_out(b"one")
    child.send(b"kept\n")
    child.wait_err(rf"^sockdemo: sendto {re.escape(source)}:{port}: {error}: ")
    child.wait_err(PASSED_OVER)
    at_rest(child)
    child.forge("127.0.0.1", 5555, "two")
    child.wait_out(b"onetwo")
    child.wait_err(r'^> sendto\(3, "kept\\n", 5, 127\.0\.0\.1:5555\) = 5$')
    assert child.running()


@bad_senders
def test_who_was_answered_before_still_is(listen, bad):
    source, port, error = bad
    child = listen()
    child.forge("127.0.0.1", 5555, "good")
    child.wait_out(b"good")
    child.send(b"one\n")
    child.wait_err(r'^> sendto\(3, "one\\n", 4, 127\.0\.0\.1:5555\) = 4$')
    child.forge(source, port, "bad")
    child.wait_out(b"goodbad")
    child.send(b"two\n")
    child.wait_err(PASSED_OVER)
    child.wait_err(r'^> sendto\(3, "two\\n", 4, 127\.0\.0\.1:5555\) = 4$')
    child.end_input()
    child.wait_err("datagrams are still received")
    assert child.err.count("sockdemo: ") == 1 and child.running()


def test_many_of_them_are_told_once(listen):
    child = listen()
    for n in range(5):
        child.forge("127.0.0.1", 0, str(n))
        child.wait_out(str(n).encode())
        child.send(b"x\n") if n == 0 else None
        child.wait_err("(?s)" + r"EINVAL\n.*" * (n + 1))
    assert child.err.count("sockdemo: sendto ") == 1
    assert child.err.count(PASSED_OVER) == 1


@bad_senders
def test_of_many_it_is_that_ones(listen, bad):
    source, port, error = bad
    child = listen("-k")
    child.forge(source, port, "bad")
    child.wait_out(b"bad")
    child.forge("127.0.0.1", 5555, "good")
    child.wait_out(b"badgood")
    child.send(b"all\n")
    child.wait_err(r'^> sendto\(3, "all\\n", 4, 127\.0\.0\.1:5555\) = 4$')
    child.wait_err(rf"^sockdemo: sendto \S+: {error}: ")
    assert child.running()


@pytest.mark.parametrize("host, sender", [
    ("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"),
    ("0.0.0.0", "127.0.0.9"), ("::", "127.0.0.1")])
def test_an_echo_does_not_answer_itself(network, start, host, sender):
    """One datagram would go round for ever."""
    child = start([*network.prefix, *command(
        "listen", "-u", "-v", "--echo", host, "0")])
    child.port = bound_port(child)
    network.forge(child, sender, child.port, child.port, "round")
    child.wait_err("has the address of this very socket")
    network.forge(child, "127.0.0.1", 5555, child.port, "there and back")
    child.wait_err(r'^> sendto\(3, "there and back", 14, \S+:5555\) = 14$')
    at_rest(child)
    assert child.err.count("> sendto(") == 1


def test_an_echo_answers_another_with_the_same_port(sockdemo, closing):
    """On another address of this machine it is somebody else."""
    child = sockdemo("listen", "-u", "-v", "--echo", "127.0.0.1", "0")
    port = bound_port(child)
    sock = closing(socket.socket(type=socket.SOCK_DGRAM))
    sock.settimeout(TIMEOUT)
    sock.bind(("127.0.0.2", port))
    sock.sendto(b"echo", ("127.0.0.1", port))
    assert sock.recv(100) == b"echo"


# --- the same between programs of one machine: the sender has gone ---

@pytest.fixture
def sender(closing):
    """A socket with a path; without() sends, and is gone."""
    def sender(own, to, text, stays=False):
        sock = closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        sock.settimeout(TIMEOUT)
        sock.bind(own)
        sock.sendto(text, to)
        if not stays:
            sock.close()
            os.unlink(own)
        return sock
    return sender


def test_a_sender_that_is_gone(listen_unix, sender, path):
    child = listen_unix(path, "-u")
    sender("gone.sock", path, b"one")
    child.wait_out(b"one")
    child.send(b"kept")
    child.wait_err("^sockdemo: sendto gone.sock: ENOENT: ")
    child.wait_err(PASSED_OVER)
    at_rest(child)
    other = sender("here.sock", path, b"two", stays=True)
    assert other.recv(100) == b"kept"


def test_who_was_answered_and_is_gone_ends_it(listen_unix, sender, path):
    """There was somebody, and no other: the conversation is over."""
    child = listen_unix(path, "-u")
    sock = sender("here.sock", path, b"one", stays=True)
    child.wait_out(b"one")
    child.send(b"answer")
    assert sock.recv(100) == b"answer"
    sock.close()
    child.send(b"late")
    assert child.wait() == 1
    assert "sockdemo: sendto here.sock: ECONNREFUSED: " in child.err


def test_at_the_prompt(terminal, sender, path):
    screen = terminal("listen", "-u", "-U", path)
    screen.see("waiting for a datagram")
    sock = sender("here.sock", path, b"one\n", stays=True)
    screen.see_line(r"\./here\.sock>")
    screen.type("answer\r")
    assert sock.recv(100) == b"answer\n"
    sender("gone.sock", path, b"two\n")
    screen.see_line(r"\./gone\.sock>")
    screen.type("lost\r")
    screen.see("ENOENT")
    screen.see(PASSED_OVER)
    screen.see_line(r"\./here\.sock>")
    screen.type("answer too\r")
    assert sock.recv(100) == b"answer too\n"
    screen.type(ctrl("c"))
    screen.wait()

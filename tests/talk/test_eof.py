"""The end of one direction is not the end of the other; and what is."""

import re
import signal
import time

import pytest

from conftest import at_rest, eventually, proc_stat


def test_end_of_input_reaches_the_peer_and_its_late_answer_is_shown(either):
    child, peer = either()
    child.send(b"question\n")
    child.end_input()
    assert peer.recv_all() == b"question\n"
    time.sleep(1)  # socat would wait half a second for the answer
    assert child.running()
    peer.send(b"answer\n")
    peer.close()
    assert child.wait() == 0
    assert child.out == b"answer\n"
    assert "sockdemo:" not in child.err


def test_the_peer_finishes_and_still_receives(either):
    child, peer = either("-v")
    peer.send(b"mine\n")
    peer.finish()
    child.wait_err("recv.* = 0$")
    for word in b"one", b"two", b"three":
        child.send(word)
        assert peer.recv(len(word)) == word
    child.end_input()
    assert peer.recv_all() == b""
    assert child.wait() == 0
    assert child.out == b"mine\n"


def test_stdout_ends_when_the_peer_does(either):
    """As if whoever reads it read from the socket itself."""
    child, peer = either()
    peer.send(b"all")
    peer.finish()
    eventually(lambda: child.streams["out"].ended)
    assert child.out == b"all"
    assert child.running()
    child.end_input()
    assert child.wait() == 0


def send_until_it_ends(child):
    """A line again and again: the first one to a closed socket is sent."""
    def ended():
        try:
            child.send(b"anybody there?\n")
        except BrokenPipeError:
            pass
        return not child.running()
    eventually(ended)
    return child.wait()


def test_sending_to_a_peer_that_closed_is_an_error_and_no_signal(either):
    child, peer = either("-v")
    peer.close()
    child.wait_err("recv.* = 0$")
    assert child.running(), "it must wait for what we may still send"
    assert send_until_it_ends(child) == 1
    assert "sockdemo: send " in child.err
    assert "EPIPE" in child.err or "ECONNRESET" in child.err


def test_exit_on_eof_ends_with_the_peer(either):
    child, peer = either("--exit-on-eof")
    peer.send(b"last words")
    peer.close()
    assert child.wait() == 0
    assert child.out == b"last words"


def test_exit_on_eof_ends_with_the_input(either):
    child, peer = either("--exit-on-eof")
    child.send(b"last words")
    child.end_input()
    assert child.wait() == 0
    assert peer.recv_all() == b"last words"


def test_no_shutdown_keeps_our_side_open(either):
    child, peer = either("-v", "--no-shutdown")
    child.send(b"x")
    child.end_input()
    assert peer.recv(1) == b"x"
    child.wait_err("the other end is not told")
    peer.sock.setblocking(False)
    with pytest.raises(BlockingIOError):
        peer.sock.recv(1)
    assert child.running()
    peer.send(b"still heard")
    peer.finish()
    assert child.wait() == 0
    assert child.out == b"still heard"
    assert "shutdown(" not in child.err


def test_no_input_at_all_still_shows_what_is_received(listen, client):
    with open("/dev/null", "rb") as nothing:
        child = listen(stdin=nothing)
    peer = client(child.port)
    assert peer.recv_all() == b""
    for i in range(100):
        peer.send(b"%d\n" % i)
    peer.close()
    assert child.wait() == 0
    assert child.out == b"".join(b"%d\n" % i for i in range(100))


def test_who_ended_first_is_told(either):
    child, peer = either("-v")
    peer.finish()
    child.wait_err("recv.* = 0$")
    child.end_input()
    assert child.wait() == 0
    assert "\nthe other end finished first\n" in child.err

    child, peer = either("-v")
    child.end_input()
    assert peer.recv_all() == b""
    peer.close()
    assert child.wait() == 0
    assert "\nthis end finished first, as far as it could see\n" \
        in child.err


# --- a reset, at each stage ---

def assert_reset(child):
    assert child.wait() == 1
    assert re.search(r"^sockdemo: \w+ 127\.0\.0\.1:\d+: ECONNRESET: "
                     r"connection reset$", child.err, re.M), child.err


def test_reset_while_idle(either):
    child, peer = either()
    peer.reset()
    assert_reset(child)


def test_reset_does_not_lose_what_came_before(either):
    child, peer = either("-v")
    data = bytes(range(256)) * 64
    child.send(b"x")
    peer.recv(1)  # else the reset could come while it is not yet reading
    peer.send(data)
    peer.reset()
    assert_reset(child)
    assert child.out == data


def test_reset_after_our_end(either):
    child, peer = either()
    child.end_input()
    assert peer.recv_all() == b""
    peer.reset()
    assert_reset(child)


def test_reset_after_the_peers_end_is_found_when_sending(either):
    """Linux has nothing more to say of a socket whose both ends said FIN."""
    child, peer = either("-v")
    peer.finish()
    child.wait_err("recv.* = 0$")
    peer.reset()
    assert send_until_it_ends(child) == 1
    assert "EPIPE" in child.err or "ECONNRESET" in child.err


def test_reset_in_the_middle_of_sending(either):
    child, peer = either()
    child.feed(bytes(20_000_000))
    peer.recv(1000)
    peer.reset()
    assert child.wait() == 1
    assert "ECONNRESET" in child.err or "EPIPE" in child.err


def test_reset_before_accept(listen, client):
    """The client is gone when the server, stopped meanwhile, gets to it."""
    child = listen()
    child.signal(signal.SIGSTOP)
    eventually(lambda: proc_stat(child.pid)[0] == "T")
    client(child.port).reset()
    child.signal(signal.SIGCONT)
    assert_reset(child)


def test_a_send_that_failed_is_not_tried_again(either):
    """What came before the reset is still read, piece by piece; and the error
    told in the end is what the send failed with."""
    child, peer = either("-v", "--read-size", "1000")
    child.feed(bytes(20_000_000))
    peer.recv(1000)
    child.signal(signal.SIGSTOP)
    eventually(lambda: proc_stat(child.pid)[0] == "T")
    peer.send(b"x" * 9000)
    peer.reset()
    child.signal(signal.SIGCONT)
    assert child.wait() == 1
    assert child.out == b"x" * 9000
    assert child.err.count("! send(") == 1
    assert "EPIPE" not in child.err
    assert "sockdemo: send" in child.err and "ECONNRESET" in child.err


def test_another_client_is_told_of_once_also_at_a_reset(with_server, client):
    child, peer = with_server("-v", "--read-size", "1000")
    child.feed(bytes(20_000_000))
    at_rest(child)
    child.signal(signal.SIGSTOP)
    eventually(lambda: proc_stat(child.pid)[0] == "T")
    other = client(child.port)
    peer.send(b"x" * 9000)
    peer.reset()
    child.signal(signal.SIGCONT)
    assert child.wait() == 1
    assert child.err.count("another client") == 1
    other.close()

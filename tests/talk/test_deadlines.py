"""-w and -i, signals, and what waiting costs: nothing."""

import contextlib
import os
import signal
import socket
import threading
import time

import pytest

from conftest import (SIGNALS, at_rest, command, eventually, free_port,
                      needs_ipv6, proc_stat, sockets_of, with_hosts,
                      with_more_time)


def timed(start, *args):
    """The exit status of what is started so, and how long it took."""
    before = time.monotonic()
    return start(*args).wait(), time.monotonic() - before


@pytest.mark.slow
def test_deadlines_are_kept(connect, listen, silent):
    for start, *where in (connect, silent()), (listen,):
        status, seconds = timed(start, *where, "-w", "1")
        assert status == 1
        assert 1 <= seconds < 5  # a busy machine has other things to do


@pytest.mark.parametrize("typed, lang, told", [
    ("0.3", "en", "timed out after 0.3 s (-w)"),
    ("0,3", "en", "timed out after 0.3 s (-w)"),
    (".25", "en", "timed out after 0.25 s (-w)"),
    ("0.3", "pt", "0,3 s (-w)"),
])
def test_connect_says_that_it_timed_out(connect, silent, typed, lang, told):
    """Not ETIMEDOUT, nor "Operation now in progress": it is our deadline."""
    port = silent()
    child = connect(port, "-w", typed, "--lang", lang)
    assert child.wait() == 1
    assert child.err.startswith(f"sockdemo: connect 127.0.0.1:{port}: ")
    assert child.err.splitlines()[0].endswith(told)
    assert "progress" not in child.err and "ETIMEDOUT" not in child.err


def test_accept_gives_up(listen):
    child = listen("-w", "0.3")
    assert child.wait() == 1
    # As it was typed: port 0.
    assert child.err.splitlines()[1:] == [
        "sockdemo: listen 127.0.0.1:0: timed out after 0.3 s (-w)"]


def test_the_deadline_names_the_address_that_was_asked_for(run):
    needs_ipv6()
    assert "listen 0.0.0.0:0: " in run("listen", "-w", "0.1", "0").err
    assert "listen [::]:0: " in run("listen", "-6", "-w", "0.1", "0").err


@pytest.mark.slow
def test_a_deadline_over_all_addresses_together(start, silent, tmp_path):
    needs_ipv6()
    hosts = with_hosts(tmp_path, "::1 two\n127.0.0.1 two\n")
    port = free_port()
    silent("::1", port)
    silent("127.0.0.1", port)

    def once(limit):
        child = start([*hosts, *command(
            "connect", "-w", str(limit), "two", str(port))])
        status, seconds = timed(lambda: child)
        assert status == 1
        assert seconds < 1.9 * limit  # not twice
        assert child.err.startswith(
            f"sockdemo: connect two:{port}: timed out after {limit} s (-w)\n")
    with_more_time(once, (2, 8))


def test_wait_ends_when_a_client_is_there(listen, client):
    def there(seconds):
        child = listen("-w", str(seconds))
        peer = client(child.port)
        time.sleep(seconds + 0.3)  # past the deadline, which is over
        child.send(b"x")
        assert peer.recv(1) == b"x"
    with_more_time(there)


def test_idle_connection_ends(either):
    child, peer = either("-i", "0.3")
    assert child.wait() == 1
    port = peer.sock.getsockname()[1]
    assert child.err.splitlines()[-1] == \
        f"sockdemo: 127.0.0.1:{port}: nothing passed for 0.3 s (-i)"


def test_idle_time_begins_again_with_every_byte(either):
    def talk(seconds):
        child, peer = either("-i", str(seconds))
        for i in range(10):
            time.sleep(seconds / 5)
            (child.send if i % 2 else peer.send)(b"x")
        assert peer.recv(5) == b"x" * 5
        assert child.wait() == 1
        assert child.out == b"x" * 5
    with_more_time(talk)


@contextlib.contextmanager
def stopped(child):
    os.kill(child.pid, signal.SIGSTOP)
    eventually(lambda: proc_stat(child.pid)[0] in "Tt")
    yield
    os.kill(child.pid, signal.SIGCONT)


def test_what_came_while_it_was_stopped_is_not_too_late(either):
    def late(seconds):
        child, peer = either("-i", str(seconds))
        peer.send(b"a")
        child.wait_out(b"a")
        with stopped(child):
            peer.send(b"b")
            time.sleep(2 * seconds)
        assert child.wait() == 1
        assert child.out == b"ab"
    with_more_time(late)


@pytest.mark.parametrize("options", [["-k"], ["-k", "-u"]],
                         ids=["clients", "senders"])
def test_nor_is_it_of_a_hundred_clients(sockdemo, closing, options):
    kind = socket.SOCK_DGRAM if "-u" in options else socket.SOCK_STREAM

    def late(seconds):
        child = sockdemo("listen", *options, "-i", str(seconds),
                         "127.0.0.1", "0")
        port = int(child.wait_err(r"^(listening|bound) laddr=.+:(\d+)$")[2])
        socks = [closing(socket.socket(type=kind)) for _ in range(100)]
        for sock in socks:
            sock.connect(("127.0.0.1", port))
            sock.send(b"a")
        child.wait_out(b"a{100}")
        with stopped(child):
            for sock in socks:
                sock.send(b"b")
            time.sleep(2 * seconds)
        child.wait_out(b"b{100}")
        assert b"a" not in child.out.lstrip(b"a")
    with_more_time(late)


def test_idle_time_is_no_error_once_both_have_ended(either):
    child, peer = either("-i", "5")
    child.end_input()
    peer.close()
    assert child.wait() == 0
    assert "(-i)" not in child.err


@pytest.mark.parametrize("value", [
    "99999999999999999999", "9223372036854775807", "1" + "0" * 25])
@pytest.mark.parametrize("option", ["-w", "-i"])
def test_a_very_long_time_is_no_short_one(either, option, value):
    child, peer = either(option, value)
    peer.send(b"x")
    child.wait_out(b"x")
    child.end_input()
    peer.close()
    assert child.wait() == 0


def test_an_unanswered_connect_is_explained_after_a_while(terminal, silent):
    began = time.monotonic()
    screen = terminal("connect", "127.0.0.1", str(silent()), columns=100)
    screen.see("no answer so far")
    assert time.monotonic() - began > 2.5
    screen.see("firewall")
    assert screen.running()
    screen.type("\x03")
    assert screen.wait() == -signal.SIGINT


# --- signals ---

def syn_sent(pid):
    """Whether it waits for an answer to its SYN: a socket in state 02."""
    return len(sockets_of(pid, "02")) == 1


@pytest.mark.parametrize("number", SIGNALS + (signal.SIGHUP,))
def test_a_signal_ends_it_as_that_signal(
        number, listen, connect, silent, either):
    waiting = listen()
    waiting.signal(number)
    assert waiting.wait() == -number

    connecting = connect(silent())
    eventually(lambda: syn_sent(connecting.pid))
    connecting.signal(number)
    assert connecting.wait() == -number

    talking, peer = either()
    peer.send(b"x")
    talking.wait_out(b"x")
    talking.signal(number)
    assert talking.wait() == -number
    assert "sockdemo:" not in talking.err


def test_a_signal_ends_it_also_while_everything_is_stuck(either):
    """The peer does not read, and nobody reads our stdout."""
    read, write = os.pipe()
    with os.fdopen(read, "rb"), os.fdopen(write, "wb"):
        child, peer = either(stdout=write)
        child.feed(bytes(20_000_000))
        flood(peer)
        eventually(lambda: proc_stat(child.pid)[0] == "S")
        child.signal(signal.SIGTERM)
        assert child.wait() == -signal.SIGTERM


def flood(peer):
    """Sends until there is no room anywhere on the way."""
    peer.sock.setblocking(False)
    idle_since = time.monotonic()
    while time.monotonic() - idle_since < 0.3:
        with contextlib.suppress(BlockingIOError):
            peer.sock.send(bytes(1 << 16))
            idle_since = time.monotonic()
            continue
        time.sleep(0.01)


def test_a_signal_ignored_from_the_start_stays_ignored(either):
    """As nohup does."""
    child, peer = either(
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    child.signal(signal.SIGHUP)
    peer.send(b"x")
    child.wait_out(b"x")
    peer.send(b"y")
    child.wait_out(b"xy")
    assert child.running()


# --- waiting costs nothing ---

def idle_listener(listen, either):
    return listen()


def idle_conversation(listen, either):
    child, peer = either()
    peer.send(b"x")
    child.wait_out(b"x")
    return child


def idle_after_our_end(listen, either):
    child, peer = either()
    child.end_input()
    assert peer.recv_all() == b""
    return child


def idle_after_their_end(listen, either):
    child, peer = either()
    peer.finish()
    eventually(lambda: child.streams["out"].ended)
    return child


def idle_after_their_reset_and_end(listen, either):
    """The socket has an error, which epoll cannot be told to leave out."""
    child, peer = either()
    peer.finish()
    eventually(lambda: child.streams["out"].ended)
    peer.reset()
    return child


def idle_while_stuck(listen, either):
    """Nobody takes anything; the peer's and our pipes are full."""
    read, write = os.pipe()
    child, peer = either(stdout=write)
    child.keeps = os.fdopen(read, "rb"), os.fdopen(write, "wb")
    child.feed(bytes(20_000_000))
    flood(peer)
    return child


@pytest.mark.slow
@pytest.mark.parametrize("situation", [
    idle_listener, idle_conversation, idle_after_our_end,
    idle_after_their_end, idle_after_their_reset_and_end, idle_while_stuck])
def test_waiting_costs_no_time(listen, either, situation):
    child = situation(listen, either)
    at_rest(child)
    before = proc_stat(child.pid)[1]
    time.sleep(0.5)
    state, after = proc_stat(child.pid)
    assert child.running()
    assert state == "S"
    assert after - before <= 2, "of the 50 ticks that were"


def test_a_slow_reader_of_ours_is_no_idle_peer(with_client):
    """Bytes that still go to standard output pass, too."""
    def slowly(seconds):
        read, write = os.pipe()
        child, peer = with_client("-i", str(seconds), stdout=write)
        os.close(write)
        feeder = threading.Thread(
            target=peer.send, args=(b"x" * 3_000_000,), daemon=True)
        feeder.start()
        got = 0
        with os.fdopen(read, "rb", buffering=0) as out:
            for _ in range(12):  # slower than all of it can be passed on
                time.sleep(seconds / 6)
                got += len(out.read(8192))
            while got < 3_000_000:
                piece = out.read(65536)
                assert piece, f"it ended after {got} bytes: {child.err}"
                got += len(piece)
        feeder.join()
        peer.close()
        child.end_input()
        assert child.wait() == 0
    with_more_time(slowly)


def test_who_cannot_be_heard_is_not_idle(listen, client):
    """With -k, nobody is heard while our user takes nothing; that is nobody's
    fault, and all have their time again when it does."""
    def stopped(seconds):
        read, write = os.pipe()
        child = listen("-k", "-i", str(seconds), stdout=write)
        os.close(write)
        flooding, quiet = client(child.port), client(child.port)
        feeder = threading.Thread(
            target=flooding.send, args=(b"x" * 3_000_000,), daemon=True)
        feeder.start()
        at_rest(child)  # standard output is full
        quiet.send(b"y")
        time.sleep(2.5 * seconds)
        client(child.port)  # has it look who is idle
        eventually(lambda: len(sockets_of(child.pid, "01")) == 3)
        got = bytearray()
        with os.fdopen(read, "rb", buffering=0) as out:
            while len(got) < 3_000_001:
                piece = out.read(65536)
                assert piece, f"it ended after {len(got)} bytes: {child.err}"
                got += piece
        feeder.join()
        assert got.count(b"y") == 1
        assert "nothing passed" not in child.err
        child.kill()
    with_more_time(stopped)

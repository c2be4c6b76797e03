"""Many clients: listen -k, --max-clients, --chat and --echo."""

import contextlib
import os
import random
import re
import resource
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from errno import (EBADF, EINTR, EINVAL, ENOBUFS, ENOTSOCK, EOPNOTSUPP, EPERM,
                   ETIMEDOUT, errorcode)
from pathlib import Path

import pytest

from conftest import (DISTORTED, PROGRAM, TIMEOUT, WRAPPER, Child, Peer,
                      at_rest, clean_env, eventually, needs, peak_memory, same,
                      sockets_in, with_more_time)

INJECT = PROGRAM.parent / "tests/inject"


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def open_sockets(pid):
    return len(sockets_in(pid))


def resident(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024


def listening_inode(port):
    """Which socket listens there: another one has another inode."""
    for row in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = row.split()
        if fields[3] == "0A" and fields[1].endswith(f":{port:04X}"):
            return fields[9]
    return None


def is_silent(peer):
    """Nothing has come so far; ask once something else has."""
    peer.sock.setblocking(False)
    try:
        return peer.sock.recv(1) is None
    except BlockingIOError:
        return True
    finally:
        peer.sock.settimeout(TIMEOUT)


# --- who comes, and who leaves ---

def test_clients_come_one_after_another_to_the_same_listener(listen, client):
    child = listen("-k")
    inode = eventually(lambda: listening_inode(child.port))
    for word in b"one", b"two", b"three":
        peer = client(child.port)
        peer.send(word)
        child.wait_out(word)
        peer.close()
    eventually(lambda: listening_inode(child.port) == inode)
    assert child.running() and child.out == b"onetwothree"


def test_clients_are_served_at_the_same_time(listen, client):
    child = listen("-k")
    first, second, third = (client(child.port) for _ in range(3))
    third.send(b"c")
    child.wait_out(b"c")
    first.send(b"a")
    child.wait_out(b"ca")
    second.send(b"b")
    child.wait_out(b"cab")
    child.send(b"to all of you\n")
    for peer in first, second, third:
        assert peer.recv(14) == b"to all of you\n"


@pytest.mark.parametrize("end", ["close", "reset", "finish"])
def test_one_who_leaves_takes_nobody_along(listen, client, end):
    child = listen("-k")
    stays, leaves = client(child.port), client(child.port)
    stays.send(b"1")
    child.wait_out(b"1")
    leaves.send(b"2")
    child.wait_out(b"12")  # both have been accepted
    before = descriptors(child.pid)
    getattr(leaves, end)()
    eventually(lambda: descriptors(child.pid) == before - 1)
    stays.send(b"3")
    child.wait_out(b"123")
    child.send(b"still here\n")
    assert stays.recv(11) == b"still here\n"
    assert "sockdemo:" not in child.err


def test_a_client_who_finishes_gets_its_end(listen, client):
    """And all that was for it before."""
    child = listen("--echo")
    peer = client(child.port)
    peer.send(b"last words")
    peer.finish()
    assert peer.recv_all() == b"last words"


def test_no_more_at_once_than_max_clients(listen, client):
    child = listen("--max-clients", "2", "-v")
    first, second = client(child.port), client(child.port)
    first.send(b"1")
    second.send(b"2")
    eventually(lambda: sorted(child.out) == [*b"12"])
    third = client(child.port)  # its kernel connects it: it is in the queue
    fourth = client(child.port)
    third.send(b"3")
    fourth.send(b"4")
    child.wait_err(r"another client is waiting.*\n?.*--max-clients")
    assert b"3" not in child.out
    at_rest(child)
    first.close()
    child.wait_out(b"3")
    assert b"4" not in child.out
    at_rest(child)
    second.close()
    child.wait_out(b"4")
    assert child.err.count("another client is waiting") == 1


def test_no_descriptor_is_left_behind(listen, client):
    child = listen("-k")
    client(child.port).send(b"!")
    child.wait_out(b"!")
    before = descriptors(child.pid)
    for i in range(100):
        peer = client(child.port)
        peer.send(b"%d\n" % i)
        peer.reset() if i % 3 == 0 else peer.close()
    child.wait_out(rb"^98\n")
    eventually(lambda: descriptors(child.pid) == before)


def few_descriptors(n):
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (n, n))


@pytest.mark.parametrize("lang, says", [
    ("en", r"too many open files\n    .*16 descriptors(?s:.*)others wait"),
    ("pt", r"demasiados ficheiros abertos\n    .*16 descritores(?s:.*)"
     "outros esperam"),
])
def test_without_descriptors_others_wait_and_are_served(
        listen, client, lang, says):
    """And there was none either for what the language is read from."""
    child = listen("-k", "--lang", lang, preexec_fn=few_descriptors(16))
    peers = [client(child.port) for _ in range(20)]
    child.wait_err(f"sockdemo: accept: EMFILE: {says}")
    at_rest(child)
    for i, peer in enumerate(peers):
        peer.send(b"<%d>" % i)
    for i, peer in enumerate(peers):
        child.wait_out(b"<%d>" % i)
        peer.close()
    assert child.err.count("EMFILE") == 1
    assert child.running()


@pytest.mark.skipif(bool(WRAPPER), reason="it is on a carrier of its own")
@pytest.mark.parametrize("error", [EPERM, EOPNOTSUPP, ENOBUFS, ETIMEDOUT])
@pytest.mark.parametrize("mode", ["-k", None])
def test_an_odd_error_of_accept_is_not_the_end(start, client, mode, error):
    """A firewall's rule, an error of one connection: told once, tried again."""
    plan = " ".join(f"accept/{n}:{error}" for n in (1, 2))
    child = start([str(INJECT), "listen", *([mode] if mode else []),
                   "127.0.0.1", "0"], env=clean_env(INJECT=plan))
    port = int(child.wait_err(r"laddr=\S+:(\d+)$")[1])
    peer = client(port)
    name = "EOPNOTSUPP" if error == EOPNOTSUPP else errorcode[error]
    child.wait_err(rf"^sockdemo: accept\b.*: {name}: ")
    child.wait_err("tried again once a second")
    peer.send(b"served all the same")
    child.wait_out(b"served all the same")
    assert child.err.count(name) == 1 and child.running()


@pytest.mark.skipif(bool(WRAPPER), reason="it is on a carrier of its own")
@pytest.mark.parametrize("error", [EBADF, EINVAL, ENOTSOCK])
@pytest.mark.parametrize("mode", ["-k", None])
def test_an_error_of_the_listener_itself_is(start, mode, error):
    child = start([str(INJECT), "listen", *([mode] if mode else []),
                   "127.0.0.1", "0"],
                  env=clean_env(INJECT=f"accept/1:{error}"))
    assert child.wait() == 1
    assert f": {errorcode[error]}: " in child.err


def no_more_memory(child):
    """From now on it gets no page that it has not got; returns what it had."""
    had = resource.prlimit(child.pid, resource.RLIMIT_AS)
    resource.prlimit(child.pid, resource.RLIMIT_AS, (1, had[1]))
    return had


@pytest.mark.slow  # sanitizers and valgrind need some
@pytest.mark.parametrize("lang, says", [
    ("en", "there is no memory for a client more; {} is let go"),
    ("pt", "não há memória para mais um cliente; {} é dispensado")])
def test_no_memory_for_a_client_is_told_once(
        listen, client, closing, lang, says):
    child = listen("-k", "--lang", lang, preexec_fn=few_descriptors(4096))
    resource.setrlimit(resource.RLIMIT_NOFILE,
                       (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    first = client(child.port)
    first.send(b"here")
    child.wait_out(b"here")
    no_more_memory(child)
    peers = []
    while "sockdemo" not in child.err:
        peers.append(client(child.port))
        assert len(peers) < 4000
    last = [client(child.port) for _ in range(20)]
    assert b"" in [peer.sock.recv(1) for peer in last]
    said = " ".join(child.wait_err("sockdemo: ENOMEM: (.*\n)+")[0]
                    .decode().split())
    assert re.search(says.format(r"127\.0\.0\.1:\d+"), said)
    first.send(b"still here")
    child.wait_out(b"herestill here")
    assert child.err.count("ENOMEM") == 1


@pytest.mark.slow
def test_no_memory_for_what_a_client_has_not_read(listen, client):
    """So little is sent at once that what is left is more than it has."""
    child = listen("-k", "--set", "SO_SNDBUF=4608",
                   env=clean_env(GLIBC_TUNABLES="glibc.malloc.top_pad=0:"
                                 "glibc.malloc.trim_threshold=4096"))
    deaf = client(child.port)
    deaf.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    child.send(b"first")  # its own buffer is there by now
    assert deaf.recv(5) == b"first"
    had = no_more_memory(child)
    child.feed(bytes(1 << 20), end=False)
    child.wait_err("sockdemo: client 1, .*: there is no memory left for it: "
                   "cut off")
    with pytest.raises(ConnectionResetError):
        deaf.recv_all()
    resource.prlimit(child.pid, resource.RLIMIT_AS, had)
    assert client(child.port).recv(1 << 16) == bytes(1 << 16)


def test_the_soft_limit_is_raised_to_the_hard_one(listen, client):
    def limits():
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (20, hard))
    child = listen("-k", preexec_fn=limits)
    peers = [client(child.port) for _ in range(40)]
    peers[-1].send(b"the last")
    child.wait_out(b"the last")
    assert child.err.count("\n") == 1  # "listening", and no error


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_closes_every_connection(listen, client, number):
    child = listen("-k")
    peers = [client(child.port) for _ in range(5)]
    peers[-1].send(b"!")
    child.wait_out(b"!")
    child.signal(number)
    assert child.wait() == -number
    assert all(peer.recv_all() == b"" for peer in peers)


def test_nobody_came_in_time(run):
    child = run("listen", "-k", "-w", "0.2", "127.0.0.1", "0")
    assert child.status == 1
    assert "timed out after 0.2 s (-w)" in child.err


def test_once_somebody_came_the_wait_is_over(listen, client):
    def late(seconds):
        child = listen("-k", "-w", str(seconds))
        client(child.port).close()
        threading.Event().wait(seconds + 0.2)
        peer = client(child.port)
        peer.send(b"late")
        child.wait_out(b"late")
    with_more_time(late)


def test_who_is_quiet_for_too_long_is_let_go_of(listen, client):
    def one_is(seconds):
        child = listen("-k", "-i", str(seconds))
        quiet, busy = client(child.port), client(child.port)
        quiet.sock.settimeout(seconds / 5)
        while True:
            busy.send(b".")
            with contextlib.suppress(socket.timeout):
                assert quiet.sock.recv(1) == b""
                break
        child.wait_err(r"sockdemo: client 1, 127\.0\.0\.1:\d+: "
                       rf"nothing passed for {seconds} s")
        busy.send(b"!")
        child.wait_out(b"!")
        assert child.err.count("nothing passed") == 1
    with_more_time(one_is)


def test_what_is_waited_for_is_told_once(listen, client):
    child = listen("-k", "-v")
    for n in 1, 2, 3:
        client(child.port)
        child.wait_err(f"client {n} connected")
    child.wait_err(r"(?s)(\* accept\(3\) \.\.\..*){4}")
    at_rest(child)
    assert child.err.count("* accept(3) ...") == 4
    assert child.err.count("waiting for a client") == 1


# --- what is sent, and its end ---

def test_the_end_of_the_input_ends_the_sending_to_all(listen, client):
    """To those who are there and to those to come, and nothing else."""
    child = listen("-k")
    first = client(child.port)
    child.send(b"bye\n")
    child.end_input()
    assert first.recv_all() == b"bye\n"
    first.send(b"heard 1\n")
    child.wait_out(b"heard 1\n")
    second = client(child.port)
    assert second.recv_all() == b""
    second.send(b"heard 2\n")
    child.wait_out(b"heard 2\n")
    at_rest(child)
    assert child.running()


def test_without_input_it_still_receives(listen, client):
    child = listen("-k", stdin=os.open("/dev/null", os.O_RDONLY))
    for word in b"one", b"two":
        peer = client(child.port)
        peer.send(word)
        child.wait_out(word)
        peer.close()
    assert child.running()


def test_no_shutdown_keeps_the_sending_open(listen, client):
    child = listen("-k", "--no-shutdown")
    peer = client(child.port)
    child.send(b"bye\n")
    child.end_input()
    assert peer.recv(4) == b"bye\n"
    peer.send(b"!")
    child.wait_out(b"!")
    assert is_silent(peer)
    peer.finish()
    assert peer.recv_all() == b""


def test_exit_on_eof_ends_with_the_input(listen, client):
    child = listen("-k", "--exit-on-eof")
    peer = client(child.port)
    child.feed(b"x" * 1000000)
    assert peer.recv_all() == b"x" * 1000000
    assert child.wait() == 0


def test_the_input_waits_for_the_first_client(listen, client):
    child = listen("-k")
    child.send(b"for whoever comes\n")
    peer = client(child.port)
    assert peer.recv(18) == b"for whoever comes\n"


def test_a_file_reaches_clients_whole(listen, client, tmp_path):
    """Also one who finished sending before, and one who reads slowly."""
    data = os.urandom(3 << 20)
    (tmp_path / "file").write_bytes(data)
    with open(tmp_path / "file", "rb") as file:
        child = listen("-k", stdin=file)
        peer = client(child.port)
        peer.finish()
        slowly = bytearray()
        while len(slowly) < len(data):
            slowly += peer.recv(min(4096, len(data) - len(slowly)))
        assert slowly == data and peer.recv_all() == b""


def test_crlf_to_all(listen, client):
    child = listen("-k", "-C")
    peers = [client(child.port), client(child.port)]
    peers[1].send(b"!")
    child.wait_out(b"!")
    child.send(b"a\nb\r\n")
    assert [peer.recv(6) for peer in peers] == [b"a\r\nb\r\n"] * 2


# --- who does not read, who floods ---

def test_who_does_not_read_is_cut_off_while_others_are_served(listen, client):
    """What a pipe holds waits for the slowest, but not for long."""
    child = listen("-k")
    deaf, good = client(child.port), client(child.port)
    good.send(b"!")
    child.wait_out(b"!")
    data = os.urandom(20 << 20)
    child.feed(data, end=False)
    assert good.recv(len(data)) == data
    name = "%s:%d" % deaf.sock.getsockname()
    child.wait_err(rf"sockdemo: client 1, {name}: does not read fast enough: cut off")
    with pytest.raises(ConnectionResetError):
        deaf.recv_all()
    assert DISTORTED or peak_memory(child.pid) < 16 << 20


@pytest.mark.slow
def test_who_reads_a_little_too_slowly_again_and_again_is_cut_off(
        listen, client):
    """Each time within the three seconds that it is waited for, and for ever."""
    with open("/dev/zero", "rb") as endless:
        child = listen("-k", stdin=endless)
    slow, good = client(child.port), client(child.port)
    slow.sock.setblocking(False)
    over = threading.Event()

    def read():
        while not over.is_set():
            good.recv(1 << 16)

    def drain():
        with contextlib.suppress(BlockingIOError):
            while slow.sock.recv(1 << 20):
                pass
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        try:
            with pytest.raises(ConnectionResetError):
                for _ in range(8):
                    threading.Event().wait(2)
                    drain()
        finally:
            over.set()
        reading.result()
    child.wait_err("client 1, .*: does not read fast enough: cut off")


def test_who_takes_a_while_once_is_not_cut_off(listen, client):
    child = listen("-k")
    slow, good = client(child.port), client(child.port)
    good.send(b"!")
    child.wait_out(b"!")
    data = os.urandom(20 << 20)
    child.feed(data)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(good.recv_all)
        threading.Event().wait(1.5)
        other = pool.submit(slow.recv_all)
        assert one.result() == data and other.result() == data
    assert "cut off" not in child.err


def test_one_alone_who_does_not_read_is_waited_for(listen, client):
    child = listen("-k")
    slow = client(child.port)
    data = os.urandom(20 << 20)
    child.feed(data)
    threading.Event().wait(3.5)  # longer than others would have waited
    assert slow.recv_all() == data
    assert "cut off" not in child.err


def test_the_end_waits_for_who_does_not_read_but_not_for_long(listen, client):
    child = listen("-k", "--exit-on-eof")
    deaf, good = client(child.port), client(child.port)
    good.send(b"!")
    child.wait_out(b"!")
    data = os.urandom(10 << 20)
    child.feed(data)
    assert good.recv(len(data)) == data
    assert child.wait() == 0
    assert "client 1" in child.err and "does not read fast enough: cut off" in child.err
    with pytest.raises(ConnectionResetError):
        deaf.recv_all()


def test_echo_waits_only_with_who_does_not_read(listen, client):
    child = listen("--echo")
    deaf, good = client(child.port), client(child.port)
    deaf.sock.settimeout(0.5)
    sent = 0
    with pytest.raises(socket.timeout):
        while True:  # until nothing more is taken
            sent += deaf.sock.send(b"x" * 65536)
    for i in range(100):
        good.send(b"%d\n" % i)
        assert good.recv(len(b"%d\n" % i)) == b"%d\n" % i
    at_rest(child)
    assert DISTORTED or peak_memory(child.pid) < 16 << 20
    deaf.sock.settimeout(TIMEOUT)
    assert deaf.recv(sent) == b"x" * sent  # and nothing was lost
    assert "cut off" not in child.err


def test_chat_cuts_off_who_does_not_read(listen, client):
    child = listen("--chat")
    deaf, writer, reader = (client(child.port) for _ in range(3))
    deaf.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.send(b"here\n")
    assert writer.recv(9) == b"<3> here\n"
    lines = [b"x" * 70 + b"\n"] * 700
    while "cut off" not in child.err:
        writer.send(b"".join(lines))
        text = b"".join(b"<2> " + line for line in lines)
        assert reader.recv(len(text)) == text  # and so it never lags behind
    child.wait_err(r"sockdemo: client 1, .*: does not read fast enough: cut off")
    writer.send(b"the end\n")
    assert reader.recv(12) == b"<2> the end\n"
    assert child.err.count("cut off") == 1
    assert DISTORTED or peak_memory(child.pid) < 16 << 20


def test_a_flood_and_a_reset_next_to_a_client_that_behaves(listen, client):
    child = listen("--echo")
    good, flood = client(child.port), client(child.port)
    over = threading.Event()

    def pour():
        with contextlib.suppress(OSError):
            flood.sock.setblocking(False)
            while not over.is_set():
                with contextlib.suppress(BlockingIOError):
                    flood.sock.send(b"f" * 65536)
                with contextlib.suppress(BlockingIOError):
                    flood.sock.recv(1 << 20)
    thread = threading.Thread(target=pour, daemon=True)
    thread.start()
    for i in range(300):
        if i % 10 == 0:
            bad = client(child.port)
            bad.send(b"never to be read")
            bad.reset()
        good.send(b"%03d" % i)
        assert good.recv(3) == b"%03d" % i
    over.set()
    thread.join()


def test_a_full_stdout_stops_nobody_from_being_sent_to(listen, client):
    out, theirs = os.pipe()
    child = listen("-k", stdout=theirs)
    os.close(theirs)
    flood, other = client(child.port), client(child.port)
    flood.sock.settimeout(0.5)
    sent = 0
    with pytest.raises(socket.timeout):
        while True:
            sent += flood.sock.send(b"x" * 65536)
    at_rest(child)  # it waits, and does not spin
    child.send(b"from the server\n")
    assert other.recv(16) == b"from the server\n"
    other.send(b"y")
    got = 0
    while got < sent + 1:
        got += len(os.read(out, 1 << 20))
    os.close(out)


def test_whoever_reads_stdout_goes_away(listen, client):
    out, theirs = os.pipe()
    child = listen("-k", stdout=theirs)
    os.close(theirs)
    os.close(out)
    client(child.port).send(b"anybody there?")
    assert child.wait() == -signal.SIGPIPE


def test_a_full_disk_is_an_error(listen, client):
    with open("/dev/full", "wb") as full:
        child = listen("-k", stdout=full)
        client(child.port).send(b"!")
        assert child.wait() == 1
    assert "sockdemo: stdout: ENOSPC" in child.err


# --- --echo and --chat ---

def test_echo_returns_every_byte_to_three_at_once(listen, client):
    child = listen("--echo")
    data = [os.urandom(20 << 20) for _ in range(3)]
    got = [None] * 3

    def talk(i):
        peer = client(child.port)
        sender = threading.Thread(
            target=lambda: (peer.send(data[i]), peer.finish()), daemon=True)
        sender.start()
        got[i] = peer.recv_all()
        sender.join()
    threads = [threading.Thread(target=talk, args=(i,), daemon=True)
               for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(3 * TIMEOUT)
    assert same(got, data)
    assert child.out == b""
    assert DISTORTED or peak_memory(child.pid) < 16 << 20


@pytest.mark.parametrize("size", ["1", "7"])
def test_echo_of_few_bytes_at_a_time(listen, client, size):
    child = listen("--echo", "--read-size", size)
    peer = client(child.port)
    data = bytes(range(256)) * 4
    peer.send(data)
    peer.finish()
    assert peer.recv_all() == data


def chat(listen, client, n, *args):
    """A chat in which everybody is known to be there: (child, peers)."""
    child = listen("--chat", *args)
    peers = []
    for number in range(1, n + 1):
        peers.append(client(child.port))
        peers[-1].send(b"I am %d\n" % number)
        child.wait_out(b"I am %d\n" % number)
        for peer in peers[:-1]:
            text = b"<%d> I am %d\n" % (number, number)
            assert peer.recv(len(text)) == text
    return child, peers


def test_chat_relays_lines_with_a_name(listen, client):
    child, (ana, rui, eva) = chat(listen, client, 3)
    ana.send("Olá, açúcar 😀!\n".encode())
    for peer in rui, eva:
        text = "<1> Olá, açúcar 😀!\n".encode()
        assert peer.recv(len(text)) == text
    child.send(b"welcome\n")
    for peer in ana, rui, eva:
        assert peer.recv(17) == b"<server> welcome\n"
    child.wait_out("^Olá, açúcar 😀!\n".encode())  # as it came


@pytest.mark.parametrize("sent, relayed", [
    (b"a\x1b[2Jb\n", rb"a\e[2Jb"),
    (b"bell\x07 del\x7f nul\x00\n", rb"bell\x07 del\x7f nul\x00"),
    (b"c1 \xc2\x9b31m\n", rb"c1 \u009b31m"),
    (b"\xff\xfe\n", rb"\xff\xfe"),
    ("turn \u202e around\n".encode(), rb"turn \u202e around"),
    (b"back\rward\r\n", rb"back\rward"),
    (b"a\tb\tc\n", b"a b       c"),  # as behind "| <1> "
    (b"<server> I rule\n", b"<server> I rule"),
    (b"\n", b""),
])
def test_chat_relays_nothing_that_steers_a_terminal(
        listen, client, sent, relayed):
    _, (ana, rui) = chat(listen, client, 2)
    ana.send(sent + b"end\n")
    expected = b"<1> " + relayed + b"\n<1> end\n"
    assert rui.recv(len(expected)) == expected


def test_chat_waits_for_whole_lines(listen, client):
    child, (ana, rui, eva) = chat(listen, client, 3)
    ana.send("Ol".encode() + b"\xc3")
    child.wait_out(rb"Ol\xc3")
    rui.send(b"first\n")
    assert eva.recv(10) == b"<2> first\n"
    ana.send(b"\xa1")
    child.wait_out(rb"\xa1")
    ana.finish()  # its last line lacks a newline: it is one all the same
    assert eva.recv(9) == "<1> Olá\n".encode()


def rows_of(text, columns=74):
    return [text[i:i + columns] for i in range(0, len(text), columns)]


def test_chat_parts_a_line_that_is_too_long(listen, client):
    _, (ana, rui) = chat(listen, client, 2)
    ana.send("ã".encode() * 1500 + b"\n" + b"x" * 1024 + b"\nend\n")
    parts = []  # of 80 columns with "| <1> ", and of 1024 bytes at most
    for n in 512, 512, 476:
        parts += [b"\xc3\xa3" * len(part) for part in rows_of("a" * n)]
    parts += [part.encode() for part in rows_of("x" * 1024)] + [b"end"]
    expected = b"".join(b"<1> " + part + b"\n" for part in parts)
    assert rui.recv(len(expected)) == expected


def test_chat_goes_on_after_the_servers_input(listen, client):
    child, (ana, rui) = chat(listen, client, 2)
    child.end_input()
    ana.send(b"still\n")
    assert rui.recv(10) == b"<1> still\n"
    rui.send(b"yes\n")
    assert ana.recv(8) == b"<2> yes\n"


def test_chat_with_crlf(listen, client):
    child, (ana,) = chat(listen, client, 1, "-C")
    child.send(b"hello\n")
    assert ana.recv(16) == b"<server> hello\r\n"


def test_the_others_talk_with_each_other(listen, start):
    """nc, ncat and socat at once; who leaves takes nobody along."""
    child = listen("--chat", "--max-clients", "3")
    at = ["127.0.0.1", str(child.port)]
    peers = []
    for number, words in enumerate((
            ["nc", *at], ["ncat", *at], ["socat", "-", "TCP:" + ":".join(at)],
            ["nc", *at]), 1):
        if number == 4:
            peers.pop(0).kill()  # a place is free
        peers.append(start([needs(words[0]), *words[1:]]))
        peers[-1].send(b"I am %d\n" % number)
        child.wait_out(b"^I am %d$" % number)  # before the next one comes
        for peer in peers[:-1]:
            peer.wait_out(rb"^<%d> I am %d$" % (number, number))
    child.send(b"welcome\n")
    for peer in peers:
        peer.wait_out(b"^<server> welcome$")
    assert child.out == b"I am 1\nI am 2\nI am 3\nI am 4\n"


# --- on a terminal ---

@pytest.fixture
def crowd(terminal, client):
    """A server on a terminal, and a way to it: (screen, new client)."""
    def crowd(*args, wait=r"listening on 127\.0\.0\.1:(\d+); .*", **options):
        screen = terminal(
            "listen", *args, "127.0.0.1", "0", columns=100, **options)
        port = int(screen.see_line(wait)[1])

        def come(seen="client {} connected: {}"):
            peer = client(port)
            come.n += 1
            peer.name = "%s:%d" % peer.sock.getsockname()
            screen.see(seen.format(come.n, peer.name))
            return peer
        come.n = 0
        return screen, come
    return crowd


def test_a_halfclose_comes_behind_what_waits(crowd):
    """And is not said to be done before."""
    screen, come = crowd("-k", "--no-history")
    peer = come()
    screen.type("/to 1\r/set SO_SNDBUF=5000\r")
    screen.see("SO_SNDBUF=")
    screen.type("\x1b[200~" + "x" * 200_000 + "\x1b[201~\r")
    screen.type("/halfclose\r")
    screen.see("this end finishes sending to client 1 once it has read")
    assert peer.recv_all() == b"x" * 200_000 + b"\n"


def test_each_line_is_marked_with_its_client(crowd):
    screen, come = crowd("-k")
    assert "all>" not in screen.text  # there is nobody to talk to
    first, second = come(), come()
    screen.see_line("all>")
    first.send(b"one\n")
    screen.see_line(r"1\| one")
    second.send(b"two\n3| forged\nclient 9 connected: 1.2.3.4:5\n")
    screen.see_line(r"2\| two")
    screen.see_line(r"2\| 3\| forged")
    screen.see_line(r"2\| client 9 connected: 1\.2\.3\.4:5")
    second.close()
    screen.see("client 2 finished sending")
    first.reset()
    screen.see("client 1 cut the connection (RST)")


def test_characters_cut_between_reads_of_two_clients(crowd):
    screen, come = crowd("-k")
    first, second = come(), come()
    first.send(b"a\xc3")
    screen.see_line(r"1\| a")  # it was waited for, and did not come
    second.send("é\x1b[31m".encode() + b"\n")
    screen.see_line(r"2\| é\\e\[31m")
    first.send(b"\xa7b\n")
    screen.see_line(r"1\| çb")


def test_a_line_in_pieces_ends_once(crowd):
    screen, come = crowd("-k")
    peer = come()
    peer.send(b"piece")
    screen.see_line(r"1\| piece")
    peer.send(b"\nnext\n\nlast\n")
    screen.see_line(r"1\| last")
    assert [line for line in screen.lines if line.startswith("1|")] == [
        "1| piece", "1| next", "1|", "1| last"]


def test_a_long_line_is_folded_behind_its_mark(crowd):
    screen, come = crowd("-k")
    come().send(b"x" * 97 + b"client 9 connected\n")
    screen.see_line(r"1\| x{97}")
    screen.see_line(r"1\| client 9 connected")


def test_what_is_typed_goes_to_whom_the_prompt_names(crowd):
    screen, come = crowd("-k")
    first, second = come(), come()
    screen.type("hello\r")
    assert first.recv(6) == second.recv(6) == b"hello\n"
    screen.type("/to 2\r")
    screen.see_line("2>")
    screen.type("only you\r")
    assert second.recv(9) == b"only you\n"
    screen.type("/all\r")
    screen.see_line("all>")
    screen.type("//all\r")
    assert first.recv(5) == second.recv(5) == b"/all\n"  # and nothing before


def test_what_is_for_one_never_goes_to_all(crowd):
    screen, come = crowd("-k")
    first, second = come(), come()
    screen.type("/to 2\r")
    screen.see_line("2>")
    screen.type("a secr")
    second.close()
    screen.see("client 2 finished sending")
    screen.type("et\r")
    screen.see("client 2 is gone: nothing was sent")
    screen.type("/all\r")
    screen.see_line("all>")
    screen.type("for all\r")
    assert first.recv(8) == b"for all\n"


def test_commands_of_the_prompt(crowd):
    screen, come = crowd("-k")
    first, second, third = come(), come(), come()
    screen.type("/clients\r")
    for i, peer in enumerate((first, second, third)):
        screen.see(f"client {i + 1}: {peer.name}; bytes sent: 0; received: 0")
    screen.type("/close 2\r")
    assert second.recv_all() == b""
    screen.see("the connection of client 2 is closed")
    screen.type("/reset 3\r")
    with pytest.raises(ConnectionResetError):
        third.recv_all()
    screen.type("/to 3\r")
    screen.see("there is no client 3")
    screen.type("/close\r")
    screen.see("the number of a client was expected")
    screen.type("/send\r")
    screen.see("/send: a text was expected")
    screen.type("/to 1 \r")
    screen.see_line("1>")
    screen.type("/to x\r")
    screen.see("there is no client x")
    screen.type("/info 1\r")
    screen.see(f"raddr={first.name}")
    screen.type("/halfclose 1\r")
    assert first.recv_all() == b""
    first.send(b"I still can\n")
    screen.see_line(r"1\| I still can")
    screen.type("/quit\r")
    assert screen.wait() == 0


def test_socket_options_are_those_of_the_chosen_client(crowd):
    screen, come = crowd("-k", rows=60)
    come(), come()
    screen.type("/set TCP_NODELAY\r")
    screen.see("/set: choose one client first, with /to N")
    screen.type("/to 2\r/set TCP_NODELAY=1\r")
    screen.see("= TCP_NODELAY = 1")
    screen.type("/to 1\r/set\r")
    screen.see("= TCP_NODELAY = 0")


def test_typing_to_whom_nothing_is_sent_any_more_is_told(crowd):
    screen, come = crowd("-k")
    first, second = come(), come()
    screen.type("/to 1\r/halfclose\r")
    assert first.recv_all() == b""
    screen.type("are you there?\r")
    screen.see("this end finished sending to client 1: nothing was sent")
    screen.type("/all\rall of you\r")
    assert second.recv(11) == b"all of you\n"
    screen.type("/halfclose 2\r")
    assert second.recv_all() == b""
    screen.type("anybody?\r")
    screen.see("there is no client that can still be sent to: nothing was sent")


def test_typing_to_nobody(crowd):
    screen, come = crowd("-k")
    come().close()
    screen.see("client 1 finished sending")
    screen.type("anybody?\r")
    screen.see("there is no client: nothing was sent")
    screen.type("/clients\r")
    screen.see_line("there is no client")


def test_ctrl_d_ends_the_sending_and_again_the_server(crowd):
    screen, come = crowd("-k")
    peer = come()
    screen.see_line("all>")
    screen.type_end()
    assert peer.recv_all() == b""
    screen.see("this end finished sending, to every client")
    peer.send(b"and I?\n")
    screen.see_line(r"1\| and I\?")
    screen.type_end()
    assert screen.wait() == 0


def test_ctrl_d_waits_for_who_does_not_read_but_not_for_long(crowd, closing):
    screen, come = crowd("-k", "--exit-on-eof", "--set", "SO_SNDBUF=4608",
                         "--set", "SO_RCVBUF=4096")
    good = come()
    deaf = closing(socket.socket())
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect(good.sock.getpeername())
    screen.see("client 2 connected")
    screen.see_line("all>")
    line = b"x" * 2000
    for _ in range(30):
        screen.type(line + b"\r")
        assert screen.meanwhile(lambda: good.recv(2001)) == line + b"\n"
    screen.see_line("all>")
    screen.type_end()
    screen.see("client 2, 127.0.0.1:%d: does not read fast enough: cut off"
               % deaf.getsockname()[1])
    assert good.recv_all() == b""
    assert screen.wait() == 0


def test_chat_on_a_terminal(crowd):
    screen, come = crowd("--chat")
    ana, rui = come(), come()
    ana.send("olá\n".encode())
    screen.see_line(r"1\| olá")
    assert rui.recv(9) == "<1> olá\n".encode()
    screen.type("/to 2\r")
    screen.see_line("2>")
    screen.type("just you\r")
    assert rui.recv(18) == b"<server> just you\n"
    screen.type("/all\r")
    screen.see_line("all>")
    screen.type("you two\r")
    assert ana.recv(17) == b"<server> you two\n"


def test_echo_is_shown_to_who_looks_on(crowd):
    screen, come = crowd("--echo")
    peer = come()
    peer.send(b"hello\n")
    assert peer.recv(6) == b"hello\n"
    screen.see_line(r"1\| hello")
    assert "all>" not in screen.text


def test_a_prompt_that_is_flooded_still_obeys(crowd):
    screen, come = crowd("-k")
    flood, other = come(), come()
    over = threading.Event()

    def pour():
        with contextlib.suppress(OSError):
            while not over.is_set():
                flood.send(b"flood\n" * 50)
    thread = threading.Thread(target=pour, daemon=True)
    thread.start()
    screen.see_line(r"1\| flood")
    screen.type("hello\r")
    reader = threading.Thread(target=lambda: other.recv(6), daemon=True)
    reader.start()
    eventually(lambda: screen.update() and not reader.is_alive())
    screen.type("/close 1\r")
    eventually(lambda: screen.update() and not thread.is_alive())
    over.set()


def test_it_speaks_portuguese(crowd):
    screen, come = crowd("-k", "--lang", "pt",
                         wait=r"à escuta em 127\.0\.0\.1:(\d+); .*")
    first = come("o cliente {} ligou-se: {}")
    second = come("o cliente {} ligou-se: {}")
    screen.see_line("todos>")
    screen.type("/to 7\r")
    screen.see("não há nenhum cliente 7; /clients mostra-os")
    screen.type("/clients\r")
    screen.see(f"cliente 1: {first.name}; bytes enviados: 0; recebidos: 0")
    first.close()
    screen.see("o cliente 1 terminou o envio")
    second.reset()
    screen.see("o cliente 2 cortou a ligação (RST)")


# --- told, and asked for ---

def test_every_call_is_told_with_its_descriptor(listen, client):
    child = listen("-k", "-v")
    first, second = client(child.port), client(child.port)
    second.send(b"hi")
    fd = child.wait_err(r"^< recv\((\d+), 2048\) = 2")[1].decode()
    child.wait_err(rf"^\* accept\(3\) = {fd}$")
    child.wait_err(r"^    client 2 connected: 127\.0\.0\.1:\d+$")
    child.send(b"you\n")
    child.wait_err(rf"^> send\({fd}, \"you\\n\", 4\) = 4")
    assert first.recv(4) == second.recv(4) == b"you\n"
    second.close()
    child.wait_err(rf"^\* close\({fd}\) = 0$")
    child.wait_err(r"^    client 2 finished sending; its connection is closed$")


def test_what_many_pass_is_summed_up_and_nothing_forgotten(listen, client):
    child = listen("--echo", "-v", "--read-size", "100")
    peers = [client(child.port) for _ in range(3)]
    for _ in range(50):
        for peer in peers:
            peer.send(b"x" * 100)
            peer.recv(100)
    for peer in peers:
        peer.close()
    child.wait_err(r"(?s)(?:client \d finished.*){3}")
    assert child.err.count("\n") < 500
    for kind in "recv", "send":
        singly = re.findall(rf"^[<>] {kind}\(.*\) = (\d+)$", child.err, re.M)
        summed = re.findall(rf"{kind}\(\d+, \.\.\.\) x \d+ = (\d+)", child.err)
        assert sum(map(int, singly)) + sum(map(int, summed)) == 15000


def test_the_backlog_is_the_systems_unless_it_is_said(listen):
    child = listen("-k", "-v")
    child.wait_err(rf"^\* listen\(3, {socket.SOMAXCONN}\) = 0")
    child = listen("-k", "-v", "--backlog", "7")
    child.wait_err(r"^\* listen\(3, 7\) = 0")


@pytest.mark.parametrize("args, said", [
    (["--max-clients", "0"], "a number from 1 to"),
    (["--max-clients", "many"], "a number from 1 to"),
    (["--max-clients"], "its value is missing"),
    (["--chat", "--echo"], "only one of them"),
])
def test_what_cannot_be_asked_for(run, args, said):
    child = run("listen", "127.0.0.1", "0", *args)
    assert child.status == 2
    assert said in child.err


@pytest.mark.parametrize("option", ["-k", "--chat", "--echo"])
def test_they_are_not_for_clients(run, option):
    child = run("connect", option, "127.0.0.1", "1")
    assert child.status == 2
    assert "is not an option of sockdemo connect" in child.err


# --- very many ---

# How much of the memory of clients who have left goes back to the system is the
# allocator's affair, and depends on the order in which they left. It is there
# for those who come next: a crowd that is no bigger never makes it grow.
IP_BIND_ADDRESS_NO_PORT = 24  # of <linux/in.h>
ORDERS = {"first": 1, "last": -1, "mixed": None}


@pytest.mark.parametrize("n", [
    1000, pytest.param(10000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("order", ORDERS)
def test_crowds_come_talk_and_leave_no_trace(listen, n, order):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard[1] < n + 200:
        pytest.skip("so many descriptors may not be had here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard[1], hard[1]))
    child = listen("--echo")

    def go(times, round):
        """What they took while they were there."""
        with contextlib.ExitStack() as stack:
            peers = []
            for i in range(times):
                sock = socket.socket()
                stack.enter_context(sock)
                # More than the ports of one address, and none of this server's
                # before; which, is chosen as late as connect().
                sock.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
                sock.bind((f"127.0.{round}.{2 + i // 5000}", 0))
                sock.connect(("127.0.0.1", child.port))
                peers.append(Peer(sock))
            for i, peer in enumerate(peers):
                peer.send(b"%d!" % i)
            for i, peer in enumerate(peers):
                assert peer.recv(len(b"%d!" % i)) == b"%d!" % i
            took = descriptors(child.pid), resident(child.pid)
            for peer in leaving(peers):
                peer.close()
        eventually(lambda: open_sockets(child.pid) == 1)  # that listens
        return took

    def leaving(peers):
        if ORDERS[order]:
            return peers[::ORDERS[order]]
        return random.Random(n).sample(peers, len(peers))

    go(10, 0)
    before = descriptors(child.pid), resident(child.pid)
    most, memory = go(n, 1)
    assert most == before[0] + n
    assert DISTORTED or (memory - before[1]) / n < 4096
    peak = peak_memory(child.pid)
    for round in 2, 3:
        assert go(n, round)[0] == most
        assert descriptors(child.pid) == before[0]
    assert DISTORTED or peak_memory(child.pid) < peak + 256 * 1024
    resource.setrlimit(resource.RLIMIT_NOFILE, hard)


# --- each call fails in turn ---

def visit(port):
    """A client that takes whatever happens to it."""
    with contextlib.suppress(OSError), socket.socket() as sock:
        sock.settimeout(0.2)
        sock.connect(("127.0.0.1", port))
        sock.sendall(b"hello\n")
        sock.shutdown(socket.SHUT_WR)
        while sock.recv(100):
            pass


def run_with_plan(folder, n, mode, plan):
    """Two clients, and others until it ends: (status, log, report, err)."""
    log, report = folder / f"log{n}", folder / f"report{n}"
    child = Child(
        [str(INJECT), "listen", mode, "--exit-on-eof", "127.0.0.1", "0"],
        env=clean_env(INJECT=plan, INJECT_LOG=str(log),
                      INJECT_REPORT=str(report)))
    try:
        port = eventually(lambda: re.search(r"laddr=.*:(\d+)", child.err) or
                          not child.running())
        if port is not True:
            port = int(port[1])
            visit(port)
            visit(port)
            child.end_input()
            eventually(lambda: not child.running() or visit(port))
        return child.wait(), log.read_text(), report.read_text(), child.err
    finally:
        child.kill()


@pytest.mark.skipif(bool(WRAPPER), reason="some hundred runs")
@pytest.mark.parametrize("mode", ["-k", "--chat"])
def test_each_call_may_fail_and_nothing_is_left_open(tmp_path, mode):
    assert INJECT.exists(), "make check builds it"
    status, log, report, _ = run_with_plan(tmp_path, 0, mode, "")
    assert (status, report) == (0, "returned 0\n")
    calls = [line.split() for line in log.splitlines()]
    # What comes before is that of any server: test_inject.py.
    first = next(i for i, call in enumerate(calls) if call[1] == "listen")
    plans = {f"{call[0]}:{err}" for call in calls[first:]
             if call[1] != "getsockname" for err in [*call[2:], EINTR]}
    plans = sorted(plans)[::3] + ["short"]  # a third of them is enough

    def run(n):
        try:
            status, _, report, err = run_with_plan(
                tmp_path, n + 1, mode, plans[n])
        except AssertionError as never:
            return plans[n], never
        fine = report == f"returned {status}\n" and \
            (status == 0 or status == 1 and "sockdemo: " in err)
        return None if fine else (plans[n], status, report, err)
    with ThreadPoolExecutor(4) as pool:
        wrong = [w for w in pool.map(run, range(len(plans))) if w]
    assert not wrong


def test_the_last_line_of_a_chat_needs_no_newline(listen, client):
    child = listen("--chat")
    peer = client(child.port)
    peer.send(b"hello\n")
    child.wait_out(b"hello")  # it has been accepted
    child.send(b"whole\nlast")
    child.end_input()
    text = b""
    while b"last" not in text:
        text += peer.recv(1)
    assert text == b"<server> whole\n<server> last"

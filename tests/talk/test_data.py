"""Bytes pass untouched, all of them, both ways at once, in little memory."""

import contextlib
import fcntl
import os
import pty
import random
import resource
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from conftest import TIMEOUT, eventually, peak_memory, proc_stat, \
    read_some, read_to_end, same, sockets_of

MB = 1_000_000


def noise(n, seed=1):
    return random.Random(seed).randbytes(n)


@pytest.fixture
def in_background():
    """Runs something meanwhile; its exception is the test's."""
    threads, raised = [], []

    def in_background(function, *args):
        def body():
            try:
                function(*args)
            except Exception as e:
                raised.append(e)
        threads.append(threading.Thread(target=body, daemon=True))
        threads[-1].start()
        return threads[-1]

    yield in_background
    for thread in threads:
        thread.join(TIMEOUT)
        assert not thread.is_alive()
    assert not raised, raised


def send_and_finish(peer, data):
    peer.send(data)
    peer.finish()


@pytest.mark.parametrize("level", [[], ["-v"]], ids=["silent", "v"])
def test_20_megabytes_both_ways_at_once(either, in_background, level):
    mine, theirs = noise(20 * MB, 1), noise(20 * MB, 2)
    child, peer = either(*level)
    child.feed(mine)
    in_background(send_and_finish, peer, theirs)
    assert same(peer.recv_all(), mine)
    assert child.wait() == 0
    assert same(child.out, theirs)


def test_every_byte_is_itself(either):
    data = bytes(range(256)) + bytes(reversed(range(256)))
    child, peer = either()
    child.send(data)
    child.end_input()
    assert peer.recv_all() == data
    peer.send(data)
    peer.close()
    assert child.wait() == 0
    assert child.out == data


@pytest.mark.parametrize("size", [
    0, 1, 2047, 2048, 2049, 4095, 4096, 4097, 8193, 16385, 65536, 65537,
    262143, 262144, 262145])
def test_sizes_about_those_of_buffers(either, tmp_path, size):
    """From a file, and into one."""
    data = noise(size)
    (tmp_path / "in").write_bytes(data)
    with open(tmp_path / "in", "rb") as source, \
            open(tmp_path / "out", "wb") as sink:
        child, peer = either(stdin=source, stdout=sink)
        assert same(peer.recv_all(), data)
        peer.send(data)
        peer.close()
        assert child.wait() == 0
    assert same((tmp_path / "out").read_bytes(), data)


def test_a_file_is_appended_to(either, tmp_path):
    file = tmp_path / "log"
    file.write_bytes(b"before\n")
    with open(file, "ab") as sink:
        child, peer = either(stdout=sink)
        peer.send(b"after\n")
        peer.close()
        child.end_input()
        assert child.wait() == 0
    assert file.read_bytes() == b"before\nafter\n"


@pytest.mark.parametrize("size", [64 * 1024, 1024 * 1024])
@pytest.mark.parametrize("last", [b"", b"\n"], ids=["bare", "newline"])
def test_a_long_line(either, in_background, size, last):
    """With its newline and without: none is added, none is lost."""
    line = b"x" * size + last
    child, peer = either()
    child.feed(line)
    in_background(send_and_finish, peer, line)
    assert same(peer.recv_all(), line)
    assert child.wait() == 0
    assert same(child.out, line)


def test_what_arrives_is_shown_at_once(either):
    child, peer = either()
    for word in b"no", b" newline", b" here":
        peer.send(word)
        child.wait_out(word)


@pytest.mark.parametrize("size", ["1", "3", "2048", "16777216"])
def test_read_size_is_how_much_is_received_at_once(either, size):
    child, peer = either("-v", "--read-size", size)
    peer.send(b"0123456789")
    child.wait_out(b"0123456789")
    peer.close()
    child.end_input()
    assert child.wait() == 0
    assert f"recv({4 if 'accept(' in child.err else 3}, {size}) = " \
        f"{min(int(size), 10)}\n" in child.err


# --- line ends ---

def test_crlf_is_made_of_line_ends(either):
    child, peer = either("-C")
    child.send(b"a\nb\r\nc")
    child.end_input()
    assert peer.recv_all() == b"a\r\nb\r\nc"
    peer.send(b"x\ny\r\nz\n")
    peer.close()
    assert child.wait() == 0
    assert child.out == b"x\ny\r\nz\n", "what is received is left alone"


def test_crlf_where_a_line_end_is_cut_in_two(either):
    child, peer = either("--crlf")
    for piece, sent in ((b"a\r", b"a\r"), (b"\nb", b"\nb"), (b"\r", b"\r"),
                        (b"x\n", b"x\r\n"), (b"\n", b"\r\n")):
        child.send(piece)
        assert peer.recv(len(sent)) == sent


def test_crlf_of_nothing_but_line_ends(either):
    """Every byte becomes two."""
    child, peer = either("-C")
    child.feed(b"\n" * 600_000)
    assert same(peer.recv_all(), b"\r\n" * 600_000)


# --- who does not take what is his, and who does not mind ---

@pytest.mark.parametrize("level", [[], ["-v"]], ids=["silent", "v"])
def test_a_stopped_reader_does_not_stop_what_we_send(
        either, in_background, level):
    read, write = os.pipe()
    mine, theirs = noise(5 * MB, 1), noise(20 * MB, 2)
    child, peer = either(*level, stdout=write)
    os.close(write)
    in_background(send_and_finish, peer, theirs)
    # Until the pipe is full, and it waits.
    eventually(lambda: pipe_holds(read) >= 60_000)
    child.feed(mine)
    assert same(peer.recv_all(), mine)
    assert same(read_to_end(read), theirs)
    os.close(read)
    assert child.wait() == 0


def pipe_holds(fd):
    return int.from_bytes(
        fcntl.ioctl(fd, 0x541B, bytes(4)), sys.byteorder)  # FIONREAD


def test_a_peer_that_does_not_read_does_not_stop_what_we_receive(
        either, in_background):
    mine, theirs = noise(20 * MB, 1), noise(5 * MB, 2)
    child, peer = either()
    child.feed(mine)
    in_background(send_and_finish, peer, theirs)
    eventually(lambda: len(child.out) == len(theirs))
    assert same(child.out, theirs)
    assert child.feeder.is_alive(), "it should not have taken all of it"
    assert same(peer.recv_all(), mine)
    assert child.wait() == 0


def test_a_slow_reader_gets_everything(either, in_background):
    data = noise(3 * MB)
    read, write = os.pipe()
    fcntl.fcntl(write, 1031, 4096)  # F_SETPIPE_SZ: as small as can be
    child, peer = either(stdout=write)
    os.close(write)
    child.end_input()
    in_background(send_and_finish, peer, data)
    got = bytearray()
    for piece in iter(lambda: read_some(read, 1 + len(got) % 777), b""):
        got += piece
    os.close(read)
    assert same(got, data)
    assert child.wait() == 0


# --- memory ---

class Reader:
    """Takes what comes out of a pipe or terminal, and keeps the last of it."""

    def __init__(self, fd):
        self.fd = fd
        self.last = b""
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        while True:
            piece = read_some(self.fd)
            if not piece:
                return
            self.last = (self.last + piece)[-100:]


@pytest.mark.slow
@pytest.mark.parametrize("kind, level", [
    ("pipe", []), ("pipe", ["-v"]), ("pipe", ["-vvv"]),
    ("terminal", []), ("terminal", ["-v"])],
    ids=lambda p: p if isinstance(p, str) else "".join(p) or "silent")
def test_memory_does_not_grow_with_what_passes(
        either, in_background, kind, level):
    """20 MB each way, or half of it, without a newline but the last."""
    size = 10 * MB if kind == "terminal" else 20 * MB
    data = noise(size).replace(b"\n", b"x") + b"\nTHE END\n"
    read, write = pty.openpty() if kind == "terminal" else os.pipe()
    child, peer = either(*level, stdout=write)
    os.close(write)
    reader = Reader(read)
    eventually(lambda: sockets_of(child.pid, "01")
               and proc_stat(child.pid)[0] == "S")
    idle = peak_memory(child.pid)

    child.feed(data)
    in_background(peer.send, data)
    assert same(peer.recv_all(), data)
    eventually(lambda: b"THE END" in reader.last)
    peak = peak_memory(child.pid)
    assert peak - idle <= 8 * 1024 * 1024

    peer.finish()
    assert child.wait() == 0
    reader.thread.join(TIMEOUT)
    os.close(read)


@pytest.mark.slow
def test_what_nobody_takes_is_not_stored(either):
    """It stays with whoever writes it to us."""
    child, peer = either()
    eventually(lambda: sockets_of(child.pid, "01")
               and proc_stat(child.pid)[0] == "S")
    idle = peak_memory(child.pid)
    child.feed(bytes(60 * MB))
    # Until it passes nothing on any more.
    before, now = -1, child.fed
    while now != before or now < MB:
        time.sleep(0.2)
        before, now = now, child.fed
    assert child.feeder.is_alive()
    assert peak_memory(child.pid) - idle <= 8 * 1024 * 1024


# --- the descriptors that it was given ---

def flags(fd):
    return fcntl.fcntl(fd, fcntl.F_GETFL)


@pytest.mark.parametrize("kind", ["pipe", "terminal"])
def test_no_flag_is_left_on_inherited_descriptors(either, kind):
    """They are the shell's too: with O_NONBLOCK its next read would fail."""
    if kind == "pipe":
        (stdin, writes), (reads, stdout) = os.pipe(), os.pipe()
    else:
        writes, stdin = pty.openpty()
        reads, stdout = os.dup(writes), os.dup(stdin)
    ours = stdin, stdout
    before = [flags(fd) for fd in ours]
    child, peer = either(stdin=stdin, stdout=stdout)
    os.write(writes, b"x\n")
    assert peer.recv(2) == b"x\n"
    peer.send(bytes(100_000))  # more than fits, so that it waits
    eventually(lambda: pipe_holds(reads) > 0)
    assert [flags(fd) for fd in ours] == before, "while it runs"
    child.kill()
    assert [flags(fd) for fd in ours] == before, "when it was killed"
    for fd in stdin, stdout, writes, reads:
        os.close(fd)


# --- a standard output that takes no more, and other misfortunes ---

def test_a_full_disk_is_an_error(either):
    with open("/dev/full", "wb") as full:
        child, peer = either(stdout=full)
        peer.send(b"x")
        assert child.wait() == 1
    assert "sockdemo: stdout: ENOSPC: no space left on the disk" in child.err


def test_a_reader_that_goes_away_ends_it_quietly(either):
    """sockdemo ... | head -1"""
    read, write = os.pipe()
    child, peer = either(stdout=write)
    os.close(write)
    head = subprocess.Popen(["head", "-n", "1"], stdin=read,
                            stdout=subprocess.PIPE)
    os.close(read)
    peer.send(b"one\n")
    assert head.communicate(timeout=TIMEOUT)[0] == b"one\n"
    with contextlib.suppress(ConnectionError):
        peer.send(b"two\n")
    assert child.wait() == -signal.SIGPIPE
    assert "sockdemo:" not in child.err


def test_it_is_an_error_where_sigpipe_is_ignored(either):
    """trap '' PIPE in a shell; and Python ignores it, too."""
    read, write = os.pipe()
    child, peer = either(stdout=write, restore_signals=False)
    os.close(write)
    os.close(read)
    peer.send(b"one\n")
    assert child.wait() == 1
    assert child.err.endswith(
        "sockdemo: stdout: EPIPE: nobody reads it any more\n")


@pytest.mark.parametrize("role, options", [
    ("client", []), ("server", []), ("server", ["-k"])])
def test_a_folder_for_standard_input_is_an_error(request, tmp_path, role,
                                                 options):
    """Nothing to send is no reason not to receive; it is told once."""
    start = request.getfixturevalue(f"with_{role}")
    folder = os.open(tmp_path, os.O_RDONLY)
    child, peer = start(*options, stdin=folder)
    os.close(folder)
    child.wait_err("^sockdemo: stdin: EISDIR: ")
    assert peer.recv_all() == b""
    peer.send(b"received all the same")
    child.wait_out(b"received all the same")
    peer.close()
    if options:
        child.signal(signal.SIGTERM)
    assert child.wait() == (-signal.SIGTERM if options else 1)
    assert child.err.count("stdin") == 1


def close_before(*fds):
    """For preexec_fn: as a shell's <&- and >&- do."""
    def preexec():
        for fd in fds:
            os.close(fd)
    return preexec


def open_before(path, flags):
    """For preexec_fn: as a shell's 0>file, and nohup, do."""
    return lambda: os.dup2(os.open(path, flags), 0)


def write_end_before():
    """The end of a pipe that somebody reads, and will."""
    os.dup2(os.pipe()[1], 0)


UNREADABLE = {
    "closed": close_before(0),
    "nohup": open_before(os.devnull, os.O_WRONLY),
    "file": open_before("/tmp", os.O_TMPFILE | os.O_WRONLY),
    "path": open_before("/tmp", os.O_PATH),
    "pipe": write_end_before,
}


@pytest.mark.parametrize("unreadable", UNREADABLE)
def test_an_unreadable_standard_input_is_an_empty_one(either, unreadable):
    child, peer = either(preexec_fn=UNREADABLE[unreadable], stdin=None)
    assert peer.recv_all() == b"", "it sent what the peer sent"
    peer.send(b"received all the same")
    peer.close()
    assert child.wait() == 0
    assert child.out == b"received all the same"
    assert "sockdemo: stdin" not in child.err


@pytest.mark.parametrize("options", [["-k"], ["--chat"], ["-u"], ["-u", "-k"]])
def test_it_is_so_for_each_server(sockdemo, closing, options):
    """nohup sockdemo listen -k --chat 1400 &"""
    child = sockdemo("listen", "-v", *options, "127.0.0.1", "0",
                     preexec_fn=UNREADABLE["nohup"], stdin=None)
    kind = socket.SOCK_DGRAM if "-u" in options else socket.SOCK_STREAM
    port = int(child.wait_err(r"^(?:listening|bound) laddr=\S+:(\d+)$")[1])
    for text in b"one", b"two":
        peer = closing(socket.socket(type=kind))
        peer.connect(("127.0.0.1", port))
        peer.send(text)
        child.wait_out(text)
    assert child.running() and "sockdemo: stdin" not in child.err


def test_a_closed_standard_output_is_no_socket(either):
    child, peer = either(preexec_fn=close_before(1))
    peer.send(b"echo?")
    with contextlib.suppress(ConnectionError):
        assert peer.recv_all() == b"", "what it received went to the socket"
    assert child.wait() == 1
    assert "sockdemo: stdout: EBADF: " in child.err


@pytest.mark.slow  # valgrind needs a standard error itself
def test_closed_standard_error_spoils_no_data(with_client):
    child, peer = with_client("-vvv", preexec_fn=close_before(2))
    child.send(b"to the peer")
    child.end_input()
    assert peer.recv_all() == b"to the peer"
    peer.send(b"from the peer")
    peer.close()
    assert child.wait() == 0
    assert child.out == b"from the peer"


@pytest.mark.slow  # valgrind needs a standard error itself
def test_everything_closed(with_client):
    child, peer = with_client("-v", preexec_fn=close_before(0, 1, 2))
    assert peer.recv_all() == b""
    peer.send(b"which has no place to go to")
    assert child.wait() == 1


# --- a machine that has nothing left ---

def little_memory():
    resource.setrlimit(resource.RLIMIT_AS, (12 << 20, 12 << 20))


@pytest.mark.slow
@pytest.mark.parametrize("lang, label", [
    ("en", "out of memory"), ("pt", "sem memória")])
@pytest.mark.parametrize("options", [[], ["-k"]], ids=["one", "many"])
def test_no_memory_for_what_passes(listen, client, options, lang, label):
    """No call failed, and none is blamed."""
    child = listen("--read-size", str(16 << 20), "--lang", lang, *options,
                   preexec_fn=little_memory)
    if not options:
        client(child.port).send(b"x")
    assert child.wait() == 1
    assert child.err.splitlines()[1:] == [f"sockdemo: ENOMEM: {label}"]


# --- much ---

WRITER = """
import sys
block = %r * 4096
for _ in range(%d):
    sys.stdout.buffer.write(block)
"""


@pytest.mark.slow
def test_2_gigabytes_through_pipes_arrive_exact(start, listen, connect):
    """Nothing is lost or doubled, as the length of the pattern is prime."""
    pattern = noise(257)
    block = pattern * 4096
    times = 2_000_000_000 // len(block)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER % (pattern, times)],
        stdout=subprocess.PIPE)
    read, write = os.pipe()
    server = listen(stdout=write, stdin=subprocess.DEVNULL)
    os.close(write)
    client = connect(server.port, stdin=writer.stdout)
    writer.stdout.close()
    received = 0
    twice = block + block  # so that any piece of the stream is one of it
    for piece in iter(lambda: read_some(read, len(block)), b""):
        at = received % len(pattern)
        assert same(piece, twice[at:at + len(piece)])
        received += len(piece)
    assert received == times * len(block)
    os.close(read)
    assert writer.wait(TIMEOUT) == 0
    assert server.wait() == 0
    assert client.wait() == 0

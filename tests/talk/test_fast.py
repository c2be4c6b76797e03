"""What comes in bulk is spliced: exact, whatever standard output is.

With -v the transcript says which way the bytes went. Where splice() cannot be,
as into a file that is appended to, they are read and written as ever.
"""

import contextlib
import fcntl
import os
import pty
import random
import re
import signal
import socket
import threading
import time
import tty

import pytest

from conftest import PROGRAM, TIMEOUT, WRAPPER, Peer, clean_env, \
    eventually, needs, needs_ipv6, peak_memory, proc_stat, same

MB = 1_000_000
SMALLEST = 4096  # of a pipe


def noise(n, seed=1):
    return random.Random(seed).randbytes(n)


class Task(threading.Thread):
    """Something that goes on meanwhile; its exception is the test's."""

    def __init__(self, function, *args):
        super().__init__(daemon=True)
        self.function, self.args, self.raised = function, args, None
        self.start()

    def run(self):
        try:
            self.result = self.function(*self.args)
        except Exception as e:
            self.raised = e

    def done(self):
        self.join(3 * TIMEOUT)
        assert not self.is_alive()
        if self.raised:
            raise self.raised
        return self.result


def send_and_finish(peer, data):
    peer.send(data)
    peer.finish()


# --- what standard input and standard output may be ---

def pipe(size=None):
    ends = os.pipe()
    if size:
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, size)
    return ends


def sockets():
    return tuple(s.detach() for s in socket.socketpair())


def terminal():
    """Of which nothing is obeyed, so that each byte is itself."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    return ours, theirs


def write_slowly(fd, data):
    """In pieces of any size."""
    with os.fdopen(fd, "wb", buffering=0) as file:
        left, sizes = memoryview(data), random.Random(3)
        while left:
            left = left[file.write(left[:sizes.randrange(1, 100_000)]):]


def read_slowly(fd):
    data, sizes = bytearray(), random.Random(4)
    with os.fdopen(fd, "rb", buffering=0) as file:
        while piece := file.read(sizes.randrange(1, 100_000)):
            data += piece
    return bytes(data)


class Input:
    """A standard input that holds this data, and then ends."""

    def __init__(self, kind, data, folder):
        if kind == "file":
            (folder / "in").write_bytes(data)
            self.fd, self.task = os.open(folder / "in", os.O_RDONLY), None
            return
        self.fd, ours = {"pipe": pipe, "tiny pipe": lambda: pipe(SMALLEST),
                         "socket": sockets}[kind]()
        self.task = Task(write_slowly, ours, data)


class Output:
    """A standard output; .data(), once the program has ended."""

    def __init__(self, kind, folder):
        self.task = None
        self.path = folder / "out"
        if kind in ("file", "append"):
            self.fd = os.open(self.path, os.O_CREAT | os.O_WRONLY |
                              (os.O_APPEND if kind == "append" else 0))
        elif kind == "null":
            self.fd, self.path = os.open("/dev/null", os.O_WRONLY), None
        else:
            ours, self.fd = {"pipe": pipe, "socket": sockets,
                             "tiny pipe": lambda: pipe(SMALLEST)}[kind]()
            self.task = Task(read_slowly, ours)

    def data(self):
        if self.task:
            return self.task.done()
        return self.path.read_bytes() if self.path else None


INPUTS = ["pipe", "tiny pipe", "file", "socket"]
SPLICED = ["pipe", "tiny pipe", "file", "null"]
WRITTEN = ["append", "socket"]


@pytest.fixture
def with_ends(either, tmp_path):
    """Starts it with such an input and output: (child, peer, output)."""
    def with_ends(stdin, stdout, data, *args):
        source, sink = Input(stdin, data, tmp_path), Output(stdout, tmp_path)
        child, peer = either(*args, stdin=source.fd, stdout=sink.fd)
        os.close(source.fd)
        os.close(sink.fd)
        return child, peer, sink
    return with_ends


def disturb(child, over):
    """Stops it and lets it go on: calls that wait are interrupted."""
    while not over.wait(0.02) and child.running():
        child.signal(signal.SIGSTOP)
        child.signal(signal.SIGCONT)


@pytest.mark.slow
@pytest.mark.parametrize("stdin, stdout", [
    *((stdin, "pipe") for stdin in INPUTS),
    *(("pipe", stdout) for stdout in SPLICED[1:] + WRITTEN)])
@pytest.mark.parametrize("level", [[], ["-v"]], ids=["silent", "v"])
def test_20_megabytes_both_ways_at_once(with_ends, stdin, stdout, level):
    mine, theirs = noise(20 * MB, 1), noise(20 * MB, 2)
    child, peer, sink = with_ends(stdin, stdout, mine, *level)
    over = threading.Event()
    disturber = Task(disturb, child, over)
    sender = Task(send_and_finish, peer, theirs)
    received = Task(peer.recv_all).done()
    sender.done()
    assert child.wait() == 0, child.err
    over.set()
    disturber.done()
    assert received == mine
    assert sink.data() in (theirs, None)
    if level:
        assert ("splice(" in child.err) == (stdout in SPLICED)
        assert f": {len(mine)}; received: {len(theirs)}; " in child.err


@pytest.fixture
def over(sockdemo, listen, client, closing, tmp_path, monkeypatch):
    """over("unix", "connect", ...) -> (child, peer), as either() has them."""
    monkeypatch.chdir(tmp_path)

    def unix():
        return closing(socket.socket(socket.AF_UNIX))

    def over(transport, role, *args, **options):
        if transport == "tiny buffers":
            args += ("--set", "SO_RCVBUF=1", "--set", "SO_SNDBUF=1")
        if transport == "ipv6":
            needs_ipv6()
        host = "::1" if transport == "ipv6" else "127.0.0.1"
        if role == "listen" and transport != "unix":
            child = listen(*args, host=host, **options)
            return child, client(child.port, child.host)
        if role == "listen":
            child, sock = sockdemo("listen", "-U", *args, "a", **options), unix()
            eventually(lambda: sock.connect_ex("a") == 0)
            return child, closing(Peer(sock))
        sock = unix() if transport == "unix" else closing(socket.socket(
            socket.AF_INET6 if transport == "ipv6" else socket.AF_INET))
        sock.bind("a" if transport == "unix" else (host, 0))
        sock.listen()
        where = ["-U", "a"] if transport == "unix" else \
            [host, str(sock.getsockname()[1])]
        child = sockdemo("connect", *args, *where, **options)
        return child, closing(Peer(sock.accept()[0]))
    return over


@pytest.mark.slow
@pytest.mark.parametrize("role", ["connect", "listen"])
@pytest.mark.parametrize("stdout", ["pipe", "append", "socket"])
@pytest.mark.parametrize("transport", ["unix", "ipv6", "tiny buffers"])
def test_20_megabytes_over_every_transport(
        over, transport, stdout, role, tmp_path):
    """What is received is spliced, written, and written little by little."""
    mine, theirs = noise(20 * MB, 1), noise(20 * MB, 2)
    source, sink = Input("pipe", mine, tmp_path), Output(stdout, tmp_path)
    child, peer = over(transport, role, stdin=source.fd, stdout=sink.fd)
    os.close(source.fd)
    os.close(sink.fd)
    stop = threading.Event()
    disturber = Task(disturb, child, stop)
    sender = Task(send_and_finish, peer, theirs)
    received = Task(peer.recv_all).done()
    sender.done()
    assert child.wait() == 0, child.err
    stop.set()
    disturber.done()
    assert same(received, mine) and same(sink.data(), theirs)


@pytest.mark.slow
@pytest.mark.skipif(bool(WRAPPER), reason="strace would trace the wrapper")
@pytest.mark.parametrize("lacks, way", [
    ([], "splice"), (["splice"], "pwritev2"),
    (["splice", "pwritev2"], "write")])
def test_20_megabytes_by_each_means(
        start, server, closing, tmp_path, lacks, way):
    """Where a kernel lacks one of them, the next best is taken."""
    mine, theirs = noise(20 * MB, 1), noise(20 * MB, 2)
    source, sink = Input("pipe", mine, tmp_path), Output("pipe", tmp_path)
    sock, trace = server(), tmp_path / "trace"
    child = start(
        [needs("strace"), "-qq", "-o", str(trace), "-e",
         "trace=splice,pwritev2,write",
         *(w for call in lacks for w in ("-e", f"inject={call}:error=ENOSYS")),
         str(PROGRAM), "connect", "127.0.0.1", str(sock.getsockname()[1])],
        stdin=source.fd, stdout=sink.fd)
    os.close(source.fd)
    os.close(sink.fd)
    sock.settimeout(TIMEOUT)
    try:
        peer = closing(Peer(sock.accept()[0]))
    except socket.timeout:
        pytest.skip("strace cannot trace here")
    sender = Task(send_and_finish, peer, theirs)
    assert same(Task(peer.recv_all).done(), mine)
    sender.done()
    assert child.wait() == 0, child.err
    assert same(sink.data(), theirs)
    # The last bytes went that way; write() to a pipe takes 4096 at most.
    calls = re.findall(r"^(\w+)\(.*\) = ([1-9]\d*)$", trace.read_text(), re.M)
    assert calls[-1][0] == way
    assert way != "write" or max(int(n) for _, n in calls) <= 4096


@pytest.mark.parametrize("stdout", ["pipe", "file", "append"])
def test_the_peer_can_finish_first(with_ends, stdout):
    theirs = noise(5 * MB, 2)
    child, peer, sink = with_ends("file", stdout, b"ours")
    assert peer.recv(4) == b"ours"
    send_and_finish(peer, theirs)
    assert peer.recv_all() == b""
    assert child.wait() == 0
    assert sink.data() == theirs


def test_we_can_send_after_the_peer_finished(either):
    """And whoever reads our output has learnt by then that it did."""
    child, peer = either("-v")
    theirs = noise(5 * MB, 2)
    send_and_finish(peer, theirs)
    eventually(lambda: child.streams["out"].ended)
    assert child.out == theirs
    child.wait_err(r"splice\(")
    child.send(b"still here")
    child.end_input()
    assert peer.recv_all() == b"still here"
    assert child.wait() == 0


def test_we_can_finish_first(either):
    child, peer = either("-v")
    child.end_input()
    assert peer.recv_all() == b""
    theirs = noise(5 * MB, 2)
    peer.send(theirs)
    peer.close()
    assert child.wait() == 0
    assert child.out == theirs
    assert "splice(" in child.err


def test_a_terminal_is_shown_what_is_safe(either):
    """It never is spliced to."""
    ours, theirs = terminal()
    child, peer = either("-v", stdin=None, stdout=theirs)
    os.close(theirs)
    shown = bytearray()

    def read():
        with contextlib.suppress(OSError):  # EIO: so a terminal ends
            while piece := os.read(ours, 65536):
                shown.extend(piece)
    reader = Task(read)
    peer.send(b"\x1b[2J" * 50_000 + b"\n")
    peer.close()
    assert child.wait() == 0
    reader.done()
    os.close(ours)
    assert "splice(" not in child.err
    assert b"\x1b[2J" not in shown


# --- a standard output that nobody reads ---

@pytest.fixture
def unread():
    """A pipe for a standard output: (read, write)."""
    ends = os.pipe()
    yield ends
    for end in ends:
        with contextlib.suppress(OSError):
            os.close(end)


def is_full(fd):
    queued = int.from_bytes(fcntl.ioctl(fd, 0x541B, bytes(4)), "little")
    return queued >= fcntl.fcntl(fd, fcntl.F_GETPIPE_SZ) // 2


@pytest.mark.slow
def test_an_output_that_nobody_reads(either, unread):
    """It stops nothing else, costs no time, and takes no memory."""
    read, write = unread
    mine, theirs = noise(5 * MB, 1), noise(20 * MB, 2)
    child, peer = either("-v", stdout=write)
    os.close(write)
    sender = Task(send_and_finish, peer, theirs)
    eventually(lambda: "splice(" in child.err and is_full(read)
               and proc_stat(child.pid)[0] == "S")
    child.feed(mine)
    assert peer.recv_all() == mine

    before, until = proc_stat(child.pid)[1], time.monotonic() + 0.5
    eventually(lambda: time.monotonic() >= until)
    assert proc_stat(child.pid)[1] - before <= 5, "it does not wait, it spins"
    assert peak_memory(child.pid) <= 8 * 1024 * 1024

    assert read_slowly(os.dup(read)) == theirs
    sender.done()
    assert child.wait() == 0


@pytest.mark.slow
def test_a_fifo_that_nobody_reads(either, tmp_path):
    """The kernel writes to one without waiting by splice() alone, which -o
    rules out."""
    path = tmp_path / "fifo"
    os.mkfifo(path)
    read = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(read, True)
    write = os.open(path, os.O_WRONLY)
    mine, theirs = noise(5 * MB, 1), noise(20 * MB, 2)
    child, peer = either("-o", os.devnull, stdout=write)
    os.close(write)
    sender = Task(send_and_finish, peer, theirs)
    eventually(lambda: is_full(read) and proc_stat(child.pid)[0] == "S")
    child.feed(mine)
    assert peer.recv_all() == mine
    assert read_slowly(read) == theirs
    sender.done()
    assert child.wait() == 0


def test_an_output_whose_reader_goes_away(either, unread):
    read, write = unread
    child, peer = either("-v", stdout=write)
    os.close(write)
    sender = Task(peer.send, noise(20 * MB))
    eventually(lambda: "splice(" in child.err and is_full(read))
    os.close(read)
    assert child.wait() == -signal.SIGPIPE
    assert "sockdemo:" not in child.err
    sender.join(TIMEOUT)


def limited():
    """For preexec_fn: no file may be longer than 1 MB."""
    import resource
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MB, MB))


def test_an_output_that_takes_no_more(either, tmp_path):
    """What was taken until then is there, and the rest is an error."""
    data = noise(5 * MB)
    with open(tmp_path / "out", "wb") as out:
        child, peer = either("-v", stdout=out, preexec_fn=limited)
    sender = Task(peer.send, data)
    assert child.wait() == 1
    assert "splice(" in child.err
    assert "sockdemo: stdout: " in child.err
    assert (tmp_path / "out").read_bytes() == data[:MB]
    sender.join(TIMEOUT)


@pytest.mark.parametrize("lang, said", [
    ("en", "2048 bytes read, as many as were asked for"), ("pt", "2048 bytes lidos")])
def test_bytes_are_told_while_they_are_read(either, lang, said):
    """Eight receives with what they brought; then how much was moved."""
    child, peer = either("-v", "--lang", lang)
    child.end_input()
    peer.send(noise(MB))
    peer.close()
    assert child.wait() == 0
    first, moved = child.err.split("< splice(", 1)
    assert first.count(said) == 8
    assert "kernel" in moved and said not in moved


# --- what only recv() can say ---

def test_a_reset_in_the_midst(either):
    child, peer = either("-v")
    peer.send(noise(5 * MB))
    eventually(lambda: len(child.out) == 5 * MB)
    peer.reset()
    assert child.wait() == 1
    assert ": ECONNRESET: " in child.err


def test_urgent_data_does_not_stop_the_rest(either):
    """splice() stops before an urgent byte, which recv() leaves out."""
    child, peer = either("-v")
    first, then = noise(2 * MB, 1), noise(2 * MB, 2)
    peer.send(first)
    eventually(lambda: len(child.out) == len(first))
    child.wait_err(r"splice\(")
    peer.sock.send(b"!", socket.MSG_OOB)
    send_and_finish(peer, then)
    child.end_input()
    assert child.wait() == 0
    assert child.out == first + then


# --- where splicing fails ---

@pytest.fixture
def injected(start, server, closing):
    """sockdemo, with calls that fail on purpose: (child, peer)."""
    program = PROGRAM.parent / "tests/inject"

    def injected(plan, *args):
        sock = server()
        child = start([str(program), "connect", *args, "127.0.0.1",
                       str(sock.getsockname()[1])],
                      env=clean_env(INJECT=plan))
        return child, closing(Peer(sock.accept()[0]))
    return injected


@pytest.mark.skipif(bool(WRAPPER), reason="not the program under test")
@pytest.mark.parametrize("plan, spliced", [
    ("pipe2/1:24", False),     # EMFILE
    ("fcntl/4:1", True),       # EPERM: the pipe stays as small as it is
    ("splice/1:22", False),    # EINVAL: not to this output
    ("splice/1:38", False),    # ENOSYS
    ("splice/2:22", False),    # EINVAL: not from this socket
    ("splice/2:12", False),    # ENOMEM
    ("splice/4:12", True),     # ENOMEM, later
    ("splice/2:11 splice/4:11 splice/5:11", True),  # EAGAIN
    ("splice/2:4 splice/3:4 splice/4:4", True),     # EINTR
])
def test_nothing_is_lost_where_splicing_fails(injected, plan, spliced):
    data = noise(5 * MB)
    child, peer = injected(plan, "-v")
    send_and_finish(peer, data)
    child.end_input()
    assert child.wait() == 0, child.err
    assert child.out == data
    assert (" moved from socket" in child.err) == spliced


@pytest.mark.skipif(bool(WRAPPER), reason="not the program under test")
def test_a_failure_of_the_output_is_told(injected):
    child, peer = injected("splice/3:12", "-v")  # ENOMEM
    sender = Task(peer.send, noise(5 * MB))
    assert child.wait() == 1
    assert "sockdemo: stdout: ENOMEM" in child.err
    sender.join(TIMEOUT)


# --- the pipes that it is given ---

@pytest.mark.parametrize("size, becomes", [
    (65536, 262144), (SMALLEST, SMALLEST), (1 << 20, 1 << 20)])
def test_a_pipe_is_widened_unless_somebody_chose(either, size, becomes):
    (stdin, writes), (reads, stdout) = pipe(size), pipe(size)
    child, peer = either(stdin=stdin, stdout=stdout)
    os.write(writes, b"x")
    assert peer.recv(1) == b"x"
    assert [fcntl.fcntl(fd, fcntl.F_GETPIPE_SZ) for fd in (stdin, stdout)] == \
        [becomes, becomes]
    for fd in stdin, writes, reads, stdout:
        os.close(fd)


def test_read_size_is_kept(either):
    """Who asks for receives of a size gets them, also in bulk."""
    data = noise(MB)
    child, peer = either("-v", "--read-size", "8192")
    child.end_input()
    peer.send(data)
    peer.close()
    assert child.wait() == 0
    assert child.out == data
    assert "splice(" not in child.err

"""What every test uses: the program under test, its ends, and the peers.

	listen()                 a server, once "listening laddr=" was printed
	connect(port)            a client
	sockdemo("listen", "0")  any command line
	terminal("listen", "0")  the same on a terminal of its own
	run("--help")            the same, until it ends

Whatever a test starts is killed when the test is over. Nothing ever sleeps to
be "late enough": wait for a line, for an end, or with eventually().

SOCKDEMO names the program, build/sockdemo if it is not set; SOCKDEMO_WRAPPER
is put before it (valgrind -q ...); SANITIZE says that it was built with
sanitizers. With any of these two the tests marked "slow" are skipped.
"""

import contextlib
import errno
import os
import random
import re
import select
import shlex
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("SOCKDEMO", TOP / "build/sockdemo")).resolve()
WRAPPER = shlex.split(os.environ.get("SOCKDEMO_WRAPPER", ""))
DISTORTED = bool(WRAPPER or os.environ.get("SANITIZE"))

# By its name alone, as where it is installed: so the commands that it tells to
# type are the same wherever it is.
os.environ["PATH"] = f"{PROGRAM.parent}:{os.environ['PATH']}"

# "make check &" of a script begins with these two ignored, and so would every
# program under test, which leaves what is ignored so (nohup).
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)

# How long anything may take before it counts as hanging. Whoever waits waits
# for something, so that it costs nothing, and a busy machine has time.
TIMEOUT = 120 if DISTORTED else 60

LADDR = re.compile(rb"^listening laddr=(.+):(\d+)$", re.M)


def pytest_collection_modifyitems(items):
    if DISTORTED:
        skip = pytest.mark.skip(reason="slow: not with a wrapper or sanitizer")
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(skip)


def pytest_terminal_summary(terminalreporter):
    """What a test found worth telling: record_property("tell", ...)."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "tell" and report.when == "call":
                terminalreporter.write_line(value)


# --- what a test may need ---

def left_out(why):
    """A test cannot be run: no matter here, but a failure where CI runs."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def lacks(what):
    left_out(f"{what} is missing")


def needs(tool):
    """The path of a tool. Debian has several nc: "nc" is netcat-openbsd."""
    path = shutil.which("nc.openbsd" if tool == "nc" else tool)
    if path is None and tool == "nc" and shutil.which("nc"):
        usage = subprocess.run(["nc", "-h"], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, timeout=TIMEOUT)
        path = shutil.which("nc") if b"OpenBSD" in usage.stdout else None
    return path or lacks(tool)


def needs_module(name):
    try:
        return __import__(name)
    except ImportError:
        return lacks(f"python3-{name}")


def needs_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as s:
            s.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no ::1")


def with_hosts(tmp_path, hosts):
    """What to put before a command, for it to have an /etc/hosts of its own.

    Every process may make a name space of mounts, where that is not forbidden.
    """
    file = tmp_path / "hosts"
    file.write_text(hosts)
    prefix = [needs("unshare"), *([] if os.getuid() == 0 else ["-r"]), "-m",
              "sh", "-c", 'mount --bind "$0" /etc/hosts && exec "$@"',
              str(file)]
    if subprocess.run([*prefix, "true"], stderr=subprocess.DEVNULL,
                      timeout=TIMEOUT).returncode != 0:
        pytest.skip("no name space of mounts can be made here")
    return prefix


# --- time ---

def eventually(holds, timeout=TIMEOUT):
    """Waits until holds() is true, and returns what it returned."""
    deadline = time.monotonic() + timeout
    while True:
        value = holds()
        if value:
            return value
        assert time.monotonic() < deadline, f"never: {holds}"
        time.sleep(0.01)


def with_more_time(scenario, times=(0.5, 2, 8)):
    """scenario(seconds), with a deadline of the program's own (-w, -i).

    On a busy machine that may pass before the test has done what it had to;
    then once more with a longer one. What is wrong is so with each of them.
    """
    for seconds in times[:-1]:
        with contextlib.suppress(AssertionError, OSError):
            return scenario(seconds)
    return scenario(times[-1])


# --- bytes ---

def read_some(fd, most=65536):
    """What os.read() has within TIMEOUT; b"" also where a terminal ends."""
    assert select.select([fd], [], [], TIMEOUT)[0], "nothing comes"
    try:
        return os.read(fd, most)
    except OSError as e:
        if e.errno != errno.EIO:
            raise
        return b""


def read_to_end(fd):
    return b"".join(iter(lambda: read_some(fd), b""))


def same(a, b):
    """a == b, for what is so long that pytest would take minutes to compare
    it once more, to show the difference."""
    return a == b


# --- the program ---

def command(*args):
    """Its command line."""
    return [*WRAPPER, PROGRAM.name, *map(os.fsdecode, args)]


def clean_env(**more):
    """An environment in which the language is English; None takes away."""
    env = {k: v for k, v in os.environ.items()
           if not k.startswith(("LC_", "SOCKDEMO")) and k not in
           ("LANG", "LANGUAGE", "NO_COLOR", "POSIXLY_CORRECT", "COLUMNS")}
    # No folder can be made there, so no history is kept of what tests type.
    env.update(LC_ALL="C.UTF-8", TERM="xterm", XDG_STATE_HOME="/dev/null",
               PYTHON_COLORS="0")
    env.update(more)
    return {k: v for k, v in env.items() if v is not None}


class Stream:
    """What comes out of a pipe, read as it comes by a thread of its own."""

    def __init__(self, pipe):
        self.data = bytearray()
        self.ended = False
        self.changed = threading.Condition()
        self.thread = threading.Thread(
            target=self.read, args=(pipe,), daemon=True)
        self.thread.start()

    def read(self, pipe):
        while True:
            piece = os.read(pipe.fileno(), 65536)
            with self.changed:
                self.data += piece
                self.ended = not piece
                self.changed.notify_all()
            if not piece:
                pipe.close()
                return

    def wait_for(self, pattern, timeout=TIMEOUT):
        """The match of a regular expression, once there is one."""
        regex = re.compile(pattern, re.M)
        with self.changed:
            self.changed.wait_for(
                lambda: regex.search(self.data) or self.ended, timeout)
            match = regex.search(bytes(self.data))
            assert match, f"no {pattern!r} in {bytes(self.data)!r}"
            return match


class Child:
    """A program that runs: sockdemo, or one of the others."""

    def __init__(self, argv, env=None, stdin=subprocess.PIPE,
                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, **popen):
        self.process = subprocess.Popen(
            argv, env=env or clean_env(), stdin=stdin, stdout=stdout,
            stderr=stderr, bufsize=0, **popen)
        self.pid = self.process.pid
        self.stdin = self.process.stdin
        self.streams = {
            name: Stream(pipe) for name, pipe in
            (("out", self.process.stdout), ("err", self.process.stderr))
            if pipe is not None}
        self.port = None
        self.feeder = None
        self.fed = 0  # how much of it was written

    @property
    def out(self):
        return bytes(self.streams["out"].data)

    @property
    def err(self):
        return self.streams["err"].data.decode()

    def wait_out(self, pattern, timeout=TIMEOUT):
        return self.streams["out"].wait_for(pattern, timeout)

    def wait_err(self, pattern, timeout=TIMEOUT):
        return self.streams["err"].wait_for(pattern.encode(), timeout)

    def send(self, data):
        """Writes to its standard input; a few bytes, or it may block."""
        os.write(self.stdin.fileno(), data)

    def end_input(self):
        if self.stdin:
            self.stdin.close()

    def feed(self, data, end=True):
        """Writes any amount to its standard input, and ends it."""
        def write():
            left = memoryview(data)
            with contextlib.suppress(BrokenPipeError):
                while left:
                    n = self.stdin.write(left[:65536])
                    left = left[n:]
                    self.fed += n
            if end:
                self.stdin.close()
        self.feeder = threading.Thread(target=write, daemon=True)
        self.feeder.start()

    def wait(self, timeout=TIMEOUT):
        """Its exit status, once it and its output ended: -N for signal N."""
        status = self.process.wait(timeout)
        for stream in self.streams.values():
            stream.thread.join(timeout)
        return status

    def running(self):
        return self.process.poll() is None

    def signal(self, number):
        self.process.send_signal(number)

    def kill(self):
        if self.running():
            self.process.kill()
        self.process.wait(TIMEOUT)
        if self.feeder:
            self.feeder.join(TIMEOUT)
        self.end_input()
        for stream in self.streams.values():
            stream.thread.join(TIMEOUT)


def end(spawned):
    """Kills what pexpect started. Its own close() is kinder: it gives a
    process a tenth of a second for each signal, and fails when the last of
    them, SIGKILL, has not ended it in that time."""
    if spawned.isalive():
        spawned.kill(signal.SIGKILL)
        spawned.wait()
    spawned.ptyproc.delayafterclose = 0
    spawned.close()


class Terminal:
    """The program on a terminal of its own, and what its screen shows."""

    def __init__(self, argv, env=None, rows=24, columns=80, **spawn):
        pyte = needs_module("pyte")
        self.pexpect = needs_module("pexpect")
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()  # every byte that reached the terminal
        # pexpect would call it by its whole path.
        self.process = self.pexpect.spawn(
            needs("env"), list(argv), env=env or clean_env(), timeout=TIMEOUT,
            dimensions=(rows, columns), **spawn)
        self.pid = self.process.pid

    def update(self, timeout=0.05):
        """Takes what was written since; false: nothing more will come."""
        try:
            data = self.process.read_nonblocking(1 << 20, timeout)
        except self.pexpect.TIMEOUT:
            return True
        except self.pexpect.EOF:
            return False
        self.raw += data
        self.stream.feed(data)
        return True

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self):
        return "\n".join(self.lines).rstrip()

    def see(self, text, timeout=TIMEOUT):
        """Waits until the screen shows a text."""
        deadline = time.monotonic() + timeout
        while text not in self.text:
            alive = self.update()
            assert text in self.text or alive and \
                time.monotonic() < deadline, f"no {text!r} in\n{self.text}"

    def see_line(self, pattern, timeout=TIMEOUT):
        """Waits for a line of the screen that matches, whole."""
        deadline = time.monotonic() + timeout
        while True:
            for line in self.lines:
                match = re.fullmatch(pattern, line)
                if match:
                    return match
            alive = self.update()
            assert alive and time.monotonic() < deadline, \
                f"no line {pattern!r} in\n{self.text}"

    def type(self, text):
        self.process.send(text)

    def type_end(self):
        """Ctrl-D, which ends the input where a line begins."""
        self.process.sendeof()

    def wait(self, timeout=TIMEOUT):
        """Its exit status: -N for signal N."""
        deadline = time.monotonic() + timeout
        while self.update():
            assert time.monotonic() < deadline, f"still there:\n{self.text}"
        self.process.wait()
        if self.process.signalstatus is not None:
            return -self.process.signalstatus
        return self.process.exitstatus

    def meanwhile(self, get):
        """What get() returns, which waits for a program that may have much to
        show before: nobody else would take that."""
        with ThreadPoolExecutor(1) as pool:
            got = pool.submit(get)
            while not got.done():
                self.update()
            return got.result()

    def running(self):
        return self.process.isalive()

    def kill(self):
        end(self.process)


# --- the fixtures ---

@pytest.fixture
def start():
    """Starts any program: start([nc, "-l", ...]); killed in the end."""
    children = []

    def start(argv, **options):
        children.append(Child(argv, **options))
        return children[-1]

    yield start
    for child in children:
        child.kill()


@pytest.fixture
def sockdemo(start):
    """Starts it with these arguments."""
    return lambda *args, **options: start(command(*args), **options)


@pytest.fixture
def listen(sockdemo):
    """Starts a server and waits until it listens, on .port of .host."""
    def listen(*args, host="127.0.0.1", **options):
        child = sockdemo("listen", *args, host, "0", **options)
        laddr = child.streams["err"].wait_for(LADDR.pattern)
        child.host = laddr[1].decode().strip("[]")
        child.port = int(laddr[2])
        return child
    return listen


@pytest.fixture
def connect(sockdemo):
    """Starts a client."""
    def connect(port, *args, host="127.0.0.1", **options):
        return sockdemo("connect", *args, host, str(port), **options)
    return connect


@pytest.fixture
def run(sockdemo):
    """Runs it to its end, with this input; then .status, .out and .err."""
    def run(*args, input=b"", timeout=TIMEOUT, **options):
        child = sockdemo(*args, **options)
        if child.stdin:
            child.feed(input)
        child.status = child.wait(timeout)
        return child
    return run


@pytest.fixture
def terminal():
    """Starts it on a terminal of its own."""
    terminals = []

    def terminal(*args, **options):
        terminals.append(Terminal(command(*args), **options))
        return terminals[-1]

    yield terminal
    for each in terminals:
        each.kill()


# --- scripted peers ---

class Peer:
    """The other end in Python: a connected socket that never waits forever."""

    def __init__(self, sock):
        self.sock = sock
        sock.settimeout(TIMEOUT)

    def send(self, data):
        self.sock.sendall(data)

    def finish(self):
        """Its FIN: it has no more to send."""
        self.sock.shutdown(socket.SHUT_WR)

    def recv(self, n):
        """Exactly n bytes."""
        data = bytearray()
        while len(data) < n:
            piece = self.sock.recv(n - len(data))
            assert piece, f"it ended after {bytes(data)!r}"
            data += piece
        return bytes(data)

    def recv_all(self):
        """Everything until the other end finishes."""
        data = bytearray()
        while True:
            piece = self.sock.recv(65536)
            if not piece:
                return bytes(data)
            data += piece

    def reset(self):
        """Ends with RST instead of FIN: SO_LINGER on, and no time."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                             struct.pack("ii", 1, 0))
        self.sock.close()

    def close(self):
        self.sock.close()


@pytest.fixture
def closing():
    """Closes what was registered with it in the end."""
    with contextlib.ExitStack() as stack:
        yield lambda thing: stack.enter_context(contextlib.closing(thing))


@pytest.fixture
def server(closing):
    """A server in Python, on a port of its own: server() -> a socket."""
    def server(host="127.0.0.1", backlog=5, port=0):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        sock = closing(socket.socket(family))
        sock.settimeout(TIMEOUT)
        sock.bind((host, port))
        sock.listen(backlog)
        return sock
    return server


@pytest.fixture
def silent(server, closing):
    """A port that never answers: its queue is full, so SYNs are dropped."""
    def silent(host="127.0.0.1", port=0):
        sock = server(host, backlog=0, port=port)
        # The queue holds one more than was asked for.
        closing(socket.create_connection(sock.getsockname()[:2], TIMEOUT))
        assert select.select([sock], [], [], TIMEOUT)[0], "not in the queue"
        return sock.getsockname()[1]
    return silent


@pytest.fixture
def refusing(closing):
    """A port that is taken, but that nobody listens on."""
    sock = closing(socket.socket())
    sock.bind(("127.0.0.1", 0))
    return sock.getsockname()[1]


@pytest.fixture
def client(closing):
    """A client in Python: client(port) -> a Peer."""
    def client(port, host="127.0.0.1"):
        return closing(Peer(socket.create_connection((host, port), TIMEOUT)))
    return client


@pytest.fixture
def with_client(server, connect, closing):
    """sockdemo connect and its server in Python: (child, Peer)."""
    def with_client(*args, **options):
        sock = server()
        child = connect(sock.getsockname()[1], *args, **options)
        return child, closing(Peer(sock.accept()[0]))
    return with_client


@pytest.fixture
def with_server(listen, client):
    """sockdemo listen and its client in Python: (child, Peer)."""
    def with_server(*args, **options):
        child = listen(*args, **options)
        return child, client(child.port)
    return with_server


@pytest.fixture(params=["connect", "listen"])
def either(request, with_client, with_server):
    """Both roles in turn: either(*args) -> (child, Peer)."""
    return with_client if request.param == "connect" else with_server


# --- somebody at a prompt ---

@pytest.fixture
def person(closing, tmp_path):
    """A person at a prompt, and a peer: person("listen"). See person.py."""
    from person import People
    people = People(closing, tmp_path)
    yield people
    people.kill()


@pytest.fixture(params=["connect", "listen"])
def talk(request, person):
    """Both roles in turn: talk(*args) -> a person at the prompt."""
    return lambda *args, **options: person(request.param, *args, **options)


# --- what the kernel says of a process ---

def proc_stat(pid):
    """Its state, and the CPU time it used, in clock ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return fields[0], int(fields[11]) + int(fields[12])


def at_rest(child):
    """Waits until it sleeps, and uses no processor time for a while."""
    def quiet():
        before = proc_stat(child.pid)
        for _ in range(20):
            time.sleep(0.005)
            if proc_stat(child.pid)[0] == "R":
                return False
        return proc_stat(child.pid)[1] == before[1]
    eventually(quiet)


def peak_memory(pid):
    """The most that it had resident so far, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024


def links_of(pid):
    """Its descriptors, by number: {0: "/dev/null", 3: "socket:[17]"}.

    Of a process that is ending they are root's, and are none to us.
    """
    links = {}
    with contextlib.suppress(PermissionError):
        for fd in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                links[int(fd.name)] = os.readlink(fd)
    return links


def sockets_in(pid):
    """The inodes of its sockets."""
    return {link[8:-1] for link in links_of(pid).values()
            if link.startswith("socket:[")}


def sockets_of(pid, state):
    """The local ports of its TCP sockets in a state of /proc/net/tcp."""
    inodes, ports = sockets_in(pid), []
    for table in "tcp", "tcp6":
        rows = Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
        for fields in map(str.split, rows):
            if fields[3] == state and fields[9] in inodes:
                ports.append(int(fields[1].rsplit(":", 1)[1], 16))
    return ports


def listening_port(pid):
    """The TCP port that a process listens on, once it does."""
    return eventually(lambda: sockets_of(pid, "0A"))[0]


def free_port():
    """A port that was free a moment ago, where 0 cannot be given.

    It is none of those that the kernel gives to others in the meantime.
    """
    given = Path("/proc/sys/net/ipv4/ip_local_port_range").read_text()
    below = max(int(given.split()[0]), 20000)
    while True:
        with socket.socket() as sock, contextlib.suppress(OSError):
            sock.bind(("", random.randrange(10000, below)))
            return sock.getsockname()[1]


def port_of_all():
    """A port that was free a moment ago on every address of this machine: it
    may be in use, or in TIME_WAIT, on 127.0.0.2 or ::1 alone."""
    while True:
        port = free_port()
        try:
            with socket.socket(socket.AF_INET6) as sock:
                sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
                sock.bind(("::", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                continue
        return port


def unprivileged():
    """For preexec_fn: what follows is not root's."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


SIGNALS = (signal.SIGINT, signal.SIGTERM)

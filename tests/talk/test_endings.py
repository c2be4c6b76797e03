"""It ends when it is told to, whatever it waits for, and leaves nothing behind.

	SEEDS=1000 make check T=endings     a thousand moments instead of 50
	SEED=17 make check T=endings        that one
"""

import contextlib
import fcntl
import os
import pty
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import termios
import threading
import time
from pathlib import Path

import pytest

from conftest import TIMEOUT, WRAPPER, Peer, clean_env, command, eventually, \
    lacks, needs, proc_stat, sockets_of

SEEDS = int(os.environ.get("SEEDS", 50))
ONE = os.environ.get("SEED")
ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]


def on_terminal():
    """For preexec_fn: a session of its own, whose terminal is stdin."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.setsid()
    with contextlib.suppress(OSError):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def udp_port(pid):
    """The port of its UDP socket; 0 while it has none."""
    inodes = set()
    with contextlib.suppress(OSError):
        for fd in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                inodes.add(os.readlink(fd))
        for row in Path(f"/proc/{pid}/net/udp").read_text().splitlines()[1:]:
            fields = row.split()
            if f"socket:[{fields[9]}]" in inodes:
                return int(fields[1].rsplit(":", 1)[1], 16)
    return 0


class Scene:
    """The program, a peer who talks without end and never reads, and whoever
    should read what it writes, and does not."""

    ROLES = {"listen": ["listen"], "connect": ["connect"],
             "many": ["listen", "-k"], "udp": ["listen", "-u"],
             "unix": ["listen", "-U"], "unix datagrams": ["listen", "-u", "-U"],
             "unix client": ["connect", "-U"]}
    STOPPED = [None, "stderr", "log", "stdout", "all"]

    def __init__(self, folder, role, prompted, stopped):
        self.folder, self.role = Path(folder), role
        self.prompted, self.stopped = prompted, stopped
        self.path = self.folder / "s"
        self.ours = []  # descriptors
        self.sockets = []
        self.over = False

    def descriptor(self, fd):
        self.ours.append(fd)
        return fd

    def pipe(self, stops):
        """One whose reader has stopped, or nobody's."""
        if not stops:
            return self.descriptor(os.open(os.devnull, os.O_WRONLY))
        reader, writer = map(self.descriptor, os.pipe())
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
        return writer

    def start(self):
        stops = {name: self.stopped in (name, "all")
                 for name in ("stderr", "log", "stdout")}
        args = [*self.ROLES[self.role], "-vvv"]
        if stops["log"]:
            fifo = self.folder / "fifo"
            os.mkfifo(fifo)
            fd = self.descriptor(os.open(fifo, os.O_RDWR))
            fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, 4096)
            args += ["-o", str(fifo)]
        args += self.address()
        err = self.pipe(stops["stderr"])
        if self.prompted:
            self.master, self.slave = map(self.descriptor, pty.openpty())
            self.modes = termios.tcgetattr(self.slave)
            stdin, out = self.slave, self.slave
            if not stops["stdout"]:
                threading.Thread(target=self.read, daemon=True).start()
        else:
            stdin = self.descriptor(os.open("/dev/zero", os.O_RDONLY)) \
                if self.role != "udp" else subprocess.PIPE
            out = self.pipe(stops["stdout"])
        self.process = subprocess.Popen(
            command(*args), env=clean_env(), stdin=stdin, stdout=out,
            stderr=err, cwd=self.folder, preexec_fn=on_terminal)
        self.thread = threading.Thread(target=self.talk, daemon=True)
        self.thread.start()

    def address(self):
        if self.role.startswith("unix"):
            if self.role == "unix client":
                self.listener(socket.AF_UNIX, str(self.path))
            return [self.path.name]
        if self.role == "connect":
            sock = self.listener(socket.AF_INET, ("127.0.0.1", 0))
            return ["127.0.0.1", str(sock.getsockname()[1])]
        return ["127.0.0.1", "0"]

    def listener(self, family, address):
        sock = socket.socket(family)
        self.sockets.append(sock)
        sock.bind(address)
        sock.listen(1)
        sock.settimeout(0.05)
        return sock

    def read(self):
        with contextlib.suppress(OSError):
            while os.read(self.master, 65536):
                pass

    def talk(self):
        """Reaches it, as soon as it can be, and talks."""
        sock = None
        while not self.over and sock is None:
            with contextlib.suppress(OSError, IndexError, AssertionError):
                sock = self.reach()
            time.sleep(0.001)
        if sock is None:
            return
        self.sockets.append(sock)
        sock.settimeout(0.02)
        while not self.over:
            with contextlib.suppress(OSError):
                sock.send(b"x" * 40 + b"\n" + b"y" * 500 + b"\n")

    def reach(self):
        pid = self.process.pid
        if "client" in self.role or self.role == "connect":
            return self.sockets[0].accept()[0]
        if self.role == "udp":
            port = udp_port(pid)
            sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            address = ("127.0.0.1", port)
            if port == 0:
                raise OSError
        elif self.role == "unix datagrams":
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            address = str(self.path)
            name = str(self.folder / "peer")
            if not os.path.exists(name):
                sock.bind(name)
        elif self.role == "unix":
            sock, address = socket.socket(socket.AF_UNIX), str(self.path)
        else:
            sock = socket.socket()
            address = ("127.0.0.1", sockets_of(pid, "0A")[0])
        sock.connect(address)
        return sock

    def type(self, keys):
        if self.prompted:
            os.set_blocking(self.master, False)
            with contextlib.suppress(OSError):
                os.write(self.master, keys)
            os.set_blocking(self.master, True)

    def end(self):
        self.over = True
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(TIMEOUT)
        if self.process.stdin:
            self.process.stdin.close()
        self.thread.join(TIMEOUT)
        for sock in self.sockets:
            sock.close()
        for fd in self.ours:
            os.close(fd)

    def assert_ends(self, number):
        self.process.send_signal(number)
        assert self.process.wait(TIMEOUT) == -number
        if self.prompted:
            assert termios.tcgetattr(self.slave) == self.modes
        if self.role in ("unix", "unix datagrams"):
            assert not self.path.exists()


@contextlib.contextmanager
def scene(*args):
    one = Scene(*args)
    try:
        one.start()
        yield one
    finally:
        one.end()


@pytest.mark.parametrize("seed", [int(ONE)] if ONE else range(SEEDS))
def test_at_any_moment(tmp_path_factory, seed):
    rng = random.Random(seed)
    # Each role and each signal as often, and by chance together.
    role = list(Scene.ROLES)[seed % len(Scene.ROLES)]
    number = ENDING[seed // len(Scene.ROLES) % len(ENDING)]
    stopped = rng.choice(Scene.STOPPED)
    prompted = rng.random() < 0.5
    moment = rng.choice([0.02, 0.1, 0.4]) * rng.random()
    print(role, number, stopped, prompted, moment)
    with scene(tmp_path_factory.mktemp("m"), role, prompted, stopped) as one:
        time.sleep(moment)  # it is any moment that is wanted
        one.type(rng.choice([b"", b"x", b"text\r", b"\x12te", b"\x1b[200~on"]))
        time.sleep(moment * rng.random())
        one.assert_ends(number)


@pytest.mark.parametrize("prompted", [False, True],
                         ids=["pipes", "prompt"])
@pytest.mark.parametrize("stopped", ["stderr", "log", "stdout"])
@pytest.mark.parametrize("role", ["listen", "connect", "many"])
def test_while_a_write_blocks(tmp_path, role, stopped, prompted):
    """It writes to somebody who has stopped reading, and sleeps there."""
    with scene(tmp_path, role, prompted, stopped) as one:
        if not (stopped == "stdout" and not prompted):  # that is polled for
            eventually(lambda: asleep_in_a_write(one.process.pid))
        one.assert_ends(signal.SIGTERM)


def asleep_in_a_write(pid):
    """proc(5): syscall shows the number of the one that blocks, here write,
    and is not everybody's; wchan names where."""
    with contextlib.suppress(OSError):
        wchan = Path(f"/proc/{pid}/wchan").read_text()
        if wchan not in ("", "0"):
            return re.search("pipe|tty|wait_woken", wchan)
        number = Path(f"/proc/{pid}/syscall").read_text().split()[0]
        return number in ("1", "64")  # x86-64, arm64
    return False


def test_what_the_end_says_is_not_lost_when_nobody_stops(listen, client):
    child = listen("-v")
    peer = client(child.port)
    child.wait_err("accept")
    child.signal(signal.SIGTERM)
    assert child.wait() == -signal.SIGTERM
    assert "close" in child.err
    peer.close()


# --- as the first process of a container ---

def as_first_process():
    prefix = [needs("unshare"), *([] if os.getuid() == 0 else ["-r"]), "-p",
              "--fork", "--kill-child"]
    if subprocess.run([*prefix, "true"], stderr=subprocess.DEVNULL,
                      timeout=TIMEOUT).returncode != 0:
        pytest.skip("no name space of processes can be made here")
    return prefix


def only_child(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return eventually(lambda: children.read_text().split())[0]


@pytest.mark.skipif(bool(WRAPPER), reason="the wrapper would be the first")
@pytest.mark.parametrize("number", ENDING)
@pytest.mark.parametrize("args, ready", [
    (["listen", "-v", "127.0.0.1", "0"], "waiting|accept"),
    (["listen", "-k", "-v", "127.0.0.1", "0"], "waiting|accept"),
    (["listen", "-u", "-v", "127.0.0.1", "0"], "bound")])
def test_as_the_first_process(start, args, ready, number):
    """Which every signal spares that it does not catch: it has the status of
    one that a signal ended, not that of a failure."""
    child = start([*as_first_process(), *command(*args)])
    child.wait_err(ready)
    os.kill(int(only_child(child.pid)), number)
    assert child.wait() == 128 + number


# --- what else would end it ---

OTHERS = ["USR1", "USR2", "ALRM", "VTALRM", "PROF", "XCPU", "TRAP", "SYS", "IO",
          "PWR", "STKFLT", "ILL", "ABRT", "SEGV", "RTMIN", "RTMAX"]


@pytest.mark.parametrize("name", OTHERS)
def test_any_signal_leaves_the_terminal_sane_and_no_file(
        person, closing, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    number = getattr(signal, f"SIG{name}")
    someone = person.alone("listen", "-U", "s", preexec_fn=no_core)
    someone.see("waiting")
    sock = closing(socket.socket(socket.AF_UNIX))
    sock.connect("s")
    sock.sendall(b"hello\n")
    someone.see("| hello")
    someone.type("typed")
    someone.see("typed")
    os.kill(someone.pid, number)
    assert someone.wait() == -number
    someone.assert_sane(someone.before)
    assert not os.path.lexists("s")


def no_core():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def test_a_signal_before_a_client_came_leaves_no_file(sockdemo, tmp_path,
                                                      monkeypatch):
    monkeypatch.chdir(tmp_path)
    child = sockdemo("listen", "-U", "-v", "s")
    child.wait_err("^listening")
    child.signal(signal.SIGUSR1)
    assert child.wait() == -signal.SIGUSR1
    assert not os.path.lexists("s")


def test_another_ones_file_is_left(sockdemo, closing, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    child = sockdemo("listen", "-U", "-v", "s")
    child.wait_err("^listening")
    os.unlink("s")
    closing(socket.socket(socket.AF_UNIX)).bind("s")
    child.signal(signal.SIGUSR1)
    assert child.wait() == -signal.SIGUSR1
    assert os.path.lexists("s")


def test_a_file_that_may_not_grow_is_no_end(with_server, tmp_path):
    """SIGXFSZ: what came after it reaches standard output all the same."""
    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
    child, peer = with_server("-o", str(tmp_path / "log"), preexec_fn=small)
    data = b"".join(b"line %d\n" % i for i in range(2000))
    peer.send(data)
    peer.close()
    child.end_input()
    assert child.wait() == 1
    assert child.out == data
    assert "EFBIG" in child.err


@pytest.mark.skipif(bool(WRAPPER or os.environ.get("SANITIZE")),
                    reason="it is about the program's own memory")
def test_no_memory_for_the_line_leaves_the_terminal_sane_and_no_file(
        person, closing, tmp_path, monkeypatch):
    """readline ends the program then, by exit()."""
    monkeypatch.chdir(tmp_path)
    someone = person.alone("listen", "-U", "s")
    someone.see("waiting")
    sock = closing(socket.socket(socket.AF_UNIX))
    sock.connect("s")
    sock.sendall(b"hello\n")
    someone.see("| hello")
    size = int(re.search(r"VmSize:\s+(\d+)", Path(
        f"/proc/{someone.pid}/status").read_text())[1]) * 1024
    resource.prlimit(someone.pid, resource.RLIMIT_AS, (size, size))
    with contextlib.suppress(OSError):
        while someone.running() and size < 1 << 30:
            someone.type("x" * 500)
            someone.update(0)
    assert someone.wait() == 1
    someone.assert_sane(someone.before)
    assert not os.path.lexists("s")


# --- Ctrl-Z, and then kill ---

def has_ended(pid):
    """dash takes note of it when it next looks."""
    with contextlib.suppress(FileNotFoundError):
        return proc_stat(pid)[0] == "Z"
    return True


@pytest.mark.parametrize("words", [["bash", "--norc", "--noprofile",
                                    "--noediting", "-i"], ["dash", "-i"]],
                         ids=["bash", "dash"])
@pytest.mark.parametrize("name", ["TERM", "HUP", "INT", "QUIT"])
def test_a_stopped_one_is_killed(person, server, closing, words, name):
    """It is in the background then, and must not touch the terminal."""
    if shutil.which(words[0]) is None:
        lacks(words[0])
    sock = server()
    port = sock.getsockname()[1]
    someone = person.start(words, env={"PS1": "READY ", "ENV": os.devnull})
    someone.see("READY")
    someone.type(" ".join([*command("connect"), "127.0.0.1", str(port)]) + "\n")
    peer = closing(Peer(sock.accept()[0]))
    someone.see(f"127.0.0.1:{port}>")
    pid = int(only_child(someone.pid))
    someone.type("typed\x1a")
    someone.see("Stopped")
    # bash continues it by itself, for some signals; others never.
    someone.type(f"kill -{name} %1; kill -CONT %1\n")
    assert peer.recv_all() == b""  # and nothing of what was typed
    eventually(lambda: someone.update() and has_ended(pid))
    someone.type("echo do''ne\n")
    someone.see("done")
    assert someone.modes()[3] & termios.ICANON

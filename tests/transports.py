"""What the tests of UDP and of Unix-domain sockets share.

Traced (strace.py) knows TCP; here it learns the other sockets, their addresses
and sendto() and recvfrom() with one. unlink() is told and is not traced: it is
checked by what it does to the file.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import strace
from conftest import TIMEOUT, needs, sockets_in

BOUND = r"^bound laddr=(?:(.+):(\d+)|(.+))$"


def bound_port(child):
    """The UDP port of a sockdemo listen -u, once it receives."""
    return int(child.wait_err(BOUND)[2])


@pytest.fixture
def listen_udp(sockdemo):
    """sockdemo listen -u, once it receives, on .port."""
    def listen_udp(*args, host="127.0.0.1", **options):
        child = sockdemo("listen", "-u", *args, host, "0", **options)
        child.port = bound_port(child)
        return child
    return listen_udp


def a_file(tmp_path, data):
    path = tmp_path / "input"
    path.write_bytes(data)
    return path.open("rb")


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A path of a few bytes: those of pytest are long, and 107 the limit."""
    monkeypatch.chdir(tmp_path)
    return "a.sock"


@pytest.fixture
def listen_unix(sockdemo):
    """sockdemo listen -U, once it listens or receives there."""
    def listen_unix(path, *args, **options):
        child = sockdemo("listen", "-U", "-v", *args, path, **options)
        child.wait_err(r"^(listening|bound) laddr=")
        return child
    return listen_unix


def unix_address(text):
    """{AF_UNIX, /tmp/a}, from strace's {sa_family=AF_UNIX, sun_path="/tmp/a"}."""
    match = re.fullmatch(
        r'\{sa_family=AF_UNIX(?:, sun_path=(@)?"(.*)")?\}', text)
    if not match:
        return None
    name = (match[1] or "") + match[2] if match[2] else "(unnamed)"
    return f"{{AF_UNIX, {name}}}"


@pytest.fixture
def traced(start, tmp_path, monkeypatch):
    """Traced at -vvv, for any transport."""
    address, ours = strace.address, strace.is_ours
    argument, make_call, told = \
        strace.argument, strace.make_call, strace.told

    def any_argument(text):
        text = {"SOL_IP": "IPPROTO_IP"}.get(text, text)
        return argument(text)

    def any_call(name, args, result):
        call = make_call(name, args, result)
        if call.name == "recvfrom" and result.startswith("-1"):
            return call._replace(args=(*call.args[:4], "...", "..."))
        return call

    def without_unlink(text):
        return [call for call in told(text) if call.name != "unlink"]

    def is_ours(name, args, fds):
        if name == "socket" and args[0] in ("AF_UNIX", "AF_INET", "AF_INET6"):
            return "CLOEXEC" not in args[1]  # those are the C library's
        return ours(name, args, fds)

    monkeypatch.setattr(
        strace, "address", lambda text: unix_address(text) or address(text))
    monkeypatch.setattr(strace, "argument", any_argument)
    monkeypatch.setattr(strace, "make_call", any_call)
    monkeypatch.setattr(strace, "told", without_unlink)
    monkeypatch.setattr(strace, "is_ours", is_ours)
    monkeypatch.setattr(strace, "SILENT_OPTIONS",
                        strace.SILENT_OPTIONS | {"SO_PEERCRED"})
    monkeypatch.setattr(strace, "SILENT", strace.SILENT | {"recvmsg"})
    return lambda command, *args, **options: strace.Traced(
        start, tmp_path, command, "-vvv", *args, **options)


def check(run, *calls, status=0):
    """It ended so, told what strace saw, and these calls were among it."""
    assert run.wait() == status, run.text
    run_told, run_seen = run.told(), run.seen()
    strace.assert_honest(run_told, run_seen)
    lines = [str(c) for c in run_seen]
    for call in calls:
        assert any(call in line for line in lines), (call, lines)


def listens(pid):
    """Whether a process has a Unix-domain socket with the flag of listen()."""
    own = sockets_in(pid)
    rows = map(str.split, Path("/proc/net/unix").read_text().splitlines())
    return any(row[3] == "00010000" and row[6] in own for row in rows)


# --- datagrams with a false address ---

# An IPv4 packet with UDP in it, as nobody's kernel would write it. ip(7): the
# kernel fills in its checksum; UDP's may be 0.
FORGE = """
import socket, struct, sys
source, sport, port, text = sys.argv[1], *map(int, sys.argv[2:4]), sys.argv[4]
udp = struct.pack("!HHHH", sport, port, 8 + len(text), 0) + text.encode()
ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 1, 0, 64, 17, 0,
                 socket.inet_aton(source), socket.inet_aton("127.0.0.1"))
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
raw.sendto(ip + udp, ("127.0.0.1", 0))
"""

# A network of its own begins with an interface that is down.
LO_UP = """
import fcntl, os, socket, struct, sys
up = struct.pack("16sH14x", b"lo", 1)
fcntl.ioctl(socket.socket(), 0x8914, up)
os.execvp(sys.argv[1], sys.argv[1:])
"""


class Network:
    """A network name space: what is started there is alone, and root."""

    def __init__(self, run):
        self.prefix = ["unshare", "-r", "-n", sys.executable, "-c", LO_UP]
        self.run = run
        if run([*self.prefix, "true"]).returncode != 0:
            pytest.skip("no network of its own can be made here")

    def forge(self, child, source, sport, port, text):
        """Sends a datagram from an address to a port there."""
        done = self.run([
            "nsenter", "--preserve-credentials", "-U", "-n", "-t",
            str(child.pid), sys.executable, "-c", FORGE, source, str(sport),
            str(port), text])
        assert done.returncode == 0, done.stderr


@pytest.fixture
def network():
    def run(argv):
        needs(argv[0])
        return subprocess.run(argv, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=TIMEOUT)
    return Network(run)

"""Every other netcat at the other end, by UDP and by Unix-domain sockets."""

import os
import signal
import subprocess
import zlib

import pytest

from conftest import eventually, needs, sockets_in
from netcats import TOOLS, each_tool, udp_port
from transports import listens
from transports import a_file, listen_udp, listen_unix, path

__all__ = ["listen_udp", "listen_unix", "path"]

# How big a datagram each sends and receives: as much as it reads at once.
# The rest of a bigger one is lost to nc, and to ncat since some version after
# 7.93; socat has -b for it.
SENDS = {"nc": 16384, "ncat": 8192, "socat": 65507}
RECEIVES = {"nc": 16384, "ncat": 8192, "ncat 7.93": 65507, "socat": 65507}


def most_received(tool):
    if tool == "ncat":
        said = subprocess.run([needs(tool), "--version"], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if "Version 7.93 " in said.stdout:
            tool = "ncat 7.93"
    return RECEIVES[tool]


def udp_client(start, tool, port, **options):
    words = {"nc": ["-n", "-u", "127.0.0.1", str(port)],
             "ncat": ["-n", "-u", "127.0.0.1", str(port)],
             "socat": ["-b", "65507", "-", f"UDP4:127.0.0.1:{port}"]}
    return start([needs(tool), *words[tool]], **options)


def udp_server(start, tool):
    words = {"nc": ["-n", "-u", "-l", "127.0.0.1", "0"],
             "ncat": ["-n", "-u", "-l", "127.0.0.1", "0"],
             "socat": ["-b", "65507", "-", "UDP4-LISTEN:0,bind=127.0.0.1"]}
    other = start([needs(tool), *words[tool]])
    other.port = udp_port(other.pid)
    return other


@pytest.fixture
def connect_udp(sockdemo):
    def connect_udp(port, *args, **options):
        return sockdemo("connect", "-u", *args, "127.0.0.1", str(port),
                        **options)
    return connect_udp


# --- UDP ---

@each_tool
@pytest.mark.parametrize("size", [60000, 65507])
def test_a_big_datagram_to_them(connect_udp, start, tmp_path, tool, size):
    other = udp_server(start, tool)
    data = os.urandom(size)
    with a_file(tmp_path, data) as file:
        connect_udp(other.port, stdin=file)
    size = min(size, most_received(tool))
    eventually(lambda: len(other.out) == size)
    assert other.out == data[:size]


@each_tool
@pytest.mark.parametrize("size", [60000, 65507])
def test_a_big_datagram_from_them(listen_udp, start, tmp_path, tool, size):
    child = listen_udp("--read-size", "65536", "-v")
    size = min(size, SENDS[tool])
    data = os.urandom(size)
    with a_file(tmp_path, data) as file:
        udp_client(start, tool, child.port, stdin=file)
    child.wait_err(rf"^< recv.* = {size}$")
    eventually(lambda: len(child.out) == size)
    assert child.out == data


@pytest.mark.parametrize("tool, other", zip(TOOLS, TOOLS[1:] + TOOLS[:1]))
def test_two_senders(listen_udp, start, tool, other):
    """The last who sent is answered."""
    child = listen_udp()
    first, second = (udp_client(start, t, child.port) for t in (tool, other))
    for number, peer in enumerate((first, second, first)):
        peer.send(b"I am %d\n" % number)
        child.wait_out(b"^I am %d$" % number)
        child.send(b"hello %d\n" % number)
        peer.wait_out(b"^hello %d$" % number)
    assert first.out == b"hello 0\nhello 2\n" and second.out == b"hello 1\n"


@each_tool
def test_who_is_gone_refuses(connect_udp, start, tool):
    other = udp_server(start, tool)
    child = connect_udp(other.port)
    child.send(b"hello\n")
    other.wait_out(b"^hello$")
    other.kill()
    child.send(b"anybody?\n")
    child.wait_err(rf"^sockdemo: .*127\.0\.0\.1:{other.port}: ECONNREFUSED: ")


@each_tool
def test_nothing_is_sent_that_was_not_given(connect_udp, start, tool):
    """Where nc -uv begins with XXXX."""
    other = udp_server(start, tool)
    child = connect_udp(other.port, "-v")
    child.wait_err("connect\\(\\) sent nothing")
    child.send(b"only this\n")
    other.wait_out(b"^only this\n")
    child.send(b"and this\n")
    other.wait_out(b"^and this\n")
    child.end_input()
    assert other.out == b"only this\nand this\n"


@each_tool
def test_an_empty_datagram_is_no_end(listen_udp, start, tool):
    """socat alone can send one: in place of the end of its input."""
    child = listen_udp("-v")
    to = f"UDP4:127.0.0.1:{child.port},shut-null"
    other = start([needs("socat"), "-u", "-", to])
    other.send(b"before\n")
    child.wait_out(b"^before$")
    other.end_input()
    child.wait_err(r"^< recv.* = 0$")
    udp_client(start, tool, child.port).send(b"after\n")
    child.wait_out(b"^after$")


# --- Unix-domain ---

def unix_words(tool, role, path, kind="stream"):
    u = ["-u"] if kind == "datagram" else []
    if tool != "socat":
        return [needs(tool), "-U", *u, *(["-l"] if role == "listen" else []),
                path]
    where = "ABSTRACT" if path.startswith("@") else "UNIX"
    verb = {("listen", "stream"): "LISTEN", ("connect", "stream"): "CONNECT",
            ("listen", "datagram"): "RECV", ("connect", "datagram"): "SENDTO"}
    one_way = {("listen", "datagram"): ["-u"]}.get((role, kind), [])
    to = f"{where}-{verb[role, kind]}:{path.lstrip('@')}"
    return [needs(tool), *one_way, *([to, "-"] if one_way else ["-", to])]


def receives(pid):
    """Whether a process has a bound Unix-domain socket for datagrams."""
    with open("/proc/net/unix", encoding="ascii") as table:
        rows = [row.split() for row in table]
    return any(row[4] == "0002" and len(row) == 8 and row[6] in sockets_in(pid)
               for row in rows[1:])


@pytest.fixture
def abstract(tmp_path):
    return f"@{zlib.crc32(str(tmp_path).encode()):x}-{os.getpid()}"


def talk(child, other):
    other.send("Olá\n".encode())
    child.wait_out("^Olá$".encode())
    child.send(b"answer\n")
    other.wait_out(b"^answer$")


@pytest.mark.parametrize("tool", ["nc", "socat"])  # ncat makes a file "@..."
def test_an_abstract_name(sockdemo, listen_unix, start, abstract, tool):
    child = listen_unix(abstract)
    other = start(unix_words(tool, "connect", abstract))
    talk(child, other)
    child.kill()
    other.kill()
    other = start(unix_words(tool, "listen", abstract))
    eventually(lambda: listens(other.pid))
    child = sockdemo("connect", "-U", abstract)
    talk(other, child)
    assert not os.path.exists(abstract)


@each_tool
def test_datagrams_to_a_path(sockdemo, start, path, tool):
    other = start(unix_words(tool, "listen", path, "datagram"))
    eventually(lambda: receives(other.pid))
    child = sockdemo("connect", "-u", "-U", path)
    child.send(b"hello\n")
    other.wait_out(b"^hello$")
    child.send(b"more\n")
    other.wait_out(b"^more$")
    assert other.out == b"hello\nmore\n"


@each_tool
def test_datagrams_from_a_path(listen_unix, start, path, tool):
    child = listen_unix(path, "-u")
    other = start(unix_words(tool, "connect", path, "datagram"))
    other.send(b"hello\n")
    child.wait_out(b"^hello$")
    other.send(b"more\n")
    child.wait_out(b"^more$")
    assert child.out == b"hello\nmore\n"


@each_tool
@pytest.mark.parametrize("kind", ["stream", "datagram"])
def test_a_file_that_is_theirs(listen_unix, run, start, path, tool, kind):
    """Left in peace while it is used; replaced once it is stale."""
    options = ["-u"] if kind == "datagram" else []
    other = start(unix_words(tool, "listen", path, kind))
    eventually(lambda: (receives if options else listens)(other.pid))
    inode = os.stat(path).st_ino
    child = run("listen", "-U", *options, path)
    assert child.status == 1 and "EADDRINUSE" in child.err
    assert os.stat(path).st_ino == inode
    other.kill()  # so that it cannot remove it
    child = run("connect", "-U", *options, path, input=b"hello")
    assert child.status == 1 and "ECONNREFUSED" in child.err
    child = listen_unix(path, *options)
    other = start(unix_words(tool, "connect", path, kind))
    other.send(b"hello\n")
    child.wait_out(b"^hello$")
    child.signal(signal.SIGTERM)
    assert child.wait() == -signal.SIGTERM and not os.path.exists(path)

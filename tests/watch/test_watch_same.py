"""What is told of a program is what strace sees of it, call for call."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import eventually, free_port, needs
from watched import (PROGRAMS, PYTHON, Strace, Watch, assert_same,
                     compile_program, program_of)


def both(start, tmp_path, *argv, meanwhile=None, status=0):
    """The calls of two runs of a program, one told, one under strace. What is
    done meanwhile gets the program and a free port, PORT in argv."""
    seen = []
    for tracer in Watch(tmp_path), Strace(tmp_path):
        port = free_port()
        words = [str(w).replace("PORT", str(port)) for w in argv]
        child = start(tracer.argv(*words), stdin=subprocess.DEVNULL,
                      **tracer.options())
        if meanwhile:
            meanwhile(child, port)
        assert child.wait() == status, tracer
        seen.append(list(tracer.seen()))
    return seen


@pytest.mark.parametrize("name", ["udp", "left_open", "in_use", "end_again",
                                  "descriptors", "never_accepted"])
def test_of_one_thread_exactly(start, tmp_path, name):
    assert_same(*both(start, tmp_path, PYTHON, PROGRAMS / f"{name}.py"))


@pytest.mark.parametrize("name", ["asynchronous", "forking", "rights",
                                  "threaded"])
def test_of_many_each_socket(start, tmp_path, name):
    assert_same(*both(start, tmp_path, PYTHON, PROGRAMS / f"{name}.py"),
                exactly=False)


def test_of_calls_in_c(start, tmp_path):
    assert_same(*both(start, tmp_path, compile_program("mixed", tmp_path)))


def listens(port):
    """Looked up, and not tried: that would be a client."""
    with open("/proc/net/tcp", encoding="ascii") as file:
        return any(line.split()[1].endswith(f":{port:04X}") and
                   line.split()[3] == "0A" for line in file.readlines()[1:])


def has(tool):
    """Its path: of those that make check does not install."""
    path = shutil.which(tool)
    return path or pytest.skip(f"{tool} is not here")


def needs_socat():
    """Since 1.8 it asks the kernel for interfaces as well, with descriptors
    that strace and watch call differently."""
    said = subprocess.run([needs("socat"), "-V"], stdout=subprocess.PIPE)
    if not re.search(rb"version 1\.[0-7]\.", said.stdout):
        pytest.skip("socat 1.8 uses netlink")


@pytest.mark.parametrize("argv", [
    ["nc", "-N", "127.0.0.1", "9"],
    ["ncat", "127.0.0.1", "9"],
    ["socat", "-", "TCP:127.0.0.1:9"],
    ["curl", "-s", "http://127.0.0.1:9/"],
    ["ssh", "-p", "9", "127.0.0.1"],
    ["bash", "-c", "echo x >/dev/tcp/127.0.0.1/9"],
], ids=lambda argv: argv[0])
def test_of_a_refusal(start, tmp_path, argv):
    needs_socat() if argv[0] == "socat" else needs(argv[0])
    runs = []
    for tracer in Watch(tmp_path), Strace(tmp_path):
        child = start(tracer.argv(*argv), stdin=subprocess.DEVNULL,
                      **tracer.options())
        assert child.wait() != 0
        runs.append(list(tracer.seen()))
    assert_same(*runs)


def test_of_bash(start, tmp_path, server):
    """It has no libc calls of sockets but through /dev/tcp."""
    ports = [server() for _ in range(2)]
    runs = []
    for tracer, peer in zip((Watch(tmp_path), Strace(tmp_path)), ports):
        port = peer.getsockname()[1]
        script = f"exec 3<>/dev/tcp/127.0.0.1/{port}; echo hello >&3"
        child = start(tracer.argv("bash", "-c", script),
                      stdin=subprocess.DEVNULL, **tracer.options())
        assert child.wait() == 0
        runs.append(list(tracer.seen()))
    assert_same(*runs)


SERVED = """
import http.server, socketserver, threading
class Once(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args): pass
with socketserver.TCPServer(("127.0.0.1", PORT), Once) as s:
    s.handle_request()
"""


def test_of_an_http_server(start, tmp_path):
    def ask(child, port):
        eventually(lambda: listens(port))
        subprocess.run([needs("curl"), "-s", "-o", "/dev/null",
                        f"http://127.0.0.1:{port}/"], check=True)
    assert_same(*both(start, tmp_path, PYTHON, "-c", SERVED, meanwhile=ask))


def test_of_socat_with_fork(start, tmp_path):
    needs_socat()

    def ask(child, port):
        eventually(lambda: listens(port))
        for _ in range(2):
            done = subprocess.run(
                ["socat", "-", f"TCP:127.0.0.1:{port}"], input=b"hello\n",
                stdout=subprocess.PIPE, check=True)
            assert done.stdout == b"hello\n"
        pid = program_of(child)
        children = Path(f"/proc/{pid}/task/{pid}/children")
        eventually(lambda: not children.read_text())  # they have closed all
        os.kill(pid, 15)
    # Which of its two sides a child of it hears first differs from run to run.
    for last in False, False, False, True:
        told, seen = both(start, tmp_path, "socat",
                          "TCP-LISTEN:PORT,bind=127.0.0.1,fork,reuseaddr",
                          "EXEC:/bin/cat", meanwhile=ask, status=143)
        try:
            assert_same(told, seen, exactly=False)
            break
        except AssertionError:
            if last:
                raise


GO = """package main
import ("io"; "net")
func main() {
	l, _ := net.Listen("tcp4", "127.0.0.1:0")
	go func() {
		c, _ := net.Dial("tcp4", l.Addr().String())
		c.Write([]byte("hello"))
		c.Close()
	}()
	c, _ := l.Accept()
	io.ReadAll(c)
	c.Close()
	l.Close()
}
"""


@pytest.mark.slow
def test_of_go(start, tmp_path):
    """It is static, and has no C library."""
    (tmp_path / "a.go").write_text(GO)
    subprocess.run([has("go"), "build", "-o", tmp_path / "a",
                    tmp_path / "a.go"], check=True,
                   env={"HOME": str(tmp_path), "GOCACHE": str(tmp_path / "c"),
                        "PATH": "/usr/bin:/bin", "CGO_ENABLED": "0"})
    assert_same(*both(start, tmp_path, tmp_path / "a"), exactly=False)


NODE = """
const net = require('net');
const s = net.createServer(c => c.on('data', d => c.end(d)));
s.listen(0, '127.0.0.1', () => {
  const c = net.connect(s.address().port, '127.0.0.1');
  c.resume();
  c.write('hello');
  c.on('end', () => s.close());
});
"""


@pytest.mark.slow
def test_of_node(start, tmp_path):
    assert_same(*both(start, tmp_path, has("node"), "-e", NODE),
                exactly=False)

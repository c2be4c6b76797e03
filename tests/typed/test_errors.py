"""What goes wrong: the call, the address, the symbol, why, what to try."""

import os
import re
import resource
import shutil
import socket
import sys
import tempfile
from pathlib import Path

import pytest

from conftest import (PROGRAM, WRAPPER, clean_env, eventually, needs_ipv6,
                      unprivileged)


def explained(child, call, address, symbol):
    """The explanation under an error line, which must be there: its lines."""
    lines = child.err.splitlines()
    match = [i for i, line in enumerate(lines) if re.match(
        rf"sockdemo: {call} {re.escape(address)}: {symbol}: \w", line)]
    assert match, child.err
    rest = lines[match[0] + 1:]
    assert rest and all(line.startswith("    ") for line in rest)
    return " ".join(" ".join(rest).split())


# 0.0.0.0 is what the server said that it listens on.
@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "0.0.0.0"])
def test_refused(run, refusing, host):
    child = run("connect", host, str(refusing))
    assert child.status == 1
    assert child.out == b""
    why = explained(child, "connect", f"{host}:{refusing}", "ECONNREFUSED")
    assert f"nothing is listening on port {refusing}" in why
    assert f"sockdemo listen {refusing}" in why


def test_refused_over_ipv6(run):
    needs_ipv6()
    with socket.socket(socket.AF_INET6) as sock:
        sock.bind(("::1", 0))
        port = sock.getsockname()[1]
        for host in "::1", "::":
            child = run("connect", host, str(port))
            assert child.status == 1
            why = explained(
                child, "connect", f"[{host}]:{port}", "ECONNREFUSED")
            assert f"sockdemo listen -6 {port}" in why


# "a..b" is no name that could be asked of a server: the answer is at hand.
def test_unknown_host(run):
    child = run("connect", "a..b", "80")
    assert child.status == 1
    assert '"a..b"' in explained(child, "getaddrinfo", "a..b", "EAI_NONAME")


def test_a_port_that_is_taken(run, server):
    port = server().getsockname()[1]
    child = run("listen", "127.0.0.1", str(port))
    assert child.status == 1
    why = explained(child, "bind", f"127.0.0.1:{port}", "EADDRINUSE")
    assert f"(process {os.getpid()}) is already listening on port {port}." \
        in why
    assert f"To stop it: kill {os.getpid()}" in why
    assert "TIME_WAIT" not in why


def test_whose_port_it_is_in_portuguese(run, server):
    port = server().getsockname()[1]
    child = run("listen", "--lang", "pt", "127.0.0.1", str(port))
    assert f"(processo {os.getpid()}) já está à escuta na porta {port}." in \
        " ".join(child.err.split())


def test_a_program_s_name_steers_no_terminal(run, start):
    """Its name is whatever it has written there."""
    child = start([sys.executable, "-c", (
        "import socket\n"
        "open('/proc/self/comm', 'w').write('a\\x1b[2J\\nsockdemo: ')\n"
        "s = socket.create_server(('127.0.0.1', 0))\n"
        "print(s.getsockname()[1], flush=True)\n"
        "input()\n")])
    port = child.wait_out(rb"(\d+)\n")[1].decode()
    why = run("listen", "127.0.0.1", port).err
    assert f"(process {child.pid})" in " ".join(why.split())
    assert "\x1b" not in why and why.count("sockdemo: ") == 1


def test_refused_where_somebody_listens_at_another_address(run, server):
    """The server is here, and is not found: 127.0.0.1 is not 127.0.0.2."""
    port = server().getsockname()[1]
    child = run("connect", "127.0.0.2", str(port))
    why = explained(child, "connect", f"127.0.0.2:{port}", "ECONNREFUSED")
    assert f"on port {port}, a program listens at another address, " \
        f"127.0.0.1:{port}." in why
    assert f"Connect to 127.0.0.1:{port}; or" in why
    assert "in another terminal" not in why  # it would be in use


def test_refused_where_somebody_listens_in_the_other_family(run, server):
    needs_ipv6()
    port = server("::1").getsockname()[1]
    child = run("connect", "--lang", "pt", "127.0.0.1", str(port))
    assert f"há um programa à escuta noutro endereço, [::1]:{port}." in \
        " ".join(child.err.split())


def in_time_wait(port):
    """Whether the kernel keeps an old connection of that local port."""
    return any(row.split()[3] == "06"
               and int(row.split()[1].rsplit(":", 1)[1], 16) == port
               for row in Path("/proc/net/tcp").read_text().splitlines()[1:])


def test_a_port_in_time_wait(run, server, closing):
    """Left by a server that did not set SO_REUSEADDR, it refuses any other."""
    sock = server()
    port = sock.getsockname()[1]
    client = closing(socket.create_connection(("127.0.0.1", port)))
    sock.accept()[0].close()  # the server's end is closed first
    assert client.recv(1) == b""
    client.close()
    sock.close()
    eventually(lambda: in_time_wait(port))
    child = run("listen", "127.0.0.1", str(port))
    assert child.status == 1
    why = explained(child, "bind", f"127.0.0.1:{port}", "EADDRINUSE")
    seconds = re.search(rf"on port {port} is still in TIME_WAIT: (\d+) s", why)
    assert 30 < int(seconds[1]) <= 60
    assert "already listening" not in why


def test_a_server_restarts_at_once_on_its_port(sockdemo, listen, client):
    first = listen()
    peer = client(first.port)
    first.end_input()  # its end is closed first
    assert peer.recv_all() == b""
    peer.close()
    assert first.wait() == 0
    eventually(lambda: in_time_wait(first.port))
    again = sockdemo("listen", "-v", "127.0.0.1", str(first.port))
    again.wait_err(rf"^listening laddr=127\.0\.0\.1:{first.port}$")
    client(first.port)


def test_a_source_port_that_is_taken(run, server):
    taken, other = server(), server()
    port = taken.getsockname()[1]
    child = run("connect", "-s", "127.0.0.1", "-p", str(port), "127.0.0.1",
                str(other.getsockname()[1]))
    assert child.status == 1
    explained(child, "bind", f"127.0.0.1:{port}", "EADDRINUSE")


def test_an_address_of_another_machine(run):
    child = run("listen", "192.0.2.123", "0")
    assert child.status == 1
    why = explained(child, "bind", "192.0.2.123:0", "EADDRNOTAVAIL")
    assert "192.0.2.123 is not an address of this machine" in why
    assert "127.0.0.1" in why and "0.0.0.0 for all" in why


@pytest.fixture
def public_program():
    """The program where everybody may run it."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    shutil.copy(PROGRAM, folder)
    yield folder / PROGRAM.name
    shutil.rmtree(folder)


def test_a_port_for_the_administrator(start, public_program):
    lowest = int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
                 .read_text())
    if lowest == 0:
        pytest.skip("no port is kept for the administrator here")
    child = start([*WRAPPER, str(public_program), "listen", "127.0.0.1",
                   str(lowest - 1)], preexec_fn=unprivileged, cwd="/")
    assert child.wait() == 1
    why = explained(child, "bind", f"127.0.0.1:{lowest - 1}", "EACCES")
    assert f"ports below {lowest} " in why
    # Nor is it advised to listen there.
    child = start([*WRAPPER, str(public_program), "connect", "127.0.0.1",
                   str(lowest - 1)], preexec_fn=unprivileged, cwd="/")
    assert child.wait() == 1
    why = explained(child, "connect", f"127.0.0.1:{lowest - 1}", "ECONNREFUSED")
    assert "another terminal" not in why and "Check the address" in why


def test_a_broadcast_address(run):
    """Nothing is sent: the kernel does not let it."""
    child = run("connect", "255.255.255.255", "9")
    assert child.status == 1
    assert re.match(r"sockdemo: connect 255.255.255.255:9: "
                    r"(EACCES|ENETUNREACH|EPERM): ", child.err)


def test_errors_go_to_standard_error_also_when_told(run, refusing):
    child = run("connect", "-v", "127.0.0.1", str(refusing))
    assert child.status == 1
    assert child.out == b""
    assert "! connect(3, 127.0.0.1" in child.err
    assert "= -1 ECONNREFUSED" in child.err
    explained(child, "connect", f"127.0.0.1:{refusing}", "ECONNREFUSED")


def at_most(n):
    """For preexec_fn: descriptors 0 to n - 1, and no more."""
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (n, n))


# Its own two, for waiting, come first; then a socket, and one more by accept.
@pytest.mark.parametrize("limit, call", [
    (4, "epoll_create1"), (5, "socket"), (6, "accept")])
@pytest.mark.parametrize("lang, label", [
    ("en", "too many open files\n"), ("pt", "demasiados ficheiros abertos\n")])
def test_no_descriptor_left(run, limit, call, lang, label):
    child = run("listen", "--lang", lang, "127.0.0.1", "0",
                preexec_fn=at_most(limit))
    assert child.status == 1
    assert re.search(
        rf"^sockdemo: {call}.*: EMFILE: {label}", child.err, re.M)


# --- what stands in messages cannot steer a terminal ---

STEERING = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|"
                      rb"\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]")

NASTY = ["a..\x1b[31mred\x07", "a..\x9b31m", "a..\u202etxt",
         "a..\r\nsockdemo: ok",
         "a..\x7f\b\b", b"a..\xff\xfe\x80", "a..\u200b", "a.." + "x" * 5000,
         b"a..\xc2\x9b1m"]


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("where", [
    ["connect", "{}", "80"], ["connect", "127.0.0.1", "{}"],
    ["connect", "{}:80"], ["connect", "[{}]:80"],
    ["connect", "-v", "{}", "80"], ["connect", "-vvv", "{}", "80"],
    ["connect", "-n", "{}", "80"], ["connect", "-4", "{}", "80"],
    ["connect", "-s", "{}", "127.0.0.1", "80"],
    ["connect", "-p", "{}", "127.0.0.1", "80"],
    ["listen", "{}"], ["listen", "{}", "0"], ["listen", "127.0.0.1", "{}"],
    ["listen", "-p", "{}"], ["listen", "--backlog", "{}", "0"],
    ["connect", "-w", "{}", "127.0.0.1", "80"], ["{}"], ["--{}"], ["-{}"],
    ["connect", "-i", "{}", "127.0.0.1", "80"], ["listen", "--{}=1", "0"],
    ["--lang", "{}"], ["--color", "{}", "listen", "0"], ["--lang={}"],
    ["connect", "127.0.0.1", "80", "{}"], ["--read-size", "{}"]],
    ids=lambda where: " ".join(where))
def test_control_characters_are_shown_not_obeyed(run, where, nasty):
    nasty = nasty if isinstance(nasty, bytes) else nasty.encode()
    args = [word.encode().replace(b"{}", nasty) for word in where]
    child = run(*args)
    assert child.status in (1, 2)
    shown = bytes(child.streams["err"].data)
    assert shown
    assert not STEERING.search(shown), shown
    shown.decode()  # it is whole UTF-8
    assert len(shown) < 4000
    assert b"\nsockdemo: ok" not in shown
    assert child.out == b""


@pytest.mark.parametrize("variable", ["SOCKDEMO_LANG", "LANGUAGE", "LC_ALL",
                                      "TERM", "NO_COLOR"])
def test_the_environment_cannot_steer_the_terminal(run, variable, refusing):
    child = run("connect", "127.0.0.1", str(refusing),
                env=clean_env(**{variable: "\x1b[31m\x9b"}))
    assert child.status == (2 if variable == "SOCKDEMO_LANG" else 1)
    assert not STEERING.search(bytes(child.streams["err"].data))

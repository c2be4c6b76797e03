"""What a kernel or a container does not show is said once, and all else goes
on: each way of looking fails, all the time it is tried, and so does the sandbox
that kills who tries.
"""

import ctypes
import errno
import os
import platform
import re
import struct

import pytest

from conftest import PROGRAM, TIMEOUT, WRAPPER, clean_env
from person import Person  # noqa: F401: skips where there is no pyte

INJECT = PROGRAM.parent / "tests/inject"

pytestmark = pytest.mark.skipif(bool(WRAPPER), reason="on another carrier")


def always(*calls, err=errno.ENOPROTOOPT):
    """A plan in which these calls fail whenever they are made."""
    return " ".join(f"{name}/{n}:{err}" for name in calls
                    for n in range(1, 200))


@pytest.fixture
def hidden(start, server, closing):
    """A conversation with a plan; what was told of it."""
    from conftest import Peer

    def hidden(plan, level="-vvv", **options):
        sock = server()
        argv = [str(INJECT), "connect", level, "127.0.0.1",
                str(sock.getsockname()[1])]
        child = start(argv, env=clean_env(INJECT=plan), **options)
        peer = closing(Peer(sock.accept()[0]))
        peer.send(b"theirs")
        child.wait_out(b"theirs")
        child.send(b"ours")
        assert peer.recv(4) == b"ours"
        child.end_input()
        assert peer.recv_all() == b""
        peer.finish()
        assert child.wait(TIMEOUT) == 0
        return re.sub(r"\n    (?=\S)", " ", child.err)
    return hidden


def not_shown(text):
    return re.findall(r"^= this kernel or container does not show (\S+)$",
                      text, re.M)


def test_all_is_shown_here(hidden):
    assert not_shown(hidden("")) == []


def test_no_tcp_info(hidden):
    """sock_diag has the state as well, once there is a connection."""
    text = hidden(always("getsockopt"))
    assert "(TCP_INFO)" not in text and "(sock_diag)" not in text
    assert not_shown(text) == []  # not even what kind of socket it is


def test_no_queues(hidden):
    text = hidden(always("ioctl", err=errno.ENOTTY))
    assert "SIOCOUTQ" not in text and "= socket 3: ESTABLISHED" in text


def test_no_sock_diag(hidden):
    """What TCP_INFO calls CLOSED may be TIME_WAIT: nobody says."""
    text = hidden(" ".join(f"socket/{n}:{errno.EPERM}"
                           for n in range(2, 20)))
    assert not_shown(text) == ["sock_diag"]
    assert "= socket 3: ESTABLISHED (TCP_INFO)" in text


def test_it_is_said_once(hidden):
    text = hidden(" ".join(f"socket/{n}:{errno.EAFNOSUPPORT}"
                           for n in range(2, 20)))
    assert len(not_shown(text)) == 1


# --- a sandbox ---

# seccomp(2): socket(AF_NETLINK) kills, or fails; all else is allowed.
SOCKET = {"x86_64": 41, "aarch64": 198}.get(platform.machine())
KILL, FAIL, ALLOW = 0x80000000, 0x00050000 | errno.EPERM, 0x7fff0000
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06


def sandboxed(action):
    """For preexec_fn."""
    program = [(LOAD, 0, 0, 0), (EQUAL, 0, 3, SOCKET),
               (LOAD, 0, 0, 16), (EQUAL, 0, 1, 16),
               (RETURN, 0, 0, action), (RETURN, 0, 0, ALLOW)]
    code = ctypes.create_string_buffer(
        b"".join(struct.pack("=HBBI", *line) for line in program))

    def enter():
        prog = struct.pack("@HP", len(program), ctypes.addressof(code))
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, prog, 0, 0):
            os._exit(99)
    return enter


@pytest.mark.skipif(not SOCKET, reason="no number for socket() here")
@pytest.mark.parametrize("action", [KILL, FAIL])
def test_a_sandbox(hidden, action):
    text = hidden("", preexec_fn=sandboxed(action))
    assert not_shown(text) == ["sock_diag"]
    assert "= socket 3: ESTABLISHED (TCP_INFO)" in text


@pytest.mark.skipif(not SOCKET, reason="no number for socket() here")
def test_a_server_in_a_sandbox(listen, client):
    child = listen("-vvv", preexec_fn=sandboxed(KILL))
    peer = client(child.port)
    peer.send(b"hello")
    child.wait_out(b"hello")
    peer.finish()
    child.end_input()
    assert child.wait() == 0


@pytest.mark.skipif(not SOCKET, reason="no number for socket() here")
def test_commands_in_a_sandbox(person):
    one = person("connect", preexec_fn=sandboxed(KILL))
    one.type("/state\r")
    one.see("ESTABLISHED (TCP_INFO)")
    one.see("does not show sock_diag")

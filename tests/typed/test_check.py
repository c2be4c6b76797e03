"""connect -z: open, refused or silent, and not a byte sent."""

import pytest

from conftest import TIMEOUT, free_port, needs_ipv6


def check(run, *args):
    child = run("connect", "-z", *map(str, args))
    assert child.out == b""
    return child.status, child.err


def test_open(run, server):
    sock = server()
    port = sock.getsockname()[1]
    assert check(run, "127.0.0.1", port) == (0, f"127.0.0.1:{port}: open\n")
    # The server saw a client that came, said nothing, and went.
    peer, _ = sock.accept()
    peer.settimeout(TIMEOUT)
    assert peer.recv(1) == b""
    peer.close()


def test_input_is_not_sent(run, server, closing):
    sock = server()
    child = run("connect", "-z", "127.0.0.1", str(sock.getsockname()[1]),
                input=b"hello\n")
    assert child.status == 0
    peer = closing(sock.accept()[0])
    peer.settimeout(TIMEOUT)
    assert peer.recv(10) == b""


def test_refused(run, refusing):
    status, err = check(run, "127.0.0.1", refusing)
    assert status == 1
    assert err.startswith(
        f"127.0.0.1:{refusing}: refused\n"
        f"sockdemo: connect 127.0.0.1:{refusing}: ECONNREFUSED: ")


def test_silent(run, silent):
    port = silent()
    status, err = check(run, "-w", "0.2", "127.0.0.1", port)
    assert status == 1
    assert err == (f"127.0.0.1:{port}: silent\nsockdemo: connect "
                   f"127.0.0.1:{port}: timed out after 0.2 s (-w)\n"
                   "    No answer came in time: on this machine, that usually "
                   "means that the\n"
                   "    server's queue is full, because it does not call "
                   "accept().\n")


@pytest.mark.slow
def test_silent_without_a_deadline_given(run, silent):
    port = silent()
    status, err = check(run, "127.0.0.1", port)
    assert status == 1
    assert f"127.0.0.1:{port}: silent\n" in err and \
        "timed out after 5 s (to wait longer: -w)\n" in err


def test_ipv6(run, server):
    needs_ipv6()
    port = server("::1").getsockname()[1]
    assert check(run, "::1", port) == (0, f"[::1]:{port}: open\n")


def test_only_itself_is_there(run):
    """A socket that is bound to the port it asks for connects to itself."""
    for _ in range(20):
        port = free_port()
        status, err = check(run, "-p", port, "127.0.0.1", port)
        if "EADDRINUSE" not in err:
            break  # else somebody used it a moment ago
    assert status == 1 and err.startswith(f"127.0.0.1:{port}: refused: ")


def test_portuguese(run, server):
    port = server().getsockname()[1]
    assert check(run, "--lang", "pt", "127.0.0.1", port) == \
        (0, f"127.0.0.1:{port}: aberta\n")


def test_told_with_v(run, server):
    port = server().getsockname()[1]
    status, err = check(run, "-v", "127.0.0.1", port)
    assert status == 0 and "send(" not in err and "recv(" not in err
    assert f"* connect(3, 127.0.0.1:{port}) = 0\n" in err
    assert err.index("* close(3) = 0") < err.index(f":{port}: open\n")


@pytest.mark.parametrize("args", [
    ["connect", "-z", "127.0.0.1", "1-10"],
    ["connect", "-z", "127.0.0.1", "0"],
    ["listen", "-z", "0"],
])
def test_one_port_of_a_server(run, args):
    child = run(*args)
    assert child.status == 2 and child.err.count("\n") == 1

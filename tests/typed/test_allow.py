"""listen --allow and --deny: who may come in."""

import socket

import pytest

from conftest import TIMEOUT, Peer, needs_ipv6


def from_address(closing, port, source, host="127.0.0.1"):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = closing(socket.socket(family))
    sock.settimeout(TIMEOUT)
    sock.bind((source, 0))
    sock.connect((host, port))
    return Peer(sock)


def is_let_go(peer):
    try:
        return peer.sock.recv(1) == b""
    except ConnectionResetError:
        return True


def is_served(child, peer):
    peer.send(b"hello\n")
    child.wait_out(b"hello")
    return child.running()


@pytest.mark.parametrize("args, refused, served", [
    (["--allow", "127.0.0.2"], ["127.0.0.1", "127.0.0.3"], "127.0.0.2"),
    (["--allow", "127.0.0.2", "--allow", "127.0.1.0/24"],
     ["127.0.0.1"], "127.0.1.9"),
    (["--deny", "127.0.0.0/30"], ["127.0.0.1", "127.0.0.3"], "127.0.0.4"),
    (["--allow", "127.0.0.0/8", "--deny", "127.0.0.2", "--deny=127.0.0.3"],
     ["127.0.0.2", "127.0.0.3"], "127.0.0.1"),
    (["--deny", "127.0.0.2", "--allow", "127.0.0.2"], ["127.0.0.2"], None),
])
def test_rules(listen, closing, args, refused, served):
    child = listen(*args)
    for source in refused:
        assert is_let_go(from_address(closing, child.port, source))
    if served:
        assert is_served(child, from_address(closing, child.port, served))
    else:
        assert child.running()
    assert child.err.count("\n") == 1  # the line with the port, and no more


def test_a_refused_client_is_told_of(listen, closing):
    child = listen("-v", "--deny", "127.0.0.2")
    peer = from_address(closing, child.port, "127.0.0.2")
    assert is_let_go(peer)
    port = peer.sock.getsockname()[1]
    child.wait_err(rf"client 127\.0\.0\.2:{port} is not served")
    assert is_served(child, from_address(closing, child.port, "127.0.0.1"))
    child.wait_err(r"\* close\(4\) = 0\n")


@pytest.mark.parametrize("lang, says", [
    ("en", "programs of this machine are not served"),
    ("pt", "os programas desta máquina não são atendidos"),
])
def test_nobody_is_told_to_try_what_is_denied(listen, terminal, lang, says):
    args = ["--lang", lang, "--deny", "127.0.0.0/8"]
    child = listen("-v", *args)
    child.wait_err(r"--deny\)")
    assert says in " ".join(child.err.split())
    screen = terminal("listen", *args, "127.0.0.1", "0")
    screen.see(says)
    assert "sockdemo connect" not in child.err + screen.text


def test_on_a_terminal_too(terminal, closing):
    screen = terminal("listen", "--deny", "127.0.0.2", "127.0.0.1", "0",
                      columns=120)
    port = int(screen.see_line(r"listening on 127\.0\.0\.1:(\d+);.*")[1])
    from_address(closing, port, "127.0.0.2")
    screen.see("client 127.0.0.2:")
    screen.see("is not served")


@pytest.mark.parametrize("args, may", [
    (["--allow", "127.0.0.0/8"], True), (["--deny", "127.0.0.1"], False),
    (["--allow", "::1"], False), (["--deny", "::/0"], True),
    (["--allow", "::ffff:127.0.0.1"], True),
])
def test_an_ipv4_client_of_an_ipv6_socket(listen, closing, args, may):
    needs_ipv6()
    child = listen(*args, host="::")
    peer = from_address(closing, child.port, "127.0.0.1")
    assert is_served(child, peer) if may else is_let_go(peer)


def test_ipv6(listen, closing):
    needs_ipv6()
    child = listen("--deny", "::1", host="::1")
    assert is_let_go(from_address(closing, child.port, "::1", "::1"))
    assert child.running()


@pytest.mark.parametrize("rule", [
    "localhost", "", "127.0.0.1/33", "127.0.0.1/", "127.0.0.1/x", "127.1",
    "::1/129", "127.0.0.1/-1", "1.2.3.4.5", "/8", "127.0.0.1/8/8", "[::1",
    "127.0.0.1/0x8", "127.0.0.1/255.0.0.0",
])
def test_what_is_no_network(run, rule):
    for option in "--allow", "--deny":
        child = run("listen", option, rule, "127.0.0.1", "0")
        assert child.status == 2 and child.err.count("\n") == 1
        shown = rule or '""'
        assert child.err.startswith(f"sockdemo: {option} {shown}: ")


def test_of_listen_alone(run):
    assert run("connect", "--allow", "127.0.0.1", "127.0.0.1", "1").status == 2


def test_many_rules(listen, closing):
    rules = [r for n in range(300) for r in ("--deny", f"127.1.{n % 256}.1")]
    child = listen(*rules, "--deny", "127.0.0.2")
    assert is_let_go(from_address(closing, child.port, "127.0.0.2"))
    assert is_served(child, from_address(closing, child.port, "127.0.0.1"))

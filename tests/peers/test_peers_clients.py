"""Every other netcat as a client of listen, and as what connect -z looks at."""

import os
import re

import pytest

from conftest import eventually, needs_ipv6, sockets_of
from netcats import TOOLS, each_tool, got_the_end, join, rows_of, serve


def come(start, child, tool, word, **options):
    """One more client, once its first line was received."""
    peer = join(start, tool, child.port, **options)
    peer.send(word + b"\n")
    child.wait_out(b"^" + word + b"$")
    return peer


def leave(peer):
    peer.end_input()
    assert peer.wait() == 0


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


# --- addresses ---

@each_tool
def test_an_ipv4_client_of_an_ipv6_socket(listen, start, tool):
    needs_ipv6()
    child = listen("-v", host="::")
    peer = come(start, child, tool, b"hello")
    port = int(child.wait_err(r"raddr=\[::ffff:127\.0\.0\.1\]:(\d+)$")[1])
    assert rows_of(peer.pid, "tcp")[0][1] == f"0100007F:{port:04X}"
    assert f"an IPv4 client, 127.0.0.1:{port}," in " ".join(child.err.split())
    child.send(b"hello\n")
    peer.wait_out(b"^hello$")


@each_tool
def test_an_ipv6_client_and_an_ipv6_server(listen, connect, start, tool):
    needs_ipv6()
    child = listen(host="::1")
    come(start, child, tool, b"hello", host="::1")
    other = serve(start, tool, host="::1")
    child = connect(other.port, host="::1")
    child.send(b"hello\n")
    other.wait_out(b"^hello$")


@each_tool
def test_localhost_that_only_ipv4_answers(connect, start, tool):
    """Whatever comes first for that name."""
    other = serve(start, tool)
    child = connect(other.port, host="localhost")
    child.send(b"hello\n")
    other.wait_out(b"^hello$")


@each_tool
def test_a_chosen_source(listen, connect, start, tool):
    """As the other end sees it, both ways."""
    child = listen("-v")
    come(start, child, tool, b"hello", source="127.0.0.3")
    child.wait_err(r"raddr=127\.0\.0\.3:\d+$")
    other = serve(start, tool)
    child = connect(other.port, "-v", "-s", "127.0.0.4")
    port = child.wait_err(r"laddr=127\.0\.0\.4:(\d+) ")[1]
    remote = f"0400007F:{int(port):04X}"
    eventually(lambda: remote in [row[2] for row in rows_of(other.pid, "tcp")])


@each_tool
def test_the_same_port_again_at_once(listen, sockdemo, start, tool):
    """The server ended first, so that its port is in TIME_WAIT."""
    child = listen()
    peer = come(start, child, tool, b"hello")
    child.end_input()
    eventually(lambda: got_the_end(peer))
    peer.end_input()
    assert child.wait() == peer.wait() == 0
    with open("/proc/net/tcp", encoding="ascii") as table:
        assert re.search(rf" \w+:{child.port:04X} \w+:\w+ 06 ", table.read())
    again = sockdemo("listen", "-v", "127.0.0.1", str(child.port))
    again.wait_err(rf"^listening laddr=127\.0\.0\.1:{child.port}$")
    again.port = child.port
    come(start, again, tool, b"hello again")


@each_tool
def test_a_port_that_is_theirs(run, start, tool):
    other = serve(start, tool)
    child = run("listen", "127.0.0.1", str(other.port))
    assert child.status == 1 and other.running()
    assert child.err.startswith(
        f"sockdemo: bind 127.0.0.1:{other.port}: EADDRINUSE: ")


# --- many ---

@each_tool
def test_one_after_another_to_the_same_listener(listen, start, tool):
    child = listen("-k", "-v")
    for word in b"one", b"two":
        leave(come(start, child, tool, word))
    assert child.running() and child.out == b"one\ntwo\n"
    assert child.err.count("* bind(") == child.err.count("* listen(") == 1
    assert sockets_of(child.pid, "0A") == [child.port]


@each_tool
def test_a_second_one_is_told_of_and_reset_in_the_end(listen, start, tool):
    child = listen("-v")
    first = come(start, child, tool, b"first")
    second = join(start, tool, child.port)
    child.wait_err("another client is waiting")
    second.send(b"never read\n")
    child.send(b"for the first\n")
    first.wait_out(b"^for the first$")
    child.end_input()
    leave(first)
    assert child.wait() == 0 and child.out == b"first\n"
    # Of a connection that was reset its kernel keeps nothing; nc and socat say
    # nothing of it, and socat waits for its input even so.
    eventually(lambda: not second.running() or not rows_of(second.pid, "tcp"))
    second.end_input()
    second.wait()
    assert second.out == b""
    assert "reset by peer" in second.err or tool != "ncat"


@pytest.mark.parametrize("how", ["leave", "kill"])
def test_one_who_goes_takes_nobody_along(listen, start, how):
    """Each in turn, while the others stay."""
    child = listen("-k")
    peers = [come(start, child, tool, tool.encode()) for tool in TOOLS]
    while peers:
        before = descriptors(child.pid)
        leave(peers.pop(0)) if how == "leave" else peers.pop(0).kill()
        eventually(lambda: descriptors(child.pid) == before - 1)
        child.send(b"%d left\n" % len(peers))
        for peer in peers:
            peer.wait_out(b"^%d left$" % len(peers))
            peer.send(b"%d heard\n" % len(peers))
            child.wait_out(b"^%d heard$" % len(peers))
    assert child.running() and "sockdemo:" not in child.err


@each_tool
def test_no_more_at_once_than_max_clients(listen, start, tool):
    child = listen("--max-clients", "1", "-v")
    first = come(start, child, tool, b"first")
    second = join(start, tool, child.port)
    second.send(b"second\n")
    child.wait_err("another client is waiting")
    first.send(b"still alone\n")
    child.wait_out(b"^still alone$")
    assert child.out == b"first\nstill alone\n"
    leave(first)
    child.wait_out(b"^second$")


def test_each_line_is_marked(terminal, start):
    screen = terminal("listen", "-k", "127.0.0.1", "0", columns=100)
    port = int(screen.see_line(r"listening on 127\.0\.0\.1:(\d+); .*")[1])
    peers = []
    for number, tool in enumerate(TOOLS, 1):
        peers.append(join(start, tool, port))
        screen.see(f"client {number} connected: 127.0.0.1:")
    for number, peer in enumerate(peers, 1):
        peer.send(f"Olá\n9| {peer.tool}\n".encode())
        screen.see_line(rf"{number}\| Olá")
        screen.see_line(rf"{number}\| 9\| {peer.tool}")
    screen.type("to all\r")
    for peer in peers:
        peer.wait_out(b"^to all$")
    peers[1].kill()
    screen.see("client 2 finished sending")


def test_no_descriptor_is_left_behind(listen, start):
    child = listen("-k")
    before = []
    for i in range(5):
        peers = [join(start, tool, child.port) for tool in TOOLS * 2]
        for peer in peers:
            peer.send(b"x")
        eventually(lambda: len(child.out) == 6 * (i + 1))
        before.append(descriptors(child.pid))
        for peer in peers:
            peer.kill() if i % 2 else peer.end_input()
        eventually(lambda: descriptors(child.pid) == before[0] - 6)


# --- who may come in, and who is there ---

@each_tool
@pytest.mark.parametrize("rule", [["--deny", "127.0.0.1"],
                                  ["--allow", "127.0.0.2/32"]],
                         ids=["deny", "allow"])
def test_who_is_refused_and_who_is_served(listen, start, tool, rule):
    child = listen("-v", *rule)
    refused = join(start, tool, child.port)
    child.wait_err(r"client 127\.0\.0\.1:\d+ is not served")
    eventually(lambda: got_the_end(refused))
    refused.end_input()
    assert refused.wait() == 0 and refused.out == b""
    served = come(start, child, tool, b"hello", source="127.0.0.2")
    child.send(b"hello\n")
    served.wait_out(b"^hello$")
    assert child.out == b"hello\n"


@each_tool
def test_open_and_not_a_byte_sent(run, start, tool):
    other = serve(start, tool)
    child = run("connect", "-z", "127.0.0.1", str(other.port), input=b"text")
    assert (child.status, child.out) == (0, b"")
    assert child.err == f"127.0.0.1:{other.port}: open\n"
    other.end_input()
    assert other.wait() == 0 and other.out == b""

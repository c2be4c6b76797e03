"""The state of TCP: after each step at -vvv, later where it changes by itself,
and by /state; held against /proc/net/tcp and ss.
"""

import re
import socket

import pytest

from conftest import eventually, unprivileged
from evidence import TcpInfo, of_ss, rows, ss, state
from person import Person  # noqa: F401: skips where there is no pyte


def ports(peer):
    """Ours, and the peer's."""
    return peer.sock.getpeername()[1], peer.sock.getsockname()[1]


def states(text, fd):
    """Those told of a socket, in order."""
    return re.findall(rf"^= socket {fd}: ([A-Z_0-9]+)[ ;]", text, re.M)


def test_a_client_step_by_step(with_client):
    child, peer = with_client("-vvv")
    child.wait_err(r"^= socket 3: ESTABLISHED \(TCP_INFO\)$")
    assert state(*ports(peer)) == "ESTABLISHED"
    peer.finish()
    child.wait_err(r"^= socket 3: CLOSE_WAIT \(TCP_INFO\)$")
    assert state(*ports(peer)) == "CLOSE_WAIT"
    child.end_input()
    child.wait()
    found = states(child.err, 3)
    assert found[0] == "CLOSED"
    assert found.index("ESTABLISHED") < found.index("CLOSE_WAIT")
    assert "this end has no such connection any more (sock_diag)" in \
        child.err.replace("\n    ", " ")


def test_a_server_step_by_step(with_server):
    child, peer = with_server("-vvv")
    child.wait_err(r"^= socket 4: ESTABLISHED \(TCP_INFO\)$")
    assert state(child.port) == "LISTEN"
    assert states(child.err, 3)[:3] == ["CLOSED", "CLOSED", "LISTEN"]
    child.end_input()
    # The last acknowledgement may be late, and is a note then.
    child.wait_err(r"^= socket 4: FIN_WAIT2 \(TCP_INFO\)$")
    assert state(*ports(peer)) == "FIN_WAIT2"
    here, there = ports(peer)
    peer.finish()
    told = child.wait_err(r"^= socket 4: TIME_WAIT on this end, "
                          r"(\d+\.\d+) s left \(sock_diag\)$")
    child.wait()
    row, = rows(here, there)
    assert row["state"] == "TIME_WAIT"
    assert row["seconds"] <= float(told[1]) <= 60
    assert rows(there, here) == []


def test_who_closes_last_has_no_time_wait(with_server):
    child, peer = with_server("-vvv")
    here, there = ports(peer)
    child.wait_err(r"^= socket 4: ESTABLISHED")
    peer.finish()
    child.wait_err(r"^= socket 4: CLOSE_WAIT")
    child.end_input()
    assert peer.recv_all() == b""
    child.wait()
    assert "TIME_WAIT on" not in child.err
    assert state(there, here) == "TIME_WAIT"


def test_syns_are_counted_until_they_are_answered(connect, silent):
    """The queue is full: nobody refuses, and the kernel asks again."""
    port = silent()
    child = connect(port, "-vvv", "-w", "20")
    told = child.wait_err(r"^= socket 3: SYN_SENT; 1 SYN sent; the next in "
                          r"([\d.]+) (m?s) \(TCP_INFO, sock_diag\)$")
    seconds = float(told[1]) / (1000 if told[2] == b"ms" else 1)
    here = eventually(lambda: own_port(child.pid))
    assert " SYN-SENT " in " " + ss(here, port) + " "
    row, = rows(here, port)
    assert row["state"] == "SYN_SENT" and row["timer"] == 1
    assert row["seconds"] - 0.1 <= seconds <= 3.1
    child.wait_err(r"^= socket 3: SYN_SENT; 2 SYNs sent; the next in ")
    assert of_ss(ss(here, port), "retrans") is not None
    child.kill()


def own_port(pid):
    """The local port of its socket that connects."""
    from conftest import sockets_of
    found = sockets_of(pid, "02")
    return found[0] if found else None


def test_what_is_refused_is_closed(connect, refusing):
    child = connect(refusing, "-vvv")
    child.wait()
    assert states(child.err, 3)[-1] == "CLOSED"


def test_everybody_may_look(connect, server):
    sock = server()
    child = connect(sock.getsockname()[1], "-vvv", preexec_fn=unprivileged)
    child.wait_err(r"^= socket 3: ESTABLISHED \(TCP_INFO\)$")


@pytest.mark.parametrize("level", ["-v", "-vv"])
def test_nothing_is_looked_at_below(with_client, level):
    child, peer = with_client(level)
    peer.finish()
    child.end_input()
    child.wait()
    assert not re.search("^=", child.err, re.M)


# --- /state ---

BOXES = re.compile(r"[│╎║]([A-Z_0-9]+)[│╎║]")


def drawn(one):
    """The states of the last drawing, and those that are dashed."""
    line = [row for row in one.lines if "║" in row][-1]
    assert len(line) <= 78
    return BOXES.findall(line), re.findall(r"╎([A-Z_0-9]+)╎", line)


def ask(one, command="/state"):
    """Types it, and waits for the prompt that comes after."""
    before = len(one.lines)
    one.type(command + "\r")
    one.until(lambda: any("RFC 9293" in row for row in one.lines[before:]))
    one.settle()


def test_state_of_a_client(person):
    one = person("connect")
    ask(one)
    one.see("= socket 3: ESTABLISHED (TCP_INFO)")
    assert drawn(one) == (["CLOSED", "SYN_SENT", "ESTABLISHED"],
                          ["CLOSED", "SYN_SENT"])
    one.see("= the other end: ESTABLISHED, unread there: 0; it is process")


def test_state_where_all_was_seen(person):
    one = person("connect", "-vvv")
    ask(one)
    shown, dashed = drawn(one)
    assert shown == ["CLOSED", "SYN_SENT", "ESTABLISHED"]
    # Whether SYN_SENT was seen is a matter of luck: the answer is quick.
    assert "CLOSED" not in dashed


def test_state_after_close(person):
    one = person("listen")
    ours, theirs = ports(one.peer)
    ask(one)
    one.type("/close\r")
    one.see("is closed on this end")
    eventually(lambda: state(ours, theirs) == "FIN_WAIT2")
    ask(one)
    one.see("FIN_WAIT2, with no program any more")
    assert drawn(one) == (
        ["LISTEN", "SYN_RECV", "ESTABLISHED", "FIN_WAIT1", "FIN_WAIT2"],
        ["LISTEN", "SYN_RECV", "FIN_WAIT1"])
    one.see("= the other end: CLOSE_WAIT, unread there: 0")
    one.peer.finish()
    eventually(lambda: state(ours, theirs) == "TIME_WAIT")
    ask(one)
    told = re.search(r"TIME_WAIT on this end, ([\d.]+) s left", one.text)
    row, = rows(ours, theirs)
    assert row["seconds"] <= float(told[1]) <= 60
    assert drawn(one)[0][-1] == "TIME_WAIT"
    one.see("= the other end has no such connection any more (sock_diag)")


def test_state_after_a_reset(person):
    one = person("connect")
    ask(one)
    one.peer.reset()
    one.see("ECONNRESET")
    ask(one)
    assert drawn(one)[0] == ["CLOSED", "SYN_SENT", "ESTABLISHED", "CLOSED"]


def test_nobody_has_accepted_it(person, server):
    """The kernel made the connection: connect() and send() succeed."""
    sock = server()
    one = person.alone("connect", "127.0.0.1", str(sock.getsockname()[1]))
    one.see("connected to")
    one.type("hello\r")
    ask(one)
    one.see("= the other end: ESTABLISHED, unread there: 6; no program has it")
    there = sock.accept()[0]
    row, = rows(*(name[1] for name in
                  (there.getsockname(), there.getpeername())))
    assert (row["state"], row["unread"]) == ("ESTABLISHED", 6)
    there.close()


def test_state_of_many(person):
    one = person.alone("listen", "-k", "-v", "127.0.0.1", "0")
    port = int(one.see_line(r"listening laddr=.*:(\d+)")[1])
    with socket.create_connection(("127.0.0.1", port)) as sock:
        one.see("client 1 connected")
        ask(one)
        one.see("LISTEN; waiting 0, backlog")
        backlog = int(re.search(r"backlog (\d+) \(TCP_INFO\)", one.text)[1])
        assert f" {backlog} " in ss(port)
        ask(one, "/state 1")
        one.see(": ESTABLISHED (TCP_INFO)")
        assert TcpInfo(sock).state == 1


def test_state_in_portuguese_and_in_ascii(person):
    one = person("connect", "--lang", "pt")
    one.type("/state\r")
    one.see("o outro lado: ESTABLISHED, por ler lá: 0")
    two = person("connect", env={"LC_ALL": "C"})
    two.type("/state\r")
    two.see("#ESTABLISHED#")
    two.see(":CLOSED:>:SYN_SENT:>#ESTABLISHED#")


def test_only_tcp_has_states(person, udp_peer):
    one = person.alone("connect", "-u", "127.0.0.1", str(udp_peer))
    one.see("is not known yet")
    one.type("/state\r")
    one.see("/state: only TCP has what it shows")


@pytest.fixture
def udp_peer(closing):
    sock = closing(socket.socket(type=socket.SOCK_DGRAM))
    sock.bind(("127.0.0.1", 0))
    return sock.getsockname()[1]

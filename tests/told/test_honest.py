"""The transcript is honest: at -vvv it lists the calls that strace sees.

The same ones, in the same order, with the same descriptor, flags, addresses,
data, result and errno, for every descriptor that the seam made. See strace.py.
"""

import os
import socket
import threading

import pytest

from conftest import TIMEOUT, WRAPPER, Peer, needs_ipv6
from names import with_name
from strace import Call, Data, Traced, assert_honest, seen, told

pytestmark = pytest.mark.skipif(
    bool(WRAPPER), reason="strace would see the wrapper's calls")


@pytest.fixture
def traced(start, tmp_path):
    return lambda command, *args, **options: Traced(
        start, tmp_path, command, "-vvv", *args, **options)


@pytest.fixture
def connected(traced, server, closing):
    """sockdemo connect, and its server in Python."""
    def connected(*args, host="127.0.0.1", **options):
        sock = server(host)
        run = traced("connect", *args, host, str(sock.getsockname()[1]),
                     **options)
        return run, closing(Peer(sock.accept()[0]))
    return connected


@pytest.fixture
def listening(traced, client):
    """sockdemo listen, and its client in Python."""
    def listening(*args, host="127.0.0.1", to=None, **options):
        run = traced("listen", *args, host, "0", **options)
        port = int(run.wait_told(r"^listening laddr=.*:(\d+)$")[1])
        return run, client(port, to or host)
    return listening


@pytest.fixture(params=["connected", "listening"])
def either(request):
    return request.getfixturevalue(request.param)


def check(run, *calls, status=0):
    """It ended so, told what strace saw, and these calls were among it."""
    assert run.wait() == status, run.text
    run_told, run_seen = run.told(), run.seen()
    assert_honest(run_told, run_seen)
    lines = [str(c) for c in run_seen]
    for call in calls:
        assert any(call in line for line in lines), (call, lines)


def talk(run, peer):
    """A line each way; then we finish, and after it the peer."""
    peer.send("Olá também!\n".encode())
    run.child.wait_out("também!".encode())
    run.child.send("Olá!\n".encode())
    assert peer.recv(6) == "Olá!\n".encode()
    run.child.end_input()
    assert peer.recv_all() == b""
    peer.finish()


def test_a_conversation(either):
    run, peer = either()
    talk(run, peer)
    check(run, "fcntl", "epoll_ctl", "epoll_wait", "SHUT_WR", "close")


def test_the_peer_finishes_first(either):
    run, peer = either()
    peer.send(b"x")
    peer.finish()
    run.wait_told(r"^< recv\(.*\) = 0$")
    run.child.send(b"still here")
    assert peer.recv(10) == b"still here"
    run.child.end_input()
    check(run, "recv", "SHUT_WR")


def test_a_reset(either):
    run, peer = either()
    peer.send(b"x")
    run.child.wait_out(b"x")
    peer.reset()
    check(run, "-1 ECONNRESET", status=1)


def test_a_reset_while_sending(either):
    """More than the buffers take, to who reads none of it and cuts."""
    run, peer = either()
    run.child.feed(bytes(8 << 20), end=False)
    run.wait_told(r"^> send\(.* = -1 EAGAIN$")
    peer.reset()
    check(run, "EPOLLOUT", "-1 ECONNRESET", status=1)


def test_options_that_change_the_end(either):
    run, peer = either("--set", "SO_LINGER=1,0", "--set",
                       "TCP_USER_TIMEOUT=5000")
    talk(run, peer)
    check(run, "SO_LINGER, {1, 0}", "TCP_USER_TIMEOUT, [5000]", "close")


@pytest.mark.parametrize("option", ["-k", "--chat"])
def test_many_clients(listening, client, closing, option):
    """One is cut, one finishes, one is denied, and one is still there."""
    run, first = listening(option, "--exit-on-eof", "--deny", "127.0.0.9")
    port = first.sock.getpeername()[1]
    first.send(b"one\n")
    run.wait_told(r"^< recv\(4, .*\) = 4$")
    second, third = client(port), client(port)
    denied = closing(socket.socket())
    denied.bind(("127.0.0.9", 0))
    denied.connect(("127.0.0.1", port))
    run.wait_told("127.0.0.9:[0-9]+ is not served")
    second.send(b"two\n")
    run.wait_told(r"^< recv\(5, .*\) = 4$")
    run.child.send(b"to all\n")
    run.wait_told(r"^> send\(6, .*to all")
    second.finish()
    run.wait_told(r"client 2 finished sending; its connection is closed$")
    first.reset()
    run.wait_told(r"client 1 cut the connection")
    run.child.end_input()
    check(run, "-1 ECONNRESET", "accept", "epoll_ctl")
    assert third.recv_all().endswith(b"to all\n")


@pytest.fixture
def nobody(closing):
    """A port on which nothing listens, and which nobody else gets."""
    sock = closing(socket.socket())
    sock.bind(("127.0.0.1", 0))
    return sock.getsockname()[1]


def test_refused(traced, nobody):
    run = traced("connect", "127.0.0.1", str(nobody))
    check(run, "EINPROGRESS", "-1 ECONNREFUSED", status=1)


def test_the_second_address_answers(traced, server, closing, tmp_path):
    before = with_name(tmp_path, "twins.test", "127.0.0.3", "127.0.0.2")
    sock = server("127.0.0.2")
    port = sock.getsockname()[1]
    run = traced("connect", "twins.test", str(port), before=before)
    talk(run, closing(Peer(sock.accept()[0])))
    check(run, f"127.0.0.3:{port}", "-1 ECONNREFUSED", f"127.0.0.2:{port}")


def test_the_second_family_answers(traced, server, closing, tmp_path):
    needs_ipv6()
    before = with_name(tmp_path, "twins.test", "::1", "127.0.0.1")
    sock = server("127.0.0.1")
    port = sock.getsockname()[1]
    run = traced("connect", "twins.test", str(port), before=before)
    talk(run, closing(Peer(sock.accept()[0])))
    check(run, f"[::1]:{port}", "-1 ECONNREFUSED", f"127.0.0.1:{port}")


def test_no_address_answers(traced, nobody, tmp_path):
    before = with_name(tmp_path, "twins.test", "127.0.0.3", "127.0.0.1")
    run = traced("connect", "twins.test", str(nobody), before=before)
    check(run, "127.0.0.3", "127.0.0.1", status=1)


def test_nobody_comes_in_time(traced):
    run = traced("listen", "-w", "0.2", "127.0.0.1", "0")
    check(run, "accept(", "-1 EAGAIN", status=1)
    assert "(-w)" in run.text


def test_nobody_answers_in_time(traced, server, closing):
    sock = server(backlog=0)
    for _ in range(3):  # its queue is full: the next SYN is left unanswered
        other = closing(socket.socket())
        other.setblocking(False)
        other.connect_ex(sock.getsockname())
    run = traced("connect", "-w", "0.3", "127.0.0.1",
                 str(sock.getsockname()[1]))
    check(run, "EINPROGRESS", status=1)
    assert "(-w)" in run.text


def test_a_second_client_waits(listening, client):
    run, peer = listening()
    peer.send(b"x")
    run.child.wait_out(b"x")
    client(int(run.wait_told(r"^listening laddr=.*:(\d+)$")[1]))
    run.wait_told("another client")
    talk(run, peer)
    check(run)


def test_a_chosen_end(connected):
    run, peer = connected("-s", "127.0.0.1", "-p", "0")
    talk(run, peer)
    check(run, "SO_REUSEADDR", "bind(3, {AF_INET, 127.0.0.1:0}, 16)")


def test_ipv6(either):
    needs_ipv6()
    run, peer = either(host="::1")
    talk(run, peer)
    check(run, "{AF_INET6, [::1]:")


def test_an_ipv4_client_of_every_address(listening):
    needs_ipv6()
    run, peer = listening(host="::", to="127.0.0.1")
    talk(run, peer)
    check(run, "IPV6_V6ONLY, [0], 4", "{AF_INET6, [::ffff:127.0.0.1]:")


def test_bulk_both_ways(either):
    """1 MB each way at once: at -vvv nothing is summed up."""
    run, peer = either()
    data = os.urandom(1 << 20)
    run.child.feed(data)
    sender = threading.Thread(
        target=lambda: (peer.send(data[::-1]), peer.finish()))
    sender.start()
    assert peer.recv_all() == data
    sender.join(TIMEOUT)
    check(run)
    assert run.child.out == data[::-1]


# --- and the test itself ---

LINE = '1 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3\n'
TELLS = "* socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3\n"


def differ(tmp_path, transcript, strace):
    path = tmp_path / "strace"
    path.write_text(LINE + strace)
    try:
        assert_honest(told(TELLS + transcript), seen(path))
    except AssertionError:
        return True
    return False


@pytest.mark.parametrize("transcript, strace, honest", [
    ("* close(3) = 0\n", "1 close(3) = 0\n", True),
    ("* close(3) = 0\n", "1 close(4) = 0\n", False),
    ("", "1 close(3) = 0\n", False),
    ("* close(3) = 0\n", "", False),
    ("", '1 read(3, "", 9) = 0\n', False),
    ("", "1 ioctl(3, FIONREAD, [0]) = 0\n", True),
    ("", "1 ioctl(3, FIONBIO, [1]) = 0\n", False),
    ("", "1 getsockname(3, {sa_family=AF_INET}, [16]) = 0\n", True),
    ("", '1 read(0, "", 9) = 0\n', True),
    ("! listen(3, 5) = -1 EINVAL\n",
     "1 listen(3, 5) = -1 EINVAL (Invalid argument)\n", True),
    ("! listen(3, 5) = -1 EBADF\n",
     "1 listen(3, 5) = -1 EINVAL (Invalid argument)\n", False),
    ("* listen(3, 5) = 0\n", "1 listen(3, 6) = 0\n", False),
    ('> send(3, "é\\n", 3, 0) = 3\n',
     '1 sendto(3, "\\303\\251\\n", 3, 0, NULL, 0) = 3\n', True),
    ('> send(3, "é\\n", 3, 0) = 3\n',
     '1 sendto(3, "\\303\\251\\n", 3, MSG_NOSIGNAL, NULL, 0) = 3\n', False),
    ('> send(3, "abc"..., 9, 0) = 9\n',
     '1 sendto(3, "abcd"..., 9, 0, NULL, 0) = 9\n', True),
    ('> send(3, "abx"..., 9, 0) = 9\n',
     '1 sendto(3, "abcd"..., 9, 0, NULL, 0) = 9\n', False),
    ('> send(3, "abc", 9, 0) = 9\n',
     '1 sendto(3, "abcd"..., 9, 0, NULL, 0) = 9\n', False),
    ("* bind(3, {AF_INET, 127.0.0.1:80}, 16) = 0\n",
     '1 bind(3, {sa_family=AF_INET, sin_port=htons(80), '
     'sin_addr=inet_addr("127.0.0.1")}, 16) = 0\n', True),
    ("* bind(3, {AF_INET, 127.0.0.1:81}, 16) = 0\n",
     '1 bind(3, {sa_family=AF_INET, sin_port=htons(80), '
     'sin_addr=inet_addr("127.0.0.1")}, 16) = 0\n', False),
])
def test_dishonesty_is_found(tmp_path, transcript, strace, honest):
    assert differ(tmp_path, transcript, strace) != honest


def test_lines_are_read():
    assert told('> send(4, "a\\x1b\\e\\"\\\\\\u202e"..., 2048, 0) = 9\n') == [
        Call("send", ("4", Data(b'a\x1b\x1b"\\\xe2\x80\xae', True), "2048",
                      "0"), "9")]

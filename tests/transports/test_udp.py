"""UDP: boundaries are kept, nothing is added, and refusals are told."""

import errno
import re
import signal
import socket

import pytest

from conftest import (PROGRAM, TIMEOUT, WRAPPER, Terminal, clean_env,
                      eventually, free_port, needs, needs_ipv6, with_more_time)
from transports import a_file, bound_port, check, listen_udp, traced

__all__ = ["listen_udp", "traced"]


@pytest.fixture
def udp(closing):
    """A UDP socket in Python."""
    def udp(host="127.0.0.1"):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        sock = closing(socket.socket(family, socket.SOCK_DGRAM))
        sock.settimeout(TIMEOUT)
        sock.bind((host, 0))
        return sock
    return udp


@pytest.fixture
def connect_udp(sockdemo):
    """sockdemo connect -u to a Python socket."""
    def connect_udp(sock, *args, **options):
        host, port = sock.getsockname()[:2]
        return sockdemo("connect", "-u", *args, host, str(port), **options)
    return connect_udp


@pytest.fixture
def refusing_udp(udp):
    """A port that nobody receives on, and that nobody else gets: the socket
    there takes datagrams of one address only."""
    sock, other = udp(), udp()
    sock.connect(other.getsockname())
    return sock



# --- 41: sizes and boundaries ---

@pytest.mark.parametrize("size", [1, 16385, 60000, 65507])
def test_a_datagram_goes_whole(connect_udp, udp, tmp_path, size):
    sock = udp()
    data = bytes(n * 7 % 251 for n in range(size))
    with a_file(tmp_path, data) as file:
        child = connect_udp(sock, "--exit-on-eof", stdin=file)
    assert sock.recv(70000) == data
    assert child.wait() == 0 and child.err == ""


@pytest.mark.parametrize("size", [1, 16385, 60000, 65507])
def test_a_datagram_comes_whole(listen_udp, udp, size):
    child, sock = listen_udp("--exit-on-eof", "-v"), udp()
    data = bytes(n * 7 % 251 for n in range(size))
    sock.sendto(data, ("127.0.0.1", child.port))
    eventually(lambda: len(child.out) >= size)
    child.end_input()
    assert child.wait() == 0
    assert child.out == data
    assert child.err.count("= " + str(size) + "\n") == 1


@pytest.mark.parametrize("lang, says", [
    ("en", "A UDP datagram over IPv4 carries at most 65507 bytes; this one "
     "has 65508, and was not sent."),
    ("pt", "Um datagrama UDP sobre IPv4 leva no máximo 65507 bytes; este tem "
     "65508 e não foi enviado."),
])
def test_too_big(connect_udp, udp, tmp_path, lang, says):
    sock = udp()
    with a_file(tmp_path, bytes(65508)) as file:
        child = connect_udp(sock, "--lang", lang, stdin=file)
    assert child.wait() == 1
    text = " ".join(child.err.split())
    assert "EMSGSIZE: " in text and says in text
    sock.setblocking(False)
    with pytest.raises(BlockingIOError):
        sock.recv(1)


@pytest.mark.parametrize("size, status", [(65527, 0), (65528, 1)])
def test_ipv6_takes_a_little_more(connect_udp, udp, tmp_path, size, status):
    needs_ipv6()
    sock = udp("::1")
    with a_file(tmp_path, bytes(size)) as file:
        child = connect_udp(sock, "--exit-on-eof", stdin=file)
    assert child.wait() == status
    if status == 0:
        assert len(sock.recv(70000)) == size
    else:
        assert "IPv6 carries at most 65527" in " ".join(child.err.split())


def test_an_empty_datagram_is_no_end(listen_udp, udp):
    child, sock = listen_udp("-v"), udp()
    to = ("127.0.0.1", child.port)
    sock.sendto(b"", to)
    child.wait_err(r"^< recvfrom\(.*\) = 0$")
    child.wait_err("an empty datagram came")
    sock.sendto(b"x", to)
    child.wait_out(b"x")
    child.send(b"answer")
    assert sock.recv(100) == b"answer"
    assert child.running()


def test_an_empty_datagram_is_no_end_of_a_client(connect_udp, udp):
    sock = udp()
    child = connect_udp(sock, "-v")
    child.send(b"a")
    data, other = sock.recvfrom(100)
    sock.sendto(b"", other)
    child.wait_err(r"^< recv\(.*\) = 0$")
    sock.sendto(b"b", other)
    child.wait_out(b"b")
    assert child.running()


@pytest.mark.parametrize("lang, says", [
    ("en", "a datagram of 10 bytes, of which 4 fit; the others are lost"),
    ("pt", "um datagrama de 10 bytes, dos quais couberam 4; os outros "
     "perderam-se"),
])
def test_truncation_is_told(listen_udp, udp, lang, says):
    child = listen_udp("-v", "--read-size", "4", "--lang", lang)
    sock = udp()
    sock.sendto(b"0123456789", ("127.0.0.1", child.port))
    child.wait_out(b"^0123$")
    child.wait_err(r"^< recvfrom\(3, 4, MSG_TRUNC, 127.0.0.1:\d+\) = 10$")
    child.wait_err(says)


def test_each_read_is_one_datagram(connect_udp, udp):
    sock = udp()
    child = connect_udp(sock)
    for line in b"one\n", b"two\nthree\n":
        child.send(line)
        assert sock.recv(100) == line


def test_line_ends(connect_udp, udp, tmp_path):
    """CRLF doubles the newlines, and still it is one datagram."""
    sock = udp()
    with a_file(tmp_path, b"\n" * 30000) as file:
        child = connect_udp(sock, "-C", "--exit-on-eof", stdin=file)
    assert sock.recv(70000) == b"\r\n" * 30000
    assert child.wait() == 0


# --- 42: who sent, and who is answered ---

@pytest.mark.parametrize("lang, first, then", [
    ("en", "sent the first datagram", "now it was"),
    ("pt", "enviou o primeiro datagrama", "agora foi"),
])
def test_two_senders(listen_udp, udp, lang, first, then):
    child, one, two = listen_udp("-v", "--lang", lang), udp(), udp()
    to = ("127.0.0.1", child.port)
    one.sendto(b"1", to)
    child.wait_err(f"127.0.0.1:{one.getsockname()[1]} {first}")
    child.send(b"to one")
    assert one.recvfrom(100) == (b"to one", to)
    two.sendto(b"2", to)
    child.wait_out(b"12")
    child.wait_err(f"{then} 127.0.0.1:{two.getsockname()[1]}")
    child.send(b"to two")
    assert two.recv(100) == b"to two"
    one.sendto(b"3", to)
    child.wait_out(b"123")
    child.send(b"to one again")
    assert one.recv(100) == b"to one again"


def test_input_waits_for_a_sender(listen_udp, udp):
    child, sock = listen_udp(), udp()
    child.send(b"early")
    child.end_input()
    sock.sendto(b"x", ("127.0.0.1", child.port))
    assert sock.recv(100) == b"early"


def test_what_it_says_to_type_reaches_an_ipv6_socket(listen_udp, run):
    """With IPV6_V6ONLY, an IPv4 address of this machine would not."""
    needs_ipv6()
    child = listen_udp("-v", "--set", "IPV6_V6ONLY=1", host="::")
    words = child.wait_err(r"sockdemo (connect -u \S+\s+\d+)\n")[1].split()
    assert run(*words, "--exit-on-eof", input=b"here").status == 0
    child.wait_out(b"here")


# --- 43: refusals ---

@pytest.mark.parametrize("lang, label, says", [
    ("en", "connection refused", "127.0.0.1 answered (ICMP) that nothing "
     "receives on port {port} there."),
    ("pt", "ligação recusada", "127.0.0.1 respondeu (ICMP) que nenhum "
     "programa está lá a receber na porta {port}."),
])
def test_refused(connect_udp, refusing_udp, lang, label, says):
    port = refusing_udp.getsockname()[1]
    child = connect_udp(refusing_udp, "--lang", lang)
    child.send(b"x")
    assert child.wait() == 1
    text = " ".join(child.err.split())
    assert f"127.0.0.1:{port}: ECONNREFUSED: {label} " in text
    assert says.format(port=port) in text
    assert f"sockdemo listen -u {port}" in text


@pytest.mark.parametrize("lang, says", [
    ("en", r"^= answer of 127.0.0.1: port unreachable \(ICMP type 3, code 3\)$"),
    ("pt", r"^= resposta de 127.0.0.1: porta inacessível "
     r"\(ICMP, tipo 3, código 3\)$"),
])
def test_who_refused_is_read_from_the_kernel(
        connect_udp, refusing_udp, lang, says):
    child = connect_udp(refusing_udp, "-v", "--lang", lang)
    child.send(b"x")
    child.wait_err(r"^! (recv|send)\(.*\) = -1 ECONNREFUSED$")
    child.wait_err(says)
    assert child.wait() == 1


def test_a_refusal_over_ipv6(connect_udp, udp):
    needs_ipv6()
    sock, other = udp("::1"), udp("::1")
    sock.connect(other.getsockname())
    child = connect_udp(sock, "-v")
    child.send(b"x")
    child.wait_err(r"^= answer of ::1: port unreachable \(ICMP type 1, code 4\)$")
    assert child.wait() == 1
    assert "sockdemo listen -u -6 " in child.err


@pytest.mark.skipif(bool(WRAPPER), reason="on another carrier")
def test_a_full_queue_loses_datagrams_and_no_more(start, udp):
    """Without IP_RECVERR the kernel would not even tell."""
    sock = udp()
    child = start([str(PROGRAM.parent / "tests/inject"), "connect", "-u", "-v",
                   "127.0.0.1", str(sock.getsockname()[1])],
                  env=clean_env(INJECT=f"send/1:{errno.ENOBUFS} "
                                f"send/2:{errno.ENOBUFS}"))
    for n in 1, 2:
        child.send(b"lost")
        eventually(lambda n=n: child.err.count(
            "no room: the datagram is lost") == n)
    child.send(b"there")
    assert sock.recv(100) == b"there"
    child.kill()
    assert child.err.count("sockdemo: there was no room for a datagram") == 1


@pytest.mark.skipif(bool(WRAPPER), reason="on another carrier")
def test_what_was_lost_does_not_wait(udp):
    """Told that it would be, nobody could say when it is sent."""
    sock = udp()
    screen = Terminal(
        [str(PROGRAM.parent / "tests/inject"), "connect", "-u", "-i", "2",
         "127.0.0.1", str(sock.getsockname()[1])],
        env=clean_env(INJECT=f"send/1:{errno.EAGAIN} send/2:{errno.ENOBUFS}"))
    try:
        screen.see(">")
        screen.type("lost\r")
        screen.see("there was no room for a datagram")
        assert screen.wait() == 1
        assert "has taken nothing more" not in screen.text
    finally:
        screen.kill()


# --- 44: nothing is added ---

def test_nothing_is_sent_that_was_not_given(connect_udp, udp):
    sock = udp()
    child = connect_udp(sock, "-v")
    child.wait_err("connect\\(\\) sent nothing")
    child.send(b"only this")
    assert sock.recv(100) == b"only this"
    child.end_input()
    child.wait_err("nothing more to send")
    sock.setblocking(False)
    with pytest.raises(BlockingIOError):
        sock.recv(1)


def test_no_input_sends_nothing(connect_udp, udp):
    sock = udp()
    child = connect_udp(sock, "--exit-on-eof")
    child.end_input()
    assert child.wait() == 0
    sock.setblocking(False)
    with pytest.raises(BlockingIOError):
        sock.recv(1)


# --- beginnings and ends ---

def test_the_bound_line(sockdemo):
    """With port 0 also without -v, and the same in every language."""
    child = sockdemo("listen", "-u", "--lang", "pt", "0")
    assert re.fullmatch(r"bound laddr=0\.0\.0\.0:\d+", child.wait_err(
        r"^bound laddr=.*$")[0].decode())


def test_told_as_what_it_is(listen_udp):
    child = listen_udp("-vv")
    child.wait_err(r"no listen\(\), no accept\(\)")
    text = " ".join(child.err.split())
    assert "socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP)" in text
    assert "SO_REUSEADDR is not set" in text
    assert f"sockdemo connect -u 127.0.0.1 {child.port}" in text
    assert "setsockopt(" not in text and "listen(3" not in text


def test_the_input_ends_and_answers_still_come(connect_udp, udp):
    def late(seconds):
        sock = udp()
        child = connect_udp(sock, "-v", "-i", str(seconds))
        child.send(b"question")
        data, other = sock.recvfrom(100)
        child.end_input()
        child.wait_err("datagrams are still received")
        sock.sendto(b"late answer", other)
        assert child.wait() == 0  # silence is the end that was asked for
        assert child.out == b"late answer"
        assert "shutdown(" not in child.err
    with_more_time(late)


def test_silence_before_the_input_ends(connect_udp, udp):
    child = connect_udp(udp(), "-i", "0.2")
    assert child.wait() == 1
    assert "(-i)" in child.err


def test_nobody_sends_in_time(run):
    child = run("listen", "-u", "-w", "0.2", "127.0.0.1", "0")
    assert child.status == 1 and "(-w)" in child.err


def test_a_port_has_one_program(run, udp):
    port = str(udp().getsockname()[1])
    child = run("listen", "-u", "127.0.0.1", port)
    assert child.status == 1
    assert f"bind 127.0.0.1:{port}: EADDRINUSE: " in child.err
    assert "ss -uanp" in child.err


def test_both_families(sockdemo, udp):
    needs_ipv6()
    child = sockdemo("listen", "-u", "-6", "-v", "0")
    port, sock = bound_port(child), udp()
    sock.sendto(b"x", ("127.0.0.1", port))
    child.wait_err(r"^< recvfrom\(3, 65536, MSG_TRUNC, "
                   r"\[::ffff:127.0.0.1\]:\d+\) = 1$")
    child.send(b"answer")
    assert sock.recv(100) == b"answer"


def test_a_chosen_end(sockdemo, udp):
    sock, number = udp(), free_port()
    child = sockdemo("connect", "-u", "-v", "-p", str(number), "127.0.0.1",
                     str(sock.getsockname()[1]))
    child.send(b"x")
    assert sock.recvfrom(9) == (b"x", ("127.0.0.1", number))
    assert "SO_REUSEADDR" not in child.err


def test_a_name(sockdemo, udp):
    sock = udp()
    child = sockdemo("connect", "-u", "-4", "localhost",
                     str(sock.getsockname()[1]))
    child.send(b"x")
    assert sock.recv(9) == b"x"


def test_many_are_counted(listen_udp, udp):
    child, sock = listen_udp("-v"), udp()
    for _ in range(20):
        sock.sendto(b"abcde", ("127.0.0.1", child.port))
    child.wait_out(b"^(abcde){20}$")
    sock.sendto(b"", ("127.0.0.1", child.port))
    child.wait_err(r"^< recvfrom\(.*\) = 0$")
    summed = re.findall(r"^< recvfrom\(3, \.\.\.\) x (\d+) = (\d+) bytes$",
                        child.err, re.M)  # once a second
    assert [sum(map(int, each)) for each in zip(*summed)] == [12, 60]


# --- against the others ---

PEERS = {
    "nc": (["nc", "-u", "-l", "127.0.0.1", "{port}"],
           ["nc", "-u", "127.0.0.1", "{port}"]),
    "ncat": (["ncat", "-u", "-l", "127.0.0.1", "{port}"],
             ["ncat", "-u", "127.0.0.1", "{port}"]),
    "socat": (["socat", "-", "UDP4-LISTEN:{port},bind=127.0.0.1"],
              ["socat", "-", "UDP4:127.0.0.1:{port}"]),
    "sockdemo": (None, None),
}


def command_of(peer, role, port):
    words = [w.format(port=port) for w in PEERS[peer][role]]
    return [needs(words[0]), *words[1:]]


@pytest.mark.parametrize("peer", ["nc", "ncat", "socat"])
def test_a_client_of_theirs(listen_udp, start, peer):
    child = listen_udp()
    other = start(command_of(peer, 1, child.port))
    other.send("Olá\n".encode())
    child.wait_out("^Olá\n".encode())
    child.send(b"answer\n")
    other.wait_out(b"^answer$")
    other.send(b"more\n")
    child.wait_out(b"^more$")
    assert child.out == "Olá\nmore\n".encode()


def receives(port):
    """Whether a UDP socket is bound to it, and connected to nobody."""
    with open("/proc/net/udp", encoding="ascii") as table:
        return any(re.search(rf":{port:04X} 00000000:0000 ", row)
                   for row in table)


@pytest.mark.parametrize("peer", ["nc", "ncat", "socat"])
def test_a_server_of_theirs(sockdemo, start, peer):
    port = free_port()
    other = start(command_of(peer, 0, port))
    eventually(lambda: receives(port))
    child = sockdemo("connect", "-u", "127.0.0.1", str(port))
    child.send("Olá\n".encode())
    other.wait_out("^Olá\n".encode())
    other.send(b"answer\n")
    child.wait_out(b"^answer$")
    child.send(b"more\n")
    other.wait_out(b"^more$")
    assert child.out == b"answer\n"


def test_both_ends_are_ours(listen_udp, sockdemo):
    server = listen_udp()
    client = sockdemo("connect", "-u", f"127.0.0.1:{server.port}")
    client.send(b"hello")
    server.wait_out(b"hello")
    server.send(b"you too")
    client.wait_out(b"you too")


# --- on a terminal ---

@pytest.mark.parametrize("lang, waiting", [
    ("en", "waiting for a datagram (Ctrl-C ends)"),
    ("pt", "à espera de um datagrama (Ctrl-C termina)"),
])
def test_a_prompt_names_the_last_sender(terminal, udp, lang, waiting):
    screen = terminal("listen", "-u", "--lang", lang, "127.0.0.1", "0")
    screen.see(waiting)
    port = int(screen.see_line(r"bound laddr=127\.0\.0\.1:(\d+)")[1])
    one, two = udp(), udp()
    for sock in one, two:
        name = f"127.0.0.1:{sock.getsockname()[1]}"
        sock.sendto(b"without a newline", ("127.0.0.1", port))
        screen.see_line(re.escape(name) + ">")
        screen.type("hello\r")
        assert sock.recv(100) == b"hello\n"
    assert screen.lines.count("| without a newline") == 2


def test_an_empty_datagram_can_be_typed(terminal, udp):
    sock = udp()
    screen = terminal("connect", "-u", "127.0.0.1", str(sock.getsockname()[1]))
    screen.see(">")
    screen.type("/send\r")
    data, other = sock.recvfrom(100)
    assert data == b""
    sock.sendto(b"", other)
    screen.see("an empty datagram came")
    screen.type("/reset\r")
    screen.see("only a TCP connection")
    screen.type_end()
    screen.see("datagrams are still received")
    sock.sendto(b"one", other)
    sock.sendto(b"two", other)
    screen.see_line(r"\| one")
    screen.see_line(r"\| two")
    screen.type_end()
    assert screen.wait() == 0


@pytest.mark.parametrize("lang, close, rest", [
    ("en", "close the socket", "with a slash"),
    ("pt", "fechar o socket", "com uma só barra"),
])
def test_help_offers_what_datagrams_have(terminal, udp, lang, close, rest):
    screen = terminal("connect", "-u", "--lang", lang, "127.0.0.1",
                      str(udp().getsockname()[1]), rows=30)
    screen.see(">")
    screen.type("/help\r")
    screen.see_line(rf" +/close +{close}")
    screen.see(rest)
    assert "/halfclose" not in screen.text and "/reset" not in screen.text


def test_a_refusal_does_not_end_the_prompt(terminal, refusing_udp):
    port = refusing_udp.getsockname()[1]
    screen = terminal("connect", "-u", "127.0.0.1", str(port), rows=40)
    screen.see(">")
    for n in range(2):
        screen.type("x\r")
        while screen.text.count("ECONNREFUSED") < n + 1:
            assert screen.update(), screen.text
    # Nor does Ctrl-D: somebody may start to receive there, and answer.
    screen.see_line("Ctrl-C ends")
    assert "Ctrl-D" not in screen.text
    screen.type_end()
    screen.see("datagrams are still received")
    screen.type("\x03")
    assert screen.wait() == -signal.SIGINT


@pytest.mark.parametrize("options", [["-u"], ["-u", "-U"]])
def test_ctrl_d_ends_where_the_socket_is_closed(
        terminal, udp, options, tmp_path, closing):
    sock = closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
    sock.bind(str(tmp_path / "a"))
    where = [str(tmp_path / "a")] if "-U" in options else \
        ["127.0.0.1", str(udp().getsockname()[1])]
    screen = terminal("connect", *options, *where)
    screen.see(">")
    screen.type("/close\r")
    screen.see("the socket is closed (Ctrl-D ends)")
    screen.type("x\r")
    screen.see_line("Ctrl-D ends")
    screen.see(">")
    screen.type_end()
    assert screen.wait() == 0


# --- the transcript is honest ---

pytestmark = []
honest = pytest.mark.skipif(
    bool(WRAPPER), reason="strace would see the wrapper's calls")


@honest
def test_a_client_is_honest(traced, udp):
    sock = udp()
    run = traced("connect", "-u", "--exit-on-eof", "127.0.0.1",
                 str(sock.getsockname()[1]))
    run.child.send("Olá\n".encode())
    data, other = sock.recvfrom(100)
    sock.sendto(b"answer", other)
    run.child.wait_out(b"answer")
    run.child.end_input()
    check(run, "IP_RECVERR", "SOCK_DGRAM", "MSG_TRUNC")


@honest
def test_a_server_is_honest(traced, udp):
    run = traced("listen", "-u", "--exit-on-eof", "127.0.0.1", "0")
    port = int(run.wait_told(r"^bound laddr=.*:(\d+)$")[1])
    one, two = udp(), udp()
    one.sendto(b"", ("127.0.0.1", port))
    two.sendto(b"x", ("127.0.0.1", port))
    run.child.wait_out(b"x")
    run.child.send(b"answer")
    assert two.recv(100) == b"answer"
    run.child.end_input()
    check(run, "recvfrom", "sendto", f"127.0.0.1:{two.getsockname()[1]}")


@honest
def test_a_refusal_is_honest(traced, refusing_udp):
    run = traced("connect", "-u", "127.0.0.1",
                 str(refusing_udp.getsockname()[1]))
    run.child.send(b"x")
    check(run, "-1 ECONNREFUSED", status=1)


@honest
def test_too_big_is_honest(traced, udp, tmp_path):
    with a_file(tmp_path, bytes(65508)) as file:
        run = traced("connect", "-u", "127.0.0.1",
                     str(udp().getsockname()[1]), stdin=file)
    check(run, "-1 EMSGSIZE", status=1)


@pytest.mark.parametrize("option", ["--allow", "--deny"])
def test_what_is_for_connections_is_refused(run, option):
    result = run("listen", "-u", option, "127.0.0.1", "127.0.0.1", "0")
    assert result.status == 2
    assert result.err.startswith("sockdemo: -u: there are no connections")

"""Many clients that send datagrams: listen -u -k, over UDP and Unix-domain."""

import contextlib
import os
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from errno import EINTR

import pytest

from conftest import PROGRAM, TIMEOUT, WRAPPER, Child, clean_env, eventually, \
    needs, needs_ipv6, with_more_time
from transports import BOUND, bound_port, check, traced

__all__ = ["traced"]

INJECT = PROGRAM.parent / "tests/inject"


class Sender:
    """A datagram socket of some client, and what sockdemo calls it."""

    def __init__(self, sock, to):
        self.sock, self.to = sock, to
        sock.settimeout(TIMEOUT)
        own = sock.getsockname()
        if isinstance(own, tuple):
            self.name = "%s:%d" % own[:2]
        else:
            self.name = os.fsdecode(own.replace(b"\0", b"@")) \
                if isinstance(own, bytes) else own

    def send(self, data):
        self.sock.sendto(data, self.to)

    def recv(self):
        data, sender = self.sock.recvfrom(70000)
        assert sender == self.to
        return data

    def is_silent(self):
        """Nothing has come so far; ask once something else has."""
        self.sock.setblocking(False)
        try:
            return self.sock.recv(1) is None
        except BlockingIOError:
            return True
        finally:
            self.sock.settimeout(TIMEOUT)


class Net:
    """A transport: how to listen, and how to come there."""

    def __init__(self, kind, closing, tmp_path):
        self.kind, self.closing, self.path = kind, closing, tmp_path / "s"

    @property
    def args(self):
        return ["-u", "-U"] if self.kind == "unix" else ["-u"]

    @property
    def where(self):
        return [str(self.path)] if self.kind == "unix" else ["127.0.0.1", "0"]

    def found(self, match):
        """Where it is, as the line that tells where it is bound has it."""
        self.to = str(self.path) if self.kind == "unix" else \
            ("127.0.0.1", int(match[2]))

    def come(self):
        if self.kind == "unix":
            sock = self.closing(socket.socket(
                socket.AF_UNIX, socket.SOCK_DGRAM))
            sock.bind(b"")  # the kernel chooses a name
        else:
            sock = self.closing(socket.socket(
                socket.AF_INET, socket.SOCK_DGRAM))
            sock.bind(("127.0.0.1", 0))
        return Sender(sock, self.to)


@pytest.fixture(params=["udp", "unix"])
def net(request, closing, tmp_path):
    return Net(request.param, closing, tmp_path)


@pytest.fixture
def udp(closing, tmp_path):
    return Net("udp", closing, tmp_path)


@pytest.fixture
def unix(closing, tmp_path):
    return Net("unix", closing, tmp_path)


@pytest.fixture
def listen(sockdemo):
    """sockdemo listen -u -k, once it receives."""
    def listen(net, *args, **options):
        child = sockdemo(
            "listen", *net.args, *args, *net.where, **options)
        if net.kind == "unix" and not {"-v", "-vv"} & set(args):
            eventually(net.path.exists)
            net.to = str(net.path)
        else:
            net.found(child.wait_err(BOUND))
        return child
    return listen


def unfolded(child):
    """What it told, whatever the width."""
    return " ".join(child.err.split())


# --- 42: each sender is a client, and each is answered ---

@pytest.mark.parametrize("lang, first", [
    ("en", r"client {}, {}, sent its first datagram"),
    ("pt", r"o cliente {}, {}, enviou o primeiro datagrama"),
])
def test_two_senders_are_two_clients(net, listen, lang, first):
    child = listen(net, "-k", "-v", "--lang", lang)
    one, two = net.come(), net.come()
    one.send(b"1")
    child.wait_err(first.format(1, re.escape(one.name)))
    two.send(b"2")
    child.wait_err(first.format(2, re.escape(two.name)))
    one.send(b"3")
    child.wait_out(b"^123$")
    child.send(b"to both\n")
    assert one.recv() == two.recv() == b"to both\n"
    assert len(re.findall(first.format(r"\d", "[^ ]+"), child.err)) == 2


def test_nothing_is_said_of_connections(net, listen):
    child = listen(net, "-k", "-vv", "--max-clients", "1")
    one, two = net.come(), net.come()
    one.send(b"1")
    child.wait_out(b"1")
    two.send(b"2")
    child.wait_out(b"12")
    child.send(b"answer")
    assert two.recv() == b"answer"
    child.end_input()
    child.wait_err("datagrams are still received")
    child.signal(15)
    assert child.wait() == -15
    said = child.err
    for right in ("there are no connections", "sockdemo connect",
                  "no listen\\(\\)(,| and) no accept\\(\\)", "with TCP,"):
        said = re.sub(right.replace(" ", r"\s+"), "", said)
    assert not re.search(r"connect|accept|listen\(|shutdown|TCP", said)
    assert "IP_RECVERR" not in said


def test_the_input_waits_for_the_first_sender(net, listen):
    child = listen(net, "-k")
    child.send(b"early")
    child.end_input()
    one = net.come()
    one.send(b"x")
    assert one.recv() == b"early"
    one.send(b"y")  # the end of the input ends nothing
    child.wait_out(b"xy")
    assert child.running()


def test_each_read_is_one_datagram(net, listen):
    child = listen(net, "-k", "-C")
    one = net.come()
    one.send(b"x")
    for lines in b"one\n", b"two\nthree\n":
        child.send(lines)
        assert one.recv() == lines.replace(b"\n", b"\r\n")


def test_exit_on_eof_ends_with_the_input(net, listen):
    child = listen(net, "-k", "--exit-on-eof")
    one = net.come()
    one.send(b"x")
    child.wait_out(b"x")
    child.send(b"bye")
    child.end_input()
    assert child.wait() == 0
    assert one.recv() == b"bye"
    assert not net.path.exists()


def test_nobody_sent_in_time(net, run):
    child = run("listen", *net.args, "-k", "-w", "0.2", *net.where)
    assert child.status == 1
    assert "timed out after 0.2 s (-w)" in " ".join(child.err.split())


def test_both_families_and_their_clients(udp, sockdemo, closing):
    needs_ipv6()
    child = sockdemo("listen", "-u", "-k", "-6", "-v", "0")
    port = bound_port(child)
    udp.to = ("127.0.0.1", port)
    old = udp.come()
    sock = closing(socket.socket(socket.AF_INET6, socket.SOCK_DGRAM))
    sock.settimeout(TIMEOUT)
    old.send(b"4")
    child.wait_err(f"client 1, {old.name}, sent its first datagram")
    sock.sendto(b"6", ("::1", port))
    child.wait_err(r"client 2, \[::1\]:\d+, sent its first datagram")
    child.send(b"you two")
    assert old.recv() == sock.recv(100) == b"you two"


# --- --echo and --chat ---

def test_echo_returns_each_datagram_whole(net, listen):
    child = listen(net, "--echo")
    one, two = net.come(), net.come()
    for size in 0, 1, 1400, 60000, 0:
        data = os.urandom(size)
        one.send(data)
        two.send(data[::-1])
        assert one.recv() == data and two.recv() == data[::-1]
    assert child.out == b"" and child.running()


def test_the_biggest_datagram_comes_back(udp, listen):
    listen(udp, "--echo")
    one, data = udp.come(), os.urandom(65507)
    one.send(data)
    assert one.recv() == data


def test_chat_relays_lines(net, listen):
    child = listen(net, "--chat")
    ana, rui, eva = net.come(), net.come(), net.come()
    for i, peer in enumerate((ana, rui, eva)):
        peer.send(b"I am here")
        child.wait_out(b"^" + b"I am here" * (i + 1) + b"$")
    assert ana.recv() == b"<2> I am here\n"  # a datagram's end ends a line
    assert ana.recv() == rui.recv() == b"<3> I am here\n"
    ana.send("Olá\nthen\x1b[2J\n".encode())
    for peer in rui, eva:
        assert peer.recv() == "<1> Olá\n".encode()
        assert peer.recv() == rb"<1> then\e[2J" + b"\n"
    child.send(b"welcome\n")
    assert ana.recv() == rui.recv() == eva.recv() == b"<server> welcome\n"
    eva.send(b"")  # no line
    eva.send(b"end\n")
    assert ana.recv() == rui.recv() == b"<3> end\n"


# --- who is remembered, and who is forgotten ---

@pytest.mark.parametrize("lang, full, forgotten", [
    ("en", "room for no more clients (--max-clients)",
     "client {} is forgotten, and is not told"),
    ("pt", "não cabem mais clientes (--max-clients)",
     "o cliente {} é esquecido, sem ser avisado"),
])
def test_who_is_quiet_for_longest_makes_room(
        net, listen, lang, full, forgotten):
    child = listen(net, "--max-clients", "2", "-v", "--lang", lang)
    one, two, three = (net.come() for _ in range(3))
    for i, peer in enumerate((one, two, one, three)):
        peer.send(b"%d" % i)
        child.wait_out(b"%d$" % i)
    child.wait_err(forgotten.format(2))
    child.send(b"who is here?")
    assert one.recv() == three.recv() == b"who is here?"
    two.send(b"I am")
    child.wait_out(b"I am")
    child.wait_err(forgotten.format(1))
    child.wait_err(rf"{re.escape(two.name)}, ")
    child.send(b"now")
    assert two.recv() == three.recv() == b"now"  # and nothing before
    assert one.is_silent()
    assert unfolded(child).count(full) == 1


def test_there_is_always_a_bound(udp, listen, closing):
    """Forged addresses are many: those of 127.0.0.0/8 are enough here."""
    child = listen(udp, "--echo", "-v")
    for n in range(1001):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.bind((f"127.0.{1 + n // 250}.{1 + n % 250}", 0))
            sock.settimeout(TIMEOUT)
            sock.sendto(b"x", udp.to)
            assert sock.recv(9) == b"x"
    child.wait_err("client 1001, ")
    assert len(re.findall(r"client \d+ is forgotten", child.err)) == 1
    assert "client 1 is forgotten" in child.err


@pytest.mark.parametrize("lang, says", [
    ("en", "nothing came for too long (-i): forgotten"),
    ("pt", "não chegou nada durante demasiado tempo (-i): esquecido"),
])
def test_who_is_quiet_for_too_long_is_forgotten(net, listen, lang, says):
    def one_is(seconds):
        child = listen(net, "-k", "-i", str(seconds), "--lang", lang)
        quiet, busy = net.come(), net.come()
        quiet.send(b"q")
        busy.sock.settimeout(seconds / 10)  # it is how often it sends

        def forgotten():
            busy.send(b".")
            with contextlib.suppress(socket.timeout):
                busy.sock.recv(1)  # nothing comes
            return says in unfolded(child)
        try:
            eventually(forgotten)
            busy.sock.settimeout(TIMEOUT)
            assert f" 1, {quiet.name}" in child.err
            busy.send(b"!")
            child.wait_out(b"!$")
            child.send(b"still?")
            assert busy.recv() == b"still?"
            assert quiet.is_silent() and unfolded(child).count(says) == 1
        finally:
            child.kill()
            net.path.unlink(missing_ok=True)  # or it seemed to be there
    with_more_time(one_is)


def test_who_has_no_address_is_one_client_that_is_not_answered(
        unix, listen, closing):
    child = listen(unix, "--echo", "-v")
    for word in b"one", b"two":
        closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)).sendto(
            word, unix.to)
    other = unix.come()
    other.send(b"me")
    assert other.recv() == b"me"
    child.wait_err("client 2, ")
    assert child.err.count("client 1 is whoever has no address") == 1
    assert "client 3" not in child.err


@pytest.mark.parametrize("lang, says", [
    ("en", "client 1, {}: no program has this address any more: forgotten"),
    ("pt", "cliente 1, {}: já nenhum programa tem este endereço: esquecido"),
])
def test_who_is_gone_is_forgotten(unix, listen, lang, says):
    """Of Unix-domain sockets the kernel knows it; nobody knows it of UDP's."""
    child = listen(unix, "-k", "--exit-on-eof", "--lang", lang)
    leaves, stays = unix.come(), unix.come()
    leaves.send(b"1")
    child.wait_out(b"1")
    stays.send(b"2")
    child.wait_out(b"12")
    leaves.sock.close()
    for text in b"hello", b"again":
        child.send(text)
        assert stays.recv() == text
    eventually(lambda: says.format(leaves.name) in unfolded(child))
    child.end_input()
    assert child.wait() == 0
    assert unfolded(child).count(says.format(leaves.name)) == 1


def test_a_udp_client_that_is_gone_harms_nobody(udp, listen):
    """Its kernel refuses; that is not heard of, and least of all by others."""
    child = listen(udp, "-k")
    leaves, stays = udp.come(), udp.come()
    leaves.send(b"1")
    child.wait_out(b"1")
    stays.send(b"2")
    child.wait_out(b"12")
    leaves.sock.close()
    for text in b"hello", b"again", b"and again":
        child.send(text)
        assert stays.recv() == text
    assert child.running() and "sockdemo:" not in child.err


# --- what is lost ---

@pytest.mark.parametrize("lang, says", [
    ("en", "client 1, {}: no room for a datagram, which is lost"),
    ("pt", "cliente 1, {}: não há lugar para um datagrama, que se perde"),
])
def test_who_does_not_read_harms_nobody(unix, listen, lang, says):
    child = listen(unix, "-k", "--lang", lang)
    deaf, good = unix.come(), unix.come()
    deaf.send(b"1")
    child.wait_out(b"1")
    good.send(b"2")
    child.wait_out(b"12")
    n = 0
    while says.format(deaf.name) not in unfolded(child):
        child.send(b"%d" % n)
        assert good.recv() == b"%d" % n
        n += 1
        assert n < 5000
    child.send(b"more")
    assert good.recv() == b"more"
    assert deaf.recv() == b"0"  # what came before is whole
    assert child.err.count(deaf.name) == 1


@pytest.mark.parametrize("lang, says", [
    ("en", "IPv4 carries at most 65507 bytes; this one has 65508"),
    ("pt", "IPv4 leva no máximo 65507 bytes; este tem 65508"),
])
def test_one_that_is_too_big_is_told_once_and_lost(
        udp, listen, tmp_path, lang, says):
    (tmp_path / "file").write_bytes(bytes(65508))
    with (tmp_path / "file").open("rb") as file:
        child = listen(udp, "-k", "--lang", lang, stdin=file)
        one = udp.come()
        one.send(b"1")
        child.wait_err("EMSGSIZE(?s:.*)65508")
    assert says in unfolded(child)
    one.send(b"2")
    child.wait_out(b"12")
    assert child.err.count("EMSGSIZE") == 1 and one.is_silent()


@pytest.mark.parametrize("lang, says", [
    ("en", "a datagram of 10 bytes, of which 4 fit"),
    ("pt", "um datagrama de 10 bytes, dos quais couberam 4"),
])
def test_truncation_is_told(net, listen, lang, says):
    child = listen(net, "-k", "-v", "--read-size", "4", "--lang", lang)
    net.come().send(b"0123456789")
    child.wait_out(b"^0123$")
    child.wait_err(says)


def test_a_full_stdout_stops_nobody_from_being_sent_to(net, listen):
    out, theirs = os.pipe()
    child = listen(net, "-k", stdout=theirs)
    os.close(theirs)
    one = net.come()
    one.sock.settimeout(0.5)
    sent = 0
    with contextlib.suppress(socket.timeout):
        for _ in range(40):  # UDP loses what has no room; Unix-domain waits
            one.send(b"x" * 50000)
            sent += 50000
    child.send(b"from the server\n")
    one.sock.settimeout(TIMEOUT)
    assert one.recv() == b"from the server\n"
    assert len(os.read(out, 1 << 20)) > 0
    os.close(out)


# --- written down ---

def test_logs_name_the_peer(net, listen, tmp_path):
    log, hexadecimal = tmp_path / "log", tmp_path / "hex"
    child = listen(net, "-k", "--exit-on-eof", "-o", str(log),
                   "-x", str(hexadecimal))
    one, two = net.come(), net.come()
    one.send(b"one\n")
    child.wait_out(b"one\n")
    two.send(b"")
    two.send(b"two\n")
    child.wait_out(b"two\n")
    child.send(b"you\n")
    assert one.recv() == two.recv() == b"you\n"
    child.end_input()
    assert child.wait() == 0
    for file in log, hexadecimal:
        lines = file.read_text().splitlines()
        passed = [(w[0], w[2], w[3]) for w in map(str.split, lines)
                  if w[0] in "<>"]
        assert sorted(passed) == sorted([
            ("<", one.name, "4"), ("<", two.name, "0"), ("<", two.name, "4"),
            (">", one.name, "4"), (">", two.name, "4")])


# --- on a terminal ---

@pytest.fixture
def crowd(terminal, net):
    """A server on a terminal, and a way to it: (screen, new client)."""
    def crowd(*args, says="client {}, {}, sent its first datagram", **options):
        screen = terminal("listen", *net.args, *args, *net.where,
                          columns=100, **{"rows": 50, **options})
        if net.kind == "udp":
            net.to = ("127.0.0.1", int(
                screen.see_line(r"bound laddr=127\.0\.0\.1:(\d+)")[1]))
        else:
            screen.see("Ctrl-C")
            net.to = str(net.path)

        def come():
            peer = net.come()
            peer.send(b"hello")
            come.n += 1
            screen.see(says.format(come.n, peer.name))
            screen.see_line(rf"{come.n}\| hello")
            return peer
        come.n = 0
        return screen, come
    return crowd


def test_each_line_is_marked_and_a_datagram_ends_one(crowd):
    screen, come = crowd("-k")
    assert "all>" not in screen.text  # there is nobody to talk to
    one, two = come(), come()
    screen.see_line("all>")
    one.send(b"a\nb")
    screen.see_line(r"1\| b")
    one.send(b"c\xc3")  # no other datagram completes the character
    screen.see_line(r"1\| c\\xc3")
    two.send(b"client 9, 1.2.3.4:5, sent its first datagram\n")
    screen.see_line(r"2\| client 9, 1\.2\.3\.4:5, sent its first datagram")
    one.send(b"")
    screen.see("an empty datagram came")
    two.send(b"end")
    screen.see_line(r"2\| end")
    assert [line for line in screen.lines if re.match(r"\d\|", line)] == [
        "1| hello", "2| hello", "1| a", "1| b", r"1| c\xc3",
        "2| client 9, 1.2.3.4:5, sent its first datagram", "2| end"]


def test_what_is_typed_goes_to_whom_the_prompt_names(crowd):
    screen, come = crowd("-k")
    one, two = come(), come()
    screen.type("to all\r")
    assert one.recv() == two.recv() == b"to all\n"
    screen.type("/to 2\r")
    screen.see_line("2>")
    screen.type("only you\r/send\r/hex 4f 6c\r")
    assert [two.recv() for _ in range(3)] == [b"only you\n", b"", b"Ol"]
    screen.type("/all\r")
    screen.see_line("all>")
    screen.type("/send again\r")
    assert one.recv() == two.recv() == b"again"  # and nothing before


def test_commands_of_the_prompt(crowd, net):
    screen, come = crowd("-k")
    one, two = come(), come()
    screen.type("/clients\r")
    for i, peer in enumerate((one, two)):
        screen.see(f"client {i + 1}: {peer.name}; bytes sent: 0; received: 5")
    screen.type("/to 2\r/close\r")
    screen.see("client 2 is forgotten, and is not told")
    screen.type("a secret\r")
    screen.see("client 2 is gone: nothing was sent")
    screen.type("/all\r/close 2\r")
    screen.see("there is no client 2; /clients shows them")
    two.send(b"again")
    screen.see(f"client 3, {two.name}, sent its first datagram")
    screen.type("for all\r")
    assert one.recv() == two.recv() == b"for all\n"  # and nothing at its end
    screen.type("/info 3\r")
    screen.see(f"client 3: {two.name}; bytes sent: 8; received: 5")
    screen.see("SOCK_DGRAM")
    screen.type("/set SO_RCVBUF\r")
    screen.see_line(r"= SO_RCVBUF = \d+")
    screen.type("/halfclose 1\r")
    screen.see("what is sent as datagrams has no end")
    screen.type("/reset 1\r")
    screen.see("only a TCP connection is cut with an RST")
    assert one.is_silent() and two.is_silent()
    screen.type("/quit\r")
    assert screen.wait() == 0


@pytest.mark.parametrize("lang, close", [
    ("en", "forget a client, which is sent nothing"),
    ("pt", "esquecer um cliente, sem lhe enviar nada"),
])
def test_help_is_about_datagrams(crowd, lang, close):
    screen, come = crowd("-k", "--lang", lang, says="{1}")
    come()
    screen.type("/help\r")
    screen.see(close)
    screen.see("/quit")
    text = re.sub(r"sockdemo connect", "", screen.text)
    assert not re.search("connect|ligação|ligado|/reset|/halfclose", text)


def test_there_is_nobody_left(crowd):
    screen, come = crowd("-k")
    come()
    screen.type("/close 1\r")
    screen.see("client 1 is forgotten")
    screen.type("anybody?\r")
    screen.see("there is no client: nothing was sent")
    screen.type("/clients\r")
    screen.see_line("there is no client")


def test_typing_to_who_has_no_address_is_told(unix, terminal, closing):
    screen = terminal("listen", *unix.args, "-k", *unix.where, columns=100)
    screen.see("Ctrl-C")
    closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)).sendto(
        b"me", str(unix.path))
    screen.see_line(r"1\| me")
    screen.type("you\r")
    screen.see("there is no client that can still be sent to: nothing was sent")
    screen.type("/to 1\ryou\r")
    screen.see("client 1 has no address: nothing was sent")


# Whether UDP loses any is not ours to say.
@pytest.mark.parametrize("net", ["unix"], indirect=True)
def test_what_is_lost_is_counted(crowd, net):
    screen, come = crowd("-k")
    deaf, good = come(), come()
    while "no room for a datagram" not in screen.text:
        screen.type("x\r")
        assert screen.meanwhile(good.recv) == b"x\n"
        screen.update()
    screen.type("/clients\r")
    screen.see_line(rf" +client 1: {deaf.name}; .* \(\d+ datagrams? "
                    "(was|were) lost\\)")


def test_ctrl_d_ends_nothing_but_the_second_does(crowd):
    screen, come = crowd("-k")
    one = come()
    screen.type_end()
    screen.see("datagrams are still received")
    one.send(b"and I?")
    screen.see_line(r"1\| and I\?")
    screen.type_end()
    assert screen.wait() == 0


def test_chat_and_echo_on_a_terminal(crowd, net):
    screen, come = crowd("--chat")
    ana, rui = come(), come()
    assert ana.recv() == b"<2> hello\n"
    screen.type("you two\r")
    assert ana.recv() == rui.recv() == b"<server> you two\n"
    screen.type("/quit\r")
    assert screen.wait() == 0
    screen, come = crowd("--echo")
    assert come().recv() == b"hello"  # shown, and sent back


# --- against the others ---

CLIENTS = {
    "nc": ["nc", "-u", "127.0.0.1", "{}"],
    "ncat": ["ncat", "-u", "127.0.0.1", "{}"],
    "socat": ["socat", "-", "UDP4:127.0.0.1:{}"],
}


def test_the_others_at_once(udp, listen, start, sockdemo):
    child, peers = listen(udp, "--chat"), []
    commands = [[w.format(udp.to[1]) for w in words]
                for words in CLIENTS.values()]
    for number, words in enumerate([*commands, None], 1):
        peers.append(start([needs(words[0]), *words[1:]]) if words else
                     sockdemo("connect", "-u", "127.0.0.1", str(udp.to[1])))
        peers[-1].send(b"I am %d\n" % number)
        child.wait_out(b"^I am %d$" % number)  # before the next one comes
        for peer in peers[:-1]:
            peer.wait_out(rb"^<%d> I am %d$" % (number, number))
    child.send(b"welcome\n")
    for peer in peers:
        peer.wait_out(b"^<server> welcome$")
    assert child.out == b"I am 1\nI am 2\nI am 3\nI am 4\n"


@pytest.mark.parametrize("other", ["nc", "socat"])
def test_the_others_over_unix(unix, listen, start, tmp_path, other):
    child, own = listen(unix, "-k"), str(tmp_path / "own")
    words = {
        "nc": ["nc", "-u", "-U", "-s", own, unix.to],
        "socat": ["socat", "-", f"UNIX-CLIENT:{unix.to},type=2,bind={own}"],
    }[other]
    peer, mine = start([needs(words[0]), *words[1:]]), unix.come()
    mine.send(b"mine\n")
    child.wait_out(b"^mine$")
    peer.send("Olá\n".encode())
    child.wait_out("^Olá$".encode())
    child.send(b"you two\n")
    peer.wait_out(b"^you two$")
    assert mine.recv() == b"you two\n"


# --- the transcript is honest ---

@pytest.mark.skipif(
    bool(WRAPPER), reason="strace would see the wrapper's calls")
@pytest.mark.parametrize("option", ["-k", "--chat"])
def test_it_is_honest(net, traced, option):
    run = traced("listen", *net.args, option, "--max-clients", "2",
                 "--exit-on-eof", *net.where)
    net.found(run.wait_told(BOUND))
    one, two, three = net.come(), net.come(), net.come()
    for i, peer in enumerate((one, two, three)):
        peer.send(b"hello\n" if i else b"")
        run.wait_told(rf"client {i + 1}, ")
    run.child.send(b"to all\n")
    run.wait_told(r"to all\\n(?s:.*)to all\\n")
    run.child.end_input()
    check(run, "recvfrom", "sendto", "MSG_TRUNC")
    assert three.recv().endswith(b"to all\n")


# --- each call fails in turn ---

def run_with_plan(folder, n, mode, plan):
    """Two clients, and others until it ends: (status, log, report, err)."""
    log, report = folder / f"log{n}", folder / f"report{n}"
    child = Child(
        [str(INJECT), "listen", "-u", mode, "--exit-on-eof", "-v",
         "127.0.0.1", "0"],
        env=clean_env(INJECT=plan, INJECT_LOG=str(log),
                      INJECT_REPORT=str(report)))

    def visit(port):
        with contextlib.suppress(OSError), \
                socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.settimeout(0.2)
            sock.connect(("127.0.0.1", port))
            sock.send(b"hello\n")
            sock.recv(100)
    try:
        port = eventually(lambda: re.search(r"laddr=.*:(\d+)", child.err) or
                          not child.running())
        if port is not True:
            port = int(port[1])
            with contextlib.suppress(BrokenPipeError):
                child.send(b"to all\n")
            visit(port)
            visit(port)
            child.end_input()
            eventually(lambda: not child.running() or visit(port))
        return child.wait(), log.read_text(), report.read_text(), child.err
    finally:
        child.kill()


@pytest.mark.skipif(bool(WRAPPER), reason="some hundred runs")
@pytest.mark.parametrize("mode", ["-k", "--chat"])
def test_each_call_may_fail_and_nothing_is_left_open(tmp_path, mode):
    assert INJECT.exists(), "make check builds it"
    status, log, report, _ = run_with_plan(tmp_path, 0, mode, "")
    assert (status, report) == (0, "returned 0\n")
    calls = [line.split() for line in log.splitlines()]
    # What comes before is that of any server: test_inject.py.
    first = next(i for i, call in enumerate(calls) if call[1] == "bind")
    plans = {f"{call[0]}:{err}" for call in calls[first:]
             if call[1] != "getsockname" for err in [*call[2:], EINTR]}
    sends = {f"sendto/1:{err}" for call in calls if call[1] == "sendto"
             for err in call[2:] if int(err) != EINTR}
    plans = sorted(plans)[::3] + sorted(sends)  # a third of them is enough

    def run(n):
        try:
            status, _, report, err = run_with_plan(
                tmp_path, n + 1, mode, plans[n])
        except AssertionError as never:
            return plans[n], never
        # What cannot be sent is lost, and that is told; the others are served.
        fine = report == f"returned {status}\n" and (
            status == 0 and "sockdemo: " in err if plans[n] in sends else
            status == 0 or status == 1 and "sockdemo: " in err)
        return None if fine else (plans[n], status, report, err)
    with ThreadPoolExecutor(4) as pool:
        wrong = [w for w in pool.map(run, range(len(plans))) if w]
    assert len(sends) > 5 and not wrong

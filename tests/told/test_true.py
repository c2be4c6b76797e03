"""Nothing that is said claims more than was seen.

Each sentence that once did has its situation here, made to happen in the kernel
(where loopback cannot, in a network of the test's own), and what is said then is
read. The kernel is the witness: /proc/net/tcp, the peer's own sockets.
"""

import os
import re
import socket
import subprocess

import pytest

from conftest import TIMEOUT, WRAPPER, Peer, eventually, needs
from lab import UP, V0, lab, router  # noqa: F401 (fixtures)


def plain(child):
    """What it told, each sentence in one line."""
    return re.sub(r"\n    (?=\S)", "\n", child.err) + "\n" + \
        " ".join(child.err.split())


def says(child, *pieces):
    """Sooner or later: a sentence comes after the call that it is about."""
    for piece in pieces:
        try:
            eventually(lambda: piece in plain(child))
        except AssertionError:
            pytest.fail(f"no {piece!r} in\n{child.err}")


def says_nothing_of(child, *pieces):
    for piece in pieces:
        assert piece not in plain(child), f"{piece!r} in\n{child.err}"


def time_waits(*ports):
    """The local ports of connections in TIME_WAIT, of those with these."""
    found = []
    for line in open("/proc/net/tcp", encoding="ascii").readlines()[1:]:
        words = line.split()
        ends = [int(words[i].split(":")[1], 16) for i in (1, 2)]
        if words[3] == "06" and set(ports) <= set(ends):
            found.append(ends[0])
    return found


# --- the end ---

def test_after_a_reset_0_is_no_end_of_theirs(listen, client):
    """The send took the error; the receive after it has nothing to say."""
    with open("/dev/zero", "rb") as zeros:
        child = listen("-vv", stdin=zeros)
        peer = client(child.port)
        peer.recv(100000)
        peer.reset()
        assert child.wait() == 1
    assert "ECONNRESET" in child.err
    after = child.err[child.err.index("accept(3) = 4"):]
    for claim in "finished", "may still receive", "TIME_WAIT", "still sent":
        assert claim not in after
    says(child, "bytes given to the kernel: ")


def test_who_does_not_read_is_not_gone(with_client):
    """TCP_USER_TIMEOUT: everything was acknowledged, and it lives."""
    child, peer = with_client("-vv", "--set", "TCP_USER_TIMEOUT=300",
                              "--set", "SO_SNDBUF=4096")
    child.feed(b"x" * (32 << 20), end=False)
    assert child.wait() == 1
    peer.sock.getpeername()  # it is still there
    assert "ETIMEDOUT" in child.err
    says(child, "or took nothing more", "or it does not read")
    says_nothing_of(child, "no longer answers", "did not acknowledge")


@pytest.mark.parametrize("lang, says_so, claims", [
    ("en", "client 1 finished sending; its connection is closed",
     "client 1 closed"),
    ("pt", "o cliente 1 terminou o envio; a ligação está fechada",
     "o cliente 1 fechou")])
def test_who_finished_has_not_closed(listen, client, lang, says_so, claims):
    child = listen("-k", "-v", "--lang", lang)
    peer = client(child.port)
    peer.finish()
    child.end_input()
    assert peer.recv_all() == b""
    child.wait_err(says_so)
    assert claims not in child.err


def test_a_closed_unix_socket_takes_nothing(terminal, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind("a")
        sock.listen()
        screen = terminal("connect", "-v", "-U", "a")
        sock.accept()[0].close()
        screen.see("if it closed its")
        screen.see_line("a>")
        screen.type("hello\r")
        screen.see("EPIPE")


def test_a_closed_unix_datagram_socket_refuses(sockdemo, tmp_path,
                                               monkeypatch):
    """close() ends what the other end could send, unlike UDP's."""
    monkeypatch.chdir(tmp_path)
    server = sockdemo("listen", "-vv", "-u", "-U", "a")
    server.wait_err("^bound")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.connect("a")
        sock.send(b"1")
        server.wait_out(b"1")
        server.signal(2)
        server.wait()
        with pytest.raises(ConnectionRefusedError):
            sock.send(b"2")
    says(server, "its call fails with ECONNREFUSED")
    says_nothing_of(server, "may go on sending")


def test_time_wait_is_where_the_sending_ended_first(listen, connect):
    """By shutdown() as by close(): the client's, where the server closes."""
    server = listen("-vvv")
    client = connect(server.port, "-vvv")
    client.send(b"a\n")
    server.wait_out(b"a\n")
    client.end_input()
    server.wait_err(r"recv\(4, .*\) = 0")
    server.end_input()
    assert server.wait() == 0 and client.wait() == 0
    here = int(re.search(r"laddr=127.0.0.1:(\d+) raddr", client.err)[1])
    assert eventually(lambda: time_waits(server.port, here)) == [here]
    says(client, "this end finished first")
    says(server, "the other end finished first",
         "the end whose sending ended first keeps the connection for a "
         "while, in TIME_WAIT")


def test_unread_bytes_cut_the_connection(listen, client):
    child = listen("-vvv", "--read-size", "1")
    peer = client(child.port)
    child.wait_err(r"accept\(3.*\) = 4")
    peer.send(b"x")
    child.wait_out(b"x")
    child.process.send_signal(19)  # SIGSTOP: nobody reads
    peer.send(b"y" * 1000)
    child.signal(15)
    child.process.send_signal(18)
    child.wait()
    says(child, "where bytes had come that nobody read, the kernel cuts")
    with pytest.raises(ConnectionResetError):
        peer.recv_all()


# --- what servers make of a half-close ---

IMPATIENT = """
import socket
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1], flush=True)
while True:
    c = s.accept()[0]
    c.recv(100)
    c.settimeout(0.3)
    try:
        if c.recv(100) == b"":
            c.close()
            continue
    except TimeoutError:
        pass
    c.sendall(b"answer\\n")
    c.close()
"""


@pytest.fixture
def impatient(start):
    """A server that takes the end of sending for leaving, as Node's do."""
    child = start([needs("python3"), "-c", IMPATIENT])
    return int(child.wait_out(rb"^(\d+)$")[1])


def test_a_half_close_may_be_taken_for_leaving(run, impatient, terminal):
    child = run("connect", "-v", "127.0.0.1", str(impatient), input=b"GET /\n")
    assert child.status == 0 and child.out == b""
    says(child, "some servers take the end of sending for leaving; "
         "--no-shutdown keeps this side open")
    child = run("connect", "-v", "--no-shutdown", "127.0.0.1",
                str(impatient), input=b"GET /\n")
    assert child.status == 0 and child.out == b"answer\n"
    says_nothing_of(child, "nothing came back")


def test_a_file_needs_no_answer(listen, run):
    server = listen(stdin=subprocess.DEVNULL)
    child = run("connect", "-v", "127.0.0.1", str(server.port),
                input=b"x" * 100000)
    assert child.status == 0
    says_nothing_of(child, "nothing came back")


# --- whose the other end is ---

FORKING = """
import os, socket, sys
s = socket.socket(socket.AF_UNIX)
s.bind("a")
s.listen()
parent = os.getpid()
if os.fork() == 0:
    while os.getppid() == parent:
        pass
    print(parent, os.getpid(), flush=True)
    os.closerange(1, 3)
    c = s.accept()[0]
    c.recv(1)
"""


def test_credentials_are_of_who_called_listen(start, sockdemo, tmp_path):
    """It has ended, and its child serves."""
    server = start([needs("python3"), "-c", FORKING], cwd=tmp_path)
    match = server.wait_out(rb"^(\d+) (\d+)$")
    child = sockdemo("connect", "-vv", "-U", "a", cwd=tmp_path)
    child.wait_err(rf"whoever called listen\(\) there is process "
                   rf"{int(match[1])}, ")
    child.wait_err("the process may have")
    says(child, "ended since, or another one may serve its clients")
    assert f"process {int(match[2])}" not in child.err


def test_a_process_of_another_namespace_has_no_number(start, tmp_path,
                                                      sockdemo):
    if WRAPPER:
        pytest.skip("the wrapper is what would be seen")
    user = [] if os.getuid() == 0 else ["-r"]
    server = sockdemo("listen", "-U", "-v", "a", cwd=tmp_path)
    server.wait_err("^listening")
    prefix = [needs("unshare"), *user, "--pid", "--fork"]
    if subprocess.run([*prefix, "true"], timeout=TIMEOUT,
                      stderr=subprocess.DEVNULL).returncode:
        pytest.skip("no process namespace can be made here")
    # The other way round: seen from inside, whoever listens is outside.
    child = start([*prefix, "sockdemo", "connect", "-v", "-U", "a"],
                  cwd=tmp_path)
    child.wait_err("is a process that has no")
    assert "process 0" not in child.err


# --- servers ---

EARLIER = """
import socket, sys
s = socket.socket()
if sys.argv[1] == "with":
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 0))
s.listen()
print(s.getsockname()[1], flush=True)
c = s.accept()[0]
c.close()
"""


@pytest.mark.parametrize("had", ["with", "without"])
def test_reuseaddr_helps_where_the_earlier_one_had_it_too(
        start, sockdemo, client, had):
    earlier = start([needs("python3"), "-c", EARLIER, had])
    port = int(earlier.wait_out(rb"^(\d+)$")[1])
    peer = client(port)
    assert peer.recv_all() == b""
    peer.close()
    assert earlier.wait() == 0
    eventually(lambda: port in time_waits(port))
    child = sockdemo("listen", "-vvv", "127.0.0.1", str(port))
    if had == "with":
        child.wait_err("^listening")
    else:
        assert child.wait() == 1
        assert "EADDRINUSE" in child.err and "TIME_WAIT" in child.err
    says(child, "it helps only if the earlier server's sockets had it as well")


def established(lab_or_none, port, tries):
    """How many of so many clients the kernel lets in, before any accept()."""
    script = f"""
import socket
got = []
for i in range({tries}):
    s = socket.socket()
    s.settimeout(0.3)
    try:
        s.connect(("127.0.0.1", {port}))
        got.append(s)
    except TimeoutError:
        pass
print(len(got))
"""
    argv = lab_or_none.python(script)
    out = subprocess.run(argv, check=True, stdout=subprocess.PIPE,
                         timeout=TIMEOUT).stdout
    return int(out)


@pytest.mark.parametrize("backlog, somaxconn, let_in", [
    (1, 4096, 2), (50, 1, 2)])
def test_the_queue_takes_one_more_and_refuses_nobody(
        lab, start, backlog, somaxconn, let_in):
    """No more than net.core.somaxconn, whatever listen() asks for."""
    net = lab(UP, f"echo {somaxconn} >/proc/sys/net/core/somaxconn")
    child = start(net.command("listen", "-vvv", "--backlog", backlog,
                              "127.0.0.1", "0"))
    port = int(child.wait_err(r"^listening laddr=127.0.0.1:(\d+)$")[1])
    child.signal(19)  # it calls no accept()
    assert established(net, port, let_in + 2) == let_in
    child.signal(18)
    says(child, "Linux lets in one more than that, and takes "
         "net.core.somaxconn for a number above it; further clients are not "
         "refused")


def test_connect_and_send_need_no_accept(connect, server):
    sock = server()
    child = connect(sock.getsockname()[1], "-vv")
    child.send(b"hello\n")
    child.wait_err(r"^> send\(3, .*\) = 6$")
    says(child, "the program there may not have called accept() yet",
         "they may not have arrived yet")
    peer = Peer(sock.accept()[0])
    assert peer.recv(6) == b"hello\n"
    peer.close()


def test_silence_is_explained_also_with_w(run, silent):
    child = run("connect", "-w", "0.2", "127.0.0.1", str(silent()))
    assert child.status == 1
    says(child, "timed out after 0.2 s (-w)", "server's queue is full")


def test_a_full_unix_queue_is_explained_also_with_w(run, tmp_path):
    with socket.socket(socket.AF_UNIX) as sock, \
            socket.socket(socket.AF_UNIX) as first:
        sock.bind(str(tmp_path / "a"))
        sock.listen(0)
        first.connect(str(tmp_path / "a"))
        child = run("connect", "-w", "0.2", "-U", "a", cwd=tmp_path)
    assert child.status == 1
    says(child, "The server's queue is full: it does not call accept().")
    says_nothing_of(child, "may be off")


def test_one_interface_is_not_every_address(sockdemo):
    child = sockdemo("listen", "-v", "--set", "SO_BINDTODEVICE=lo", "0")
    child.wait_err("^listening")
    says(child, "only what comes through lo reaches it")
    says_nothing_of(child, "every IPv4 address")


def test_a_mapped_loopback_address_is_one(sockdemo):
    child = sockdemo("listen", "-v", "::ffff:127.0.0.1", "0")
    child.wait_err("^listening")
    says(child, "only programs of this machine reach that address")
    says_nothing_of(child, "whoever can reach")


def test_a_group_has_to_be_joined(sockdemo, client):
    child = sockdemo("listen", "-u", "-v", "239.1.2.3", "0")
    child.wait_err("^bound")
    says(child, "comes only if this machine is in the group, and sockdemo "
         "does not join it")
    says_nothing_of(child, "whoever can reach")


def test_no_interface_is_up(lab, start):
    child = start(lab().command("listen", "-v", "0"))
    child.wait_err("^listening")
    says(child, "but no network interface of this machine is up")
    says_nothing_of(child, "whoever can reach", "every IPv4 address")


# --- errors ---

def failure(start, net, *args, input=b"", status=1):
    child = start(net.command(*args))
    child.feed(input)
    assert child.wait() == status, child.err
    return child


def test_loopback_that_is_down(lab, start):
    child = failure(start, lab(), "connect", "127.0.0.1", "1234")
    says(child, "ENETUNREACH", "That is this machine itself, and the "
         "interface that leads there, lo, is down.")
    says_nothing_of(child, "cable")


@pytest.mark.parametrize("host", [
    "127.255.255.255", "10.9.0.255", "239.1.2.3", "255.255.255.255"])
def test_tcp_has_two_ends(lab, start, host):
    child = failure(start, lab(*V0, "ip route add 239.0.0.0/8 dev v0"),
                    "connect", host, "1234")
    says(child, "ENETUNREACH", f"{host} stands for several machines")
    says_nothing_of(child, "cable", "route")


@pytest.mark.parametrize("kind, err, meaning, never", [
    ("unreachable", "EHOSTUNREACH", "cannot be reached", "refused"),
    ("prohibit", "EACCES", "a route that prohibits", "broadcast"),
    ("blackhole", "EINVAL", "a rule of this machine drops what goes there",
     "what it expects")])
@pytest.mark.parametrize("udp", [[], ["-u"]], ids=["tcp", "udp"])
def test_routes_that_refuse(lab, start, kind, err, meaning, never, udp):
    net = lab(*V0, f"ip route add {kind} 10.66.0.0/16")
    child = failure(start, net, "connect", *udp, "10.66.0.1", "1234",
                    input=b"a")
    says(child, err, meaning)
    says_nothing_of(child, never)


def test_over_ipv6_a_machine_on_the_way_may_forbid_it(lab, start):
    net = lab(*V0, "ip -6 route add prohibit fd66::/16")
    child = failure(start, net, "connect", "fd66::1", "1234")
    says(child, "EACCES", "of this machine, or of one on the way")
    says_nothing_of(child, "broadcast")


@pytest.mark.parametrize("kind, code, err, meaning, never", [
    (3, 3, "ECONNREFUSED", "refused the connection", "RST"),
    (3, 2, "ENOPROTOOPT", "does not know this protocol", "option"),
    (3, 9, "ENETUNREACH", "or a machine on the way said so", "Wi-Fi is"),
    (3, 1, "EHOSTUNREACH", "cannot be reached", "RST"),
    (3, 13, "EHOSTUNREACH", "a firewall may refuse", "RST")])
def test_what_icmp_says(lab, router, start, kind, code, err, meaning, never):
    """A firewall's "reject" sends no RST, and none is claimed."""
    net = lab(*V0)
    router(net, kind, code)
    child = failure(start, net, "connect", "10.9.0.2", "1234")
    says(child, err, meaning)
    says_nothing_of(child, never)


@pytest.mark.parametrize("lang, tells, hint", [
    ("en", "stands for several machines: answers, which come from their own "
     "addresses, are not received here", "--set SO_BROADCAST"),
    ("pt", "representa várias máquinas: as respostas, que vêm dos endereços "
     "de cada uma, não são recebidas aqui", "--set SO_BROADCAST")])
def test_answers_to_a_broadcast_are_not_received(lab, start, lang, tells,
                                                 hint):
    net = lab(*V0)
    child = failure(start, net, "connect", "-u", "--lang", lang,
                    "10.9.0.255", "1234", input=b"a")
    says(child, "EACCES", hint)
    child = start(net.command("connect", "-u", "-v", "--lang", lang, "--set",
                              "SO_BROADCAST", "10.9.0.255", "1234"))
    child.send(b"a")
    child.wait_err(r"^> send\(3, \"a\", 1\) = 1$")
    says(child, tells)
    child.end_input()
    child.wait_err("Ctrl-C")
    says_nothing_of(child, "datagrams are still received",
                    "ainda se recebem datagramas")


def test_a_folder_that_is_not_there(run, tmp_path):
    child = run("connect", "-U", "no/a", cwd=tmp_path)
    assert child.status == 1
    says(child, "The folder no does not exist.")
    says_nothing_of(child, "listen")


def test_ipv6_is_advised_to_who_asked_for_it(run):
    child = run("connect", "-6", "ipv4only.invalid", "1234")
    assert child.status == 1
    says_nothing_of(child, "127.0.0.1")


# --- abstract names, and namespaces of the network ---

def test_abstract_names_are_of_a_namespace(lab, start, sockdemo):
    name = f"@sockdemo-{os.getpid()}"
    server = sockdemo("listen", "-vv", "-U", name)
    server.wait_err("^listening")
    child = failure(start, lab(UP), "connect", "-U", name)
    says(child, "No program here listens on the name", "network namespace")
    says(server, "of the same network namespace")



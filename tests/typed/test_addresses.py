"""Addresses, families, ports and names: what is bound, and what is reached."""

import re
import signal
import socket

import pytest

from conftest import (Peer, command, eventually, free_port, needs_ipv6,
                      proc_stat, with_hosts)


def ends(child):
    """The addresses that it shows of its connection: (laddr, raddr)."""
    match = child.wait_err(r"^    laddr=(\S+) raddr=(\S+)$")
    return match[1].decode(), match[2].decode()


def shown(sock_address):
    host, port = sock_address[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_both_ends_are_shown_as_the_kernel_has_them(listen, connect, client,
                                                    server, closing, host):
    if host == "::1":
        needs_ipv6()
    child = listen("-v", host=host)
    assert child.host == host
    peer = client(child.port, host)
    assert ends(child) == (shown(peer.sock.getpeername()),
                           shown(peer.sock.getsockname()))

    sock = server(host)
    child = connect(sock.getsockname()[1], "-v", host=host)
    peer = closing(Peer(sock.accept()[0]))
    assert ends(child) == (shown(peer.sock.getpeername()),
                           shown(peer.sock.getsockname()))


def test_port_0_is_chosen_printed_and_usable(listen, client):
    child = listen()
    assert child.port > 0
    peer = client(child.port)
    peer.send(b"x")
    child.wait_out(b"x")


@pytest.mark.parametrize("words", [
    ["127.0.0.1", "{}"], ["127.0.0.1:{}"], ["localhost:{}"],
    ["-n", "127.0.0.1:{}"], ["-4", "127.0.0.1", "{}"]])
def test_an_address_and_port_in_any_form(sockdemo, server, words):
    sock = server()
    port = sock.getsockname()[1]
    sockdemo("connect", *(word.format(port) for word in words))
    sock.accept()[0].close()


@pytest.mark.parametrize("words", [
    ["::1", "{}"], ["[::1]", "{}"], ["[::1]:{}"], ["-6", "::1", "{}"]])
def test_an_ipv6_address_and_port_in_any_form(sockdemo, server, words):
    needs_ipv6()
    sock = server("::1")
    port = sock.getsockname()[1]
    sockdemo("connect", *(word.format(port) for word in words))
    sock.accept()[0].close()


@pytest.mark.parametrize("args, laddr", [
    (["0"], "0.0.0.0"), (["-4", "0"], "0.0.0.0"), (["-p", "0"], "0.0.0.0"),
    (["127.0.0.1:0"], "127.0.0.1"), (["127.0.0.2", "0"], "127.0.0.2"),
    (["-s", "127.0.0.2", "0"], "127.0.0.2"),
    (["-s", "127.0.0.2", "-p", "0"], "127.0.0.2"),
    (["127.0.0.2", "-p", "0"], "127.0.0.2"),
    (["localhost", "0", "-4"], "127.0.0.1"),
    (["-6", "0"], "[::]"), (["::", "0"], "[::]"), (["[::]:0"], "[::]"),
    (["[::1]:0"], "[::1]"), (["-6", "::1", "0"], "[::1]")])
def test_where_it_listens(sockdemo, args, laddr):
    if "[" in laddr:
        needs_ipv6()
    child = sockdemo("listen", *args)
    child.wait_err(r"^listening laddr=" + re.escape(laddr) + r":\d+$")


def test_every_ipv4_address_serves_ipv4_alone(listen, client):
    child = listen(host="0.0.0.0")
    needs_ipv6()
    with pytest.raises(ConnectionRefusedError):
        client(child.port, "::1")
    client(child.port, "127.0.0.1")


def test_every_ipv6_address_serves_ipv4_too(listen, client):
    needs_ipv6()
    child = listen("-v", host="::")
    peer = client(child.port, "127.0.0.1")
    port = peer.sock.getsockname()[1]
    assert ends(child) == (f"[::ffff:127.0.0.1]:{child.port}",
                           f"[::ffff:127.0.0.1]:{port}")
    child.wait_err(rf"an IPv4 client, 127\.0\.0\.1:{port}\b")


def test_every_ipv6_address_serves_ipv6(listen, client):
    needs_ipv6()
    child = listen("-v", host="::")
    client(child.port, "::1")
    laddr, raddr = ends(child)
    assert laddr == f"[::1]:{child.port}"
    assert "an IPv4 client" not in child.err


def test_one_ipv6_address_serves_ipv6_alone(listen, client):
    needs_ipv6()
    child = listen(host="::1")
    with pytest.raises(ConnectionRefusedError):
        client(child.port, "127.0.0.1")
    client(child.port, "::1")


@pytest.mark.parametrize("args, what", [
    (["connect", "-4", "::1", "80"], "-4: ::1 is not an IPv4 address"),
    (["connect", "-6", "127.0.0.1", "80"], "-6: 127.0.0.1 is not an IPv6"),
    (["listen", "-4", "::1", "0"], "-4: ::1 is not an IPv4 address"),
    (["listen", "-6", "127.0.0.1", "0"], "-6: 127.0.0.1 is not an IPv6"),
    (["connect", "-s", "127.0.0.1", "::1", "80"], "::1 cannot be reached"),
    (["connect", "-s", "::1", "127.0.0.1", "80"], "127.0.0.1 cannot be")])
def test_an_address_of_the_other_family_is_refused(run, args, what):
    child = run(*args)
    assert child.status == 2
    assert child.err.startswith(f"sockdemo: {what}")
    assert child.err.count("\n") == 1


def test_source_address_and_port(connect, server):
    sock = server()
    port = free_port()
    child = connect(sock.getsockname()[1], "-v", "-s", "127.0.0.3", "-p",
                    str(port))
    assert sock.accept()[1] == ("127.0.0.3", port)
    assert ends(child)[0] == f"127.0.0.3:{port}"


def test_source_address_alone(connect, server):
    sock = server()
    child = connect(sock.getsockname()[1], "-v", "-s", "127.0.0.4")
    assert sock.accept()[1][0] == "127.0.0.4"
    assert ends(child)[0].startswith("127.0.0.4:")


def test_source_port_alone(connect, server):
    sock = server()
    port = free_port()
    child = connect(sock.getsockname()[1], "-v", "-p", str(port))
    assert sock.accept()[1] == ("127.0.0.1", port)
    assert ends(child)[0] == f"127.0.0.1:{port}"


def test_the_same_source_port_again_at_once(connect, server):
    """SO_REUSEADDR is set with -p too: the first one leaves a TIME_WAIT."""
    sock, port = server(), str(free_port())
    for _ in range(2):
        child = connect(sock.getsockname()[1], "-p", port)
        child.end_input()  # it ends first
        peer = sock.accept()[0]
        assert peer.recv(1) == b""
        peer.close()
        assert child.wait() == 0
        # Another server: else both ends of the connection would be the same.
        sock = server()


def test_a_connection_to_itself_is_recognised(sockdemo):
    port = str(free_port())
    child = sockdemo("connect", "-v", "-p", port, "127.0.0.1", port)
    assert ends(child) == (f"127.0.0.1:{port}",) * 2
    child.wait_err("connected to itself")
    child.send(b"echo")
    child.wait_out(b"echo")
    child.end_input()
    assert child.wait() == 0


def test_a_connection_to_another_is_not_called_one_to_itself(with_client):
    child, peer = with_client("-v")
    ends(child)
    child.end_input()
    peer.close()
    assert child.wait() == 0
    assert "itself" not in child.err


# --- names ---

BOTH = "::1 two\n127.0.0.1 two\n"


@pytest.mark.parametrize("host, other", [
    ("127.0.0.1", "::1"), ("::1", "127.0.0.1")])
def test_each_address_of_a_name_is_tried_in_turn(start, server, closing,
                                                 tmp_path, host, other):
    """The server is at one of the two, and the client finds it."""
    needs_ipv6()
    hosts = with_hosts(tmp_path, BOTH)
    sock = server(host)
    port = sock.getsockname()[1]
    child = start([*hosts, *command("connect", "-v", "two", str(port))])
    peer = closing(Peer(sock.accept()[0]))
    assert ends(child)[1] == shown((host, port))
    peer.close()
    child.end_input()
    assert child.wait() == 0
    tries = re.findall(r"^\* connect\(\d+, (\S+)\) \.\.\.$", child.err, re.M)
    assert tries in ([shown((other, port)), shown((host, port))],
                     [shown((host, port))])
    if len(tries) == 2:
        assert "= -1 ECONNREFUSED" in child.err
        assert "another address to try" in child.err
    assert "2 addresses were found for two" in child.err.replace("\n    ", " ")


def test_one_of_the_two_orders_did_try_twice(start, server, tmp_path):
    """Else the test above could pass without any address tried in vain."""
    needs_ipv6()
    hosts = with_hosts(tmp_path, BOTH)
    tries = 0
    for host in "127.0.0.1", "::1":
        sock = server(host)
        child = start([*hosts, *command("connect", "-v", "two", str(
            sock.getsockname()[1]))])
        child.wait_err("raddr=")
        tries += child.err.count(") ...\n")
    assert tries == 2 + 3  # a look-up each, then one try, or two


@pytest.mark.parametrize("family, host", [("-4", "127.0.0.1"), ("-6", "::1")])
def test_a_family_chooses_among_the_addresses_of_a_name(
        start, server, tmp_path, family, host):
    needs_ipv6()
    hosts = with_hosts(tmp_path, BOTH)
    sock = server(host)
    child = start([*hosts, *command(
        "connect", "-v", family, "two", str(sock.getsockname()[1]))])
    sock.accept()[0].close()
    # The C library makes two of 127.0.0.1 where ::1 has the same name.
    found = child.wait_err(r"found for two.*: (.+)$")[1].decode()
    assert set(found.split(", ")) == {host}


def test_all_addresses_refused_is_an_error(start, tmp_path, refusing):
    """The port is taken on 127.0.0.1, so nothing can listen there either."""
    needs_ipv6()
    hosts = with_hosts(tmp_path, BOTH)
    child = start([*hosts, *command("connect", "-v", "two", str(refusing))])
    assert child.wait() == 1
    assert child.err.count("! connect(") == 2
    assert re.search(rf"^sockdemo: connect \S+:{refusing}: ECONNREFUSED: ",
                     child.err, re.M)


def test_a_name_to_listen_on(start, client, tmp_path):
    hosts = with_hosts(tmp_path, "127.0.0.5 here\n")
    child = start([*hosts, *command("listen", "here", "0")])
    port = int(child.wait_err(r"laddr=127\.0\.0\.5:(\d+)")[1])
    client(port, "127.0.0.5")


def test_a_service_name_for_a_port(run):
    """Refused or not, what it tried is told."""
    try:
        socket.getservbyname("discard")
    except OSError:
        pytest.skip("this machine has no /etc/services")
    child = run("connect", "-v", "-w", "5", "--exit-on-eof", "127.0.0.1",
                "discard")
    assert "connect(3, 127.0.0.1:9) ..." in child.err


def test_no_name_is_looked_up_with_n(run):
    child = run("connect", "-n", "localhost", "80")
    assert child.status == 2
    assert child.err == \
        'sockdemo: -n: "localhost" is not an address in numbers\n'


# Whoever reads them as inet_aton() does goes no further than this machine.
@pytest.mark.parametrize("command", ["connect", "listen"])
@pytest.mark.parametrize("typed, read", [
    ("127.1", "127.0.0.1"), ("127.0.1", "127.0.0.1"),
    ("127.0.0.010", "127.0.0.8"), ("127.000.000.001", "127.0.0.1"),
    ("0177.0.0.1", "127.0.0.1"), ("0x7f.1", "127.0.0.1"),
    ("0x7f000001", "127.0.0.1"), ("2130706433", "127.0.0.1"),
])
def test_an_address_that_is_not_what_it_looks_like(run, command, typed, read):
    for words in [(typed, "1"), (f"{typed}:1",), ("-s", typed, "-p", "1"),
                  ("-u", typed, "1")]:
        if command == "connect" and "-s" in words:
            words = ("-s", typed, "127.0.0.1", "1")
        child = run(command, *words)
        assert child.status == 2 and child.out == b""
        assert child.err == (
            f"sockdemo: {typed}: an IPv4 address is four decimal numbers "
            f"without leading zeros; this would be read as {read}\n")


def test_it_is_told_in_portuguese(run):
    child = run("connect", "--lang=pt", "127.000.000.001", "80")
    assert child.err == (
        "sockdemo: 127.000.000.001: um endereço IPv4 são quatro números "
        "decimais sem zeros à esquerda; este seria lido como 127.0.0.1\n")


def test_five_numbers_or_one_too_large_are_no_name(run):
    child = run("connect", "-n", "127.0.0.300", "80")
    assert child.status == 2
    assert child.err == \
        'sockdemo: -n: "127.0.0.300" is not an address in numbers\n'


@pytest.mark.parametrize("url, words", [
    ("http://127.0.0.1/", "127.0.0.1 http"),
    ("http://127.0.0.1:8080/x?y#z", "127.0.0.1:8080"),
    ("https://[::1]/", "'[::1]' https"), ("ftp://[::1]:21", "'[::1]:21'"),
])
@pytest.mark.parametrize("more", [(), ("80",)])
def test_a_url_is_no_address(run, url, words, more):
    child = run("connect", url, *more)
    assert child.status == 2
    assert re.fullmatch(
        rf"sockdemo: {re.escape(url)} is a URL: an address and a port were "
        rf"expected, here: \S+ connect {re.escape(words)}\n", child.err)


@pytest.mark.parametrize("url", [
    "http://", "http:///x", "http://a;reboot/", "http://a b/", "x://\x1b[2J"])
def test_a_url_without_a_host_suggests_nothing(run, url):
    child = run("connect", url)
    assert child.status == 2 and child.err.count("\n") == 1
    assert child.err.endswith("is a URL: an address and a port were "
                              "expected\n")
    assert "\x1b" not in child.err


@pytest.mark.parametrize("words", [("*", "0"), ("*:0",), ("-s", "*", "-p", "0")])
def test_an_asterisk_is_no_address(run, words):
    child = run("listen", *words)
    assert child.status == 2
    assert child.err == (
        "sockdemo: * is not an address; for every IPv4 address of this "
        "machine leave it out, for every one of IPv6 too write ::\n")
    assert run("connect", "*", "80").err.startswith(
        'sockdemo: "*" is not an address; one looks like 127.0.0.1')


@pytest.mark.parametrize("port, meant", [
    ("080", "80"), ("00001234", "1234"), ("0000065535", "65535")])
@pytest.mark.parametrize("command", ["connect", "listen"])
def test_a_port_with_leading_zeros(run, command, port, meant):
    for words in [("127.0.0.1", port), (f"127.0.0.1:{port}",)]:
        child = run(command, *words)
        assert child.status == 2
        assert child.err == (f"sockdemo: port {port}: a port is written "
                             f"without leading zeros: {meant}\n")


@pytest.mark.parametrize("port", ["000", "065536", "00000000000"])
def test_a_port_that_is_none_without_its_zeros(run, port):
    child = run("connect", "127.0.0.1", port)
    assert child.status == 2
    assert "a number from 1 to 65535 was expected" in child.err


@pytest.mark.parametrize("level", ["-v", "-vv", "-vvv"])
def test_numbers_are_never_looked_up(either, level):
    """A verbose nc dies where DNS does not answer."""
    child, peer = either(level)
    peer.close()
    child.end_input()
    assert child.wait() == 0
    assert "getaddrinfo" not in child.err


def test_the_machines_own_addresses_are_told(listen):
    """Of 0.0.0.0: each one named with its interface, loopback marked."""
    child = listen("-v", host="0.0.0.0")
    child.wait_err("^listening")
    text = " ".join(child.err.split())
    assert "127.0.0.1 (this machine only)" in text
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: finds the route
        except OSError:
            return
        default = probe.getsockname()[0]
    if not default.startswith("127."):
        assert re.search(rf": {re.escape(default)} \(\w+\)", text), \
            "that of the default route comes first"


# --- clients ---

def test_a_second_client_is_told_of_once_and_reset_in_the_end(
        with_server, client):
    child, first = with_server("-v")
    child.wait_err("raddr=")
    second = client(child.port)
    child.wait_err("another client is waiting")
    client(child.port)
    first.send(b"still served")
    child.wait_out(b"still served")
    second.send(b"never read")
    first.close()
    child.end_input()
    assert child.wait() == 0
    assert child.err.count("another client is waiting") == 1
    assert child.out == b"still served"
    with pytest.raises(ConnectionResetError):
        second.recv_all()


def test_it_listens_no_longer_once_it_is_over(with_server, client):
    child, peer = with_server()
    peer.close()
    child.end_input()
    assert child.wait() == 0
    with pytest.raises(ConnectionRefusedError):
        client(child.port)


def test_backlog_is_how_many_may_wait(listen, closing):
    """Linux lets one more in than was asked for; the rest get no answer."""
    child = listen("-v", "--backlog", "0")
    child.wait_err(r"^\* listen\(\d, 0\) = 0$")
    child.signal(signal.SIGSTOP)
    eventually(lambda: proc_stat(child.pid)[0] == "T")  # it accepts no more
    waiting = []
    for _ in range(3):
        sock = closing(socket.socket())
        sock.setblocking(False)
        sock.connect_ex(("127.0.0.1", child.port))
        waiting.append(sock)
        eventually(lambda: connected(waiting[0]))
    assert [connected(sock) for sock in waiting] == [True, False, False]


def connected(sock):
    try:
        return bool(sock.getpeername())
    except OSError:
        return False

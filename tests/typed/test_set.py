"""--set and /set: socket options by their names in C."""

import contextlib
import re
import socket
import subprocess
from pathlib import Path

import pytest

from conftest import PROGRAM, TOP, WRAPPER, Peer, clean_env, needs, needs_ipv6


def rows():
    """name -> type, when: as the table has them."""
    source = (TOP / "src/know/sockopts.c").read_text()
    return {name: (kind, when) for name, kind, when in re.findall(
        r"ROW\((\w+),\s*\w+,\s*SOCKOPT_(\w+),\s*WHEN_(\w+),", source)}


GOOD = {  # a value that any user may set (SO_MARK: only root), and what the kernel takes
    "SO_BINDTODEVICE": ("lo", '"lo"'), "SO_LINGER": ("5", "{1, 5}"),
    "SO_MARK": ("7", "7"), "SO_PRIORITY": ("4", "4"),
    "SO_RCVBUF": ("5000", "10000"), "SO_SNDBUF": ("5000", "10000"),
    "SO_RCVLOWAT": ("1", "1"), "SO_RCVTIMEO": ("2", "{2, 0}"),
    "SO_SNDTIMEO": ("0.5", "{0, 500000}"), "IP_MTU_DISCOVER": ("2", "2"),
    "IP_TOS": ("0x10", "16"), "IP_TTL": ("7", "7"),
    "IPV6_TCLASS": ("0x10", "16"), "IPV6_UNICAST_HOPS": ("7", "7"),
    "TCP_CONGESTION": ("reno", '"reno"'), "TCP_DEFER_ACCEPT": ("1", "1"),
    "TCP_KEEPCNT": ("3", "3"), "TCP_KEEPIDLE": ("30", "30"),
    "TCP_KEEPINTVL": ("5", "5"), "TCP_LINGER2": ("9", "9"),
    "TCP_MAXSEG": ("1000", "1000"), "TCP_NOTSENT_LOWAT": ("4096", "4096"),
    "TCP_SYNCNT": ("2", "2"), "TCP_USER_TIMEOUT": ("2500", "2500"),
    "TCP_WINDOW_CLAMP": ("30000", "30000"),
}


def test_all_that_were_asked_for():
    assert set("""SO_KEEPALIVE SO_LINGER SO_SNDBUF SO_RCVBUF SO_REUSEADDR
        SO_REUSEPORT SO_BROADCAST SO_OOBINLINE SO_PRIORITY SO_DONTROUTE
        SO_BINDTODEVICE IPV6_V6ONLY IP_TTL IP_TOS IPV6_UNICAST_HOPS
        TCP_NODELAY TCP_MAXSEG TCP_SYNCNT TCP_USER_TIMEOUT TCP_DEFER_ACCEPT
        TCP_QUICKACK TCP_CORK TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT
        TCP_WINDOW_CLAMP TCP_NOTSENT_LOWAT TCP_CONGESTION""".split()) <= \
        set(rows())


def may_mark():
    with socket.socket() as sock, contextlib.suppress(PermissionError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, 7)
        return True
    return False


@pytest.mark.parametrize("name", sorted(rows()))
def test_set_told_and_read_back(run, server, name):
    kind = rows()[name][0]
    value = GOOD[name] if kind != "BOOL" else (None, "1")
    if name == "SO_MARK" and not may_mark():
        pytest.skip("only the administrator may set SO_MARK")
    host = "127.0.0.1"
    if name.startswith("IPV6"):
        needs_ipv6()
        host = "::1"
    port = server(host).getsockname()[1]
    word = name if value[0] is None else f"{name}={value[0]}"
    child = run("connect", "-v", "--set", word, host, str(port),
                "--exit-on-eof")
    assert child.status == 0, child.err
    m = re.search(rf"^\* setsockopt\(3, \w+, {name}, (.*)\) = 0\n    (\S.*)",
                  child.err, re.M)
    assert m, child.err
    assert re.search(rf"^= {name} = {re.escape(value[1])}$", child.err, re.M), \
        child.err


def listener_after(run, *args, lang="en"):
    return run("listen", "-v", "--lang", lang, "-w", "0", *args, "127.0.0.1",
               "0")


def test_what_the_kernel_took_is_explained(run):
    err = listener_after(run, "--set", "SO_RCVBUF=5000").err
    assert "SO_RCVBUF, 5000) = 0\n" in err
    assert re.search(r"^= SO_RCVBUF = 10000\n    the kernel keeps twice", err,
                     re.M)
    err = listener_after(run, "--set", "SO_RCVBUF=5000", lang="pt").err
    assert re.search(r"^= SO_RCVBUF = 10000\n    o kernel reserva o dobro", err,
                     re.M)


def test_in_the_order_given_before_bind(run):
    err = listener_after(run, "--set", "TCP_NODELAY", "--set",
                         "SO_LINGER=1,0", "--set", "TCP_NODELAY=off").err
    calls = re.findall(r"^\* (?:setsockopt\(3, \w+, )?(\w+)(?:, ([^)]*))?",
                       err, re.M)
    assert [name for name, _ in calls][:6] == [
        "socket", "SO_REUSEADDR", "TCP_NODELAY", "SO_LINGER", "TCP_NODELAY",
        "bind"]
    assert [value for _, value in calls][1:5] == ["1", "1", "{1, 0}", "0"]


def test_ours_can_be_switched_off(run):
    err = listener_after(run, "--set", "SO_REUSEADDR=0").err
    assert "SO_REUSEADDR, 1)" not in err and "SO_REUSEADDR, 0) = 0" in err
    assert "can be started again" not in err


def test_only_ipv6(run):
    needs_ipv6()
    child = run("listen", "-v", "-w", "0", "--set", "IPV6_V6ONLY", "::", "0")
    bound = re.search(r"\* bind.*?\* listen", child.err, re.S)[0]
    assert "127.0.0.1" not in bound and "::1" in bound
    assert child.err.count("IPV6_V6ONLY, ") == 1
    assert "sockdemo connect ::1 " in child.err


@pytest.mark.parametrize("name", ["TCP_QUICKACK", "SO_PRIORITY"])
def test_what_accept_does_not_hand_on_is_set_on_the_connection(
        with_server, name):
    child, peer = with_server("-v", "--set", f"{name}=1")
    child.wait_err(rf"setsockopt\(4, \w+, {name}, 1\) = 0$")
    assert f"setsockopt(3, SOL_SOCKET, {name}" not in child.err
    assert isinstance(peer, Peer)


def test_strace_sees_the_same(run, server, tmp_path):
    """Names, values and result of each, of all types."""
    strace = needs("strace")
    port = server().getsockname()[1]
    words = ["SO_LINGER=3", "SO_RCVTIMEO=1.5", "TCP_CONGESTION=reno",
             "IP_TTL=9", "TCP_NODELAY"]
    if WRAPPER:
        pytest.skip("not with a wrapper")
    done = subprocess.run(
        [strace, "-e", "trace=setsockopt", "-o", tmp_path / "trace", PROGRAM,
         "connect", "-vvv", *(w for o in words for w in ("--set", o)),
         "127.0.0.1", str(port), "--exit-on-eof"], stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=clean_env())
    trace = Path(tmp_path / "trace").read_text()
    if "setsockopt" not in trace:
        pytest.skip("strace cannot trace here")
    ours = re.findall(r"setsockopt\(3, (?:SOL_|IPPROTO_)(\w+), (\w+),",
                      done.stderr.decode())
    theirs = re.findall(r"setsockopt\(3, SOL_(\w+), (\w+),", trace)
    plain = [name for _, name in theirs]
    assert [name for _, name in ours] == \
        [re.sub(r"_(OLD|NEW)$", "", name) for name in plain]
    for text in "l_linger=3", "[9]":
        assert text in trace


@pytest.mark.parametrize("word, said", [
    ("TCP_NODELAI", "did you mean TCP_NODELAY?"),
    ("tcp_nodelay", "did you mean TCP_NODELAY?"),
    ("nodelay", "did you mean TCP_NODELAY?"),
    ("XYZ", "no such socket option"), ("", "no such socket option"),
    ("SO_RCVBUF", "a number from -2147483648 to 2147483647 was expected"),
    ("SO_RCVBUF=", "a number from -2147483648 to 2147483647 was expected"),
    ("SO_RCVBUF=4k", "a number from -2147483648 to 2147483647 was expected"),
    ("SO_RCVBUF=99999999999", "a number from -2147483648 to 2147483647 was expected"),
    ("TCP_NODELAY=2", "0 or 1 was expected"),
    ("SO_LINGER=x", "or off, was expected"),
    ("SO_LINGER=2,0", "or off, was expected"),
    ("SO_RCVTIMEO=-1", "a number of seconds was expected"),
    ("TCP_CONGESTION=aaaaaaaaaaaaaaaa", "a name of at most 15 bytes"),
])
def test_what_is_no_option(run, word, said):
    child = run("listen", "--set", word, "127.0.0.1", "0")
    assert child.status == 2 and child.err.count("\n") == 1
    assert child.err.startswith("sockdemo: --set ") and said in child.err


@pytest.mark.parametrize("word, symbol, said", [
    ("TCP_CONGESTION=nope", "ENOENT", "tcp_available_congestion_control"),
    ("SO_BINDTODEVICE=nope0", "ENODEV", "ip link"),
    ("TCP_MAXSEG=1", "EINVAL", "TCP_MAXSEG"),
    ("IPV6_V6ONLY=1", "ENOPROTOOPT", "IPV6_V6ONLY"),
])
def test_errors_name_the_option(run, word, symbol, said):
    child = run("listen", "--set", word, "-w", "0", "127.0.0.1", "0")
    name = word.split("=")[0]
    assert child.status == 1
    assert child.err.startswith(f"sockdemo: setsockopt {name}: {symbol}: ")
    assert said in child.err


def test_at_the_prompt(terminal, server, closing):
    sock = server()
    screen = terminal("connect", "127.0.0.1", str(sock.getsockname()[1]),
                      rows=60, columns=100)
    peer = closing(Peer(sock.accept()[0]))
    screen.see_line(r"127\.0\.0\.1:\d+>")
    screen.type("/set\n")
    for name in "SO_KEEPALIVE = 0", "TCP_NODELAY = 0", "SO_LINGER = {0, 0}":
        screen.see(f"= {name}")
    assert "IPV6_V6ONLY" not in screen.text
    screen.type("/set TCP_NODELAY\n")  # to look at it changes nothing
    screen.see("whether small pieces are sent at once")
    assert "= TCP_NODELAY = 1" not in screen.text
    screen.type("/set TCP_NODELAY=1\n")
    screen.see("= TCP_NODELAY = 1")
    screen.type("/set SO_LINGER 4\n")
    screen.see("= SO_LINGER = {1, 4}")
    screen.type("/set TCP_KEEPIDLE\n")
    screen.see("= TCP_KEEPIDLE = 7200")
    screen.see("net.ipv4.tcp_keepalive_time decides")
    screen.type("/set TCP_NODELAI=1\n")
    screen.see("did you mean TCP_NODELAY?")
    screen.type("/set TCP_MAXSEG=1\n")
    screen.see("setsockopt TCP_MAXSEG: EINVAL")
    screen.type("still here\n")
    assert peer.recv(11) == b"still here\n"
    screen.type("/close\n")
    screen.see("closed on this end")
    screen.type("/set SO_LINGER\n")
    screen.see("no socket any more")


def test_the_network_decides_the_largest_segment(terminal, server):
    screen = terminal("connect", "127.0.0.1", str(server().getsockname()[1]),
                      columns=100)
    screen.see_line(r"127\.0\.0\.1:\d+>")
    screen.type("/set TCP_MAXSEG\n")
    screen.see("the largest packet of the network (MTU)")
    screen.see("only when set before connect()")
    assert "unless it is set, Linux has" not in screen.text


def test_told_at_the_prompt_with_v(terminal, server, closing):
    sock = server()
    screen = terminal("connect", "-v", "127.0.0.1",
                      str(sock.getsockname()[1]), rows=60, columns=100)
    closing(sock.accept()[0])
    screen.see_line(r"127\.0\.0\.1:\d+>")
    screen.type("/set IP_TTL=5\n")
    screen.see("* setsockopt(3, IPPROTO_IP, IP_TTL, 5) = 0")
    screen.see("= IP_TTL = 5")
    assert screen.text.count("= IP_TTL = 5") == 1
    screen.type("/set SO_RCVBUF=8192\n")
    screen.see("only when set before connect()")
    assert screen.text.count("for a program that does not read yet") == 1


@pytest.mark.parametrize("lang, decides, way, again, unix, lacks", [
    ("en", "net.core.rmem_default decides", "and are on their way",
     "may have the same", "it changes nothing here",
     "this socket has no such option"),
    ("pt", "depende de net.core.rmem_default", "ainda a caminho",
     "pode ter a mesma porta", "aqui não muda nada",
     "este socket não tem essa opção"),
])
def test_what_is_not_so_without_tcp(
        terminal, run, tmp_path, monkeypatch, lang, decides, way, again, unix,
        lacks):
    """Other buffers, and no TIME_WAIT that SO_REUSEADDR would be for."""
    screen = terminal("connect", "-u", "--lang", lang, "127.0.0.1", "9",
                      columns=120)
    screen.see_line(r"127\.0\.0\.1:9>")
    screen.type("/set SO_RCVBUF\r/set SO_SNDBUF\r")
    screen.see(decides)
    screen.see(way)
    assert "tcp_rmem" not in screen.text and "listen()" not in screen.text
    screen.type("/set TCP_MAXSEG\r")
    screen.see_line(rf"TCP_MAXSEG: {lacks}")
    assert "SYN" not in screen.text
    screen.type("/set SO_REUSEADDR\r")
    screen.see(again)
    assert "TIME_WAIT" not in screen.text
    monkeypatch.chdir(tmp_path)
    for where, says in (["-u", "127.0.0.1", "0"], again), (["-U", "a"], unix):
        err = run("listen", "-vv", "-w", "0", "--lang", lang, "--set",
                  "SO_REUSEADDR", *where).err
        said = err.split("SO_REUSEADDR, 1) = 0\n")[1].split("\n= ")[0]
        assert says in " ".join(said.split())
        assert "TIME_WAIT" not in said and "ICMP" not in said
        assert said.count("\n") <= 2


def test_the_listener_hands_it_on(listen, client):
    """What the manual says of accepted sockets: seen from the other end."""
    child = listen("--set", "TCP_MAXSEG=600")
    peer = client(child.port)
    assert peer.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG) <= 600

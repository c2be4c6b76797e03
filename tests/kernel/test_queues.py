"""What waits: for accept(), to be sent, to be acknowledged, to be read; and the
knobs that make it wait (--no-accept, --no-read, /fill).
"""

import fcntl
import re
import signal
import socket
import struct
import subprocess
import termios

import pytest

from conftest import TIMEOUT, Peer, eventually, listening_port, needs
from evidence import TcpInfo, rows, ss, state
from person import Person  # noqa: F401: skips where there is no pyte


def ports(peer):
    """Ours, and the peer's."""
    return peer.sock.getpeername()[1], peer.sock.getsockname()[1]


def unread(sock):
    """SIOCINQ of a Python socket."""
    return struct.unpack("i", fcntl.ioctl(sock, termios.FIONREAD, b"1234"))[0]


def told(one, pattern, command):
    """What the answer to a command says."""
    above = len(one.lines)
    one.type(command + "\r")
    text = re.compile(pattern.replace(" ", r"\s+"), re.M)
    return one.until(lambda: text.search("\n".join(one.lines[above:])))


# --- accept() ---

@pytest.fixture
def waiting(person, closing):
    """A server that does not accept, and clients of it that try."""
    def waiting(backlog, clients, *args):
        one = person.alone("listen", "--no-accept", "--backlog", str(backlog),
                           *args, "127.0.0.1", "0")
        one.port = listening_port(one.pid)
        one.see("all>")
        one.clients = []
        for _ in range(clients):
            sock = closing(socket.socket())
            sock.setblocking(False)
            sock.connect_ex(("127.0.0.1", one.port))
            one.clients.append(sock)
            # One after another: in a rush one more may believe it is in.
            eventually(lambda: TcpInfo(sock).state in (1, 2))
        return one
    return waiting


def test_one_more_than_the_backlog_gets_in(waiting):
    one = waiting(1, 4)
    assert [TcpInfo(sock).state for sock in one.clients] == [1, 1, 2, 2]
    told(one, "= socket 3: LISTEN; waiting 2, backlog 1 .TCP_INFO.", "/queues")
    one.see("Linux lets in one more than the backlog")
    assert ss(one.port).split()[:2] == ["2", "1"]


def test_accept_takes_one_and_another_gets_in(waiting):
    """Connections are made, and bytes sent, before accept()."""
    one = waiting(1, 3, "-v")
    one.clients[0].send(b"thirteen byte")
    here = one.clients[0].getsockname()[1]
    eventually(lambda: rows(one.port, here)[0]["unread"] == 13)
    assert rows(one.port, here)[0]["inode"] == 0
    told(one, "client 1 connected", "/accept")
    one.see("thirteen byte")
    # Its SYN is sent again, and there is room now.
    eventually(lambda: TcpInfo(one.clients[2]).state == 1)
    told(one, "waiting 2, backlog 1", "/queues")
    told(one, "client 2 connected", "/accept")
    told(one, "client 3 connected", "/accept")
    told(one, "no connection waits: accept.. would wait for one", "/accept")


def test_accept_keeps_to_max_clients(waiting):
    one = waiting(3, 2, "--max-clients", "1")
    told(one, "client 1 connected", "/accept")
    told(one, "as many clients as --max-clients", "/accept")
    one.clients[0].close()
    one.see("client 1 finished sending; its connection is closed")
    told(one, "client 2 connected", "/accept")


def test_nobody_at_a_prompt_to_accept(listen):
    """In a pipe nobody can type /accept: it waits, and ends as it is told."""
    child = listen("--echo", "--no-accept", stdin=subprocess.DEVNULL)
    with socket.create_connection(("127.0.0.1", child.port)):
        child.signal(signal.SIGINT)
        assert (child.wait(), child.out) == (-signal.SIGINT, b"")


def test_who_is_accepted_at_once_needs_no_command(person):
    one = person.alone("listen", "-k", "127.0.0.1", "0")
    with socket.create_connection(("127.0.0.1", listening_port(one.pid))):
        one.see("all>")
        told(one, "start with --no-accept", "/accept")


def test_the_queue_of_a_unix_domain_socket(person, closing, tmp_path,
                                           monkeypatch):
    monkeypatch.chdir(tmp_path)
    one = person.alone("listen", "--no-accept", "--backlog", "1", "-U", "a")
    one.see("all>")
    for _ in range(2):
        sock = closing(socket.socket(socket.AF_UNIX))
        sock.connect("a")
    told(one, "= socket 3: waiting 2, backlog 1 .sock_diag.", "/queues")
    done = subprocess.run([needs("ss"), "-Hxl", "src", "a"], text=True,
                          stdout=subprocess.PIPE, timeout=TIMEOUT)
    assert done.stdout.split()[2:4] == ["2", "1"]
    told(one, "client 1 connected", "/accept")


@pytest.mark.parametrize("args, word", [
    (["listen", "-u", "--no-accept", "0"], "--no-accept"),
    (["listen", "--echo", "--no-read", "0"], "--no-read"),
    (["connect", "--no-accept", "127.0.0.1", "1"], "--no-accept"),
])
def test_what_does_not_go_together(run, args, word):
    child = run(*args)
    assert child.status == 2 and word in child.err


# --- recv() ---

def test_bytes_wait_while_nobody_reads(person):
    """They are acknowledged: by this end's kernel, not by its program."""
    one = person("listen", "--no-read")
    one.peer.send(b"um\n")
    one.peer.send(b"dois\n")
    one.peer.send(b"tres\n")
    eventually(lambda: TcpInfo(one.peer.sock).unacked == 0)
    told(one, r"= socket 4: ESTABLISHED; unsent 0, in flight 0, unread 13 "
         r"\(TCP_INFO, SIOCOUTQ, SIOCINQ\)", "/queues")
    assert rows(*ports(one.peer))[0]["unread"] == 13
    assert "um" not in one.text
    told(one, r"\| um\n\| dois\n\| tres", "/read 2048")
    told(one, "unread 0", "/queues")


def test_one_recv_is_as_much_as_was_asked_for(person):
    one = person("connect", "--no-read", "-v")
    one.peer.send(b"abcde")
    eventually(lambda: rows(*ports(one.peer))[0]["unread"] == 5)
    told(one, r"< recv\(3, 2\) = 2", "/read 2")
    told(one, r"< recv\(3, 2048\) = 3", "/read")


def test_recv_waits_for_something(person):
    one = person("connect", "--no-read")
    told(one, "nothing has come yet: recv.. waits", "/read 9")
    one.peer.send(b"at last, and more")
    one.see("| at last,")
    eventually(lambda: rows(*ports(one.peer))[0]["unread"] == 8)
    one.peer.finish()
    told(one, "and more", "/read")
    told(one, "the other end finished sending", "/read")
    told(one, "/read: there is nothing more to read", "/read")


def test_a_reset_is_noticed_by_reading_or_sending_only(person):
    one = person("connect", "--no-read")
    here, there = ports(one.peer)
    one.peer.reset()
    eventually(lambda: rows(here, there) == [])
    assert "ECONNRESET" not in one.text
    told(one, "ECONNRESET", "/read")


def test_what_comes_is_read_at_once_without_it(person):
    one = person("connect")
    told(one, "start with --no-read", "/read")


@pytest.mark.parametrize("word", ["x", "0", "-1", "1.5", "99999999999"])
def test_how_much_is_a_number(person, word):
    one = person("connect", "--no-read")
    told(one, "a number of bytes was expected, from 1 to", f"/read {word}")
    told(one, "a number of bytes was expected, from 1 to", f"/fill {word}")


def test_many_are_read_one_by_one(person, client):
    one = person.alone("listen", "-k", "--no-read", "127.0.0.1", "0")
    port = listening_port(one.pid)
    peers = client(port), client(port)
    peers[0].send(b"first\n")
    peers[1].send(b"second\n")
    one.see("client 2 connected")
    here, there = ports(peers[1])
    eventually(lambda: rows(here, there)[0]["unread"] == 7)
    told(one, "choose one client first, with /to N", "/read")
    one.type("/to 2\r")
    one.see("2>")
    told(one, "unread 7", "/queues")
    told(one, r"2\| sec", "/read 3")
    told(one, r"unread 4", "/queues 2")
    told(one, r"unread 6", "/queues 1")
    assert unread(peers[0].sock) == 0


def test_nothing_is_read_without_a_prompt_either(with_server):
    child, peer = with_server("--no-read", "-v")
    peer.send(b"abc")
    eventually(lambda: rows(*ports(peer))[0]["unread"] == 3)
    child.send(b"out\n")
    assert peer.recv(4) == b"out\n"
    peer.finish()
    eventually(lambda: state(*ports(peer)) == "CLOSE_WAIT")
    assert child.running() and child.out == b"" and "recv(" not in child.err


def test_a_failure_ends_it_without_a_prompt(with_client):
    child, peer = with_client("--no-read", "-v")
    child.wait_err("raddr=")
    here, there = ports(peer)
    peer.reset()
    eventually(lambda: rows(here, there) == [])
    child.send(b"x\n")
    assert child.wait() == 1


# --- datagrams ---

def test_datagrams_wait_and_are_cut(person, closing):
    one = person.alone("listen", "-u", "--no-read", "127.0.0.1", "0")
    line = one.see_line(r"bound laddr=127.0.0.1:(\d+)")
    sock = closing(socket.socket(type=socket.SOCK_DGRAM))
    sock.connect(("127.0.0.1", int(line[1])))
    sock.send(b"0123456789")
    one.see(">")
    told(one, r"= socket 3: the next datagram has 10 bytes \(SIOCINQ\)",
         "/queues")
    told(one, "a datagram of 10 bytes, of which 4 fit", "/read 4")
    told(one, "no datagram waits here, or an empty one", "/queues")


def drops(port):
    """What /proc/net/udp has of a port."""
    with open("/proc/net/udp", encoding="ascii") as table:
        for fields in map(str.split, table):
            if fields[1].endswith(f":{port:04X}"):
                return int(fields[-1])


def test_datagrams_that_find_no_room_are_counted(person, closing):
    one = person.alone("listen", "-u", "-k", "--no-read", "--set",
                       "SO_RCVBUF=2048", "127.0.0.1", "0")
    line = one.see_line(r"bound laddr=127.0.0.1:(\d+)")
    sock = closing(socket.socket(type=socket.SOCK_DGRAM))
    sock.connect(("127.0.0.1", int(line[1])))
    for _ in range(200):
        sock.send(b"x" * 500)
    lost = drops(int(line[1]))
    assert 0 < lost < 200
    told(one, rf"= dropped on this socket so far: {lost} \(SO_MEMINFO\)",
         "/queues")


# --- send() ---

def small(person, server, closing, *args):
    """A client whose server has a small receive buffer; and its other end."""
    sock = server()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    one = person.alone("connect", *args, "127.0.0.1",
                       str(sock.getsockname()[1]), rows=200)
    one.peer = closing(Peer(sock.accept()[0]))
    one.see("connected to")
    return one


def test_filling_stops_where_the_buffers_end(person, server, closing):
    """The kernel takes less than it is given, and then nothing."""
    one = small(person, server, closing, "-v", "--set", "SO_SNDBUF=4096")
    match = told(one, r"(\d+) of 200000000 bytes were taken; send\(\) calls: "
                 r"(\d+); the next one failed with EAGAIN", "/fill 200000000")
    taken = int(match[1])
    # Once what could be sent is acknowledged, the kernel asks for room.
    eventually(lambda: rows(*ports(one.peer))[0]["timer"] == 4)
    match = told(one, r"unsent (\d+), in flight 0, unread 0", "/queues")
    assert rows(*ports(one.peer))[0]["queued"] == int(match[1]) > 0
    # All of it arrives, once somebody reads.
    data = one.peer.recv(taken)
    assert data[:64] == (b"0123456789abcdefghijklmnopqrstuvwxyz"
                         b"ABCDEFGHIJKLMNOPQRSTUVWXYZ.\n")
    assert data == (data[:64] * (taken // 64 + 1))[:taken]
    one.settle()
    told(one, "unsent 0, in flight 0", "/queues")


def test_all_of_it_fits(person):
    one = person("listen")
    told(one, r"all 1000 bytes were taken; send\(\) calls: 1", "/fill 1000")
    assert len(one.peer.recv(1000)) == 1000
    told(one, "bytes sent: 1000", "/info")


def test_a_window_of_0(person, server, closing):
    """The kernel asks for room by a timer of its own."""
    one = small(person, server, closing, "-vvv")
    told(one, "the next one failed with EAGAIN", "/fill 9000000")
    eventually(lambda: rows(*ports(one.peer))[0]["timer"] == 4)
    told(one, r"the other end's window: 0 bytes", "/queues")
    told(one, r"the kernel asks for room in [\d.]+ m?s", "/queues")
    assert "timer:(persist," in ss(*ports(one.peer))
    one.see("usually its program does not read")


def test_datagrams_fill_in_pieces(person, closing):
    sock = closing(socket.socket(type=socket.SOCK_DGRAM))
    sock.bind(("127.0.0.1", 0))
    sock.settimeout(TIMEOUT)
    one = person.alone("connect", "-u", "127.0.0.1",
                       str(sock.getsockname()[1]))
    one.see("is not known yet")
    told(one, r"all 1200 bytes were taken; send\(\) calls: 3", "/fill 1200")
    assert [len(sock.recv(2048)) for _ in range(3)] == [500, 500, 200]


def test_one_of_many_is_filled(person, client):
    one = person.alone("listen", "-k", "127.0.0.1", "0")
    peers = [client(listening_port(one.pid)) for _ in range(2)]
    one.see("client 2 connected")
    told(one, "choose one client first", "/fill 10")
    one.type("/to 2\r")
    told(one, "all 10 bytes were taken", "/fill 10")
    assert peers[1].recv(10) == b"0123456789"
    told(one, "client 2: .* bytes sent: 10", "/clients")


@pytest.mark.parametrize("level", ["-vvv", "-v"])
def test_after_each_send_and_receive(with_client, level):
    child, peer = with_client(level)
    child.send(b"12345\n")
    assert peer.recv(6) == b"12345\n"
    peer.send(b"abc")
    child.wait_out(b"abc")
    child.end_input()
    peer.finish()
    child.wait()
    text = re.sub(r"\s+", " ", child.err)
    found = re.findall(r"= socket 3: ESTABLISHED; unsent (\d+), in flight "
                       r"(\d+), unread (\d+) \(TCP_INFO", text)
    assert len(found) == (2 if level == "-vvv" else 0)
    assert not found or found[1][2] == "0"

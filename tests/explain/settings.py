"""What is there for a program to fail on: a closed port, a full queue, ...

Each is a context manager that is given the folder in which the program will
run, and yields the host and the port that stand in its command. All ports are
those that port 0 gave, and all traffic stays on this machine: what needs other
addresses, names or routes happens in name spaces of its own (IN_NAMESPACE), in
which record.py runs itself.
"""

import contextlib
import os
import socket
import struct
import subprocess
import threading
from pathlib import Path

LOCAL = "127.0.0.1"
OURS = "192.0.2.7"        # in the name space: an address of this machine
NO_ROUTE = "203.0.113.5"  # no route goes there
REJECTED = "198.51.100.7"  # the route there says that it cannot be reached
NAME = "servidor.example"
GUEST = "127.0.0.2", 0  # from another address nobody connects to himself

IN_NAMESPACE = set()
ORDINARY = set()  # those where the program may not be root's


def in_namespace(setting):
    IN_NAMESPACE.add(setting)
    return setting


def ordinary(setting):
    ORDINARY.add(setting)
    return setting


# --- nobody there, or somebody who does not let in ---

@contextlib.contextmanager
def closed(folder, host=LOCAL):
    """Nobody listens; bound all the same, so that nobody else gets the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as s:
        s.bind((host, 0))
        yield s.getsockname()[:2]


@contextlib.contextmanager
def free(folder, host=LOCAL):
    """A port that was free a moment ago, at every address."""
    with socket.socket() as s:
        s.bind(("", 0))
        port = s.getsockname()[1]
    yield host, port


@contextlib.contextmanager
def udp_closed(folder):
    """Nobody receives: its only socket is connected to itself."""
    with socket.socket(type=socket.SOCK_DGRAM) as s:
        s.bind((LOCAL, 0))
        s.connect(s.getsockname())
        yield s.getsockname()


@contextlib.contextmanager
def silent(folder, host=LOCAL):
    """The accept queue is full: the kernel drops every further SYN."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind((host, 0))
        server.listen(0)
        while True:
            client = stack.enter_context(socket.socket())
            client.settimeout(0.5)
            try:
                client.connect(server.getsockname())
            except TimeoutError:
                break
        yield server.getsockname()


# --- one's own address ---

@contextlib.contextmanager
def busy(folder):
    with socket.socket() as s:
        s.bind((LOCAL, 0))
        s.listen()
        yield s.getsockname()


@contextlib.contextmanager
def busy_udp(folder):
    with socket.socket(type=socket.SOCK_DGRAM) as s:
        s.bind((LOCAL, 0))
        yield s.getsockname()


@contextlib.contextmanager
def time_wait(folder):
    """A server ended first, a moment ago."""
    with socket.socket() as server:
        server.bind((LOCAL, 0))
        server.listen()
        address = server.getsockname()
        with socket.create_connection(address) as client:
            server.accept()[0].close()
            client.recv(1)
    yield address


@ordinary
@contextlib.contextmanager
def privileged(folder):
    """Port 80, for somebody who is not root."""
    yield LOCAL, 80


@ordinary
def unprivileged(folder):
    """Somebody who is not root."""
    return free(folder)


@contextlib.contextmanager
def foreign(folder):
    """An address that no machine has (RFC 5737): bind() sends nothing."""
    with free(folder, "192.0.2.1") as address:
        yield address


# --- servers that let in, and then ... ---

@contextlib.contextmanager
def serving(handler):
    """handler(conn) for each client, in a thread; all stay open to the end,
    unless the handler closes them."""
    kept = []
    server = socket.create_server((LOCAL, 0))

    def work(conn):
        with contextlib.suppress(OSError):
            handler(conn)

    def accept():
        with contextlib.suppress(OSError):
            while True:
                conn, _ = server.accept()
                kept.append(conn)
                threading.Thread(target=work, args=(conn,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server.getsockname()
    finally:
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        for s in server, *kept:
            s.close()


def reset(conn):
    conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                    struct.pack("ii", 1, 0))
    conn.close()


def mute(folder):
    """Says nothing, and stays."""
    return serving(lambda conn: None)


def resets(folder):
    """A RST once something came."""
    def handler(conn):
        conn.recv(1)
        reset(conn)
    return serving(handler)


def ends(folder):
    """A FIN at once: what is sent to it then is answered by a RST. The file
    "finished" is there as soon as the FIN is."""
    def handler(conn):
        conn.close()
        (folder / "finished").touch()
    return serving(handler)


def ends_later(folder):
    """A FIN once a request was read."""
    def handler(conn):
        conn.recv(65536)
        conn.close()
    return serving(handler)


def says(data):
    """The same bytes to all who say something, and then a FIN."""
    def setting(folder):
        def handler(conn):
            conn.recv(65536)
            conn.sendall(data)
            conn.shutdown(socket.SHUT_WR)
        return serving(handler)
    return setting


def greets(folder):
    def handler(conn):
        conn.sendall(b"hello\n")
        conn.shutdown(socket.SHUT_WR)
    return serving(handler)


def echo(folder):
    def handler(conn):
        while data := conn.recv(65536):
            conn.sendall(data)
        conn.shutdown(socket.SHUT_WR)
    return serving(handler)


# --- clients, for servers that fail once somebody is there ---

@contextlib.contextmanager
def visiting(behave):
    """A free port; as soon as a server has it, behave(conn)."""
    over = threading.Event()

    def visit(address):
        while not over.wait(0.02):
            with contextlib.suppress(OSError):
                with socket.create_connection(address,
                                              source_address=GUEST) as conn:
                    behave(conn)
                    return

    with free(None) as address:
        visitor = threading.Thread(target=visit, args=(address,), daemon=True)
        visitor.start()
        yield address
        over.set()


def visited(folder):
    def behave(conn):
        conn.sendall("Olá!".encode())
        while conn.recv(1024):
            pass
    return visiting(behave)


def visited_and_reset(folder):
    def behave(conn):
        conn.recv(1024)
        reset(conn)
    return visiting(behave)


# --- sockets that have a path for an address ---

@contextlib.contextmanager
def unix_stale(folder):
    """The file is there, and nobody listens any more."""
    with socket.socket(socket.AF_UNIX) as s:
        s.bind(str(folder / "chat.sock"))
    os.chmod(folder / "chat.sock", 0o777)
    with free(folder) as address:
        yield address


@contextlib.contextmanager
def unix_busy(folder):
    with socket.socket(socket.AF_UNIX) as s:
        s.bind(str(folder / "chat.sock"))
        s.listen()
        with free(folder) as address:
            yield address


# --- in a name space of one's own: other networks, and names ---

def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


def sysctl(name, value):
    Path("/proc/sys/net", name).write_text(value)


def lay_over(folder, path, text):
    """Another file in the place of one of the machine's, for this mount name
    space alone."""
    file = folder / Path(path).name
    file.write_text(text)
    subprocess.run(["mount", "--bind", file, path], check=True)
    file.unlink()


@contextlib.contextmanager
def network(folder, host=LOCAL):
    """An interface with an address, and nothing at its other end."""
    ip("link set lo up")
    ip("link add net0 type veth peer name net1")
    ip(f"addr add {OURS}/24 brd + dev net0")
    ip("link set net0 up")
    ip("link set net1 up")
    with free(folder, host) as address:
        yield address


@in_namespace
@contextlib.contextmanager
def lost(folder):
    """Every SYN is dropped, and the kernel gives up after two."""
    with network(folder), silent(folder, OURS) as address:
        sysctl("ipv4/tcp_syn_retries", "1")
        yield address


@in_namespace
def no_route(folder):
    return network(folder, NO_ROUTE)


@in_namespace
@contextlib.contextmanager
def unreachable(folder):
    with network(folder, REJECTED) as address:
        ip(f"route add unreachable {REJECTED}")
        yield address


@in_namespace
@contextlib.contextmanager
def prohibited(folder):
    with network(folder, REJECTED) as address:
        ip(f"route add prohibit {REJECTED}")
        yield address


@in_namespace
def broadcast(folder):
    return network(folder, OURS.rsplit(".", 1)[0] + ".255")


@in_namespace
@contextlib.contextmanager
def few_ports(folder):
    """A server, and two ports for all who connect."""
    ip("link set lo up")
    with socket.create_server((LOCAL, 0)) as server:
        address = server.getsockname()
        low = 40000 if address[1] > 50000 else 50000
        sysctl("ipv4/ip_local_port_range", f"{low} {low + 1}")
        yield address


@in_namespace
@contextlib.contextmanager
def two_localhosts(folder):
    """localhost is ::1 and 127.0.0.1, and nobody listens on either."""
    ip("link set lo up")
    lay_over(folder, "/etc/hosts", f"::1 localhost\n{LOCAL} localhost\n")
    with closed(folder) as (_, port):
        yield "localhost", port


def dns(answer):
    """A DNS server that answers every query so: answer(query) -> bytes."""
    server = socket.socket(type=socket.SOCK_DGRAM)
    server.bind((LOCAL, 53))

    def work():
        while True:
            query, client = server.recvfrom(512)
            server.sendto(answer(query), client)
    threading.Thread(target=work, daemon=True).start()


def answer(rcode):
    """The query itself, as an answer without an address (RFC 1035, 4.1.1)."""
    flags = struct.pack("!H", 0x8180 | rcode)
    return lambda query: query[:2] + flags + query[4:6] + bytes(6) + query[12:]


def names(rcode):
    """HOST is a name; a DNS server answers with this code, or there is
    none."""
    @in_namespace
    @contextlib.contextmanager
    def setting(folder):
        ip("link set lo up")
        lay_over(folder, "/etc/hosts", f"{LOCAL} localhost\n")
        lay_over(folder, "/etc/resolv.conf", f"nameserver {LOCAL}\n")
        if rcode is not None:
            dns(answer(rcode))
        with free(folder, NAME) as address:
            yield address
    return setting


unknown = names(3)     # NXDOMAIN
no_address = names(0)  # there is the name, without an address
no_dns = names(None)

"""Unix-domain sockets: paths, abstract names, and whose file is removed."""

import contextlib
import errno
import fcntl
import os
import select
import shutil
import signal
import socket
import stat
import sys
import tempfile
import termios
import zlib
from pathlib import Path

import pytest

from conftest import (PROGRAM, TIMEOUT, WRAPPER, Peer, at_rest, clean_env,
                      eventually, needs, proc_stat, unprivileged)
from transports import check, listen_unix, listens, path, traced

__all__ = ["listen_unix", "path", "traced"]

INJECT = PROGRAM.parent / "tests/inject"

KINDS = {"stream": [], "datagram": ["-u"]}


@pytest.fixture
def unix(closing):
    """A socket in Python, bound if there is a path; "@name" is abstract."""
    def unix(path=None, kind=socket.SOCK_STREAM, listen=True):
        sock = closing(socket.socket(socket.AF_UNIX, kind))
        sock.settimeout(TIMEOUT)
        if path is not None:
            sock.bind(real(path))
            if kind == socket.SOCK_STREAM and listen:
                sock.listen(5)
        return sock
    return unix


def real(path):
    return "\0" + path[1:] if path.startswith("@") else path


def leave_behind(path, kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_UNIX, kind) as sock:
        sock.bind(path)


def a_name(tmp_path):
    """An abstract name that no other test has."""
    return f"@{zlib.crc32(str(tmp_path).encode()):x}-{os.getpid()}"


# --- both roles ---

@pytest.mark.parametrize("where", ["path", "abstract"])
def test_a_server(listen_unix, unix, path, tmp_path, where):
    name = path if where == "path" else a_name(tmp_path)
    child, sock = listen_unix(name), unix()
    child.wait_err(f"^listening laddr={name}$")
    sock.connect(real(name))
    peer = Peer(sock)
    peer.send(b"hello")
    child.wait_out(b"hello")
    child.send("Olá".encode())
    assert peer.recv(4) == "Olá".encode()
    peer.finish()
    child.end_input()
    assert peer.recv_all() == b""
    assert child.wait() == 0
    assert not Path(path).exists()


@pytest.mark.parametrize("where", ["path", "abstract"])
def test_a_client(sockdemo, unix, path, tmp_path, where):
    name = path if where == "path" else a_name(tmp_path)
    sock = unix(name)
    child = sockdemo("connect", "-U", "-v", name)
    peer = Peer(sock.accept()[0])
    child.wait_err(f"connected to {name}")
    child.send(b"hello")
    assert peer.recv(5) == b"hello"
    peer.send(b"answer")
    peer.finish()
    child.end_input()
    assert peer.recv_all() == b""
    peer.close()
    assert child.wait() == 0 and child.out == b"answer"


@pytest.mark.parametrize("where", ["path", "abstract"])
def test_datagrams(listen_unix, sockdemo, path, tmp_path, where):
    name = path if where == "path" else a_name(tmp_path)
    server = listen_unix(name, "-u", "--exit-on-eof")
    server.wait_err(f"^bound laddr={name}$")
    client = sockdemo("connect", "-u", "-U", "-v", name)
    client.wait_err("the system chooses one")
    client.wait_err(rf"^    laddr=@\w+ raddr={name}$")
    client.send(b"hello")
    server.wait_out(b"hello")
    server.send(b"answer")
    client.wait_out(b"answer")
    server.end_input()
    assert server.wait() == 0
    assert not Path(path).exists()


def test_a_big_datagram(listen_unix, unix, path):
    child, sock = listen_unix(path, "-u"), unix(kind=socket.SOCK_DGRAM)
    sock.sendto(b"x" * 100000, path)
    child.wait_err(r"= 100000$")
    child.wait_out(b"^x{100000}$")


@pytest.mark.parametrize("lang, says", [
    ("en", "the sender has no address, so that it cannot be answered"),
    ("pt", "o remetente não tem endereço, pelo que não se lhe pode responder"),
])
def test_a_nameless_sender(listen_unix, unix, path, lang, says):
    child = listen_unix(path, "-u", "--lang", lang)
    unix(kind=socket.SOCK_DGRAM).sendto(b"x", path)
    child.wait_err(r"^< recvfrom\(3, \d+, MSG_TRUNC, \(unnamed\)\) = 1$")
    child.wait_err(says)
    named = unix("b.sock", socket.SOCK_DGRAM)
    child.send(b"answer")  # to whoever has an address
    named.sendto(b"y", path)
    assert named.recv(100) == b"answer"


def test_who_does_not_read_only_slows_us(listen_unix, unix, path):
    """Its queue is full: EAGAIN, and time alone tells when there is room."""
    child, sock = listen_unix(path, "-u"), unix("b.sock", socket.SOCK_DGRAM)
    sock.sendto(b"x", path)
    child.wait_out(b"x")
    for n in range(40):
        child.send(b"%02d" % n)
        child.wait_err(rf'^> sendto\(3, "{n:02}"|EAGAIN') if n < 5 else None
    before = proc_stat(child.pid)[1]
    got = b"".join(sock.recv(100) for _ in range(1))
    while len(got) < 80:
        got += sock.recv(100)
    assert got == b"".join(b"%02d" % n for n in range(40))
    assert proc_stat(child.pid)[1] - before < 50


@pytest.mark.parametrize("lang, says", [
    ("en", r"= whoever called {}\(\) there is process {}, of user {}, group {}"),
    ("pt", r"= quem lá chamou {}\(\) foi o processo {}, do utilizador {}, grupo {}"),
])
def test_the_other_end_is_known(listen_unix, sockdemo, path, lang, says):
    server = listen_unix(path, "--lang", lang)
    client = sockdemo("connect", "-U", "-v", "--lang", lang, path)
    ours = os.getuid(), os.getgid()
    if not WRAPPER:
        server.wait_err(says.format("connect", client.pid, *ours) + "$")
        client.wait_err(says.format("listen", server.pid, *ours) + "$")


@pytest.mark.parametrize("lang, says, came, left", [
    ("en", r"= whoever called {}\(\) there is process {}, of user {}, group {}",
     "client 1 connected: pid {}", "client 1 closed the connection with data unread"),
    ("pt", r"= quem lá chamou {}\(\) foi o processo {}, do utilizador {}, grupo {}",
     "o cliente 1 ligou-se: pid {}", "o cliente 1 fechou a ligação com dados por ler"),
])
def test_each_of_many_is_known(
        listen_unix, unix, path, lang, says, came, left):
    child, sock = listen_unix(path, "-k", "--lang", lang), unix()
    sock.connect(path)
    child.wait_err(came.format(os.getpid()) + "$")
    child.wait_err(says.format("connect", os.getpid(), os.getuid(),
                               os.getgid()) + "$")
    child.send(b"unread")
    assert select.select([sock], [], [], TIMEOUT)[0]
    sock.close()
    child.wait_err(left)
    assert "RST" not in child.err


def test_many_on_a_terminal(terminal, unix, path):
    screen = terminal("listen", "-k", "-U", path)
    screen.see("waiting for a client")
    first, second = unix(), unix()
    first.connect(path)
    screen.see(f"client 1 connected: pid {os.getpid()}")
    second.connect(path)
    screen.see(f"client 2 connected: pid {os.getpid()}")
    screen.see_line("all>")
    screen.type("/clients\r")
    screen.see(f"client 1: pid {os.getpid()}; bytes sent: 0")
    first.close()
    screen.see("client 1 finished sending")


def test_who_of_many_was_idle(listen_unix, unix, path):
    child = listen_unix(path, "-k", "-i", "0.1")
    sock = unix()
    sock.connect(path)
    child.wait_err(r"^sockdemo: client 1: nothing passed for 0\.1 s \(-i\)$")


# --- whose file it is ---

@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_removes_it(listen_unix, path, kind, number):
    child = listen_unix(path, *KINDS[kind])
    assert stat.S_ISSOCK(os.lstat(path).st_mode)
    child.signal(number)
    assert child.wait() == -number
    assert not os.path.lexists(path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_deadline_removes_it(run, path, kind):
    child = run("listen", "-U", *KINDS[kind], "-w", "0.1", path)
    assert child.status == 1
    assert f"sockdemo: listen {path}: timed out" in child.err
    assert not os.path.lexists(path)


def test_another_ones_is_left(listen_unix, unix, path):
    child = listen_unix(path)
    os.unlink(path)
    unix(path)
    child.signal(signal.SIGTERM)
    child.wait()
    assert stat.S_ISSOCK(os.lstat(path).st_mode)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("was", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
@pytest.mark.parametrize("lang, says", [
    ("en", "was left behind"), ("pt", "foi deixado por um programa que já")])
def test_a_stale_one_is_replaced(listen_unix, path, kind, was, lang, says):
    leave_behind(path, was)
    child = listen_unix(path, *KINDS[kind], "--lang", lang)
    child.wait_err(says)
    assert 'unlink("a.sock") = 0' in child.err
    child.signal(signal.SIGTERM)
    child.wait()
    assert not os.path.lexists(path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("listening", [True, False])
def test_a_live_one_is_left_in_peace(run, unix, path, kind, listening):
    """Bound is live, also before listen(); and it hears nothing of us."""
    sock = unix(path, listen=listening)
    child = run("listen", "-U", *KINDS[kind], path)
    assert child.status == 1
    assert "sockdemo: bind a.sock: EADDRINUSE: " in child.err
    assert "it was not touched" in child.err
    assert os.path.lexists(path)
    assert not listening or select.select([sock], [], [], 0)[0] == []


def test_a_live_one_for_datagrams(run, unix, path):
    sock = unix(path, socket.SOCK_DGRAM)
    child = run("listen", "-U", "-u", path)
    assert child.status == 1 and "EADDRINUSE" in child.err
    assert select.select([sock], [], [], 0)[0] == []
    unix(kind=socket.SOCK_DGRAM).sendto(b"x", path)
    assert sock.recv(9) == b"x"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", ["file", "folder", "link", "dangling"])
def test_nothing_else_is_touched(run, unix, path, kind, what):
    if what == "file":
        Path(path).write_text("precious")
    elif what == "folder":
        os.mkdir(path)
    elif what == "link":
        leave_behind("b.sock")
        os.symlink("b.sock", path)
    else:
        os.symlink("nowhere", path)
    before = os.lstat(path)
    child = run("listen", "-U", *KINDS[kind], path)
    assert child.status == 1
    assert "a.sock exists and is not a socket; it was not touched." in \
        child.err
    after = os.lstat(path)
    assert (before.st_ino, before.st_size) == (after.st_ino, after.st_size)


@pytest.fixture
def common():
    """A folder that everybody may look into, with the program in it."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    shutil.copy(PROGRAM, folder)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_nobody(start, folder, *args, **env):
    child = start([*WRAPPER, str(folder / PROGRAM.name), *args], cwd=folder,
                  preexec_fn=unprivileged, env=clean_env(**env))
    return child, lambda: " ".join(child.err.split())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang, says", [
    ("en", "a.sock was left behind: no program has its socket any more; but "
     "this program could not remove it."),
    ("pt", "a.sock foi deixado por um programa que já terminou; mas este "
     "programa não o conseguiu remover.")])
def test_a_stale_one_of_another_user(start, common, kind, lang, says):
    """In /tmp, where only its owner may remove it; or where nobody may."""
    leave_behind(str(common / "a.sock"))
    (common / "a.sock").chmod(0o777)
    common.chmod(0o1777 if os.getuid() == 0 else 0o555)
    child, said = as_nobody(start, common, "listen", "-U", *KINDS[kind],
                            "--lang", lang, "a.sock")
    assert child.wait() == 1
    assert "bind a.sock: EADDRINUSE: " in said() and says in said()
    assert (common / "a.sock").exists()


@pytest.mark.parametrize("live", [True, False])
def test_one_that_may_not_be_connected_to(start, unix, common, live):
    """Then nobody knows whether it is live: nothing is said of its program."""
    name = str(common / "a.sock")
    unix(name) if live else leave_behind(name)
    (common / "a.sock").chmod(0)
    common.chmod(0o777)
    child, said = as_nobody(start, common, "listen", "-U", "a.sock")
    assert child.wait() == 1
    assert "bind a.sock: EADDRINUSE: " in said()
    assert "whether a program still has that socket could not be seen" in \
        said()
    assert "another program" not in said()
    assert (common / "a.sock").exists()


@pytest.mark.skipif(bool(WRAPPER), reason="it is on a carrier of its own")
@pytest.mark.parametrize("plan, replaced", [
    (f"socket/2:{errno.EMFILE} socket/3:{errno.EMFILE}", False),
    (f"connect/1:{errno.EACCES} connect/2:{errno.EACCES}", False),
    (f"connect/1:{errno.EINTR} connect/2:{errno.EINTR}", True)])
def test_a_check_that_fails(start, path, plan, replaced):
    leave_behind(path)
    child = start([str(INJECT), "listen", "-U", "-v", path],
                  env=clean_env(INJECT=plan))
    if replaced:
        child.wait_err(f"^listening laddr={path}$")
        return
    assert child.wait() == 1
    said = " ".join(child.err.split())
    assert "whether a program still has that socket could not be seen" in said
    assert "left behind" not in said and "another program" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_cannot_be_removed_in_the_end(start, common, kind):
    common.chmod(0o777)
    child, said = as_nobody(start, common, "listen", "-U", "-v",
                            *KINDS[kind], "a.sock")
    child.wait_err("^(listening|bound) laddr=")
    common.chmod(0o555)
    child.signal(signal.SIGTERM)
    assert child.wait() == -signal.SIGTERM
    assert "sockdemo: unlink a.sock: EACCES: " in said()


def test_that_is_a_failure(start, common, unix):
    common.chmod(0o777)
    child, said = as_nobody(start, common, "listen", "-U", "-v", "a.sock")
    child.wait_err("^listening laddr=")
    sock = unix()
    sock.connect(str(common / "a.sock"))
    child.wait_err(r"accept\(3\) = 4")
    common.chmod(0o555)
    sock.close()
    child.end_input()
    assert child.wait() == 1
    assert "sockdemo: unlink a.sock: EACCES: " in said()


def test_an_abstract_name_has_one_program(run, unix, tmp_path):
    name = a_name(tmp_path)
    unix(name)
    child = run("listen", "-U", name)
    assert child.status == 1
    assert f"Another socket already has the name {name}." in \
        " ".join(child.err.split())


# --- what is wrong is said ---

@pytest.mark.parametrize("role", ["listen", "connect"])
@pytest.mark.parametrize("lang, says", [
    ("en", "-U: the path has 108 bytes, and the address of a socket holds 107 "
     "at most"),
    ("pt", "-U: o caminho tem 108 bytes, e o endereço de um socket leva no "
     "máximo 107"),
])
def test_too_long(run, path, role, lang, says):
    child = run(role, "-U", "--lang", lang, "a" * 108)
    assert child.status == 2 and says in child.err
    assert child.err.count("\n") == 1 and os.listdir() == []


@pytest.mark.parametrize("name", ["a" * 107, "@" + "a" * 107])
def test_the_longest(listen_unix, sockdemo, path, name):
    server = listen_unix(name)
    server.wait_err(f"^listening laddr={name}$")
    client = sockdemo("connect", "-U", "-v", name)
    client.wait_err(f"raddr={name}$")


@pytest.mark.parametrize("words, says", [
    ([], "the path is missing"),
    ([""], "the path is missing"),
    (["@"], "the path is missing"),
    (["127.0.0.1", "1234"], "one argument, 127.0.0.1, is enough"),
    (["-4", "a"], "a path has no address and no port"),
    (["-6", "a"], "a path has no address and no port"),
    (["-s", "127.0.0.1", "a"], "a path has no address and no port"),
    (["-p", "1234", "a"], "a path has no address and no port"),
])
@pytest.mark.parametrize("role", ["listen", "connect"])
def test_usage(run, path, role, words, says):
    child = run(role, "-U", *words)
    assert child.status == 2 and says in child.err, child.err
    assert child.err.count("\n") == 1 and os.listdir() == []


@pytest.mark.parametrize("kind, options", [("stream", "-U"),
                                           ("datagram", "-u -U")])
@pytest.mark.parametrize("lang, says", [
    ("en", ["no such file", "a.sock does not exist: the server creates it, "
            "with bind().", "Try, in another terminal:"]),
    ("pt", ["ficheiro inexistente", "a.sock não existe: é o servidor que o "
            "cria, com o bind().", "Experimente, noutro terminal:"]),
])
def test_no_such_file(run, path, kind, options, lang, says):
    child = run("connect", "-U", *KINDS[kind], "--lang", lang, path)
    label, meaning, advice = says
    assert child.status == 1
    assert child.err == (f"sockdemo: connect a.sock: ENOENT: {label}\n"
                         f"    {meaning}\n"
                         f"    {advice} sockdemo listen {options} a.sock\n")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang, says", [
    ("en", "a.sock is there, but no program listens on that socket"),
    ("pt", "a.sock existe, mas nenhum programa está à escuta nesse socket"),
])
def test_nobody_behind_the_file(run, path, kind, lang, says):
    leave_behind(path)
    child = run("connect", "-U", *KINDS[kind], "--lang", lang, path)
    assert child.status == 1 and "ECONNREFUSED" in child.err
    assert says in child.err


@pytest.mark.parametrize("kind, wrong, says", [
    ("stream", socket.SOCK_DGRAM, "Try it with -u."),
    ("datagram", socket.SOCK_STREAM, "Try it without -u."),
])
def test_another_type(run, unix, path, kind, wrong, says):
    unix(path, wrong)
    child = run("connect", "-U", *KINDS[kind], path)
    assert child.status == 1
    assert "EPROTOTYPE" in child.err and says in child.err


@pytest.mark.parametrize("args, says", [
    (["connect", "-U", "a.sock"], "a.sock is there, but it is not a socket."),
    (["listen", "-U", "nowhere/a"], "The folder nowhere does not exist."),
    (["connect", "-U", "@nobody-is-here"], "No program here listens"),
])
def test_other_failures(run, path, args, says):
    Path(path).write_text("")
    child = run(*args)
    assert child.status == 1 and says in child.err


def test_no_permission(run, unix, path, tmp_path):
    """The file's permissions say who may connect; to root they say nothing."""
    if os.getuid() == 0 and \
            not all(f.stat().st_mode & 0o001 for f in PROGRAM.parents):
        pytest.skip("nobody else can reach the folder of the program")
    unix(path)
    os.chmod(path, 0o400)
    os.chmod(tmp_path, 0o755)
    child = run("connect", "-U", path, preexec_fn=unprivileged)
    assert child.status == 1
    assert "EACCES" in child.err and "ls -l a.sock" in child.err


def test_a_name_that_could_steer_the_terminal(run, path):
    child = run("connect", "-U", "a\033[31m\n")
    assert child.status == 1
    assert "\033" not in child.err and "a\\e[31m\\n" in child.err


def test_a_reset_is_no_rst(sockdemo, unix, path):
    sock = unix(path)
    child = sockdemo("connect", "-U", path)
    peer = sock.accept()[0]
    child.send(b"unread")
    eventually(lambda: select.select([peer], [], [], 0)[0])
    peer.close()
    assert child.wait() == 1
    assert "ECONNRESET" in child.err and "without reading all" in child.err
    assert "RST" not in child.err


@pytest.mark.parametrize("lang, says", [
    ("en", "the server's queue is full"), ("pt", "a fila do servidor está cheia")])
def test_a_full_queue_is_told_of(terminal, unix, path, lang, says):
    sock = unix(path)
    sock.listen(0)
    unix().connect(path)
    screen = terminal("connect", "--lang", lang, "-U", path)
    screen.see(says)
    sock.accept()
    screen.see_line(r"a\.sock>")
    assert screen.text.count(says) == 1


def test_a_full_queue(sockdemo, unix, path):
    """EAGAIN at once, and nothing to wait for: no reason to burn the CPU."""
    sock = unix(path)
    sock.listen(0)
    unix().connect(path)
    child = sockdemo("connect", "-U", "-vvv", "-w", "1", path)
    assert child.wait() == 1
    assert f"connect {path}: timed out after 1 s (-w)" in child.err
    assert 1 <= child.err.count("= -1 EAGAIN") <= 12
    other = sockdemo("connect", "-U", "-v", path)
    other.wait_err(r"^\* connect\(3, a.sock\) \.\.\.$")
    sock.accept()[0].close()
    other.wait_err("connected to a.sock")


# --- on a terminal ---

@pytest.mark.parametrize("lang, waiting, came, left", [
    ("en", "listening on a.sock; waiting for a client", "a client connected",
     "the other end finished sending"),
    ("pt", "à escuta em a.sock; à espera de um cliente", "um cliente ligou-se",
     "o outro lado terminou o envio"),
])
def test_a_terminal(terminal, unix, path, lang, waiting, came, left):
    screen = terminal("listen", "-U", "--lang", lang, path, rows=40)
    screen.see(waiting)
    screen.see("sockdemo connect -U a.sock")
    sock = unix()
    sock.connect(path)
    screen.see(came)
    screen.see_line(rf"pid {os.getpid()}>")
    screen.type("hello\r")
    peer = Peer(sock)
    assert peer.recv(6) == b"hello\n"
    screen.type("/info\r")
    screen.see("AF_UNIX, SOCK_STREAM")
    screen.see("laddr=a.sock raddr=(unnamed)")
    screen.type("/help\r")
    screen.see_line(" +/halfclose .*")
    screen.see_line(" +/quit .*")
    assert "/reset" not in screen.text
    peer.finish()
    screen.see(left)
    screen.type_end()
    assert screen.wait() == 0
    assert "port" not in screen.text.replace("reports", "")


# --- against the others ---

CLIENTS = {
    "nc": ["nc", "-U", "{path}"],
    "ncat": ["ncat", "-U", "{path}"],
    "socat": ["socat", "-", "UNIX-CONNECT:{path}"],
}
SERVERS = {
    "nc": ["nc", "-U", "-l", "{path}"],
    "ncat": ["ncat", "-U", "-l", "{path}"],
    "socat": ["socat", "-", "UNIX-LISTEN:{path}"],
}


def words_of(table, peer, path):
    words = [w.format(path=path) for w in table[peer]]
    return [needs(words[0]), *words[1:]]


@pytest.mark.parametrize("peer", CLIENTS)
def test_a_client_of_theirs(listen_unix, start, path, peer):
    child = listen_unix(path)
    other = start(words_of(CLIENTS, peer, path))
    other.send("Olá\n".encode())
    child.wait_out("^Olá\n".encode())
    child.send(b"answer\n")
    child.end_input()
    other.wait_out(b"^answer$")
    other.end_input()
    other.kill()
    assert child.wait() == 0


@pytest.mark.parametrize("peer", SERVERS)
def test_a_server_of_theirs(sockdemo, start, path, peer):
    other = start(words_of(SERVERS, peer, path))
    eventually(lambda: listens(other.pid))
    child = sockdemo("connect", "-U", path)
    child.send(b"hello\n")
    other.wait_out(b"^hello$")
    other.send(b"answer\n")
    child.wait_out(b"^answer$")
    child.end_input()
    other.end_input()
    other.kill()
    assert child.wait() == 0


def test_datagrams_of_nc(listen_unix, start, path):
    child = listen_unix(path, "-u")
    other = start([needs("nc"), "-u", "-U", "-s", "nc.sock", path])
    other.send(b"hello\n")
    child.wait_out(b"^hello$")
    child.send(b"answer\n")
    other.wait_out(b"^answer$")


def test_datagrams_of_socat(sockdemo, start, path):
    # One datagram is all it takes, and then it goes: not in half a second.
    other = start([needs("socat"), "-t", str(TIMEOUT), "-",
                   f"UNIX-RECVFROM:{path}"])
    eventually(lambda: os.path.exists(path))
    child = sockdemo("connect", "-u", "-U", path)
    child.send(b"hello\n")
    other.wait_out(b"^hello$")
    other.send(b"answer\n")
    child.wait_out(b"^answer$")


# --- the transcript is honest ---

honest = pytest.mark.skipif(
    bool(WRAPPER), reason="strace would see the wrapper's calls")


@honest
def test_a_server_is_honest(traced, unix, path):
    leave_behind(path)
    run = traced("listen", "-U", path)
    run.wait_told(f"^listening laddr={path}$")
    sock = unix()
    sock.connect(path)
    peer = Peer(sock)
    peer.send(b"hello")
    run.child.wait_out(b"hello")
    run.child.end_input()
    assert peer.recv_all() == b""
    peer.close()
    check(run, "{AF_UNIX, a.sock}", "-1 ECONNREFUSED", "accept")
    assert not os.path.lexists(path)


@honest
def test_a_client_is_honest(traced, unix, path):
    sock = unix(path)
    run = traced("connect", "-U", path)
    peer = Peer(sock.accept()[0])
    run.child.send(b"hello")
    assert peer.recv(5) == b"hello"
    peer.close()
    run.wait_told(r"^< recv\(.*\) = 0$")
    run.child.end_input()
    check(run, "connect(3, {AF_UNIX, a.sock}, 9)")


@honest
def test_datagrams_are_honest(traced, unix, path):
    sock = unix(path, socket.SOCK_DGRAM)
    run = traced("connect", "-u", "-U", "--exit-on-eof", path)
    run.child.send(b"hello")
    data, other = sock.recvfrom(100)
    sock.sendto(b"answer", other)
    run.child.wait_out(b"answer")
    run.child.end_input()
    check(run, "bind(3, {AF_UNIX, (unnamed)}, 2)", "MSG_TRUNC")


def unread(child):
    """How much of its standard input it has not read yet."""
    n = fcntl.ioctl(child.stdin.fileno(), termios.FIONREAD, b"\0" * 4)
    return int.from_bytes(n, sys.byteorder)


def test_a_full_queue_is_tried_again_and_not_all_the_time(
        listen_unix, unix, path, tmp_path):
    """No event tells when a datagram socket's peer has room: without a pause
    between two tries, the program would do nothing else."""
    child = listen_unix("-u", path)
    peer = unix(f"{path}.peer", socket.SOCK_DGRAM)
    peer.sendto(b"hello", path)
    child.wait_out(b"hello")
    sent = 0
    with contextlib.suppress(AssertionError):
        while sent < 2000:
            child.send(b"%d\n" % sent)
            sent += 1
            eventually(lambda: not unread(child), 1)
    assert sent < 2000, "the queue is never full"
    at_rest(child)
    for i in range(sent):
        assert peer.recv(100) == b"%d\n" % i

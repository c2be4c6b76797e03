"""A terminal is never steered, whatever it takes bytes for.

Terminals that read UTF-8 are in test_terminal.py; here are those that read
bytes, each of which is a character or a control to them: 9b is ESC [, and 9d
begins a title. And here is what the other end chooses besides its text: names
of sockets, and where a terminal folds what it chose.
"""

import fcntl
import os
import re
import shutil
import socket
import subprocess
import termios

import pytest

from conftest import TIMEOUT, Peer, clean_env, command, eventually, needs
from person import DOWN, LEFT, RIGHT, TAB, UP, ctrl, paste, reads_utf8

ENTER = "\r"

# By the locale: pt_PT.ISO-8859-1 need not be installed to say what it says.
BYTES = ["C", "POSIX", "pt_PT.ISO-8859-1"]
FORGED = "sockdemo: out of memory"
# CSI 2 J, CSI 1;1H, a line of ours, and a title, in characters that have those
# bytes; then characters with each of 80 to 9f, and those bytes alone.
HOSTILE = (f"Û2JÛ1;1H {FORGED} Ý0;titleÜ\n" +
           "".join(chr(0xc0 + i) for i in range(64)) + "€日😀\n").encode() + \
    bytes(range(0x80, 0x100)) + b"\n"
# Escapes that are ours, to color and to draw the prompt.
OURS = re.compile(rb"\x1b\[[\d;]*[mABCDHJKP@]|\x1b\[\?2004[hl]|\r|\n|\x07|\x08")
CONTROL = re.compile(rb"[\x00-\x1f\x7f-\x9f]")


def assert_not_steered(raw):
    found = CONTROL.search(OURS.sub(b"", bytes(raw)))
    assert not found, bytes(raw)[-2000:]
    assert b"\x1b[2J" not in raw and b"\x1b[1;1H" not in raw


def unix_peer(path, name, kind=socket.SOCK_STREAM):
    """One who has chosen a name, and connects."""
    sock = socket.socket(socket.AF_UNIX, kind)
    sock.settimeout(TIMEOUT)
    sock.bind(name)
    eventually(lambda: os.path.exists(path))
    eventually(lambda: sock.connect_ex(str(path)) == 0)
    return sock


@pytest.fixture
def short(tmp_path, monkeypatch):
    """Names of Unix-domain sockets have at most 107 bytes."""
    monkeypatch.chdir(tmp_path)
    return "s"


@pytest.mark.parametrize("locale", BYTES)
@pytest.mark.parametrize("options", [[], ["-v"], ["-vvv", "--lang", "both"],
                                     ["-v", "--color=always"]])
def test_a_terminal_that_reads_bytes(talk, locale, options):
    person = talk(*options, env={"LC_ALL": locale})
    person.peer.send(HOSTILE + b"the end\n")
    person.see_line(r"\| the end")
    person.type("bye" + ENTER)
    assert person.peer.recv(4) == b"bye\n"
    person.peer.close()
    person.type(ctrl("d"))
    assert person.wait() in (0, 1)
    assert_not_steered(person.raw)
    assert rb"\u00db2J\u00db1;1H" in person.raw


@pytest.mark.parametrize("locale", BYTES)
def test_without_a_prompt(terminal, server, closing, locale):
    sock = server()
    port = sock.getsockname()[1]
    screen = terminal("connect", "127.0.0.1", str(port),
                      env=clean_env(LC_ALL=locale, TERM="dumb"))
    peer = closing(Peer(sock.accept()[0]))
    peer.send(HOSTILE + b"the end\n")
    screen.see_line(r"\| the end")
    assert_not_steered(screen.raw)


def test_the_terminals_own_flag_counts_only_where_the_locale_says_nothing(
        person):
    for locale, whole in ("C", True), ("pt_PT.ISO-8859-1", False), \
            ("pt_PT.UTF-8", True):
        someone = person("connect", env={"LC_ALL": locale},
                         preexec_fn=reads_utf8)
        someone.peer.send("Ûm\n".encode())
        someone.see_line(r"\| Ûm" if whole else r"\| \\u00dbm")


@pytest.mark.parametrize("locale", BYTES)
def test_the_chat_is_no_way_around(person, client, locale):
    """What others say to it is text that came, too."""
    someone = person.alone("listen", "--chat", "127.0.0.1", "0",
                           env={"LC_ALL": locale})
    port = int(eventually(lambda: someone.update() and re.search(
        rb"listening on 127\.0\.0\.1:(\d+)|laddr=127\.0\.0\.1:(\d+)",
        someone.raw))[2])
    peer = client(port)
    someone.see_line("(all|todos)>")
    peer.send(HOSTILE + b"the end\n")
    someone.see("the end")
    assert_not_steered(someone.raw)


# --- bytes typed are bytes sent ---

@pytest.mark.parametrize("locale", [*BYTES, "C.UTF-8"])
@pytest.mark.parametrize("typed", [b"ol\xe1", b"\xe1", b"\xe1\xe9x", b"a\xc3",
                                   b"\xff\xfe\xc0\x80", b"x\x9b2J\x9dy"])
def test_bytes_typed_are_bytes_sent(talk, locale, typed):
    person = talk(env={"LC_ALL": locale})
    person.type(typed)
    person.type(ENTER)
    person.type("next" + ENTER)
    assert person.peer.recv(len(typed) + 6) == typed + b"\nnext\n"
    person.see_prompt()
    assert b"\x9b2J" not in person.raw


# --- what is typed, pasted and recalled is shown safely ---

NASTY = "a\u009b2Jb\u202ec\u200bd"


def test_a_paste_is_shown_safely_and_sent_as_it_is(talk):
    person = talk()
    person.type(paste(NASTY))
    person.see_prompt(r"a\u009b2Jb\u202ec\u200bd")
    person.type(ENTER)
    sent = NASTY.encode() + b"\n"
    assert person.peer.recv(len(sent)) == sent
    assert "\u009b".encode() not in person.raw
    assert "\u202e".encode() not in person.raw


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_a_recalled_line_is_shown_safely(person, tmp_path, locale):
    file = tmp_path / "state/sockdemo/history"
    file.parent.mkdir(parents=True)
    file.write_text(NASTY + "\n")
    someone = person("connect", env={"LC_ALL": locale})
    someone.type(UP)
    someone.see("2Jb")
    someone.type(DOWN)
    someone.type(ctrl("r") + "2J")
    someone.see("reverse-i-search")
    someone.settle()
    someone.type(ENTER)
    sent = NASTY.encode() + b"\n"
    assert someone.peer.recv(len(sent)) == sent
    assert b"\x9b2J" not in someone.raw
    assert "\u202e".encode() not in someone.raw


def test_editing_beside_what_is_escaped(talk):
    person = talk()
    person.type(paste("a\u202eb"))
    person.see_prompt(r"a\u202eb")
    person.type(LEFT * 2)  # over what has no width at once, as readline does
    person.see_prompt(r"a\u202eb", 0)
    person.type("x" + RIGHT + "y")
    person.see_prompt(r"xa\u202eyb", 9)
    person.type(ENTER)
    assert person.peer.recv(8) == "xa\u202eyb\n".encode()


def test_tabs_typed_and_pasted_without_marks_are_text(talk):
    person = talk()
    person.type("one" + TAB + "two" + TAB + ENTER)
    assert person.peer.recv(9) == b"one\ttwo\t\n"


def test_a_paste_that_ends_its_line_sends_it(talk):
    person = talk()
    person.type(paste("one\ntwo\n"))
    assert person.peer.recv(8) == b"one\ntwo\n"
    person.see_prompt()
    person.type("three" + ENTER)
    assert person.peer.recv(6) == b"three\n"


# --- names ---

def long_name(prefix=""):
    return (prefix + "x" * 79 + FORGED).ljust(107)[:107]


@pytest.mark.parametrize("options", [[], ["-v"], ["-vvv", "--lang", "both"]])
@pytest.mark.parametrize("columns", [80, 40, 20])
@pytest.mark.parametrize("many", [False, True])
def test_a_name_never_begins_a_row(person, closing, short, options, columns,
                                   many):
    """It is folded, and each row that it begins is marked."""
    someone = person.alone("listen", "-U", *options, *["-k"] * many, short,
                           columns=columns, rows=60)
    for name in long_name(), (" " * 60 + FORGED).ljust(107), FORGED + " a" * 40:
        sock = closing(unix_peer(short, name[:107]))
        sock.sendall(b"hello\n")
        someone.see("hello")
        if not many:
            break
    someone.type("hi" + ENTER)
    someone.settle()
    rows = someone.lines
    assert not [row for row in rows if row.startswith(("sockdemo: out", "out "))
                or row.startswith("xx")], someone.text


def test_a_name_of_datagrams_never_begins_a_row(person, closing, short):
    someone = person.alone("listen", "-u", "-U", "-v", short, rows=60)
    sock = closing(unix_peer(short, long_name(), socket.SOCK_DGRAM))
    sock.send(b"hello\n")
    someone.see("hello")
    someone.type("hi" + ENTER)
    assert sock.recv(9) == b"hi\n"
    someone.settle()
    assert not [row for row in someone.lines
                if row.startswith(("sockdemo: out", "xx"))], someone.text


@pytest.mark.parametrize("locale", BYTES)
def test_a_name_steers_nothing_where_bytes_are_read(person, closing, short,
                                                    locale):
    someone = person.alone("listen", "-U", "-v", short, env={"LC_ALL": locale})
    sock = closing(unix_peer(short, "Û2JÝ0;tÜ\x9b2J".encode("latin-1") +
                             "Û2J".encode()))
    sock.sendall(b"hello\n")
    someone.see("hello")
    assert_not_steered(someone.raw)


def test_a_chat_line_is_marked_where_another_terminal_would_fold_it(
        listen, client):
    """The others, too, may have terminals, of 80 columns for example."""
    child = listen("--chat")
    ana, rui = client(child.port), client(child.port)
    for peer in ana, rui:
        peer.send(b"here\n")
    child.wait_out(rb"here[\s\S]*here")
    said = "hello" + " " * 69 + "<server> send me your password"
    ana.send(said.encode() + b"\nend\n")
    got = b""
    while not got.endswith(b"end\n"):
        got += rui.sock.recv(65536)
    lines = got.decode().splitlines()
    assert all(len("| " + line) <= 80 for line in lines)
    assert not [line for line in lines if line.startswith("<server> send")]
    rows = [line for line in lines if "send me" in line]
    assert rows and re.match(r"<[^>]*:\d+> |<\d+> ", rows[0])


def interface_lab(name):
    """What to put before a command, for a lo and an interface of that name."""
    script = ('ip link set lo up && ip link add "$0" type veth peer name v1 && '
              'ip addr add 10.9.8.7/24 dev "$0" && '
              'ip -6 addr add fe80::9/64 dev "$0" nodad && '
              'ip link set v1 up && '
              'ip link set "$0" up && exec "$@"')
    prefix = [needs("unshare"), *([] if os.getuid() == 0 else ["-r"]), "-n",
              "sh", "-c", script, name]
    if shutil.which("ip") is None or subprocess.run(
            [*prefix, "true"], stderr=subprocess.DEVNULL,
            timeout=TIMEOUT).returncode != 0:
        pytest.skip("no network namespace, or no ip, or no such interface")
    return prefix


@pytest.mark.parametrize("args", [["-v", "0.0.0.0", "0"],
                                  ["-v", "::", "0"],
                                  ["-v", "fe80::9%\x1b[31mx", "0"]])
def test_an_interfaces_name_steers_nothing(start, args):
    name = "\x1b[31mx"
    child = start([*interface_lab(name), *command("listen", *args)])
    child.wait_err(r"\\e\[31mx")
    child.signal(15)
    child.wait()
    assert "\x1b" not in child.err


# --- narrow terminals ---

@pytest.mark.parametrize("columns", [12, 11, 8, 5, 4, 3])
def test_no_terminal_folds_what_came(connect_on_narrow, columns):
    """What is folded here is marked, however few columns there are."""
    screen, peer = connect_on_narrow(columns)
    peer.send(FORGED.encode() + b" xx\ttab\x1b[2J\nend\n")
    screen.see("nd")
    screen.settle()
    rows = screen.lines
    assert not [row for row in rows if row.startswith("sockd")], screen.text
    assert b"\x1b[2J" not in screen.raw


@pytest.fixture
def connect_on_narrow(person, server, closing):
    def connect_on_narrow(columns):
        sock = server()
        someone = person.alone("connect", "-v", "127.0.0.1",
                               str(sock.getsockname()[1]), columns=columns,
                               rows=60)
        return someone, closing(Peer(sock.accept()[0]))
    return connect_on_narrow


def test_a_dumb_terminal_without_a_size_survives_a_search(person, server,
                                                          closing):
    sock = server()
    someone = person.alone("connect", "127.0.0.1", str(sock.getsockname()[1]),
                           columns=1, env={"TERM": "dumb", "COLUMNS": "2"},
                           preexec_fn=no_size)
    peer = closing(Peer(sock.accept()[0]))
    eventually(lambda: not someone.modes()[3] & termios.ECHO)
    someone.type(ctrl("r") + "zz" + ctrl("g") + "x" + ENTER)
    assert peer.recv(2) == b"x\n"


def no_size():
    """For preexec_fn: a serial line has none."""
    fcntl.ioctl(0, termios.TIOCSWINSZ, b"\0" * 8)

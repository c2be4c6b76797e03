"""On a terminal: what a person sees, and what no peer can make him see."""

import fcntl
import os
import pty
import re
import signal
import termios

import pytest

from conftest import Peer, clean_env, eventually, read_some, read_to_end

LISTENING = r"listening on 127\.0\.0\.1:(\d+); waiting for a client.*"


@pytest.fixture
def listen_on_terminal(terminal, client):
    """A server on a terminal, and its client: (screen, Peer)."""
    def listen_on_terminal(*args, wait=LISTENING, **options):
        screen = terminal("listen", *args, "127.0.0.1", "0", **options)
        port = int(screen.see_line(wait)[1])
        return screen, client(port)
    return listen_on_terminal


@pytest.fixture
def connect_on_terminal(terminal, server, closing):
    """A client on a terminal, and its server: (screen, Peer)."""
    def connect_on_terminal(*args, **options):
        sock = server()
        screen = terminal("connect", *args, "127.0.0.1",
                          str(sock.getsockname()[1]), **options)
        return screen, closing(Peer(sock.accept()[0]))
    return connect_on_terminal


def address(sock_address):
    return f"{sock_address[0]}:{sock_address[1]}"


def test_a_server_says_what_it_waits_for_who_came_and_who_left(
        listen_on_terminal):
    screen, peer = listen_on_terminal(columns=100)
    name = address(peer.sock.getsockname())
    screen.see(f"client {name} connected")
    peer.send(b"hello\n")
    screen.see_line(r"\| hello")
    screen.type("hi\n")
    assert peer.recv(3) == b"hi\n"
    peer.close()
    screen.type_end()
    assert screen.wait() == 0
    screen.see(f"client {name} finished sending; its connection is closed")


def test_a_client_says_whom_it_reached(connect_on_terminal):
    screen, peer = connect_on_terminal(columns=100)
    name = address(peer.sock.getsockname())
    screen.see(f"connected to {name}")
    peer.send(b"hello\n")
    screen.see_line(r"\| hello")
    peer.close()
    screen.type_end()
    assert screen.wait() == 0
    screen.see(f"the connection to {name} is closed")


def test_a_second_client_is_told_of_on_the_terminal(
        listen_on_terminal, client):
    screen, peer = listen_on_terminal(columns=100)
    screen.see("connected")
    client(peer.sock.getpeername()[1])
    screen.see("another client is waiting")
    client(peer.sock.getpeername()[1])
    peer.send(b"hello\n")
    screen.see_line(r"\| hello")
    assert screen.text.count("another client is waiting") == 1


def test_ctrl_d_ends_our_side_and_not_the_peers(connect_on_terminal):
    screen, peer = connect_on_terminal(columns=100)
    screen.see("connected")
    screen.type("bye\n")
    assert peer.recv(4) == b"bye\n"
    screen.type_end()
    assert peer.recv_all() == b""
    screen.see("this end finished sending")
    assert screen.running()
    peer.send(b"bye to you\n")
    screen.see_line(r"\| bye to you")
    peer.close()
    assert screen.wait() == 0


def test_the_peers_end_leaves_us_free_to_send(connect_on_terminal):
    screen, peer = connect_on_terminal(columns=100)
    screen.see("connected")
    peer.finish()
    screen.see("the other end finished sending, and nothing more will come")
    screen.type("so I do\n")
    assert peer.recv(8) == b"so I do\n"
    screen.type_end()
    assert peer.recv_all() == b""
    assert screen.wait() == 0


def test_ctrl_c_ends_it_as_that_signal(listen_on_terminal):
    screen, peer = listen_on_terminal()
    screen.see("connected")
    screen.type("\x03")
    assert screen.wait() == -signal.SIGINT


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP,
                                    signal.SIGINT])
def test_the_terminal_is_left_as_it_was(number, with_client):
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    flags = fcntl.fcntl(slave, fcntl.F_GETFL)
    child, peer = with_client(stdin=slave, stdout=slave, stderr=slave)
    peer.send(b"x\n")
    eventually(lambda: b"x" in read_some(master))
    child.signal(number)
    assert child.wait() == -number
    assert termios.tcgetattr(slave) == before
    assert fcntl.fcntl(slave, fcntl.F_GETFL) == flags
    os.close(master)
    os.close(slave)


def test_a_reset_is_told(connect_on_terminal):
    screen, peer = connect_on_terminal(columns=100)
    screen.see("connected")
    peer.reset()
    screen.see("ECONNRESET")


def test_a_refusal_is_told_and_folded(terminal, refusing):
    screen = terminal("connect", "127.0.0.1", str(refusing), columns=40)
    assert screen.wait() == 1
    assert "ECONNREFUSED" in screen.text
    lines = screen.lines
    # Folded between words, and indented: nothing begins where errors do.
    whole = " ".join(" ".join(lines).split())
    assert f"nothing is listening on port {refusing}." in whole
    assert f"sockdemo listen {refusing}" in whole
    assert all(line.startswith("    ") for line in lines[2:] if line)


def test_lines_of_addresses_never_fold(listen_on_terminal):
    screen, peer = listen_on_terminal(
        "-v", wait=r"listening laddr=127\.0\.0\.1:(\d+)", columns=40, rows=60)
    laddr = address(peer.sock.getpeername())
    raddr = address(peer.sock.getsockname())
    line = f"    laddr={laddr} raddr={raddr}\r\n".encode()
    eventually(lambda: screen.update() and line in re.sub(
        rb"\x1b\[[\d;]*m", b"", screen.raw))


# --- what a peer sends cannot steer the terminal ---

NASTY = {
    "escape": (b"\x1b[31mred\x1b[2J", r"\e[31mred\e[2J"),
    "title": (b"\x1b]0;title\x07", r"\e]0;title\x07"),
    "C1": (b"\x9b31m", r"\x9b31m"),
    "C1 in UTF-8": (b"\xc2\x9b31m", r"\u009b31m"),
    "bell, backspace": (b"a\x07\x08\x7fb", r"a\x07\x08\x7fb"),
    "return": (b"one\rtwo", r"one\rtwo"),
    "NUL": (b"a\x00b", r"a\x00b"),
    "bidirectional": ("a\u202etxt.exe\u202cb".encode(),
                      r"a\u202etxt.exe\u202cb"),
    "isolates": ("\u2066\u2069".encode(), r"\u2066\u2069"),
    "no UTF-8": (b"\xff\xfe\x80", r"\xff\xfe\x80"),
    "overlong": (b"\xc0\x9b\xe0\x80\x9b", r"\xc0\x9b\xe0\x80\x9b"),
    "surrogate": (b"\xed\xa0\x80", r"\xed\xa0\x80"),
    "cut": (b"\xe2\x82\n", r"\xe2\x82"),
    "zero width": ("a\u200bb".encode(), r"a\u200bb"),
    "line separator": ("a\u2028b".encode(), r"a\u2028b"),
}

STEERING = re.compile(
    rb"\x1b(?!\[[\d;]*m)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]|"
    rb"\xc2[\x80-\x9f]|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]")


@pytest.fixture
def shown_on_terminal(with_client):
    """sockdemo with its standard output alone on a terminal: what it shows.

    Its input is a pipe, so that nothing but what was received is there.
    """
    def shown_on_terminal(*pieces):
        master, slave = pty.openpty()
        child, peer = with_client(stdout=slave)
        os.close(slave)
        for i, piece in enumerate(pieces):
            peer.send(piece)
            if i + 1 < len(pieces):  # until it was received
                eventually(lambda: not unread(peer.sock))
        peer.close()
        child.end_input()
        shown = read_to_end(master)
        os.close(master)
        assert child.wait() == 0
        return shown.replace(b"\r\n", b"\n")
    return shown_on_terminal


def unread(sock):
    """How much of what was sent the other end's kernel has not passed on."""
    mine, theirs = sock.getsockname(), sock.getpeername()
    end = f"{theirs[1]:04X}", f"{mine[1]:04X}"
    with open("/proc/net/tcp", encoding="ascii") as table:
        for row in table:
            fields = row.split()
            if (fields[1][-4:], fields[2][-4:]) == end:
                return int(fields[4].split(":")[1], 16)
    return 0


@pytest.mark.parametrize("name", NASTY)
def test_what_could_steer_the_terminal_is_shown(shown_on_terminal, name):
    sent, expected = NASTY[name]
    shown = shown_on_terminal(sent)
    assert shown.decode() == f"| {expected}\n"
    assert not STEERING.search(shown)


def test_nothing_of_all_bytes_gets_through(shown_on_terminal):
    shown = shown_on_terminal(bytes(range(256)) * 4,
                              bytes(range(128, 256)) * 4)
    assert not STEERING.search(shown)
    shown.decode()


@pytest.mark.parametrize("name", NASTY)
def test_it_is_left_alone_where_there_is_no_terminal(with_client, name):
    child, peer = with_client()
    peer.send(NASTY[name][0])
    peer.close()
    child.end_input()
    assert child.wait() == 0
    assert child.out == NASTY[name][0]


@pytest.mark.parametrize("text", [
    "Olá também!", "ação, pão e café", "日本語", "👩‍👩‍👧 família 🇵🇹", "e\u0301",
    "سلام", "half ½, €, “quotes”"])
def test_every_printable_character_is_left_whole(shown_on_terminal, text):
    assert shown_on_terminal(text.encode()).decode() == f"| {text}\n"


def test_a_tab_is_the_spaces_that_it_stands_for(shown_on_terminal):
    """Where it ends, the stops of a terminal decide, which may be cleared."""
    assert shown_on_terminal(b"tab\tstop\n\t.\n12345\tx\n123456\tx\n") == \
        b"| tab   stop\n|       .\n| 12345 x\n| 123456        x\n"
    rows = shown_on_terminal(b"x" * 70 + b"\t.\n" + b"x" * 78 + b"\t.\n")
    assert rows.splitlines() == [
        b"| " + b"x" * 70 + b" " * 8, b"| .", b"| " + b"x" * 78,
        b"|       ."]


def test_a_character_cut_between_two_reads_is_whole(shown_on_terminal):
    text = "á€👍"
    pieces = [bytes([byte]) for byte in text.encode()]
    assert shown_on_terminal(*pieces).decode() == f"| {text}\n"


def test_an_escape_cut_between_two_reads_is_shown(shown_on_terminal):
    assert shown_on_terminal(b"\x1b", b"[31m").decode() == "| \\e[31m\n"
    assert shown_on_terminal(b"\xc2", b"\x9b1m").decode() == "| \\u009b1m\n"


def test_half_a_character_that_never_ends_is_shown(shown_on_terminal):
    assert shown_on_terminal(b"\xe2\x82").decode() == "| \\xe2\\x82\n"
    assert shown_on_terminal(b"\xe2", b"x").decode() == "| \\xe2x\n"
    assert shown_on_terminal(b"\xe2\x82", b"\xc3\xa1").decode() == \
        "| \\xe2\\x82á\n"


def test_every_line_stands_behind_its_mark(shown_on_terminal):
    shown = shown_on_terminal(b"one\n\ntwo\nsockdemo: three\nfour")
    assert shown == b"| one\n| \n| two\n| sockdemo: three\n| four\n"


@pytest.mark.parametrize("padding", [
    b" " * 78, b"x" * 78, b" " * 77 + "日".encode(), b"\t" * 10],
    ids=["spaces", "letters", "wide", "tabs"])
def test_no_peer_can_write_a_line_that_looks_like_ours(
        connect_on_terminal, padding):
    """A terminal folds a line that is too long, and what comes then would
    stand where ours begin."""
    screen, peer = connect_on_terminal(columns=80)
    screen.see("connected")
    forged = b"sockdemo: connect 127.0.0.1:80: ECONNRESET"
    peer.send(padding + forged + b"\nthe end\n")
    screen.see_line(r"\| the end")
    assert [line for line in screen.lines
            if line.startswith("sockdemo:")] == []


@pytest.mark.parametrize("char", ["\u2764\ufe0f", "\U0001fae8", "\u0378"],
                         ids=["emoji", "new", "of no Unicode yet"])
def test_what_may_be_wide_is_folded_as_if_it_were(shown_on_terminal, char):
    """Terminals do not agree, nor do they with the locale."""
    shown = shown_on_terminal(("x" + char * 100).encode()).decode()
    rows = shown.splitlines()
    assert len(rows) == 3 and "".join(row[2:] for row in rows) == \
        "x" + char * 100
    for row in rows:
        assert row.startswith("| ") and row.count(char) <= 39


def test_a_line_of_ours_does_not_join_the_peers(connect_on_terminal):
    """Text that lacks its newline gets one before what sockdemo says."""
    screen, peer = connect_on_terminal(columns=100)
    screen.see("connected")
    peer.send(b"no newline")
    screen.see("no newline")
    peer.close()
    screen.type_end()
    assert screen.wait() == 0
    assert "| no newline" in screen.lines


def test_half_a_line_is_shown_at_once(connect_on_terminal):
    screen, peer = connect_on_terminal()
    screen.see("connected")
    peer.send(b"password: ")
    screen.see("| password:")


def test_text_in_pieces_is_one_line(shown_on_terminal):
    assert shown_on_terminal(b"one ", b"two ", b"three\n", b"four\n") == \
        b"| one two three\n| four\n"


# --- colour ---

def colored(screen):
    return b"\x1b[3" in screen.raw


@pytest.mark.parametrize("args, env, expected", [
    ([], {}, True), (["--color=never"], {}, False),
    ([], {"NO_COLOR": "1"}, False), ([], {"NO_COLOR": ""}, True),
    ([], {"TERM": "dumb"}, False), ([], {"TERM": None}, False),
    (["--color=always"], {"NO_COLOR": "1"}, True),
    (["--color=auto"], {}, True)])
def test_color_on_a_terminal(terminal, refusing, args, env, expected):
    screen = terminal("connect", "-v", *args, "127.0.0.1", str(refusing),
                      env=clean_env(**env))
    assert screen.wait() == 1
    assert colored(screen) == expected


def test_color_goes_by_the_descriptor_written_to(with_client):
    """Standard output is a terminal, narration goes to a pipe."""
    master, slave = pty.openpty()
    child, peer = with_client("-v", stdout=slave)
    os.close(slave)
    peer.send(b"x\n")
    child.wait_err("recv")
    peer.close()
    child.end_input()
    assert child.wait() == 0
    os.close(master)
    assert "\x1b" not in child.err


def test_a_terminal_on_stdin_alone_ends_when_the_peer_does(with_client):
    """Who would type, and see nothing, into a file?"""
    master, slave = pty.openpty()
    child, peer = with_client(stdin=slave)
    os.close(slave)
    peer.send(b"all of it")
    peer.close()
    assert child.wait() == 0
    assert child.out == b"all of it"
    os.close(master)


@pytest.mark.parametrize("args", [[], ["-k"], ["-u"]])
def test_nothing_is_told_behind_the_echo_of_an_interruption(terminal, args):
    screen = terminal("listen", "-v", *args, "127.0.0.1", "0")
    screen.see("in another terminal")
    screen.see("sockdemo connect")
    screen.type("\x03")
    assert screen.wait() == -signal.SIGINT
    assert "^C" in screen.text
    screen.see_line(r"\* close\(3\) = 0")
    assert "\n\n" not in screen.text


def test_nor_behind_it_while_a_connection_waits(terminal, silent):
    screen = terminal("connect", "-v", "127.0.0.1", str(silent()))
    screen.see_line(r"\* connect\(3, .*\) \.\.\.")
    screen.type("\x03")
    assert screen.wait() == -signal.SIGINT
    assert "^C" in screen.text
    screen.see_line(r"\* close\(3\) = 0")
    assert "\n\n" not in screen.text


def test_nor_behind_it_as_clients_are_let_go(terminal, client):
    screen = terminal("listen", "--echo", "-v", "127.0.0.1", "0")
    port = int(screen.see_line(r"listening laddr=127\.0\.0\.1:(\d+)")[1])
    client(port)
    screen.see("connected")
    screen.type("\x03")
    assert screen.wait() == -signal.SIGINT
    screen.see_line(r"\* close\(4\) = 0")


FIRST = {"en": ("and Enter sends it to the other end; /help shows",
                "this is sent as it stands; to end: /quit",
                "this is sent as it stands; for help: /help"),
         "pt": ("e Enter envia-a ao outro lado; /help mostra",
                "isto é enviado tal como está; para terminar: /quit",
                "isto é enviado tal como está; para ajuda: /help")}


@pytest.mark.parametrize("lang", FIRST)
def test_the_first_prompt_ever_says_what_to_do(
        terminal, server, closing, lang, tmp_path):
    """Once: then there is a history."""
    sock = server()
    for first in True, False:
        screen = terminal("connect", "--lang", lang, "127.0.0.1",
                          str(sock.getsockname()[1]),
                          env=clean_env(XDG_STATE_HOME=str(tmp_path)))
        peer = closing(Peer(sock.accept()[0]))
        screen.see_line(r"127\.0\.0\.1:\d+>")
        assert (FIRST[lang][0] in screen.text) == first
        screen.type("hello\r/quit\r")
        assert peer.recv_all() == b"hello\n"
        screen.wait()


@pytest.mark.parametrize("lang", FIRST)
@pytest.mark.parametrize("word, which", [
    ("quit", 1), ("exit", 1), ("sair", 1), ("help", 2), ("ajuda", 2)])
def test_words_that_are_no_commands_are_hinted_at_and_sent(
        terminal, server, closing, lang, word, which):
    sock = server()
    screen = terminal("connect", "--lang", lang, "127.0.0.1",
                      str(sock.getsockname()[1]))
    peer = closing(Peer(sock.accept()[0]))
    screen.type(f"well, {word}\r{word}\r{word}\r")
    assert peer.recv(len(word) * 3 + 9) == \
        f"well, {word}\n{word}\n{word}\n".encode()
    screen.see(FIRST[lang][which])
    assert screen.text.count(FIRST[lang][which]) == 1  # once is enough

"""The prompt: a conversation that nothing garbles, and its commands."""

import contextlib
import itertools
import os
import pty
import re
import signal
import socket
import stat
import threading

import pytest

from conftest import TIMEOUT, Peer, command, eventually, listening_port, \
    needs_ipv6, proc_stat, sockets_of
from person import BACKSPACE, DOWN, LEFT, RIGHT, TAB, UP, ctrl, meta, paste, \
    reads_utf8

ENTER = "\r"
CLOSE_WAIT = "08"  # in /proc/net/tcp


def entered(person, line, sent=None):
    """Types a line, which the peer gets."""
    sent = (line + "\n" if sent is None else sent).encode()
    person.type(line + ENTER)
    assert person.peer.recv(len(sent)) == sent
    person.see_all(person.prompt + line)


def nothing_more_was_sent(person):
    """What the peer gets next is what is typed next."""
    entered(person, "the end")


# --- 52: what comes in while a line is being typed ---

COMING = [("plain", "Olá, 世界!\n"), ("a long line", "x" * 300 + "\n"),
          ("two lines", "one\ntwo\n"), ("an empty line", "\n")]


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
@pytest.mark.parametrize("coming", [text for _, text in COMING],
                         ids=[name for name, _ in COMING])
def test_incoming_text_stands_above_the_line(talk, columns, coming):
    person = talk(columns=columns)
    person.type("typing" + LEFT * 2)
    person.see_all(line="typing", cursor=4)
    person.peer.send(coming.encode())
    person.see_text(*coming.split("\n")[:-1], line="typing", cursor=4)
    person.type("!" + ENTER)
    assert person.peer.recv(8) == b"typi!ng\n"


@pytest.mark.parametrize("back", [0, 1, 20, 75, 150])
def test_incoming_text_above_a_line_that_wraps(talk, back):
    person = talk(columns=40)
    line = "".join(str(i % 10) for i in range(150))
    person.type(line + LEFT * back)
    person.see_all(line=line, cursor=150 - back)
    for i in range(3):
        person.peer.send(b"%d\n" % i)
        person.see_text(str(i), line=line, cursor=150 - back)
    person.type(ENTER)
    assert person.peer.recv(151) == line.encode() + b"\n"


def test_incoming_text_at_the_bottom_of_the_screen(talk):
    person = talk(columns=40, rows=5)
    line = "z" * 60
    person.type(line)
    for i in range(20):
        person.peer.send(b"%d\n" % i)
        person.see_text(str(i), line=line)


@pytest.mark.parametrize("length", range(1, 25))
def test_incoming_text_at_every_length_of_line(person, length):
    """Also where the line just fills the last column."""
    someone = person("connect", columns=20)
    someone.type("a" * length)
    someone.see_all(line="a" * length)
    someone.peer.send(b"text\n")
    someone.see_text("text", line="a" * length)
    someone.type(BACKSPACE)
    someone.see_all(line="a" * (length - 1))


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_incoming_text_in_a_reverse_search(talk, columns):
    person = talk(columns=columns)
    entered(person, "hello there")
    entered(person, "other")
    person.type(ctrl("r") + "ll")
    search = "(reverse-i-search)`ll': "
    person.see_all(line="hello there", cursor=2, prompt=search)
    person.peer.send(b"meanwhile\n")
    person.see_text("meanwhile", line="hello there", cursor=2, prompt=search)
    person.type(ctrl("e") + "!")
    person.see_all(line="hello there!")
    person.type(ENTER)
    assert person.peer.recv(13) == b"hello there!\n"


def test_a_character_half_typed_in_a_search_holds_nothing_up(talk):
    person = talk()
    entered(person, "um café")
    person.type(ctrl("r") + "f")
    search = "(reverse-i-search)`f': "
    person.see_all(line="um café", cursor=5, prompt=search)
    person.type(b"\xc3")
    for text in "one", "two":
        person.peer.send(text.encode() + b"\n")
        person.see_text(text, line="um café", cursor=5, prompt=search)
    person.type(b"\xa9")
    search = "(reverse-i-search)`fé': "
    person.see_all(line="um café", cursor=5, prompt=search)
    person.type(ENTER)
    assert person.peer.recv(9) == "um café\n".encode()


@pytest.mark.parametrize("typed", [b"\xc3", b"\xe2\x82"])
def test_what_is_no_character_is_typed_in_a_search(talk, typed):
    person = talk()
    entered(person, "hello")
    person.type(ctrl("r") + "l")
    person.see_all(line="hello", cursor=3, prompt="(reverse-i-search)`l': ")
    person.type(typed)
    person.type(b"l" + ctrl("g").encode() + b"there" + ENTER.encode())
    assert person.peer.recv(6) == b"there\n"
    person.see_all(person.prompt + "there")
    nothing_more_was_sent(person)


def test_incoming_text_in_a_failed_search_that_is_given_up(talk):
    person = talk()
    person.type("mine")
    person.type(ctrl("r") + "q")
    failed = "(failed reverse-i-search)`q': "
    person.see_all(line="mine", prompt=failed)
    person.peer.send(b"meanwhile\n")
    person.see_text("meanwhile", line="mine", prompt=failed)
    person.type(ctrl("g"))
    person.see_all(line="mine")


def test_a_key_right_after_an_argument_is_not_kept(talk):
    person = talk()
    person.type(meta("3") + "x" + ENTER)
    assert person.peer.recv(4) == b"xxx\n"


@pytest.mark.parametrize("char", ["é", "世", "😀"])
def test_a_character_of_many_bytes_as_often_as_asked_for(talk, char):
    """Since its patch 8.2-013 readline repeats a byte that comes alone."""
    person = talk()
    person.type(meta("4") + char)
    person.see_all(line=char * 4)
    person.type(char + ENTER)
    wanted = f"{char * 5}\n".encode()
    assert person.peer.recv(len(wanted)) == wanted


@pytest.mark.parametrize("line, key, prompt, cursor", [
    ("Olá, coração", ctrl("r") + "o", "(reverse-i-search)`o': ", 11),
    ("日本語 foo", ctrl("r") + "本", "(reverse-i-search)`本': ", 1),
    ("ação", meta("3"), "(arg: 3) ", None)])
def test_a_search_and_an_argument_with_accents(talk, line, key, prompt,
                                               cursor):
    """readline 8.2 alone (and with it bash) takes bytes for columns here."""
    person = talk()
    person.type(line)
    person.see_all(line=line)
    person.type(key)
    person.see_all(line=line, cursor=cursor, prompt=prompt)
    person.type(ctrl("g") + ctrl("a") + "é")
    person.see_all(line="é" + line, cursor=1)


@pytest.mark.parametrize("columns", [20, 80])
def test_incoming_text_after_a_numeric_argument(talk, columns):
    person = talk(columns=columns)
    person.type("ab" + meta("3"))
    person.see_all(line="ab", prompt="(arg: 3) ")
    person.peer.send(b"meanwhile\n")
    person.see_text("meanwhile", line="ab", prompt="(arg: 3) ")
    person.type("x")
    person.see_all(line="abxxx")


def test_incoming_text_below_a_list_of_completions(talk):
    person = talk()
    person.type("/h" + TAB + TAB)
    listed = person.prompt + "/h"
    person.see_prompt("/h")
    person.until(lambda: any("/help" in row for row in person.lines))
    person.see_prompt("/h")
    assert listed in person.told
    person.peer.send(b"meanwhile\n")
    person.see_text("meanwhile", line="/h")


@pytest.mark.parametrize("widths", [(40, 80), (80, 40), (80, 20, 200), (
    40, 41, 40, 39)], ids=str)
@pytest.mark.parametrize("length", [3, 60])
def test_incoming_text_after_a_resize(talk, widths, length):
    person = talk(columns=widths[0])
    line = "abcdefghij" * (length // 10) + "abc"
    person.type(line)
    person.see_all(line=line)
    for columns in widths[1:]:
        person.resize(columns, line)
        person.see_all(line=line)
        person.peer.send(b"text\n")
        person.see_text("text", line=line)
    person.type(ENTER)
    assert person.peer.recv(len(line) + 1) == line.encode() + b"\n"


# Not a mark on a character in the last column: readline draws it on the next row.
@pytest.mark.parametrize("columns, line", [
    (40, "ae\u0301" * 10), *itertools.product([20, 40], [
        "ação", "世界" * 8, "a" + "世" * 30, "naïve 😀 日本"])])
def test_incoming_text_above_wide_and_combining_characters(talk, columns,
                                                           line):
    person = talk(columns=columns)
    person.type(line)
    person.see_all(line=line)
    person.peer.send(f"{line}\n".encode())
    person.see_text(line, line=line)
    person.type(ctrl("a") + "xx")
    person.see_all(line="xx" + line, cursor=2)
    person.peer.send(b"again\n")
    person.see_text("again", line="xx" + line, cursor=2)
    person.type(ENTER)
    wanted = f"xx{line}\n".encode()
    assert person.peer.recv(len(wanted)) == wanted


def test_text_without_its_newline_appears_after_a_moment(talk):
    person = talk()
    person.type("my name")
    person.see_all(line="my name")
    person.peer.send("Name? ção".encode())
    person.see_text("Name? ção", line="my name")
    person.peer.send(b" and more\n")
    person.see_text(" and more", line="my name")


def test_a_newline_that_comes_late_adds_no_line(talk):
    person = talk()
    for i in range(3):
        person.peer.send(b"no newline")
        person.see_text("no newline")
        person.peer.send(b"\n")
    person.peer.send(b"whole\n\n")
    person.see_text("whole", "")


def test_a_character_cut_between_two_reads_is_whole(talk):
    person = talk()
    data = "é世😀".encode()
    person.peer.send(data[:1])
    for i in range(1, len(data)):
        person.settle()
        person.peer.send(data[i:i + 1])
    person.peer.send(b"\n")
    person.until(lambda: "".join(
        line[2:] for line in person.lines if line.startswith("| ")) == "é世😀")


def send_and_wait(person, data, end):
    """Sends megabytes; the terminal's bytes meanwhile, not shown by pyte."""
    raw = bytearray()
    feeder = threading.Thread(target=person.peer.send, args=(data,),
                              daemon=True)
    feeder.start()
    while not re.search(end, raw[-4096:]):
        raw += person.process.read_nonblocking(1 << 16, TIMEOUT)
    feeder.join(TIMEOUT)
    assert not feeder.is_alive()
    return raw


@pytest.mark.slow
def test_a_burst_of_megabytes(talk):
    person = talk()
    person.type("half")
    person.see_prompt("half")
    n = 200_000
    data = b"".join(b"line %d\n" % i for i in range(n))
    raw = send_and_wait(person, data, rb"\| line %d\r\n.*> half" % (n - 1))
    assert re.findall(rb"\| line (\d+)\r\n", raw) == \
        [b"%d" % i for i in range(n)]
    person.stream.feed(bytes(raw[-8000:]))
    person.see_prompt("half")
    assert person.told[-1] == f"| line {n - 1}"
    person.type(" and half" + ENTER)
    assert person.peer.recv(14) == b"half and half\n"


@pytest.mark.slow
def test_a_megabyte_without_a_newline(talk):
    person = talk()
    person.type("half")
    person.see_prompt("half")
    raw = send_and_wait(person, b"x" * 1_000_000 + b"END",
                        rb"END\r\n.*> half")
    assert raw.count(b"x") == 1_000_000


def test_a_flood_does_not_keep_one_from_typing(talk):
    person = talk("-v")
    stop = threading.Event()

    def flood():
        with contextlib.suppress(OSError):
            while not stop.is_set():
                person.peer.send(b"and again\n" * 100)
    thread = threading.Thread(target=flood, daemon=True)
    thread.start()
    got = bytearray()

    def read():
        with contextlib.suppress(OSError):
            while b"enough\n" not in got:
                got.extend(person.peer.sock.recv(100))
    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    person.type("enough" + ENTER)
    eventually(lambda: person.process.read_nonblocking(1 << 16, TIMEOUT) and
               b"enough\n" in got)
    stop.set()
    assert bytes(got) == b"enough\n"


# --- 53, 40: keys, and what of them reaches the peer ---

def test_up_recalls_and_no_key_escapes_to_the_peer(talk):
    person = talk()
    for line in "one", "two", "three":
        entered(person, line)
    person.type(UP)
    person.see_all(line="three")
    person.type(UP * 2)
    person.see_all(line="one")
    person.type(DOWN)
    person.see_all(line="two")
    person.type("!" + ENTER)
    assert person.peer.recv(5) == b"two!\n"
    person.see_all(person.prompt + "two!")
    for key in UP, DOWN, LEFT, RIGHT, "\x1bOA", "\x1bOP", "\x1b[15~", \
            "\x1b[1;5C", ctrl("l"), meta("x"), TAB, ctrl("g"), ctrl("u"):
        person.type(key)
    person.type(ctrl("e") + ctrl("u") + "clean" + ENTER)
    assert person.peer.recv(6) == b"clean\n"


def test_a_line_once_recalled_and_edited_is_still_in_the_history(talk):
    person = talk()
    entered(person, "first")
    entered(person, "second")
    person.type(UP + UP + "!" + ENTER)
    assert person.peer.recv(7) == b"first!\n"
    person.see_all(person.prompt + "first!")
    for line in "first!", "second", "first":
        person.type(UP)
        person.see_all(line=line)


def test_the_terminal_stays_readlines_between_lines(talk):
    """Were it given back for a moment, what is typed in it would be echoed."""
    person = talk()
    for i in range(5):
        entered(person, f"line {i}")
    assert person.raw.count(b"\x1b[?2004h") == 1
    assert person.raw.count(b"\x1b[?2004l") == 0


def test_an_empty_line_is_a_newline(talk):
    person = talk()
    entered(person, "")
    entered(person, "")
    nothing_more_was_sent(person)


def test_crlf(talk):
    person = talk("-C")
    entered(person, "GET / HTTP/1.0", "GET / HTTP/1.0\r\n")
    entered(person, "", "\r\n")
    person.type(paste("a\nb") + ENTER)
    assert person.peer.recv(6) == b"a\r\nb\r\n"
    person.type("/send bare" + ENTER)
    assert person.peer.recv(4) == b"bare"


def test_ctrl_l_clears_the_screen_and_keeps_the_line(talk):
    person = talk()
    person.type("kept" + ctrl("l"))
    person.until(lambda: person.screen.row(0) == person.prompt + "kept")
    person.peer.send(b"text\n")
    person.until(lambda: person.screen.row(1) == person.prompt + "kept")
    assert person.screen.row(0) == "| text"


# --- the commands ---

def test_help_shows_every_command(talk):
    person = talk()
    person.type("/help" + ENTER)
    for name in "help", "info", "send TEXT", "hex BYTES", "halfclose", \
            "close", "reset", "lang LANGUAGE", "verbose LEVEL", "quit":
        person.see_line(rf" +/{name} +\w.*")
    person.see_prompt()
    nothing_more_was_sent(person)


def test_send_has_no_newline(talk):
    person = talk()
    entered(person, "/send  two  spaces ", " two  spaces ")
    entered(person, "/send /quit", "/quit")
    nothing_more_was_sent(person)


def test_hex(talk):
    person = talk()
    entered(person, "/hex 4f6c c3 A1 0a", "Olá\n")
    entered(person, "/hex 00", "\0")
    nothing_more_was_sent(person)


def test_two_slashes_send_one(talk):
    person = talk()
    entered(person, "//quit", "/quit\n")
    entered(person, "//", "/\n")
    entered(person, "///", "//\n")
    entered(person, " /quit")
    nothing_more_was_sent(person)


@pytest.mark.parametrize("typed, near", [
    ("/hepl", "/help"), ("/inf", "/info"), ("/sned x", "/send"),
    ("/hec 4f", "/hex"), ("/halfclos", "/halfclose"), ("/clos", "/close"),
    ("/rest", "/reset"), ("/lnag", "/lang"), ("/verbos", "/verbose"),
    ("/quti", "/quit"), ("/QUIT", None), ("/", None), ("/ quit", None),
    ("/nothing-of-ours", None), ("/etc/passwd", None), ("/\x16\x1b[2J", None)])
def test_an_unknown_command_is_refused(person, typed, near):
    someone = person("connect")
    someone.type(typed + ENTER)
    hint = rf"did you mean {near}\?" if near else ".*"
    someone.see_line(rf"unknown command: \S+; {hint}")
    someone.see_prompt()
    nothing_more_was_sent(someone)


@pytest.mark.parametrize("typed", [
    "/send", "/hex", "/hex 4", "/hex 4f 6", "/hex xx", "/hex 4f,6c", "/lang",
    "/lang de", "/verbose", "/verbose 4", "/verbose -1", "/verbose 1 2"])
def test_a_wrong_argument_is_refused(person, typed):
    someone = person("connect")
    someone.type(typed + ENTER)
    someone.see_line(rf"{typed.split()[0]}: .*expected.*")
    someone.see_prompt()
    nothing_more_was_sent(someone)


def test_halfclose(talk):
    person = talk()
    person.type("/halfclose" + ENTER)
    assert person.peer.recv_all() == b""
    person.see("this end finished sending")
    person.peer.send(b"late\n")
    person.see_line(r"\| late")
    person.peer.close()
    assert person.wait() == 0


def test_close(talk):
    person = talk()
    person.type("/close" + ENTER)
    assert person.peer.recv_all() == b""
    person.see("the connection is closed on this end")
    person.see_prompt()
    person.type("/info" + ENTER)
    person.see("there is no socket any more")
    person.type(ctrl("d"))
    assert person.wait() == 0


@pytest.mark.parametrize("command", ["/close", "/reset", "/halfclose"])
def test_what_is_closed_is_not_closed_again(talk, command):
    person = talk()
    person.type("/close" + ENTER)
    person.see("the connection is closed on this end")
    person.type(command + ENTER)
    person.see("there is no socket any more: it is closed")
    assert "was cut" not in person.text
    person.type(ctrl("d"))
    assert person.wait() == 0


def test_a_send_after_close_shows_what_happens(talk):
    person = talk()
    person.type("/close" + ENTER)
    person.see("the connection is closed on this end")
    person.see_prompt()
    person.type("anybody?" + ENTER)
    person.see_line("sockdemo: send .*: E[A-Z]+: .*")
    person.see_prompt()
    person.type(ctrl("d"))
    assert person.wait() == 0


@pytest.mark.parametrize("command", ["/close", "/reset"])
def test_the_prompt_stays_also_after_a_halfclose(talk, command):
    person = talk()
    person.type("/halfclose" + ENTER)
    person.see("this end finished sending")
    person.type(command + ENTER)
    person.see("on this end (Ctrl-D ends)")
    person.see_prompt()
    person.type("anybody?" + ENTER)
    person.see_line("sockdemo: send .*: E[A-Z]+: .*")
    person.see_prompt()
    person.type(ctrl("d"))
    assert person.wait() == 0


def test_a_send_after_our_own_end_is_no_reset(talk):
    person = talk()
    person.type("/halfclose" + ENTER)
    person.see("this end finished sending")
    person.see_prompt()
    person.type("too late" + ENTER)
    person.see("EPIPE")
    person.see_prompt()
    person.peer.send(b"still heard\n")
    person.see_line(r"\| still heard")
    person.type(ctrl("d"))
    assert person.wait() == 0


def test_reset(talk):
    person = talk()
    person.type("/reset" + ENTER)
    with pytest.raises(ConnectionResetError):
        person.peer.recv(1)
    person.see("the connection was cut on this end")
    person.see_prompt()
    person.type(ctrl("d"))
    assert person.wait() == 0


def test_quit(talk):
    person = talk()
    before = person.before
    person.type("/quit" + ENTER)
    assert person.wait() == 0
    person.assert_sane(before)
    assert person.peer.recv_all() == b""


def test_quit_does_not_lose_what_was_sent_before(talk):
    person = talk()
    person.type("last words" + ENTER + "/quit" + ENTER)
    assert person.wait() == 0
    assert person.peer.recv_all() == b"last words\n"


def test_lang(talk):
    person = talk()
    person.type("/lang pt" + ENTER)
    person.see("português")
    person.type("/hepl" + ENTER)
    person.see("comando desconhecido: /hepl")
    person.type("/lang both" + ENTER + "/hepl" + ENTER)
    person.see("unknown command: /hepl")
    person.type("/lang en" + ENTER + "/help" + ENTER)
    person.see_line(" +/quit +end at once")
    person.see_prompt()
    nothing_more_was_sent(person)


def test_an_error_after_lang_is_in_that_language(talk):
    person = talk()
    person.type("/lang pt" + ENTER + "/halfclose" + ENTER + "x" + ENTER)
    person.see("EPIPE: ligação fechada para envio")
    person.see_prompt()


def test_verbose(talk):
    person = talk()
    entered(person, "silent")
    person.type("/verbose 1" + ENTER)
    person.see("the level of detail has changed")
    person.type("told" + ENTER)
    assert person.peer.recv(5) == b"told\n"
    person.see_line(r'> send\(\d+, "told\\n", 5\) = 5')
    person.peer.send(b"answer\n")
    person.see_line(r"< recv\(\d+, \d+\) = 7")
    person.type("/verbose 0" + ENTER)
    person.until(lambda: person.text.count("has changed") == 2)
    person.see_prompt()
    entered(person, "silent again")
    assert "silent" not in re.sub("> silent.*", "", person.text)


def test_verbose_where_stderr_is_a_file(person, tmp_path, closing):
    server = closing(socket.create_server(("127.0.0.1", 0)))
    server.settimeout(TIMEOUT)
    file = tmp_path / "told"
    someone = person.start(
        ["sh", "-c", 'exec "$@" 2>"$0"', str(file),
         *command("connect", *map(str, server.getsockname()))])
    peer = closing(Peer(server.accept()[0]))
    someone.type("/verbose 1" + ENTER + "told" + ENTER)
    assert peer.recv(5) == b"told\n"
    eventually(lambda: 'send(3, "told\\n", 5) = 5' in file.read_text())


def test_the_steps_of_commands_are_told(talk):
    person = talk("-v")
    person.type("/hex 4f" + ENTER)
    person.see_line(r'> send\(\d+, "O", 1\) = 1')
    person.type("/halfclose" + ENTER)
    person.see_line(r"\* shutdown\(\d+, SHUT_WR\) = 0")
    person.type("/reset" + ENTER)
    person.see_line(r"\* setsockopt\(\d+, SOL_SOCKET, SO_LINGER, .*\) = 0")
    person.see_line(r"\* close\(\d+\) = 0")


class Same(socket.socket):
    """A socket that has the addresses and number of another."""

    def __init__(self, fd, laddr, raddr):
        super().__init__(socket.AF_INET6 if len(laddr) == 4 else
                         socket.AF_INET, proto=socket.IPPROTO_TCP)
        self.fileno, self.getsockname, self.getpeername = \
            lambda: fd, lambda: laddr, lambda: raddr


Same.__module__, Same.__qualname__ = "socket", "socket"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_info_is_what_python_prints(talk, host, closing):
    if host == "::1":
        needs_ipv6()
    person = talk(host=host, columns=200)
    entered(person, "five")
    person.peer.send(b"answer\n")
    person.see_line(r"\| answer")
    person.type("/info" + ENTER)
    family = "AF_INET6" if host == "::1" else "AF_INET"
    fd = int(person.see_line(
        rf"= socket (\d+): {family}, SOCK_STREAM, IPPROTO_TCP")[1])
    assert os.readlink(f"/proc/{person.pid}/fd/{fd}").startswith("socket:")
    person.see_line(r" +bytes sent: 5; received: 7")
    sock = person.peer.sock
    same = closing(Same(fd, sock.getpeername(), sock.getsockname()))
    person.see_line(re.escape(f"    {same!r}"))
    text = [f"[{a[0]}]:{a[1]}" if ":" in a[0] else f"{a[0]}:{a[1]}"
            for a in (sock.getpeername(), sock.getsockname())]
    person.see_line(re.escape(f"    laddr={text[0]} raddr={text[1]}"))
    person.see_prompt()


# --- Tab, and paste ---

@pytest.mark.parametrize("typed, completed", [
    ("/in", "/info "), ("/ver", "/verbose "), ("/la", "/lang "),
    ("/lang p", "/lang pt "), ("/lang b", "/lang both "),
    ("/qui", "/quit "), ("/lang x", "/lang x"), ("/hex 4", "/hex 4"),
    ("/nothing", "/nothing"), ("/send /et", "/send /et"),
    ("/etc/pas", "/etc/pas"),
    ("text", "text\t"), ("x /he", "x /he\t"), ("//he", "//he\t")])
def test_tab_completes_commands_and_arguments(person, typed, completed):
    someone = person("connect")
    someone.type(typed + TAB + "|")
    someone.see_all(line=completed + "|")


@pytest.mark.parametrize("typed, words", [
    ("/h", ["/halfclose", "/help", "/hex"]),
    ("/verbose ", ["0", "1", "2", "3"]),
    ("/lang ", ["both", "en", "pt"])])
def test_tab_twice_lists_what_is_possible(person, typed, words):
    someone = person("connect")
    someone.type(typed + TAB + TAB)
    someone.until(lambda: any(row.split() == words for row in someone.lines))
    someone.see_prompt(typed)


@pytest.mark.parametrize("typed, seen", [
    ("/lang b" + TAB, "a língua é agora o português"), ("/lang  pt  ", "português"),
    ("/verbose 0" + TAB, "the level of detail has changed"),
    ("/hex  4f  ", None)])
def test_spaces_around_an_argument_are_nothing(talk, typed, seen):
    person = talk()
    person.type(typed + ENTER)
    if seen:
        person.see(seen)
    else:
        assert person.peer.recv(1) == b"O"
    person.type("/send  a b " + ENTER)
    assert person.peer.recv(5) == b" a b "


@pytest.mark.parametrize("newline", ["\n", "\r"])
def test_a_paste_of_several_lines_is_several_sends(talk, newline):
    person = talk("-v")
    person.type(paste(newline.join(["one", "/quit", "//two", "três"])) + ENTER)
    wanted = "one\n/quit\n//two\ntrês\n".encode()
    assert person.peer.recv(len(wanted)) == wanted
    for line in "one", "/quit", "//two", "três":
        person.see_line(rf'> send\(\d+, "{line}\\n", \d+\) = \d+')
    person.see_prompt()


def test_a_pasted_line_that_begins_with_a_slash_is_text(talk):
    person = talk()
    person.type(paste("/quit") + ENTER)
    assert person.peer.recv(6) == b"/quit\n"
    person.type(paste("//x") + ENTER)
    assert person.peer.recv(4) == b"//x\n"


def test_a_typed_command_may_have_pasted_arguments(talk):
    person = talk()
    person.type("/send " + paste("text") + ENTER)
    assert person.peer.recv(4) == b"text"


def test_a_paste_that_was_taken_back_makes_no_text_of_a_command(talk):
    person = talk()
    person.type(paste("something") + ctrl("u") + "/send x" + ENTER)
    assert person.peer.recv(1) == b"x"


def test_an_empty_paste_makes_no_text_of_a_command(talk):
    person = talk()
    person.type(paste("") + "/send x" + ENTER)
    assert person.peer.recv(1) == b"x"


def test_a_pasted_line_is_text_also_when_recalled(talk):
    person = talk()
    person.type(paste("/quit") + ENTER)
    assert person.peer.recv(6) == b"/quit\n"
    person.type(UP + ENTER)
    assert person.peer.recv(6) == b"/quit\n"


def test_the_lines_of_a_paste_are_recalled_one_by_one(talk):
    person = talk()
    person.type(paste("one\n/quit\n\ntwo") + ENTER)
    assert person.peer.recv(15) == b"one\n/quit\n\ntwo\n"
    person.type(UP)
    person.see_prompt("two")
    person.type(UP + ENTER)
    assert person.peer.recv(6) == b"/quit\n"


def test_what_is_pasted_is_not_obeyed(talk):
    """Control characters in a paste are text for the peer."""
    person = talk()
    person.type(paste("a\x1b[A\x04\tb") + ENTER)
    assert person.peer.recv(8) == b"a\x1b[A\x04\tb\n"


def test_incoming_text_above_a_paste_of_several_lines(talk):
    person = talk(columns=40)
    person.type(paste("one\ntwo " + "x" * 50 + "\nthree"))
    line = "one\ntwo " + "x" * 50 + "\nthree"
    person.see_all(line=line)
    person.peer.send(b"text\n")
    person.see_text("text", line=line)


def test_an_unfinished_paste_holds_nothing_up(talk):
    person = talk()
    person.type("a" + paste("b\0c")[:-3])
    for text in "one", "two":
        person.peer.send(text.encode() + b"\n")
        person.see_text(text, line="a")
    person.type(paste("")[-3:])
    person.see_all(line="abc")
    person.type(ENTER)
    assert person.peer.recv(4) == b"abc\n"


@pytest.mark.parametrize("cut", [6, 7, 13, 16])
def test_a_paste_in_a_search_ends_it_and_holds_nothing_up(talk, cut):
    person = talk()
    entered(person, "hello")
    person.type(ctrl("r") + "l")
    person.see_all(line="hello", cursor=3, prompt="(reverse-i-search)`l': ")
    keys = paste("/quit\n/")
    person.type(keys[:cut])
    for text in "one", "two":
        person.peer.send(text.encode() + b"\n")
        person.see_text(text, line="hello", cursor=3)
    person.type(keys[cut:] + ENTER)
    assert person.peer.recv(13) == b"hel/quit\n/lo\n"


def test_a_paste_is_text_also_for_vi(person, tmp_path):
    rc = tmp_path / "inputrc"
    rc.write_text("set editing-mode vi\n")
    someone = person("connect", env={"INPUTRC": str(rc)})
    someone.type("ab" + meta(""))
    someone.see_all(line="ab", cursor=1)
    someone.type("0" + paste("/quit\n") + ENTER)
    assert someone.peer.recv(9) == b"/quit\nab\n"


# --- 56: the history ---

def run_of(person, *lines, **options):
    someone = person("connect", **options)
    for line in lines:
        entered(someone, line)
    leave(someone)


def leave(person):
    person.type(ctrl("d"))
    assert person.peer.recv_all() == b""
    person.see("this end finished sending")
    person.type(ctrl("d"))
    assert person.wait() == 0


def test_the_history_is_kept_across_runs(person, tmp_path):
    run_of(person, "alpha", "beta ção")
    run_of(person, "gamma")
    someone = person("connect")
    for line in "gamma", "beta ção", "alpha":
        someone.type(UP)
        someone.see_all(line=line)
    file = tmp_path / "state/sockdemo/history"
    assert file.read_text() == "alpha\nbeta ção\ngamma\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_the_history_has_its_place_under_home(person, tmp_path):
    run_of(person, "alpha", env={"XDG_STATE_HOME": None,
                                 "HOME": str(tmp_path)})
    file = tmp_path / ".local/state/sockdemo/history"
    assert file.read_text() == "alpha\n"


def test_the_history_is_private_under_any_umask(person, tmp_path):
    run_of(person, "alpha", preexec_fn=lambda: os.umask(0))
    file = tmp_path / "state/sockdemo/history"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("lines", [1, 1500])
def test_a_history_that_others_can_read_is_made_private(
        person, tmp_path, lines):
    file = tmp_path / "state/sockdemo/history"
    file.parent.mkdir(parents=True)
    file.write_text("old\n" * lines)
    file.chmod(0o644)
    run_of(person, "alpha")
    assert file.read_text().endswith("old\nalpha\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_no_history(person, tmp_path):
    run_of(person, "alpha")
    someone = person("connect", "--no-history")
    entered(someone, "secret")
    someone.type(UP)
    someone.see_all(line="secret")
    someone.type(UP)
    someone.settle()
    someone.see_all(line="secret")
    someone.type(ctrl("u"))
    leave(someone)
    assert (tmp_path / "state/sockdemo/history").read_text() == "alpha\n"


def test_two_at_once_lose_nothing_of_the_history(person, tmp_path):
    both = person("connect"), person("listen")
    for i, someone in enumerate(both):
        entered(someone, f"line {i}")
    for someone in both:
        leave(someone)
    file = tmp_path / "state/sockdemo/history"
    assert sorted(file.read_text().split("\n")) == ["", "line 0", "line 1"]


def test_a_signal_does_not_lose_the_history(person, tmp_path):
    someone = person("connect")
    entered(someone, "alpha")
    someone.type(ctrl("c"))
    assert someone.wait() == -signal.SIGINT
    assert (tmp_path / "state/sockdemo/history").read_text() == "alpha\n"


@pytest.mark.parametrize("state", ["/dev/null", "/proc/none", "relative"])
def test_a_history_that_cannot_be_kept_is_no_matter(person, tmp_path, state):
    run_of(person, "alpha", env={"XDG_STATE_HOME": state,
                                 "HOME": "/dev/null"}, cwd=str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_history_that_is_no_file_is_left_alone(person, tmp_path):
    fifo = tmp_path / "state/sockdemo/history"
    fifo.parent.mkdir(parents=True)
    os.mkfifo(fifo)
    run_of(person, "alpha")
    assert fifo.is_fifo()


def test_inputrc(person, tmp_path):
    rc = tmp_path / "inputrc"
    rc.write_text('$if sockdemo\n"\\C-t": "ours"\n$endif\n'
                  '$if bash\n"\\C-t": "another\'s"\n$endif\n')
    someone = person("connect", env={"INPUTRC": str(rc)})
    someone.type(ctrl("t") + ENTER)
    assert someone.peer.recv(5) == b"ours\n"


def test_a_macro_of_several_lines(person, tmp_path):
    """One key, and all of them are entered: text, a command, and the end."""
    rc = tmp_path / "inputrc"
    rc.write_text('"\\C-t": "one\\ntwo\\n/info\\nthree\\n\\C-d"\n')
    someone = person("connect", env={"INPUTRC": str(rc)})
    someone.type(ctrl("t"))
    assert someone.peer.recv_all() == b"one\ntwo\nthree\n"
    someone.see("<socket.socket fd=")
    someone.see("this end finished sending")


def test_a_macro_may_enter_many_lines(person, tmp_path):
    rc = tmp_path / "inputrc"
    rc.write_text('"\\C-t": "one\\r/send two\\r\\rthree"\n')
    someone = person("connect", env={"INPUTRC": str(rc)})
    someone.type(ctrl("t"))
    assert someone.peer.recv(8) == b"one\ntwo\n"
    someone.see_prompt("three")
    someone.type(UP)
    someone.see_prompt("/send two")


# --- 5, 6: the ends ---

def assert_idle(person):
    """Whatever became of the connection, waiting costs nothing."""
    person.settle()
    ticks = proc_stat(person.pid)[1]
    person.update(timeout=0.3)
    assert proc_stat(person.pid)[1] - ticks < 10
    person.settle()


def test_ctrl_d_twice(talk):
    person = talk()
    before = person.before
    person.type(ctrl("d"))
    assert person.peer.recv_all() == b""
    person.see("this end finished sending")
    person.peer.send(b"still shown\n")
    person.see_line(r"\| still shown")
    person.type(ctrl("d"))
    assert person.wait() == 0
    person.assert_sane(before)


def test_ctrl_d_twice_at_once(talk):
    person = talk()
    person.type(ctrl("d") + ctrl("d"))
    assert person.wait() == 0
    assert person.peer.recv_all() == b""


def test_ctrl_d_and_then_the_peers_end(talk):
    person = talk()
    before = person.before
    person.type(ctrl("d"))
    assert person.peer.recv_all() == b""
    person.peer.send(b"bye")
    person.peer.close()
    assert person.wait() == 0
    assert "| bye" in person.lines
    person.assert_sane(before)


def test_ctrl_d_within_a_line_deletes(talk):
    person = talk()
    person.type("abc" + ctrl("a") + ctrl("d") + ENTER)
    assert person.peer.recv(3) == b"bc\n"


def test_the_peer_ends_first(talk):
    person = talk()
    before = person.before
    person.type("unfinish")
    person.see_prompt("unfinish")
    person.peer.finish()
    person.see("the other end finished sending")
    person.see("Ctrl-D")
    person.see_prompt("unfinish")
    person.type("ed" + ENTER)
    assert person.peer.recv(11) == b"unfinished\n"
    person.type(ctrl("d"))
    assert person.wait() == 0
    person.assert_sane(before)
    assert person.peer.recv_all() == b""


def test_a_reset_by_the_peer(talk):
    person = talk()
    before = person.before
    person.type("unfinished")
    person.see_prompt("unfinished")
    person.peer.reset()
    person.see("ECONNRESET")
    person.see("Ctrl-D")
    person.see_prompt("unfinished")
    assert_idle(person)
    person.type(ctrl("u") + ctrl("d"))
    assert person.wait() == 1
    person.assert_sane(before)


def test_a_reset_after_a_halfclose_ends_it_by_itself(talk):
    person = talk()
    person.type("/halfclose" + ENTER)
    person.see("this end finished sending")
    person.see_prompt()
    person.peer.reset()
    assert person.wait() == 1
    assert "ECONNRESET" in person.text and "Ctrl-D" not in person.text


def test_a_send_after_a_reset_shows_epipe(talk):
    person = talk()
    person.peer.reset()
    person.see("ECONNRESET")
    person.see_prompt()
    person.type("anybody?" + ENTER)
    person.see("EPIPE")
    person.see_prompt()
    person.type(ctrl("d"))
    assert person.wait() == 1


def test_a_send_after_the_peer_closed_shows_what_happens(talk):
    """The first is answered by an RST, so the second one fails."""
    person = talk()
    person.peer.close()
    person.see("the other end finished sending")
    person.see_prompt()
    entered_line = person.prompt + "anybody?"
    person.type("anybody?" + ENTER)
    person.see_all(entered_line)
    eventually(lambda: not sockets_of(person.pid, CLOSE_WAIT))
    person.type("anybody?" + ENTER)
    person.see("EPIPE")
    person.see_prompt()
    assert_idle(person)
    person.type(ctrl("d"))
    assert person.wait() == 1


# --- before there is somebody to talk to ---

@pytest.mark.parametrize("columns", [20, 30])
def test_laddr_is_whole_on_a_narrow_terminal(person, columns):
    someone = person.alone("listen", "127.0.0.1", "0", columns=columns)
    line = f"listening laddr=127.0.0.1:{listening_port(someone.pid)}"
    someone.until(lambda: f"{line}\r\n".encode() in someone.raw)


def test_no_prompt_while_waiting_and_ctrl_c_ends(person):
    someone = person.alone("listen", "127.0.0.1", "0")
    before = someone.modes()
    someone.see("in another terminal: sockdemo connect 127.0.0.1")
    assert ">" not in someone.text and b"\x1b[?2004h" not in someone.raw
    someone.type("a line for nobody" + ENTER)
    someone.type(ctrl("c"))
    assert someone.wait() == -signal.SIGINT
    someone.assert_sane(before)


def test_ctrl_c_ends_a_connect_that_waits(person, silent):
    someone = person.alone("connect", "127.0.0.1", str(silent()))
    before = someone.modes()
    assert someone.update(0.1)
    assert ">" not in someone.text
    someone.type(ctrl("c"))
    assert someone.wait() == -signal.SIGINT
    someone.assert_sane(before)


def test_what_was_typed_while_waiting_is_not_lost(person):
    someone = person.alone("listen", "127.0.0.1", "0")
    port = int(someone.see_line(r"listening laddr=127\.0\.0\.1:(\d+)")[1])
    someone.type("early\n")
    someone.see("early")
    with socket.create_connection(("127.0.0.1", port), TIMEOUT) as peer:
        assert peer.recv(100) == b"early\n"


# --- terminals of every kind ---

@pytest.mark.parametrize("term", ["dumb", "nonsense-9000", ""])
def test_a_terminal_that_knows_little(talk, term):
    person = talk(env={"TERM": term})
    person.type("some" + BACKSPACE + "e text")
    person.see_prompt("some text")
    person.peer.send("olá\n".encode())
    person.see_line(r"\| olá")
    person.see_prompt("some text")
    person.type(ENTER)
    assert person.peer.recv(10) == b"some text\n"
    person.type(ctrl("d"))
    person.see("this end finished sending")
    assert b"\x1b" not in person.raw


@pytest.mark.parametrize("begins", [1, 2, 3, 80])
@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_a_terminal_of_hardly_a_column(person, server, closing, term, begins):
    """Nobody can read it, and it ends nothing."""
    listener = server()
    someone = person.alone("connect", "127.0.0.1",
                           str(listener.getsockname()[1]),
                           columns=begins, env={"TERM": term})
    peer = closing(Peer(listener.accept()[0]))
    for columns in 3, 2, 1, 80:
        someone.type("what is sent")
        someone.settle()
        someone.resize(columns)
        someone.type(", and more" + ctrl("r") + "zz")
        someone.settle()
        peer.send(b"received\n")
        someone.type(ctrl("g") + ENTER)
        assert peer.recv(23) == b"what is sent, and more\n"


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "pt_PT.UTF-8"])
def test_accents_are_edited_whole_where_they_are_utf8(talk, locale):
    """C says nothing of them, and the terminal's own flag does."""
    plain = "UTF" not in locale
    person = talk(env={"LC_ALL": locale},
                  preexec_fn=reads_utf8 if plain else None)
    person.type("ação é" + BACKSPACE * 3)
    person.see_prompt("açã")
    person.type("Z" + LEFT * 2 + "~")
    person.see_prompt("aç~ãZ", 3)
    person.peer.send("coração\n".encode())
    person.see_line(r"\| coração")
    person.see_prompt("aç~ãZ", 3)
    person.type(ENTER)
    assert person.peer.recv(8) == "aç~ãZ\n".encode()


def test_stdin_alone_a_terminal_gives_plain_lines(either):
    master, slave = pty.openpty()
    try:
        child, peer = either("--lang", "pt", stdin=slave)
        os.write(master, b"one\n/quit\n")
        assert peer.recv(10) == b"one\n/quit\n"
        peer.send(b"\x1b[2Jraw\n")
        child.wait_out(rb"\A\x1b\[2Jraw\n\Z")
        os.write(master, b"\x04")
        assert peer.recv_all() == b""
        peer.close()
        assert child.wait() == 0
        assert child.out == b"\x1b[2Jraw\n"
    finally:
        os.close(master)
        os.close(slave)


def test_stdout_alone_a_terminal_shows_text_safely(either):
    master, slave = pty.openpty()
    try:
        child, peer = either(stdout=slave)
        child.send(b"one\n/quit\n")
        assert peer.recv(10) == b"one\n/quit\n"
        peer.send("olá\x1b[2J\u009b31m\u202e\n".encode())
        seen = b""
        while not seen.endswith(b"\n"):
            seen += os.read(master, 1000)
        assert seen.decode() == "| olá\\e[2J\\u009b31m\\u202e\r\n"
    finally:
        os.close(master)
        os.close(slave)


# --- 54 at the prompt; more in test_hostile.py ---

def test_escapes_are_shown_and_not_obeyed(talk):
    person = talk()
    person.type("mine")
    person.see_all(line="mine")
    person.peer.send("a\x1b]0;title\x07b\x1b[2J\x9b\u009b5m\r\x00"
                     "olá\u202e\xff\n".encode("utf-8").replace(
                         "\x9b".encode(), b"\x9b", 1).replace(
                         "\xff".encode(), b"\xff"))
    person.see_all(r"| a\e]0;title\x07b\e[2J\x9b\u009b5m\r\x00olá\u202e\xff",
                   line="mine")


def test_no_line_of_the_peers_looks_like_ours(talk):
    person = talk()
    person.peer.send(f"{person.prompt}\n* close(3) = 0\n\n    x\n".encode())
    person.see_text(person.prompt, "* close(3) = 0", "", "    x")


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_no_row_of_the_peers_looks_like_ours(talk, columns):
    """Not even one that a long line of its is folded to."""
    person = talk(columns=columns)
    text = "x" * (columns - 2) + person.prompt
    person.peer.send((text + "\n").encode())
    person.see_text(text)
    rows = [row for row in person.told if "x" in row or person.prompt in row]
    assert all(row.startswith("| ") for row in rows)


# --- a peer that does not read ---

@pytest.fixture
def deaf(person, closing):
    """deaf(*args): at a prompt, more was pasted than a peer takes that does
    not read. Returns the person, the peer, and what was pasted."""
    def deaf(*args, columns=200):
        server = closing(socket.socket())
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        server.bind(("127.0.0.1", 0))
        server.listen()
        someone = person.alone(
            "connect", "--set", "SO_SNDBUF=4608", *args, "127.0.0.1",
            str(server.getsockname()[1]), columns=columns)
        someone.peer = closing(Peer(server.accept()[0]))
        someone.prompt = "127.0.0.1:%d> " % server.getsockname()[1]
        someone.see_prompt()
        lines = ["%d" % i * 900 for i in range(10, 40)]
        someone.type(paste("\n".join(lines)) + ENTER)
        return someone, "".join(line + "\n" for line in lines).encode()
    return deaf


WAITS = "for a second the system has taken nothing more"


def test_who_does_not_read_does_not_stop_the_prompt(deaf):
    someone, pasted = deaf()
    someone.see(WAITS)
    someone.see_prompt()
    someone.type("hello")
    someone.see_all(line="hello")
    someone.type(ENTER)
    someone.see_all(someone.prompt + "hello")
    someone.type("/info" + ENTER)
    someone.see("bytes sent: ")
    assert_idle(someone)
    assert someone.text.count(WAITS) == 1
    # All of it arrives, once it reads, and only then the end.
    someone.type("/halfclose" + ENTER)
    assert someone.meanwhile(someone.peer.recv_all) == pasted + b"hello\n"
    someone.peer.send(b"good bye\n")
    someone.see("| good bye")
    assert someone.text.count(WAITS) == 1


@pytest.mark.parametrize("way", ["/close", "/reset", "/quit"])
def test_what_waits_holds_up_no_command(deaf, way):
    someone, pasted = deaf("--lang", "pt")
    someone.see("há um segundo que o sistema não aceita mais nada")
    someone.see_prompt()
    someone.type(way + ENTER)
    if way != "/quit":
        someone.see("Ctrl-D termina")
        someone.see_prompt()
        assert_idle(someone)
        someone.type("to nobody" + ENTER)
        someone.see("EBADF")
        someone.see_prompt()
        someone.type(ctrl("d"))
    assert someone.wait() == 0
    if way == "/reset":
        with pytest.raises(ConnectionResetError):
            someone.peer.recv_all()
    else:
        got = someone.peer.recv_all()
        assert pasted.startswith(got) and len(got) < len(pasted)


def test_ctrl_d_waits_for_who_does_not_read_and_again_does_not(deaf):
    someone, pasted = deaf()
    someone.see(WAITS)
    someone.see_prompt()
    someone.type(ctrl("d"))
    someone.settle()
    assert someone.running()
    someone.type(ctrl("d"))
    assert someone.wait() == 0


def test_it_is_told_again_when_it_happens_again(deaf):
    someone, pasted = deaf()
    someone.see(WAITS)
    assert someone.meanwhile(
        lambda: someone.peer.recv(len(pasted))) == pasted
    someone.type(paste(pasted.decode()[:-1]) + ENTER)
    someone.until(lambda: "\n".join(someone.lines).count(WAITS) == 2)
    assert someone.meanwhile(
        lambda: someone.peer.recv(len(pasted))) == pasted


def test_no_more_than_a_mebibyte_waits(deaf):
    someone, pasted = deaf()
    size = 60000
    line = "x" * size + "\n"
    someone.see(WAITS)
    someone.see_prompt()
    someone.type(paste(line[:-1]))
    for i in range(20):
        someone.type(ENTER + UP)
    someone.type(ENTER)
    someone.see("1 MiB waits to be sent already; what was typed last is not "
                "sent")
    someone.settle()
    someone.peer.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2 ** 20)
    someone.type("/set SO_SNDBUF=1000000" + ENTER + "/halfclose" + ENTER)
    got = someone.meanwhile(someone.peer.recv_all)
    assert got.startswith(pasted)
    rest = got[len(pasted):]
    assert rest == line.encode() * (len(rest) // len(line))
    assert 2 ** 20 - 2 * size < len(got) < 2 ** 20 + 2 * size

"""sockdemo demo: both ends of a first conversation, drawn on one screen."""

import os
import re
import signal
import termios
import time

import pytest

from conftest import (TIMEOUT, WRAPPER, clean_env, command, eventually,
                      needs, needs_module)
from strace import Traced

CALL = re.compile(r"(\w+)\((\d*).*?\) = (-?\d+)")
RIGHT = 48  # where the client's lane begins, in 80 columns
NUMBERS = re.compile(r"(127\.0\.0\.1:)\d+")


def lanes(text):
    """The lines of each lane, without the arrows between them."""
    rows = text.splitlines()
    rows = rows[1:rows.index("")]  # the head; then what to type next
    left = [re.split(r" [ <◀─┊-]{2,}", row[:RIGHT].strip())[0]
            for row in rows]
    return left, [row[RIGHT:] for row in rows]


def calls(lane):
    """(name, descriptor, result) of each call that has returned."""
    found, waiting = [], None
    for line in lane:
        begun = re.search(r"(\w+)\((\d+).*\) \.\.\.", line)
        if begun:
            waiting = begun.groups()
        call = CALL.search(line)
        if call:
            found.append(call.groups())
        elif re.fullmatch(r" *= \d+", line):
            found.append((*waiting, line.split()[-1]))
    return found


def demo(run, *args, **options):
    result = run("demo", *args, **options)
    assert result.status == 0
    return result.out.decode()


def test_the_conversation(run):
    left, right = lanes(demo(run))
    assert [c[0] for c in calls(left)] == [
        "socket", "setsockopt", "bind", "listen", "accept", "send", "recv",
        "close", "close"]
    assert [c[0] for c in calls(right)] == [
        "socket", "connect", "recv", "send", "recv", "close"]
    assert any('recv(4, 2048) = 5 "Olá!"' in line for line in right)


def test_addresses_are_mirror_images(run):
    left, right = lanes(demo(run))

    def named(lane, name):
        return [line.split("=")[1] for line in lane if name + "=" in line][-1]

    assert named(left, "laddr") == named(right, "raddr")
    assert named(left, "raddr") == named(right, "laddr")


@pytest.mark.parametrize("sent, received", [
    ('send(5, "Olá!")', 'recv(4, 2048) = 5'),
    ('send(4, "Olá também!")', 'recv(5, 2048) = 13')])
def test_no_receive_stands_above_its_send(run, sent, received):
    rows = demo(run).splitlines()
    first = next(n for n, row in enumerate(rows) if sent in row)
    then = next(n for n, row in enumerate(rows) if received in row)
    assert first <= then


def test_portuguese(run):
    text = demo(run, "--lang", "pt")
    assert re.match(r" *SERVIDOR +CLIENTE\n", text)
    assert " ligação " in text and " fim " in text
    assert "SERVER" not in text


def test_both_languages(run):
    assert re.match(r" *SERVER / SERVIDOR +CLIENT / CLIENTE\n",
                    demo(run, "--lang", "both"))


def test_english_is_ascii_in_the_c_locale(run):
    text = demo(run, env=clean_env(LC_ALL="C"))
    assert text.replace("á", "").replace("é", "").isascii()
    assert re.search(r"-+ 5 bytes -+>", text)


def test_sentences_stand_under_their_calls(run):
    text = demo(run, "-v")
    left, right = lanes(text)
    bind = next(n for n, line in enumerate(left) if "bind(" in line)
    assert "127.0.0.1" in left[bind + 1]
    assert any("connected to" in line for line in right)


def test_why(run):
    assert len(demo(run, "-vv")) > len(demo(run, "-v"))
    assert "AF_INET" in demo(run, "-vv")


def test_one_column_on_a_narrow_terminal(terminal):
    term = terminal("demo", "--no-step", columns=60, rows=60)
    assert term.wait() == 0
    lines = term.lines
    assert any(re.match(r"server +bind\(", line) for line in lines)
    assert any(re.match(r"client +connect\(.*\) = 0", line) for line in lines)
    assert all(len(line) <= 60 for line in lines)


def is_one_column(lines):
    return any(re.match(r"(server|servidor) +bind\(", line) for line in lines)


@pytest.mark.parametrize("lang", ["en", "pt"])
@pytest.mark.parametrize("columns", [60, 120])
@pytest.mark.parametrize("when", ["auto", "always", "never"])
def test_lanes_as_asked_for(terminal, when, columns, lang):
    term = terminal("demo", "--no-step", f"--lanes={when}", "--lang", lang,
                    columns=columns, rows=90)
    assert term.wait() == 0
    narrow = columns < 80 if when == "auto" else when == "never"
    assert is_one_column(term.lines) == narrow
    assert any("SERV" in line for line in term.lines) == (not narrow)


def test_one_column_in_a_pipe(run):
    assert is_one_column(demo(run, "--lanes=never").split("\n"))
    assert not is_one_column(demo(run).split("\n"))


@pytest.mark.parametrize("option", ["--lanes", "--color"])
def test_another_word_for_when(run, option):
    child = run("demo", f"{option}=sometimes")
    assert child.status == 2
    assert child.err == (f"sockdemo: {option} sometimes: auto, always or "
                         "never was expected\n")


def test_no_line_is_wider_than_the_terminal(terminal):
    term = terminal("demo", "-v", "--no-step", columns=80, rows=80)
    assert term.wait() == 0
    assert not any(line.startswith("  ") and len(line) > 80
                   for line in term.lines)


def test_it_ends_with_what_to_type(run):
    assert demo(run).endswith(
        "  sockdemo listen -v 1234\n  sockdemo connect -v 127.0.0.1 1234\n")


# --- in colour ---

SGR = re.compile(r"\x1b\[[\d;]*m")


def test_no_color_in_a_pipe(run):
    assert "\x1b" not in demo(run)


@pytest.mark.parametrize("lanes", ["auto", "never"])
def test_colors_repeat_what_the_calls_say(run, lanes):
    """And take no room: an arrow ends where it would without."""
    env = clean_env(SOCKDEMO_COLORS="step=36:sent=32:received=33:error=31")
    text = demo(run, "--color=always", "--lanes", lanes, env=env)
    calls = re.findall(r"\x1b\[(\d+)m(\w+)\(.*?\x1b\[m", text)
    assert {("32", "send"), ("33", "recv"), ("36", "bind"),
            ("36", "close")} <= set(calls)
    for color, name in calls:
        assert color == {"send": "32", "recv": "33"}.get(name, "36")
    plain = NUMBERS.sub(r"\1P", demo(run, "--lanes", lanes))
    bare = NUMBERS.sub(r"\1P", SGR.sub("", text))
    assert re.sub(r" +", " ", bare) == re.sub(r" +", " ", plain)
    for one, other in zip(SGR.sub("", text).splitlines(),
                          demo(run, "--lanes", lanes).splitlines()):
        if "127.0.0.1" not in one:  # ports have four digits or five
            assert one == other


def test_a_terminal_that_does_not_read_utf_8_gets_none(terminal):
    """There an escape of ours would be shown as one of theirs."""
    screen = terminal("demo", "--no-step", rows=60, env=clean_env(LC_ALL="C"))
    assert screen.wait() == 0
    assert b"\\x1b" not in screen.raw and b"u001b" not in screen.raw


# --- step by step, where a person reads along ---

KEYS = {"en": "Enter: next   c: on to the end   q: quit",
        "pt": "Enter: seguinte   c: até ao fim   q: sair"}
QUESTIONS = {"en": ["None has come yet: what will it do?",
                    "How many will it get?", "What will it return?",
                    "Why does the server have two sockets?",
                    "Which of the two ends calls bind(), listen() and",
                    "What are laddr and raddr?", 'Why is "Olá!" 5 bytes',
                    "What does it mean that recv() returned 0?"],
             "pt": ["Ainda não chegou nenhum: que vai acontecer?",
                    "Quantos vai receber?", "Que valor vai devolver?",
                    "Porque é que o servidor tem dois sockets?",
                    "Qual dos dois lados chama bind(), listen() e",
                    "O que são laddr e raddr?",
                    "Porque é que «Olá!» são 5 bytes?",
                    "Que quer dizer o recv() ter devolvido 0?"]}


class Reader:
    """Who reads along, and presses a key when the row with the keys is there."""

    def __init__(self, terminal, *args, lang="en", rows=150):
        self.term = terminal("demo", "--lang", lang, *args, rows=rows,
                             columns=100)
        self.keys = KEYS[lang].encode()
        self.asked = 0
        self.wait_for_keys()

    def wait_for_keys(self):
        """False: it has ended."""
        alive, deadline = True, time.monotonic() + TIMEOUT
        while alive and self.term.raw.count(self.keys) == self.asked:
            assert time.monotonic() < deadline, self.term.text
            alive = self.term.update()
        self.asked = self.term.raw.count(self.keys)
        return alive

    def press(self, key):
        self.term.type(key)
        return self.wait_for_keys()

    def shows(self, text):
        return text in " ".join(self.term.text.split())


@pytest.mark.parametrize("key", ["\r", " "])
def test_a_key_is_a_step(terminal, key):
    reader = Reader(terminal)
    reader.press(key)
    assert reader.shows("socket() = 3") and not reader.shows("bind(3")
    reader.press(key)
    assert reader.shows("bind(3") and not reader.shows("listen(3")
    reader.press("x")  # no key of ours
    assert not reader.shows("listen(3")
    reader.press(key)
    assert reader.shows("listen(3") and not reader.shows("accept(3")


@pytest.mark.parametrize("lang", QUESTIONS)
def test_questions_come_one_by_one_before_their_answers(terminal, lang):
    reader, asked = Reader(terminal, lang=lang), []
    while reader.press("\r"):
        asked += [question for question in QUESTIONS[lang]
                  if reader.shows(question) and question not in asked]
        assert asked == QUESTIONS[lang][:len(asked)]
    assert reader.term.wait() == 0
    assert asked == QUESTIONS[lang]
    assert not reader.shows(KEYS[lang])  # that row has gone each time
    assert reader.term.text.endswith("  sockdemo connect -v 127.0.0.1 1234")


def test_what_is_drawn_by_hand_is_what_is_drawn_at_once(terminal, run):
    reader = Reader(terminal)
    while reader.press("\r"):
        pass
    by_hand, at_once = reader.term.text, demo(run)
    for call in re.findall(r"\w+\([^()]*\) = \d+", at_once):
        if "127.0.0.1" not in call:
            assert call in by_hand


def test_c_goes_on_to_the_end(terminal):
    reader = Reader(terminal)
    reader.press("\r")
    reader.press("c")
    assert reader.term.wait() == 0
    assert reader.shows("close(3) = 0")
    for question in QUESTIONS["en"]:
        assert not reader.shows(question)


def test_the_arrow_comes_with_the_receive(terminal):
    reader = Reader(terminal)
    while not reader.shows('recv(4, 2048) = 5 "Olá!"'):
        assert reader.press("\r")
    assert '  send(5, "Olá!") = 5' in reader.term.lines
    assert any(re.fullmatch(r' +─+ 5 bytes ─+▶  recv\(4, 2048\) = 5 "Olá!"',
                            row) for row in reader.term.lines)


@pytest.mark.parametrize("key, status", [
    ("q", 0), ("\x03", -signal.SIGINT), ("\x1c", -signal.SIGQUIT)])
def test_it_can_be_left(terminal, key, status):
    reader = Reader(terminal)
    terminal = reader.term.process.child_fd
    eventually(lambda: not termios.tcgetattr(terminal)[3] & termios.ECHO)
    reader.press(key)
    assert reader.term.wait() == status
    assert not reader.shows("socket()")


def test_the_terminal_is_changed_only_while_it_waits(start, tmp_path):
    """Under a shell, which would put it back itself: strace tells."""
    needs("strace")
    pexpect = needs_module("pexpect")
    log = tmp_path / "log"
    child = pexpect.spawn("strace", [
        "-qq", "-e", "trace=ioctl", "-o", str(log),
        *command("demo")], env=clean_env(), timeout=TIMEOUT,
        dimensions=(24, 80))
    for key in "\r", "\x03":
        child.expect("q: quit")
        child.send(key)
    child.expect(pexpect.EOF)
    child.close()
    echo = re.findall(r"TCSETS\w?, \{.*c_lflag=(\S*?)[,}]", log.read_text())
    assert ["ECHO|" in flags for flags in echo] == [False, True] * 2


def test_without_steps_on_request(terminal):
    term = terminal("demo", "--no-step", rows=60)
    assert term.wait() == 0
    assert KEYS["en"] not in term.text and "Why does" not in term.text


@pytest.mark.slow
def test_runs_differ_only_in_ports(run):
    first = NUMBERS.sub(r"\1P", demo(run))
    for _ in range(99):
        again = NUMBERS.sub(r"\1P", demo(run))
        # Arrows begin where the text before them ends: ports have 4 or 5
        # digits, and only the spaces after them tell.
        assert re.sub(r" +", " ", again) == re.sub(r" +", " ", first)


@pytest.mark.slow
@pytest.mark.skipif(bool(WRAPPER), reason="strace would see the wrapper's")
def test_strace_sees_the_same_calls(start, tmp_path):
    run = Traced(start, tmp_path, "demo", stdout=None or -1)
    assert run.wait() == 0
    left, right = lanes(run.child.out.decode())
    drawn = calls(left), calls(right)
    assert drawn == by_end(run.seen())


def by_end(seen):
    """The calls that strace saw, of the server's sockets and the client's."""
    ends = [], []
    server, client = set(), set()
    for call in seen:
        if call.name in ("epoll_create1", "fcntl") or \
                call.result.startswith("-1") or \
                call.args and call.args[0] not in server | client and \
                call.name not in ("socket",):
            continue
        if call.name == "socket":
            (server if not server else client).add(call.result)
            ends[bool(client)].append((call.name, "", call.result))
            continue
        side = call.args[0] in client
        ends[side].append((call.name, call.args[0], call.result))
        if call.name == "accept":
            server.add(call.result)
    return ends


@pytest.mark.slow
def test_nothing_comes(start):
    """As behind a firewall that has something against 127.0.0.1: our own
    deadline, and no call's error. strace has each wait see nothing."""
    nothing = "inject=epoll_wait:retval=0:delay_enter=3s"
    child = start([needs("strace"), "-o", os.devnull, "-e", nothing,
                   *command("demo", "--lang", "both")], env=clean_env())
    assert child.wait() == 1
    assert child.out.decode().splitlines()[-2:] == [
        "sockdemo: demo: nothing came for 10 s",
        "sockdemo: demo: nada chegou durante 10 s"]

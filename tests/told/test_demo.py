"""sockdemo demo: both ends of a first conversation, drawn on one screen."""

import os
import re

import pytest

from conftest import WRAPPER, clean_env, command, needs
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
    term = terminal("demo", columns=60, rows=60)
    assert term.wait() == 0
    lines = term.lines
    assert any(re.match(r"server +bind\(", line) for line in lines)
    assert any(re.match(r"client +connect\(.*\) = 0", line) for line in lines)
    assert all(len(line) <= 60 for line in lines)


def test_no_line_is_wider_than_the_terminal(terminal):
    term = terminal("demo", "-v", columns=80, rows=80)
    assert term.wait() == 0
    assert not any(line.startswith("  ") and len(line) > 80
                   for line in term.lines)


def test_it_ends_with_what_to_type(run):
    assert demo(run).endswith(
        "  sockdemo listen -v 1234\n  sockdemo connect -v 127.0.0.1 1234\n")


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

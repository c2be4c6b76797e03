"""Whatever a peer sends, the terminal shows it and obeys none of it.

A hundred thousand strings made to steer a terminal, by seed. Two questions:
is each byte that reached the terminal one that it may show, or one of those
that readline itself writes to draw the line anew; and is the terminal's state
afterwards what it was.
"""

import fcntl
import os
import pty
import random
import re
import struct
import termios
import threading

import pytest

from conftest import TIMEOUT
from person import Screen, ctrl, escaped, pyte

STRINGS, SEEDS = 100_000, 4
END = b"the very end\n"

SINGLE = b"c 7 8 = > D E H M N O Z n o | } ~ \\ (0 )B *A #8 %G %@ F l".split()
FINALS = bytes(range(0x40, 0x7f))
BIDI = "\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202d\u202e\u2066"
PLAIN = [b"plain", "olá".encode(), "日本語".encode(), b"\t", b" ", "😀".encode(),
         b"e\xcc\x81", b"| ", b"* close(3) = 0", b"127.0.0.1:1234> ", b"%s%n",
         b"\\e[2J", b"sockdemo: "]


def parameters(rng):
    return b";".join(b"%d" % rng.choice([0, 1, 2, 5, 25, 47, 1049, 2004, 9999])
                     for _ in range(rng.randint(0, 3)))


def csi(rng):
    return b"\x1b[" + rng.choice([b"", b"?", b">", b"!", b"="]) + \
        parameters(rng) + rng.choice([b"", b"", b" ", b"$"]) + \
        bytes([rng.choice(FINALS)])


def command_string(rng):
    """OSC, DCS, SOS, PM, APC: text for the terminal, until its end."""
    return b"\x1b" + rng.choice([b"]", b"P", b"X", b"^", b"_"]) + \
        b"%d;" % rng.choice([0, 2, 4, 8, 10, 52, 1337]) + \
        rng.choice([b"title", b"?", b"cm0gLXJmIC8="]) + \
        rng.choice([b"\x07", b"\x1b\\", b"\x9c", b"\xc2\x9c", b""])


def c1(rng):
    byte = rng.randint(0x80, 0x9f)
    rest = rng.choice([b"", b"2J", b"31m", b"0;title\x07"])
    return (bytes([byte]) if rng.random() < 0.5 else
            chr(byte).encode()) + rest


def characters(rng):
    """From all of Unicode, whole or cut."""
    data = "".join(chr(rng.choice([rng.randrange(0x20, 0xd800),
                                   rng.randrange(0xe000, 0x110000)]))
                   for _ in range(rng.randint(1, 4))).encode()
    return data[:rng.randint(1, len(data))]


STRINGS_OF = [
    csi, csi, command_string, c1, characters,
    lambda rng: b"\x1b" + rng.choice(SINGLE),
    lambda rng: rng.choice(BIDI).encode() + b"text",
    lambda rng: rng.randbytes(rng.randint(1, 12)),
    lambda rng: bytes([rng.randrange(0x20)]) * rng.randint(1, 3),
    lambda rng: rng.choice(PLAIN),
    lambda rng: b"\x1b[200~/quit\x1b[201~",
    lambda rng: chr(0xe0000 + rng.randrange(0x80)).encode() * 3]


def hostile(rng, n):
    """n strings, about one line's end for every three of them."""
    pieces = []
    for _ in range(n):
        pieces.append(rng.choice(STRINGS_OF)(rng))
        pieces.append(rng.choice([b"", b"", b"\n"]))
        if rng.random() < 0.0005:
            pieces.append(rng.choice([b"x", b"\x1b", b"\xc2\x9b", b"\t"]) *
                          rng.randint(1000, 9000))
    return b"".join(pieces) + b"\n"


def state(screen):
    """All that a terminal remembers, but for what is on it."""
    return {name: repr(getattr(screen, name)) for name in (
        "title", "icon_name", "charset", "g0_charset", "g1_charset",
        "margins", "savepoints")} | {
            "mode": sorted(screen.mode), "tabstops": sorted(screen.tabstops),
            "attributes": screen.cursor.attrs, "hidden": screen.cursor.hidden}


def read_until(read, ends):
    """What the program writes to the terminal, until it ends so."""
    raw = bytearray()
    while not raw.endswith(ends):
        raw += read(1 << 16)
    return bytes(raw)


def send_and_read(peer, data, read, ends):
    sender = threading.Thread(target=peer.send, args=(data,), daemon=True)
    sender.start()
    raw = read_until(read, ends)
    sender.join(TIMEOUT)
    return raw


def assert_shown(raw, data):
    """Nothing but rows behind "| ", and in them all of it, made safe."""
    rows = raw.decode().split("\r\n")
    assert rows.pop() == ""
    wrong = [row for row in rows if not row.startswith("| ")]
    assert not wrong, wrong[:3]
    shown = "".join(row[2:] for row in rows)
    assert shown == escaped(shown), "it must not hold what it escapes"
    wanted = escaped(data.decode("utf-8", "surrogateescape"))
    # A tab is as many spaces as its row needs.
    assert "\t" not in shown
    assert shown.replace(" ", "") == re.sub("[\n\t ]", "", wanted)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_at_the_prompt(person, seed):
    rng = random.Random(seed)
    columns = [20, 40, 80, 200][seed % 4]
    someone = person(rng.choice(["connect", "listen"]), columns=columns)
    someone.type("typed")
    someone.see_all(line="typed")
    someone.settle()
    before, seen = state(someone.screen), len(someone.raw)

    # How a row of text is shown: what is written before it, and after it.
    someone.peer.send(b"harmless\n")
    someone.see_text("harmless", line="typed")
    someone.settle()
    clear, redraw = bytes(someone.raw[seen:]).split(b"| harmless\r\n")
    assert redraw.endswith(b"typed")

    data = hostile(rng, STRINGS // 2 // SEEDS) + END
    raw = send_and_read(
        someone.peer, data,
        lambda n: someone.process.read_nonblocking(n, TIMEOUT),
        b"| " + END[:-1] + b"\r\n" + redraw)
    # All of it is rows between the one and the other.
    shown = re.compile(re.escape(clear) + rb"((?:\| [^\r\n\x1b]*\r\n)+)" +
                       re.escape(redraw))
    assert shown.sub(b"", raw) == b""
    assert_shown(b"".join(shown.findall(raw)), data)

    someone.stream.feed(raw)
    someone.see_prompt("typed")
    assert state(someone.screen) == before
    someone.type("!\r")
    assert someone.peer.recv(7) == b"typed!\n"


@pytest.fixture
def pseudo_terminal():
    """Both its ends, ours and the program's."""
    master, slave = pty.openpty()
    yield master, slave
    os.close(master)
    os.close(slave)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_with_the_output_alone_on_a_terminal(with_client, pseudo_terminal,
                                             seed):
    """stdin is a pipe, so there is no prompt."""
    master, slave = pseudo_terminal
    columns = [80, 200, 20, 40][seed % 4]
    fcntl.ioctl(slave, termios.TIOCSWINSZ,
                struct.pack("HHHH", 24, columns, 0, 0))
    screen = Screen(columns, 24)
    before = state(screen)
    child, peer = with_client(stdout=slave)
    data = hostile(random.Random(seed), STRINGS // 2 // SEEDS) + END
    raw = send_and_read(peer, data, lambda n: os.read(master, n),
                        b"| " + END[:-1] + b"\r\n")
    assert_shown(raw, data)
    pyte.ByteStream(screen).feed(raw)
    assert state(screen) == before
    peer.close()
    child.end_input()
    assert child.wait() == 0


@pytest.mark.slow
@pytest.mark.parametrize("level", ["-v", "-vv", "-vvv"])
def test_what_is_told_of_it_is_safe_too(person, level):
    """Quoted in the calls, at every level of detail."""
    rng = random.Random(level)
    someone = person("connect", level)
    someone.settle()
    before = state(someone.screen)
    control = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|[\0-\x1f\x7f]")
    someone.peer.send(b"harmless\n" * 3)
    someone.peer.send(b"harmless")
    someone.until(lambda: someone.lines.count("| harmless") == 4)
    someone.see_prompt()
    someone.settle()
    harmless = set(control.findall(someone.raw))

    seen = len(someone.raw)
    for _ in range(20):  # a few at a time: many are only counted
        someone.peer.send(hostile(rng, 5))
        someone.settle()
    someone.peer.send(END)
    someone.see("| " + END.decode().strip())
    someone.see_prompt()
    raw = bytes(someone.raw[seen:])
    assert set(control.findall(raw)) <= harmless | {b"\t"}
    text = control.sub(b"", raw).decode()
    assert text == escaped(text)
    assert state(someone.screen) == before
    someone.type(ctrl("d"))
    assert someone.peer.recv_all() == b""

"""Every other netcat at the other end, in both roles: exactly the bytes."""

import os
import random
import re

import pytest

from conftest import at_rest, eventually, same
from netcats import ended, meet, pair
from logfiles import everything, read_hex, read_text

__all__ = ["meet", "pair"]


def lines_of(size):
    """That many random bytes, each value among them, and no newline last."""
    return bytes(range(256)) + random.Random(size).randbytes(size - 257) + b"x"


def one_line(size):
    """One line, which does not end."""
    return (b"line" * (size // 4 + 1))[:size]


# Just above the sizes of buffers; lines of 64 KiB and of a megabyte.
whole = pytest.mark.parametrize("data", [
    lines_of(4097), lines_of(8193), lines_of(16385), one_line(65536),
    one_line(1 << 20)], ids=lambda data: str(len(data)))


def a_file(tmp_path, data):
    path = tmp_path / "input"
    path.write_bytes(data)
    return path.open("rb")


@whole
def test_a_file_goes_whole(meet, tmp_path, data):
    with a_file(tmp_path, data) as file:
        child, other = meet(stdin=file)
    eventually(lambda: len(other.out) == len(data))
    other.end_input()
    assert child.wait() == other.wait() == 0
    assert same(other.out, data) and child.out == b""


@whole
def test_a_file_comes_whole(meet, tmp_path, data):
    with a_file(tmp_path, data) as file:
        child, other = meet(theirs={"stdin": file})
    ended(child)
    child.end_input()
    assert child.wait() == other.wait() == 0
    assert same(child.out, data) and other.out == b""


@pytest.mark.parametrize("slow", ["they", "we"])
def test_slow_readers(meet, slow):
    """Nobody reads what one prints, until everything between is full."""
    data = lines_of(12_000_000)
    read, write = os.pipe()
    child, other = meet(theirs={"stdout": write}) if slow == "they" else \
        meet(stdout=write)
    sender = child if slow == "they" else other
    os.close(write)
    with open(read, "rb", buffering=0) as pipe:
        sender.feed(data, end=False)
        eventually(lambda: sender.fed)
        at_rest(sender)
        assert sender.fed < len(data)
        got = bytearray()
        while len(got) < len(data):
            got += pipe.read(len(data))
        child.end_input()
        other.end_input()
        assert child.wait() == other.wait() == 0
    assert same(bytes(got), data)


def test_line_ends_become_crlf(meet):
    """What is sent; what comes stays as it is."""
    child, other = meet("-C")
    child.send(b"a\nb\r\nc\r")
    other.wait_out(rb"c\r")
    child.send(b"\n\n")
    other.wait_out(rb"c\r\n\r\n")
    other.send(b"d\ne\r\nf")
    child.wait_out(b"f")
    child.end_input()
    other.end_input()
    assert child.wait() == other.wait() == 0
    assert other.out == b"a\r\nb\r\nc\r\n\r\n"
    assert child.out == b"d\ne\r\nf"


@pytest.mark.parametrize("level", ["-v", "-vv", "-vvv"])
def test_stdout_is_what_came(meet, level):
    """However much is told on stderr."""
    child, other = meet(level, "--lang=both")
    child.send(b"mine\n")
    other.wait_out(b"mine\n")
    other.send("Olá\0".encode())
    child.wait_out(b"\0")
    child.end_input()
    other.end_input()
    assert child.wait() == other.wait() == 0
    assert child.out == "Olá\0".encode() and other.out == b"mine\n"
    assert re.search(r'^> send\(\d+, "mine\\n", 5.*\) = 5$', child.err, re.M)
    assert re.search(r"^< recv\(.*\) = 5$", child.err, re.M)


@pytest.mark.parametrize("option, read", [
    ("-o", read_text), ("-x", lambda path: read_hex(path)[0])],
    ids=["text", "hex"])
def test_both_directions_in_the_log(meet, tmp_path, option, read):
    child, other = meet(option, tmp_path / "log")
    mine, theirs = lines_of(5000), lines_of(6000)
    child.feed(mine, end=False)
    eventually(lambda: same(other.out, mine))
    other.feed(theirs, end=False)
    eventually(lambda: same(child.out, theirs))
    child.send(b"bye")
    other.wait_out(b"bye$")
    child.end_input()
    other.end_input()
    assert child.wait() == other.wait() == 0
    found = read(tmp_path / "log")
    ways = b"".join(way for way, _, _ in found)
    assert re.fullmatch(b">+<+>", ways), ways
    assert everything(found, b">") == mine + b"bye"
    assert everything(found, b"<") == theirs
    assert len({peer for _, peer, _ in found}) == 1

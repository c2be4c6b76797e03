"""The files of -o and -x, read back."""

import re

HEADING = re.compile(rb"([<>]) \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d{4} "
                     rb"(\S+) (\d+)")
ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))")
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"e": b"\x1b", b"\\": b"\\"}


def unescape(text):
    def one(m):
        if m[1]:
            return bytes([int(m[1], 16)])
        if m[2] or m[3]:
            return chr(int(m[2] or m[3], 16)).encode()
        return NAMED[m[4]]
    return ESCAPE.sub(one, text)


def pieces(lines, data_of):
    """[(direction, peer, bytes), ...]"""
    found = []
    for line in lines:
        m = HEADING.fullmatch(line)
        if m:
            found.append([m[1], m[2].decode(), b"", int(m[3])])
        else:
            found[-1][2] += data_of(line)
    assert all(len(data) == n for _, _, data, n in found)
    return [tuple(each[:3]) for each in found]


def read_text(path):
    text = path.read_bytes()
    assert text.endswith(b"\n") or not text

    def data_of(line):
        assert line.startswith(b"| "), line
        return unescape(line[2:])
    return pieces(text.split(b"\n")[:-1], data_of)


def read_hex(path):
    offsets = {}

    def data_of(line):
        m = re.fullmatch(rb"([0-9a-f]{8,})  ([0-9a-f ]{50})\|(.{1,16})\|", line)
        assert m, line
        data = bytes.fromhex(m[2].decode())
        assert m[3] == re.sub(rb"[^ -~]", b".", data)
        offsets.setdefault("all", []).append(int(m[1], 16))
        return data
    return pieces(path.read_bytes().split(b"\n")[:-1], data_of), offsets


def everything(found, direction):
    return b"".join(data for d, _, data in found if d == direction)

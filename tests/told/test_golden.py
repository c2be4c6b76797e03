"""Transcripts, line by line, as they are in tests/golden/.

What differs from run to run stands there as {PORT}, {CLIENT} (its port),
{ADDRESSES} (this machine's) and {SECONDS}. The other numbers, the addresses
and the bytes are those of the files, and of the peer's own record of the run.
Nothing is folded: the terminal is very wide. Sockets are 3 and 4, as in every
process that inherits three descriptors.

After a change that is meant to show, look at what  git diff tests/golden  says
of    UPDATE_GOLDEN=1 make check T=golden
"""

import difflib
import os
import re
import socket
from pathlib import Path

import pytest

from conftest import TIMEOUT, Peer, clean_env
from strace import Wide

GOLDEN = Path(__file__).parent / "golden"

# What each end says, and how a transcript shows its bytes.
OURS, THEIRS = "Olá!\n", "Olá também!\n"


def side_by_side(text):
    """"O=4f l=6c": each character, and its bytes."""
    shown = {"\n": "↵", " ": "␣"}
    return " ".join(f"{shown.get(c, c)}={c.encode().hex(' ')}" for c in text)


class Transcript:
    """The program, and what it tells on a wide terminal."""

    def __init__(self, sockdemo, lang, level, *args):
        self.terminal = Wide()
        self.child = sockdemo(*args, "--lang", lang, *level,
                              env=clean_env(NO_COLOR="1"),
                              stderr=self.terminal.slave)
        os.close(self.terminal.slave)

    def wait_told(self, pattern):
        return self.terminal.wait_for(pattern.encode())

    def wait(self):
        status = self.child.wait()
        self.terminal.thread.join(TIMEOUT)
        self.text = self.terminal.data.decode()
        return status

    def has(self, *pieces):
        for piece in pieces:
            assert piece in self.text, f"no {piece!r} in\n{self.text}"


@pytest.fixture(params=["en", "pt"])
def lang(request):
    return request.param


@pytest.fixture(params=["-v", "-vv"])
def level(request):
    return [request.param]


@pytest.fixture
def transcript(sockdemo, lang, level):
    return lambda *args: Transcript(sockdemo, lang, level, *args)


def addresses_of(text):
    """This machine's addresses, as listed; each one can be bound here."""
    listed = re.search(r"(\d+(?:\.\d+){3} \([^)]+\)(?:, )?)+", text)
    for address in re.findall(r"\d+(?:\.\d+){3}", listed[0]):
        with socket.socket() as sock:
            sock.bind((address, 0))
    assert re.search(r"127\.0\.0\.1 \([^)]+\)$", listed[0]), listed[0]
    return listed[0]


def compare(name, lang, level, text, known):
    """With the file of that name, once what is known is replaced."""
    for value, placeholder in known.items():
        text = re.sub(rf"(?<!\d){re.escape(str(value))}(?!\d)",
                      f"{{{placeholder}}}", text)
    text = re.sub(r"\b\d+[.,]\d s$", "{SECONDS} s", text, flags=re.M)
    file = GOLDEN / f"{name}.{lang}{level[0] if level else ''}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        return
    expected = file.read_text("utf-8")
    difference = difflib.unified_diff(
        expected.splitlines(), text.splitlines(), str(file), "this run",
        lineterm="")
    if text != expected:
        pytest.fail("\n".join(difference), pytrace=False)


def converse(run, peer):
    """The first conversation; then the peer finishes, and after it we."""
    run.child.send(OURS.encode())
    assert peer.recv(len(OURS.encode())) == OURS.encode()
    run.wait_told(r"^> send\(")
    peer.send(THEIRS.encode())
    run.child.wait_out(THEIRS.strip().encode())
    peer.finish()
    run.wait_told(r"^< recv\(.*\) = 0$")
    run.child.end_input()
    assert peer.recv_all() == b""
    assert run.wait() == 0
    assert run.child.out == THEIRS.encode()
    # By the peer's own record: the characters, the bytes, the totals.
    run.has(f'"{OURS[:-1]}\\n", {len(OURS.encode())}) = '
            f"{len(OURS.encode())}\n", f": {side_by_side(OURS)}\n",
            f" = {len(THEIRS.encode())}\n", f": {side_by_side(THEIRS)}\n")
    assert re.search(rf"^    {len(OURS) - 1} \w+ .* {len(OURS.encode())} "
                     r"bytes: ", run.text, re.M)
    assert re.search(rf"^\D*: {len(OURS.encode())}; "
                     rf"\D*: {len(THEIRS.encode())}; ", run.text, re.M)


def test_listen(transcript, lang, level, client):
    run = transcript("listen", "0")
    port = int(run.wait_told(r"^listening laddr=0\.0\.0\.0:(\d+)$")[1])
    run.wait_told(r"^\* accept\(3\) \.\.\.$")
    peer = client(port)
    near, far = peer.sock.getsockname(), peer.sock.getpeername()
    assert far[1] == port
    converse(run, peer)
    run.has("laddr={}:{} raddr={}:{}\n".format(*far, *near))
    compare("listen", lang, level, run.text, {
        port: "PORT", near[1]: "CLIENT", addresses_of(run.text): "ADDRESSES"})


def test_connect(transcript, lang, level, server, closing):
    sock = server()
    port = sock.getsockname()[1]
    run = transcript("connect", "127.0.0.1", str(port))
    peer = closing(Peer(sock.accept()[0]))
    near, far = peer.sock.getsockname(), peer.sock.getpeername()
    converse(run, peer)
    run.has("laddr={}:{} raddr={}:{}\n".format(*far, *near))
    compare("connect", lang, level, run.text, {
        port: "PORT", far[1]: "CLIENT"})


@pytest.mark.parametrize("level", [[], ["-v"], ["-vv"]], ids=str)
def test_refused(transcript, lang, level, refusing):
    run = transcript("connect", "127.0.0.1", str(refusing))
    assert run.wait() == 1
    assert run.child.out == b""
    compare("refused", lang, level, run.text, {refusing: "PORT"})


def test_every_file_is_compared():
    """None is left over from a test that is gone."""
    assert sorted(f.name for f in GOLDEN.iterdir()) == sorted(
        f"{name}.{lang}{level}.txt" for lang in ("en", "pt")
        for name, levels in (("listen", ("-v", "-vv")),
                             ("connect", ("-v", "-vv")),
                             ("refused", ("", "-v", "-vv")))
        for level in levels)

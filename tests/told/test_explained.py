"""Every call that is told is explained: what happened (-v), and why (-vv).

The table of calls says which ones are told; here they all are, in each
language, as they come up in real conversations.
"""

import os
import re

import pytest

from conftest import TOP, Peer, clean_env, command
from names import with_name
from strace import SILENT, TOLD, Wide

TABLE = (TOP / "src/call/table.c").read_text()
ROWS = re.findall(r'\.name = "(\w+)",(.*?)\.errors', TABLE, re.S)
STEPS = {name for name, row in ROWS
         if "LEVEL_STEP" in row and ".told_only" not in row} - SILENT - {
    "getsockopt", "sendto", "recvfrom", "unlink", "splice"}  # not TCP's


def transcript(start, level, lang, *args, before=(), talk=None):
    """What a conversation tells; talk(port, child) is the peer's part."""
    terminal = Wide()
    child = start([*before, *command(*args, level, "--lang", lang)],
                  env=clean_env(NO_COLOR="1", RESOLV_MULTI="on"),
                  stderr=terminal.slave)
    os.close(terminal.slave)
    talk(terminal, child)
    child.send(b"x\n")
    child.end_input()
    assert child.wait() == 0
    terminal.thread.join(20)
    return terminal.data.decode()


def explanations(text):
    """[(call, [its sentences])], in order; of calls that succeeded."""
    calls = []
    for line in text.splitlines():
        call = TOLD.match(line)
        if call:
            calls.append((call[1] if line[0] != "!" else "failed", []))
        elif line.startswith("    ") and calls and "laddr=" not in line:
            calls[-1][1].append(line.strip())
        elif line.endswith(" ..."):
            # What is waited for belongs to no call that has returned yet.
            calls.append(("waiting", []))
    return [c for c in calls if c[0] not in ("waiting", "failed")]


@pytest.fixture
def conversations(start, client, server, closing, tmp_path):
    """A listen and a connect that make every call there is: [transcript]."""
    before = with_name(tmp_path, "twins.test", "127.0.0.3", "127.0.0.2")

    def conversations(level, lang):
        def come(terminal, child):
            laddr = terminal.wait_for(rb"^listening laddr=.*:(\d+)$")
            peer = client(int(laddr[1]))
            peer.send(b"y\n")
            child.wait_out(b"y")
            peer.finish()

        sock = server("127.0.0.2")
        port = str(sock.getsockname()[1])

        def answer(terminal, child):
            peer = closing(Peer(sock.accept()[0]))
            peer.send(b"y\n")
            child.wait_out(b"y")
            peer.finish()

        return [
            transcript(start, level, lang, "listen", "0", talk=come),
            transcript(start, level, lang, "connect", "-p", "0", "twins.test",
                       port, before=before, talk=answer)]
    return conversations


@pytest.mark.parametrize("lang", ["en", "pt"])
@pytest.mark.parametrize("level", ["-v", "-vv"])
def test_every_call_has_its_sentence(conversations, level, lang):
    told = set()
    for text in conversations(level, lang):
        first = set()
        for name, said in explanations(text):
            # What it is for is told once; what happened, every time.
            least = 2 if level == "-vv" and name not in first else 1
            assert len(said) >= least, f"{name}() {said} in\n{text}"
            first.add(name)
        told |= first
    assert told == STEPS


def test_no_sentence_is_left_in_english(conversations):
    english = [explanations(text) for text in conversations("-vv", "en")]
    portuguese = [explanations(text) for text in conversations("-vv", "pt")]
    for one, other in zip(english, portuguese):
        assert [(n, len(s)) for n, s in one] == [(n, len(s)) for n, s in other]
        same = [s for (_, en), (_, pt) in zip(one, other)
                for s, t in zip(en, pt) if s == t]
        assert not same

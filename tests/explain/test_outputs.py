"""explain -: what programs really said when they failed leads to the right page,
with the address and the port that stand there; what was recorded, and what the
programs say that are installed here.
"""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PROGRAM, TIMEOUT, clean_env, left_out

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import cases  # noqa: E402
import pages as explained  # noqa: E402
import record  # noqa: E402

RECORDED = list(csv.DictReader(
    (HERE / "errors/index.tsv").open(encoding="utf-8"), delimiter="\t",
    quoting=csv.QUOTE_NONE))

WHERE = {"en": r"In line (\d+) stands: (.*?)(?:; the address: (\S+))?$",
         "pt": r"Na linha (\d+) está: (.*?)(?:; o endereço: (\S+))?$"}


class Answer:
    """What explain - made of a text."""

    def __init__(self, text, lang="en"):
        done = subprocess.run(
            [PROGRAM.name, "explain", f"--lang={lang}", "-"], input=text,
            env=clean_env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            timeout=TIMEOUT)
        assert done.stdout.startswith(text), "it is passed on as it came"
        rest = done.stdout[len(text):].decode("utf-8")
        # One line, however long.
        flat = re.sub(r"(?<!\n)\n(?!\n)", " ", rest)
        where = re.search(WHERE[lang], flat, re.M)
        self.status, self.err = done.returncode, done.stderr.decode()
        self.pages = explained.pages(rest, lang)
        self.line = int(where[1]) if where else 0
        self.alias = where[2] if where else None
        self.address = where[3] or "-" if where else None

    @property
    def symbol(self):
        return self.pages[0].name if self.pages else None


def same_place(recorded, found):
    """Whether the address is the one that the program was given; where only its
    port stood there, another name of this machine may stand beside it."""
    host, _, port = recorded.rpartition(":")
    if recorded == "-" or host in ("", "localhost"):
        return recorded == "-" or found.endswith(port)
    return found == recorded


@pytest.mark.parametrize("lang", ["en", "pt"])
def test_what_was_recorded(lang, record_property):
    wrong, silent, elsewhere = [], [], []
    for row in RECORDED:
        text = (HERE / "errors" / row["file"]).read_bytes()
        answer = Answer(text, lang)
        if answer.symbol is None:
            silent.append(row["file"])
        elif answer.symbol != row["symbol"] or answer.status != 0:
            wrong.append((row["file"], row["symbol"], answer.symbol))
        elif not same_place(row["address"], answer.address):
            elsewhere.append((row["file"], row["address"], answer.address))
        elif answer.address != "-":  # nothing that does not stand there
            for part in re.split(r"[\[\]]|:(?=\d+$)", answer.address):
                assert part.encode() in text, row["file"]
    right = len(RECORDED) - len(wrong) - len(silent)
    record_property("tell", f"explain - ({lang}): {right} of {len(RECORDED)} "
                    f"recorded errors, {len(wrong)} wrong; the address in all "
                    f"but {len(elsewhere)}")
    assert len(RECORDED) > 300 and not wrong
    assert right >= 0.98 * len(RECORDED), silent
    assert len(elsewhere) <= 0.02 * len(RECORDED), elsewhere


# In which ways each fails here: eight and more together.
LIVE = ["python", "nc.openbsd", "ncat", "socat", "bash", "curl"]
# "erro 111" alone might be anybody's: only in a question is it errno's.
BARE = {"python-refused-number"}


@pytest.mark.slow
@pytest.mark.parametrize("case", [
    pytest.param(case, id=record.name(case))
    for case in cases.CASES if case.program in LIVE])
def test_what_is_said_here(case):
    try:
        text = record.live(case.program, record.name(case).removeprefix(
            case.program + "-"))
    except record.Missing as what:
        pytest.skip(str(what))
    except record.Failed as what:  # by another cause than it should
        left_out(str(what))
    answer = Answer(text)
    symbol = None if record.name(case) in BARE else case.symbol
    assert answer.symbol == symbol, text.decode("utf-8", "replace")


# --- what is found, and what is not ---

TRACEBACK = b"""Traceback (most recent call last):
  File "cliente.py", line 4, in <module>
    s.connect(("127.0.0.1", 60137))
ConnectionRefusedError: [Errno 111] Connection refused
"""


def test_the_page_is_about_this_address_and_port():
    answer = Answer(TRACEBACK)
    assert (answer.line, answer.alias) == (4, "ConnectionRefusedError")
    assert answer.address == "127.0.0.1:60137"
    assert "on port 60137" in answer.pages[0].text
    assert "sockdemo listen 60137" in answer.pages[0].now


def test_what_came_first_is_what_it_is_about():
    """What follows from it is named."""
    text = TRACEBACK + (HERE / "errors/c-sigpipe.txt").read_bytes() + \
        b"read: Bad file descriptor\n"
    answer = Answer(text)
    assert answer.symbol == "ECONNREFUSED"
    assert re.search(r"EBADF", subprocess.run(
        [PROGRAM.name, "explain", "-"], input=text, env=clean_env(),
        stdout=subprocess.PIPE).stdout.decode().splitlines()[-1])


def test_the_last_of_two_runs_is_what_it_is_about():
    other = b"""Traceback (most recent call last):
  File "servidor.py", line 3, in <module>
    s.bind(("127.0.0.1", 8080))
OSError: [Errno 98] Address already in use
"""
    for text, symbol, address in [
            (TRACEBACK + other, "EADDRINUSE", "127.0.0.1:8080"),
            (other + TRACEBACK, "ECONNREFUSED", "127.0.0.1:60137")]:
        answer = Answer(text)
        assert (answer.symbol, answer.address) == (symbol, address)


def test_a_warning_is_not_what_it_is_about():
    text = b"warning: connection timed out, trying again\n" + TRACEBACK
    assert Answer(text).symbol == "ECONNREFUSED"


def test_what_is_not_known_is_said_to_be_unknown():
    answer = Answer(b"Segmentation fault (core dumped)\n")
    assert answer.status == 1 and not answer.pages
    assert "nothing in this text that it knows" in answer.err
    assert "To ask somebody: give the whole text" in " ".join(
        answer.err.split())
    assert "não" in Answer(b"ok\n", "pt").err


@pytest.mark.parametrize("text", [
    b"", b"\n", b"port 98 of 111 is open\n", b"13 files, 104 lines\n",
    b"all tests passed in 110 s\n", b"the bind address is 0.0.0.0\n"])
def test_plain_text_and_bare_numbers_are_no_errors(text):
    answer = Answer(text)
    assert answer.status == 1 and not answer.pages


def test_the_same_in_colours_and_with_other_line_ends():
    coloured = TRACEBACK.replace(b"ConnectionRefusedError",
                                 b"\x1b[1;35mConnectionRefusedError\x1b[0m")
    for text in coloured, TRACEBACK.replace(b"\n", b"\r\n"):
        answer = Answer(text)
        assert (answer.symbol, answer.line) == ("ECONNREFUSED", 4)
        assert answer.address == "127.0.0.1:60137"

"""The Portuguese catalogue is whole, and says what the English text says."""

import os
import re
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
PO = TOP / "po/pt.po"
SOURCES = sorted((TOP / "src").rglob("*.[ch]"))


def run(*args, **kwargs):
    return subprocess.run([str(a) for a in args], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, cwd=TOP, **kwargs)


class Entry:
    def __init__(self):
        self.flags, self.msgid, self.plural, self.msgstr = set(), "", None, []
        self.obsolete = False

    def __repr__(self):
        return repr(self.msgid)


def unquote(text):
    escapes = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b",
               "f": "\f", "v": "\v"}
    return re.sub(r"\\(.)", lambda m: escapes.get(m[1], m[1]), text[1:-1])


def parse(text):
    """The entries of a PO file, without its header."""
    entries, entry, at = [], Entry(), None

    def done():
        if at is not None and (entry.msgid or entry.obsolete):
            entries.append(entry)

    for line in text.splitlines():
        if line.startswith("#,") or not line.strip() or \
                line.startswith("msgid ") or line.startswith("#~ msgid "):
            if at == "msgstr":
                done()
                entry, at = Entry(), None
        if line.startswith("#,"):
            entry.flags |= {f.strip() for f in line[2:].split(",")}
        if line.startswith("#~ "):
            entry.obsolete, line = True, line[3:]
        m = re.match(r'(msgid|msgid_plural|msgstr)(?:\[\d+\])? (".*")$', line)
        if m:
            at = m[1]
            value = unquote(m[2])
            if at == "msgid":
                entry.msgid = value
            elif at == "msgid_plural":
                entry.plural = value
            else:
                entry.msgstr.append(value)
        elif line.startswith('"'):
            value = unquote(line)
            if at == "msgid":
                entry.msgid += value
            elif at == "msgid_plural":
                entry.plural += value
            else:
                entry.msgstr[-1] += value
    done()
    return entries


def extract(*options):
    """What xgettext finds in the sources, as the Makefile calls it or not."""
    if options:
        found = run("xgettext", "--language=C", "--from-code=UTF-8", *options,
                    "-o", "-", *SOURCES)
        assert found.returncode == 0, found.stderr
        return parse(found.stdout)
    env = {k: v for k, v in os.environ.items()
           if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    made = run("make", "-s", "-n", "pot", env=env)
    assert made.returncode == 0, made.stderr
    command = made.stdout.replace(">build/sockdemo.pot", "")
    found = run("sh", "-c", command, env=env)
    assert found.returncode == 0, found.stderr
    return parse(found.stdout)


def directives(text):
    """The printf directives of a text, each with the argument it takes."""
    found, n = [], 0
    for m in re.finditer(r"%(?:(\d+)\$)?([-+ #0]*)((?:\*|\d+)?(?:\.(?:\*|\d+)?)?)"
                         r"(hh|h|ll|l|j|z|t|L)?([diouxXeEfFgGaAcspn%])", text):
        if m[5] == "%":
            continue
        n += 1
        found.append((int(m[1] or n), (m[4] or "") + m[5]))
    return sorted(found)


def holes(text):
    return set(re.findall(r"\{[a-z_]*\}", text))


ENTRIES = [e for e in parse(PO.read_text("utf-8")) if not e.obsolete] \
    if PO.exists() else []


def differences(entry):
    """Why a translation cannot stand for its message; empty when it can."""
    wrong = []
    sources = [entry.msgid] + ([entry.plural] if entry.plural else [])
    for text in entry.msgstr:
        if holes(text) not in [holes(s) for s in sources]:
            wrong.append(f"holes differ: {text!r}")
        if "c-format" not in entry.flags:
            continue
        if directives(text) not in [directives(s) for s in sources]:
            wrong.append(f"directives differ: {text!r}")
    for s in sources[1:]:
        if holes(s) != holes(sources[0]):
            wrong.append("holes differ between singular and plural")
    return wrong


def test_msgfmt_accepts_it():
    done = run("msgfmt", "--check", "-o", "/dev/null", PO)
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr, done.stderr


def test_whole():
    assert ENTRIES
    fuzzy = [e for e in ENTRIES if "fuzzy" in e.flags]
    untranslated = [e for e in ENTRIES if not e.msgstr or not all(e.msgstr)]
    assert not fuzzy and not untranslated


def test_both_sides_alike():
    wrong = {e.msgid: differences(e) for e in ENTRIES if differences(e)}
    assert not wrong


def test_clean():
    """Nothing that a folding of lines, or an eye, would trip over."""
    wrong = []
    for e in ENTRIES:
        for text in [e.msgid, e.plural or "", *e.msgstr]:
            if "\t" in text or "\r" in text or \
                    re.search(r" (\n|$)", text) or text.startswith(" "):
                wrong.append(text)
    assert not wrong


def test_every_message_is_in_it():
    have = {e.msgid for e in ENTRIES}
    used = {e.msgid for e in extract()}
    assert used
    assert not used - have, "no Portuguese: make update-po, and translate"
    assert not have - used, "no longer used: make update-po, and delete"
    assert "#~ " not in PO.read_text("utf-8"), "obsolete entries are left"


# What is English for everybody, and a sentence only in form.
NO_MESSAGE = [
    r"listening laddr=", r"bound laddr=",  # scripts wait for these
    r"^<socket\.socket ", r"^%s\(%d, \.\.\.\)",  # Python's, C's words
    r"^[a-z]+, [a-z]+$",  # what a note was read from
    r"[\n\t]|^en pt both$|^auto always never$|^bash zsh fish$",  # shells'
    r"^%lld(%s%03lld)? ms$",  # a unit
    r"^ *sockdemo (listen|connect) -v [0-9. ]+$",  # commands to type
]


def sentence(text):
    """Whether a literal is of words: two of them side by side."""
    return re.search(r"[a-z]{2,},? [a-z]{2,}", text) and \
        not any(re.search(p, text) for p in NO_MESSAGE)


def test_no_message_escapes():
    have = {e.msgid for e in ENTRIES} | {e.plural for e in ENTRIES}
    have |= {e.msgid for e in extract("--keyword", "--keyword=AS_IS")}
    strays = [e.msgid for e in extract("--extract-all")
              if sentence(e.msgid) and e.msgid not in have]
    assert not strays, "not in the catalogue: tr() or N_() around them?"


@pytest.mark.parametrize("po, wrong", [
    ('msgid "a {port}"\nmsgstr "um {porta}"\n', "holes"),
    ('#, c-format\nmsgid "%d of %s"\nmsgstr "%s de %d"\n', "directives"),
    ('#, c-format\nmsgid "%d of %s"\nmsgstr "%2$s de %1$d"\n', None),
    ('#, c-format\nmsgid "one"\nmsgid_plural "%d"\nmsgstr[0] "um"\n'
     'msgstr[1] "%d"\n', None),
])
def test_the_checks_can_fail(po, wrong):
    entry, = parse(po)
    said = differences(entry)
    assert (wrong is None and not said) or wrong in said[0]

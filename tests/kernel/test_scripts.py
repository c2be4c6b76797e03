"""The scripts of man/sockdemo-scripts.7, in both languages: each is played as it
stands there, in terminals of its own, and shows what it says.

	A$ command    A> what is typed at its prompt    A: what it shows then
"""

import re
import shlex

import pytest

from conftest import (TOP, clean_env, command, listening_port, needs_ipv6,
                      port_of_all)
from person import Person

PAGES = {"en": TOP / "man/sockdemo-scripts.7",
         "pt": TOP / "man/pt/sockdemo-scripts.7"}
LINE = re.compile(r"([A-D])([$>:]) (.*)")


def scripts(lang):
    """{title: [(terminal, kind, text), ...]}"""
    found = {}
    for part in PAGES[lang].read_text("utf-8").split("\n.Ss ")[1:]:
        title, body = part.split("\n", 1)
        shown = body.split(".Bd -literal -offset indent\n")[1].split("\n.Ed")[0]
        shown = shown.replace(r"\-", "-").replace(r"\(aq", "'")
        lines = [LINE.fullmatch(line) for line in shown.split("\n")]
        assert all(lines), title
        found[title] = [(m[1], m[2], m[3].replace(r"\e", "\\"))
                        for m in lines]
    return found


ALL = [(lang, title) for lang in PAGES for title in scripts(lang)]


class Stage:
    """The terminals of one script."""

    def __init__(self, lang, folder):
        self.port = port_of_all()
        self.env = clean_env(SOCKDEMO_LANG=lang, INPUTRC="/dev/null",
                             XDG_STATE_HOME=str(folder))
        self.at, self.all, self.above = {}, [], {}

    def run(self, name, text):
        _, *words = shlex.split(text.replace("1234", str(self.port)))
        if name in self.at:
            self.end(self.at[name])
        self.at[name] = Person(command(*words), self.env, rows=200)
        self.all.append(self.at[name])
        self.above[name] = 0
        if words[0] == "listen" and "-u" not in words and \
                "SO_REUSEADDR=off" not in words:
            listening_port(self.at[name].pid)

    def type(self, name, text):
        one = self.at[name]
        one.settle()
        self.above[name] = len(one.lines) - 1
        one.type(text + "\r")

    def see(self, name, text):
        one = self.at[name]
        pattern = re.compile(r".*?".join(
            r"\s+".join(map(re.escape, piece.split()))
            for piece in text.split("...")), re.S)
        one.until(lambda: pattern.search(
            "\n".join(one.lines[self.above[name]:])))

    def end(self, one):
        one.process.close(force=True)


@pytest.mark.slow
@pytest.mark.parametrize("lang, title", ALL)
def test_it_shows_what_it_says(lang, title, tmp_path):
    lines = scripts(lang)[title]
    if any("-6" in text.split() for _, kind, text in lines if kind == "$"):
        needs_ipv6()
    stage = Stage(lang, tmp_path)
    try:
        for name, kind, text in lines:
            {"$": stage.run, ">": stage.type, ":": stage.see}[kind](name, text)
    finally:
        for one in stage.all:
            stage.end(one)


def test_both_languages_have_the_same():
    """But for what is shown."""
    en, pt = ([[(name, kind, text if kind != ":" else "")
                for name, kind, text in lines]
               for lines in scripts(lang).values()] for lang in PAGES)
    assert en == pt

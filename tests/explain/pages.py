"""Pages of explain, as tests read them: what a program under test writes is
taken apart again.
"""

import itertools
import re
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
ENTRIES = TOP / "src/entries"

ROW = re.compile(r"^\t(WORD|CALL|ERROR|OTHER_ERROR|TROUBLE|STATE|SOCKOPT|"
                 r'CONSTANT)\((?:N_|AS_IS)\("([^"]+)"\)', re.M)

LABELS = {"en": ["beware", "at -vv", "in C", "in Python", "now", "try",
                 "read", "see", "more"],
          "pt": ["atenção", "com -vv", "em C", "em Python", "agora",
                 "experimente", "leia", "veja", "mais"]}


def names():
    """The names of all rows of the tables."""
    found = []
    for table in sorted(ENTRIES.glob("*.c")):
        found += [name for _, name in ROW.findall(table.read_text("utf-8"))]
    assert len(found) > 400
    return found


# What was found in a text stands around the page.
OUTSIDE = r"In line \d|Also there|Na linha \d|Também lá"


class Page:
    """A title, and rows by their labels in English."""

    def __init__(self, title, lang):
        self.title, self.lang, self.rows, self.at = title, lang, {}, "text"

    def add(self, line):
        for english, label in zip(LABELS["en"], LABELS[self.lang]):
            if re.match(rf"{re.escape(label)}  +\S", line):
                self.at, line = english, line[len(label):]
                break
        self.rows.setdefault(self.at, []).append(line.strip())

    def __getattr__(self, label):
        """What a row says, its lines joined; "": there is none."""
        return " ".join(self.rows.get(label, []))

    @property
    def name(self):
        return re.split(r"(?<=\S):(?: |$)| \((?:errno|getaddrinfo)",
                        self.title)[0]


def pages(text, lang="en"):
    """The pages in what explain wrote, one after the other."""
    found = []
    for block in re.split(r"\n\n+", text.strip("\n")):
        lines = block.split("\n")
        if re.match(OUTSIDE, block):
            continue
        title = list(itertools.takewhile(
            lambda line: not line.startswith("    "), lines))
        if title and title[0]:
            found.append(Page(" ".join(title), lang))
            for line in lines[len(title):]:
                found[-1].add(line[4:])
    return found

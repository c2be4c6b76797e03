"""The size of the house: files in a folder, lines in a file, in a function.

What is measured is printed at the end of the tests, and may not grow beyond
these limits. A function may be longer only where it is a flat table, a switch
of one line for each case, and says so here.
"""

import re
import statistics
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src"

FILES = 26  # in a folder
LINES = 135  # of a .c, in the median
MEDIAN, P95, LONGEST = 12, 27, 60  # of functions

FLAT = {"carry"}  # kernel.c: one line for each call


def functions(text):
    """[(name, lines)], from the brace that begins a body to its end."""
    lines, found, name = text.split("\n"), [], None
    for i, line in enumerate(lines):
        begins = re.match(r"(\w+)\(", line)
        if begins:
            name = begins[1]
        if line == "{" and name:
            end = lines.index("}", i)
            found.append((name, end - i + 1))
            name = None
    return found


def percentile(values, share):
    return sorted(values)[int(share * len(values))]


def test_the_house_stays_small(record_property):
    sources = {p: p.read_text("utf-8") for p in SRC.rglob("*.c")}
    lines = [text.count("\n") for text in sources.values()]
    found = [f for text in sources.values() for f in functions(text)]
    sizes = [size for name, size in found if name not in FLAT]
    folders = {p.name: len(list(p.iterdir()))
               for p in SRC.iterdir() if p.is_dir()}
    most = max(folders, key=folders.get)
    longest = max((f for f in found if f[0] not in FLAT), key=lambda f: f[1])
    median, p95 = statistics.median(sizes), percentile(sizes, 0.95)
    record_property(
        "tell", f"src: {len(sources)} .c of {statistics.median(lines):.0f} "
        f"lines in the median; {len(found)} functions of {median:.0f} in the "
        f"median, {p95} at the 95th percentile, {longest[1]} at the most "
        f"({longest[0]}); {folders[most]} files in {most}/ at the most")
    assert statistics.median(lines) <= LINES
    assert median <= MEDIAN and p95 <= P95
    assert longest[1] <= LONGEST, longest
    assert folders[most] <= FILES, most


def test_every_file_says_what_is_there():
    silent = [str(p.relative_to(SRC)) for p in sorted(SRC.rglob("*.c"))
              if not p.read_text("utf-8").startswith("/*\n * ")]
    assert not silent


def test_what_is_measured():
    assert functions("int\na(void)\n{\n\treturn 1;\n}\n\nint\nb(int c,\n"
                     "    int d)\n{\n\tif (c) {\n\t\td++;\n\t}\n}\n") == \
        [("a", 3), ("b", 5)]
    assert percentile(range(100), 0.95) == 95

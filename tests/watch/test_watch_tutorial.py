"""The first programs that many learners copy, as they are and as they should
be: their story, in two lanes, is in golden/, and opens the READMEs' section.
How the lanes interleave is the clock's, and so is not compared; nor is the
traceback above its last line.
"""

import re
from pathlib import Path

import pytest

from conftest import TOP, clean_env, command, free_port
from watched import PROGRAMS, PYTHON

GOLDEN = Path(__file__).with_name("golden")
READMES = {"en": TOP / "README.md", "pt": TOP / "README.pt.md"}


def told(start, folder, lang, server, client):
    """Both programs, on a port that is free, as in the documents."""
    port = str(free_port())
    for name in server, client:
        text = (PROGRAMS / name).read_text("utf-8")
        (folder / name).write_text(text.replace("1234", port), "utf-8")
    child = start(command("watch", "--two", "--lang", lang, PYTHON, server,
                          "--", PYTHON, client),
                  cwd=folder, env=clean_env(PYTHONIOENCODING="utf-8"))
    child.end_input()
    return child.wait(), story(child.err, port)


ARROW = r"(?:[◀─╌]+ [^─╌◀▶|]+ )?[┊◀▶─╌]+"


def of_lane(lines, port):
    """What one program did, in its order; of what it printed, the last lines.
    Whether a call had to wait so long that it was announced is the clock's."""
    calls, printed = [], ""
    for line in lines:
        line = re.sub(rf"\b{port}\b", "1234", line.strip())
        line = re.sub(r"(127\.0\.0\.1:)\d{5}\b", r"\g<1>56747", line)
        if line.startswith("|"):
            printed += line[2:] + " "
        elif line and not line.endswith(" ..."):
            calls.append(line)
    return calls, re.sub(r"Traceback.* (?=\w+Error: )", "", printed).strip()


def story(text, port="1234"):
    """Both lanes, which calls are joined to which, and what deserves a look.
    Whether connect() is joined is the clock's: to an accept() that waits."""
    lines = text.splitlines()
    column = lines[0].index(lines[0].split()[1])
    end = next((i for i, line in enumerate(lines) if line.endswith(":") and
                not line.startswith(" ")), len(lines))
    joined = [re.sub("─+", "-", arrow) for line in lines[:end]
              for arrow in re.findall(r"[◀─]+ [^─╌◀▶|]+ [─▶]+", line)]
    bare = [re.sub(ARROW, lambda m: " " * len(m[0]), line)
            for line in lines[:end]]
    return (of_lane([line[:column] for line in bare], port),
            of_lane([line[column:] for line in bare], port), joined,
            lines[end:])


def of_file(name):
    return story((GOLDEN / name).read_text("utf-8"))


@pytest.mark.parametrize("lang", READMES)
def test_as_it_is(start, tmp_path, lang):
    assert told(start, tmp_path, lang, "servidor.py", "cliente.py") == \
        (1, of_file(f"tutorial.{lang}.txt"))


@pytest.mark.parametrize("lang", READMES)
def test_as_it_should_be(start, tmp_path, lang):
    assert told(start, tmp_path, lang, "servidor_certo.py",
                "cliente_certo.py") == (0, of_file(f"corrected.{lang}.txt"))


@pytest.mark.parametrize("lang", READMES)
def test_the_readme_opens_with_it(lang):
    text = READMES[lang].read_text("utf-8")
    block, = re.findall(r"^```\n\$ sockdemo watch --two .*\n((?:.*\n)*?)```$",
                        text, re.M)
    assert block == (GOLDEN / f"tutorial.{lang}.txt").read_text("utf-8")

"""Help, manual pages and READMEs: that they agree, and that what they show is
what happens. Every example is run; where one says 1234, the test takes a port
that is free.
"""

import itertools
import os
import re
import shlex
import signal
import subprocess
import time
from pathlib import Path

import pytest

from conftest import (PROGRAM, TIMEOUT, TOP, clean_env, eventually,
                      free_port, needs, needs_ipv6, port_of_all)

PAGES = {"en": TOP / "man/sockdemo.1", "pt": TOP / "man/pt/sockdemo.1"}
READMES = {"en": TOP / "README.md", "pt": TOP / "README.pt.md"}
COMMANDS = ["listen", "connect", "demo", "watch", "explain", "completion"]
ALL = "LISTEN|CONNECT|DEMO|WATCH|EXPLAIN|COMPLETION"
GROUPS = {"OF_TALKING": "LISTEN|CONNECT",
          "OF_SHOWING": "LISTEN|CONNECT|DEMO|WATCH",
          "OF_TIMED": "LISTEN|CONNECT|WATCH", "OF_WATCHING": "WATCH",
          "OF_STEPPING": "DEMO", "OF_LANES": "DEMO|WATCH",
          "OF_ANY": ALL, "OF_SERVER": "LISTEN", "OF_CLIENT": "CONNECT"}

# The sections of the manual, by their place: the titles differ.
SYNOPSIS, OPTIONS, PROMPT, EXAMPLES, DIFFERENCES = 1, 3, 5, 10, 11


# --- what there is to compare ---

class Option:
    def __init__(self, letter, name, value, commands=ALL):
        self.letter, self.name, self.value = letter, name, bool(value)
        self.commands = commands.lower().split("|")

    @property
    def key(self):
        return self.letter, self.name, self.value

    def __repr__(self):
        return f"-{self.letter}/--{self.name}"


def table():
    """The options as the program's own table has them."""
    source = (TOP / "src/option/table.c").read_text()
    rows = source.split("option_rows[] = {")[1].split("\n};")[0]
    found = re.findall(r"{ GROUP_\w+, (?:'(.)'|0), \"([\w-]+)\", "
                       r"(?:NULL|N_\(\"(\w+)\"\)), (\w+),", rows)
    assert len(found) == rows.count("{ GROUP_")
    return [Option(letter, name, value, GROUPS.get(mask, mask))
            for letter, name, value, mask in found]


def in_help(text):
    """The options that --help lists."""
    found = re.findall(r"^  (?:-(.), |    )--([\w-]+)(?:\[=\w+\])?"
                       r"(?: ([^\W\d_]+))?(?: |$)", text, re.M)
    return [Option(*each) for each in found]


def sections(page):
    """[(title, [line, ...]), ...]"""
    parts = re.split(r"^\.Sh (.*)\n", page.read_text("utf-8"), flags=re.M)[1:]
    return [(title, body.splitlines())
            for title, body in zip(parts[::2], parts[1::2])]


def in_manual(page):
    """The options that the manual's list has."""
    found = []
    for line in sections(page)[OPTIONS][1]:
        m = re.fullmatch(r"\.It (?:Fl (\w) , )?Fl -([\w-]+)"
                         r"(?: Ns Op = Ns Cm \w+)?(?: Ar (\w+))?", line)
        if m:
            found.append(Option(m[1] or "", m[2], m[3]))
        elif line.startswith(".It Fl"):
            raise AssertionError(f"not understood: {line}")
    return found


def synopsis(page):
    """["sockdemo listen [options] [address] port", ...]"""
    usages = []
    for line in sections(page)[SYNOPSIS][1]:
        words = line.split()
        if words[0] == ".Nm":
            usages.append(["sockdemo"])
        elif words[:2] == [".Op", "Ar"]:
            usages[-1].append("[" + " ".join(words[2:]) + "]")
        elif words[0] in (".Cm", ".Ar"):
            usages[-1] += words[1:]
    return [" ".join(words) for words in usages]


# --- help, table and manual agree ---

def test_help_lists_the_table(run):
    child = run("--help")
    assert (child.status, child.err) == (0, "")
    assert [o.key for o in in_help(child.out.decode())] == \
        [o.key for o in table()]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_lists_its_own(run, command):
    text = run(command, "--help").out.decode()
    assert [o.key for o in in_help(text)] == \
        [o.key for o in table() if command in o.commands]


@pytest.mark.parametrize("lang", PAGES)
def test_the_manual_lists_the_table(lang):
    assert [o.key for o in in_manual(PAGES[lang])] == \
        [o.key for o in table()]


@pytest.mark.parametrize("lang", PAGES)
def test_the_manual_speaks_of_no_other_option(lang):
    """But for those of other netcats, which have a section of their own."""
    names = {o.name for o in table()}
    letters = {o.letter for o in table() if o.letter}
    for i, (_, lines) in enumerate(sections(PAGES[lang])):
        if i == DIFFERENCES:
            continue
        for word in re.findall(r"Fl (\S+)", "\n".join(lines)):
            assert word == "-" or word[1:] in names if word[0] == "-" \
                else set(word) <= letters, word


@pytest.mark.parametrize("lang", PAGES)
def test_the_manual_lists_the_commands_of_the_prompt(lang):
    source = (TOP / "src/console/commands.c").read_text()
    arguments = {}  # with many clients some commands may name one
    for name, argument in re.findall(r'{ "(/\w+)", (NULL|N_)', source):
        arguments.setdefault(name, set()).add(argument)
    listed = re.findall(r"^\.It Ic (/\w+)(?: (Op Ar|Ar) \w+)?(?: Ns .*)?$",
                        "\n".join(sections(PAGES[lang])[PROMPT][1]), re.M)
    macros = {("NULL",): "", ("N_",): "Ar", ("NULL", "N_"): "Op Ar"}
    assert arguments and listed == [
        (name, macros[tuple(sorted(kinds))])
        for name, kinds in arguments.items()]


@pytest.mark.parametrize("lang", PAGES)
def test_the_synopsis_is_the_usage(run, lang):
    text = run("--lang", lang, "--help").out.decode().split("\n\n")[1]
    for usage in synopsis(PAGES[lang]):
        assert re.search(rf"^  {re.escape(usage)}(?: |$)", text, re.M), usage
    assert len(synopsis(PAGES[lang])) == \
        len(re.findall(r"^  sockdemo ", text, re.M)) == len(COMMANDS)


@pytest.mark.parametrize("lang", PAGES)
def test_help_and_the_manual_have_the_same_groups(run, lang):
    text = run("--lang", lang, "--help").out.decode()
    groups = re.findall(r"^(.+):\n  .*-\w", text.split("\n\n", 2)[2], re.M)
    assert len(groups) == 5
    assert groups == [line.removeprefix(".Ss ") for line in
                      sections(PAGES[lang])[OPTIONS][1]
                      if line.startswith(".Ss ")]


@pytest.mark.parametrize("name", ["sockdemo.1", "sockdemo.1.gz", None])
def test_help_names_the_manual_where_man_finds_it(run, tmp_path, name):
    """Beside a folder of the PATH; a copy alone on a stick has none."""
    (tmp_path / "bin").mkdir()
    if name:
        pages = tmp_path / "share/man/man1"
        pages.mkdir(parents=True)
        (pages / name).touch()
    env = clean_env(PATH=f"{PROGRAM.parent}:{tmp_path}/bin")
    for args in ["--help"], ["demo", "--help"]:
        text = run(*args, env=env).out.decode()
        assert ("man sockdemo" in text) == bool(name)


def test_both_manuals_say_as_much():
    """The same sections in the same order, each with as many items."""
    def shape(page):
        return [[sum(line.startswith(macro) for line in lines)
                 for macro in (".It", ".Xr", ".Bd", "$ ")]
                for i, (_, lines) in enumerate(sections(page))
                if i != SYNOPSIS]
    assert shape(PAGES["en"]) == shape(PAGES["pt"])


@pytest.mark.parametrize("lang", PAGES)
def test_man_and_whatis_can_read_it(lang):
    done = subprocess.run([needs("lexgrog"), str(PAGES[lang])], text=True,
                          stdout=subprocess.PIPE)
    assert done.returncode == 0 and '"sockdemo - ' in done.stdout
    done = subprocess.run(
        [needs("man"), "--warnings", "-l", str(PAGES[lang])], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=clean_env(MANWIDTH="80"))
    assert done.returncode == 0 and done.stderr == ""
    assert done.stdout.startswith("SOCKDEMO(1)")
    assert re.search(r"^ +sockdemo listen \[", done.stdout, re.M), "no name"
    assert not re.search(r"‐$", done.stdout, re.M) or lang == "en", \
        "hyphenated as English"


ENGLISH = set("""
    the of and to for with without this that only use show wait when end ends
    options option usage address port every each other input time version help
    talk server client ends at once send receive many long name
""".split())


@pytest.mark.parametrize("command", [[], *([c] for c in COMMANDS)])
def test_no_english_is_left_in_portuguese_help(run, command):
    text = run(*command, "--lang", "pt", "--help").out.decode()
    text = re.sub(r"(?<!\w)(?:--?|/)[\w-]+|\([^)]*\)", "", text)
    assert not ENGLISH & set(re.findall(r"[^\W\d_]+", text.lower()))
    english = run(*command, "--help").out.decode()
    assert len(text.splitlines()) >= len(english.splitlines())


@pytest.mark.parametrize("lang", PAGES)
def test_no_space_parts_an_address_and_its_port(lang):
    assert not re.findall(r"^\.Ar \S+ (?:: (?!Ns)|/ ).*",
                          PAGES[lang].read_text("utf-8"), re.M)


# --- the examples ---

def unescape(line):
    """A line of the manual as man(1) shows it."""
    for roff, plain in ((r"\(aq", "'"), (r"\-", "-"), (r"\['a]", "á"),
                        (r"\e", "\\")):
        line = line.replace(roff, plain)
    return line


def blocks_of_manual(page):
    body = "\n".join(sections(page)[EXAMPLES][1])
    return [unescape(block) for block in
            re.findall(r"^\.Bd .*\n((?:.*\n)*?)\.Ed", body, re.M)]


def blocks_of_readme(readme, kind):
    return re.findall(rf"^```{kind}\n((?:.*\n)*?)```$",
                      readme.read_text("utf-8"), re.M)


def only_commands(block):
    lines = block.splitlines()
    return all(line.startswith("$ ") for line in lines) and \
        [line[2:] for line in lines]


def examples():
    """Blocks of commands that belong together: servers, and then a client."""
    for lang in PAGES:
        blocks = blocks_of_manual(PAGES[lang]) + \
            blocks_of_readme(READMES[lang], "console")
        for block in blocks:
            commands = only_commands(block)
            if commands:
                yield pytest.param(commands, id=f"{lang}: {commands[0]}")


@pytest.fixture
def shell(start, tmp_path):
    """Runs a command line."""
    groups = []

    def shell(line, **options):
        child = start(["sh", "-c", line], cwd=tmp_path,
                      start_new_session=True, **options)
        groups.append(child.pid)
        return child

    yield shell
    for group in groups:  # also what the shell started
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            pass


def listens(port):
    """Whether somebody listens there, or receives; nobody is disturbed by the
    question."""
    for table, state in itertools.product(("tcp", "udp"), ("", "6")):
        table = Path(f"/proc/net/{table}{state}")
        if table.exists() and \
                re.search(rf":{port:04X} [0-9A-F]+:0000 0[A7] ",
                          table.read_text()):
            return True
    return False


def ended(child, line, done):
    """Its exit status; some go on when the other end has finished, and Ctrl-C
    ends them, which is no failure."""
    if not re.search(r" (-u|--chat) ", line):
        return child.wait()
    eventually(done)
    os.killpg(child.pid, signal.SIGINT)
    return 0 if child.wait() == -signal.SIGINT else 1


def make_files(commands, folder):
    """The files that examples read; what they write is to be the same."""
    text = "uma linha\noutra linha, com acentos: Olá!\n"
    for name in re.findall(r" < (\w[\w.]*)", " ".join(commands)):
        (folder / name).write_text(text)
    return text, re.findall(r" > (\w[\w.]*)", " ".join(commands))


@pytest.mark.slow
@pytest.mark.parametrize("commands", examples())
def test_example(shell, tmp_path, commands):
    if any(" -6 " in each for each in commands):
        needs_ipv6()
    port = port_of_all()
    text, written = make_files(commands, tmp_path)
    *servers, client = [re.sub(r"\b1234\b", str(port), c) for c in commands]

    running = []
    for each in servers:
        running.append(shell(each, stdin=subprocess.DEVNULL))
        eventually(lambda: listens(port) or (tmp_path / "a.sock").exists())
    child = shell(client)
    child.feed(b"uma linha\n")
    status = ended(child, client, lambda: running[0].out)
    # Alone, a client finds nobody, and so does a server.
    alone = not servers and not re.search(" (demo|explain)", client)
    assert status == alone, child.err
    assert ("sockdemo: " in child.err) == alone, child.err
    for line, server in zip(servers, running):
        if line.startswith("sockdemo"):
            status = ended(server, line, lambda: not child.running())
            assert status == 0 and (server.out or written), server.err
    for name in written:
        assert (tmp_path / name).read_text() == text


def test_the_readmes_show_how_to_build():
    env = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")
           and k != "MFLAGS"}
    for readme in READMES.values():
        lines = "".join(blocks_of_readme(readme, "sh")).splitlines()
        lines = [line.removeprefix("SOCKDEMO_LANG=pt ") for line in lines]
        assert {"make demo", "make", "sudo make install"} <= set(lines)
        for line in lines:
            if line.split()[0] in ("export", "chmod", "./sockdemo"):
                continue
            words = shlex.split(line.removeprefix("sudo "))
            assert words[0] == "make", line
            subprocess.run([*words, "-n", "B=/nowhere"], cwd=TOP, env=env,
                           check=True, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("lang", READMES)
def test_export_in_the_readme(tmp_path, lang):
    """In the source's folder it makes "sockdemo" a command, in the language
    of that README."""
    (tmp_path / "build").mkdir()
    (tmp_path / "build/sockdemo").symlink_to(PROGRAM)
    line, = (line for line in "".join(
        blocks_of_readme(READMES[lang], "sh")).splitlines()
        if line.startswith("export "))
    done = subprocess.run(["sh", "-c", f"{line}\nsockdemo --help"], text=True,
                          cwd=tmp_path, env=clean_env(), check=True,
                          stdout=subprocess.PIPE)
    assert {"en": "\nUsage:", "pt": "\nUtilização:"}[lang] in done.stdout


def test_the_readmes_have_the_same_steps():
    """But for what the system's language may be, and for what is said."""
    def steps(readme):
        blocks = re.findall(r"^```(sh|console|text)\n((?:.*\n)*?)```$",
                            readme.read_text("utf-8"), re.M)
        return [line.replace("SOCKDEMO_LANG=pt ", "")
                for kind, block in blocks for line in block.splitlines()
                if kind == "sh" or re.match(r"([A-E]|)\$ ", line)]
    assert len(steps(READMES["en"])) > 10
    assert steps(READMES["en"]) == steps(READMES["pt"])


@pytest.mark.slow
@pytest.mark.parametrize("lang", READMES)
def test_a_copy_alone_is_enough(shell, tmp_path, lang):
    """What the READMEs say of a class without sudo."""
    *_, block = blocks_of_readme(READMES[lang], "sh")
    assert block.splitlines() == ["chmod +x sockdemo", "./sockdemo demo"]
    (tmp_path / "sockdemo").write_bytes(PROGRAM.read_bytes())
    child = shell(" && ".join(block.splitlines()),
                  env=clean_env(SOCKDEMO_LANG=lang))
    assert child.wait() == 0
    assert "  ./sockdemo listen -v 1234\n" in child.out.decode()


@pytest.mark.slow
def test_where_readline_was_linked_only_libc_is_needed():
    if "-Bstatic" not in (PROGRAM.parent / "flags").read_text():
        pytest.skip("readline's archive was not there to link")
    dynamic = subprocess.run([needs("readelf"), "-d", PROGRAM], check=True,
                             text=True, stdout=subprocess.PIPE).stdout
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic)
    assert "libc.so.6" in needed
    assert [n for n in needed if not re.match(r"libc\.|ld-linux", n)] == []


def test_contributing_names_what_is_there():
    text = (TOP / "CONTRIBUTING.md").read_text() + \
        "".join(r.read_text("utf-8") for r in READMES.values())
    named = re.findall(r"`((?:src|tests|man|po)/[\w./]*|\.[\w./-]+)`", text)
    named += re.findall(r"\]\(([\w./]+)\)", text)
    assert named
    assert not [name for name in named if not (TOP / name).exists()]
    folders = {f"src/{p.name}/" for p in (TOP / "src").iterdir() if p.is_dir()}
    for readme in READMES.values():
        rows = re.findall(r"^\| `(src/\w+/)` \|", readme.read_text("utf-8"),
                          re.M)
        assert set(rows) == folders


# --- the transcripts ---

def transcripts(readme):
    """[(command, [line that it shows, ...]), ...]"""
    return [(block.splitlines()[0][2:], block.splitlines()[1:])
            for block in blocks_of_readme(readme, "console")
            if not only_commands(block)]


def without_ports(text, port):
    """With the port of the documents, and without the client's."""
    text = re.sub(rf"\b{port}\b", "1234", text)
    return re.sub(r"(127\.0\.0\.1:|port |porta )\d{5}\b", r"\1EPHEMERAL", text)


def normal(lines, port):
    """Without what differs: the ports, the machine's addresses, the folds."""
    text = "\n".join(line.rstrip() for line in lines).rstrip()
    folded = []
    for line in without_ports(text, port).splitlines():
        if line.startswith("    ") and folded and folded[-1].startswith("    "):
            folded[-1] += line[3:]
        else:
            folded.append(line)
    return [re.sub(r": (?:\S+ \([^)]*\)(?:, )?)+", ": INTERFACES", line)
            for line in folded]


def typed(line):
    """What the user typed, after the prompt; else None."""
    match = re.match(r"[\d.:]+> (.+)", line)
    return match and match[1]


class Side:
    """A terminal that is to show these lines, some of which are typed."""

    def __init__(self, terminal, want, port):
        self.terminal, self.want, self.port = terminal, want, port
        self.steps = [(i, typed(line)) for i, line in enumerate(want)
                      if typed(line)] + [(len(want), None)]

    def shown(self):
        return normal(self.terminal.lines, self.port)

    def advance(self):
        """Types its next line once it shows all that is before it."""
        self.terminal.update()
        while self.steps:
            upto, line = self.steps[0]
            want = "\n".join(normal(self.want[:upto], self.port))
            if not "\n".join(self.shown()).startswith(want):
                return
            if line is not None:
                self.terminal.type(line + "\r")
            self.steps.pop(0)


@pytest.mark.slow
@pytest.mark.parametrize("lang", READMES)
def test_conversation_in_the_readme(terminal, tmp_path, lang):
    port = port_of_all()
    sides = []
    for command, want in transcripts(READMES[lang])[:2]:
        name, *words = shlex.split(command.replace("1234", str(port)))
        assert name == "sockdemo"
        sides.append(
            Side(terminal(*words, rows=70, env=clean_env(
                SOCKDEMO_LANG=lang, INPUTRC="/dev/null",
                XDG_STATE_HOME=str(tmp_path / words[0]))), want, port))
        if words[0] == "listen":
            sides[-1].terminal.see("listening laddr=")
    assert len(sides) == 2 and sum(len(s.steps) for s in sides) == 3
    deadline = time.monotonic() + TIMEOUT
    while any(side.steps for side in sides):
        for side in sides:
            side.advance()
        if time.monotonic() > deadline:
            for side in sides:
                assert side.shown() == normal(side.want, 1234)


@pytest.mark.slow
@pytest.mark.parametrize("lang", READMES)
def test_other_transcripts_in_the_readme(shell, lang):
    others = transcripts(READMES[lang])[2:]
    assert others
    for command, want in others:
        port = free_port()
        child = shell(command.replace("1234", str(port)),
                      env=clean_env(SOCKDEMO_LANG=lang),
                      stderr=subprocess.STDOUT)
        child.end_input()
        child.wait()
        assert normal(child.out.decode().splitlines(), port) == \
            normal(want, 1234)


# --- the class ---

class Desk:
    """A student's terminal, wide enough for every line."""

    def __init__(self, terminal, port, env):
        self.start = lambda *words: terminal(*words, rows=99, columns=200,
                                             env=env)
        self.port, self.terminal, self.seen = port, None, 0

    def shell(self, command):
        name, *words = shlex.split(re.sub(r"\b1234\b", str(self.port), command))
        assert name == "sockdemo"
        if self.terminal:
            self.terminal.wait()
        self.terminal, self.seen = self.start(*words), 0
        self.terminal.see("listening laddr=" if words[0] == "listen" else
                          "* connect(")

    def prompt(self, line):
        eventually(lambda: self.terminal.update() and re.search(
            r"\n[\d.]+:\d+>$", self.terminal.text))
        if line == "Ctrl-D":  # there it ends, and what it held is free
            self.terminal.type("\x04")
            self.terminal.wait()
        else:
            self.terminal.type(line + "\r")

    def look_for(self, line):
        """Below what was looked for before."""
        line = without_ports(line, self.port)

        def shown():
            self.terminal.update()
            return [without_ports(each.strip(), self.port)
                    for each in self.terminal.lines]
        eventually(lambda: line in shown()[self.seen:])
        self.seen = shown().index(line, self.seen) + 1


@pytest.mark.slow
@pytest.mark.parametrize("lang", READMES)
def test_class_in_the_readme(terminal, tmp_path, lang):
    """"A$" is typed at the shell and "A>" at the prompt of student A, and the
    rest is to be seen there; the blocks follow one another."""
    env = clean_env(SOCKDEMO_LANG=lang, XDG_STATE_HOME=str(tmp_path),
                    INPUTRC="/dev/null")
    port, desks = port_of_all(), {}
    blocks = blocks_of_readme(READMES[lang], "text")
    assert len(blocks) == 6
    for line in "".join(blocks).splitlines():
        match = re.fullmatch(r"([A-E])([$>]| ) (.+)", line)
        assert match, line
        student, what, text = match.groups()
        desk = desks.setdefault(student, Desk(terminal, port, env))
        {"$": desk.shell, ">": desk.prompt, " ": desk.look_for}[what](text)


def test_the_classes_are_the_same():
    """What is typed at the shell, and how much is looked for."""
    def shape(readme):
        return [line if line[1] == "$" else line[:2] for line in
                "".join(blocks_of_readme(readme, "text")).splitlines()]
    assert shape(READMES["en"]) == shape(READMES["pt"])

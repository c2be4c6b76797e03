"""explain WORD: every word that the program can say has a page, in both
languages; each page has its source, leads nowhere that is not there, and shows
commands that do what they are to show.
"""

import contextlib
import csv
import errno
import itertools
import os
import re
import signal
import socket
import subprocess
from pathlib import Path

import pytest

import pages as explained
from conftest import (DISTORTED, PROGRAM, TIMEOUT, TOP, clean_env, eventually,
                      port_of_all)

HERE = Path(__file__).parent
SRC = TOP / "src"
AT_ONCE = 24


def batches(words):
    words = sorted(set(words))
    return [words[i:i + AT_ONCE] for i in range(0, len(words), AT_ONCE)]


def ask(*words, lang="en"):
    """(status, pages, what was complained of)"""
    done = subprocess.run(
        [PROGRAM.name, "explain", f"--lang={lang}", "--", *words], env=clean_env(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, timeout=TIMEOUT)
    return done.returncode, explained.pages(done.stdout, lang), done.stderr


@pytest.fixture(scope="module")
def all_pages():
    """{name: page} in English, of all rows of the tables."""
    found = {}
    for words in batches(explained.names()):
        status, those, complaints = ask(*words)
        assert (status, complaints) == (0, "")
        for page in those:  # in short, if its word has another sense
            if page.name in words and len(page.rows) >= len(getattr(found.get(page.name), "rows", ())):
                found[page.name] = page
    return found


# --- all that can be said ---

def in_source(path, pattern):
    found = re.findall(pattern, (SRC / path).read_text("utf-8"))
    assert found, path
    return found


def words_of_tables():
    """Calls, constants, errors, options: what a line of a call can hold."""
    yield from in_source("know/names.c", r"\bROW\((?!constant)(\w+)\)")
    yield from in_source("know/sockopts.c", r"\tROW\((\w+), ")
    yield from in_source("call/table.c", r"\b(E(?!RRORS)[A-Z]{2,}\w*)\b")
    for name in in_source("call/table.c", r'\.name = "(\w+)"'):
        yield from (name, name + "()")
    for letter, name in in_source(
            "option/table.c", r"{ GROUP_\w+, (?:'(.)'|0), \"([\w-]+)\""):
        yield from ["--" + name] + ["-" + letter] * bool(letter)
    yield from in_source("option/commands.h", r"\beach\((\w+)\)")
    yield from in_source("console/commands.c", r'{ "(/\w+)", (?:NULL|N_)')


STATES = """LISTEN SYN_SENT SYN_RECV ESTABLISHED FIN_WAIT1 FIN_WAIT2
CLOSE_WAIT LAST_ACK CLOSING TIME_WAIT CLOSE
SYN-SENT ESTAB FIN-WAIT-2 TIME-WAIT SYN-RECEIVED CLOSED""".split()

# In capitals, but plain language, or part of a longer name.
PLAIN = set("""CONTRIBUTING GNU OK ADDRESS PORT FILE BYTES SECONDS NAME VALUE
TEXT NUMBER NETWORK LANGUAGE WHEN OPTION LEVEL WORD PROGRAM BITS TCP_NO PATH
ENDEREÇO PORTA FICHEIRO SEGUNDOS NOME VALOR TEXTO REDE LÍNGUA QUANDO OPÇÃO
PALAVRA PROGRAMA SOCKDEMO_LANG GET EOFError PORTO AI IP SO US NULL
HTTP_1 SCTP CSI XENIX RFS STREAMS RTT URL CPU DNS_1 TOS ISN CLI SMTP ARP
ECN OSError JSON ASCII LC_ALL ID Olá CAP ACE N NI_NUMERICHOST SIOCOUTQ FIONREAD
FD_SETSIZE PIPESTATUS EVENT_READ CONFIG_SECCOMP_FILTER
SYS_PTRACE""".split())


def messages():
    """All messages of the program, and what they are in Portuguese."""
    text = (TOP / "po/pt.po").read_text("utf-8")
    for piece in re.findall(r'^(?:msg\w+(?:\[\d\])?) ((?:".*"\n)+)', text,
                            re.M):
        yield re.sub(r'"\n"', "", piece).strip()[1:-1]


def words_of_messages():
    for text in messages():
        text = re.sub(r"\{\w+\}|%[a-z]", " ", text)
        # calls; names in capitals with a "_"; errors; signals
        yield from re.findall(r"\b([a-z_]\w*\(\))", text)
        yield from re.findall(r"\b[A-Z][A-Z0-9]+_[A-Z0-9_]+\b", text)
        yield from re.findall(r"\bE[A-Z]{3,}\w*\b", text)
        yield from re.findall(r"\bSIG[A-Z0-9]+\b", text)
        yield from re.findall(r"\b(?:TCP|UDP|RST|FIN|SYN|ACK|ICMP|MTU|MSS|TTL|"
                              r"DNS|NAT|EOF|CRLF|TLS|HTTP)\b", text)


# Functions that are no call of a socket's, and stand in an explanation.
NO_CALLS = set("""encode() decode() print() int() input() from_bytes() pipe()
shutdown_all() setblocking() settimeout() isatty() strtol() msgrcv() open()
vmsplice() fork() bind_all() socket_new() main()""".split())


@pytest.mark.parametrize("lang", ["en", "pt"])
def test_every_word_has_a_page(lang):
    words = {*words_of_tables(), *words_of_messages(), *STATES,
             *explained.names()} - PLAIN - NO_CALLS
    assert len(words) > 500
    for some in batches(words):
        status, found, complaints = ask(*some, lang=lang)
        if status or len(found) < len(some):
            unknown = [word for word in some if ask(word, lang=lang)[0]]
            assert not unknown
        for word in set(some) & set(explained.names()):
            assert any(p.name == word or f"({word})" in p.title
                       for p in found), word


@pytest.mark.parametrize("lang", ["en", "pt"])
def test_every_page_is_in_its_language(lang):
    """Titles and paragraphs differ between the two."""
    for words in batches(explained.names()):
        here, there = (ask(*words, lang=each)[1] for each in ("en", "pt"))
        assert len(here) == len(there) >= len(words)
        for one, other in zip(here, there):
            assert one.text != other.text or not one.text, one.title
            assert one.title != other.title, one.title
            assert sorted(one.rows) == sorted(other.rows), one.title


def test_words_in_portuguese_lead_to_the_same_pages():
    for word, name in [("fila", "backlog"), ("porto", "port"),
                       ("porta", "port"), ("ligação", "connection"),
                       ("ligacao", "connection"), ("Endereço", "address"),
                       ("fecho parcial", "half-close"), ("escuta",
                       "listening socket"), ("time wait", "TIME_WAIT"),
                       ("so-reuseaddr", "SO_REUSEADDR"), ("BIND", "bind()")]:
        status, found, complaints = ask(word)
        assert (status, complaints) == (0, "")
        assert found[0].name == name, word


# --- words with several senses, and unknown ones ---

def test_socket_begins_with_socket_port_and_connection():
    page = ask("socket")[1][0]
    sentences = re.split(r"(?<=[.:;]) ", page.text)
    assert page.name == "socket"
    assert sentences[0].startswith("A socket is ")
    assert [s for s in sentences if s.startswith("A port is ")]
    assert [s for s in sentences if s.startswith("A connection is ")]


def test_a_word_with_several_senses_gets_all_of_them():
    status, found, _ = ask("13")
    assert [p.name for p in found][:2] == ["EACCES", "SIGPIPE"]
    assert found[0].more == "sockdemo explain EACCES"
    _, found, _ = ask("listen")
    assert [p.name for p in found] == \
        ["listen()", "LISTEN",
         "sockdemo listen [options] [address] port"]
    # by its whole name, the one
    _, found, _ = ask("listen()")
    assert [p.name for p in found] == ["listen()"] and found[0].c == ""


@pytest.mark.parametrize("words, name", [
    (["111"], "ECONNREFUSED"), (["errno", "98"], "EADDRINUSE"),
    (["erro 98"], "EADDRINUSE"), (["WinError", "10061"], "ECONNREFUSED"),
    (["10054"], "ECONNRESET"), (["curl: (7)"], "ECONNREFUSED"),
    (["signal", "13"], "SIGPIPE"), (["exit status 141"], "SIGPIPE"),
    (["61"], "ENODATA"), (["ERR_CONNECTION_REFUSED"], "ECONNREFUSED"),
    (["java.net.BindException"], "EADDRINUSE"),
    (["Ligação", "recusada"], "ECONNREFUSED"),
    (["Conexão fechada pela outra ponta"], "ECONNRESET"),
    (["nc: connect to 127.0.0.1 port 9 (tcp) failed: Connection refused"],
     "ECONNREFUSED"),
    (["TypeError: a bytes-like object is required"], "TypeError-bytes"),
    (["ConnectException"], "ETIMEDOUT"), (["ConnectException"], "ECONNREFUSED"),
    (["SocketTimeoutException"], "ETIMEDOUT"), (["inet_aton()"], "inet_pton()"),
    (["exit status 1"], "exit status"),
    (["EWOULDBLOCK"], "EAGAIN"), (["-k"], "-k, --keep-open"),
    (["--set"], "--set OPTION"), (["/halfclose"], "/halfclose"),
])
def test_names_from_elsewhere(words, name):
    status, found, complaints = ask(*words)
    assert (status, complaints) == (0, "")
    assert name in [p.name for p in found]


@pytest.mark.parametrize("subject", ["errors", "erros", "Errors", "ERROS"])
def test_a_subject_lists_its_entries(run, subject):
    child = run("explain", subject)
    assert (child.status, child.err) == (0, "")
    assert "\nEADDRINUSE (errno 98): address already in use\n" in \
        child.out.decode()


def test_several_words_are_explained_one_after_the_other():
    status, found, _ = ask("bind", "TIME_WAIT")
    assert [p.name for p in found] == ["bind()", "TIME_WAIT"]


def test_an_option_is_asked_about_without_being_one(run):
    child = run("explain", "-k")
    assert child.status == 0 and child.out.startswith(b"-k, --keep-open: ")
    child = run("explain", "--backlog", "--lang", "pt")
    assert child.status == 0 and "opç" not in child.err
    assert child.out.startswith(b"--backlog N: ")
    assert run("explain", "--help").out.startswith(b"Usage:")


@pytest.mark.parametrize("word, like", [
    ("EADDRINUS", "EADDRINUSE"), ("conect", "connect()"),
    ("ECONREFUSED", "ECONNREFUSED"), ("reusepor", "SO_REUSEPORT")])
def test_near_misses_are_suggested(word, like):
    status, found, complaints = ask(word)
    assert status == 1 and not found
    assert like in complaints and complaints.startswith("sockdemo: explain ")


def test_an_unknown_word_is_said_to_be_unknown():
    status, found, complaints = ask("xyzzyq\x1b[2J")
    assert status == 1 and not found and "\x1b" not in complaints
    assert "not known" in complaints
    status, found, complaints = ask("bind", "xyzzyq")
    assert status == 1 and [p.name for p in found] == ["bind()"]


def test_the_index_lists_what_there_is(run):
    child = run("explain")
    text = child.out.decode()
    assert (child.status, child.err) == (0, "")
    for name in "port", "bind()", "EADDRINUSE", "TIME_WAIT", "--set", "/info":
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text), name
    assert len(text.splitlines()) < 90
    assert max(map(len, text.splitlines())) <= 80
    assert "porta, ligação" in run("explain", "--lang=pt").out.decode()


# --- each row ---

SOURCE = re.compile(r"[\w.-]+\(\d\w?\)|RFC \d+(, \d[\d.]*)*|https://\S+")


def test_each_row_has_its_source(all_pages):
    for name, page in all_pages.items():
        assert page.read, name
        for part in page.read.split("; "):
            for source in re.split(r", (?=[\w.-]+\()", part):
                assert SOURCE.fullmatch(source), (name, source)


def test_what_is_to_be_seen_also_is_there(all_pages):
    see = {name for page in all_pages.values()
           for name in page.see.split("; ") if name}
    assert len(see) > 100
    for words in batches(see):
        status, found, complaints = ask(*words)
        assert (status, complaints) == (0, "")


def test_manual_pages_are_there(all_pages):
    """Those of Linux, where they are installed whole."""
    folder = Path("/usr/share/man")
    if not (folder / "man2/socket.2.gz").exists():
        pytest.skip("manpages-dev is not installed")
    others = set("ss ip-address ip-route iptables nft quota bash od tc-etf "
                 "tc-fq openssl-s_client sockdemo sctp curl getent".split())
    for name, page in all_pages.items():
        for title, section in re.findall(r"([\w.-]+)\((\d)\w*\)", page.read):
            found = list(folder.glob(f"man{section}/{title}.{section}*"))
            assert found or title in others, (name, title, section)


def test_every_error_is_known_to_the_table(run):
    """Those that calls on sockets give have a label of their own."""
    text = run("explain", "errors").out.decode()
    assert text.count("\nE") > 140 and "unexpected error" not in text


def test_what_vv_says_stands_in_the_page(all_pages):
    assert all_pages["recv()"].__getattr__("at -vv")
    assert "{" not in "".join(
        page.__getattr__("at -vv") for page in all_pages.values())


# --- the questions ---

QUESTIONS = list(csv.DictReader(
    (HERE / "questions.tsv").open(encoding="utf-8"), delimiter="\t",
    quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["id"])
def test_each_question_is_answered(question):
    """Each of the words that are typed first leads to the entry."""
    for column, lang in ("words", "en"), ("palavras", "pt"):
        for word in question[column].split("; "):
            status, found, _ = ask(*word.split(), lang=lang)
            assert status == 0, word
            assert question["answer"] in [
                re.sub(r"\(\)$", "", re.sub(r".* \((.*)\)$", r"\1", p.name))
                for p in found], word


# --- the commands ---

def examples():
    """{commands: the names whose pages show them}"""
    found = {}
    for words in batches(explained.names()):
        for page in ask(*words)[1]:
            lines = tuple(page.rows.get("try", []))
            if lines:
                found.setdefault(lines, []).append(page.name)
    return found


def pytest_generate_tests(metafunc):
    if "example" in metafunc.fixturenames:
        found = examples() if PROGRAM.exists() and not DISTORTED else {}
        metafunc.parametrize("example", [
            pytest.param(each, id=each[1][0]) for each in found.items()])


def listens(port):
    for table, state in itertools.product(("tcp", "udp"), ("", "6")):
        table = Path(f"/proc/net/{table}{state}")
        if table.exists() and \
                re.search(rf":{port:04X} [0-9A-F]+:0000 0[A7] ",
                          table.read_text()):
            return True
    return False


def is_error(name):
    return hasattr(errno, name) or hasattr(socket, name) and name[0] == "E"


def numbers(name):
    """How another program may say which error it is."""
    number = getattr(errno, name, None) or getattr(socket, name)
    return name, f"[Errno {number}]"


def is_missing(line):
    tool = re.sub(r"^(?:printf|head) .*\| ", "", line).split()[0]
    return subprocess.run(["sh", "-c", f"command -v {tool}"],
                          stdout=subprocess.DEVNULL).returncode and tool


class Shell:
    """Command lines, each in a group of its own; all are killed at the end."""

    def __init__(self, start, folder, port):
        self.start, self.folder, self.port = start, folder, port
        self.children = []

    def run(self, line, **options):
        line = re.sub(r"\b1234\b", str(self.port), line)
        self.children.append(self.start(
            ["sh", "-c", line], cwd=self.folder, start_new_session=True,
            **options))
        return self.children[-1]

    def serves(self):
        return listens(self.port) or (self.folder / "a.sock").exists()

    def kill(self):
        for child in self.children:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


@pytest.fixture
def shell(start, tmp_path):
    shell = Shell(start, tmp_path, port_of_all())
    yield shell
    shell.kill()


def what_it_says(shell, line, alone):
    """What a command says: to its end, or until it waits for somebody."""
    child = shell.run(line)
    if line.startswith("sockdemo listen") and alone:
        eventually(lambda: shell.serves() or not child.running())
    elif re.match(r"sockdemo (listen|connect .*-u)", line):
        eventually(lambda: child.err or not child.running())
    else:
        child.end_input()
        child.wait()
    if not child.running():
        child.wait()
    return child.out.decode("utf-8", "replace") + child.err


@pytest.mark.slow
def test_there_are_commands():
    """One below would be skipped where there were none."""
    assert len(examples()) > 80


@pytest.mark.slow
def test_the_command_shows_it(shell, example):
    """Those of an error show that error."""
    (*servers, client), names = example
    for line in *servers, client:
        if is_missing(line):
            pytest.skip(f"{is_missing(line)} is missing")
    for line in servers:
        shell.run(line, stdin=subprocess.DEVNULL)
        eventually(shell.serves)
    said = what_it_says(shell, client, not servers)
    if "unshare: " in said:
        pytest.skip("no name space can be made here")
    for line in said.splitlines():
        assert not re.match(r"sockdemo: (-|unknown|option)", line)
    for name in names:
        if is_error(name) and "/proc/sys/" not in client:
            assert any(each in said for each in numbers(name)), said
        elif re.fullmatch(r"\w+Error(-\w+)?|struct\.error", name) and \
                name != "AttributeError-module":
            assert name.split("-")[0] in said, said

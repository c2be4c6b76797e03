"""The commands that the program says to type: each of them is run as it was
printed, in the folder and by the kind of shell where it was printed, whichever
way the program was called there.
"""

import contextlib
import random
import re
import shlex
import socket

import pytest

from conftest import (PROGRAM, WRAPPER, Terminal, clean_env, eventually,
                      needs, needs_ipv6, port_of_all)

# By its name, which is found on the PATH, and by paths.
WAYS = ["sockdemo", "build/sockdemo", r"'./it'\''s here/sockdemo'",
        "{folder}/sockdemo"]


class Shell:
    """Runs lines in a folder; .word is how the program is called there."""

    def __init__(self, start, folder, word):
        self.start, self.folder, self.word = start, folder, word
        self.terminals = []

    def argv(self, line):
        return ["sh", "-c", " ".join(["exec", *WRAPPER, line])]

    def run(self, line, **options):
        return self.start(self.argv(line), cwd=self.folder, **options)

    def sockdemo(self, args, **options):
        return self.run(f"{self.word} {args}", **options)

    def terminal(self, args, **options):
        self.terminals.append(Terminal(self.argv(f"{self.word} {args}"),
                                       cwd=str(self.folder), **options))
        return self.terminals[-1]

    def told(self, text):
        """The commands of its own that a text says to type."""
        return re.findall(rf"{re.escape(self.word)} (?:listen|connect) .*",
                          text)


@pytest.fixture(params=WAYS, ids=["on the PATH", "from its folder's parent",
                                  "a path to quote", "a whole path"])
def shell(request, start, tmp_path):
    word = request.param.format(folder=tmp_path)
    path = tmp_path / shlex.split(word)[0]
    if "/" in word:
        path.parent.mkdir(exist_ok=True)
        path.symlink_to(PROGRAM)
    shell = Shell(start, tmp_path, word)
    yield shell
    for each in shell.terminals:
        each.kill()


def may_need_ipv6(args):
    if "-6" in args or "::1" in args:
        needs_ipv6()


def meet(shell, server, line):
    """What is typed at a client that a line starts reaches the server."""
    client = shell.run(line)
    client.send(b"x\n")
    server.wait_out(rb"x\n")


@pytest.mark.parametrize("args", [
    "0", "127.0.0.2 0", "-6 0", "-6 ::1 0", "-k 0", "--chat 0", "-u 0",
    "-u -k 0", "-u 127.0.0.1 0", "-u -6 0", "-u -6 ::1 0", "-U a.sock",
    "-U 'a file'", "-U @{name}", "-u -U a.sock", "-U -k a.sock"])
def test_how_to_reach_a_server(shell, args):
    may_need_ipv6(args)
    name = f"sockdemo-{random.randrange(10**9)}"
    server = shell.sockdemo(f"listen -v {args.format(name=name)}")
    line = server.wait_err(
        r"in another\s+terminal:\s+(\S.*)$")[1].decode()
    assert shell.told(line) == [line]
    meet(shell, server, line)


def test_a_server_of_datagrams_is_reached_as_one_of_tcp(sockdemo):
    """From another terminal of this machine, by 127.0.0.1."""
    for options in [], ["-u"]:
        child = sockdemo("listen", "-v", *options, "0")
        child.wait_err(rf"sockdemo connect {'-u ' * bool(options)}"
                       r"127\.0\.0\.1 \d+$")


@pytest.mark.parametrize("args", [
    "0", "127.0.0.1 0", "-6 0", "-u 0", "-u 127.0.0.1 0", "-U a.sock",
    "-u -U a.sock"])
def test_how_to_reach_a_server_on_a_terminal(shell, args):
    """The address for another machine reaches it from this one too."""
    may_need_ipv6(args)
    screen = shell.terminal(f"listen {args}", columns=40)
    screen.see("erminal:" if "127" in args or "-U" in args else ":")
    eventually(lambda: screen.update() and shell.told(
        screen.raw.decode().replace("\r\n", "\n")))
    # Whole, though the screen is narrow: the terminal folds it by itself.
    line, = shell.told(screen.raw.decode().replace("\r\n", "\n"))
    client = shell.run(line)
    client.send(b"hello\n")
    screen.see("hello")


@pytest.mark.parametrize("args", [
    "127.0.0.1 {port}", "127.0.0.1:{port}", "-z 127.0.0.1 {port}",
    "::1 {port}", "-u 127.0.0.1 {port}", "-u ::1 {port}", "-U a.sock",
    "-U 'a file'", "-U @{name}", "-u -U a.sock", "-U left.sock"])
def test_how_to_start_the_server_that_is_missing(shell, args):
    may_need_ipv6(args)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(shell.folder / "left.sock"))
    args = args.format(port=port_of_all(),
                       name=f"sockdemo-{random.randrange(10**9)}")
    refused = shell.sockdemo(f"connect {args}")
    with contextlib.suppress(BrokenPipeError):
        refused.send(b"x\n")
    assert refused.wait() == 1
    advice, = shell.told(refused.err)
    server = shell.run(advice)

    def reached():
        client = shell.sockdemo(f"connect {args.replace('-z ', '')}")
        with contextlib.suppress(BrokenPipeError):
            client.send(b"x\n")
        eventually(lambda: server.out or not client.running())
        return server.out == b"x\n"
    eventually(reached)


@pytest.mark.parametrize("args", ["", "demo", "--help", "listen --help",
                                  "connect --help", "help"])
@pytest.mark.parametrize("lang", ["en", "pt"])
def test_two_commands_to_begin_with(shell, args, lang):
    child = shell.sockdemo(args, env=clean_env(SOCKDEMO_LANG=lang))
    assert child.wait() == (0 if args else 2)
    first, second = shell.told(child.out.decode() + child.err)[:2]
    port = str(port_of_all())
    server = shell.run(first.replace("1234", port))
    server.wait_err(r"^listening laddr=")
    meet(shell, server, second.replace("1234", port))


def test_usage_is_what_can_be_typed(shell):
    for args in "listen", "connect", "connect 127.0.0.1":
        child = shell.sockdemo(args)
        assert child.wait() == 2
        assert f"usage: {shell.word} {args.split()[0]} " in child.err
    child = shell.sockdemo("-l 0")
    assert child.wait() == 2
    assert child.err.endswith(f": {shell.word} listen PORT\n")
    child = shell.sockdemo("")
    assert child.wait() == 2
    assert f"{shell.word} demo. " in child.err
    assert child.err.endswith(f" {shell.word} --help\n")


@pytest.mark.parametrize("name", ["", "\x1b[31msockdemo", "sd\nlisten"])
def test_a_name_that_is_none(start, name):
    """Whoever starts a program may call it anything, or nothing."""
    child = start([needs("bash"), "-c", 'exec -a "$1" "$0"', str(PROGRAM),
                   name])
    assert child.wait() == 2
    assert "\x1b" not in child.err and child.err.count("\n") == 5
    assert name or "  sockdemo listen -v 1234\n" in child.err

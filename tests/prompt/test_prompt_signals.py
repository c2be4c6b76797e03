"""Whatever ends or stops it, at whatever stage: the terminal is as it was.

SIGKILL is the one signal that nobody can prepare for.
"""

import os
import re
import resource
import shutil
import signal
from pathlib import Path

import pytest

from conftest import Peer, command, eventually, lacks, needs
from person import LEFT, ctrl

ENTER = "\r"
SIGNALS = ["INT", "TERM", "HUP", "QUIT", "ABRT", "SEGV", "BUS", "FPE"]
SEARCH = "(reverse-i-search)`ll': "


# --- the stages of a conversation ---

def typing(person):
    person.type("typed" + LEFT)
    person.see_prompt("typed", 4)


def in_a_search(person):
    person.type("hello" + ENTER)
    person.peer.recv(6)
    person.type(ctrl("r") + "ll")
    person.see_prompt("hello", 2, prompt=SEARCH)


def after_ctrl_d(person):
    person.type(ctrl("d"))
    assert person.peer.recv_all() == b""
    person.see("this end finished sending")


def after_the_peers_end(person):
    typing(person)
    person.peer.finish()
    person.see("the other end finished sending")
    person.see_prompt("typed", 4)


def after_a_reset(person):
    typing(person)
    person.peer.reset()
    person.see("ECONNRESET")
    person.see_prompt("typed", 4)


def with_a_paste(person):
    person.type("\x1b[200~one\ntwo\x1b[201~")
    person.see_prompt("one\ntwo")


STAGES = [typing, in_a_search, after_ctrl_d, after_the_peers_end,
          after_a_reset, with_a_paste]
every_stage = pytest.mark.parametrize(
    "stage", STAGES, ids=[stage.__name__ for stage in STAGES])


# --- what ends it ---

def no_core():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def assert_ended_by(person, name):
    assert person.wait() == -getattr(signal, f"SIG{name}")
    person.assert_sane(person.before)
    assert person.screen.cursor.x == 0, "the shell's prompt begins a line"


@pytest.mark.slow
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_while_waiting_for_a_client(person, name):
    someone = person.alone("listen", "127.0.0.1", "0", preexec_fn=no_core)
    someone.see("waiting for a client")
    os.kill(someone.pid, getattr(signal, f"SIG{name}"))
    assert_ended_by(someone, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", SIGNALS)
@every_stage
def test_a_signal(talk, stage, name):
    person = talk(preexec_fn=no_core)
    stage(person)
    os.kill(person.pid, getattr(signal, f"SIG{name}"))
    assert_ended_by(person, name)


@pytest.mark.parametrize("name", ["INT", "TERM", "HUP"])
def test_a_signal_within_a_paste(talk, name):
    person = talk()
    person.type_until_read("\x1b[200~one")
    person.peer.send(b"text\n")
    person.see_text("text")
    os.kill(person.pid, getattr(signal, f"SIG{name}"))
    assert_ended_by(person, name)


@pytest.mark.parametrize("name", ["INT", "TERM", "HUP"])
@pytest.mark.parametrize("begun", [b"\xc3", b"\x1b[200~one two"],
                         ids=["character", "paste"])
def test_a_signal_within_a_key_of_a_search(talk, begun, name):
    person = talk()
    in_a_search(person)
    person.type_until_read(begun)
    os.kill(person.pid, getattr(signal, f"SIG{name}"))
    assert_ended_by(person, name)


@pytest.mark.parametrize("key, name", [("c", "INT"), ("\\", "QUIT")])
@every_stage
def test_a_key_that_ends_it(talk, stage, key, name):
    person = talk(preexec_fn=no_core)
    stage(person)
    person.type(ctrl(key))
    assert person.wait() == -getattr(signal, f"SIG{name}")
    person.assert_sane(person.before)


@every_stage
def test_an_end_without_a_signal(talk, stage):
    person = talk()
    stage(person)
    person.type(ctrl("g") + ctrl("e") + ctrl("u") + ctrl("d") + ctrl("d"))
    person.peer.close()
    assert person.wait() in (0, 1)
    person.assert_sane(person.before)


@pytest.mark.slow
@every_stage
def test_the_terminal_goes_away(talk, stage):
    """A window that is closed: SIGHUP, and nothing to read or write."""
    person = talk()
    stage(person)
    person.process.ptyproc.fileobj.close()  # who would close it again else
    eventually(lambda: os.waitpid(person.pid, os.WNOHANG)[0])
    person.process.terminated = person.process.ptyproc.terminated = True
    person.process.closed = person.process.ptyproc.closed = True


# --- Ctrl-Z and fg, under a shell ---

class Shell:
    """A shell with job control. dash, unlike bash, takes the terminal as the
    program left it."""

    def __init__(self, person, server, words):
        if shutil.which(words[0]) is None:
            lacks(words[0])
        self.server = server()
        port = self.server.getsockname()[1]
        self.someone = person.start(
            words, env={"PS1": "READY ", "ENV": os.devnull}, rows=50)
        self.someone.prompt = f"127.0.0.1:{port}> "
        self.someone.see("READY")
        self.stty = self.settings()
        self.program = " ".join([*command("connect"), "127.0.0.1", str(port)])

    def run(self, line):
        """Runs a command, and returns what it wrote."""
        someone, end = self.someone, "e''nd"
        start = len(someone.raw)
        someone.type(f"{line}; echo {end}\n")
        found = someone.until(lambda: re.search(
            rb"\nend\r\n(.*\n)?READY ", someone.raw[start:]))
        return someone.raw[start:start + found.start()].decode()

    def settings(self):
        return self.run("stty -a").split("\n", 1)[1]

    def stop(self, stops):
        someone = self.someone
        start = len(someone.raw)
        stops()
        someone.until(lambda: re.search(rb"Stopped.*\n(.*\n)*READY ",
                                        someone.raw[start:]))
        switches = re.findall(rb"\x1b\[\?2004([hl])",
                              someone.raw[:start] +
                              someone.raw[start:].split(b"Stopped")[0])
        assert not switches or switches[-1] == b"l", "paste mode is still on"
        assert self.settings() == self.stty


@pytest.fixture(params=["bash --norc --noprofile --noediting -i", "dash -i"],
                ids=["bash", "dash"])
def shell(request, person, server, closing):
    one = Shell(person, server, request.param.split())
    someone = one.someone
    someone.type(one.program + "\n")
    someone.peer = closing(Peer(one.server.accept()[0]))
    someone.see_prompt()
    return one


def stopped_and_continued(shell, stops):
    """Also twice, and with text that comes meanwhile."""
    someone = shell.someone
    for word in b"first", b"second":
        shell.stop(stops)
        someone.peer.send(word + b"\n")
        someone.type("fg\n")
        someone.see_line(rf"\| {word.decode()}")


def ends_well(shell):
    someone = shell.someone
    someone.type(ctrl("d"))
    someone.peer.close()
    someone.until(lambda: someone.lines[-1] == "READY")
    assert shell.settings() == shell.stty


def test_ctrl_z_with_a_line_typed(shell):
    someone = shell.someone
    typing(someone)
    stopped_and_continued(shell, lambda: someone.type(ctrl("z")))
    someone.see_prompt("typed", 4)
    someone.type("!" + ENTER)
    assert someone.peer.recv(7) == b"type!d\n"
    someone.see_prompt()
    ends_well(shell)


def test_a_resize_while_it_is_stopped_erases_nothing(shell):
    someone = shell.someone
    line = "abcdefghij" * 20
    someone.type(line)
    someone.see_prompt(line)
    shell.stop(lambda: someone.type(ctrl("z")))
    someone.until(lambda: someone.lines[-1] == "READY")
    someone.type("echo one; echo two\n")
    someone.until(lambda: someone.lines[-3:] == ["one", "two", "READY"])
    someone.screen.resize(columns=100)
    someone.process.setwinsize(someone.screen.lines, 100)
    someone.type("fg\n")
    someone.see_prompt(line)
    two = someone.lines.index("two")
    assert someone.lines[two - 1:two + 2] == ["one", "two", "READY fg"]


def test_ctrl_z_in_a_search(shell):
    someone = shell.someone
    in_a_search(someone)
    stopped_and_continued(shell, lambda: someone.type(ctrl("z")))
    someone.see_prompt("hello", 2, prompt=SEARCH)
    someone.type(ctrl("e") + "!" + ENTER)
    assert someone.peer.recv(7) == b"hello!\n"
    someone.see_prompt()
    ends_well(shell)


def test_ctrl_z_after_ctrl_d(shell):
    someone = shell.someone
    after_ctrl_d(someone)
    stopped_and_continued(shell, lambda: someone.type(ctrl("z")))
    someone.peer.send(b"late\n")
    someone.see_line(r"\| late")
    someone.peer.close()
    someone.until(lambda: someone.lines[-1] == "READY")
    assert shell.settings() == shell.stty


def test_ctrl_z_after_the_peers_end(shell):
    someone = shell.someone
    after_the_peers_end(someone)
    for _ in range(2):
        shell.stop(lambda: someone.type(ctrl("z")))
        someone.type("fg\n")
        someone.see_prompt("typed", 4)
    someone.type(ENTER)
    assert someone.peer.recv(6) == b"typed\n"
    someone.see_prompt()
    ends_well(shell)


def test_ctrl_z_while_waiting_for_a_client(person, server):
    shell = Shell(person, server, ["bash", "--norc", "--noprofile",
                                   "--noediting", "-i"])
    someone = shell.someone
    someone.type(" ".join(command("listen", "127.0.0.1", "0")) + "\n")
    someone.see("waiting for a client")
    shell.stop(lambda: someone.type(ctrl("z")))
    someone.type("fg\n")
    # Until the shell has put it into the foreground, it hears no Ctrl-C.
    eventually(lambda: os.tcgetpgrp(someone.process.child_fd) != someone.pid)
    start = len(someone.raw)
    someone.type(ctrl("c"))
    someone.until(lambda: someone.raw[start:].endswith(b"READY "))
    assert shell.settings() == shell.stty


def test_kill_tstp(shell):
    someone = shell.someone
    typing(someone)
    pid = int(Path(f"/proc/{someone.pid}/task/{someone.pid}/children")
              .read_text().split()[0])
    stopped_and_continued(shell, lambda: os.kill(pid, signal.SIGTSTP))
    someone.see_prompt("typed", 4)
    someone.type(ctrl("e") + ctrl("u"))
    someone.see_prompt()
    ends_well(shell)


@pytest.mark.slow
def test_a_signal_that_is_gone_when_looked_at(person, server, closing):
    """kill -TSTP and at once kill -CONT: the second takes the first back,
    after the loop was woken for it. strace has it so each time."""
    listener = server()
    port = listener.getsockname()[1]
    gone = "inject=rt_sigtimedwait:error=EAGAIN:when=1"
    someone = person.start([
        needs("strace"), "-D", "-q", "-o", os.devnull, "-e", gone,
        *command("connect"), "127.0.0.1", str(port)])
    someone.prompt = f"127.0.0.1:{port}> "
    someone.peer = closing(Peer(listener.accept()[0]))
    someone.see_prompt()
    someone.resize(40)
    someone.type("here" + ENTER)
    assert someone.peer.recv(5) == b"here\n"
    someone.see_prompt()

"""A job of a shell, in the background: it receives, and leaves the terminal to
others until it is in the foreground. Under bash, whose fg sends a job that runs
no signal, and under dash."""

import contextlib
import os
import re
import shutil
import signal
import socket
import termios
from pathlib import Path

import pytest

from conftest import Peer, TIMEOUT, command, eventually, lacks, \
    listening_port, proc_stat
from person import ctrl

SHELLS = {"bash": "bash --norc --noprofile --noediting -i", "dash": "dash -i"}


class Job:
    """sockdemo as a job of a shell, and a peer of it."""

    def __init__(self, person, closing, words):
        if shutil.which(words[0]) is None:
            lacks(words[0])
        self.closing, self.pid, self.peer = closing, None, None
        self.someone = person.start(
            words, env={"PS1": "READY ", "ENV": os.devnull}, rows=60)
        self.someone.see("READY")
        self.stty = self.settings()

    def run(self, line):
        """Has the shell run something, and returns what was shown."""
        someone, start = self.someone, len(self.someone.raw)
        someone.type(f"{line}; echo e''nd\n")
        found = someone.until(lambda: re.search(
            rb"\nend\r\n(.*\n)*?READY ", someone.raw[start:]))
        return someone.raw[start:start + found.start()].decode()

    def settings(self):
        return re.search(  # bash may tell of a job below it
            r"^speed (.|\n)*-extproc", self.run("stty -a"), re.M)[0]

    def start(self, line):
        self.someone.type(line + "\n")
        children = Path(f"/proc/{self.someone.pid}/task/{self.someone.pid}"
                        "/children")
        self.pid = int(eventually(children.read_text).split()[0])
        eventually(lambda: Path(f"/proc/{self.pid}/exe").readlink().name !=
                   self.someone.process.command.rsplit("/")[-1] and
                   b"sockdemo" in self.cmdline())

    def cmdline(self):
        return Path(f"/proc/{self.pid}/cmdline").read_bytes()

    def listen(self, *args, after=" &"):
        self.start(" ".join(command("listen", *args, "127.0.0.1", "0")) +
                   after)
        self.join()

    def join(self):
        """Another client, which is its peer from now on."""
        self.peer = self.closing(Peer(socket.create_connection(
            ("127.0.0.1", listening_port(self.pid)), TIMEOUT)))
        self.someone.prompt = "%s:%d> " % self.peer.sock.getsockname()

    def says(self, text, line=None):
        """The peer sends it, and it is seen."""
        self.peer.send(text.encode() + b"\n")
        self.someone.see_line(line or rf"(READY )?\| {text}")

    def runs(self):
        return proc_stat(self.pid)[0] != "T"

    def foreground(self):
        self.someone.type("fg\n")
        self.someone.see_prompt()

    def background(self):
        someone = self.someone
        start = len(someone.raw)
        someone.type(ctrl("z"))
        someone.until(lambda: re.search(rb"Stopped.*\n(.*\n)*READY ",
                                        someone.raw[start:]))
        self.run("bg")
        eventually(self.runs)


@pytest.fixture(params=SHELLS)
def job(request, person, closing):
    one = Job(person, closing, SHELLS[request.param].split())
    yield one
    if one.pid is not None:  # no shell ends what has no terminal
        with contextlib.suppress(ProcessLookupError):
            os.kill(one.pid, signal.SIGKILL)


def is_left_alone(job):
    """The terminal is the shell's, which reads what is typed."""
    assert job.settings() == job.stty
    assert "typed" in job.run("echo ty''ped")
    assert job.runs()


def test_it_receives_in_the_background(job):
    job.listen()
    job.says("hello")
    is_left_alone(job)
    job.says("again")
    assert job.runs()


def test_the_prompt_comes_with_the_foreground(job):
    job.listen()
    job.says("hello")
    is_left_alone(job)
    job.foreground()
    job.someone.type("answer\n")
    assert job.peer.recv(7) == b"answer\n"
    job.says("and again", r"\| and again")
    job.someone.see_prompt()


def test_ctrl_z_and_bg(job):
    """A line that was being typed is there again, whole."""
    someone = job.someone
    job.listen(after="")
    someone.see_prompt()
    for _ in range(2):
        someone.type("half")
        someone.see_prompt("half")
        job.background()
        job.says("meanwhile")
        is_left_alone(job)
        someone.type("fg\n")
        someone.see_prompt("half")
        someone.type(" a line\n")
        assert job.peer.recv(12) == b"half a line\n"
        someone.see_prompt()


def test_ctrl_z_and_bg_after_ctrl_d(job):
    someone = job.someone
    job.listen(after="")
    someone.see_prompt()
    someone.type(ctrl("d"))
    assert job.peer.recv_all() == b""
    someone.see("this end finished sending")
    job.background()
    job.says("meanwhile")
    is_left_alone(job)
    someone.type("fg\n")
    eventually(lambda: os.tcgetpgrp(someone.process.child_fd) == job.pid)
    someone.type(ctrl("d"))
    someone.until(lambda: someone.lines[-1] == "READY")


def test_sigstop_and_bg(job):
    """Which nobody can prepare for: the shell mends its terminal itself."""
    someone = job.someone
    job.listen(after="")
    someone.see_prompt()
    start = len(someone.raw)
    os.kill(job.pid, signal.SIGSTOP)
    someone.until(lambda: re.search(rb"Stopped.*\n(.*\n)*READY ",
                                    someone.raw[start:]))
    someone.type("stty sane\n")
    eventually(lambda: someone.modes()[3] & termios.ECHO)
    job.run("bg")
    job.says("meanwhile")
    assert "typed" in job.run("echo ty''ped") and job.runs()
    job.foreground()
    someone.type("answer\n")
    assert job.peer.recv(7) == b"answer\n"


@pytest.mark.parametrize("ends", ["peer", "TERM"])
def test_an_end_in_the_background(job, ends):
    job.listen("--exit-on-eof")
    job.says("hello")
    if ends == "peer":
        job.peer.close()
    else:
        job.run("kill %1")
    eventually(lambda: job.run("jobs") and
               not Path(f"/proc/{job.pid}").exists())
    assert job.settings() == job.stty


def test_the_peers_end_is_not_ours(job):
    """Nobody has ended the input: that is for the foreground."""
    job.listen()
    job.peer.finish()
    job.someone.see("the other end finished sending")
    is_left_alone(job)
    job.foreground()
    job.someone.type("late\n")
    assert job.peer.recv(5) == b"late\n"


def test_many_clients_in_the_background(job):
    job.listen("-k")
    job.says("hello", r"(READY )?1\| hello")
    job.join()
    job.says("hello too", r"(READY )?2\| hello too")
    is_left_alone(job)
    job.someone.prompt = "all> "
    job.foreground()
    job.someone.type("answer\n")
    assert job.peer.recv(7) == b"answer\n"


def test_datagrams_in_the_background(job, closing):
    sock = closing(socket.socket(type=socket.SOCK_DGRAM))
    sock.settimeout(TIMEOUT)
    job.start(" ".join(command("listen", "-u", "127.0.0.1", "0")) + " &")
    port = int(job.someone.until(lambda: re.search(
        r"bound laddr=127\.0\.0\.1:(\d+)", job.someone.text, re.M))[1])
    sock.connect(("127.0.0.1", port))
    sock.send(b"hello\n")
    job.someone.see_line(r"(READY )?\| hello")
    is_left_alone(job)
    job.someone.prompt = "%s:%d> " % sock.getsockname()
    job.foreground()
    job.someone.type("answer\n")
    assert sock.recv(100) == b"answer\n"


def test_a_client_in_the_background(job, server, closing):
    listener = server()
    port = listener.getsockname()[1]
    job.start(" ".join(command("connect", "127.0.0.1", str(port))) + " &")
    job.peer = closing(Peer(listener.accept()[0]))
    job.says("hello")
    is_left_alone(job)
    job.someone.prompt = f"127.0.0.1:{port}> "
    job.foreground()
    job.someone.type("answer\n")
    assert job.peer.recv(7) == b"answer\n"


@pytest.mark.parametrize("options", [[], ["-k"]], ids=["one", "many"])
def test_without_a_prompt(job, tmp_path, options):
    """Standard output is a file: lines are read plainly, in the foreground."""
    file = tmp_path / "received"
    job.listen(*options, after=f" > {file} &")
    job.peer.send(b"hello\n")
    eventually(lambda: file.read_bytes() == b"hello\n")
    is_left_alone(job)
    job.peer.send(b"again\n")
    eventually(lambda: file.read_bytes() == b"hello\nagain\n")
    job.someone.type("fg\n")
    eventually(lambda: os.tcgetpgrp(job.someone.process.child_fd) == job.pid)
    job.someone.type("answer\n")
    assert job.peer.recv(7) == b"answer\n"
    assert job.runs()
    job.background()
    is_left_alone(job)
    job.peer.send(b"and again\n")
    eventually(lambda: file.read_bytes().endswith(b"and again\n"))


def test_it_costs_nothing(job):
    job.listen()
    job.says("hello")
    before = proc_stat(job.pid)[1]
    job.run("sleep 2")
    assert proc_stat(job.pid)[1] - before <= 2

"""The program is not disturbed: its streams, its signals, its end; and nobody
is left behind, or lost."""

import os
import re
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from conftest import (Terminal, clean_env, command, eventually, needs,
                      proc_stat, unprivileged)
from watched import PROGRAMS, PYTHON, compile_program, program_of


# --- its streams and its end ---

@pytest.mark.parametrize("script, status", [
    ("exit 0", 0), ("exit 7", 7), ("kill -9 $$", -9), ("kill -15 $$", -15)])
def test_it_ends_as_the_program_does(run, script, status):
    assert run("watch", "sh", "-c", script).status == status


def test_streams_are_its_own(run):
    data = bytes(range(256)) * 1000
    child = run("watch", "cat", input=data)
    assert (child.out, child.status, child.err) == (data, 0, "")


def test_a_stream_that_is_closed_is_closed_for_it(start):
    script = "test -e /proc/self/fd/0 && echo open || echo closed"
    child = start(["sh", "-c", f"exec {command('watch')[0]} watch "
                   f"sh -c '{script}' <&-"], env=clean_env())
    child.wait()
    assert child.out == b"closed\n"


def test_no_descriptor_is_left_to_it(run):
    child = run("watch", "ls", "/proc/self/fd")
    assert child.out.split() == [b"0", b"1", b"2", b"3"]  # its own folder


def test_signals_are_as_they_were(run):
    words = "SigBlk|SigIgn|SigCgt"
    script = f"grep -E '{words}' /proc/self/status"
    alone = subprocess.run(["sh", "-c", script], stdout=subprocess.PIPE,
                           check=True).stdout
    assert run("watch", "sh", "-c", script).out == alone


@pytest.mark.parametrize("program, said", [
    ("./nothing", "ENOENT: there is no such program"),
    ("/etc/passwd", "EACCES: it may not be run"),
])
def test_no_such_program(run, program, said):
    child = run("watch", program)
    assert (child.status, child.out) == (127 if "ENOENT" in said else 126, b"")
    assert child.err.startswith(f"sockdemo: watch: {program}: {said}\n")


def test_which_program(run):
    child = run("watch")
    assert child.status == 2 and "which program?" in child.err


def test_it_can_be_told_in_a_file(run, tmp_path):
    told = tmp_path / "told"
    child = run("watch", "--to", str(told), PYTHON, str(PROGRAMS / "udp.py"))
    assert child.err == "" and child.status == 0
    assert told.read_text().startswith("* socket(AF_INET, SOCK_DGRAM")


def test_a_file_that_cannot_be_made(run):
    child = run("watch", "--to", "/nothing/told", "true")
    assert (child.status, child.out) == (1, b"")
    assert "/nothing/told: ENOENT: " in child.err


# --- signals ---

def test_ctrl_c_reaches_it(terminal):
    t = terminal("watch", PYTHON, str(PROGRAMS / "waiting.py"), rows=60)
    t.see("accept4(3, SOCK_CLOEXEC) ...")
    t.type("\x03")
    assert t.wait() == -signal.SIGINT
    assert "KeyboardInterrupt" in t.text
    assert "when SIGINT came, the program had been waiting" in t.text


def test_what_is_sent_to_us_alone_is_handed_on(start):
    child = start(command("watch", PYTHON, str(PROGRAMS / "waiting.py")),
                  env=clean_env())
    child.wait_err(r"accept4\(")
    child.signal(signal.SIGTERM)
    assert child.wait() == -signal.SIGTERM
    assert "ended by SIGTERM" in child.err


def test_who_outlives_the_first_is_told_too(start):
    """The signal's, when the first program is no more."""
    child = start(command("watch", "sh", "-c", "(echo on; exec sleep 1000) &"),
                  env=clean_env())
    child.wait_out(b"on")
    child.signal(signal.SIGTERM)
    assert child.wait() == 0  # as the first ended


def state(pid):
    return proc_stat(pid)[0]


def test_it_can_be_stopped_and_goes_on(start):
    script = "print(flush=True); input(); print('went on', flush=True)"
    child = start(command("watch", PYTHON, "-c", script), env=clean_env())
    child.wait_out(b"\n")
    pid = program_of(child)
    os.kill(pid, signal.SIGSTOP)  # SIGTSTP: not where no shell is
    eventually(lambda: state(pid) in "Tt")
    child.feed(b"x\n", end=False)
    os.kill(pid, signal.SIGCONT)
    child.wait_out(b"went on")
    assert child.wait() == 0


def test_job_control_of_a_shell():
    t = Terminal(["bash", "--norc", "--noprofile", "-i"], rows=60,
                 env=clean_env(PS1="$ ", HISTFILE="/dev/null"))
    try:
        line = " ".join(command("watch", PYTHON, PROGRAMS / "waiting.py"))
        t.type(line + "\r")
        t.see("accept4(3, SOCK_CLOEXEC) ...")
        t.type("\x1a")
        t.see("Stopped")
        t.type("fg\r")
        eventually(lambda: t.update() and t.text.count("sockdemo watch") == 3)
        t.type("\x03")
        t.see("What deserves a look:")
        t.type("echo status=$?\r")
        t.see("status=130")
        assert "KeyboardInterrupt" in t.text
    finally:
        t.kill()


BUSY = """
import os, socket, threading
def talk():
    while True:
        a, b = socket.socketpair()
        a.send(b"x"), b.recv(1), a.close(), b.close()
for _ in range(5):
    threading.Thread(target=talk, daemon=True).start()
while True:
    pid = os.fork()
    if pid == 0:
        os.execv("/bin/true", ["true"])
    os.waitpid(pid, 0)
"""


def of_session(session):
    """Its processes, but for those that are only to be waited for."""
    found = []
    for each in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{each}/stat").read_text()
        except OSError:
            continue
        what, _, _, of = fields.rpartition(")")[2].split()[:4]
        if int(of) == session and what not in "ZX":
            found.append(each)
    return found


@pytest.mark.parametrize("after", [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4])
def test_killed_at_any_moment_it_leaves_nobody(start, after):
    child = start(command("watch", PYTHON, "-c", BUSY), env=clean_env(),
                  start_new_session=True)
    threading.Event().wait(after)
    child.signal(signal.SIGKILL)
    child.wait()
    eventually(lambda: not of_session(child.pid))


def test_it_dies_with_us(start):
    child = start(command("watch", PYTHON, str(PROGRAMS / "waiting.py")),
                  env=clean_env())
    child.wait_err(r"accept4\(")
    pid = program_of(child)
    child.signal(signal.SIGKILL)
    child.wait()
    eventually(lambda: not os.path.exists(f"/proc/{pid}") or state(pid) == "Z")


@pytest.mark.parametrize("flags, result", [
    ([], r"^< recv\(4, NULL, 8, MSG_WAITALL\) = -1 EINTR$"),
    (["again"], r"^< recv\(4, \"h\", 1, MSG_WAITALL\) = 1$")])
def test_a_call_cut_by_a_signal_is_told_once(start, tmp_path, flags, result):
    program = compile_program("interrupted", tmp_path)
    child = start(command("watch", "-vvv", program, *flags), env=clean_env())
    child.wait_out(b"ready")
    child.wait_err(r"recv\(4, .*\.\.\.\n")
    os.kill(program_of(child), signal.SIGUSR1)
    assert child.wait() == 0
    ended = re.findall(r"^. recv\(.*\) = .*$", child.err, re.M)
    assert len(ended) == 1 and re.match(result, ended[0]), child.err


# --- many ---

def test_a_thousand_children(run):
    script = "for i in $(seq 1000); do (exit 0); done; exit 5"
    assert run("watch", "bash", "-c", script, timeout=60).status == 5


CHAIN = """
import os, socket, sys
n = int(sys.argv[1])
socket.socket().close()
if n:
    os.execv(sys.executable, [sys.executable, sys.argv[0], str(n - 1)])
"""

THREADS = """
import socket, threading
b = threading.Barrier(100)
def one():
    s = socket.socket()
    b.wait()
    s.close()
threads = [threading.Thread(target=one) for _ in range(100)]
for t in threads: t.start()
for t in threads: t.join()
"""


def test_a_hundred_threads(run):
    child = run("watch", PYTHON, "-c", THREADS, timeout=60)
    assert child.status == 0
    assert len(re.findall(r"^\* socket\(", child.err, re.M)) == 100
    assert len(re.findall(r"^\* close\(", child.err, re.M)) == 100


def test_a_chain_of_exec(run, tmp_path):
    (tmp_path / "chain.py").write_text(CHAIN)
    child = run("watch", PYTHON, str(tmp_path / "chain.py"), "10", timeout=60)
    assert child.status == 0
    assert len(re.findall(r"^\* socket\(", child.err, re.M)) == 11


def test_an_exec_in_a_thread(run):
    script = ("import os, sys, threading\n"
              "t = threading.Thread(target=os.execv, args=[sys.executable, "
              "[sys.executable, '-c', 'import socket; socket.socket()']])\n"
              "t.start(); t.join()")
    child = run("watch", PYTHON, "-c", script)
    assert child.status == 0 and "* socket(" in child.err


def test_who_is_left_is_waited_for(run):
    """Its exit status is the first one's, its end the last one's."""
    child = run("watch", "sh", "-c", "(sleep 0.3; echo late) & exit 3")
    assert (child.status, child.out) == (3, b"late\n")


def test_a_descriptor_is_a_childs_too(run):
    child = run("watch", PYTHON, str(PROGRAMS / "forking.py"))
    assert child.status == 0
    assert re.search(r"begins as a copy of process \d+, with the same\s+"
                     r"sockets", child.err)
    assert "the socket goes on: 1 other descriptor" in child.err


# --- what may be wrong ---

def test_who_is_traced_cannot_watch(start):
    child = start([needs("strace"), "-f", "-o", "/dev/null",
                   *command("watch", "true")], env=clean_env())
    assert child.wait() != 0
    assert "(ptrace)" in child.err and "Somebody watches" in child.err


def test_hostile_names_are_harmless(run, tmp_path):
    script = ("import socket; s = socket.socket(socket.AF_UNIX);"
              r"s.bind('\x1b]0;a\x07\n\u202e'); s.listen();"
              "c = socket.socket(socket.AF_UNIX);"
              r"c.connect('\x1b]0;a\x07\n\u202e');"
              r"c.send(b'\x1b[2J\xff')")
    child = run("watch", "-vvv", PYTHON, "-c", script, cwd=tmp_path)
    assert child.status == 0
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", child.err)


def test_it_is_not_for_root_alone(start):
    child = start(command("watch", PYTHON, "-c",
                          "import socket; socket.socket()"),
                  preexec_fn=unprivileged, env=clean_env())
    assert child.wait() == 0, child.err
    assert "* socket(" in child.err

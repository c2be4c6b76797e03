"""explain -: what passes through it is not touched, kept, or obeyed; and its own
end is the end of what it reads.
"""

import os
import resource
import signal
import subprocess

import pytest

from conftest import Terminal, WRAPPER, clean_env, command

ERROR = b"bind: Address already in use 127.0.0.1:8080\n"


def test_it_passes_on_at_once(sockdemo):
    child = sockdemo("explain", "-")
    child.send(b"a line\n")
    child.wait_out(b"^a line\n")
    child.send(b"half of")
    child.wait_out(b"half of")
    assert child.running()
    child.end_input()
    assert child.wait() == 1 and child.out == b"a line\nhalf of\n"


def test_ctrl_c_ends_the_program_before_it_and_not_it(start):
    """In a pipeline it takes both; here the one before it has a last word."""
    child = start(["sh", "-c", "(trap 'echo \"bind: Address already in use\"; "
                   "exit' INT; echo ready; while :; do sleep 0.05; done) | "
                   + " ".join(command("explain", "-"))],
                  start_new_session=True, stdin=subprocess.DEVNULL)
    child.wait_out(b"ready")
    os.killpg(child.pid, signal.SIGINT)
    child.wait_out(rb"EADDRINUSE \(errno 98\)")


def test_sigint_alone_does_not_end_it(sockdemo):
    child = sockdemo("explain", "-")
    child.send(b"ready\n")
    child.wait_out(b"ready")
    child.signal(signal.SIGINT)
    child.send(ERROR)
    child.end_input()
    assert child.wait() == 0 and b"EADDRINUSE" in child.out


def test_it_ends_when_nobody_reads(start):
    """As any program in a pipe."""
    child = start(["bash", "-c", f"yes | {' '.join(command('explain', '-'))} | "
                   "head -1; echo ${PIPESTATUS[1]}"], stdin=subprocess.DEVNULL)
    assert child.wait() == 0
    if not WRAPPER:
        assert child.out == b"y\n141\n"


def test_it_tells_where_it_cannot_write(run):
    if not os.path.exists("/dev/full"):
        pytest.skip("/dev/full is missing")
    with open("/dev/full", "wb") as full:
        child = run("explain", "-", input=b"text\n", stdout=full)
    assert child.status == 1 and "stdout: ENOSPC: " in child.err


# --- pasted ---

def test_pasted_on_a_terminal(terminal):
    screen = terminal("explain", "-", rows=40)
    screen.see("Ctrl-D")
    screen.type(ERROR)
    screen.type_end()
    assert screen.wait() == 0
    screen.see("EADDRINUSE (errno 98)")
    screen.see("127.0.0.1:8080")
    # once, as it was typed
    assert screen.text.count("already in use 127") == 1


def test_ctrl_c_ends_what_is_pasted(terminal):
    screen = terminal("explain", "-")
    screen.see("Ctrl-D")
    screen.process.sendintr()
    assert screen.wait() == -signal.SIGINT


# --- hostile ---

EVIL = (b"\x1b]0;title\x07\x1b[2J\x1b[31mred\x9b2J\x00\xff\xfe\xc3"
        b"\x1bPq\x1b\\ bind: Address already in use \x1b[1m127.0.0.1:8080\n")


def test_escapes_pass_a_pipe_and_no_terminal(run, tmp_path):
    child = run("explain", "-", input=EVIL)
    assert child.status == 0 and child.out.startswith(EVIL)
    assert b"\x1b" not in child.out[len(EVIL):]
    (tmp_path / "evil").write_bytes(EVIL)
    screen = Terminal(
        ["sh", "-c", " ".join(command("explain", "-")) + " <evil"], rows=40,
        env=clean_env(NO_COLOR="1"), cwd=str(tmp_path))
    try:
        assert screen.wait() == 0
        screen.see("EADDRINUSE (errno 98)")
        for evil in b"\x1b]0", b"\x1b[2J", b"\x1b[31m", b"\x1bP", b"\x9b2":
            assert evil not in screen.raw
    finally:
        screen.kill()


def evil_pages():
    yield b"A" * 100000 + ERROR
    yield b"127.0.0.1:" * 50000 + b"\n" + ERROR
    yield b"[Errno " + b"9" * 100000 + b"]\n" + ERROR
    yield b"ECONN" * 40000 + b"\n" + ERROR
    yield b"\x1b[" + b"1;" * 50000 + b"m" + ERROR
    yield b"::1" * 50000 + b" " + ERROR
    yield os.urandom(200000) + b"\x1b[m\n" + ERROR


@pytest.mark.parametrize("number", range(7))
def test_what_stands_before_it_does_not_hide_it(run, number):
    text = list(evil_pages())[number]
    child = run("explain", "-", input=text)
    assert child.out.startswith(text)
    if number != 6:  # there may be anything
        assert child.status == 0
        assert b"EADDRINUSE (errno 98)" in child.out[len(text):]


def test_names_that_are_printf_directives(run):
    text = b"connect to %s%n%s.example:80 failed: Connection refused\n"
    child = run("explain", "-", input=text)
    assert child.status == 0 and b"ECONNREFUSED" in child.out
    assert run("explain", "%s%n%n%s").status == 1


@pytest.mark.slow
@pytest.mark.parametrize("what", ["zeros", "lines", "bytes"])
def test_a_gigabyte_in_constant_memory(what):
    """The zeros have no newline; and there are eight megabytes for all."""
    make = {"zeros": "head -c 1G /dev/zero",
            "lines": "yes 'Connection timed out: 10.0.0.1:80' | head -c 64M",
            "bytes": "head -c 64M /dev/urandom"}[what]

    def limit():
        resource.setrlimit(resource.RLIMIT_DATA, (8 << 20, 8 << 20))

    with subprocess.Popen(["sh", "-c", make], stdout=subprocess.PIPE) as source:
        with subprocess.Popen(command("explain", "-"), stdin=source.stdout,
                              stdout=subprocess.PIPE, preexec_fn=limit,
                              stderr=subprocess.PIPE, env=clean_env()) as child:
            source.stdout.close()
            passed = 0
            while piece := child.stdout.read(1 << 20):
                passed += len(piece)
            complaints = child.stderr.read()
    assert child.returncode in ([0] if what == "lines" else [0, 1])
    assert b"ENOMEM" not in complaints
    assert passed >= (1 << 30 if what == "zeros" else 64 << 20)

"""Two programs on one screen, each in its lane."""

import re
import signal

from conftest import clean_env, command, eventually, free_port
from watched import PROGRAMS, PYTHON

RECEIVER = """
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", PORT))
data, who = s.recvfrom(100)
s.sendto(data.upper(), who)
"""

SENDER = """
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
text = input("what? ")
s.sendto(text.encode(), ("127.0.0.1", PORT))
print(s.recv(100).decode())
"""


def lanes(text):
    """What stands on the left and on the right, without arrows."""
    lines = text.splitlines()
    column = len(re.match(r" *\S+ +", lines[0])[0])
    bare = [re.sub("[┊◀▶─╌]", " ", line) for line in lines]
    return ([line[:column].strip() for line in bare],
            [line[column:].strip() for line in bare])


def two(start, first, second, *options, **more):
    child = start(command("watch", *options, "--two", *first, "--", *second),
                  env=clean_env(), **more)
    return child


def test_the_second_waits_until_the_first_is_bound(start, tmp_path):
    port = str(free_port())
    for name, text in ("a.py", RECEIVER), ("c.py", SENDER):
        (tmp_path / name).write_text(text.replace("PORT", port))
    child = two(start, [PYTHON, "a.py"], [PYTHON, "c.py"], cwd=tmp_path)
    child.feed(b"hello\n")
    assert child.wait() == 0, child.err
    left, right = lanes(child.err)
    assert left[0] == "a.py" and right[0] == "c.py"
    assert f"bind(3, 127.0.0.1:{port}) = 0" in left
    assert "| what?" in right and "| HELLO" in right
    assert 'recv(3, 100) = 5 "HELLO"' in right
    assert left.index(f"bind(3, 127.0.0.1:{port}) = 0") < \
        right.index("socket() = 3")


def test_the_status_is_the_first_ones(start):
    child = two(start, ["sh", "-c", "exit 3"], ["sh", "-c", "exit 4"])
    assert child.wait() == 3


def test_one_column_on_request(start):
    def begins(*options):
        child = two(start, ["sh", "-c", "exit 3"], ["sh", "-c", "exit 4"],
                    *options)
        child.wait()
        return child.err.split("\n")[0]
    assert re.match(" +sh +sh$", begins())
    assert re.match(r"sh +the program ended with status [34]",
                    begins("--lanes=never"))


def test_they_are_two(run):
    for words in ["true"], ["true", "--"], ["--", "true"]:
        child = run("watch", "--two", *words)
        assert child.status == 2
        assert "two programs were expected" in child.err or \
            "which program?" in child.err


def test_one_that_is_not_there(run):
    child = run("watch", "--two", "true", "--", "./nothing")
    assert child.status != 0 and "there is no such program" in child.err


def test_ctrl_c_ends_both(terminal):
    t = terminal("watch", "--two", PYTHON, str(PROGRAMS / "waiting.py"), "--",
                 "sleep", "1000", rows=60)
    t.see("accept4(3, SOCK_CLOEXEC) ...")
    eventually(lambda: t.update() or "sleep" in t.text)
    t.type("\x03")
    assert t.wait() == -signal.SIGINT
    assert "waiting.py: when SIGINT came, the program had been waiting" in \
        re.sub(r"\s+", " ", t.text)


def test_the_first_has_no_input(start):
    child = two(start, ["cat"], ["cat"])
    child.feed(b"for the second\n")
    assert child.wait() == 0
    left, right = lanes(child.err)
    assert "| for the second" in right and not any("second" in each
                                                  for each in left)


def test_outputs_are_terminals(start):
    """So what is printed appears at once."""
    child = two(start, ["sh", "-c", "test -t 1 && test -t 2 && echo yes"],
                ["sh", "-c", "test -t 1 && echo yes"])
    child.end_input()
    child.wait()
    left, right = lanes(child.err)
    assert "| yes" in left and "| yes" in right


def test_the_end_of_the_input_is_the_seconds(start):
    child = two(start, ["true"], ["cat"])
    child.feed(b"abc")
    assert child.wait() == 0
    assert "| abc" in lanes(child.err)[1]


def test_processes_are_told_apart(start):
    child = two(start, [PYTHON, str(PROGRAMS / "forking.py")], ["true"])
    assert child.wait() == 0
    assert re.search(r"^\[\d+\]", "\n".join(lanes(child.err)[0]), re.M)

"""Every other netcat at the other end, in both roles."""

import os
import random
import re
import subprocess
import sys

import pytest

from conftest import eventually, listening_port, needs, same

# How each listens and connects, with its side closed when its input ends.
TOOLS = {
    "nc": (["-n", "-N", "-l", "127.0.0.1", "0"], ["-n", "-N", "127.0.0.1"]),
    "ncat": (["-n", "-l", "127.0.0.1", "0"], ["-n", "127.0.0.1"]),
    "socat": (["-t", "20", "-", "TCP-LISTEN:0,bind=127.0.0.1"],
              ["-t", "20", "-", "TCP:127.0.0.1:{}"]),
}


def serve(start, tool):
    child = start([needs(tool), *TOOLS[tool][0]])
    child.port = listening_port(child.pid)
    return child


def join(start, tool, port):
    args = TOOLS[tool][1]
    if "{}" not in args[-1]:
        args = [*args, "{}"]
    return start([needs(tool), *(arg.format(port) for arg in args)])


@pytest.fixture(params=[(tool, role) for tool in TOOLS
                        for role in ("connect", "listen")],
                ids=lambda p: f"{p[1]}-{p[0]}")
def pair(request, start, listen, connect):
    """sockdemo in that role, and the tool in the other."""
    tool, role = request.param
    if role == "connect":
        other = serve(start, tool)
        child = connect(other.port)
    else:
        child = listen()
        other = join(start, tool, child.port)
    other.name = tool
    return child, other


def test_a_conversation(pair):
    child, other = pair
    for word in "Olá!", "Tudo bem?", "Adeus":
        child.send(f"{word}\n".encode())
        other.wait_out(re.escape(word.encode()))
        other.send(f"{word} também\n".encode())
        child.wait_out(re.escape(f"{word} também\n".encode()))
    child.end_input()
    other.end_input()
    assert child.wait() == 0
    assert other.wait() == 0
    assert child.out.decode() == \
        "Olá! também\nTudo bem? também\nAdeus também\n"


def test_both_ends_send_much_at_once(pair):
    child, other = pair
    mine, theirs = (random.Random(i).randbytes(3_000_000) for i in (1, 2))
    child.feed(mine, end=False)
    other.feed(theirs, end=False)
    # ncat would leave with the end of ours, and not send the rest of its.
    eventually(lambda: len(child.out) == len(theirs)
               and len(other.out) == len(mine))
    child.end_input()
    other.end_input()
    assert child.wait() == 0
    assert other.wait() == 0
    assert same(other.out, mine)
    assert same(child.out, theirs)


def test_an_answer_after_our_end(pair):
    """Half-close: their answer comes after our input ended."""
    child, other = pair
    if child.port is None and other.name in ("nc", "ncat"):
        pytest.skip(f"{other.name} -l leaves when the other end finishes")
    child.send(b"question")
    child.end_input()
    other.wait_out(b"question")
    other.send(b"answer")
    other.end_input()
    assert child.wait() == 0
    assert child.out == b"answer"


def test_the_other_is_killed(pair):
    """Its kernel closes for it."""
    child, other = pair
    other.send(b"x")
    child.wait_out(b"x")
    other.kill()
    child.end_input()
    assert child.wait() in (0, 1)
    assert child.out == b"x"


def test_sockdemo_with_sockdemo(listen, connect):
    server = listen()
    client = connect(server.port)
    data = os.urandom(100_000)
    client.feed(data)
    server.feed(data)
    assert (client.wait(), server.wait()) == (0, 0)
    assert same(client.out, data) and same(server.out, data)


def test_a_web_server_of_python(start, run, tmp_path):
    """An HTTP/1.0 request by hand, with -C for its line ends."""
    (tmp_path / "page").write_bytes(b"the page\n")
    web = start([sys.executable, "-m", "http.server", "--bind", "127.0.0.1",
                 "--directory", str(tmp_path), "0"], stdin=subprocess.DEVNULL)
    child = run("connect", "-C", "127.0.0.1", str(listening_port(web.pid)),
                input=b"GET /page HTTP/1.0\n\n")
    assert child.status == 0
    assert child.out.startswith(b"HTTP/1.0 200 OK\r\n")
    assert child.out.endswith(b"\r\n\r\nthe page\n")

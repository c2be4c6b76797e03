"""At the speed of people nothing is summed up; what is faster is."""

import re
import select

from conftest import TIMEOUT

MANY = 15  # more than are told one by one whatever their speed


def test_each_line_that_is_typed_stands_alone(terminal, server):
    sock = server()
    screen = terminal("connect", "-v", "127.0.0.1",
                      str(sock.getsockname()[1]), rows=100)
    peer = sock.accept()[0]
    peer.settimeout(TIMEOUT)
    screen.type("".join(f"line {n}\r" for n in range(MANY)))
    got = b""
    while got.count(b"\n") < MANY:
        got += peer.recv(1000)
    screen.see(f'send(3, "line {MANY - 1}\\n"')
    assert screen.text.count("> send(3, ") == MANY
    assert " x " not in screen.text
    peer.close()


def test_each_receive_that_had_to_be_waited_for_stands_alone(listen, client):
    child = listen("-v")
    peer = client(child.port)
    for n in range(1, MANY + 1):
        peer.send(b"hello\n")
        child.streams["out"].wait_for(rb"(?s)(hello\n){%d}" % n)
        select.select([], [], [], 0.12)  # as slow as the fastest typist
    child.wait_err(rf"(?s)(?:< recv\(4, 2048\) = 6\n.*?){{{MANY}}}")
    assert " x " not in child.err


def test_what_is_faster_is_summed_up(listen, client):
    child = listen("-v", "--read-size", "100")
    peer = client(child.port)
    peer.send(b"x" * 100 * 1000)
    peer.finish()
    child.end_input()
    assert child.wait() == 0
    assert child.err.count("< recv(4, 100) = 100") < 20
    assert re.search(r"^< recv\(4, \.\.\.\) x \d+ = \d+ bytes$", child.err,
                     re.M)

"""connect --retry: who comes before the server waits for it."""

import re
import socket
import signal

import pytest

from conftest import command, free_port


def again(port, symbol="ECONNREFUSED"):
    return (rf"^sockdemo: connect 127\.0\.0\.1:{port}: {symbol}; it is tried "
            r"again for \d+ s$")


def test_a_server_that_comes_later(connect, start):
    port = free_port()
    child = connect(port, "--retry", "60")
    child.wait_err(again(port))
    server = start(command("listen", "127.0.0.1", str(port)))
    child.send(b"here you are")
    server.wait_out(b"here you are")
    child.end_input()
    server.end_input()
    assert child.wait() == 0
    assert "usually, nothing" not in child.err


def test_each_try_is_told_with_its_calls(connect):
    port = free_port()
    child = connect(port, "-v", "--retry", "60")
    child.wait_err(rf"(?ms)(! connect.*ECONNREFUSED.*?{again(port)}.*){{2}}")
    child.signal(signal.SIGINT)
    assert child.wait() == -signal.SIGINT


def test_in_the_end_the_error_is_told_as_ever(run, refusing):
    child = run("connect", "--retry", "0.2", "127.0.0.1", str(refusing))
    assert child.status == 1
    lines = child.err.split("\n")
    assert re.match(again(refusing), lines[0])
    assert "ECONNREFUSED: connection refused" in child.err
    assert "Try, in another terminal" in child.err


def test_without_it_there_is_one_try(run, refusing):
    for options in [], ["--retry", "0"]:
        child = run("connect", *options, "127.0.0.1", str(refusing))
        assert child.status == 1 and "tried again" not in child.err


def test_in_portuguese(run, refusing):
    child = run("connect", "--retry", "0,1", "--lang", "pt", "127.0.0.1",
                str(refusing))
    assert re.match(rf"sockdemo: connect 127\.0\.0\.1:{refusing}: "
                    r"ECONNREFUSED; tenta-se de novo durante 1 s\n",
                    child.err)


def test_a_path_where_nothing_is_yet(start, tmp_path):
    path = str(tmp_path / "s")
    child = start(command("connect", "-U", "--retry", "60", path))
    child.wait_err(r"connect\s\S+/s:\sENOENT; it is tried again")
    server = start(command("listen", "-U", path))
    child.send(b"here")
    server.wait_out(b"here")


def test_silence_is_tried_again_with_w(run, silent):
    port = silent()
    child = run("connect", "-w", "0.1", "--retry", "0.1", "127.0.0.1",
                str(port))
    assert child.status == 1
    assert re.search(r"timed out after 0\.1 s \(-w\)", child.err)
    child = run("connect", "-w", "0.1", "--retry", "1", "127.0.0.1", str(port))
    assert re.match(rf"sockdemo: connect 127\.0\.0\.1:{port}: no answer came "
                    r"in time; it is tried again for 1 s ",
                    " ".join(child.err.split()))
    assert child.err.count("timed out") == 1


def test_until_a_port_is_open(connect, start):
    port = free_port()
    child = connect(port, "-z", "--retry", "60")
    child.wait_err(again(port))
    start(command("listen", "127.0.0.1", str(port)))
    child.wait_err(rf"^127\.0\.0\.1:{port}: open$")
    assert child.wait() == 0


def test_an_address_that_is_not_ours_is_not_tried_again(run, refusing):
    child = run("connect", "-n", "--retry", "60", "-s", "192.0.2.1",
                "127.0.0.1", str(refusing))
    assert child.status == 1 and "tried again" not in child.err


def test_a_socket_of_another_kind_is_not_tried_again(run, closing, tmp_path,
                                                     monkeypatch):
    monkeypatch.chdir(tmp_path)
    closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)).bind("s")
    child = run("connect", "-U", "--retry", "60", "s")
    assert child.status == 1 and "tried again" not in child.err


def test_a_signal_between_two_tries_ends_it(connect):
    port = free_port()
    child = connect(port, "--retry", "60")
    child.wait_err(again(port))
    child.signal(signal.SIGTERM)
    assert child.wait() == -signal.SIGTERM


def test_datagrams_ask_nobody(run):
    child = run("connect", "-u", "--retry", "1", "127.0.0.1", "1")
    assert child.status == 2
    assert child.err == ("sockdemo: -u: connect() asks nobody, so that "
                         "--retry does not go with it\n")


@pytest.mark.parametrize("value", ["-1", "soon", "1s"])
def test_a_number_of_seconds(run, value):
    child = run("connect", f"--retry={value}", "127.0.0.1", "1")
    assert child.status == 2
    assert child.err.startswith(
        f"sockdemo: --retry {value}: a number of seconds was expected")

"""-o and -x: what passed, both directions in order, exactly."""

import os
import random
import re
import resource
import select
import signal
import stat

import pytest

from conftest import Peer, eventually, links_of
from logfiles import everything, read_hex, read_text

@pytest.mark.parametrize("read", [read_text, lambda p: read_hex(p)[0]],
                         ids=["text", "hex"])
def test_both_directions_in_order(either, tmp_path, read):
    log = tmp_path / "log"
    option = "-x" if read is not read_text else "-o"
    child, peer = either(option, log)
    child.send("olá\\ \x1b[1m\n".encode())
    said = len("olá\\ \x1b[1m\n".encode())
    assert peer.recv(said)
    peer.send(b"one\r\ntwo\xff\xc2\x85\0")
    child.wait_out(rb"two")
    child.send(b"end")
    assert peer.recv(3) == b"end"
    peer.close()
    child.end_input()
    child.wait()
    found = read(log)
    assert [(d, data) for d, _, data in found] == [
        (b">", "olá\\ \x1b[1m\n".encode()),
        (b"<", b"one\r\ntwo\xff\xc2\x85\0"), (b">", b"end")]
    assert len({p for _, p, _ in found}) == 1
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_names_the_other_end(with_server, tmp_path):
    child, peer = with_server("-o", tmp_path / "log")
    peer.send(b"x")
    name = "%s:%d" % peer.sock.getsockname()
    peer.close()
    child.end_input()
    child.wait()
    assert read_text(tmp_path / "log") == [(b"<", name, b"x")]


def test_text_can_be_read(with_server, tmp_path):
    """Accents stay whole, no line can pass for a heading, nothing steers."""
    child, peer = with_server("-o", tmp_path / "log")
    peer.send("Olá!\n> 2026-01-01T00:00:00.000000+0000 1.2.3.4:5 6\n"
              "\x1b]0;título\x07\n".encode())
    peer.close()
    child.end_input()
    child.wait()
    lines = (tmp_path / "log").read_text("utf-8").splitlines()
    assert lines[1:] == [
        "| Olá!\\n", "| > 2026-01-01T00:00:00.000000+0000 1.2.3.4:5 6\\n",
        "| \\e]0;título\\x07\\n"]


def test_exact_to_the_byte(with_server, tmp_path):
    """Random bytes both ways at once, in both logs."""
    one, two = (random.Random(s).randbytes(1 << 20) for s in (1, 2))
    child, peer = with_server("-o", tmp_path / "log", "-x", tmp_path / "hex")
    child.feed(two)
    peer.sock.settimeout(60)
    got = bytearray()
    view = memoryview(one)
    peer.sock.setblocking(False)
    ended = False
    while view or not ended:
        r, w, _ = select.select([] if ended else [peer.sock],
                                [peer.sock] if view else [], [], 60)
        assert r or w
        if w:
            view = view[peer.sock.send(view[:65536]):]
            if not view:
                peer.finish()
        if r:
            data = peer.sock.recv(1 << 16)
            got += data
            ended = not data
    assert child.wait(60) == 0
    assert got == two and child.out == one
    found, offsets = read_hex(tmp_path / "hex")
    for each in found, read_text(tmp_path / "log"):
        assert everything(each, b"<") == one
        assert everything(each, b">") == two
    assert sorted(offsets["all"])[-1] >= (1 << 20) - 16


def test_offsets_count_each_direction(with_client, tmp_path):
    child, peer = with_client("-x", tmp_path / "hex")
    for text in b"abc", b"de":
        child.send(text)
        peer.recv(len(text))
        peer.send(text.upper() * 2)
        child.wait_out(re.escape(text.upper() * 2))
    peer.close()
    child.end_input()
    child.wait()
    assert read_hex(tmp_path / "hex")[1]["all"] == [0, 0, 3, 6]


def test_written_as_it_passes(with_server, tmp_path):
    """Whoever follows the file sees it at once."""
    child, peer = with_server("-o", tmp_path / "log")
    peer.send(b"now")
    child.wait_out(b"now")
    eventually(lambda: (tmp_path / "log").read_bytes().endswith(b"| now\n"))
    assert child.running()


@pytest.mark.parametrize("option", ["-o", "-x"])
def test_a_file_that_cannot_be_had(run, server, tmp_path, option):
    sock = server()
    child = run("connect", option, str(tmp_path / "no/file"), "127.0.0.1",
                str(sock.getsockname()[1]))
    assert child.status == 1 and "ENOENT" in child.err
    sock.setblocking(False)
    with pytest.raises(BlockingIOError):
        sock.accept()


def test_replaced_and_its_owner_kept(run, refusing, tmp_path):
    log = tmp_path / "log"
    log.write_text("old")
    log.chmod(0o644)
    run("connect", "-o", str(log), "127.0.0.1", str(refusing))
    assert log.read_text() == "" and stat.S_IMODE(log.stat().st_mode) == 0o644


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk_is_told_once(with_server):
    child, peer = with_server("-o", "/dev/full")
    for text in b"one\n", b"two\n":
        peer.send(text)
        child.wait_out(text.strip())
    child.send(b"three\n")
    assert peer.recv(6) == b"three\n"
    peer.close()
    child.end_input()
    assert child.wait() == 1
    assert child.err.count("ENOSPC") == 1 and "/dev/full" in child.err
    assert child.out == b"one\ntwo\n"


@pytest.mark.parametrize("options", [[], ["-k"]], ids=["one", "many"])
def test_a_file_that_may_not_grow_is_told_once(listen, client, tmp_path,
                                               options):
    """ulimit -f: SIGXFSZ would end it, and what was received be lost."""
    child = listen(*options, "-o", tmp_path / "log", "-x", tmp_path / "hex",
                   preexec_fn=limit_files)
    peer = client(child.port)
    for _ in range(4):
        peer.send(b"x" * 1000)
    child.wait_out(b"x{4000}")
    child.send(b"and goes on")
    assert peer.recv(11) == b"and goes on"
    peer.close()
    child.end_input()
    if options:
        child.signal(signal.SIGTERM)
    assert child.wait() == (-signal.SIGTERM if options else 1)
    for name in "log", "hex":
        assert (tmp_path / name).stat().st_size == 1024
        assert " ".join(child.err.split()).count(
            f"/{name}: EFBIG: the file may not become any larger") == 1


def limit_files():
    """For preexec_fn."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))


def test_standard_output_that_may_not_grow_is_an_error(listen, client,
                                                       tmp_path):
    with (tmp_path / "out").open("wb") as out:
        child = listen(stdout=out, preexec_fn=limit_files)
    client(child.port).send(b"x" * 4000)
    assert child.wait() == 1
    assert "sockdemo: stdout: EFBIG: " in child.err
    assert (tmp_path / "out").read_bytes() == b"x" * 1024


# --- two that would write into one file ---

def refused(child, word):
    assert child.status == 2 and child.err.count("\n") == 1
    return child.err.startswith(f"sockdemo: {word}: that file is used already")


@pytest.mark.parametrize("role", ["connect", "listen"])
@pytest.mark.parametrize("first, second", [("-o", "-x"), ("-x", "-o"),
                                           ("-o", "-o")])
def test_two_logs_are_two_files(run, refusing, tmp_path, role, first, second):
    log, link = tmp_path / "log", tmp_path / "link"
    link.symlink_to(log)
    child = run(role, first, log, second, link, "127.0.0.1", str(refusing))
    assert refused(child, f"{second} {link}")


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_a_log_is_no_standard_stream(sockdemo, refusing, tmp_path, stream):
    """Neither is overwritten."""
    log = tmp_path / "log"
    log.write_text("before\n")
    with log.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        child = sockdemo("connect", "-o", log, "127.0.0.1", str(refusing),
                         **{stream: file})
        assert child.wait() == 2
    said = log.read_text() if stream == "stderr" else "before\n" + child.err
    assert said.startswith(f"before\nsockdemo: -o {log}: that file is used ")


def test_what_is_no_file_may_be_written_to_twice(run, refusing):
    child = run("connect", "-o", "/dev/null", "-x", "/dev/null",
                "127.0.0.1", str(refusing))
    assert child.status == 1 and "ECONNREFUSED" in child.err


def test_descriptors_of_the_sockets_stay(with_server, tmp_path):
    """A log takes none of the numbers that a learner sees."""
    child, peer = with_server("-v", "-o", tmp_path / "log")
    child.wait_err(r"accept\(3\) = 4$")
    assert isinstance(peer, Peer)
    highs = [fd for fd, link in links_of(child.pid).items()
             if link.endswith("/log")]
    assert highs and min(highs) >= 100

"""Much data at -v: exact, and told in a few lines that add up."""

import hashlib
import re
import threading

import pytest

from conftest import TIMEOUT

SIZE = 64 << 20
PIECE = bytes(range(251)) * 261  # of no round length
LINES = re.compile(
    r"^[<>] (send|recv|splice)\(\d+, .*\) (?:x (\d+) )?= (\d+)(?: bytes)?$", re.M)


def pour(write):
    """Gives SIZE bytes to write(); returns what they hash to."""
    digest, left = hashlib.sha256(), SIZE
    while left > 0:
        piece = PIECE[:left]
        write(piece)
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()


def totals(err):
    """{"send": (calls, bytes), ...}, added up from the lines."""
    sums = {"send": (0, 0), "recv": (0, 0), "splice": (0, 0)}
    err = re.sub(r" =\n +(\d+)$", r" = \1", err, flags=re.M)  # folded
    for name, times, n in LINES.findall(err):
        calls, data = sums[name]
        sums[name] = calls + int(times or 1), data + int(n)
    return sums


@pytest.mark.slow
def test_received_in_bulk(either):
    child, peer = either("-v")
    child.end_input()
    digest = pour(peer.send)
    peer.close()
    assert child.wait(3 * TIMEOUT) == 0
    assert hashlib.sha256(child.out).hexdigest() == digest
    sums = totals(child.err)
    assert sums["recv"][1] + sums["splice"][1] == SIZE
    assert sums["recv"][0] >= 8  # told with their bytes, each of them
    assert sums["splice"][1] > SIZE / 2
    assert f": 0; received: {SIZE}; time: " in child.err
    assert child.err.count("\n") < 80


@pytest.mark.slow
def test_sent_in_bulk(either):
    child, peer = either("-v")
    sums = []

    def write():
        sums.append(pour(child.stdin.write))
        child.end_input()

    thread = threading.Thread(target=write)
    thread.start()
    digest, n = hashlib.sha256(), 0
    while n < SIZE:
        data = peer.sock.recv(1 << 20)
        assert data
        digest.update(data)
        n += len(data)
    assert peer.recv_all() == b""
    thread.join(TIMEOUT)
    peer.close()
    assert child.wait() == 0
    assert [digest.hexdigest()] == sums
    assert totals(child.err)["send"][1] == SIZE
    assert f": {SIZE}; received: 0; time: " in child.err
    assert child.err.count("\n") < 80

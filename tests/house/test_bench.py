"""make bench works: each of its rows, once and small. What it says is not
looked at, for a test that is run among others measures those others."""

import re
import subprocess
import sys

import pytest

from conftest import PROGRAM, TIMEOUT, TOP, needs

ROWS = [(what, "netcat-openbsd") for what in (
    "file → socket", "socket → /dev/null", "pipe → socket → pipe",
    "both directions at once", r"datagrams \(UDP\)", "round trips of a byte",
    "start-up", "messages told")] + [("connections", "ncat"),
                                     ("round trips, watched",
                                      "strace --seccomp-bpf")]
RATIO = r"\d+\.\d\d \(-?\d+\.\d\d to \d+\.\d\d\)"
COST = r"[\d.]+(?: GB/s|/s| ms), [\d.]+ (?:s/GB|µs|ms)(?:, [\d.]+ % lost)?"


@pytest.mark.slow
def test_every_row_runs():
    for tool in "nc", "ncat", "strace":
        needs(tool)
    done = subprocess.run(
        [sys.executable, str(TOP / "tests/bench/bench.py"), "--quick",
         str(PROGRAM)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        timeout=3 * TIMEOUT, text=True)
    assert done.returncode == 0, done.stderr
    for title, against in ROWS:
        assert re.search(
            rf"^\| {title} \| [^|]*{against} \| {RATIO} \| {RATIO} \| "
            rf"{COST} \| {COST} \|$", done.stdout, re.M), \
            f"no {title} in\n{done.stdout}"
    for clients in 1, 20:
        assert re.search(
            rf"^\| {clients} \| sockdemo \| [\d.]+ µs \| {RATIO} \| "
            r"-?[\d.]+ KiB \|$", done.stdout, re.M), done.stdout
    assert re.search(r"^\| sockdemo \| .*\| \d+ KiB \|$", done.stdout, re.M)

"""What a refused connection costs, in instructions, beside nc."""

import re
import subprocess

import pytest

from conftest import PROGRAM, TIMEOUT, clean_env, needs

MOST = 650_000  # netcat-openbsd takes 713 000; Debian 13 costs more
MORE = 20_000  # for Portuguese, whose messages are looked up


def instructions(argv, folder):
    """How many a program executes, by callgrind's count."""
    done = subprocess.run(
        [needs("valgrind"), "--tool=callgrind", "--callgrind-out-file="
         + str(folder / "callgrind"), *map(str, argv)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, env=clean_env(), timeout=3 * TIMEOUT, text=True)
    assert done.returncode == 1, done.stderr
    return int(re.search(r"Collected : (\d+)", done.stderr)[1])


@pytest.mark.slow
def test_a_refused_connect_is_cheap(tmp_path, refusing, record_property):
    where = ["127.0.0.1", str(refusing)]
    cost = {lang: instructions(
        [PROGRAM, "connect", "--lang", lang, *where], tmp_path)
        for lang in ("en", "pt")}
    nc = instructions([needs("nc"), *where], tmp_path)
    record_property("tell", "instructions of a refused connect: "
                    f"{cost['en']} (en), {cost['pt']} (pt), {nc} (nc)")
    assert max(cost.values()) <= MOST
    assert cost["pt"] - cost["en"] <= MORE

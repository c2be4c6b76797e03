#!/usr/bin/env python3
"""Records what programs say when they fail: the files of errors/.

	record.py                  every case of cases.py, anew
	record.py --only NAME      those whose name holds NAME
	record.py --print          on the screen, and nothing is written
	record.py --list           the names, and what is missing for them

A case is a program and a situation. Its program really runs, in a folder of
its own and with a clean environment, and really fails. A test takes one of
them live with live(program, situation).
"""

import argparse
import contextlib
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import cases
import settings

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "programs"
ALIASES = HERE.parents[1] / "src/entries/aliases.tsv"
ERRORS = HERE / "errors"
FOLDER = Path("/tmp/aula")  # of what is recorded: it stands in tracebacks
TIMEOUT = 60
LOWEST_PORT = "/proc/sys/net/ipv4/ip_unprivileged_port_start"
SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
NOBODY = 65534


class Missing(Exception):
    """What a case needs is not on this machine."""


class Failed(Exception):
    """The program did not fail as it had to."""


def find(program, situation):
    for case in cases.CASES:
        if (case.program, case.situation) == (program, situation):
            return case
    raise KeyError(f"{program}-{situation}")


def name(case):
    return f"{case.program}-{case.situation}"


# --- what a case needs ---

def lacking(case):
    """What is missing for it, or None."""
    for need in cases.NEEDS.get(case.program, [case.program]):
        kind, _, what = need.rpartition(":")
        if kind == "module":
            there = subprocess.run(
                ["python3", "-c", f"import {what}"], env=environment("/"),
                stderr=subprocess.DEVNULL).returncode == 0
        elif kind == "file":
            there = os.path.exists(what)
        else:
            there = shutil.which(what, path=SYSTEM_PATH)
        if not there:
            return what
    if case.setting in settings.IN_NAMESPACE and not can_unshare():
        return "a name space of its own (unshare -rnm)"
    if case.setting is settings.privileged and lowest_port() <= 80:
        return "a port that is root's alone"
    return None


@functools.lru_cache
def can_unshare():
    return (shutil.which("ip", path=SYSTEM_PATH) and
            subprocess.run([*UNSHARE, "true"],
                           stderr=subprocess.DEVNULL).returncode == 0)


def lowest_port():
    try:
        return int(Path(LOWEST_PORT).read_text())
    except OSError:
        return 1024


# --- one case ---

UNSHARE = ["unshare", "-rnm"]


def environment(folder):
    """Nothing of whoever records; but Go may keep what it compiled."""
    return {"PATH": f"{folder}/bin:{SYSTEM_PATH}", "HOME": str(folder),
            "LC_ALL": "C.UTF-8", "TERM": "dumb",
            "GOCACHE": os.path.expanduser("~/.cache/go-build")}


def filled(text, host, port):
    return re.sub(r"\bHOST\b", host, re.sub(r"\bPORT\b", str(port), text))


def put_script(case, folder, host, port):
    """The script of its command, under the name that it has there."""
    for word in re.findall(r"\w+\.\w+", case.command):
        source = PROGRAMS / word
        if case.script and Path(case.script).suffix == source.suffix:
            source = PROGRAMS / case.script
        if not source.exists():
            continue
        text = filled(source.read_text(), host, port)
        if source.suffix == ".java":  # the class is named as its file
            text = re.sub(rf"\b{source.stem}\b", Path(word).stem, text)
        (folder / word).write_text(text)


def prepare(case, folder, host, port):
    put_script(case, folder, host, port)
    (folder / "bin").mkdir()
    for link, tool in cases.LINKS.get(case.program, []):
        (folder / "bin" / link).symlink_to(shutil.which(tool, path=SYSTEM_PATH))
    folder.chmod(0o755)


def run(case, folder):
    """What it says when it runs there, and its host and port."""
    with case.setting(folder) as (host, port):
        prepare(case, folder, host, port)
        user = {}
        if case.setting in settings.ORDINARY and os.getuid() == 0:
            folder.chmod(0o777)
            user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        ended = subprocess.run(
            ["/bin/bash", "-c", filled(case.command, host, port)],
            cwd=folder, env=environment(folder), timeout=TIMEOUT,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, **user)
    return ended.stdout, host, port


def run_inside(case, folder):
    """The same in name spaces of its own, by another record.py."""
    inner = subprocess.run(
        [*UNSHARE, sys.executable, __file__, "--inside", case.program,
         case.situation, str(folder)],
        stdout=subprocess.PIPE, timeout=2 * TIMEOUT, check=True)
    said, host, port = json.loads(inner.stdout)
    return said.encode("utf-8", "surrogateescape"), host, port


@contextlib.contextmanager
def place(path=None):
    """A folder to run in: that one, or one that nobody else has."""
    if path is None:
        path = Path(tempfile.mkdtemp(prefix="aula-", dir="/tmp"))
    else:
        try:
            path.mkdir()
        except FileExistsError:
            raise Failed(f"{path} exists: does somebody else record?") from None
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def fail(case, folder=None):
    """Lets it fail: (what it said, the address that stands in it)."""
    if lack := lacking(case):
        raise Missing(f"{name(case)}: {lack} is missing")
    runs = run_inside if case.setting in settings.IN_NAMESPACE else run
    with place(folder) as path:
        said, host, port = runs(case, path)
    text = said.decode("utf-8", "replace")
    if not speaks_of(text, case.symbol):
        raise Failed(f"{name(case)}: nothing of {case.symbol} in: {text}")
    return said, address_in(text, host, port)


@functools.lru_cache
def aliases():
    """symbol -> what it is called elsewhere, in small letters."""
    found = {}
    for line in ALIASES.read_text().splitlines()[1:]:
        alias, _, symbol, _ = line.split("\t")
        found.setdefault(symbol, []).append(plain(alias))
    return found


def plain(text):
    return " ".join(text.lower().split())


def speaks_of(said, symbol):
    """Whether an alias of the symbol stands in it: another failure, such as
    a port that was taken a moment before, must not be recorded for this."""
    said = plain(said)
    return any(re.search(rf"\b{re.escape(alias)}\b" if alias.isalnum()
                         else re.escape(alias), said)
               for alias in aliases()[symbol])


def address_in(said, host, port):
    """host:port, or the one of both that stands there, or a dash.

    Where a Unix socket is meant its path is the address.
    """
    if re.search(r"\bchat\.sock\b", said):
        return "chat.sock"
    has_host = re.search(rf"(?<![\w.]){re.escape(host)}(?![\w])", said)
    has_port = re.search(rf"(?<!\d){port}(?!\d)", said)
    found = (host if has_host else "") + (f":{port}" if has_port else "")
    return found or "-"


def live(program, situation):
    """The output of that program in that situation, made now, as bytes.

    Raises Missing where something that it needs is not installed.
    """
    return fail(find(program, situation))[0]


# --- all of them ---

HEADER = ["file", "command", "symbol", "address"]


def read_index():
    """file -> its row, of what was recorded before."""
    file = ERRORS / "index.tsv"
    lines = file.read_text().splitlines()[1:] if file.exists() else []
    return {line.split("\t")[0]: line.split("\t") for line in lines}


def write_index(rows):
    order = [f"{name(case)}.txt" for case in cases.CASES]
    lines = [HEADER, *(rows[file] for file in order if file in rows)]
    (ERRORS / "index.tsv").write_text(
        "".join("\t".join(line) + "\n" for line in lines))


def note(case):
    script = f" ({case.script})" if case.script else ""
    return case.command + script


def record(case, rows):
    said, address = fail(case, FOLDER)
    file = f"{name(case)}.txt"
    (ERRORS / file).write_bytes(said)
    rows[file] = [file, note(case), case.symbol, address]


def show(case):
    said, address = fail(case)
    print(f"--- {name(case)}: {case.symbol} {address}\n--- {note(case)}")
    print(said.decode("utf-8", "replace"))


def inside(program, situation, folder):
    said, host, port = run(find(program, situation), Path(folder))
    json.dump([said.decode("utf-8", "surrogateescape"), host, port],
              sys.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="NAME", default="")
    parser.add_argument("--print", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--inside", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside(*options.inside)
        return 0

    chosen = [case for case in cases.CASES if options.only in name(case)]
    rows, troubles = read_index(), 0
    for case in chosen:
        if options.list:
            print(name(case), lacking(case) or "", sep="\t")
            continue
        try:
            show(case) if options.print else record(case, rows)
        except Missing as e:
            print(f"skipped: {e}", file=sys.stderr)
        except (Failed, subprocess.SubprocessError) as e:
            print(f"FAILED: {name(case)}: {e}", file=sys.stderr)
            troubles += 1
    if not options.print and not options.list:
        write_index(rows)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())

"""Transcripts held against what strace sees of the same run.

    run = Traced(start, folder, "listen", "127.0.0.1", "0")
    run.wait_told("^listening laddr=.*:(\\d+)$")
    ...
    run.wait()
    assert_honest(run.told(), run.seen())

Both are lists of Call. seen() leaves out what is not the seam's: descriptors
that it did not make (files, those of getaddrinfo and of getifaddrs), and the
reads that are never told, SILENT.
"""

import fcntl
import os
import pty
import re
import struct
import termios
import tty
from typing import NamedTuple

from conftest import TIMEOUT, Stream, clean_env, command, needs

# What is read and never told: looking changes nothing (src/probe/).
SILENT = {"getsockname", "getpeername", "fstat", "fstat64", "newfstatat"}
SILENT_OPTIONS = {"TCP_INFO", "TCP_CONGESTION", "SO_DOMAIN", "SO_TYPE",
                  "SO_PROTOCOL", "SO_MEMINFO", "TCP_SAVE_SYN",
                  "TCP_SAVED_SYN",
                  # What the kernel made of what --set asked for.
                  "SO_LINGER", "TCP_USER_TIMEOUT"}
SILENT_IOCTLS = {"FIONREAD", "TIOCOUTQ", "SIOCOUTQNSD", "0x894b"}

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"(\.\.\.)?')


class Call(NamedTuple):
    name: str
    args: tuple
    result: str  # "3", "-1 EAGAIN"

    def __str__(self):
        return f"{self.name}({', '.join(map(str, self.args))}) = {self.result}"


class Data(NamedTuple):
    """Bytes that went or came, as far as they were shown."""
    bytes: bytes
    cut: bool

    def __str__(self):
        return repr(self.bytes) + "..." * self.cut


def unescape(text):
    """Bytes from \\n, \\e, \\x1b, \\u202e, \\33, and all else as UTF-8."""
    named = {"n": 10, "r": 13, "t": 9, "e": 27, "v": 11, "f": 12, "a": 7,
             "b": 8, '"': 34, "\\": 92}

    def one(match):
        word = match[1]
        if word[0] in "uU":
            return chr(int(word[1:], 16)).encode("utf-8")
        if word[0] == "x":
            return bytes([int(word[1:], 16)])
        if word[0].isdigit():
            return bytes([int(word, 8)])
        return bytes([named[word]])

    out, at = b"", 0
    for match in re.finditer(
            r"\\(x\w\w|u\w{4}|U\w{8}|[0-7]{1,3}|.)", text):
        out += text[at:match.start()].encode("utf-8") + one(match)
        at = match.end()
    return out + text[at:].encode("utf-8")


def split_args(text):
    """At the commas that stand in no quotes and no brackets."""
    args, depth, word, quoted = [], 0, "", False
    chars = iter(text)
    for c in chars:
        if quoted and c == "\\":
            c += next(chars)
        elif c == '"':
            quoted = not quoted
        elif not quoted and c in "[{(":
            depth += 1
        elif not quoted and c in "]})":
            depth -= 1
        elif not quoted and depth == 0 and c == ",":
            args.append(word.strip())
            word = ""
            continue
        word += c
    return [*args, word.strip()] if word.strip() else args


def flags(text):
    """EPOLLIN|EPOLLHUP, in an order that is always the same."""
    return "|".join(sorted(text.split("|")))


def event(text):
    """{EPOLLIN, 3}, in strace's words {events=EPOLLIN, data={u32=3, ...}}.

    Since 6.13: data=0x3."""
    match = re.fullmatch(r"\{(?:events=)?([A-Z|]+), (?:data=)?"
                         r"(?:\{u32=(\d+), u64=\d+\}|(\w+))\}", text)
    assert match, text
    return f"{{{flags(match[1])}, {int(match[2] or match[3], 0)}}}"


def events(text):
    inner = text[1:-1] if text.startswith("[") else text
    return "[" + ", ".join(map(event, split_args(inner))) + "]"


def address(text):
    """{AF_INET, 127.0.0.1:80}, from strace's sockaddr."""
    match = re.fullmatch(
        r'\{sa_family=(\w+), sin6?_port=htons\((\d+)\), '
        r'(?:sin_addr=inet_addr\("(.*?)"\)|sin6_flowinfo=htonl\(\d+\), '
        r'inet_pton\(AF_INET6, "(.*?)", &sin6_addr\), '
        r'sin6_scope_id=\d+)\}', text)
    assert match, text
    host = match[3] or f"[{match[4]}]"
    return f"{{{match[1]}, {host}:{match[2]}}}"


def argument(text):
    """An argument in the form in which both can be compared."""
    quoted = QUOTED.fullmatch(text)
    if quoted:
        return Data(unescape(quoted[1]), bool(quoted[2]))
    if "EPOLL" in text and text[0] in "[{":
        return events(text)
    if text.startswith("{sa_family="):
        return address(text)
    if re.fullmatch(r"0x[0-9a-f]{5,}", text):
        return "..."  # a pointer to what was not filled in
    text = re.sub(r"\[\d+ => (\d+)\]", r"[\1]", text)
    text = re.sub(r"\bl_(onoff|linger)=", "", text)
    return {"SOL_IP": "IPPROTO_IP", "SOL_IPV6": "IPPROTO_IPV6",
            "SOL_TCP": "IPPROTO_TCP"}.get(text, text.removesuffix("_OLD"))


def make_call(name, args, result):
    args = [argument(a) for a in split_args(args)]
    if name in ("sendto", "recvfrom") and args[4] == "NULL":
        name, args = name[:4], args[:4]
    if name == "accept" and result.startswith("-1"):
        args[1:] = ["...", "..."]  # strace shows the size that it was given
    return Call(name, tuple(args), result)


# --- what was told ---

TOLD = re.compile(r"^[*<>!] (\w+)\((.*)\) = (-?\d+(?: \w+)?|EAI_\w+)$", re.M)


def told(transcript):
    """The system calls of a transcript: -vvv, whose lines are not folded."""
    return [make_call(*m.groups()) for m in TOLD.finditer(transcript)
            if m[1] not in ("getaddrinfo", "getifaddrs")]


# --- what strace saw ---

SEEN = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)(?: (E\w+) \(.*\)| \(.*\))?$")


def lines_of(path):
    """strace's lines; a call that was interrupted in two is put together."""
    begun = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            pid, line = re.fullmatch(r"(?:(\d+)\s+)?(.*)\n", line).groups()
            resumed = re.match(r"<\.\.\. \w+ resumed>", line)
            if line.endswith(" <unfinished ...>"):
                begun[pid] = line.removesuffix(" <unfinished ...>")
            elif resumed:
                yield begun.pop(pid) + line[resumed.end():]
            else:
                yield line


def is_ours(name, args, fds):
    """Whether the seam made that descriptor, or makes one here."""
    if name == "socket":
        return args[0] in ("AF_INET", "AF_INET6") and \
            args[1].split("|")[0] == "SOCK_STREAM"
    if name in ("epoll_create1", "pipe2"):
        return True
    return bool(args) and args[0] in fds


def is_silent(name, args):
    return name in SILENT or \
        name == "getsockopt" and args[2] in SILENT_OPTIONS or \
        name == "ioctl" and args[1] in SILENT_IOCTLS or \
        name == "recvmsg" and re.search("MSG_(ERRQUEUE|PEEK)", args[2])


def seen(path):
    calls, fds = [], set()
    for line in lines_of(path):
        match = SEEN.match(line)
        if not match:
            continue
        name, text, ret, err = match.groups()
        args = split_args(text)
        if not is_ours(name, args, fds) or is_silent(name, args):
            continue
        calls.append(make_call(name, text, f"{ret} {err}" if err else ret))
        if name in ("socket", "accept", "accept4", "epoll_create1", "dup") or \
                name == "fcntl" and "F_DUPFD" in args[1]:
            fds.add(ret)
        elif name == "pipe2":
            fds.update(re.findall(r"\d+", args[0]))
        elif name == "close":
            fds.discard(args[0])
    return calls


# --- both ---

def same(told, seen):
    """Whether they say the same; data as far as both show it."""
    if told.name != seen.name or told.result != seen.result or \
            len(told.args) != len(seen.args):
        return False
    for one, other in zip(told.args, seen.args):
        if isinstance(one, Data) and isinstance(other, Data):
            n = min(len(one.bytes), len(other.bytes))
            if one.bytes[:n] != other.bytes[:n] or \
                    len(one.bytes) > n and not other.cut or \
                    len(other.bytes) > n and not one.cut:
                return False
        elif one != other:
            return False
    return True


def assert_honest(told, seen):
    """The same calls in the same order, and some."""
    assert seen, "strace saw nothing"
    for n, (one, other) in enumerate(zip(told, seen)):
        assert same(one, other), \
            f"call {n + 1}\n  told {one}\n  seen {other}\n  before: " + \
            "\n          ".join(map(str, seen[max(0, n - 5):n]))
    more = [*told[len(seen):], *seen[len(told):]]
    assert not more, f"{len(told)} told, {len(seen)} seen; then\n" + \
        "\n".join(map(str, more[:10]))


class Wide(Stream):
    """What comes out of a terminal so wide that nothing is folded."""

    def __init__(self):
        self.master, self.slave = pty.openpty()
        tty.setraw(self.slave)  # a newline stays one
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ,
                    struct.pack("HHHH", 24, 30000, 0, 0))
        super().__init__(os.fdopen(self.master, "rb", buffering=0))

    def read(self, pipe):
        try:
            super().read(pipe)
        except OSError:  # EIO: nobody holds its other end any more
            with self.changed:
                self.ended = True
                self.changed.notify_all()
            pipe.close()


class Traced:
    """The program under strace, with what it tells on a wide terminal."""

    def __init__(self, start, folder, *args, before=(), env=None, **options):
        self.path = folder / "strace"
        self.terminal = Wide()
        argv = [*before, needs("strace"), "-f", "-s", "64", "-o",
                str(self.path), "-e", "trace=%network,%desc",
                "-e", "signal=none", *command(*args)]
        # A leak cannot be looked for while somebody else traces.
        env = env or clean_env(ASAN_OPTIONS="detect_leaks=0",
                               RESOLV_MULTI="on", NO_COLOR="1")
        self.child = start(argv, env=env, stderr=self.terminal.slave,
                           **options)
        os.close(self.terminal.slave)

    def wait_told(self, pattern):
        return self.terminal.wait_for(pattern.encode())

    def wait(self):
        status = self.child.wait()
        self.terminal.thread.join(TIMEOUT)
        return status

    @property
    def text(self):
        return self.terminal.data.decode()

    def told(self):
        return told(self.text)

    def seen(self):
        return seen(self.path)

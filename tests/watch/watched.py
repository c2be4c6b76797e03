"""Programs that are watched, and the same under strace.

    for tracer in Watch(folder), Strace(folder):
        child = start(tracer.argv("python3", "server.py"))
        ...
        child.wait()
    assert_same(*(tracer.calls() for tracer in tracers))

What both saw is brought to one form: processes and sockets by the order in
which they came, ports by that in which they were named, flags sorted. Left out
is what depends on the clock: waiting (poll, select, epoll), calls that would
have had to wait, and those that a signal cut in two.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from conftest import clean_env, command, needs
from strace import Wide, split_args, unescape

PROGRAMS = Path(__file__).with_name("programs")
PYTHON = "/usr/bin/python3"


def program_of(child):
    """What a tracer runs; it has nobody else."""
    path = f"/proc/{child.pid}/task/{child.pid}/children"
    return int(Path(path).read_text("ascii").split()[0])


def compile_program(name, folder):
    subprocess.run([needs("cc"), "-o", folder / name, PROGRAMS / f"{name}.c"],
                   check=True, stderr=subprocess.DEVNULL)
    return str(folder / name)


READY = {"poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait",
         "epoll_pwait2", "epoll_create", "epoll_create1", "epoll_ctl"}
# Of any file; and what strace does not show to be about sockets.
OTHERS = {"fstat", "newfstatat", "fstat64", "statx", "lseek", "fadvise64",
          "close_range"}
AGAIN = {"EAGAIN", "EINPROGRESS", "EALREADY", "EINTR", "ERESTARTSYS",
         "ERESTARTNOINTR", "ERESTARTNOHAND", "ERESTART_RESTARTBLOCK"}

# Only sockets can do these, so that they are told also where they fail.
ALWAYS = {"socket", "socketpair", "bind", "listen", "accept", "accept4",
          "connect", "getsockname", "getpeername", "setsockopt", "getsockopt",
          "shutdown", "send", "sendto", "recv", "recvfrom", "sendmsg",
          "recvmsg", "sendmmsg", "recvmmsg"}
FILLS = {"accept", "accept4", "recvfrom", "recv", "read", "recvmsg",
         "getsockname", "getpeername", "getsockopt"}
MAKES = {"socket", "accept", "accept4", "dup", "dup2", "dup3"}


class Seen(NamedTuple):
    """A call as it was shown: arguments and result are text."""
    process: int
    name: str
    args: list
    result: str

    @property
    def error(self):
        match = re.match(r"-1 (\w+)|\? (\w+)", self.result)
        return match and (match[1] or match[2])


class Normal(NamedTuple):
    """The same, in the one form."""
    process: int
    name: str
    sockets: tuple  # that it is about, or made
    args: tuple
    result: str

    def __str__(self):
        return (f"[{self.process}] {self.name}{self.sockets}"
                f"({', '.join(self.args)}) = {self.result}")


class Normalizer:
    """Follows descriptors as both show them, one tracer's output at a time."""

    def __init__(self):
        self.processes, self.sockets, self.ports = {}, {}, {}
        self.tables = {}  # of a process: which socket a descriptor names
        self.count = 0

    def process(self, pid):
        return self.processes.setdefault(pid, len(self.processes) + 1)

    def table(self, pid):
        return self.tables.setdefault(pid, {})

    def forked(self, parent, child):
        self.tables[child] = dict(self.table(parent))

    def names(self, pid, fd):
        self.count += 1
        self.table(pid)[fd] = self.count
        return self.count

    def port(self, match):
        port = match[2]
        if port in ("0", "9"):
            return match[0]
        name = self.ports.setdefault(port, f"p{len(self.ports) + 1}")
        return f"{match[1]}:{name}"

    def argument(self, text):
        if text.startswith('"') or text.startswith("[{iov_base"):
            return "data"  # compared by the lengths, which both show
        if re.fullmatch(r"[A-Z_0-9]+(\|[A-Z_0-9]+)+", text):
            return "|".join(sorted(text.split("|")))
        if re.fullmatch(r"0x[0-9a-f]{5,}", text):
            return "..."
        text = re.sub(r"^\[(\d+) => (\d+)\]$", r"[\2]", text)
        text = re.sub(r"(127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):(\d+)", self.port,
                      text)
        return {"SOL_TCP": "IPPROTO_TCP", "SOL_IPV6": "IPPROTO_IPV6",
                "SOL_IP": "0", "IPPROTO_IP": "0"}.get(text, text)


# --- what sockdemo told ---

TOLD = re.compile(r"^[*<>!] (?:\[(\d+)\] )?(\w+)\((.*)\) = "
                  r"(-?\d+(?: \w+)?)$", re.M)
STARTED = re.compile(r"^= process (\d+) begins as a copy of process (\d+),",
                     re.M)


class Watch:
    """sockdemo watch -vvv, on a terminal so wide that nothing is folded."""

    def __init__(self, folder):
        self.terminal = Wide()
        self.slave = self.terminal.slave
        self.folder = folder

    def options(self):
        return {"stderr": self.slave, "env": clean_env(NO_COLOR="1")}

    def argv(self, *argv):
        return command("watch", "-vvv", *argv)

    def seen(self):
        os.close(self.slave)
        self.terminal.thread.join()
        text = self.terminal.data.decode("utf-8", "replace")
        (self.folder / "told").write_text(text)
        found = [(m.start(), m) for pattern in (TOLD, STARTED)
                 for m in pattern.finditer(text)]
        alone = STARTED.search(text)  # it has no number before
        first = int(alone[2]) if alone else 0
        for _, match in sorted(found, key=lambda each: each[0]):
            if match.re is STARTED:
                yield int(match[2]), int(match[1])
            else:
                yield Seen(int(match[1] or first), match[2],
                           split_args(match[3]), match[4])


# --- what strace saw ---

SEEN = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+|\?)"
                  r"(?:<[^>]*>)?(?: (E\w+) \(.*\)| \(.*\))?$")
SOCKET = r"<(?:socket:\[\d+\]|[A-Z0-9]+:[^>]*)>"


def strace_lines(path):
    """Calls that were interrupted by others are put together again."""
    begun = {}
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            pid, text = re.fullmatch(r"(\d+) +(.*)\n", line).groups()
            resumed = re.match(r"<\.\.\. \w+ resumed>", text)
            if text.endswith("<unfinished ...>"):
                begun[pid] = text.removesuffix("<unfinished ...>").rstrip()
            elif resumed:
                yield f"{pid} {begun.pop(pid)}{text[resumed.end():]}"
            else:
                yield f"{pid} {text}"


def strace_address(text):
    """As ours: {AF_INET, 127.0.0.1:80}."""
    text = re.sub(
        r'\{sa_family=AF_INET, sin_port=htons\((\d+)\), '
        r'sin_addr=inet_addr\("([^"]*)"\)\}', r"{AF_INET, \2:\1}", text)
    text = re.sub(
        r'\{sa_family=AF_INET6, sin6_port=htons\((\d+)\), sin6_flowinfo='
        r'htonl\(\d+\), inet_pton\(AF_INET6, "([^"]*)", &sin6_addr\), '
        r'sin6_scope_id=\d+\}', r"{AF_INET6, [\2]:\1}", text)
    text = re.sub(r'\{sa_family=AF_UNIX, sun_path=@"([^"]*)"\}',
                  r"{AF_UNIX, @\1}", text)
    text = re.sub(r'\{sa_family=AF_UNIX, sun_path="([^"]*)"\}',
                  r"{AF_UNIX, \1}", text)
    return re.sub(r'\{sa_family=AF_UNIX\}', r"{AF_UNIX, (unnamed)}", text)


class Strace:
    """The same program under strace, which names each descriptor's file."""

    def __init__(self, folder):
        self.path = folder / "strace"

    def options(self):
        return {"env": clean_env()}

    def argv(self, *argv):
        return [needs("strace"), "-f", "-y", "-s", "64", "-o", str(self.path),
                "-e", "trace=%network,%desc,%process", "-e", "signal=none",
                *argv]

    def seen(self):
        threads = {}  # of which process they are
        for line in strace_lines(self.path):
            match = SEEN.match(line)
            if not match:
                continue
            pid, name, text, ret, err = match.groups()
            pid = threads.get(int(pid), int(pid))
            if name in ("clone", "clone3", "fork", "vfork"):
                if ret.startswith("-") or ret == "?":
                    continue
                if "CLONE_THREAD" in text:
                    threads[int(ret)] = pid
                else:
                    yield pid, int(ret)
                continue
            about = re.search(SOCKET, text) or \
                re.search(rf"= -?\d+{SOCKET}", line)
            if name not in ALWAYS and not about:
                continue
            args = [strace_address(re.sub(r"(?<=\d)<[^>]*>", "", a))
                    for a in split_args(text)]
            if ret.startswith("0x"):
                ret = str(int(ret, 16))
            result = f"{ret} {err}" if err else ret
            yield Seen(pid, name, args, result)


# --- both ---

def descriptors(call):
    """Which of its arguments are descriptors; and those that it made."""
    made = []
    if call.name in MAKES and not call.error:
        made = [call.result]
    if call.name == "fcntl" and "F_DUPFD" in call.args[1] and not call.error:
        made = [call.result]
    if call.name == "socketpair" and not call.error:
        made = re.findall(r"\d+", call.args[3])
    if call.name in ("socket", "socketpair", "close_range"):
        return [], made
    if call.name == "sendfile":
        return [call.args[0]], made
    if call.name == "splice":
        return [call.args[0], call.args[2]], made
    return [call.args[0]], made


def spliced(args):
    """strace's msghdr, and ours: only that there is one."""
    return ["data" if a.startswith("{msg_name") or a.startswith("[{msg_hdr")
            or a.startswith("[{iov_base") else a for a in args]


def normal(events):
    """The calls in the one form, in their order."""
    n, calls = Normalizer(), []
    for event in events:
        if not isinstance(event, Seen):
            n.forked(*event)
            continue
        call = event
        if call.name in READY | OTHERS or call.error in AGAIN:
            continue
        args = spliced(call.args)
        if call.name in ("sendto", "recvfrom") and args[4] == "NULL":
            call = call._replace(name=call.name[:4])
            args = args[:4]
        table = n.table(call.process)
        about, made = descriptors(call)
        if call.name in ("dup", "dup2", "dup3", "fcntl") and made:
            if about[0] in table:
                table[made[0]] = table[about[0]]
            sockets = (table.get(about[0]),)
        else:
            sockets = tuple(table.get(fd) for fd in about if fd in table) + \
                tuple(n.names(call.process, fd) for fd in made)
        if call.name == "close":
            table.pop(about[0], None)
        filled = call.error and call.name in FILLS
        args = tuple("..." if filled and i else n.argument(a)
                     for i, a in enumerate(args))
        calls.append(Normal(n.process(call.process), call.name, sockets, args,
                            call.result))
    return calls


def by_socket(calls):
    """Per process and socket: their order among each other is nobody's, nor
    are the numbers of descriptors that threads take."""
    groups = {}
    for call in calls:
        args = ("fd", *call.args[1:]) if call.args and call.sockets \
            else call.args
        call = call._replace(
            args=args, result="fd" if call.name in MAKES else call.result)
        groups.setdefault((call.process, call.sockets[:1]), []).append(call)
    return groups


def differences(told, seen):
    for i in range(max(len(told), len(seen))):
        one = told[i] if i < len(told) else None
        other = seen[i] if i < len(seen) else None
        if one != other:
            before = "".join(f"\n       {c}" for c in seen[max(0, i - 4):i])
            return f"call {i + 1}\n  told {one}\n  seen {other}\n  before:" \
                + before
    return None


def assert_same(told, seen, exactly=True):
    told, seen = normal(told), normal(seen)
    assert seen, "strace saw nothing"
    if exactly:
        wrong = differences(told, seen)
        assert not wrong, wrong
        return len(seen)
    told, seen = by_socket(told), by_socket(seen)
    for key in sorted(told.keys() | seen.keys(), key=str):
        wrong = differences(told.get(key, []), seen.get(key, []))
        assert not wrong, f"{key}: {wrong}"
    return sum(map(len, seen.values()))


def quoted(text):
    """The bytes of a quoted argument."""
    return unescape(text[1:-1])

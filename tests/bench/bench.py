#!/usr/bin/python3
"""How fast sockdemo is, against the others; make bench comes here.

    bench.py [--quick] [--pairs N] [--only WORD] [PROGRAM]

Everything runs on this machine's loopback, in turns: sockdemo, then each of
the others, and again in the opposite order. A ratio is taken of two runs of
the same turn, so a machine that is now fast and now slow does not spoil it;
the table has the median of the ratios, and between which values the median
lies with 95 % confidence. The CPU seconds are the kernel's own count for the
program alone: not of what feeds it, nor of what takes its output.

What is printed is Markdown. --quick says nothing about speed: it is for seeing
that every row still runs.
"""

import argparse
import contextlib
import fcntl
import os
import platform
import re
import resource
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from math import comb
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
PATIENCE = 60  # seconds that one run may take
MB = 1 << 20
# With less at a time, it is our own sending that is measured.
PIECE = bytes(MB)


# --- who takes part ---

def netcat():
    """netcat-openbsd, which may have the name nc to itself."""
    for name in "nc.openbsd", "nc":
        path = shutil.which(name)
        if path and b"OpenBSD" in subprocess.run(
                [path, "-h"], stderr=subprocess.STDOUT, timeout=PATIENCE,
                stdout=subprocess.PIPE).stdout:
            return path
    return None


class Tool:
    """A program that connects and, most of them, serves in some ways."""

    def __init__(self, name, argv, connect, holds=False, **serve):
        self.name, self.argv = name, argv
        self.connect_words, self.serve_words = connect, serve
        self.holds = holds  # it ends with its input, so that is held open

    def words(self, words, port):
        return [*self.argv, *(w.format(host=HOST, port=port) for w in words)]

    def connect(self, port):
        return self.words(self.connect_words, port)

    def serve(self, how, port):
        return self.words(self.serve_words[how], port)


def tools(program):
    """sockdemo, and the others that are here; and who is not."""
    at = ["{host}", "{port}"]
    served = "TCP-LISTEN:{port},bind={host},reuseaddr"
    socat = {"connect": ["-t", "60", "-", "TCP:{host}:{port}"],
             "one": ["-t", "60", served, "-"]}
    every = [
        Tool("netcat-openbsd", [netcat()], ["-N", *at],
             one=["-N", "-l", *at], udp=["-u", "-l", *at]),
        Tool("ncat", [shutil.which("ncat")], at, one=["-l", *at],
             udp=["-u", "-l", *at], echo=["-l", "-k", "-e", "/bin/cat", *at],
             many=["-l", "-k", "-m", "20000", *at]),
        Tool("socat", [shutil.which("socat")], **socat,
             udp=["-u", "UDP4-RECV:{port},bind={host}", "-"],
             echo=[served + ",fork,backlog=128", "PIPE"]),
        Tool("socat, 1 MiB", [shutil.which("socat"), "-b", str(MB)], **socat),
        # Its listener would be open to other machines.
        Tool("busybox", [shutil.which("busybox"), "nc"], ["{host}", "{port}"],
             holds=True),
    ]
    ours = Tool("sockdemo", [program], ["connect", *at],
                one=["listen", *at], udp=["listen", "-u", *at],
                echo=["listen", "-k", "--echo", *at],
                many=["listen", "-k", *at])
    return (ours, [t for t in every if t.argv[0]],
            [t.name for t in every if not t.argv[0]])


# --- one run ---

class Late(Exception):
    pass


class Run:
    """What one run starts and opens; killed and closed after it."""

    def __init__(self, patience=PATIENCE):
        self.children, self.stack = [], contextlib.ExitStack()
        self.patience = patience

    def __enter__(self):
        def late(*_):
            raise Late(f"not over after {self.patience} s")
        signal.signal(signal.SIGALRM, late)
        signal.setitimer(signal.ITIMER_REAL, self.patience)
        return self

    def __exit__(self, *_):
        signal.setitimer(signal.ITIMER_REAL, 0)
        for child in self.children:
            if child.returncode is None:
                child.kill()
                child.wait()
            for pipe in child.stdin, child.stdout:
                if pipe:
                    pipe.close()
        self.stack.close()

    def start(self, argv, **options):
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL,
                   "stderr": subprocess.DEVNULL, "bufsize": 0, **options}
        self.children.append(subprocess.Popen(argv, **options))
        return self.children[-1]

    def cpu(self, *children):
        """Waits until they end; the seconds of CPU that they have used."""
        total = 0
        for child in children:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode:
                raise RuntimeError(f"{child.args}: exit {child.returncode}")
            total += usage.ru_utime + usage.ru_stime
        return total

    def cpu_of_server(self, child):
        """What it has used so far; it would never end by itself."""
        child.kill()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return usage.ru_utime + usage.ru_stime

    def server(self):
        sock = self.stack.enter_context(socket.socket())
        sock.bind((HOST, 0))
        sock.listen()
        return sock

    def connected(self, tool, **options):
        """A tool that has connected to us, and our end."""
        server = self.server()
        if tool.holds and "stdin" not in options:
            options["stdin"] = subprocess.PIPE
        child = self.start(tool.connect(server.getsockname()[1]), **options)
        peer = self.stack.enter_context(server.accept()[0])
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return child, peer

    def serving(self, tool, how, **options):
        """A tool that listens, or receives, and where."""
        kind = socket.SOCK_DGRAM if how == "udp" else socket.SOCK_STREAM
        with socket.socket(type=kind) as sock:
            sock.bind((HOST, 0))
            port = sock.getsockname()[1]
        child = self.start(tool.serve(how, port), **options)
        while queue_at(port, kind) is None:
            if child.poll() is not None:
                raise RuntimeError(f"{child.args}: exit {child.returncode}")
            time.sleep(0.001)
        return child, port


def queue_at(port, kind):
    """How many bytes wait there to be read; None: there is no such server."""
    table = "udp" if kind == socket.SOCK_DGRAM else "tcp"
    state = "07|01" if kind == socket.SOCK_DGRAM else "0A"
    row = re.search(
        f"^ *\\d+: 0100007F:{port:04X} \\S+ (?:{state}) \\S+?:(\\S+)",
        Path(f"/proc/net/{table}").read_text(), re.M)
    return int(row[1], 16) if row else None


def pour(sock, size):
    for _ in range(size // len(PIECE)):
        sock.sendall(PIECE)


def drain(sock):
    """Receives everything; MSG_TRUNC has TCP throw it away uncopied."""
    total, buf = 0, bytearray(MB)
    while n := sock.recv_into(buf, MB, socket.MSG_TRUNC):
        total += n
    return total


def check(passed, size):
    if passed != size:
        raise RuntimeError(f"{passed} of {size} bytes arrived")


class Clock:
    def __init__(self):
        self.began = time.monotonic()

    def seconds(self):
        return time.monotonic() - self.began


# --- the rows: each returns the seconds that it took, and those of CPU; what
# follows is for its words alone ---

def from_file(bench, tool, size):
    with Run() as run, open(bench.file(size), "rb") as file:
        child, peer = run.connected(tool, stdin=file)
        clock = Clock()
        check(drain(peer), size)
        peer.close()
        cpu = run.cpu(child)
        return clock.seconds(), cpu


def to_null(_, tool, size):
    with Run() as run:
        child, peer = run.connected(tool)
        clock = Clock()
        pour(peer, size)
        peer.close()
        cpu = run.cpu(child)
        return clock.seconds(), cpu


def pipe_to_pipe(_, tool, size):
    with Run() as run:
        server, port = run.serving(tool, "one", stdout=subprocess.PIPE)
        reader = run.start(["cat"], stdin=server.stdout)
        server.stdout.close()
        clock = Clock()
        writer = run.start(["dd", "if=/dev/zero", "bs=1M",
                            f"count={size // MB}"], stdout=subprocess.PIPE)
        client = run.start(tool.connect(port), stdin=writer.stdout)
        writer.stdout.close()
        cpu = run.cpu(client, server)
        run.cpu(reader, writer)
        return clock.seconds(), cpu


def file_to_null(bench, tool, size):
    """Both ends are the same program, so it is the whole of what it costs."""
    with Run() as run, open(bench.file(size), "rb") as file:
        server, port = run.serving(tool, "one")
        clock = Clock()
        client = run.start(tool.connect(port), stdin=file)
        cpu = run.cpu(client, server)
        return clock.seconds(), cpu


def file_to_null_busy(bench, tool, size):
    """The same, while others want all the processors as well."""
    with contextlib.ExitStack() as stack:
        for _ in os.sched_getaffinity(0):
            busy = subprocess.Popen(["sh", "-c", "while :; do :; done"])
            stack.callback(busy.wait)
            stack.callback(busy.kill)
        return file_to_null(bench, tool, size)


def both_ways(bench, tool, size):
    with Run() as run, open(bench.file(size), "rb") as file:
        child, peer = run.connected(tool, stdin=file)
        clock = Clock()
        sender = threading.Thread(target=pour, args=(peer, size), daemon=True)
        sender.start()
        check(drain(peer), size)
        sender.join()
        peer.close()
        cpu = run.cpu(child)
        return clock.seconds(), cpu


def round_trips(_, tool, count):
    """A byte goes to its input, and comes back to its output."""
    with Run() as run:
        child, peer = run.connected(tool, stdin=subprocess.PIPE,
                                    stdout=subprocess.PIPE)
        stdin, stdout = child.stdin.fileno(), child.stdout.fileno()
        clock = Clock()
        for _ in range(count):
            os.write(stdin, b"x")
            peer.send(peer.recv(1))
            os.read(stdout, 1)
        seconds = clock.seconds()
        child.stdin.close()
        peer.close()
        return seconds, run.cpu(child)


def start_up(_, tool, count):
    """To a connection that is refused, and out again."""
    with Run() as run, socket.socket() as sock:
        sock.bind((HOST, 0))  # nobody listens there, and nobody else will
        argv = tool.connect(sock.getsockname()[1])
        clock, cpu = Clock(), 0
        for _ in range(count):
            child = run.start(argv)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            cpu += usage.ru_utime + usage.ru_stime
        return clock.seconds(), cpu


ECHO = """
import socket, sys, time
a, b = socket.socketpair()
began = time.monotonic()
for _ in range(int(sys.argv[1])):
    a.send(b"x"), b.recv(10), b.send(b"y"), a.recv(10)
print(time.monotonic() - began)
"""


def watched(_, tool, count):
    """Bytes there and back in a program that is watched; it has the clock."""
    with Run() as run:
        child = run.start([*tool.argv, sys.executable, "-c", ECHO, str(count)],
                          stdout=subprocess.PIPE)
        seconds = float(child.stdout.read())
        return seconds, run.cpu(child)


def messages(_, tool, count):
    """A message comes, and is shown; its cost with what tells of it."""
    with Run() as run, tempfile.TemporaryFile() as told:
        child, peer = run.connected(tool, stdout=subprocess.PIPE, stderr=told)
        stdout = child.stdout.fileno()
        clock = Clock()
        for n in range(count):
            peer.send(b"message %5d\n" % n)
            os.read(stdout, 100)
        seconds = clock.seconds()
        peer.close()
        return seconds, run.cpu(child)


def datagrams(bench, tool, count):
    """As fast as one sender sends them: of each that came, and the share that
    did not, since nobody waited."""
    with Run() as run, tempfile.TemporaryFile(dir=bench.folder) as out:
        child, port = run.serving(tool, "udp", stdin=subprocess.PIPE,
                                  stdout=out)
        sock = run.stack.enter_context(
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        sock.connect((HOST, port))
        message = bytes(1000)
        sock.send(message)  # some connect to whoever sends first
        while not os.fstat(out.fileno()).st_size:
            time.sleep(0.001)
        clock = Clock()
        for _ in range(count):
            sock.send(message)
        while queue_at(port, socket.SOCK_DGRAM):
            time.sleep(0.001)
        seconds = clock.seconds()
        time.sleep(0.01)  # the last one is on its way to the file
        came = os.fstat(out.fileno()).st_size // len(message) - 1
        return (seconds / came, run.cpu_of_server(child) / came,
                1 - came / count)


def connections(_, tool, count):
    """Each sends a byte, has it back, and ends."""
    with Run() as run:
        child, port = run.serving(tool, "echo")
        clock = Clock()
        for _ in range(count):
            with socket.create_connection((HOST, port)) as sock:
                sock.send(b"x")
                sock.recv(1)
                sock.shutdown(socket.SHUT_WR)
                sock.recv(1)
        return clock.seconds(), run.cpu_of_server(child)


class Crowd:
    """A server, and so many clients of it, which are here."""

    def __init__(self, run, tool, size):
        self.tool, self.size, self.costs = tool, size, []
        self.child, port = run.serving(
            tool, "many", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.peers = []
        self.join(run, port)  # what the first one needs is not for each
        before = self.resident()
        for _ in range(size - 1):
            self.join(run, port)
        self.memory = (self.resident() - before) / max(size - 1, 1)

    def join(self, run, port):
        sock = run.stack.enter_context(
            socket.create_connection((HOST, port)))
        self.peers.append(sock)
        self.event(sock)  # it has been accepted

    def event(self, sock):
        sock.send(b"x")
        os.read(self.child.stdout.fileno(), 1)

    def resident(self):
        status = Path(f"/proc/{self.child.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def on_cpu(self):
        """Nanoseconds; the kernel counts them when it sleeps."""
        return int(Path(f"/proc/{self.child.pid}/schedstat")
                   .read_text().split()[0])

    def measure(self, count):
        before = self.on_cpu()
        for i in range(count):
            self.event(self.peers[i * 7919 % self.size])  # any order
        self.costs.append((self.on_cpu() - before) / count / 1e3)


# --- what is counted once ---

def instructions(tool):
    """Of a refused connection, by callgrind."""
    with Run() as run, socket.socket() as sock, \
            tempfile.TemporaryDirectory() as folder:
        sock.bind((HOST, 0))
        child = run.start(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=out",
             *tool.connect(sock.getsockname()[1])],
            cwd=folder, stderr=subprocess.PIPE)
        with child.stderr as err:
            return int(re.search(rb"Collected : (\d+)", err.read())[1])


def peak_memory(tool, size):
    """The most that was resident, in KiB, of a program that has received."""
    with Run() as run:
        child, peer = run.connected(tool)
        pour(peer, size)
        queued = 1
        while queued:  # SIOCOUTQ: until the other end's kernel has it...
            queued, = struct.unpack("i", fcntl.ioctl(
                peer, termios.TIOCOUTQ, bytes(4)))
            time.sleep(0.01)
        status = Path(f"/proc/{child.pid}/status").read_text()
        peer.close()
        run.cpu(child)
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1])


# --- the table ---

def middle(values):
    """The median, and its 95 % interval: between which of the sorted values it
    lies follows from tossing a coin as often as there are values."""
    values, n = sorted(values), len(values)
    k, tail = 0, 1
    while tail / 2 ** n <= 0.025:
        k += 1
        tail += comb(n, k)
    k = max(k - 1, 0)
    return statistics.median(values), values[k], values[n - 1 - k]


def spread(values):
    return "{:.2f} ({:.2f} to {:.2f})".format(*middle(values))


class Bench:
    def __init__(self, options, folder):
        self.quick, self.folder = options.quick, folder
        self.pairs = options.pairs or (2 if options.quick else 15)
        self.only = options.only
        self.ours, self.others, self.missing = tools(options.program)

    def file(self, size):
        path = Path(self.folder) / f"{size}"
        if not path.exists():
            path.write_bytes(bytes(size))
        return path

    def measure(self, run, work, ours, others):
        """[(seconds, CPU seconds), ...] of each, by name."""
        taken = {tool.name: [] for tool in (ours, *others)}
        for turn in range(self.pairs):
            order = [ours, *others]
            for tool in order if turn % 2 else order[::-1]:
                taken[tool.name].append(run(self, tool, work))
        return taken

    def row(self, title, run, work, form, others=None, ours=None):
        """form: of a tool's median seconds, CPU seconds and the like, in
        words."""
        if self.only not in title:
            return
        ours = ours or self.ours
        others = self.others if others is None else others
        say(title)
        taken = self.measure(run, work, ours, others)
        mine = taken.pop(ours.name)
        for name, theirs in taken.items():
            speed = [t[0] / m[0] for m, t in zip(mine, theirs)]
            cpu = [m[1] / max(t[1], 1e-6) for m, t in zip(mine, theirs)]
            print("|", " | ".join([
                title, name, spread(speed), spread(cpu),
                *(form(*map(statistics.median, zip(*runs)))
                  for runs in (mine, theirs))]), "|", flush=True)

    def that(self, how):
        return [t for t in self.others if how in t.serve_words]

    def rates(self):
        size = (1 if self.quick else 512) * MB

        def bytes_(seconds, cpu, size=size):
            return f"{size / 1e9 / seconds:.2f} GB/s, " \
                f"{cpu / (size / 1e9):.2f} s/GB"

        self.row("file → socket", from_file, size, bytes_)
        self.row("socket → /dev/null", to_null, size, bytes_)
        self.row("pipe → socket → pipe", pipe_to_pipe, size, bytes_,
                 self.that("one"))
        self.row("file → socket → /dev/null", file_to_null, size, bytes_,
                 self.that("one"))
        self.row("file → socket → /dev/null, processors busy",
                 file_to_null_busy, size, bytes_, self.that("one"))
        self.row("both directions at once", both_ways, size,
                 lambda s, c: bytes_(s, c, 2 * size))
        sent = 50 if self.quick else 50000
        self.row("datagrams (UDP)", datagrams, sent, lambda s, c, lost:
                 f"{1 / s:.0f}/s, {c * 1e6:.1f} µs, {lost * 100:.1f} % lost",
                 self.that("udp"))
        count = 50 if self.quick else 5000
        self.row("round trips of a byte", round_trips, count,
                 lambda s, c: f"{count / s:.0f}/s, {c / count * 1e6:.1f} µs")
        clients = 10 if self.quick else 50
        self.row("connections", connections, clients, lambda s, c:
                 f"{clients / s:.0f}/s, {c / clients * 1e6:.1f} µs",
                 self.that("echo"))
        starts = 2 if self.quick else 20
        self.row("start-up", start_up, starts, lambda s, c:
                 f"{s / starts * 1e3:.2f} ms, {c / starts * 1e3:.2f} ms")

    def watching(self):
        """sockdemo watch, against strace with the same calls traced."""
        if not shutil.which("strace"):
            return
        ours = Tool("sockdemo watch", [*self.ours.argv, "watch", "--to",
                                       "/dev/null"], [])
        traced = Tool("strace --seccomp-bpf", [
            "strace", "--seccomp-bpf", "-f", "-o", "/dev/null", "-e",
            "trace=%network,%desc,/clone,/fork,exit_group,restart_syscall,"
            "rt_sigreturn,unshare"], [])
        count = 50 if self.quick else 5000
        self.row("round trips, watched", watched, count, lambda s, c:
                 f"{count / s:.0f}/s, {c / count * 1e6:.1f} µs",
                 [traced], ours)

    def telling(self):
        """sockdemo -v, against strace of netcat."""
        nc = next((t for t in self.others if t.name == "netcat-openbsd"), None)
        if nc is None or not shutil.which("strace"):
            return
        traced = Tool("strace of netcat-openbsd", [
            "strace", "-f", "-e", "trace=network,read,write", *nc.argv],
            nc.connect_words)
        ours = Tool("sockdemo -v", [*self.ours.argv],
                    ["connect", "-v", "{host}", "{port}"])
        count = 50 if self.quick else 10000
        self.row("messages told", messages, count, lambda s, c:
                 f"{count / s:.0f}/s, {c / count * 1e6:.1f} µs",
                 [traced], ours)

    def crowds(self):
        """An event at one of so many clients, in turns. ncat counts
        descriptors up to 1024, and would not survive the last one."""
        if self.only not in "events of many clients":
            return
        sizes = [1, 20] if self.quick else [1, 100, 1000, 10000]
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        with Run(5 * PATIENCE) as run:
            crowds = []
            for tool in (self.ours, *self.that("many")):
                for size in sizes:
                    # All the other ends are ours, at the same time.
                    if size < 1000 or hard > size + 3000 and (
                            tool is self.ours or size == 1000):
                        say(f"{size} clients of {tool.name}")
                        crowds.append(Crowd(run, tool, size))
            for turn in range(self.pairs):
                for crowd in crowds if turn % 2 else crowds[::-1]:
                    crowd.measure(50 if self.quick else 2000)
        print("\n| clients | of | CPU for an event | ÷ sockdemo's with one | "
              "memory of each |\n|--:|---|--:|---|--:|")
        for crowd in crowds:
            ratio = [mine / one
                     for mine, one in zip(crowd.costs, crowds[0].costs)]
            print(f"| {crowd.size} | {crowd.tool.name} | "
                  f"{statistics.median(crowd.costs):.1f} µs | "
                  f"{spread(ratio)} | {crowd.memory:.1f} KiB |", flush=True)

    def once(self):
        if self.only not in "start-up, peak memory":
            return
        size = (1 if self.quick else 64) * MB
        print("\n| program | instructions of a start | peak memory |")
        print("|---|--:|--:|")
        for tool in (self.ours, *self.others):
            say(f"memory and instructions of {tool.name}")
            count = "" if self.quick or not shutil.which("valgrind") \
                else f"{instructions(tool):,}".replace(",", " ")
            print(f"| {tool.name} | {count} | "
                  f"{peak_memory(tool, size)} KiB |", flush=True)

    def machine(self):
        model = re.search(r"model name\s*: (.*)",
                          Path("/proc/cpuinfo").read_text())
        print(f"{time.strftime('%Y-%m-%d')}, Linux "
              f"{platform.release().split('-')[0]}, "
              f"{len(os.sched_getaffinity(0))} cores"
              f"{' (' + model[1] + ')' if model else ''}; "
              f"{self.pairs} pairs a row.")
        if self.missing:
            print(f"Missing here: {', '.join(self.missing)}.")

    def run(self):
        clock = Clock()
        self.machine()
        print("\n| what | against | speed: ours ÷ theirs | "
              "CPU: ours ÷ theirs | ours | theirs |")
        print("|---|---|---|---|---|---|")
        self.rates()
        self.telling()
        self.watching()
        self.crowds()
        self.once()
        say(f"{clock.seconds():.0f} s")


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true",
                        help="does every row run? in seconds")
    parser.add_argument("--pairs", type=int, help="how many a row (15)")
    parser.add_argument("--only", default="", help="rows that hold this word")
    parser.add_argument("program", nargs="?",
                        default=str(TOP / "build/sockdemo"))
    options = parser.parse_args()
    # Some are run in a folder of their own.
    options.program = str(Path(options.program).resolve())
    # The file that is sent is read from memory, where there is such a folder.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        Bench(options, folder).run()


if __name__ == "__main__":
    main()

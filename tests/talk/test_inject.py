"""Each call of a run fails in turn, with each error that its page lists.

tests/inject.c is sockdemo on a carrier that fails calls as INJECT says. A run
without a plan shows which calls there are; then call after call is failed with
each errno of its row, and with EINTR. Whatever happens, the program ends, says
what failed or goes on rightly, and leaves no descriptor open.

To see one again, by hand:  INJECT=recv/2:104 build/tests/inject listen -v 1234
"""

import contextlib
import errno
import itertools
import os
import re
import socket
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conftest import PROGRAM, TIMEOUT, WRAPPER, Child, Peer, clean_env, \
    eventually, sockets_in
from names import with_name

INJECT = PROGRAM.parent / "tests/inject"

pytestmark = pytest.mark.skipif(
    bool(WRAPPER), reason="some hundred runs: not with a wrapper")

# What each end says. Both finish: half-closes both ways.
OURS = "Olá!\num, dois\n".encode()
THEIRS = "Olá também!\n".encode()

# getaddrinfo() has errors of its own, which are negative.
EAI = {-1: "EAI_BADFLAGS", -2: "EAI_NONAME", -3: "EAI_AGAIN", -4: "EAI_FAIL",
       -5: "EAI_NODATA", -6: "EAI_FAMILY", -7: "EAI_SOCKTYPE",
       -8: "EAI_SERVICE", -9: "EAI_ADDRFAMILY", -10: "EAI_MEMORY",
       -11: "EAI_SYSTEM"}

NETWORK = {errno.ECONNABORTED, errno.EHOSTDOWN, errno.EHOSTUNREACH,
           errno.ENETDOWN, errno.ENETUNREACH, errno.ENONET,
           errno.ENOPROTOOPT, errno.EPROTO}
WAITS = {errno.EAGAIN, errno.EINTR}

# With these the conversation goes on as if nothing had been; None: with all.
HARMLESS = {
    "accept": NETWORK | WAITS,
    "connect": {errno.EINTR, errno.EALREADY, errno.EINPROGRESS},
    "send": WAITS | {errno.EALREADY},
    "recv": WAITS,
    "epoll_wait": {errno.EINTR},
    "close": None,
    "getsockname": None,
    "getpeername": None,
    "getifaddrs": None,
    # Probes: what they do not show is not shown, and that is all.
    "getsockopt": None,
    "ioctl": None,
    "recvmsg": None,
}

# With these it does too, once they have been told: they may be over by then.
TOLD_AND_OVER = {
    "accept": {errno.EPERM, errno.EOPNOTSUPP, errno.ENFILE, errno.ENOBUFS,
               errno.ENOMEM, errno.ETIMEDOUT},
}

# Those that have a way round, so that either outcome is right.
EITHER = {"fcntl", "epoll_ctl", "getaddrinfo"}


def symbol(name, err):
    if err == errno.EOPNOTSUPP:
        return "EOPNOTSUPP"  # which ENOTSUP is, too
    return EAI[err] if name == "getaddrinfo" else errno.errorcode[err]


class Run:
    """One run with a plan, and the peer that it talks to."""

    numbers = itertools.count()

    def __init__(self, folder, before, words, plan, host="127.0.0.1"):
        self.words, self.plan, self.host = words, plan, host
        n = next(Run.numbers)
        self.log = Path(folder) / f"log{n}"
        self.report = Path(folder) / f"report{n}"
        self.heard = None  # what the peer received, once it got the end
        env = clean_env(INJECT=plan, INJECT_LOG=str(self.log),
                        INJECT_REPORT=str(self.report), RESOLV_MULTI="on")
        if words[0] == "listen":
            self.listen(before, env)
        else:
            self.connect(before, env)

    def start(self, before, env, port):
        words = [w.format(host=self.host, port=port) for w in self.words]
        stdin, write = os.pipe()
        os.write(write, OURS)
        os.close(write)
        self.child = Child([*before, str(INJECT), *words], env=env,
                           stdin=stdin)
        os.close(stdin)

    def finish(self):
        try:
            self.status = self.child.wait()
        except Exception:  # it hangs: a Popen.wait() that timed out
            self.status = "none, it hangs"
        self.child.kill()

    def talk(self, sock):
        """The peer's part; what fails there is seen in .heard."""
        try:
            peer = Peer(sock)
            peer.send(THEIRS)
            peer.finish()
            self.heard = peer.recv_all()
        except OSError:
            pass
        sock.close()

    def listen(self, before, env):
        self.start(before, env, 0)
        try:
            self.child.wait_err("^listening ")
            port = eventually(lambda: self.port() or
                              not self.child.running() and "none")
            with socket.create_connection((self.host, port), TIMEOUT) as s:
                self.talk(s)
        except (AssertionError, OSError):
            pass  # it ended before
        self.finish()

    def port(self):
        """From /proc: getsockname(), who knows it, may have been made to fail.

        A row of that table: its number, address:port, peer, state (0A: it
        listens), seven more fields with the socket's inode as the last.
        """
        own = sockets_in(self.child.pid)
        for row in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            field = row.split()
            if field[3] == "0A" and field[9] in own:
                return int(field[1].split(":")[1], 16)
        return 0

    def connect(self, before, env):
        with socket.socket() as listener:
            listener.bind((self.host, 0))
            listener.listen()
            listener.settimeout(TIMEOUT)
            thread = threading.Thread(target=self.serve, args=(listener,))
            thread.start()
            self.start(before, env, listener.getsockname()[1])
            self.finish()
            listener.shutdown(socket.SHUT_RD)  # nobody else will come
            thread.join(TIMEOUT)

    def serve(self, listener):
        try:
            self.talk(listener.accept()[0])
        except OSError:
            pass

    # What came of it.

    def calls(self):
        """[(name, errors)], in order."""
        lines = self.log.read_text().splitlines()
        return [(w[1], [int(e) for e in w[2:]])
                for w in (line.split() for line in lines)]

    def left_open(self):
        """The report that it returned, with nothing open, is one line."""
        report = self.report.read_text() if self.report.exists() else "none"
        return "" if re.fullmatch(r"returned \d\n", report) else report

    def went_well(self):
        return (self.status == 0 and self.child.out == THEIRS and
                self.heard == OURS and "sockdemo: " not in self.child.err)

    def told(self, name, err, status=1):
        """Exit 1, and a line that names the call and the error."""
        return self.status == status and re.search(
            rf"^sockdemo: {name}\b.*: {symbol(name, err)}: ",
            self.child.err, re.M)

    def unarmed(self, name, err):
        """What -vvv would have looked through is told, and that is all."""
        return name == "setsockopt" and self.went_well() and re.search(
            r"^! setsockopt\(\d+, \w+, "
            rf"(TCP_SAVE_SYN|IP_RECVERR|SO_TIMESTAMPING), .* = -1 {symbol(name, err)}$",
            self.child.err, re.M)

    def told_and_went_well(self, name, err):
        return (self.told(name, err, status=0) and
                self.child.err.count("sockdemo: ") == 1 and
                self.child.out == THEIRS and self.heard == OURS)

    def refused(self, err):
        """The words typed were wrong: nobody of that name, no such service."""
        return self.status == 2 and self.child.err.count("\n") == 1 and \
            symbol("getaddrinfo", err) in (
                "EAI_NONAME", "EAI_SERVICE", "EAI_FAMILY", "EAI_ADDRFAMILY",
                "EAI_NODATA")

    def __str__(self):
        return (f"INJECT='{self.plan}' {' '.join(self.words)}: exit "
                f"{self.status}, report {self.left_open()!r}, out "
                f"{self.child.out!r}, peer {self.heard!r}\n{self.child.err}")


def is_right(run, name, err, probe, tolerant):
    """Whether a run ended as it must when that call failed so."""
    if "Sanitizer" in run.child.err or run.left_open():
        return False
    harmless = None if probe else HARMLESS.get(name, set())
    if harmless is None or err in harmless:
        return run.went_well()
    if err in TOLD_AND_OVER.get(name, set()):
        return run.told_and_went_well(name, err)
    if tolerant or name in EITHER or err == errno.EINTR:
        return run.went_well() or run.told(name, err) or \
            name == "getaddrinfo" and run.refused(err)
    return bool(run.told(name, err) or run.unarmed(name, err))


def plans(calls):
    """("recv/2", "recv", errno), for each call and each of its errors."""
    count = {}
    for word, errors in calls:
        name = word.lstrip("~")
        count[name] = count.get(name, 0) + 1
        extra = [] if name == "getaddrinfo" else [errno.EINTR]
        for err in sorted({*errors, *extra}):
            yield f"{name}/{count[name]}", name, err


# How each run begins; {host} and {port} are the peer's, or our own.
RUNS = {
    "listen": ["listen", "-v", "{host}", "0"],
    "listen -vvv": ["listen", "-vvv", "{host}", "0"],
    "connect": ["connect", "{host}", "{port}"],
    "connect -vvv -s -p": ["connect", "-vvv", "-p", "0", "-s", "127.0.0.1",
                           "{host}:{port}"],
}


def sweep(words, before=(), host="127.0.0.1", tolerant=False):
    """Runs it with every plan that there is; what went wrong must be nothing.

    tolerant: what failed may also have been got round.
    """
    with tempfile.TemporaryDirectory() as folder, \
            ThreadPoolExecutor(4 + (os.cpu_count() or 1)) as pool:
        first = Run(folder, before, words, "", host)
        assert first.went_well() and not first.left_open(), str(first)

        def attempt(plan):
            key, name, err = plan
            run = Run(folder, before, words, f"{key}:{err}", host)
            # Where it did not come to that call, nothing was to go wrong.
            # How often the kernel is asked differs from run to run.
            came = [n for n, _ in run.calls() if n.lstrip("~") == name]
            nth = int(key.split("/")[1]) - 1
            right = is_right(run, name, err, came[nth] != name, tolerant) \
                if nth < len(came) else run.went_well()
            return None if right else f"{symbol(name, err)}: {run}"

        every = list(plans(first.calls()))
        wrong = [w for w in pool.map(attempt, every) if w]
    assert len(every) > 100
    assert not wrong, f"{len(wrong)} of {len(every)}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", RUNS)
def test_each_call_fails(name):
    sweep(RUNS[name])


def test_each_call_fails_where_another_address_is_left(tmp_path):
    """The first one refuses; whatever else fails may lead to the second."""
    before = with_name(tmp_path, "twins.test", "127.0.0.3", "127.0.0.2")
    sweep(["connect", "-v", "twins.test", "{port}"], before, "127.0.0.2",
          tolerant=True)


# Everything that a signal can interrupt, every other time.
INTERRUPTED = " ".join(
    f"{name}/{n}:{errno.EINTR}" for n in range(1, 99, 2) for name in
    ("getifaddrs", "accept", "connect", "send", "recv", "close", "epoll_wait"))


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize(
    "plan", ["short", INTERRUPTED, "short " + INTERRUPTED],
    ids=["short", "EINTR", "both"])
def test_every_byte_arrives(name, plan, tmp_path):
    run = Run(tmp_path, [], RUNS[name], plan)
    assert run.went_well() and not run.left_open(), str(run)
    sends = [n for n, _ in run.calls()].count("send")
    assert sends >= (len(OURS) if "short" in plan else 2), run.calls()


@pytest.mark.parametrize("options", [[], ["-u"]])
def test_no_port_to_connect_from_is_an_error(start, options):
    """connect() says EAGAIN, and for a port nobody can wait."""
    child = start([str(INJECT), "connect", "-v", *options, "127.0.0.1", "9"],
                  env=clean_env(INJECT=f"connect/1:{errno.EAGAIN}"))
    assert child.wait() == 1
    assert "EAGAIN\n    no port is free\n" in child.err
    assert "connect 127.0.0.1:9: EAGAIN: no port is free" in child.err


def test_no_port_for_the_demo_is_an_error(start):
    child = start([str(INJECT), "demo"],
                  env=clean_env(INJECT=f"connect/1:{errno.EAGAIN}"))
    assert child.wait() == 1
    assert ": EAGAIN: no port is free" in child.out.decode()


def test_an_interruption_is_no_silence(tmp_path):
    """connect() that is still unanswered after 3 s is told of, not before."""
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = str(full.getsockname()[1])
        with contextlib.ExitStack() as stack:
            for _ in range(3):  # the queue is full: no more are answered
                waiting = stack.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex(("127.0.0.1", int(port)))
            child = Child([str(INJECT), "connect", "-v", "-w", "0.5",
                           "127.0.0.1", port],
                          env=clean_env(INJECT="epoll_wait/1:4"))
            try:
                assert child.wait() == 1
            finally:
                child.kill()
    assert "timed out after 0.5 s (-w)" in child.err
    assert "no answer so far" not in child.err

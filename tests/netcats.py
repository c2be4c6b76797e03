"""The other netcats, as the tests of test_peers*.py start them.

Each has manners of its own. With these options all of them close their side
when their input ends, and wait for what the other end still sends. But nc -l
and ncat -l leave with the end of the other, whatever they have left to say.
"""

import signal
from pathlib import Path

import pytest

from conftest import TIMEOUT, eventually, listening_port, needs, proc_stat, \
    sockets_in

TOOLS = ("nc", "ncat", "socat")

# How many connections each lets wait: one more than it asks listen() for.
QUEUES = {"nc": 2, "ncat": 11, "socat": 6}

each_tool = pytest.mark.parametrize("tool", TOOLS)


def bracketed(host):
    return f"[{host}]" if ":" in host else host


def server_of(tool, host="127.0.0.1"):
    """Its words for: listen on a port of your own."""
    if tool == "socat":
        kind = "TCP6" if ":" in host else "TCP4"
        words = ["-t", str(TIMEOUT), "-",
                 f"{kind}-LISTEN:0,bind={bracketed(host)}"]
    else:
        words = ["-n", *(["-N"] if tool == "nc" else []), "-l", host, "0"]
    return [needs(tool), *words]


def client_of(tool, port, host="127.0.0.1", source=None):
    """Its words for: connect to that port."""
    if tool == "socat":
        to = f"TCP:{bracketed(host)}:{port}"
        return [needs(tool), "-t", str(TIMEOUT), "-",
                f"{to},bind={source}" if source else to]
    return [needs(tool), "-n", *(["-N"] if tool == "nc" else []),
            *(["-s", source] if source else []), host, str(port)]


def serve(start, tool, host="127.0.0.1", **options):
    child = start(server_of(tool, host), **options)
    child.tool, child.port = tool, listening_port(child.pid)
    return child


def join(start, tool, port, host="127.0.0.1", source=None, **options):
    child = start(client_of(tool, port, host, source), **options)
    child.tool = tool
    return child


@pytest.fixture(params=[(tool, role) for tool in TOOLS
                        for role in ("connect", "listen")],
                ids=lambda p: f"{p[1]}-{p[0]}")
def meet(request, start, listen, connect):
    """sockdemo in that role, and the tool in the other: meet(args for
    sockdemo, theirs=options for the tool's process) -> (child, other)."""
    tool, role = request.param

    def meet(*args, theirs=None, **options):
        if role == "connect":
            other = serve(start, tool, **(theirs or {}))
            child = connect(other.port, *args, **options)
        else:
            child = listen(*args, **options)
            other = join(start, tool, child.port, **(theirs or {}))
        other.serves = role == "connect"
        return child, other
    return meet


@pytest.fixture
def pair(meet):
    return meet()


def ended(child):
    """Waits until it wrote all it will ever write to its stdout."""
    eventually(lambda: child.streams["out"].ended)


def stop(child):
    """Stops it; what comes for it stays with its kernel."""
    child.signal(signal.SIGSTOP)
    eventually(lambda: proc_stat(child.pid)[0] == "T")


def rows_of(pid, table):
    """Its rows of /proc/net/tcp or udp, as fields."""
    own = sockets_in(pid)
    rows = Path(f"/proc/net/{table}").read_text().splitlines()[1:]
    return [fields for fields in map(str.split, rows) if fields[9] in own]


def got_the_end(peer):
    """Whether the FIN is there: its connection is in CLOSE_WAIT, or over."""
    return not peer.running() or \
        any(row[3] == "08" for row in rows_of(peer.pid, "tcp"))


def unread(pid):
    """How much its kernel holds for it on its TCP connections."""
    return sum(int(fields[4].split(":")[1], 16)
               for fields in rows_of(pid, "tcp") if fields[3] == "01")


def udp_port(pid):
    """The UDP port that a process is bound to, once it is."""
    row = eventually(lambda: rows_of(pid, "udp"))[0]
    return int(row[1].split(":")[1], 16)

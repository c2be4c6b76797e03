"""What the kernel shows, by other ways than the program's own: /proc/net/tcp,
ss(8), and a Python socket's getsockopt(). What was told is held against it.
"""

import re
import socket
import struct
import subprocess
from pathlib import Path

from conftest import TIMEOUT, needs

STATES = {1: "ESTABLISHED", 2: "SYN_SENT", 3: "SYN_RECV", 4: "FIN_WAIT1",
          5: "FIN_WAIT2", 6: "TIME_WAIT", 7: "CLOSED", 8: "CLOSE_WAIT",
          9: "LAST_ACK", 10: "LISTEN", 11: "CLOSING"}


def rows(port, peer=0):
    """Rows of /proc/net/tcp and tcp6, as dictionaries, of a port of 127.0.0.1
    and the other end's (0: none)."""
    found = []
    for table in "tcp", "tcp6":
        path = Path(f"/proc/net/{table}")
        lines = path.read_text().splitlines()[1:] if path.exists() else []
        for fields in map(str.split, lines):
            here, there = (int(f.rsplit(":", 1)[1], 16) for f in fields[1:3])
            if (here, there) == (port, peer) and \
                    fields[1].split(":")[0].endswith("0100007F"):
                queued, unread = (int(n, 16) for n in fields[4].split(":"))
                timer, ticks = (int(n, 16) for n in fields[5].split(":"))
                found.append({
                    "state": STATES[int(fields[3], 16)], "queued": queued,
                    "unread": unread, "timer": timer, "seconds": ticks / 100,
                    "uid": int(fields[7]), "inode": int(fields[9])})
    return found


def state(port, peer=0):
    """The state of the one socket with these ports, or None."""
    found = rows(port, peer)
    assert len(found) < 2, found
    return found[0]["state"] if found else None


def ss(port, peer=None):
    """What ss -tinoem says of the one socket with these ports, in a line; of
    the one that listens where there is no other end."""
    words = ["-HOtinoem", "state", "all" if peer else "listening",
             "src", "127.0.0.1", "sport", "=", f":{port}"]
    if peer:
        words += ["dport", "=", f":{peer}"]
    done = subprocess.run(
        [needs("ss"), *words], text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, timeout=TIMEOUT)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) < 2, lines
    return lines[0] if lines else None


def of_ss(line, name):
    """A number that ss names: "cwnd:10", "rtt:0.035/0.017"."""
    match = re.search(rf"\b{name}:([\d.]+)", line)
    assert match, f"no {name} in {line}"
    return float(match[1]) if "." in match[1] else int(match[1])


def find(pattern, text):
    """A match in what was told, where lines may be folded at any space."""
    return re.search(pattern.replace(" ", r"\s+"), text, re.M)


class TcpInfo:
    """struct tcp_info of a Python socket: TcpInfo(sock).rtt."""

    PLACES = {"state": (0, "B"), "retransmits": (2, "B"), "probes": (3, "B"),
              "backoff": (4, "B"), "options": (5, "B"), "rto": (8, "I"),
              "mss": (16, "I"), "unacked": (24, "I"), "sacked": (28, "I"),
              "rtt": (68, "I"), "rttvar": (72, "I"), "cwnd": (80, "I"),
              "total_retrans": (100, "I"), "bytes_acked": (120, "Q"),
              "bytes_received": (128, "Q"), "segs_out": (136, "I"),
              "segs_in": (140, "I"), "data_segs_in": (152, "I"),
              "data_segs_out": (156, "I"), "snd_wnd": (228, "I")}

    def __init__(self, sock):
        self.bytes = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 512)

    def __getattr__(self, name):
        at, kind = self.PLACES[name]
        return struct.unpack_from("=" + kind, self.bytes, at)[0]

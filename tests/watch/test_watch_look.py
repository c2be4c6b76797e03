"""What deserves a look: each line by a program that does that, and none by
programs that do not."""

import re
import signal
import socket
import threading

import pytest

from conftest import clean_env, command, needs
from watched import PROGRAMS, PYTHON

HEADING = {"en": "What deserves a look:", "pt": "O que vale a pena ver:"}


def looked(err, lang="en"):
    """Its lines, one to a finding."""
    _, heading, rest = err.partition(HEADING[lang] + "\n")
    lines = re.sub(r"\n {4}", " ", rest).split("\n")
    return re.sub(r" +", " ", lines[0]).strip() if heading else ""


@pytest.mark.parametrize("name, said", [
    ("cut", "a character was cut between two receives on socket 4: c3 came "
            "with the one, a1 with the other"),
    ("descriptors", "5 clients had finished, and their sockets were still "
                    "open, from 5 to 9: each client left one more descriptor"),
    ("end_again", "recv(3) returned 0, the end, and was called 4000 times "
                  "more"),
    ("in_use", "bind(4) failed with EADDRINUSE, and SO_REUSEADDR was not set: "
               "without it, connections of an earlier run keep the port for a "
               "minute"),
    ("left_open", "socket 3, which listened, was closed; the connection, "
                  "socket 5, was not: the end of the program closed it"),
    ("never_accepted", "3 clients had connected to socket 3 and were never "
                       "accepted"),
    ("rest", r"send\(4\) took \d+ of 20000000 bytes; that the rest was sent "
             r"was not seen"),
    ("sigpipe", "the program was ended by SIGPIPE: it sent on socket 3, where "
                "nothing more could be sent; with MSG_NOSIGNAL the call fails with "
                "EPIPE instead"),
    ("truncated", "a datagram of 25 bytes came on socket 3, and 10 were asked "
                  "for: the others are lost"),
    ("truncated_later", "recvfrom(3) asked for 10 bytes and got as many: if "
                        "the datagram had more, they are lost"),
    ("unread", "socket 5 was closed with 4 bytes unread: unless the "
               "connection was over already, the kernel then cuts it (RST), and what was sent may be lost"),
])
def test_it_is_found(run, name, said):
    child = run("watch", PYTHON, str(PROGRAMS / f"{name}.py"))
    pattern = said if "\\" in said else re.escape(said)
    assert re.fullmatch(pattern, looked(child.err)), child.err


def test_what_it_was_waiting_in(start):
    child = start(command("watch", PYTHON, str(PROGRAMS / "waiting.py")),
                  env=clean_env())
    child.wait_err(r"accept4\(3, SOCK_CLOEXEC\) \.\.\.")
    child.signal(signal.SIGTERM)
    assert child.wait() == -signal.SIGTERM
    assert re.fullmatch(r"when SIGTERM came, the program had been waiting in "
                        r"accept4\(3\) for \d+\.\d s", looked(child.err))


class Echo:
    """What real programs talk to: it sends back, and ends when they do."""

    def __init__(self, server):
        self.sock = server()
        self.port = self.sock.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                conn, _ = self.sock.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=[conn],
                             daemon=True).start()

    @staticmethod
    def serve(conn):
        with conn:
            while data := conn.recv(65536):
                if data.startswith(b"GET "):
                    conn.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n"
                                 b"\r\nyes")
                    conn.shutdown(socket.SHUT_WR)
                else:
                    conn.sendall(data)


@pytest.mark.parametrize("script", [
    "curl -s -o /dev/null http://127.0.0.1:PORT/",
    "wget -q -O /dev/null http://127.0.0.1:PORT/",
    "nc -N 127.0.0.1 PORT",
    "nc -z 127.0.0.1 PORT",
    "ncat 127.0.0.1 PORT",
    "socat - TCP:127.0.0.1:PORT",
    "socat - TCP:127.0.0.1:PORT,shut-none",
    "bash -c 'exec 3<>/dev/tcp/127.0.0.1/PORT; echo hello >&3; read -u 3 x'",
    "ssh -p 9 127.0.0.1",
    "perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(\"127.0.0.1:PORT\""
    "); print $s \"x\\n\"; <$s>'",
    f"{PYTHON} -c 'import urllib.request as r; "
    "r.urlopen(\"http://127.0.0.1:PORT/\").read()'",
    f"{PYTHON} -c 'import socket; socket.getaddrinfo(\"localhost\", 80)'",
    "getent hosts localhost",
    "openssl version",
    "nc -w 1 -u 127.0.0.1 PORT",
    *(f"{PYTHON} {PROGRAMS}/{name}.py" for name in
      ("asynchronous", "forking", "rights", "threaded", "udp", "rest_sent")),
])
def test_nothing_is_found_in_real_programs(start, server, script):
    needs(script.split()[0].rpartition("/")[2])
    echo = Echo(server)
    child = start(["sh", "-c", "exec " + " ".join(
        ["'" + command("watch")[0] + "'", "watch",
         script.replace("PORT", str(echo.port))])], env=clean_env())
    child.feed(b"hello\n")
    child.wait()
    assert "= the program" in child.err or "* " in child.err or \
        script.startswith("openssl")
    assert not looked(child.err), child.err


def test_it_is_found_in_portuguese(run):
    child = run("watch", "--lang", "pt", PYTHON, str(PROGRAMS / "cut.py"))
    assert looked(child.err, "pt").startswith("um carácter")

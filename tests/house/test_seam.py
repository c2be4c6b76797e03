"""The architecture: who may use the sockets API, and who may know of whom.

The first is read from the objects (nm -u: the symbols that they want from
elsewhere), the second from the compiler (-MM: the headers that a file reads).
"""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("SOCKDEMO", TOP / "build/sockdemo"))
CC = shlex.split(os.environ.get("CC", "cc"))

# Only the seam calls these. What only reads or frees memory, or turns one
# form of an address into another, is everybody's: freeaddrinfo, freeifaddrs,
# gai_strerror, inet_ntop, inet_pton, if_indextoname, if_nametoindex.
SOCKETS = set("""
    socket socketpair bind listen accept accept4 connect shutdown close
    send sendto sendmsg sendmmsg recv recvfrom recvmsg recvmmsg
    getsockname getpeername setsockopt getsockopt sockatmark
    getaddrinfo getaddrinfo_a getnameinfo getifaddrs if_nameindex
    gethostbyname gethostbyname2 gethostbyname_r gethostbyname2_r
    gethostbyaddr gethostbyaddr_r getservbyname getservbyport
    epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
    poll ppoll select pselect ioctl splice sendfile close_range closefrom
    syscall
""".split())

# The bytes of files and terminals, which are no sockets.
BYTES = set("""
    read write readv writev pread pwrite preadv pwritev preadv2 pwritev2
    fcntl tee vmsplice
""".split())

MAY_USE = {
    "call": SOCKETS | BYTES,
    "terminal": BYTES | {"ioctl"},  # how wide the terminal is
    "prompt": BYTES | {"ioctl"},  # is there a key to be read
    "text": BYTES,
    "teach": {"read"},  # a key, of whoever reads along
    "watch": {"read", "write", "ioctl"},  # pipes, and pseudo-terminals
}

# Which folders the files of a folder may include, from below to above. Files that
# stand in src/ itself put everything together.
MAY_INCLUDE = {
    "call": {"call"},
    "text": {"text"},
    "net": {"net", "call"},
    "talk": {"talk", "net", "call"},
    "serve": {"serve", "net", "call"},
    "probe": {"probe", "call"},
    "observe": {"observe", "probe", "call"},
    "know": {"know", "call", "text"},
    "scan": {"scan", "call", "text"},
    "entries": {"entries", "text"},
    "show": {"show", "know", "call", "text"},
    "tell": {"tell", "show", "know", "call", "text"},
    "terminal": {"terminal", "text"},
    "prompt": {"prompt", "terminal", "text"},
    "option": {"option", "terminal", "tell", "show", "know", "net", "call",
               "text"},
}
MAY_INCLUDE["explain"] = MAY_INCLUDE["option"] | \
    {"probe", "scan", "entries", "explain"}
MAY_INCLUDE["watch"] = {"watch", "probe", "call"}
BELOW = MAY_INCLUDE["option"] | {"talk", "serve", "probe", "observe", "prompt"}
MAY_INCLUDE["session"] = BELOW | {"session"}
MAY_INCLUDE["console"] = BELOW | MAY_INCLUDE["explain"] | \
    {"session", "console"}
MAY_INCLUDE["command"] = MAY_INCLUDE["console"] | {"watch", "command"}
MAY_INCLUDE["teach"] = BELOW | {"session", "teach"}
EVERYTHING = {""}

# Single headers of other folders: an interface that these files carry out for
# it, and the clock.
BESIDES = {"terminal": {Path("net/local.h"), Path("call/clock.h")},
           "prompt": {Path("net/local.h"), Path("call/clock.h")}}


INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def folder(path):
    """The folder of a file below src/ or obj/; "" for src/main.c."""
    return path.parts[0] if len(path.parts) > 1 else ""


def plain(symbol):
    """__recv_chk and sendfile64 are recv and sendfile."""
    symbol = symbol.split("@")[0]
    symbol = re.sub(r"^__(?:libc_)?(\w+?)(?:_chk)?$", r"\1", symbol)
    return re.sub(r"64(?=$|v2$)", "", symbol)


def wanted(obj):
    out = subprocess.run(["nm", "-u", str(obj)], check=True, text=True,
                         stdout=subprocess.PIPE).stdout
    return {line.split()[-1] for line in out.splitlines() if line.strip()}


def forbidden_symbols(obj, where):
    """What an object of a folder wants, and may not use."""
    may = MAY_USE.get(where, set())
    return sorted(s for s in wanted(obj)
                  if plain(s) in (SOCKETS | BYTES) - may)


def included(source, src):
    """The files below src that a source reads, itself left out."""
    out = subprocess.run(
        [*CC, "-std=c11", "-D_GNU_SOURCE", '-DVERSION=""',
         "-I", str(src), "-MM", "-x", "c", str(source)],
        check=True, text=True, stdout=subprocess.PIPE).stdout
    names = out.replace("\\\n", " ").split(":", 1)[1].split()
    paths = [Path(os.path.normpath(n)) for n in names]
    return {p.relative_to(src) for p in paths
            if p.is_relative_to(src) and p != source}


def forbidden_includes(source, src):
    """What a source reads, directly or not, of folders it may not know."""
    where = folder(source.relative_to(src))
    if where in EVERYTHING:
        return []
    assert where in MAY_INCLUDE, f"src/{where} has no row in MAY_INCLUDE"
    return sorted(str(p) for p in included(source, src)
                  if folder(p) not in MAY_INCLUDE[where]
                  and p not in BESIDES.get(where, ()))


def objects():
    """The objects of the program under test, less what a rename left."""
    made = PROGRAM.parent / "obj"
    return [(o, o.relative_to(made)) for o in sorted(made.rglob("*.o"))
            if (TOP / "src" / o.relative_to(made)).with_suffix(".c").exists()]


def test_only_the_seam_uses_the_sockets_api():
    assert objects(), f"no objects beside {PROGRAM}"
    wrong = {str(name): forbidden_symbols(o, folder(name))
             for o, name in objects()}
    assert not {k: v for k, v in wrong.items() if v}


def test_the_seam_does_use_it():
    """Else the test above would pass for a program that nm cannot read."""
    used = {plain(s) for o, name in objects() if folder(name) == "call"
            for s in wanted(o)}
    assert {"socket", "bind", "listen", "accept", "connect", "close"} <= used


def test_a_server_can_be_read_from_top_to_bottom():
    text = (TOP / "src/net/listen.c").read_text()
    assert text.count("\n") < 120 and "#if" not in text
    order = ["sys_socket", "net_reuse_address", "sys_bind", "sys_listen",
             "sys_accept", "sys_setsockopt"]
    assert re.findall(rf"\b({'|'.join(order)})\(", text)[:5] == order[:5]


def test_nobody_includes_upwards():
    src = TOP / "src"
    sources = sorted(src.rglob("*.[ch]"))
    assert sources
    wrong = {str(s.relative_to(src)): forbidden_includes(s, src)
             for s in sources}
    assert not {k: v for k, v in wrong.items() if v}


def test_no_path_around_the_includes():
    """Every include of ours is written from src/: "call/sys.h"."""
    wrong = []
    for source in sorted((TOP / "src").rglob("*.[ch]")):
        for name in INCLUDE.findall(source.read_text("utf-8")):
            if not (TOP / "src" / name).exists():
                wrong.append(f"{source.relative_to(TOP)}: {name}")
    assert not wrong


def circle(src):
    """Units, a .c and its .h each, that include each other in the end."""
    units = {}
    for source in sorted(src.rglob("*.[ch]")):
        name = str(source.relative_to(src).with_suffix(""))
        units.setdefault(name, set()).update(
            include[:-2] for include in INCLUDE.findall(
                source.read_text("utf-8")) if include[:-2] != name)
    while True:  # who stands on nobody, or bears nobody, is in no circle
        borne = set().union(*units.values())
        free = [name for name in units
                if not units[name] & units.keys() or name not in borne]
        if not free:
            return sorted(units)
        for name in free:
            del units[name]


def test_no_file_stands_on_one_that_stands_on_it():
    assert not circle(TOP / "src")


def test_a_circle_is_found(tmp_path):
    for name, include in ("a.c", "b.h"), ("b.c", "c.h"), ("c.h", "a.h"), \
            ("above.c", "a.h"), ("c.c", "below.h"):
        (tmp_path / name).write_text(f'#include "{include}"\n')
    assert circle(tmp_path) == ["a", "b", "c"]


@pytest.mark.parametrize("where, body, symbol", [
    ("net", "return listen(3, 5);", "listen"),
    ("tell", "char b[9]; return (int)recv(n, b, (size_t)n, 0);", "recv"),
    ("command", "return close(n);", "close"),
    ("", "return (int)write(n, \"\", 1);", "write"),
    ("text", "return (int)write(n, \"\", 1);", None),
    ("text", "return shutdown(n, SHUT_WR);", "shutdown"),
    ("call", "return socket(AF_INET, SOCK_STREAM, 0);", None),
])
def test_a_stray_call_is_found(tmp_path, where, body, symbol):
    source = tmp_path / "stray.c"
    source.write_text("#include <sys/socket.h>\n#include <unistd.h>\n"
                      f"int stray(int n);\nint stray(int n) {{ {body} }}\n")
    obj = tmp_path / "stray.o"
    subprocess.run([*CC, "-O2", "-D_FORTIFY_SOURCE=2", "-w", "-c", "-o",
                    str(obj), str(source)], check=True)
    found = forbidden_symbols(obj, where)
    assert [plain(s) for s in found] == ([symbol] if symbol else [])


@pytest.mark.parametrize("where, header, allowed", [
    ("net", "tell/t.h", False),
    ("net", "know/k.h", False),
    ("net", "net/up.h", False),  # which reads know/k.h: not directly either
    ("net", "call/c.h", True),
    ("call", "net/n.h", False),
    ("call", "text/x.h", False),
    ("tell", "know/k.h", True),
    ("tell", "terminal/v.h", False),
    ("probe", "tell/t.h", False),
    ("terminal", "call/c.h", False),
    ("command", "tell/t.h", True),
    ("command", "teach/s.h", False),
    ("session", "console/o.h", False),
    ("", "teach/s.h", True),
])
def test_a_stray_include_is_found(tmp_path, where, header, allowed):
    for name in ("tell/t.h", "know/k.h", "call/c.h", "net/n.h", "text/x.h",
                 "terminal/v.h", "teach/s.h", "console/o.h"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "net/up.h").write_text('#include "know/k.h"\n')
    (tmp_path / where).mkdir(exist_ok=True)
    source = tmp_path / where / "stray.c"
    source.write_text(f'#include "{header}"\n')
    assert bool(forbidden_includes(source, tmp_path)) != allowed

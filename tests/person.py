"""A person at a terminal, who talks to a peer in Python.

	person("listen")         sockdemo listen at a prompt, and its client
	person("connect", "-v")  sockdemo connect, and its server

A person types keys, and sees what a terminal of that size shows: also what
has scrolled off it, and characters of two columns or of none where pyte,
which reads what is written to the terminal, has them wrong.
"""

import os
import pty
import re
import socket
import termios
import time
import unicodedata
from pathlib import Path

import pytest

from conftest import TIMEOUT, Peer, Terminal, clean_env, command, \
    eventually, listening_port, proc_stat

try:
    import pyte
    from wcwidth import wcwidth
except ImportError as missing:
    if os.environ.get("CI"):
        raise
    pytest.skip(str(missing), allow_module_level=True)

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
BACKSPACE, TAB = "\x7f", "\t"
BRACKETED = 2004 << 5  # as pyte numbers the private mode


def ctrl(letter):
    return chr(ord(letter.upper()) & 0x1f)


def meta(key):
    return "\x1b" + key


def paste(text):
    """What a terminal sends for a paste, once it was asked to mark them."""
    return f"\x1b[200~{text}\x1b[201~"


def clipped(row, columns):
    """What is left of a row where the terminal got narrower."""
    column = 0
    for i, char in enumerate(row):
        if column >= columns and wcwidth(char) > 0:
            return row[:i].rstrip()
        column += wcwidth(char)
    return row


class Screen(pyte.Screen):
    """pyte's, with what has scrolled off, and characters of any width."""

    def __init__(self, columns, lines):
        self.above = []
        self.seen = {}  # the rows, by number, as they were last looked at
        super().__init__(columns, lines)

    def resize(self, lines=None, columns=None):
        super().resize(lines, columns)
        self.tabstops = set(range(8, self.columns, 8))
        self.above = [clipped(row, self.columns) for row in self.above]

    def row(self, y):
        line = self.buffer[y]
        return "".join([line[x].data for x in range(self.columns)]).rstrip()

    def index(self):
        if self.margins is None and self.cursor.y == self.lines - 1:
            self.above.append(self.row(0))
        super().index()

    def draw(self, data):
        plain = []
        for char in data:
            if " " <= char <= "~":
                plain.append(char)
                continue
            super().draw("".join(plain))
            plain = []
            width = wcwidth(char)
            if width == 0:
                self.combine(char)
                continue
            if width == 2 and self.cursor.x == self.columns - 1:
                self.cursor.x = self.columns  # no room: on the next line
            super().draw(char)
        super().draw("".join(plain))

    def combine(self, char):
        """A character without a column joins the one before."""
        x = self.cursor.x - 1
        self.dirty.add(self.cursor.y)
        line = self.buffer[self.cursor.y]
        while x > 0 and line[x].data == "":  # the second half of a wide one
            x -= 1
        if x >= 0:
            line[x] = line[x]._replace(data=unicodedata.normalize(
                "NFC", line[x].data + char))

    @property
    def rows(self):
        """All that it ever showed, from the top, less the empty end."""
        for y in self.dirty:
            self.seen.pop(y, None)
        self.dirty.clear()
        for y in range(self.lines):
            if y not in self.seen:
                self.seen[y] = self.row(y)
        rows = self.above + [self.seen[y] for y in range(self.lines)]
        while rows and not rows[-1]:
            rows.pop()
        return rows

    @property
    def cursor_row(self):
        return len(self.above) + self.cursor.y


def written(text, columns, lines=60):
    """The rows that a plain text takes, and where the cursor is after it."""
    screen = Screen(columns, lines)
    stream = pyte.Stream(screen)
    stream.feed(text.replace("\n", "\r\n"))
    x, y = screen.cursor.x, screen.cursor_row
    return screen.rows, ((0, y + 1) if x == columns else (x, y))


def fresh_modes():
    """How every new terminal is; that of a program that is already running
    may not be so any more."""
    master, slave = pty.openpty()
    try:
        return termios.tcgetattr(slave)
    finally:
        os.close(master)
        os.close(slave)


def reads_utf8():
    """For preexec_fn: the terminal says of itself that it reads UTF-8, as
    terminal emulators have theirs say, and a new one does not."""
    iutf8 = 0o40000  # termios(3)
    modes = termios.tcgetattr(0)
    modes[0] |= iutf8
    termios.tcsetattr(0, termios.TCSANOW, modes)


# What a terminal would obey, or not show, or show where it does not stand: of
# Unicode, and the bytes that are no UTF-8 (as "surrogateescape" has them).
UNSAFE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff"
    "\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    "\U000f0000-\U0010ffff" +
    "".join(f"{chr(plane << 16 | 0xfffe)}{chr(plane << 16 | 0xffff)}"
            for plane in range(1, 15)) + "]")


def escape(match):
    n = ord(match[0])
    return {0x0d: r"\r", 0x1b: r"\e"}.get(n) or (
        rf"\x{n & 0xff:02x}" if n < 0x80 or 0xdc80 <= n <= 0xdcff else
        rf"\u{n:04x}" if n <= 0xffff else rf"\U{n:08x}")


def escaped(text):
    """As a peer's text is shown: what is not printable, by its number."""
    return UNSAFE.sub(escape, text)


def width(text):
    return sum(max(wcwidth(char), 0) for char in text)


def after(column, char):
    """The column after a character of the peer's."""
    return (column // 8 + 1) * 8 if char == "\t" else \
        column + width(escaped(char))


def folded(text, columns):
    """How many characters of a line of the peer's go on one row."""
    column = 2
    for i, char in enumerate(text):
        if i > 0 and after(column, char) > columns:
            return i
        column = after(column, char)
    return len(text)


def behind(text, columns):
    """The rows in which a line of the peer's is shown: each behind "| "."""
    rows = []
    while text or not rows:
        n = folded(text, columns)
        rows.append("| " + escaped(text[:n]))
        text = text[n:]
    return rows


def rows_above(text, columns):
    """How many rows a text has above its last, where it takes the fewest."""
    return sum((max(width(row), 1) - 1) // columns + 1
               for row in text.split("\n")) - 1


def laid_out(text, columns):
    """A text as readline lays it out: after a row that is just full it begins
    the next, also where that one begins with a newline anyway."""
    rows = text.split("\n")
    for i, row in enumerate(rows[:-1]):
        if row and written(row, columns)[1][0] == 0:
            rows[i] += "\n"
    return "\n".join(rows)


class Person(Terminal):
    """The program on a terminal of its own, and somebody who types."""

    def __init__(self, argv, env=None, rows=24, columns=80, **spawn):
        super().__init__(argv, env, rows, columns, **spawn)
        self.process.delaybeforesend = None
        self.screen = Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.peer = None
        self.prompt = ""
        self.told = []  # all that stands above the prompt
        self.before = fresh_modes()

    @property
    def lines(self):
        return self.screen.rows

    @property
    def cursor(self):
        return self.screen.cursor.x, self.screen.cursor_row

    def until(self, holds, timeout=TIMEOUT):
        """Waits until what is shown makes holds() true; returns that."""
        deadline = time.monotonic() + timeout
        while True:
            value = holds()
            if value:
                return value
            alive = self.update()
            assert alive or holds(), f"it ended:\n{self.text}"
            assert time.monotonic() < deadline, \
                f"never, with the cursor at {self.cursor} of\n{self.text}"

    def see_prompt(self, line="", cursor=None, prompt=None):
        """Waits until the last thing shown is the prompt with this line, and
        the cursor after as many of its characters (None: all)."""
        rows, cursors = self.prompt_rows(line, cursor, prompt)

        def shown():
            lines = self.lines
            top = len(lines) - len(rows)
            x, y = self.cursor
            return lines[max(top, 0):] == rows and (x, y - top) in cursors
        self.until(shown)
        self.told = self.lines[:len(self.lines) - len(rows)]

    def see_all(self, *new, line="", cursor=None, prompt=None):
        """Waits until the screen is, whole, what it was, and below it these
        new lines, and the prompt with this line."""
        columns = self.screen.columns
        self.told += [row for text in new for row in written(text, columns)[0]]
        rows, cursors = self.prompt_rows(line, cursor, prompt)
        wanted, top = self.told + rows, len(self.told)
        self.until(lambda: self.lines == wanted and
                   (self.cursor[0], self.cursor[1] - top) in cursors)

    def prompt_rows(self, line, cursor, prompt):
        """What the prompt with a line looks like, and where the cursor is: at
        a wide character that had no room, on either of two rows."""
        prompt = self.prompt if prompt is None else prompt
        before = line if cursor is None else line[:cursor]
        columns = self.screen.columns
        rows, _ = written(laid_out(prompt + line, columns), columns)
        _, (x, y) = written(laid_out(prompt + before, columns), columns)
        return rows, {(x, y), (0, y + 1)} if x == columns - 1 else {(x, y)}

    def see_text(self, *lines, **prompt):
        """The same, of lines that the peer sent."""
        self.see_all(*(row for text in lines
                       for row in behind(text, self.screen.columns)), **prompt)

    def resize(self, columns, line="", cursor=None, prompt=None):
        """This terminal, unlike others, does not fold its rows anew, which
        the program cannot know: of this line it erases those rows that it
        would have had either way, and the rest stay above it."""
        text = (self.prompt if prompt is None else prompt) + \
            (line if cursor is None else line[:cursor])
        certain = rows_above(text, max(columns, self.screen.columns))
        told = self.cursor[1] - certain
        self.screen.resize(columns=columns)
        self.told = self.lines[:told]
        self.process.setwinsize(self.screen.lines, columns)

    def settle(self):
        """Whatever it had to show is on the screen: it sleeps, and nothing
        more comes of it."""
        def quiet():
            size = len(self.raw)
            self.update(timeout=0.01)
            return size == len(self.raw) and proc_stat(self.pid)[0] == "S"
        self.until(quiet)

    # --- the terminal, not what is on it ---

    def modes(self):
        """stty -a, as Python has it."""
        return termios.tcgetattr(self.process.child_fd)

    def bytes_read(self):
        """All that it ever read: proc(5)."""
        io = Path(f"/proc/{self.pid}/io").read_text()
        return int(re.match(r"rchar: (\d+)\n", io)[1])

    def type_until_read(self, keys):
        """Types, at a prompt that waits, and waits until it has read each
        byte. That none is left is no evidence: keys reach a terminal by a
        worker of the kernel's, and before they do none is there either."""
        read = self.bytes_read() + len(keys)
        self.type(keys)
        eventually(lambda: self.bytes_read() >= read)

    def assert_sane(self, before):
        assert self.modes() == before
        switches = re.findall(rb"\x1b\[\?2004([hl])", self.raw)
        assert not switches or switches[-1] == b"l", "paste mode is still on"


class People:
    """What the fixture person is: it starts them, with their peers."""

    def __init__(self, closing, folder):
        self.closing, self.folder = closing, folder
        self.people = []

    def start(self, argv, env=None, **options):
        """Any program, on a terminal of its own."""
        env = {"XDG_STATE_HOME": str(self.folder / "state"),
               "INPUTRC": os.devnull, **(env or {})}
        self.people.append(Person(argv, env=clean_env(**env), **options))
        return self.people[-1]

    def alone(self, *args, **options):
        """Without a peer, who may come later."""
        return self.start(command(*args), **options)

    def __call__(self, role, *args, host="127.0.0.1", **options):
        if role == "connect":
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            server = self.closing(
                socket.create_server((host, 0), family=family))
            server.settimeout(TIMEOUT)
            port = server.getsockname()[1]
            one = self.alone("connect", *args, host, str(port), **options)
            sock = server.accept()[0]
        else:
            one = self.alone("listen", *args, host, "0", **options)
            port = listening_port(one.pid)
            sock = socket.create_connection((host, port), TIMEOUT)
        one.peer = self.closing(Peer(sock))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        host, port = sock.getsockname()[:2]
        host = f"[{host}]" if ":" in host else host
        one.prompt = f"{host}:{port}> "
        one.see_prompt()
        return one

    def kill(self):
        for one in self.people:
            one.kill()

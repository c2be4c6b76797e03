"""The prompt in a terminal that folds its rows anew when its width changes,
as many do and pyte does not."""

import os
import subprocess

import pytest

from conftest import TIMEOUT, clean_env, command, eventually, needs
from person import width

WIDTHS = [60, 30, 80, 20, 80]


class Tmux:
    """A terminal within tmux, with a server of its own."""

    def __init__(self, folder, columns, argv):
        self.socket = folder / "tmux"
        self.run("new-session", "-d", "-x", str(columns), "-y", "40", *argv)
        self.run("set", "-g", "window-size", "manual")

    def run(self, *words):
        env = clean_env(TMUX=None, INPUTRC=os.devnull)
        return subprocess.run(
            [needs("tmux"), "-S", str(self.socket), "-f", os.devnull, *words],
            env=env, stdout=subprocess.PIPE, check=True,
            timeout=TIMEOUT).stdout.decode()

    def type(self, text):
        self.run("send-keys", "-l", text)

    def resize(self, columns):
        self.run("resize-window", "-x", str(columns))

    @property
    def rows(self):
        """Also those that have scrolled off it."""
        return self.run("capture-pane", "-p", "-S", "-").rstrip().split("\n")


def told_its_width(tmux, columns):
    """The program is told later than its rows are folded."""
    tty = tmux.run("display", "-p", "#{pane_tty}").strip()
    fd = os.open(tty, os.O_RDWR | os.O_NOCTTY)
    try:
        return os.get_terminal_size(fd).columns == columns
    finally:
        os.close(fd)


def folded_rows(text, columns):
    """The rows that a text takes, as a terminal folds it."""
    rows, row = [], ""
    for char in text:
        if width(row + char) > columns:
            rows.append(row)
            row = ""
        row += char
    return rows + [row]


@pytest.fixture
def tmux(tmp_path):
    terminals = []

    def start(columns, argv):
        terminals.append(Tmux(tmp_path, columns, argv))
        return terminals[-1]
    yield start
    for one in terminals:
        one.run("kill-server")


@pytest.mark.parametrize("line", [
    "abc", "abcdefghij" * 6 + "abc", "abcdefghij" * 10, "世界" * 30],
    ids=["short", "a row full", "long", "wide"])
def test_no_text_is_lost_where_rows_are_folded_anew(tmux, server, closing,
                                                    line):
    needs("tmux")
    listener = server()
    port = listener.getsockname()[1]
    terminal = tmux(WIDTHS[0], command("connect", "127.0.0.1", str(port)))
    peer = closing(listener.accept()[0])
    peer.settimeout(TIMEOUT)
    prompt = f"127.0.0.1:{port}> "
    sent = []

    def comes(text):
        sent.append("| " + text)
        peer.sendall(text.encode() + b"\n")

    def line_is_last(columns):
        rows = folded_rows(prompt + line, columns)
        return lambda: terminal.rows[-len(rows):] == rows

    for n in range(3):
        comes(f"{n} before")
    eventually(lambda: prompt.strip() in terminal.rows)
    terminal.type(line)
    for n, columns in enumerate(WIDTHS):
        terminal.resize(columns)
        eventually(lambda: told_its_width(terminal, columns))
        comes(f"{n} at {columns}")  # none that is there already
        eventually(lambda: sent[-1] in terminal.rows)
        eventually(line_is_last(columns))
    assert [row for row in terminal.rows if row.startswith("|")] == sent

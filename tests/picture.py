"""Draws the picture of the README: a conversation, as two terminals show it.

	python3 tests/picture.py		tests/picture.en.svg and .pt.svg
	SOCKDEMO=... python3 tests/picture.py	with that program

Two people talk through the real program, each on a terminal of its own, and
what the two screens show then is drawn. Nothing is made up; but the ports, and
so the prompts, are those of the documents: 1234, and 56747 for the client.
"""

import contextlib
import html
import os
import random
import re
import socket
import sys
import tempfile
import time
from pathlib import Path

from conftest import TIMEOUT, Terminal, clean_env, command

FOLDER = Path(__file__).parent
COLUMNS = 58

TITLES = {"en": ("server", "client"), "pt": ("servidor", "cliente")}
# Who says what; the client begins.
CHAT = {"en": ["Hi! Café?", "On my way!"],
        "pt": ["Olá! Café?", "Já vou!"]}
ALT = {"en": "Two terminals side by side: a server and a client that are "
             "connected, and every call of each explained",
       "pt": "Dois terminais lado a lado: um servidor e um cliente ligados "
             "um ao outro, com cada chamada de cada um explicada"}


# --- the conversation ---

class Window(Terminal):
    """One of the two terminals, below the command that was typed there."""

    def __init__(self, lang, folder, *args):
        env = clean_env(SOCKDEMO_LANG=lang, XDG_STATE_HOME=f"{folder}/{args[0]}",
                        INPUTRC=os.devnull)
        super().__init__(command(*args), env=env, rows=60, columns=COLUMNS)
        self.stream.feed(f"$ sockdemo {' '.join(args)}\r\n".encode())

    def until(self, holds):
        deadline = time.monotonic() + TIMEOUT
        while not holds():
            assert self.update() or holds(), f"it ended:\n{self.text}"
            assert time.monotonic() < deadline, f"never:\n{self.text}"

    def see_prompt(self, after):
        """Waits for a line that begins so, and the prompt below it."""
        self.until(lambda: re.search(
            rf"^{re.escape(after)}(?s:.)*\n[\d.]+:\d+>\Z", self.text, re.M))


@contextlib.contextmanager
def reserved_port():
    """Of four digits, as in the documents, so that lines are folded alike. It
    stays bound here, so that nobody else takes it meanwhile but a server that
    sets SO_REUSEADDR, as ours does."""
    with socket.socket() as sock:
        for port in random.sample(range(5000, 10000), 100):
            with contextlib.suppress(OSError):
                sock.bind(("127.0.0.1", port))
                break
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        yield sock.getsockname()[1]


def converse(lang):
    """The two windows, and which ports they had, once all was said."""
    hello, answer = CHAT[lang]
    with tempfile.TemporaryDirectory() as folder, reserved_port() as port, \
            contextlib.ExitStack() as stack:
        def window(*args):
            one = Window(lang, folder, *args, "-v", "127.0.0.1", str(port))
            stack.callback(one.kill)
            return one

        server = window("listen")
        server.see(f"listening laddr=127.0.0.1:{port}")
        client = window("connect")
        client.see_prompt("    laddr=")
        server.see_prompt("    laddr=")
        client.type(hello + "\r")
        client.see_prompt("> send(")
        server.see_prompt("| " + hello)
        server.type(answer + "\r")
        server.see_prompt("> send(")
        client.see_prompt("| " + answer)
        client.type("/info\r")
        client.see_prompt("    <socket.socket")
        client.type("/halfclose\r")
        client.see_prompt("* shutdown(")
        server.see_prompt("< recv(4, 2048) = 0")
        found = re.search(r"laddr=127.0.0.1:(\d+) raddr", client.text)
        return (server, client), {str(port): "1234", found[1]: "56747"}


# --- the drawing ---

CELL, LINE, PAD, BAR, GAP, SIZE = 8.2, 18, 14, 34, 16, 13.6
NAMES = {"cyan": "step", "green": "sent", "brown": "got", "red": "error",
         "magenta": "kernel"}

STYLE = """
text { font: %spx ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  white-space: pre; fill: #24292f }
.window { fill: #ffffff; stroke: #c4ccd4 }
.bar { fill: #eceff2; stroke: #c4ccd4 }
.light { fill: #c4ccd4 }
.title { fill: #57606a; text-anchor: middle }
.step { fill: #0b6e85 } .sent { fill: #1a7431 } .got { fill: #8a5a00 }
.error { fill: #b3202a } .kernel { fill: #7b3fa8 }
.said, .cursor { fill: #57606a } .bold { font-weight: bold }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .window { fill: #0d1117; stroke: #30363d }
  .bar { fill: #1b2129; stroke: #30363d }
  .light { fill: #3d444d }
  .title { fill: #9198a1 }
  .step { fill: #5cc8e0 } .sent { fill: #63d17d } .got { fill: #e3b341 }
  .error { fill: #ff7b72 } .kernel { fill: #d2a8ff }
  .said, .cursor { fill: #9aa4af }
}
""".strip() % SIZE


def number(n):
    return f"{n:.1f}".removesuffix(".0")


def runs(row, columns):
    """[(column, text, class), ...] of a row of the screen."""
    found = []
    explained = "".join(row[x].data for x in range(columns)) \
        .startswith("    ")
    for x in range(columns):
        char = row[x]
        kind = NAMES.get(char.fg, "said" if explained else "")
        kind = "bold" if char.bold else kind
        if found and found[-1][2] == kind:
            found[-1][1].append(char.data)
        else:
            found.append((x, [char.data], kind))
    for x, text, kind in found:
        text = "".join(text)
        bare = text.lstrip()
        yield x + len(text) - len(bare), bare.rstrip(), kind


def draw_window(window, title, left, height, ports):
    width = COLUMNS * CELL + 2 * PAD
    yield (f'<rect class="window" x="{number(left)}" y="1" rx="8" '
           f'width="{number(width)}" height="{number(height)}"/>')
    yield (f'<path class="bar" d="M{number(left)} {BAR}v-25a8 8 0 0 1 8-8'
           f'h{number(width - 16)}a8 8 0 0 1 8 8v25z"/>')
    for i in range(3):
        yield (f'<circle class="light" cx="{number(left + 18 + 16 * i)}" '
               f'cy="{BAR / 2 + .5}" r="5"/>')
    yield (f'<text class="title" x="{number(left + width / 2)}" '
           f'y="{BAR / 2 + 5}">{html.escape(title)}</text>')
    for y, line in enumerate(window.lines):
        for x, text, kind in runs(window.screen.buffer[y], COLUMNS):
            if not text:
                continue
            for port, shown in ports.items():
                text = re.sub(rf"\b{port}\b", shown, text)
            name = f' class="{kind}"' if kind else ""
            yield (f'<text{name} x="{number(left + PAD + x * CELL)}" '
                   f'y="{number(BAR + 20 + y * LINE)}" '
                   f'textLength="{number(len(text) * CELL)}">'
                   f'{html.escape(text, quote=False)}</text>')
    cursor = window.screen.cursor
    yield (f'<rect class="cursor" x="{number(left + PAD + cursor.x * CELL)}" '
           f'y="{number(BAR + 8 + cursor.y * LINE)}" width="{CELL}" '
           f'height="{LINE - 3}"/>')


def draw(lang):
    """The picture, as text."""
    windows, ports = converse(lang)
    rows = max(len(window.text.splitlines()) for window in windows)
    height = BAR + 12 + rows * LINE
    width = COLUMNS * CELL + 2 * PAD
    size = number(2 * width + GAP + 2), number(height + 2)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" '
             f'height="{size[1]}" viewBox="0 0 {size[0]} {size[1]}" '
             f'role="img" xml:lang="{lang}" xml:space="preserve">',
             f"<title>{ALT[lang]}</title>", f"<style>{STYLE}</style>"]
    for i, window in enumerate(windows):
        lines += draw_window(window, TITLES[lang][i], 1 + i * (width + GAP),
                             height, ports)
    return "\n".join([*lines, "</svg>", ""])


def path(lang):
    return FOLDER / f"picture.{lang}.svg"


if __name__ == "__main__":
    for each in sys.argv[1:] or CHAT:
        path(each).write_text(draw(each), "utf-8")

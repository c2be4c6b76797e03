"""Takes pictures of demo and of a conversation, as a terminal emulator has them.

	python3 tests/screens.py FOLDER		demo-en-white-80.png, ...
	SOCKDEMO=... python3 tests/screens.py FOLDER	with that program

To be looked at, by somebody: in both languages, on white and on black, with 80
columns and 120. What is seen is xterm's, under Xvfb, with tmux in it, by which
the two people of the conversation type. Debian has them in xterm, xvfb, tmux
and imagemagick.
"""

import contextlib
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from conftest import PROGRAM, TIMEOUT, clean_env, eventually

ROWS = 46
SAID = {"en": ("Hi! Café?", "On my way!"), "pt": ("Olá! Café?", "Já vou!")}


class Window:
    """An xterm with a shell's command in it, in front of all others."""

    def __init__(self, display, folder, look, *, columns, background):
        self.tmux = ["tmux", "-S", f"{folder}/tmux", "-f", "/dev/null"]
        self.display = display
        script = (f"tmux -u -S {folder}/tmux -f /dev/null new-session "
                  f"{shlex.quote(look)} ';' set status off")
        self.process = subprocess.Popen(
            ["xterm", "-fa", "DejaVu Sans Mono", "-fs", "9", "-u8",
             "-tn", "xterm-256color", "-b", "4", "-bc", "+sb", "-bg", background, "-fg",
             "black" if background == "white" else "white",
             "-geometry", f"{columns}x{ROWS}+0+0", "-e", "sh", "-c", script],
            env=clean_env(DISPLAY=display))

    def shows(self, text):
        done = subprocess.run([*self.tmux, "capture-pane", "-p", "-S", "-"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              timeout=TIMEOUT)
        return text in done.stdout.decode()

    def see(self, text):
        eventually(lambda: self.shows(text))

    def type(self, text):
        subprocess.run([*self.tmux, "send-keys", "-l", text], check=True)
        subprocess.run([*self.tmux, "send-keys", "Enter"], check=True)

    def picture(self, path):
        """Once two in a row are the same: it is drawn."""
        def take():
            return subprocess.run(
                ["import", "-display", self.display, "-window", "root",
                 "-trim", "png:-"], stdout=subprocess.PIPE, check=True,
                timeout=TIMEOUT).stdout
        last = [b""]

        def same():
            before, last[0] = last[0], take()
            return len(before) == len(last[0])
        eventually(same)
        path.write_bytes(last[0])

    def close(self):
        subprocess.run([*self.tmux, "kill-server"], check=False,
                       stderr=subprocess.DEVNULL)
        self.process.wait(TIMEOUT)


@contextlib.contextmanager
def display():
    """An X server of its own, that no file shows."""
    read, write = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24",
         "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as numbers:
            yield f":{numbers.readline().strip()}"
    finally:
        process.terminate()
        process.wait(TIMEOUT)


@contextlib.contextmanager
def window(*args, **options):
    with tempfile.TemporaryDirectory() as folder:
        one = Window(args[0], folder, *args[1:], **options)
        try:
            yield one
        finally:
            one.close()


def demo(on, lang, path, **look):
    ends = {"en": "status", "pt": "estado"}[lang]
    command = (f"{PROGRAM} demo --no-step --lang {lang}; "
               f"echo {ends}: $?; exec sleep 1000")
    with window(on, command, **look) as one:
        one.see(f"{ends}: 0")
        one.picture(path)


def conversation(on, lang, path, **look):
    """The server's window; the client's is behind it."""
    here, there = SAID[lang]
    options = f"-v --no-history --lang {lang} 127.0.0.1"
    with window(on, f"{PROGRAM} listen {options} 0", **look) as server:
        server.see("laddr=127.0.0.1:")
        pane = subprocess.run([*server.tmux, "capture-pane", "-p"],
                              stdout=subprocess.PIPE, check=True).stdout
        port = pane.decode().split("laddr=127.0.0.1:")[1].split()[0]
        with window(on, f"{PROGRAM} connect {options} {port}",
                    **look) as client:
            client.see("raddr=")
            client.type(here)
            server.see(here)
            server.type(there)
            client.see(there)
            client.picture(path)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with display() as on:
        for lang in SAID:
            for background in "white", "black":
                for columns in 80, 120:
                    look = {"background": background, "columns": columns}
                    name = f"{lang}-{background}-{columns}.png"
                    demo(on, lang, folder / f"demo-{name}", **look)
                    conversation(on, lang, folder / f"talk-{name}", **look)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

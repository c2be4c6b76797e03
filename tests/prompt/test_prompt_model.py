"""Somebody types at random, and a peer sends at random: a model says what.

The model knows what GNU readline's commands do to a line, and what sockdemo
does with it. Whatever happens meanwhile, what was sent is what the model
sent, and the screen is what the model's is: the lines entered and the text
received, in order and whole, and the prompt with the line being typed.

	SEEDS=1000 make check T=prompt_model     a thousand conversations
	SEED=17 make check T=prompt_model        that one

There are 48 of them by default: each level of detail, in each width, in each
language. .ci/run has four times as many of the program with sanitizers.
"""

import codecs
import itertools
import os
import random

import pytest

from person import BACKSPACE, DOWN, LEFT, RIGHT, TAB, UP, after, ctrl, \
    escaped, folded, laid_out, meta, paste, written

ENTER = "\r"
LEVELS, WIDTHS, LANGS = range(4), [20, 40, 80, 200], ["en", "pt", "both"]
CASES = list(itertools.product(LANGS, WIDTHS, LEVELS))
SEEDS = int(os.environ.get("SEEDS", len(CASES)))
ONE = os.environ.get("SEED")
STEPS = 25

WORDS = ["a", "of", "Olá", "ação", "coração", "três", "世界", "日本語", "x1",
         "foo-bar", "under_score", "it's", "😀", "end.", "UPPER", "naïve"]
# What a peer may send: text, tabs, escapes of every kind, what is no UTF-8.
PIECES = [*WORDS, "\t", "tab\tbed", "\x1b[31m", "\x1b]0;title\x07", "\r",
          "\u009b2J", "\u202e", "* close(3) = 0", "127.0.0.1:1234> ", "\x00",
          "x" * 50, "世" * 30, "\udcff", "\udcc3", "\udce4\udcb8"]
# With which narration begins; the last two before data that is folded.
MARKS = ("* ", "> ", "< ", "= ", "! ", "    ", "  > ", "  < ")


class Line:
    """What readline's commands do to the line, without a screen."""

    def __init__(self):
        self.history = []
        self.kills = []      # only the last is ever yanked
        self.killing = self.was_killing = False  # the last command did
        self.begin()

    def begin(self):
        self.text, self.point = "", 0
        self.at = len(self.history)  # where in the history
        self.saved = None            # the new line, while one is back there
        self.changed = False         # a line of the history was edited

    def replace(self, text, point=None):
        self.text = text
        self.point = len(text) if point is None else point

    def insert(self, text):
        self.replace(self.text[:self.point] + text + self.text[self.point:],
                     self.point + len(text))

    def delete(self, begin, end):
        self.replace(self.text[:begin] + self.text[end:], begin)

    def kill(self, begin, end, forward):
        """Kills in a row are one; begin to end is what goes."""
        text = self.text[begin:end]
        if self.was_killing and self.kills:
            last = self.kills.pop()
            text = last + text if forward else text + last
        self.kills.append(text)
        self.killing = True
        self.delete(begin, end)

    def forward_word(self):
        point, end = self.point, len(self.text)
        while point < end and not self.text[point].isalnum():
            point += 1
        while point < end and self.text[point].isalnum():
            point += 1
        return point

    def backward_word(self):
        point = self.point
        while point > 0 and not self.text[point - 1].isalnum():
            point -= 1
        while point > 0 and self.text[point - 1].isalnum():
            point -= 1
        return point

    # Each command: its keys, and what it does.

    def do_beginning(self):
        self.point = 0

    def do_end(self):
        self.point = len(self.text)

    def do_left(self):
        self.point = max(self.point - 1, 0)

    def do_right(self):
        self.point = min(self.point + 1, len(self.text))

    def do_word_left(self):
        self.point = self.backward_word()

    def do_word_right(self):
        self.point = self.forward_word()

    def do_backspace(self):
        if self.point > 0:
            self.delete(self.point - 1, self.point)

    def do_delete(self):
        self.delete(self.point, self.point + 1)

    def do_kill_line(self):
        if self.point < len(self.text):
            self.kill(self.point, len(self.text), True)

    def do_kill_back(self):
        if self.point > 0:
            self.kill(0, self.point, False)

    def do_kill_to_space(self):
        begin = self.point
        while begin > 0 and self.text[begin - 1] == " ":
            begin -= 1
        while begin > 0 and self.text[begin - 1] != " ":
            begin -= 1
        if begin < self.point:
            self.kill(begin, self.point, False)

    def do_kill_word(self):
        end = self.forward_word()
        if end > self.point:
            self.kill(self.point, end, True)

    def do_kill_word_back(self):
        begin = self.backward_word()
        if begin < self.point:
            self.kill(begin, self.point, False)

    def do_yank(self):
        self.insert(self.kills[-1])

    def do_transpose(self):
        if self.point > 0 and len(self.text) > 1:
            i = min(self.point, len(self.text) - 1)
            a, b = self.text[i - 1], self.text[i]
            self.replace(self.text[:i - 1] + b + a + self.text[i + 1:], i + 1)

    def change_case(self, change):
        end = self.forward_word()
        word = change(self.text[self.point:end])
        self.replace(self.text[:self.point] + word + self.text[end:], end)

    def do_upcase(self):
        self.change_case(str.upper)

    def do_downcase(self):
        self.change_case(str.lower)

    def go(self, at):
        """To another line of the history, or back to the new one."""
        at = min(max(at, 0), len(self.history))
        if at == self.at:
            return
        if self.at == len(self.history):
            self.saved = self.text
        self.at = at
        self.replace(self.saved if at == len(self.history)
                     else self.history[at])

    def do_up(self):
        self.go(self.at - 1)

    def do_down(self):
        self.go(self.at + 1)

    def do_first(self):
        self.go(0)

    def do_last(self):
        self.go(len(self.history))

    KEYS = {"beginning": [ctrl("a"), "\x1b[H"], "end": [ctrl("e"), "\x1b[F"],
            "left": [ctrl("b"), LEFT], "right": [ctrl("f"), RIGHT],
            "word_left": [meta("b")], "word_right": [meta("f")],
            "backspace": [BACKSPACE, ctrl("h")],
            "delete": [ctrl("d"), "\x1b[3~"], "kill_line": [ctrl("k")],
            "kill_back": [ctrl("u")], "kill_to_space": [ctrl("w")],
            "kill_word": [meta("d")], "kill_word_back": [meta("\x7f")],
            "yank": [ctrl("y")], "transpose": [ctrl("t")],
            "upcase": [meta("u")], "downcase": [meta("l")],
            "up": [UP, ctrl("p")], "down": [DOWN, ctrl("n")],
            "first": [meta("<")], "last": [meta(">")]}
    MOVES = {"up", "down", "first", "last"}
    META = {"kill_word", "kill_word_back"}

    def possible(self, name):
        if name in self.MOVES:
            return not self.changed
        if name == "yank":
            return self.kills and len(self.kills[-1] + self.text) < 120
        if name == "delete":
            return self.point < len(self.text)
        return True

    def do(self, name):
        before = self.text
        # With callbacks, readline takes the Escape of a Meta key for the end
        # of a row of kills.
        self.was_killing = self.killing and name not in self.META
        self.killing = False
        getattr(self, f"do_{name}")()
        self.note(before, name)

    def note(self, before, name=""):
        if name not in self.MOVES and self.text != before and \
                self.at < len(self.history):
            self.changed = True

    def typed(self, text):
        before = self.text
        self.killing = False
        self.insert(text)
        self.note(before)

    def enter(self):
        """What is sent. Each line of a paste is one in the history."""
        text = self.text
        self.history += filter(None, text.split("\n"))
        self.killing = False
        self.begin()
        return text + "\n"


class Search:
    """Reverse incremental search, as readline's isearch.c does it."""

    def __init__(self, line):
        self.line = line
        new = line.saved if line.at < len(line.history) else line.text
        self.lines = [*line.history, new]
        self.lines[line.at] = line.text
        self.at = self.found_at = line.at
        self.index = self.found = line.point
        self.text, self.failed = "", False
        line.killing = False

    def add(self, char):
        self.text += char
        while True:
            here = self.lines[self.at].rfind(self.text, 0,
                                             self.index + len(self.text))
            if here >= 0:
                break
            before = self.lines[self.found_at] if self.ever else None
            self.index = 0
            while True:
                self.at -= 1
                if self.at < 0:
                    self.failed, self.at = True, self.found_at
                    return
                if self.lines[self.at] != before and \
                        len(self.lines[self.at].encode()) >= \
                        len(self.text.encode()):
                    break
            self.index = len(self.lines[self.at])
        self.failed = False
        self.ever = True
        self.found_at, self.index, self.found = self.at, here, here

    ever = False

    @property
    def prompt(self):
        failed = "failed " if self.failed else ""
        return f"({failed}reverse-i-search)`{self.text}': "

    def accept(self):
        line = self.line
        if self.found_at != line.at:
            line.go(self.found_at)
        line.point = self.found


class Received:
    """What the peer sent, and what of it is not on the screen yet.

    A line is shown when it ends; what has no end yet, after a moment, up to
    where a chunk of it ended.
    """

    def __init__(self):
        self.decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self.text = ""     # not on the screen
        self.ends = set()  # in it, the ends of chunks
        self.shown = 0     # characters of the unfinished line that are

    def add(self, data):
        self.text += self.decoder.decode(data)
        self.ends.add(len(self.text))

    def take(self, row, columns):
        """A row of the screen: whether it is what must come next."""
        if self.shown and self.text.startswith("\n"):
            self.skip(1)  # the end of what was shown already
            self.shown = 0
        line, newline, _ = self.text.partition("\n")
        n = folded(line, columns)
        ends = [n] if n < len(line) or newline else []
        ends += sorted((end for end in self.ends if 0 < end <= n),
                       reverse=True)
        for end in ends:
            if self.row(line[:end]) == row:
                whole = end == len(line) and bool(newline)
                self.skip(end + whole)
                self.shown = 0 if whole else 1
                return True
        return False

    def row(self, text):
        row, column = "| ", 2
        for char in text:
            next_column = after(column, char)
            row += " " * (next_column - column) if char == "\t" else \
                escaped(char)
            column = next_column
        return row.rstrip()

    def skip(self, n):
        self.text = self.text[n:]
        self.ends = {end - n for end in self.ends if end > n}

    def copy(self):
        other = Received()
        other.text, other.ends, other.shown = \
            self.text, set(self.ends), self.shown
        return other

    def all_shown(self):
        return self.text == "" or self.shown and self.text == "\n"

    def lines_shown(self):
        """All but a line that is not finished."""
        line, newline, _ = self.text.partition("\n")
        return not newline or self.shown and self.text.startswith("\n") and \
            "\n" not in self.text[1:]


class Model:
    """One conversation: keys and chunks, and what must be seen of them."""

    def __init__(self, person, rng, level):
        self.person, self.rng, self.level = person, rng, level
        self.line, self.received = Line(), Received()
        self.entered = []  # blocks of rows that are not on the screen yet
        self.sent = b""    # what the peer has not read yet
        self.prompt = person.prompt
        self.log = []

    def type(self, keys):
        self.log.append(keys)
        self.person.type(keys)

    def type_in_pieces(self, char):
        """A character may come so, and what is received does not wait."""
        keys = char.encode()
        cut = self.rng.randrange(len(keys))
        if cut > 0:
            self.type(keys[:cut])
            self.chunk()
            self.person.settle()
        self.type(keys[cut:])

    def block(self, text):
        columns = self.person.screen.columns
        rows, (x, y) = written(laid_out(text, columns), columns)
        # Spaces and newlines at its end have rows of their own.
        self.entered.append(rows + [""] * (y + (x > 0) - len(rows)))

    # --- what somebody does ---

    def step(self):
        step = self.rng.choices(
            [self.type_words, self.edit, self.enter, self.argument,
             self.search, self.paste, self.complete, self.resize,
             self.double_slash], [8, 12, 4, 1, 2, 2, 1, 1, 1])[0]
        if self.rng.random() < 0.5:
            self.chunk()
        step()
        if self.rng.random() < 0.5:
            self.chunk()
        if self.rng.random() < 0.6:
            self.see()

    def type_words(self):
        if len(self.line.text) > 80:
            return
        text = " ".join(self.rng.choices(WORDS, k=self.rng.randint(1, 3)))
        text = self.rng.choice(["", " "]) + text + self.rng.choice(["", " "])
        self.line.typed(text)
        self.type(text)

    def edit(self):
        keys = ""
        for _ in range(self.rng.randint(1, 6)):
            name = self.rng.choice(list(Line.KEYS))
            if self.line.possible(name):
                keys += self.rng.choice(Line.KEYS[name])
                self.line.do(name)
        self.type(keys)

    def enter(self):
        if self.line.text.startswith("/"):  # what was "//" once, and edited
            self.type(ctrl("e") + ctrl("u"))
            self.line.do("end")
            self.line.do("kill_back")
        self.block(self.person.prompt + self.line.text)
        self.sent += self.line.enter().encode()
        self.type(ENTER)

    def argument(self):
        char, n = self.rng.choice("xé世"), self.rng.randint(2, 9)
        self.type(meta(str(n)))
        self.line.killing = False
        self.prompt = f"(arg: {n}) "
        self.maybe_see()
        self.prompt = self.person.prompt
        self.line.typed(char * n)
        self.type(char)

    def search(self):
        if self.line.changed:
            return
        old = self.line.text, self.line.point
        search = Search(self.line)
        self.type(ctrl("r"))
        text = self.rng.choice([*self.line.history, "none"])
        begin = self.rng.randrange(len(text))
        for char in text[begin:begin + self.rng.randint(1, 4)]:
            if char == "\n":
                break
            search.add(char)
            self.type_in_pieces(char)
            self.prompt = search.prompt
            self.line.replace(search.lines[search.found_at] if search.ever
                              else old[0], search.found)
            self.maybe_see()
        self.prompt = self.person.prompt
        self.line.replace(*old)
        if self.rng.random() < 0.3:
            self.type(ctrl("g"))
        else:
            search.accept()
            self.line.do("end")
            self.type(ctrl("e"))

    def paste(self):
        if len(self.line.text) > 60:
            return
        lines = [" ".join(self.rng.choices(WORDS, k=2))
                 for _ in range(self.rng.randint(1, 3))]
        text = "\n".join(lines)
        self.line.typed(text)
        keys = paste(text.replace("\n", self.rng.choice("\r\n")))
        cut = self.rng.randrange(len(keys))
        self.type(keys[:cut])
        if self.rng.random() < 0.5:
            self.chunk()
        self.type(keys[cut:])

    def complete(self):
        if self.line.text:
            return
        columns = self.person.screen.columns
        if self.rng.random() < 0.5:
            self.type("/in" + TAB)
            whole = "/info "
        else:
            self.type("/h" + TAB + TAB)
            whole = "/h"
            self.block(self.person.prompt + whole)
            self.block("\n".join(in_columns(
                ["/halfclose", "/help", "/hex"], columns)))
        self.line.typed(whole)
        self.maybe_see()
        self.type(BACKSPACE * len(whole))
        for _ in whole:
            self.line.do("backspace")

    def slash(self):
        """A line of a paste that begins so is no command; one typed is."""
        text = "/quit\n//two" if self.rng.random() < 0.5 else "/quit"
        self.line.typed(text)
        self.type(paste(text))
        self.block(self.person.prompt + text)
        self.sent += self.line.enter().encode()
        self.type(ENTER)
        self.see()
        self.type("/quit" + ENTER)
        assert self.person.wait() == 0
        assert self.person.peer.recv_all() == b""

    def double_slash(self):
        if not self.line.text:
            self.line.typed("//" + self.rng.choice(WORDS))
            self.type(self.line.text)
            self.block(self.person.prompt + self.line.text)
            self.sent += self.line.enter()[1:].encode()
            self.type(ENTER)

    def resize(self):
        self.see(whole=True)
        self.person.settle()  # nothing is on its way for the old width
        self.see(whole=True)
        seen = len(self.person.raw)
        columns = self.rng.choice([20, 40, 80, 200, self.rng.randint(18, 99)])
        self.log.append(f"{columns} columns")
        if columns == self.person.screen.columns:
            return
        self.person.resize(columns, self.line.text, self.line.point)
        self.person.until(lambda: len(self.person.raw) > seen)
        self.person.settle()
        self.see()

    def chunk(self):
        data = b"".join(
            self.rng.choice(PIECES).encode("utf-8", "surrogateescape") +
            self.rng.choice([b"", b"", b"\n", b"\n\n"])
            for _ in range(self.rng.randint(1, 4)))
        if self.rng.random() < 0.7:
            data += b"\n"
        if self.rng.random() < 0.3:
            data = data[:self.rng.randint(1, len(data))]
        data = data if data[:1] != b"\t" else b"t" + data
        if len(self.received.text) + len(data) < 1000:
            self.log.append(data)
            self.received.add(data)
            self.person.peer.send(data)

    # --- what must be seen of it ---

    def maybe_see(self):
        if self.rng.random() < 0.5:
            self.see()

    def see(self, whole=False):
        """Waits for the screen of the model; whole: also what the peer has
        not finished."""
        person, line = self.person, self.line
        rows, cursors = person.prompt_rows(line.text, line.point, self.prompt)

        def shown():
            lines = person.lines
            top = len(lines) - len(rows)
            told = len(person.told)
            x, y = person.cursor
            if top < told or lines[top:] != rows or \
                    (x, y - top) not in cursors or \
                    lines[:told] != person.told:
                return False
            received = self.matches(lines[told:top])
            if received is None or whole and not received.all_shown():
                return False
            person.told = lines[:top]
            self.received.text, self.received.ends, self.received.shown = \
                received.text, received.ends, received.shown
            self.entered.clear()
            return True
        self.person.until(shown)
        assert person.peer.recv(len(self.sent)) == self.sent
        self.sent = b""

    def matches(self, rows):
        """What of the peer's is still to come, if these are the model's."""
        received, blocks, i = self.received.copy(), list(self.entered), 0
        while i < len(rows):
            if blocks and rows[i:i + len(blocks[0])] == blocks[0]:
                i += len(blocks.pop(0))
            elif rows[i][:2].rstrip() == "|":
                if not received.take(rows[i], self.person.screen.columns):
                    return None
                i += 1
            elif self.level > 0 and rows[i].startswith(MARKS):
                i += 1
            else:
                return None
        return received if not blocks and received.lines_shown() else None


def in_columns(words, columns):
    """As readline lists completions: down, then across."""
    wide = max(map(len, words)) + 2
    across = max(columns // wide, 1)
    if across > 1 and across * wide == columns:
        across -= 1
    down = -(-len(words) // across)
    return ["".join(word.ljust(wide) for word in words[i::down]).rstrip()
            for i in range(down)]


@pytest.mark.parametrize("seed", [int(ONE)] if ONE else range(SEEDS))
def test_the_screen_and_what_is_sent_are_the_models(person, seed):
    rng = random.Random(seed)
    lang, columns, level = CASES[seed % len(CASES)]
    verbose = ["-" + "v" * level] if level else []
    someone = person(rng.choice(["connect", "listen"]), "--no-history",
                     "--lang", lang, *verbose, columns=columns)
    model = Model(someone, rng, level)
    try:
        for _ in range(STEPS):
            model.step()
        model.enter()
        model.see(whole=True)
        model.slash()
    except BaseException:
        print(f"to repeat it: SEED={seed} make check T=prompt_model\n"
              f"{model.line.text!r} at {model.line.point}, "
              f"prompt {model.prompt!r}; still to be shown: "
              f"{model.received.text!r} {model.entered}\n"
              f"{someone.prompt_rows(model.line.text, model.line.point, None)}\n"
              f"and was: {someone.lines[len(someone.told):]}, cursor "
              f"{someone.cursor}; so far:", *map(repr, model.log), sep="\n")
        raise

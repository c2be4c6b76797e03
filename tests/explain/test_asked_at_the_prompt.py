"""explain at the prompt, the line that errors end with, and completion."""

import re
import subprocess

import pytest

from conftest import TIMEOUT, Peer, needs


@pytest.fixture
def conversation(terminal, server, closing):
    """A client on a terminal, and its server: (screen, Peer)."""
    def conversation(*args, **options):
        sock = server()
        screen = terminal("connect", *args, "127.0.0.1",
                          str(sock.getsockname()[1]),
                          **{"rows": 60, **options})
        peer = closing(Peer(sock.accept()[0]))
        screen.see("connected to")
        return screen, peer
    return conversation


def test_a_word_is_explained_without_leaving(conversation):
    screen, peer = conversation()
    screen.type("/explain bind\n")
    screen.see("bind(): gives a socket its address and port")
    screen.see("bind(2)")
    screen.type("/explain time wait\n")
    screen.see("TIME_WAIT")
    screen.type("ola\n")
    assert peer.recv(4) == b"ola\n"  # and nothing else was sent


def test_in_portuguese_and_what_is_not_known(conversation):
    screen, peer = conversation("--lang", "en")
    screen.type("/lang pt\n")
    screen.type("/explain fila\n")
    screen.see("fila de espera (backlog)")
    screen.type("/explain EADDRINUS\n")
    screen.see("EADDRINUSE")
    screen.type("/quit\n")
    assert screen.wait() == 0 and peer.recv_all() == b""


def test_alone_it_is_about_the_call_that_failed(conversation):
    screen, peer = conversation()
    screen.type("/explain\n")
    screen.see("no call has failed so far")
    peer.close()
    screen.see("finished sending")
    for _ in range(2):
        screen.type("x\n")
        screen.update(0.2)
    screen.see("EPIPE")
    screen.type("/explain\n")
    screen.see("EPIPE (errno 32)")
    screen.see("BrokenPipeError")


def test_after_an_error_the_command_that_explains_it(terminal, refusing, run):
    screen = terminal("connect", "127.0.0.1", str(refusing))
    assert screen.wait() == 1
    assert screen.lines[:24] and "sockdemo explain ECONNREFUSED" in screen.text
    # No terminal: no line more.
    child = run("connect", "127.0.0.1", str(refusing))
    assert child.status == 1 and "explain" not in child.err


def test_the_command_that_it_says_runs(terminal, run, refusing):
    screen = terminal("connect", "127.0.0.1", str(refusing), "--lang", "pt")
    assert screen.wait() == 1
    words = re.search(r"sockdemo (explain \w+)$", screen.text, re.M)[1].split()
    child = run(*words)
    assert child.status == 0
    assert child.out.startswith(b"ECONNREFUSED (errno 111)")


def test_each_error_ends_so(terminal, server):
    port = server().getsockname()[1]
    for args, symbol in [
            (["listen", "127.0.0.1", str(port)], "EADDRINUSE"),
            (["listen", "192.0.2.1", "0"], "EADDRNOTAVAIL"),
            (["connect", "-U", "/nowhere/a.sock"], "ENOENT")]:
        screen = terminal(*args)
        assert screen.wait() == 1
        screen.see(f"sockdemo explain {symbol}")


# --- completion ---

def test_words_are_completed_at_the_prompt(conversation):
    screen, _ = conversation()
    screen.type("/expl\t")
    screen.see("/explain")
    screen.type("EADDRNOT\t")
    screen.see("/explain EADDRNOTAVAIL")


ASK_BASH = r"""
. /dev/stdin
COMP_WORDS=(sockdemo explain "$1") COMP_CWORD=2 COMP_LINE="sockdemo explain $1"
COMP_POINT=${#COMP_LINE}
$(complete -p sockdemo | sed -n 's/.*-F \([a-z_]*\) .*/\1/p') sockdemo "$1" explain
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize("word, offered", [
    ("ECONNRE", {"ECONNREFUSED", "ECONNRESET"}), ("bin", {"bind"}),
    ("TIME", {"TIME_WAIT"}), ("ligaç", {"ligação"}),
    ("SO_REUSE", {"SO_REUSEADDR", "SO_REUSEPORT"})])
def test_words_are_completed_by_a_shell(run, word, offered):
    script = run("completion", "bash").out
    done = subprocess.run([needs("bash"), "-c", ASK_BASH, "bash", word],
                          input=script, stdout=subprocess.PIPE,
                          timeout=TIMEOUT)
    assert set(done.stdout.decode().split()) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_word_that_completion_offers_is_known(run, shell):
    text = run("completion", shell).out.decode()
    words = max((w.split() for w in re.findall(r"[('](\w+ \w+[^')\n]*)[')]",
                                               text)), key=len)
    assert len(words) > 300 and {"port", "porta", "bind"} <= set(words)
    for i in range(0, len(words), 30):
        child = run("explain", "--", *words[i:i + 30])
        assert (child.status, child.err) == (0, ""), child.err

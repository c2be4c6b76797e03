"""sockdemo completion: what the shells complete, the shells themselves say.

The table of options, --help and completion are held together: what --help
lists for a command is what each shell offers for it.
"""

import os
import re
import subprocess

import pytest

from conftest import PROGRAM, TIMEOUT, clean_env, end, needs, needs_module

COMMANDS = ["listen", "connect", "demo", "watch", "explain", "completion"]
SHELLS = ["bash", "zsh", "fish"]


def options_of(run, command):
    """By --help: (letters, long names)."""
    text = run(command, "--help").out.decode()
    found = re.findall(r"^  (?:(-.), |    )(--[\w-]+)", text, re.M)
    return {s for s, _ in found if s}, {name for _, name in found}


@pytest.fixture
def script(run, tmp_path):
    """The completion of a shell, where that shell finds it."""
    def script(shell):
        needs(shell)
        child = run("completion", shell)
        assert (child.status, child.err) == (0, "")
        path = tmp_path / "_sockdemo"
        path.write_bytes(child.out)
        return path
    return script


def ask_bash(path, *words):
    """What bash offers for the last of these words."""
    done = subprocess.run(
        [needs("bash"), "--norc", "-c",
         'set -u; . "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))\n'
         '_sockdemo; printf "%s\\n" "${COMPREPLY[@]}"',
         "bash", path, "sockdemo", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        timeout=TIMEOUT, env=clean_env(), cwd=path.parent)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return [w for w in done.stdout.split("\n") if w]


def ask_fish(path, *words):
    line = " ".join(["sockdemo", *words])
    done = subprocess.run(
        [needs("fish"), "--no-config", "-c",
         f"source {path}; complete -C '{line}'"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        timeout=TIMEOUT, env=clean_env(HOME=str(path.parent)),
        cwd=path.parent)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return [w.split("\t")[0] for w in done.stdout.split("\n") if w]


# zsh completes in its line editor alone: so one is run on a terminal of its
# own, zsh's, and lists what it would offer.
ZSH = r'''
zmodload zsh/zpty
zpty z env PS1= zsh -f -i
zpty -w z "stty -echo; PROMPT=; fpath=($1 \$fpath); autoload -Uz compinit"
zpty -w z "compinit -u -D; zstyle ':completion:*' verbose no; LISTMAX=10000"
zpty -w z "zstyle ':completion:*' list-prompt ''; COLUMNS=20; LINES=500"
zpty -w z "compadd() { builtin compadd -O found \"\$@\"; \
 print -rl -- \"<\${(@)^found}>\"; builtin compadd \"\$@\" }"
zpty -w z "show() { zle expand-or-complete; print '<DONE>' }"
zpty -w z "zle -N show; bindkey '^I' show; print '<READY>'"
while zpty -r z line; do [[ $line = *'<READY>'* && $line != *print* ]] && break; done
zpty -n -w z "$2"$'\t'
while zpty -r z line; do print -r -- "$line"; [[ $line = *'<DONE>'* ]] && break; done
zpty -d z
'''


def ask_zsh(path, *words):
    line = " ".join(["sockdemo", *words])
    done = subprocess.run(
        [needs("zsh"), "-f", "-c", ZSH, "zsh", path.parent, line],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        timeout=TIMEOUT, env=clean_env(HOME=str(path.parent)),
        cwd=path.parent)
    return [w for w in re.findall(r"<([^<>\r\n]*)>", done.stdout)
            if w and w != "DONE"]


ASK = {"bash": ask_bash, "zsh": ask_zsh, "fish": ask_fish}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_commands(script, shell):
    offered = ASK[shell](script(shell), "")
    assert set(COMMANDS) <= set(offered)
    assert "connect" in ASK[shell](script(shell), "co")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_options_are_those_of_help(run, script, shell, command):
    _, names = options_of(run, command)
    offered = ASK[shell](script(shell), command, "--")
    assert {w.rstrip("=") for w in offered if w.startswith("--")} == names


@pytest.mark.parametrize("shell", ["bash", "fish"])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_letters_are_those_of_help(run, script, shell, command):
    letters, _ = options_of(run, command)
    offered = ASK[shell](script(shell), command, "-")
    assert {w for w in offered if re.fullmatch("-.", w)} == letters


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("option, values", [
    ("--lang", {"en", "pt", "both"}),
    ("--color", {"auto", "always", "never"}),
    ("--lanes", {"auto", "always", "never"}),
])
def test_values(script, shell, option, values):
    path = script(shell)
    assert set(ASK[shell](path, "demo", option, "")) == values


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_values_after_equals(script, shell):
    words = ["demo", "--lang", "=", "b"] if shell == "bash" else \
        ["demo", "--lang=b"]
    offered = ASK[shell](script(shell), *words)
    assert [w.split("=")[-1] for w in offered] == ["both"]


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_a_word_that_comes_after_equals_only(script, shell):
    path = script(shell)
    words = ["listen", "--time", "=", ""] if shell == "bash" else \
        ["listen", "--time=c"]
    assert [w.split("=")[-1] for w in ASK[shell](path, *words)] == ["clock"]
    assert "clock" not in ASK[shell](path, "listen", "--time", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_names_of_socket_options(script, shell):
    offered = ASK[shell](script(shell), "connect", "--set", "TCP_NO")
    assert {"TCP_NODELAY", "TCP_NOTSENT_LOWAT"} == \
        {w for w in offered if w.startswith("TCP_NO")}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("option", ["-o", "--hex-dump"])
def test_files(script, shell, option, monkeypatch):
    path = script(shell)
    (path.parent / "record of all").write_text("")
    monkeypatch.chdir(path.parent)
    offered = ASK[shell](path, "listen", option, "rec")
    assert any("record of all" in w.replace("\\", "") for w in offered)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("words", [["listen", "-U"], ["connect", "-uU"],
                                   ["listen", "--unixsock", "-v"],
                                   ["-U", "connect"]])
def test_paths_of_sockets(script, shell, words, monkeypatch):
    path = script(shell)
    (path.parent / "record of all").write_text("")
    monkeypatch.chdir(path.parent)
    offered = ASK[shell](path, *words, "rec")
    assert any("record of all" in w.replace("\\", "") for w in offered)


@pytest.mark.parametrize("shell", SHELLS)
def test_no_files_where_an_address_is_expected(script, shell, monkeypatch):
    path = script(shell)
    (path.parent / "record of all").write_text("")
    monkeypatch.chdir(path.parent)
    offered = ASK[shell](path, "listen", "-u", "rec")
    assert not any("record" in w for w in offered)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shells(script, shell):
    offered = ASK[shell](script(shell), "completion", "")
    assert set(SHELLS) <= set(offered)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_can_read_it(script, shell):
    path = script(shell)
    done = subprocess.run([needs(shell), "-n", path], stderr=subprocess.PIPE,
                          timeout=TIMEOUT)
    assert (done.returncode, done.stderr) == (0, b"")


def test_with_a_real_tab(script, tmp_path):
    """bash on a terminal, with a person's key."""
    pexpect = needs_module("pexpect")
    path = script("bash")
    env = clean_env(PS1="$ ", HOME=str(tmp_path), INPUTRC="/dev/null",
                    PATH=f"{PROGRAM.parent}:{os.environ['PATH']}")
    child = pexpect.spawn(needs("bash"), ["--norc", "--noprofile"], env=env,
                          timeout=TIMEOUT, dimensions=(24, 120))
    child.sendline(f". {path}; bind 'set enable-bracketed-paste off'; PS1='ok '")
    child.expect("\rok ")
    child.send("sockdemo conn\t")
    child.expect_exact("sockdemo connect ")
    child.send("--exit\t")
    child.expect_exact("--exit-on-eof ")
    child.send("--lang=p\t")
    child.expect_exact("--lang=pt ")
    end(child)


@pytest.mark.parametrize("args", [[], ["tcsh"], ["bash", "zsh"]])
def test_what_is_no_shell(run, args):
    child = run("completion", *args)
    assert (child.status, child.out) == (2, b"")
    assert child.err.count("\n") == 1


def test_descriptions_in_portuguese(run):
    assert "usar só IPv4" in run(
        "completion", "--lang", "pt", "fish").out.decode()


@pytest.mark.parametrize("shell", SHELLS)
def test_watch_completes_the_program_and_its_arguments(script, shell):
    """What another command takes is as its own completion has it."""
    path = script(shell)
    assert "strace" in ASK[shell](path, "watch", "-v", "strac")
    (path.parent / "servidor.py").touch()
    assert "servidor.py" in ASK[shell](path, "watch", "cat", "servi")

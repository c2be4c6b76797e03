"""The Makefile and the script that installs what is missing, tried on copies."""

import hashlib
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from conftest import needs

TOP = Path(__file__).resolve().parents[2]
FILES = ["Makefile", "src", "po", "man", "tests/deps.sh"]

# The plain program's build is what is tried; once is enough.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("SANITIZE" in os.environ, reason="not a plain build"),
]


def run(*args, cwd, ok=True, **env):
    """Runs a command free of what the make that runs the tests has set."""
    clean = {k: v for k, v in os.environ.items()
             if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES",
                          "B", "T", "DEPS", "CFLAGS", "DESTDIR", "PREFIX",
                          "DEBIAN_FRONTEND")}
    clean.update(env)
    done = subprocess.run([str(a) for a in args], cwd=cwd, env=clean,
                          text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert not ok or done.returncode == 0, done.stdout
    return done


def copy(to):
    for name in FILES:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        if (TOP / name).is_dir():
            shutil.copytree(TOP / name, to / name)
        else:
            shutil.copy2(TOP / name, to / name)
    return to


def times(tree):
    return {str(p.relative_to(tree)): p.stat().st_mtime_ns
            for p in sorted((tree / "build").rglob("*"))
            if p.suffix in (".o", ".a", ".mo") or p.name == "sockdemo"}


def changed(tree, before):
    return {name for name, when in times(tree).items()
            if before.get(name) != when}


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("absent", [None, "libreadline.a", "libtinfo.a"])
def test_readline_from_its_archive_or_shared(tmp_path, absent):
    """Where one of the archives is not there, cc knows no path to it."""
    cc = tmp_path / "cc"
    cc.write_text("#!/bin/sh\ncase $1 in -print-file-name=" + str(absent) +
                  f") echo {absent}; exit;; esac\nexec cc \"$@\"\n")
    cc.chmod(0o755)
    link = run("make", "-n", "V=1", f"CC={cc}", "B=build/none",
               "build/none/sockdemo", cwd=TOP).stdout.splitlines()[-1]
    assert "-lreadline" in link
    assert ("-Bstatic" in link) == (absent is None), link


def test_only_what_is_stale_is_built_again(tmp_path):
    tree = copy(tmp_path / "tree")
    quick = ["make", "-j2", "CFLAGS=-O0"]
    run(*quick, cwd=tree)
    before = times(tree)
    run(*quick, cwd=tree)
    assert changed(tree, before) == set()

    # A header: the objects whose source reads it, and what is made of them.
    header = tree / "src/text/lang.h"
    header.write_text(header.read_text() + "\n/* changed */\n")
    run(*quick, cwd=tree)
    again = changed(tree, before)
    assert {"build/obj/text/lang.o", "build/sockdemo"} <= again
    assert again < set(before)

    # A source more, and then gone again: the library follows.
    stray = tree / "src/text/stray_for_test.c"
    stray.write_text("typedef int nothing;\n")
    run(*quick, cwd=tree)
    members = run("ar", "t", "build/libsockdemo.a", cwd=tree).stdout
    assert "stray_for_test.o" in members
    stray.unlink()
    run(*quick, cwd=tree)
    members = run("ar", "t", "build/libsockdemo.a", cwd=tree).stdout
    assert "stray_for_test.o" not in members
    assert len(members.split()) == len(list((tree / "src").rglob("*.c"))) - 1

    # Other flags: every object.
    before = times(tree)
    run("make", "-j2", "CFLAGS=-O0 -DOTHER", cwd=tree)
    objects = {n for n in before if n.endswith(".o") and "stray" not in n}
    assert objects <= changed(tree, before)

    # Sanitized: elsewhere, and the plain program is left alone.
    before = times(tree)
    wanted = run("make", "-n", "V=1", "SANITIZE=address", cwd=tree).stdout
    assert "build/sanitize/obj/main.o" in wanted
    assert "-o build/obj" not in wanted and "FORTIFY" not in wanted
    assert changed(tree, before) == set()

    run("make", "clean", cwd=tree)
    assert sorted(p.name for p in tree.iterdir()) == \
        sorted({Path(f).parts[0] for f in FILES})


def test_reproducible_installed_and_uninstalled(tmp_path):
    one = copy(tmp_path / "one")
    two = copy(tmp_path / "another place")
    # Also with goals that each build: nothing is built by two at once.
    said = run("make", "-j2", "all", "demo", cwd=one, DEPS="no").stdout
    built = [line for line in said.splitlines() if line.startswith("  CC\t")]
    assert len(built) == len(set(built)) == len(list(one.rglob("src/**/*.c")))
    run("make", cwd=two, SOURCE_DATE_EPOCH="86400", TZ="Asia/Tokyo")
    assert digest(one / "build/sockdemo") == digest(two / "build/sockdemo")

    # Nothing is built or fetched for make install, and everybody can read.
    before = times(one)
    dest = tmp_path / "dest"
    run("sh", "-c", f"umask 077; make install DESTDIR={dest}", cwd=one,
        PATH=os.environ["PATH"])
    assert changed(one, before) == set()
    installed = {str(p.relative_to(dest)): p.stat() for p in dest.rglob("*")}
    modes = {n: stat.S_IMODE(s.st_mode) for n, s in installed.items()
             if stat.S_ISREG(s.st_mode)}
    assert modes == {
        "usr/local/bin/sockdemo": 0o755,
        "usr/local/share/man/man1/sockdemo.1": 0o644,
        "usr/local/share/man/pt/man1/sockdemo.1": 0o644,
        "usr/local/share/man/man7/sockdemo-scripts.7": 0o644,
        "usr/local/share/man/pt/man7/sockdemo-scripts.7": 0o644,
        "usr/local/share/bash-completion/completions/sockdemo": 0o644,
        "usr/local/share/zsh/site-functions/_sockdemo": 0o644,
        "usr/local/share/fish/vendor_completions.d/sockdemo.fish": 0o644,
    }
    assert all(s.st_mode & 0o555 == 0o555 for s in installed.values()
               if stat.S_ISDIR(s.st_mode))
    run("make", "uninstall", f"DESTDIR={dest}", cwd=one)
    assert [p for p in dest.rglob("*") if not p.is_dir()] == []


def test_a_language_more_is_a_file_more(tmp_path):
    tree = copy(tmp_path / "tree")
    text = (tree / "po/pt.po").read_text("utf-8")
    (tree / "po/xx.po").write_text(text.replace("Language: pt", "Language: xx")
                                   .replace("ligação recusada", "XXX"))
    run("make", "-j2", "CFLAGS=-O0", cwd=tree)
    for lang, says in ("xx", "XXX"), ("pt", "ligação recusada"), \
            ("en", "connection refused"):
        said = run("build/sockdemo", "connect", "--lang", lang, "127.0.0.1",
                   "1", cwd=tree, ok=False)
        assert says in said.stdout


@pytest.mark.parametrize("wrong, was, says", [
    ("plural=(n > 1);", "plural=(n != 1);", "Plural-Forms"),
    ("nplurals=3; plural=(n != 1);", "nplurals=2; plural=(n != 1);",
     "Plural-Forms"),
    ('msgstr "a ligação está fechada deste lado (%s)"',
     'msgstr "a ligação está fechada deste lado (Ctrl-D termina)"', None),
    ('msgstr "%d opção desconhecida: %s"', 'msgstr "opção desconhecida: %s"',
     "format"),
    ('msgstr "opção desconhecida: %n"', 'msgstr "opção desconhecida: %s"',
     "format"),
])
def test_a_catalogue_that_breaks_is_not_built(tmp_path, wrong, was, says):
    """%n, or a string for a number, would be obeyed in a format."""
    tree = copy(tmp_path / "tree")
    text = (tree / "po/pt.po").read_text("utf-8")
    assert was in text
    (tree / "po/pt.po").write_text(text.replace(was, wrong))
    made = run("make", "build/po/pt.mo", cwd=tree, ok=False)
    assert (made.returncode == 0) == (says is None), made.stdout
    assert says is None or says in made.stdout
    assert (tree / "build/po/pt.mo").exists() == (says is None)


def test_a_tarball_of_the_same_commit_is_the_same(tmp_path):
    needs("git")
    tree = copy(tmp_path / "tree")
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t.invalid"]
    run(*git, "init", "-q", ".", cwd=tree)
    run(*git, "add", "-A", cwd=tree)
    run(*git, "commit", "-qm", "t", cwd=tree)
    run("make", "dist", cwd=tree)
    tarball, = (tree / "build").glob("sockdemo-*.tar.gz")
    first = digest(tarball)
    run("git", "clone", "-q", tree, tmp_path / "other", cwd=tmp_path)
    run("make", "dist", cwd=tmp_path / "other", SOURCE_DATE_EPOCH="1")
    assert digest(tmp_path / "other/build" / tarball.name) == first


# A machine of its own, as far as the script sees: a PATH with what it calls.
BASICS = ["sh", "env", "id", "grep", "cc", "as", "ld"]


@pytest.fixture
def machine(tmp_path):
    bin = tmp_path / "bin"
    bin.mkdir()
    for name in BASICS:
        (bin / name).symlink_to(shutil.which(name))
    say(bin, "id", "echo ${UID_FOR_TEST:-0}")
    return bin


def say(bin, name, script):
    (bin / name).unlink(missing_ok=True)
    (bin / name).write_text(f"#!/bin/sh\n{script}\n")
    (bin / name).chmod(0o755)


def deps(machine, what="build", **env):
    return run("/bin/sh", TOP / "tests/deps.sh", what, cwd=machine.parent,
               ok=False, PATH=str(machine), CC="cc", **env)


def apt(machine):
    """An apt-get that notes what it is asked for, and brings msgfmt."""
    touch, chmod = shutil.which("touch"), shutil.which("chmod")
    say(machine, "apt-get", f"""
echo "apt-get $* ($DEBIAN_FRONTEND)" >>{machine.parent}/asked
if [ "$1" = install ]; then
    {touch} {machine}/msgfmt; {chmod} 755 {machine}/msgfmt
fi""")


def asked(machine):
    log = machine.parent / "asked"
    return log.read_text().splitlines() if log.exists() else []


ASKED = ["apt-get update ()", "apt-get install -y --no-install-recommends "
         "gettext (noninteractive)"]


def test_missing_is_installed_once(machine):
    apt(machine)
    done = deps(machine)
    assert done.returncode == 0, done.stdout
    assert ("apt-get update && env DEBIAN_FRONTEND=noninteractive apt-get "
            "install -y --no-install-recommends gettext") in done.stdout
    assert asked(machine) == ASKED
    done = deps(machine)
    assert (done.returncode, done.stdout, asked(machine)) == (0, "", ASKED)


def test_missing_is_installed_by_sudo(machine):
    apt(machine)
    say(machine, "sudo", f'echo sudo >>{machine.parent}/asked; exec "$@"')
    done = deps(machine, UID_FOR_TEST="1000")
    assert done.returncode == 0, done.stdout
    assert "sudo apt-get update && sudo env DEBIAN_FRONTEND" in done.stdout
    assert asked(machine) == ["sudo", ASKED[0], "sudo", ASKED[1]]


def test_nothing_is_installed_without_leave(machine):
    apt(machine)
    done = deps(machine, DEPS="no")
    assert done.returncode != 0 and "gettext" in done.stdout
    done = deps(machine, "tell")
    assert done.returncode != 0 and "gettext" in done.stdout
    assert asked(machine) == []


def commands(done):
    return [line.strip() for line in done.stdout.splitlines()
            if line.startswith("    ")]


@pytest.mark.parametrize("what", ["build", "tell"])
def test_without_sudo_it_says_what_root_can_run(machine, what):
    """One command, told once; and after it nothing is missing."""
    apt(machine)
    done = deps(machine, what, UID_FOR_TEST="1000")
    assert done.returncode != 0 and "Missing: gettext. As root:" in done.stdout
    command, = commands(done)
    assert "sudo" not in done.stdout and done.stdout.count("apt-get upd") == 1
    run("/bin/sh", "-c", command, cwd=machine.parent, PATH=str(machine))
    assert [each.split(" (")[0] for each in asked(machine)] == [
        each.split(" (")[0] for each in ASKED]
    done = deps(machine, what, UID_FOR_TEST="1000")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("manager, command", [
    ("apt-get", "sudo apt-get update && sudo apt-get install -y "
     "--no-install-recommends libc6-dev gettext libreadline-dev"),
    ("dnf", "sudo dnf install -y glibc-devel gettext readline-devel"),
    ("pacman", "sudo pacman -S --noconfirm glibc gettext readline"),
    ("apk", "sudo apk add musl-dev linux-headers gettext readline-dev"),
    ("zypper", "sudo zypper install -y glibc-devel gettext-tools "
     "readline-devel")])
def test_each_system_has_its_own_names(machine, manager, command):
    say(machine, "cc", "exit 1")
    say(machine, manager, f"echo $* >>{machine.parent}/asked")
    for user, is_told in ("0", command.replace("sudo ", "")), \
            ("1000", command.replace("sudo ", "")):
        done = deps(machine, "tell", UID_FOR_TEST=user)
        assert done.returncode != 0 and commands(done) == [is_told]
    say(machine, "sudo", 'exec "$@"')
    done = deps(machine, "tell", UID_FOR_TEST="1000")
    assert done.returncode != 0 and commands(done) == [command]
    assert asked(machine) == []
    if manager != "apt-get":  # nor does make demo run it
        done = deps(machine, "build")
        assert done.returncode != 0
        assert commands(done) == [command.replace("sudo ", "")]
        assert asked(machine) == []


def test_what_tests_need_has_the_names_of_debian(machine):
    say(machine, "dnf", "exit 1")
    done = deps(machine, "check")
    assert done.returncode != 0
    assert commands(done) == ["dnf install -y gettext"]
    assert re.search("by their names in Debian: .*ncat socat", done.stdout)
    assert "DEPS=no" in done.stdout


def test_elsewhere_the_names_are_printed(machine):
    done = deps(machine)
    assert done.returncode != 0
    assert "Missing, by their names in Debian: gettext" in done.stdout


def test_make_alone_says_what_is_missing(tmp_path):
    """And not that some header is not found; nothing is built or asked for."""
    tree = copy(tmp_path / "tree")
    cc = tmp_path / "cc"
    cc.write_text("#!/bin/sh\ncase \" $* \" in *' -I/here '*) ;; *' -E '*) "
                  "grep -q readline && exit 1; exit 0;; esac\n"
                  "exec cc \"$@\"\n")
    cc.chmod(0o755)
    done = run("make", "-j2", f"CC={cc}", cwd=tree, ok=False)
    assert done.returncode != 0
    assert "readline" in done.stdout and "Missing" in done.stdout
    assert " CC\t" not in done.stdout
    if shutil.which("apt-get"):
        assert "Missing: libreadline-dev. " in done.stdout
        assert len(commands(done)) == 1
    assert not list((tree / "build").rglob("*.o"))
    # Where the flags say where it is, it is found there.
    run("make", f"CC={cc}", "CPPFLAGS=-I/here", "build/needed", cwd=tree)


def test_without_peers_the_tests_go_on(machine):
    for name in ("msgfmt", "cc"):
        say(machine, name, "exit 0")
    done = deps(machine, "check", DEPS="no")
    assert done.returncode == 0, done.stdout
    for name in ("ncat", "socat", "strace", "netcat-openbsd"):
        assert name in done.stdout


def test_a_failed_install_stops(machine):
    say(machine, "apt-get", "exit 100")
    done = deps(machine)
    assert done.returncode != 0 and "failed" in done.stdout
    say(machine, "apt-get", "exit 0")
    done = deps(machine)
    assert done.returncode != 0 and "still not found" in done.stdout

"""English, Portuguese or both: chosen as it should be, and alike in facts."""

import os
import re
import shutil
import subprocess

import pytest

from conftest import DISTORTED, PROGRAM, TIMEOUT, clean_env, free_port

NONE = dict.fromkeys(["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE",
                      "SOCKDEMO_LANG"])


def language(run, port, *args, **env):
    """In which language a refusal is told."""
    child = run("connect", *args, "127.0.0.1", str(port),
                env=clean_env(**{**NONE, **env}))
    assert child.status == 1
    english = "connection refused" in child.err
    portuguese = "ligação recusada" in child.err
    assert english or portuguese, child.err
    return "both" if english and portuguese else "pt" if portuguese else "en"


@pytest.mark.parametrize("expected, env", [
    ("en", {}),
    ("en", {"LANG": "C"}),
    ("en", {"LANG": "en_US.UTF-8"}),
    ("en", {"LANG": "de_DE.UTF-8"}),
    ("en", {"LANG": "ptolemaic"}),
    ("pt", {"LANG": "pt"}),
    ("pt", {"LANG": "pt_PT"}),
    ("pt", {"LANG": "pt_PT.UTF-8"}),
    ("pt", {"LANG": "pt_BR.UTF-8"}),
    ("pt", {"LANG": "pt_PT@euro"}),
    ("pt", {"LANG": "C", "LC_MESSAGES": "pt_PT.UTF-8"}),
    ("en", {"LANG": "pt_PT.UTF-8", "LC_MESSAGES": "C"}),
    ("en", {"LANG": "pt_PT.UTF-8", "LC_ALL": "C"}),
    ("en", {"LC_MESSAGES": "pt_PT.UTF-8", "LC_ALL": "en_GB.UTF-8"}),
    ("pt", {"LANG": "en_US.UTF-8", "LC_ALL": "pt_BR.UTF-8"}),
    ("pt", {"LANG": "pt_PT.UTF-8", "LC_ALL": ""}),
    # LANGUAGE counts where the locale is not C, and only its first entry.
    ("pt", {"LANG": "en_US.UTF-8", "LANGUAGE": "pt"}),
    ("pt", {"LANG": "en_US.UTF-8", "LANGUAGE": "pt_BR:en"}),
    ("en", {"LANG": "pt_PT.UTF-8", "LANGUAGE": "en"}),
    ("en", {"LANG": "en_US.UTF-8", "LANGUAGE": "de:pt"}),
    ("pt", {"LANG": "pt_PT.UTF-8", "LANGUAGE": ""}),
    ("en", {"LANGUAGE": "pt"}),
    ("en", {"LC_ALL": "C", "LANGUAGE": "pt"}),
    ("en", {"LC_ALL": "POSIX", "LANGUAGE": "pt"}),
    # SOCKDEMO_LANG before all of them
    ("pt", {"SOCKDEMO_LANG": "pt"}),
    ("pt", {"SOCKDEMO_LANG": "pt", "LC_ALL": "C"}),
    ("pt", {"SOCKDEMO_LANG": "pt_BR.UTF-8", "LC_ALL": "en_US.UTF-8",
            "LANGUAGE": "en"}),
    ("en", {"SOCKDEMO_LANG": "en", "LC_ALL": "pt_PT.UTF-8",
            "LANGUAGE": "pt"}),
    ("both", {"SOCKDEMO_LANG": "both"}),
    ("pt", {"SOCKDEMO_LANG": "", "LANG": "pt_PT.UTF-8"}),
    ("en", {"LANG": "\xff\x1b/../../pt"}),
    ("en", {"LANG": "x" * 10000}),
], ids=lambda p: p if isinstance(p, str) else
    ",".join(f"{k}={v[:12]}" for k, v in p.items()).encode(
        "ascii", "backslashreplace").decode() or "none")
def test_the_environment_chooses(run, refusing, expected, env):
    assert language(run, refusing, **env) == expected


@pytest.mark.parametrize("name, expected", [
    ("en", "en"), ("pt", "pt"), ("both", "both"), ("pt_PT", "pt"),
    ("pt-BR", "pt"), ("pt_PT.UTF-8", "pt"), ("en_GB", "en"), ("PT", "pt")])
def test_the_option_chooses_before_all(run, refusing, name, expected):
    other = "pt" if expected == "en" else "en"
    assert language(run, refusing, "--lang", name, SOCKDEMO_LANG=other,
                    LC_ALL=f"{other}_XX.UTF-8", LANGUAGE=other) == expected
    assert language(run, refusing, f"--lang={name}") == expected


def test_the_last_option_counts(run, refusing):
    assert language(run, refusing, "--lang=pt", "--lang=en") == "en"
    assert language(run, refusing, "--lang=en", "--lang=pt") == "pt"


@pytest.mark.parametrize("name", ["de", "xx", "p", "ptx", "english", "pt en"])
def test_another_name_is_a_usage_error(run, name):
    child = run("--lang", name, "listen", "0")
    assert child.status == 2
    child = run("listen", "0", env=clean_env(SOCKDEMO_LANG=name))
    assert child.status == 2
    assert "SOCKDEMO_LANG" in child.err
    assert child.err.count("\n") == 1


def test_the_option_makes_up_for_a_wrong_variable(run, refusing):
    assert language(run, refusing, "--lang=pt", SOCKDEMO_LANG="xx") == "pt"


def test_usage_errors_are_told_in_the_language_asked_for(run):
    texts = {lang: run("listen", "--nonsense", "0", "--lang", lang)
             for lang in ("en", "pt", "both")}
    assert {child.status for child in texts.values()} == {2}
    assert texts["en"].err != texts["pt"].err
    assert texts["both"].err == texts["en"].err + texts["pt"].err


def test_helps_in_both_languages_stand_apart(run):
    texts = {lang: run("listen", "--help", "--lang", lang).out
             for lang in ("en", "pt", "both")}
    assert texts["both"] == texts["en"] + b"\n" + texts["pt"]


# --- the same facts in every language ---

CASES = {
    "refused": ["connect", "-vv", "127.0.0.1", "{port}"],
    "refused, quietly": ["connect", "127.0.0.1", "{port}"],
    "unknown name": ["connect", "-vv", "a..b", "80"],
    "taken": ["listen", "-vv", "127.0.0.1", "{taken}"],
    "not ours": ["listen", "-v", "192.0.2.123", "0"],
    "timed out": ["listen", "-w", "0.25", "127.0.0.1", "{free}"],
    "usage": ["connect", "127.0.0.1", "99999"],
    "unknown option": ["listen", "--nonsense"],
    "first contact": [],
    "help": ["--help"],
}

# What no language changes: calls, symbols, numbers, addresses.
FACTS = re.compile(r"\b\w+\(.*?\)(?: = -?\w+)?|\bE[A-Z_]+\b|"
                   r"\[?[0-9a-f:.]*[.:][0-9a-f:.]+\]?:\d+|(?<=addr=)\S+|"
                   r"(?<![\w-])--?[a-z][-a-z]*")


def facts(text):
    return sorted(re.sub(r"(?<=\d),(?=\d)", ".", fact)
                  for fact in FACTS.findall(text) if "addr" not in fact)


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "pt_BR.UTF-8",
                                    "en_US.UTF-8"])
@pytest.mark.parametrize("case", CASES)
def test_facts_and_exit_status_are_the_same(run, server, refusing, case,
                                            locale):
    fill = {"port": refusing, "taken": server().getsockname()[1],
            "free": free_port()}
    args = [word.format(**fill) for word in CASES[case]]
    env = clean_env(LC_ALL=locale)
    en, pt, both = (run(*args, "--lang", lang, env=env)
                    for lang in ("en", "pt", "both"))
    assert en.status == pt.status == both.status
    texts = [(child.err + child.out.decode()) for child in (en, pt, both)]
    assert facts(texts[0]) == facts(texts[1])
    assert set(facts(texts[0])) <= set(facts(texts[2]))
    assert texts[0] != texts[1]


def sentences(text):
    """The lines that explain, unfolded, and those of status."""
    text = re.sub(r"\n    (?=\S)", "\x00", text)
    return {part.strip() for line in text.split("\n")
            for part in line.split("\x00")[1:] if " " in part
            and "addr=" not in part and not re.match(r"\S=[0-9a-f]{2}", part)}


def conversation(either, *args, **options):
    child, peer = either(*args, **options)
    peer.send("Olá!\n".encode())
    child.wait_out("Olá!\n".encode())
    child.send("Olá também!\n".encode())
    assert peer.recv(14)
    peer.finish()
    child.wait_err("recv.* = 0$")
    child.end_input()
    assert peer.recv_all() == b""
    assert child.wait() == 0
    return child


def test_no_english_is_left_in_portuguese(either):
    """No explanation of the one stands in the other."""
    en = conversation(either, "-vv", "--lang", "en")
    pt = conversation(either, "-vv", "--lang", "pt")
    assert len(sentences(en.err)) > 10
    assert sentences(en.err) & sentences(pt.err) == set()
    assert "ç" in pt.err or "ã" in pt.err
    calls = [re.findall(r"^[*<>] (\w+)\(", child.err, re.M)
             for child in (en, pt)]
    assert calls[0] == calls[1]
    assert en.out == pt.out


def test_both_has_each_sentence_in_both(either):
    en, pt, both = (conversation(either, "-v", "--lang", lang)
                    for lang in ("en", "pt", "both"))
    words = [set(re.findall(r"[^\W\d]{6,}", child.err))
             for child in (en, pt, both)]
    assert words[0] | words[1] == words[2]
    calls = [len(re.findall(r"^[*<>] \w+\(", child.err, re.M))
             for child in (en, both)]
    assert calls[0] == calls[1], "a call is told once"


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_english_is_ascii_in_the_c_locale(either, run, locale):
    env = clean_env(LC_ALL=locale)
    child, peer = either("-vv", env=env)
    peer.send(b"x")
    child.wait_out(b"x")
    peer.close()
    child.end_input()
    assert child.wait() == 0
    assert child.err.isascii()
    assert run("--help", env=env).out.isascii()


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "en_US.UTF-8",
                                    "pt_PT.UTF-8", "xx_XX.ISO-8859-1"])
def test_portuguese_keeps_its_accents_in_every_locale(run, refusing, locale):
    child = run("connect", "127.0.0.1", str(refusing), "--lang", "pt",
                env=clean_env(LC_ALL=locale))
    assert child.status == 1
    assert "ligação recusada" in child.err
    assert "?" not in child.err.replace("127.0.0.1", "")


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The program by itself: what to put before its arguments, for it to run
    in a folder that has nothing but it and the libraries that it needs."""
    root = tmp_path_factory.mktemp("alone")
    shutil.copy2(PROGRAM, root / "sockdemo")
    needed = subprocess.run(["ldd", PROGRAM], check=True, text=True,
                            stdout=subprocess.PIPE, timeout=TIMEOUT).stdout
    for library in re.findall(r"(/\S+) \(0x", needed):
        to = root / library.lstrip("/")
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(library, to)
    prefix = ["unshare", *([] if os.getuid() == 0 else ["-r"]),
              f"--root={root}", "/sockdemo"]
    if subprocess.run([*prefix, "--version"], stdout=subprocess.DEVNULL,
                      stderr=subprocess.DEVNULL,
                      timeout=TIMEOUT).returncode != 0:
        pytest.skip("no user namespace can be made here")
    return prefix


LOCALES = [{}, *({"LC_ALL": locale} for locale in (
    "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "pt_BR.UTF-8"))]


@pytest.mark.skipif(DISTORTED, reason="a wrapper or sanitizer needs more files")
@pytest.mark.parametrize("env", LOCALES, ids=lambda e: e.get("LC_ALL", "none"))
@pytest.mark.parametrize("lang", ["pt", "both"])
def test_the_program_alone_speaks_both(start, alone, refusing, env, lang):
    """No locale, no catalogue, no file at all is beside it."""
    child = start([*alone, "connect", "127.0.0.1", str(refusing), "--lang",
                   lang], env=env or {"NOTHING": ""})
    assert child.wait() == 1
    assert "ligação recusada" in child.err
    assert ("connection refused" in child.err) == (lang == "both")


def test_the_line_to_wait_for_is_the_same_in_every_language(sockdemo):
    for lang in "en", "pt", "both":
        child = sockdemo("listen", "--lang", lang, "127.0.0.1", "0")
        child.wait_err(r"\Alistening laddr=127\.0\.0\.1:\d+\n")


def test_the_decimal_sign_is_the_languages(either):
    en = conversation(either, "-v", "--lang", "en")
    pt = conversation(either, "-v", "--lang", "pt")
    assert re.search(r": \d+\.\d s$", en.err, re.M)
    assert re.search(r": \d+,\d s$", pt.err, re.M)

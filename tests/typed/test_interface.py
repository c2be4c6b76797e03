"""What is typed: commands, options, arguments; and where output goes."""

import itertools
import re
import time
from pathlib import Path

import pytest

from conftest import PROGRAM, clean_env, eventually, free_port, sockets_of


def refused(child, *parts):
    """A usage error: one line of what was wrong, and nothing else."""
    assert child.status == 2
    assert child.out == b""
    assert child.err.startswith("sockdemo: ")
    assert child.err.count("\n") == 1 and child.err.endswith("\n")
    for part in parts:
        assert part in child.err


def test_alone_it_shows_the_two_commands_to_try(run):
    child = run()
    assert child.status == 2
    assert child.out == b""
    assert "sockdemo listen -v 1234\n" in child.err
    assert "sockdemo connect -v 127.0.0.1 1234\n" in child.err
    assert child.err.count("\n") < 8


@pytest.mark.parametrize("args", [
    ["--help"], ["-h"], ["listen", "--help"], ["connect", "-h"],
    ["--help", "listen"], ["listen", "--help", "nonsense", "0"],
    ["--version"], ["listen", "--version"], ["demo", "--help"]])
def test_help_and_version_go_to_stdout(run, args):
    child = run(*args)
    assert child.status == 0
    assert child.err == ""
    assert child.out


def test_help_of_a_command_is_about_that_command(run):
    general = run("--help").out.decode()
    listen = run("listen", "--help").out.decode()
    connect = run("connect", "--help").out.decode()
    assert "--backlog" in listen and "--backlog" not in connect
    assert "sockdemo listen [" in listen and "sockdemo connect [" not in listen
    options = [line for line in (listen + connect).splitlines()
               if line.startswith("  ") and not line.startswith("  sock")]
    assert len(options) > 40
    for line in options:
        assert line in general


@pytest.mark.parametrize("command", [[], ["listen"], ["connect"], ["demo"]])
def test_help_is_a_command_too(run, command):
    by_option = run(*command, "--help")
    by_command = run("help", *command)
    assert (by_command.status, by_command.err) == (0, "")
    assert by_command.out == by_option.out
    # Elsewhere it is a word as any other.
    refused(run("listen", "help"), "port help")
    refused(run("help", "dance"), "unknown command: dance")


def test_help_begins_with_what_to_try_and_ends_with_the_prompt(run):
    for args in [], ["listen"], ["connect"]:
        text = run(*args, "--help", env=clean_env(PATH=str(PROGRAM.parent))).out
        begin, *_, end = text.decode().split("\n\n")
        assert begin.splitlines()[1::2] == [
            "  sockdemo listen -v 1234", "  sockdemo connect -v 127.0.0.1 1234"]
        assert end == "At the prompt, /help shows its commands.\n"


def test_a_long_name_leaves_the_help_readable(start, tmp_path):
    for name in "build/sockdemo", "../" * 20 + "sockdemo":
        child = start([name, "--help"], executable=PROGRAM)
        assert child.wait() == 0
        usage = child.out.decode().split("\n\n")[1].splitlines()
        assert f"  {name} demo [options]" in child.out.decode()
        assert [line for line in usage
                if len(line) > 80 and name not in line] == []
        assert "wait for a client" in usage[2 if len(name) > 20 else 1]


def test_help_keeps_to_80_columns(run):
    for lang in "en", "pt":
        text = run("--help", "--lang", lang).out.decode()
        assert [line for line in text.splitlines() if len(line) > 80] == []


def test_version_is_a_name_and_a_number(run):
    assert re.fullmatch(rb"sockdemo \d+\.\d+\.\d+\n", run("--version").out)


@pytest.mark.parametrize("args", [
    ["--help"], ["--version"], ["demo"], ["completion", "bash"]])
def test_what_cannot_be_written_is_a_failure(run, args):
    with open("/dev/full", "wb") as full:
        result = run(*args, stdout=full)
    assert result.status == 1
    assert result.err == "sockdemo: stdout: ENOSPC: no space left on the " \
        "disk\n"


@pytest.mark.parametrize("port", [
    "0", "65536", "99999", "-1", "80x", "0x50", "", " 80", "80 ", "+80",
    "1e3", "4294967297", "18446744073709551617", "8 0",
    "\u0668\u0660", "1234567890" * 9])
def test_no_port_to_connect_to(run, port, refusing):
    refused(run("connect", "127.0.0.1", port))
    if not port.startswith("-"):
        refused(run("connect", f"127.0.0.1:{port}"))


@pytest.mark.parametrize("port", [
    "65536", "99999", "70000", "-1", "80x", "", "+80", "4294967296"])
def test_no_port_to_listen_on(run, port):
    """99999 is not 34463: others bind that without a word."""
    refused(run("listen", port))
    refused(run("listen", "127.0.0.1", port))
    refused(run("listen", "-p", port))
    refused(run("connect", "-p", port, "127.0.0.1", "80"))


@pytest.mark.parametrize("port", ["abc", "no-such-service", "http-", "a b"])
def test_an_unknown_service_is_a_usage_error(run, port):
    """ncat -l abc would take it for a host."""
    refused(run("connect", "127.0.0.1", port), port)
    refused(run("listen", port), port)
    refused(run("listen", "127.0.0.1", port), port)


@pytest.mark.parametrize("args, expected", [
    (["listen"], "port is missing"),
    (["listen", "127.0.0.1"], "port is missing"),
    (["listen", "::1"], "port is missing"),
    (["listen", "-s", "127.0.0.1"], "port is missing"),
    (["connect"], "address is missing"),
    (["connect", "80"], "address is missing"),
    (["connect", "127.0.0.1"], "port is missing"),
    (["connect", "::1"], "port is missing"),
    (["connect", "1234", "80"], "looks like 127.0.0.1"),
    (["connect", "1234:80"], "looks like 127.0.0.1"),
    (["listen", ""], "port is missing"),
    (["listen", "127.0.0.1:"], "port is missing"),
    (["connect", ""], "address is missing"),
    (["connect", "", "80"], '"" is not an address'),
    (["connect", "-p", "", "127.0.0.1", "80"], 'port "": a number'),
    (["connect", ":80"], ""),
    (["listen", "1", "2", "3"], "one argument too many: 3"),
    (["listen", "127.0.0.1", "0", "-p", "0"], "given twice"),
    (["listen", "-s", "127.0.0.1", "127.0.0.1:0"], "given twice"),
    (["listen", "127.0.0.1:80", "90"], "listen: an address or a port was"),
    (["listen", "[::1]:80", "90"], "given twice"),
    (["connect", "127.0.0.1:80", "90"], "connect: an address or a port was"),
    (["listen", "no_such_service"], "a number from 0 to 65535, or the name"),
    (["connect", "127.0.0.1", "no_such_service"], "a number from 1 to"),
    (["connect", "-p", "no_such", "127.0.0.1", "80"], "a number from 0 to"),
    (["connect", "-s", "nowhere", "127.0.0.1", "80"], "-s nowhere"),
    (["connect", "-s", "300.1.1.1", "127.0.0.1", "80"], "-s 300.1.1.1"),
    (["connect", "-s", "1234", "127.0.0.1", "80"], "1234"),
    (["dance"], "unknown command: dance"),
    (["1234"], "unknown command: 1234"),
    (["Listen", "0"], "unknown command: Listen"),
    (["list", "0"], "unknown command: list")])
def test_arguments_that_make_no_sense(run, args, expected):
    refused(run(*args), expected)


@pytest.mark.parametrize("args, expected", [
    (["listen", "--nonsense", "0"], "--nonsense"),
    (["listen", "-Z", "0"], "-Z"),
    (["listen", "-vZ", "0"], "-Z"),
    # For others that is -v, then -e, which runs a program, "rbose".
    (["listen", "-verbose", "0"], "-verbose; did you mean --verbose?"),
    (["listen", "-lang=pt", "0"], "-lang=pt; did you mean --lang?"),
    (["listen", "-vl", "0"], "-l: "),
    (["listen", "-é", "0"], "unknown option"),
    (["listen", "--lsiten", "0"], ""),
    (["listen", "--backlgo", "3", "0"], "did you mean --backlog?"),
    (["listen", "--verb", "0"], "did you mean --verbose?"),
    (["listen", "--verb=1", "0"], "did you mean --verbose?"),
    (["listen", "0", "--wai"], "did you mean --wait?"),
    (["listen", "--ver", "0"], "unknown option: --ver\n"),
    (["listen", "--", "127.0.0.1", "-v"], "-v"),
    (["connect", "--backlog", "3", "127.0.0.1", "80"], "--backlog"),
    (["demo", "--backlog", "3"], "--backlog"),
    (["listen", "--chat=1", "0"], "option --chat takes no value"),
    (["listen", "--backlog"], "value is missing"),
    (["listen", "-w"], "value is missing"),
    (["listen", "--backlog", "-1", "0"], "--backlog -1"),
    (["listen", "--backlog", "65536", "0"], "0 to 65535"),
    (["listen", "--backlog", "5x", "0"], "5x"),
    (["listen", "--read-size", "0", "0"], "1 to 16777216"),
    (["listen", "--read-size", "16777217", "0"], "1 to 16777216"),
    (["listen", "--color", "red", "0"], "auto, always or never"),
    (["listen", "--lang", "de", "0"], "en, pt or both"),
    (["listen", "--lang", "", "0"], "en, pt or both"),
    (["listen", "--lang", "portuguese", "0"], "en, pt or both")])
def test_options_that_make_no_sense(run, args, expected):
    refused(run(*args), expected)


@pytest.mark.parametrize("option", ["-w", "-i"])
@pytest.mark.parametrize("value", [
    "", "x", "-1", "1s", "1..2", "1,2,3", ".", ",", "1e3", "inf", "nan",
    "0x1", " 1", "1 "])
def test_no_number_of_seconds(run, option, value):
    refused(run("listen", option, value, "0"), f"{option} {value}")


# What each begins with is enough for getopt_long(), but not for us.
@pytest.mark.parametrize("word", [
    "--verb", "--back=3", "--hel", "--vers", "--lan=pt", "--exit", "--no",
    "--no-shut", "--wai=1", "--colo=never"])
def test_abbreviated_options_are_refused(run, word):
    refused(run("listen", word, "127.0.0.1", "0"), "unknown option")


@pytest.mark.parametrize("letter, way", [
    ("l", "sockdemo listen"), ("N", "--no-shutdown"), ("q", "--exit-on-eof"),
    ("d", "/dev/null"), ("e", "no way to run a command")])
@pytest.mark.parametrize("command", ["listen", "connect"])
def test_letters_of_other_netcats_name_sockdemos_way(
        run, command, letter, way):
    refused(run(command, f"-{letter}", "127.0.0.1", "80"), way)
    refused(run(f"-v{letter}", "127.0.0.1", "80"), way)


def test_nothing_is_sent_after_a_usage_error(run, server):
    sock = server()
    port = str(sock.getsockname()[1])
    for wrong in ["--nonsense"], ["-w", "x"], ["extra"], ["--lang", "xx"]:
        refused(run("connect", "127.0.0.1", port, *wrong))
    sock.setblocking(False)
    with pytest.raises(BlockingIOError):
        sock.accept()


# --- options stand anywhere ---

@pytest.mark.parametrize("posix", [None, "1"], ids=["", "POSIXLY_CORRECT"])
@pytest.mark.parametrize("args", [
    ["-v", "listen", "127.0.0.1", "0"], ["listen", "-v", "127.0.0.1", "0"],
    ["listen", "127.0.0.1", "-v", "0"], ["listen", "127.0.0.1", "0", "-v"],
    ["listen", "-v", "--", "127.0.0.1", "0"],
    ["listen", "-v", "127.0.0.1", "--", "0"],
    ["listen", "127.0.0.1", "-4nv", "0"],
    ["listen", "127.0.0.1", "-vw5", "0"],
    ["-w", "5", "listen", "127.0.0.1", "--verbose", "0"],
    ["--wait=5", "listen", "127.0.0.1", "0", "-v"],
    ["listen", "127.0.0.1", "0", "--verbose", "--backlog=3"]],
    ids=" ".join)
def test_options_stand_before_and_after(sockdemo, args, posix):
    child = sockdemo(*args, env=clean_env(POSIXLY_CORRECT=posix))
    child.wait_err(r"^\* listen\(")
    child.wait_err(r"^listening laddr=127\.0\.0\.1:")


def test_what_comes_after_two_dashes_is_no_option(run):
    refused(run("--", "--help"), "unknown command: --help")
    refused(run("connect", "--", "127.0.0.1", "-v"), "-v")


# --- who hears what ---

LEVELS = ["", "-v", "-vv", "-vvv"]


@pytest.mark.parametrize("level", LEVELS)
def test_stdout_holds_what_was_received_and_nothing_else(either, level):
    child, peer = either(*filter(None, [level]))
    child.send(b"sent\n")
    assert peer.recv(5) == b"sent\n"
    peer.send(b"received")
    child.wait_out(b"received")
    child.end_input()
    peer.close()
    assert child.wait() == 0
    assert child.out == b"received"


def test_without_a_terminal_it_is_silent(with_client):
    child, peer = with_client()
    child.send(b"sent\n")
    assert peer.recv(5) == b"sent\n"
    peer.send(b"received")
    peer.close()
    child.end_input()
    assert child.wait() == 0
    assert child.err == ""


def test_a_listener_on_a_known_port_is_silent_too(sockdemo, client):
    port = free_port()
    child = sockdemo("listen", "127.0.0.1", str(port))
    eventually(lambda: sockets_of(child.pid, "0A"))
    client(port).close()
    child.end_input()
    assert child.wait() == 0
    assert child.err == ""


def test_each_level_tells_more(listen, client):
    """What a level tells, the next one tells too."""
    texts = []
    for level in LEVELS:
        child = listen(*filter(None, [level]))
        peer = client(child.port)
        peer.send(b"x")
        child.wait_out(b"x")
        child.end_input()
        assert peer.recv_all() == b""  # and only then ours: one order of calls
        peer.close()
        assert child.wait() == 0
        calls = re.findall(r"^[*<>!] (\w+)\(.*", child.err, re.M)
        texts.append((child.err, calls))
    for (less, few), (more, many) in itertools.pairwise(texts):
        assert len(more) > len(less)
        left = iter(many)
        assert all(call in left for call in few), "in the same order"
    assert not texts[0][1]
    assert "epoll_wait" not in texts[2][1] and "epoll_wait" in texts[3][1]


def test_blocking_calls_are_announced_before_they_block(listen, connect,
                                                        silent):
    child = listen("-v")
    child.wait_err(r"^\* accept\(3\) \.\.\.$")
    assert "accept(3) =" not in child.err
    port = silent()
    child = connect(port, "-v")
    child.wait_err(rf"^\* connect\(3, 127\.0\.0\.1:{port}\) \.\.\.$")
    assert child.running()


def test_lines_keep_to_80_columns(either):
    child, peer = either("-vv")
    peer.send(bytes(range(256)) * 10)
    child.wait_out(re.escape(bytes(range(256))))
    child.send(b"a long line of text " * 50)
    peer.recv(1000)
    child.end_input()
    peer.close()
    assert child.wait() == 0
    assert [line for line in child.err.splitlines()
            if len(line) > 80 and "addr=" not in line] == []


def test_received_bytes_are_told_safely(either):
    """Narration shows data as escapes, whatever they are."""
    child, peer = either("-vvv")
    peer.send(bytes(range(256)))
    child.wait_out(re.escape(bytes(range(256))))
    child.send(bytes(range(256)))
    peer.recv(256)
    child.end_input()
    peer.close()
    assert child.wait() == 0
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", child.err)


def test_bulk_is_counted_not_told(either):
    """8 receives singly, the rest in a line for each second at most, with the
    total at the end."""
    child, peer = either("-v", "--read-size", "100")
    peer.send(bytes(100_000))
    peer.close()
    child.end_input()
    assert child.wait() == 0
    single = re.findall(r"^< recv\(\d, 100\) = (\d+)$", child.err, re.M)
    assert len(single) == 9 and single[-1] == "0"
    counted = re.findall(r"^< recv\(\d, \.\.\.\) x (\d+) = (\d+) bytes$",
                         child.err, re.M)
    assert sum(int(n) for _, n in counted) + sum(map(int, single)) == 100_000
    seconds = re.search(r"^bytes sent: 0; received: 100000; time: (\d+\.\d) s$",
                        child.err, re.M)[1]
    assert len(counted) <= 3 + float(seconds)


def test_all_is_told_at_the_highest_level(either):
    child, peer = either("-vvv", "--read-size", "100")
    peer.send(bytes(3000))
    peer.close()
    child.end_input()
    assert child.wait() == 0
    told = re.findall(r"^< recv\(.*\) = (\d+)$", child.err, re.M)
    assert sum(map(int, told)) == 3000


def test_times_go_forward(either):
    child, peer = either("-v", "--time")
    peer.close()
    child.end_input()
    assert child.wait() == 0
    times = [(float(a), float(b)) for a, b in re.findall(
        r"^[*<>] (\d+\.\d{6}) \+(\d+\.\d{6}) \w+\(", child.err, re.M)]
    assert len(times) >= 4
    for (before, _), (now, since) in itertools.pairwise(times):
        assert abs(now - before - since) < 0.00001
    assert not re.search(r"^\* [a-z]", child.err, re.M)


CLOCK = r"\d\d:\d\d:\d\d\.\d{6}"


def test_the_time_of_day_of_each_step(either):
    child, peer = either("-v", "--time=clock")
    peer.close()
    child.end_input()
    assert child.wait() == 0
    times = re.findall(rf"^[*<>] ({CLOCK}) \w+\(", child.err, re.M)
    assert len(times) >= 4
    assert not re.search(r"^[*<>] [a-z]", child.err, re.M)
    # They go forward, but for midnight.
    assert sum(b < a for a, b in itertools.pairwise(times)) <= 1


def seconds_of(text):
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


@pytest.mark.parametrize("options", [(), ("-v",), ("-k",)])
@pytest.mark.parametrize("zone, hours", [("UTC0", 0), ("XYZ-5:30", 5.5)])
def test_the_time_of_day_of_what_arrives(terminal, client, options, zone,
                                         hours):
    began = time.time()
    term = terminal("listen", "--time=clock", *options, "127.0.0.1", "0",
                    env=clean_env(TZ=zone), columns=100)
    port = int(term.see_line(r"listening laddr=127\.0\.0\.1:(\d+)")[1])
    peer = client(port)
    peer.send(b"good morning\n\nand more\n")
    name = r"1\|" if options == ("-k",) else r"\|"
    found = term.see_line(rf"({CLOCK}) {name} good morning$")
    term.see_line(rf"({CLOCK}) {name}$")
    term.see_line(rf"({CLOCK}) {name} and more$")
    told = (seconds_of(found[1]) - hours * 3600 - began) % 86400
    assert told < time.time() - began + 1


def test_each_row_of_a_long_line_has_it(terminal, client):
    term = terminal("listen", "--time=clock", "127.0.0.1", "0", columns=40)
    port = int(term.see_line(r"listening laddr=127\.0\.0\.1:(\d+)")[1])
    client(port).send(b"x" * 30 + b"\n")
    term.see_line(rf"{CLOCK} \| x{{22}}$")
    term.see_line(rf"{CLOCK} \| x{{8}}$")


def test_bytes_in_a_pipe_have_no_time(listen, client):
    child = listen("--time=clock")
    peer = client(child.port)
    peer.send(b"good morning\n")
    peer.close()
    child.end_input()
    assert child.wait() == 0
    assert child.out == b"good morning\n"


@pytest.mark.parametrize("value", ["", "clocks", "CLOCK"])
def test_another_word_for_the_clock(run, value):
    child = run("listen", f"--time={value}", "0")
    assert child.status == 2
    assert re.fullmatch(r"sockdemo: --time=\S+: clock, or nothing, was "
                        r"expected\n", child.err)


def test_clock_is_no_value_but_after_equals(run):
    """The word after --time is an address."""
    child = run("connect", "--time", "clock", "1", "2")
    assert child.status == 2 and "one argument too many" in child.err


@pytest.mark.parametrize("args, env, colored", [
    ([], {}, False), (["--color=auto"], {}, False),
    (["--color=always"], {}, True), (["--color", "always"], {}, True),
    (["--color=always"], {"NO_COLOR": "1"}, True),
    (["--color=never"], {}, False)])
def test_color_on_a_pipe(run, refusing, args, env, colored):
    child = run("connect", "-v", *args, "127.0.0.1", str(refusing),
                env=clean_env(**env))
    assert ("\x1b[" in child.err) == colored
    plain = run("connect", "-v", "127.0.0.1", str(refusing))
    assert re.sub(r"\x1b\[[\d;]*m", "", child.err) == plain.err


def luminance(number):
    """WCAG 2.1, of a colour of the 6 x 6 x 6 cube."""
    levels = [0, 95, 135, 175, 215, 255]
    parts = [levels[(number - 16) // d % 6] / 255 for d in (36, 6, 1)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4
              for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def colors(run, refusing, **env):
    child = run("connect", "-v", "--color=always", "127.0.0.1", str(refusing),
                env=clean_env(**env))
    return dict(reversed(pair) for pair in re.findall(
        r"^\x1b\[([\d;]+)m([*!]) ", child.err, re.M))


def test_of_256_colors_those_are_taken_that_can_be_read(run, refusing):
    for found in (colors(run, refusing, TERM="xterm-256color"),
                  colors(run, refusing, COLORTERM="truecolor")):
        assert set(found) == {"*", "!"}
    # By the table, since not every mark can be had here at once.
    source = (Path(__file__).parents[2] / "src/terminal/colors.c").read_text()
    numbers = {int(n) for n in re.findall(r"38;5;(\d+)", source)}
    assert {int(c.split(";")[-1]) for c in found.values()} <= numbers
    assert len(numbers) == 5
    for number in numbers:
        light = luminance(number)
        assert 1.05 / (light + 0.05) >= 4 and (light + 0.05) / 0.05 >= 4


@pytest.mark.parametrize("text, found", [
    ("step=4:error=7;31", {"*": "4", "!": "7;31"}),
    ("error=7", {"*": "36", "!": "7"}), (":::error=7:", {"*": "36", "!": "7"}),
    ("step=\x1b[5m:errors=7:step", {"*": "36", "!": "1;31"}),
    ("step=:error", {"!": "1;31"}), ("", {})])
def test_colors_of_ones_own(run, refusing, text, found):
    assert colors(run, refusing, SOCKDEMO_COLORS=text) == found

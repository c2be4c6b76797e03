#!/bin/sh
# What is needed here and missing, installed by apt.
#
#	sh tests/deps.sh build|bench|check|ci
#
# build: to make the program. bench: and to measure it against the others.
# check: and to test it. ci: and to examine it.
# The command is printed before it is run. DEPS=no never installs anything:
# without what cannot be done without it stops, for the rest it goes on, and
# the tests that need it are skipped, by name.

set -u

python=$(command -v /usr/bin/python3 || echo python3)
compiler=${CC:-cc}
missing=     # packages, by their names in Debian
essential=   # those of them without which nothing works

# need yes|no PACKAGE COMMAND...: the command succeeds where it is there
need() {
	_essential=$1 _package=$2
	shift 2
	"$@" >/dev/null 2>&1 && return
	case " $missing " in *" $_package "*) return ;; esac
	missing="$missing${missing:+ }$_package"
	if [ "$_essential" = yes ]; then
		essential="$essential${essential:+ }$_package"
	fi
}

there() { command -v "$1"; }
header() { printf '%s\n' "$@" | $compiler -E -; }
module() { "$python" -c "import $1"; }
openbsd_nc() { there nc.openbsd || nc -h 2>&1 | grep -q OpenBSD; }

# Those that sockdemo is measured against, and tested with.
peers() {
	need no netcat-openbsd openbsd_nc
	need no ncat there ncat
	need no socat there socat
	need no strace there strace
}

look() {
	missing='' essential=''
	need yes gcc there "${compiler%% *}"
	need yes libc6-dev header '#include <stdio.h>'
	need yes gettext there msgfmt
	need yes libreadline-dev header '#include <stdio.h>' \
	    '#include <readline/readline.h>'
	[ "$1" = build ] && return
	need yes python3 there "$python"
	if [ "$1" = bench ]; then
		peers
		need no busybox there busybox
		need no valgrind there valgrind
		return
	fi
	need yes python3-pytest module pytest
	need yes libcmocka-dev header '#include <stdarg.h>' \
	    '#include <stddef.h>' '#include <stdint.h>' '#include <setjmp.h>' \
	    '#include <cmocka.h>'
	need no python3-pytest-xdist module xdist
	need no python3-pexpect module pexpect
	need no python3-pyte module pyte
	peers
	[ "$1" = check ] && return
	need no clang there clang
	need no valgrind there valgrind
	need no clang-tidy there clang-tidy
	need no clang-format there clang-format
	need no cppcheck there cppcheck
	need no zsh there zsh
	need no fish there fish
	need no tmux there tmux
	need no shellcheck there shellcheck
	need no mandoc there mandoc
	need no man-db there man
}

stop() {
	echo "$*" >&2
	exit 1
}

case ${1:-} in
build | bench | check | ci) ;;
*) stop "usage: sh tests/deps.sh build|bench|check|ci" ;;
esac

look "$1"
[ -z "$missing" ] && exit 0

if [ "${DEPS:-}" = no ]; then
	echo "Missing, and not installed (DEPS=no): $missing" >&2
	[ -z "$essential" ] || stop "Without these it cannot go on: $essential"
	exit 0
fi
if ! command -v apt-get >/dev/null; then
	stop "Missing, by their names in Debian: $missing
Install them, or give DEPS=no to do without what can be done without."
fi

as_root=
if [ "$(id -u)" != 0 ]; then as_root='sudo '; fi
install="${as_root}apt-get update && ${as_root}env DEBIAN_FRONTEND=noninteractive \
apt-get install -y --no-install-recommends $missing"
echo "Missing: $missing. Installing with:"
echo "    $install"
if [ -n "$as_root" ] && ! command -v sudo >/dev/null; then
	stop "This is not root, and there is no sudo: run that as root."
fi
sh -c "$install" </dev/null || stop "That failed; nothing was built."
look "$1"
[ -z "$missing" ] || stop "Installed, and still not found: $missing"

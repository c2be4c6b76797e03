#!/bin/sh
# What is needed here and missing: installed by apt, or told.
#
#	sh tests/deps.sh build|bench|check|ci|tell
#
# build: to make the program. bench: and to measure it against the others.
# check: and to test it. ci: and to examine it.
# The command is printed before it is run; where there is no apt, or nobody to
# run it as root, it is printed alone. DEPS=no never installs anything: without
# what cannot be done without it stops, for the rest it goes on, and the tests
# that need it are skipped, by name. tell: as build, but it only prints.

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
manual() { test -e /usr/share/man/man2/socket.2.gz || dpkg -s manpages-dev; }
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
	need yes libc6-dev header '#include <stdio.h>' \
	    '#include <linux/errqueue.h>'
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
	need no iproute2 there ip
	need no python3-pexpect module pexpect
	need no python3-pyte module pyte
	peers
	need no valgrind there valgrind
	need no zsh there zsh
	need no fish there fish
	need no tmux there tmux
	need no man-db there man
	need no git there git
	need no curl there curl
	need no wget there wget
	need no openssh-client there ssh
	need no netbase test -e /etc/services
	need no manpages-dev manual
	[ "$1" = check ] && return
	need no clang there clang
	need no clang-tidy there clang-tidy
	need no clang-format there clang-format
	need no cppcheck there cppcheck
	need no shellcheck there shellcheck
	need no mandoc there mandoc
	need no debootstrap there debootstrap
}

stop() {
	echo "$*" >&2
	exit 1
}

# The name of what the build needs where the system has no apt; others: nothing.
elsewhere() {
	case $1:$2 in
	*:gcc) echo gcc ;;
	dnf:libc6-dev | zypper:libc6-dev) echo glibc-devel ;;
	pacman:libc6-dev) echo glibc ;;
	apk:libc6-dev) echo musl-dev linux-headers ;;
	zypper:gettext) echo gettext-tools ;;
	*:gettext) echo gettext ;;
	dnf:libreadline-dev | zypper:libreadline-dev) echo readline-devel ;;
	pacman:libreadline-dev) echo readline ;;
	apk:libreadline-dev) echo readline-dev ;;
	esac
}

# Fedora, Arch, Alpine, openSUSE.
manager() {
	for _manager in apt-get dnf pacman apk zypper; do
		if there "$_manager" >/dev/null; then
			echo "$_manager"
			return
		fi
	done
}

# How to install what is missing, as one command, where the system is known.
tell() {
	_manager=$(manager) _names='' _others='' _how='Install with:' _sudo=''
	for _package in $missing; do
		_name=$_package
		[ "$_manager" = apt-get ] || _name=$(elsewhere "$_manager" "$_package")
		if [ -n "$_manager" ] && [ -n "$_name" ]; then
			_names="$_names $_name"
		else
			_others="$_others $_package"
		fi
	done
	if [ "$(id -u)" != 0 ]; then
		if there sudo >/dev/null; then _sudo='sudo '; else _how='As root:'; fi
	fi
	case $_manager in
	apt-get)
		_command="${_sudo}apt-get update && ${_sudo}apt-get install -y \
--no-install-recommends" ;;
	dnf) _command="${_sudo}dnf install -y" ;;
	pacman) _command="${_sudo}pacman -S --noconfirm" ;;
	apk) _command="${_sudo}apk add" ;;
	zypper) _command="${_sudo}zypper install -y" ;;
	esac
	if [ -n "$_names" ]; then
		echo "Missing:$_names. $_how"
		echo "    $_command$_names"
	fi
	[ -z "$_others" ] || echo "Missing, by their names in Debian:$_others"
	[ "$missing" = "$essential" ] ||
	    echo "DEPS=no does without what can be done without."
}

case ${1:-} in
build | bench | check | ci | tell) ;;
*) stop "usage: sh tests/deps.sh build|bench|check|ci|tell" ;;
esac

if [ "$1" = tell ]; then
	look build
	[ -z "$missing" ] || stop "$(tell)"
	exit 0
fi

look "$1"
[ -z "$missing" ] && exit 0

if [ "${DEPS:-}" = no ]; then
	echo "Missing, and not installed (DEPS=no): $missing" >&2
	[ -z "$essential" ] || stop "Without these it cannot go on: $essential"
	exit 0
fi
as_root=
if [ "$(id -u)" != 0 ]; then as_root='sudo '; fi
if [ "$(manager)" != apt-get ] ||
    { [ -n "$as_root" ] && ! there sudo >/dev/null; }; then
	stop "$(tell)"
fi
install="${as_root}apt-get update && ${as_root}env DEBIAN_FRONTEND=noninteractive \
apt-get install -y --no-install-recommends $missing"
echo "Missing: $missing. Installing with:"
echo "    $install"
sh -c "$install" </dev/null || stop "That failed; nothing was built."
look "$1"
[ -z "$missing" ] || stop "Installed, and still not found: $missing"

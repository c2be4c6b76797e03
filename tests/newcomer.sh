#!/bin/sh
# What somebody does who has just cloned it, on a bare Debian, as root or with
# sudo; and whether he sees what he should. It installs what is missing, and for
# a while the program itself, hence in a tree of its own: sh tests/tree.sh trixie

set -eu

sudo=sudo
if [ "$(id -u)" = 0 ]; then sudo=; fi
# Each time the same flags, sudo or not, so that everything is built once.
set -- make -j "$(nproc)" ${CFLAGS:+"CFLAGS=$CFLAGS"}

# says LANGUAGE TEXT: the installed program, in no folder of ours
says() {
	said=$(cd / && LC_ALL=$1 sockdemo connect 127.0.0.1 1 2>&1) || :
	echo "$said" | grep "$2"
	(cd / && LC_ALL=$1 sockdemo demo)
}

set -x
"$@" demo
"$@" check
$sudo "$@" install
says en_US.UTF-8 'connection refused'
says pt_PT.UTF-8 'ligação recusada'
man sockdemo | grep 'sockdemo listen \['
man -L pt sockdemo | grep 'sockdemo listen \['
$sudo "$@" uninstall
[ -z "$(find /usr/local -name '*sockdemo*')" ]

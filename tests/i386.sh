#!/bin/sh
# The program of 32 bits: built for i386 without a warning, and its unit tests.
# On Debian for amd64, where it installs what it needs, hence in a tree of its
# own: sh tests/tree.sh bookworm sh tests/i386.sh
#
# Not every kernel that has 64 bits runs programs of 32. So the compiler is one
# of 64 bits, with the headers and libraries of i386, and the tests run in qemu.

set -eux

sudo dpkg --add-architecture i386
sudo apt-get update
sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y \
    --no-install-recommends gettext python3-pytest python3-pyte qemu-user \
    gcc-i686-linux-gnu libc6-dev:i386 libreadline-dev:i386 libcmocka-dev:i386

make -j "$(nproc)" CC=i686-linux-gnu-gcc CFLAGS='-O2 -g -Werror' B=build/i386 \
    DEPS=no SOCKDEMO_WRAPPER=qemu-i386 T=unit check
qemu-i386 build/i386/sockdemo demo

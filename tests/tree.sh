#!/bin/sh
# A bare Debian of its own, and in it a command, run as by a newcomer: by an
# ordinary user with sudo, in a fresh clone of the last commit. As root:
#
#	sh tests/tree.sh trixie			sh tests/newcomer.sh
#	sh tests/tree.sh trixie make check
#	sh tests/tree.sh trixie bash		a look around
#
# It is made with debootstrap, from where apt gets the Debian of this machine,
# and removed in the end; with TREE=folder it is made there, or found, and stays.
# What is fetched is tried three times. Where no tree can be made this fails.

set -u

user=student
home=/home/$user/sockdemo

stop() {
	echo "tests/tree.sh: $*" >&2
	exit 1
}

[ $# -ge 1 ] || stop "usage: sh tests/tree.sh SUITE [COMMAND...]"
[ "$(id -u)" = 0 ] || stop "only root can make a tree, and enter it"
suite=$1
shift
[ $# -ge 1 ] || set -- sh tests/newcomer.sh
top=$(cd "$(dirname "$0")/.." && pwd) || exit
tree=${TREE:-$(mktemp -d "/var/tmp/$suite-XXXXXX")} || exit

unmake() {
	rm -rf --one-file-system "$tree"
}
remove() {
	[ -n "${TREE:-}" ] || unmake
}
trap remove EXIT
trap 'exit 1' HUP INT TERM

mirror() {
	# shellcheck disable=SC2016 # apt expands it
	apt-get indextargets --format '$(REPO_URI)' 'Component: main' |
	    grep -m 1 '/debian/*$'
}

# With little more than what Debian has everywhere: whatever else is needed,
# headers of C included, make has to find out. What debootstrap mounts meanwhile
# is mounted nowhere else.
make_tree() {
	unmake
	unshare --mount debootstrap --variant=minbase \
	    --include=git,make,gcc,sudo,ca-certificates \
	    "$suite" "$tree" "$(mirror)" >/dev/null
}

# What an installer asks for: names, and somebody who uses the machine.
settle() {
	cat /etc/resolv.conf >"$tree/etc/resolv.conf"
	printf '%s\n' "127.0.0.1 localhost $(cat "$tree/etc/hostname")" \
	    '::1 localhost' >"$tree/etc/hosts"
	echo 'Acquire::Retries "3";' >"$tree/etc/apt/apt.conf.d/retries"
	echo "$user ALL=(ALL) NOPASSWD: ALL" >"$tree/etc/sudoers.d/$user"
	chroot "$tree" useradd -m -s /bin/bash "$user"
}

# The user's own clone, by way of one that he may read.
clone() {
	rm -rf "$tree/srv/sockdemo.git" "$tree$home"
	git clone -q --bare --no-local "$top" "$tree/srv/sockdemo.git" &&
	    chroot "$tree" chown -R "$user:" /srv/sockdemo.git &&
	    enter / git clone -q /srv/sockdemo.git "$home"
}

# enter FOLDER COMMAND...: there, as the user
# In a chroot only root may make name spaces, and tests make some. So the tree
# becomes the root of a name space of mounts; and of one of processes, in which
# nothing survives this script.
enter() {
	# shellcheck disable=SC2016 # expanded there
	unshare --mount --pid --fork --kill-child sh -ec '
	    mount --bind "$0" "$0"
	    cd "$0"
	    mount -t proc proc proc
	    mount -t sysfs sysfs sys
	    mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 pts dev/pts
	    mount --bind dev/pts/ptmx dev/ptmx
	    mount -t tmpfs tmpfs dev/shm
	    pivot_root . mnt
	    umount -l /mnt
	    user=$1
	    cd "$2"
	    shift 2
	    exec setpriv --reuid "$user" --regid "$user" --init-groups \
	        --reset-env env LC_ALL=C.UTF-8 "$@"' "$tree" "$user" "$@"
}

if [ ! -e "$tree/home/$user" ]; then
	# A folder that holds something else is somebody's.
	[ ! -e "$tree" ] || rmdir "$tree" || stop "TREE=$tree is not a tree"
	make_tree || make_tree || make_tree ||
	    stop "no tree of $suite can be made"
	settle || stop "the tree of $suite cannot be settled"
fi
clone || stop "it cannot be cloned"
enter "$home" ${CI:+"CI=$CI"} ${AGAIN:+"AGAIN=$AGAIN"} ${JOBS:+"JOBS=$JOBS"} \
    ${TERM:+"TERM=$TERM"} ${CFLAGS:+"CFLAGS=$CFLAGS"} \
    ${PYTEST_ADDOPTS:+"PYTEST_ADDOPTS=$PYTEST_ADDOPTS"} "$@"

#!/bin/sh
# Runs the tests, once they are built: make check comes here.
#
#	B=build PYTHON=python3 sh tests/run.sh [name]
#
# With a name, only the unit tests and the behaviour tests that hold it; with
# several ("udp or unix"), those that hold one of them.
# SOCKDEMO_WRAPPER ("valgrind -q ...") goes before every program under test.
# AGAIN=yes: the behaviour tests that fail are run once more, with nothing beside
# them, for a machine that others use as well; both runs are to be read.

set -u

: "${B:=build}" "${PYTHON:=python3}"
name=${1:-}
failed='' ran=0

# As pytest's -k has it, as far as that is names with "or" between them.
is_named() {
	[ -n "$name" ] || return 0
	for word in $name; do
		[ "$word" != or ] || continue
		case $1 in *"$word"*) return 0 ;; esac
	done
	return 1
}

# A unit test speaks only when it fails; else its closing line is enough.
for source in tests/unit/test_*.c; do
	unit=$(basename "$source" .c)
	[ -e "$source" ] || continue
	is_named "$source" || continue
	ran=$((ran + 1))
	# shellcheck disable=SC2086 # the wrapper is a command and its options
	if ${SOCKDEMO_WRAPPER:-} "$B/tests/unit/$unit" >"$B/$unit.log" 2>&1; then
		echo "$unit: $(grep 'PASSED' "$B/$unit.log" | tail -n 1)"
	else
		cat "$B/$unit.log"
		echo "$unit: FAILED"
		failed="$failed $unit"
	fi
done

# Two at once for each processor, where pytest can, since most tests wait; JOBS:
# so many. -r: why a test was skipped, by name.
set -- -rfEs
jobs=
if [ -n "$name" ]; then
	set -- "$@" -k "$name"
elif "$PYTHON" -c 'import xdist' 2>/dev/null; then
	jobs="-n ${JOBS:-$(($(nproc) * 2))}"
fi
export SOCKDEMO="$PWD/$B/sockdemo" PYTHONDONTWRITEBYTECODE=1
# shellcheck disable=SC2086 # an option and its value, or nothing
"$PYTHON" -m pytest "$@" $jobs tests
status=$?

# 1: some failed.
if [ $status -eq 1 ] && [ "${AGAIN:-}" = yes ]; then
	echo "what failed, once more, and alone:"
	"$PYTHON" -m pytest "$@" --last-failed --last-failed-no-failures=none tests
	status=$?
	# Nothing was run again, though something had failed.
	[ $status -ne 5 ] || status=1
fi

# 5: no test matched, which is well when a unit test did.
if [ $status -eq 5 ] && [ -n "$name" ] && [ $ran -gt 0 ]; then
	status=0
elif [ $status -eq 5 ]; then
	echo "no test matches \"$name\""
fi
[ -z "$failed" ] || echo "unit tests failed:$failed"
[ -z "$failed" ] && [ $status -eq 0 ]

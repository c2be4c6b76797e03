#!/bin/sh
# Runs the tests, once they are built: make check comes here.
#
#	B=build PYTHON=python3 sh tests/run.sh [name]
#
# With a name, only the unit tests and the behaviour tests that hold it.
# SOCKDEMO_WRAPPER ("valgrind -q ...") goes before every program under test.

set -u

: "${B:=build}" "${PYTHON:=python3}"
name=${1:-}
failed='' ran=0

# A unit test speaks only when it fails; else its closing line is enough.
for source in tests/unit/test_*.c; do
	unit=$(basename "$source" .c)
	[ -e "$source" ] || continue
	case $unit in *"$name"*) ;; *) continue ;; esac
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

# As many at once as there are processors, where pytest can; -r: why a test
# was skipped, by name.
set -- -rfEs
if [ -n "$name" ]; then
	set -- "$@" -k "$name"
elif [ "$(nproc)" -gt 1 ] && "$PYTHON" -c 'import xdist' 2>/dev/null; then
	set -- "$@" -n "$(nproc)"
fi
SOCKDEMO="$PWD/$B/sockdemo" PYTHONDONTWRITEBYTECODE=1 \
    "$PYTHON" -m pytest "$@" tests
status=$?

# 5: no test matched, which is well when a unit test did.
if [ $status -eq 5 ] && [ -n "$name" ] && [ $ran -gt 0 ]; then
	status=0
elif [ $status -eq 5 ]; then
	echo "no test matches \"$name\""
fi
[ -z "$failed" ] || echo "unit tests failed:$failed"
[ -z "$failed" ] && [ $status -eq 0 ]

#!/bin/sh
# What compilers and checkers say of the code: make lint comes here.
# A tool that is missing is a named skip, and in CI (CI set) a failure.

set -u

: "${B:=build}" "${VERSION:=0}"
failed='' skipped=''

# check NAME TOOL COMMAND...: the command, where there is the tool
check() {
	_name=$1 _tool=$2
	shift 2
	if ! command -v "$_tool" >/dev/null; then
		echo "lint: $_name: skipped: $_tool is missing"
		skipped="$skipped $_name"
		return
	fi
	if "$@"; then
		echo "lint: $_name: ok"
	else
		echo "lint: $_name: FAILED"
		failed="$failed $_name"
	fi
}

sources=$(find src -name '*.c')
units=$(find tests/unit -name 'test_*.c' 2>/dev/null)
headers=$(find src tests/unit -name '*.h' 2>/dev/null)
scripts=$(find tests .ci -name '*.sh' -o -path .ci/run)

# Each file by itself, as many at once as there are processors.
each() {
	_files=$1
	shift
	printf '%s\n' "$_files" | xargs -r -n 1 -P "$(nproc)" "$@"
}

tidy() {
	# shellcheck disable=SC2016 # the inner shell expands them
	each "$sources" sh -c 'said=$(clang-tidy --quiet "$1" -- -std=c11 \
	    -D_GNU_SOURCE -Isrc -DVERSION="\"$0\"" \
	    2>&1) || { printf "%s\n" "$said"; exit 1; }' "$VERSION"
}

# Every object again, in a folder of its own, with gcc looking along the paths.
analyzer() {
	make --no-print-directory --silent -kj "$(nproc)" B="$B/analyzer" \
	    CC=gcc SANITIZE= CFLAGS='-O2 -g -fanalyzer -Werror' \
	    "$B/analyzer/sockdemo" >/dev/null
}

cpp_check() {
	cppcheck --quiet --std=c11 --language=c -j "$(nproc)" -Isrc \
	    -D_GNU_SOURCE -DVERSION='""' \
	    --enable=warning,performance,portability --inline-suppr \
	    --suppress=missingIncludeSystem --error-exitcode=1 src
}

format() {
	# shellcheck disable=SC2086 # one word for each file
	clang-format --dry-run -Werror $sources $headers $units
}

shell() {
	# shellcheck disable=SC2086 # one word for each file
	shellcheck $scripts
}

# mandoc knows the sections by their English names alone: the Portuguese page
# is examined with those of the English one, which has the same sections.
manual() {
	_said=$(for _page in sockdemo.1 sockdemo-scripts.7; do
		mandoc -T lint -W warning "man/$_page"
		awk 'NR == FNR { if ($1 == ".Sh") name[++n] = $0; next }
		    $1 == ".Sh" { $0 = name[++m] }
		    { print }' "man/$_page" "man/pt/$_page" |
		mandoc -T lint -W warning |
		sed "s,<stdin>,man/pt/$_page,"
	done)
	[ -z "$_said" ] || { printf '%s\n' "$_said"; return 1; }
}

# Complete, nothing in doubt, and of these sources. msgcmp fails for a message
# that is missing, untranslated or fuzzy; the other way round there is only
# its word.
catalogue() {
	msgfmt --check -o /dev/null po/pt.po &&
	    make --no-print-directory --silent pot &&
	    msgcmp po/pt.po build/sockdemo.pot || return
	_stale=$(msgcomm --unique --no-location po/pt.po build/sockdemo.pot |
	    sed -n '/^msgid "./p')
	_stale=$_stale$(msgattrib --only-obsolete po/pt.po)
	[ -z "$_stale" ] || { echo "no longer used: $_stale"; return 1; }
}

check format clang-format format
check shellcheck shellcheck shell
check manual mandoc manual
check catalogue xgettext catalogue
check analyzer gcc analyzer
check cppcheck cppcheck cpp_check
check clang-tidy clang-tidy tidy

if [ -n "$skipped" ] && [ -n "${CI:-}" ]; then
	echo "lint: missing tools are failures in CI:$skipped"
	failed="$failed$skipped"
fi
[ -z "$failed" ] || { echo "lint: failed:$failed"; exit 1; }

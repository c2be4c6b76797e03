#!/bin/sh
# How much the tests notice: fifty small mutations of src/net/, talk/, serve/
# and call/, one at a time, each built apart and tried with the fast part of the
# tests. Those that survive are listed; each is a test that is missing, or code
# that does nothing. By hand: it takes about an hour.
#
#	sh tests/mutate.sh [count] [seed]

set -u

count=${1:-50} seed=${2:-1}
fast="unit or seam or eof or data or clients or udp or unix or deadlines or
addresses or inject"
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT INT TERM
git archive HEAD | tar -x -C "$tree" || exit
cd "$tree" || exit
make -s -j"$(nproc)" DEPS=no all >/dev/null || exit

# Each candidate is FILE:LINE:FROM:TO, one small change of one line.
python3 - "$count" "$seed" >mutations <<'PYTHON'
import random
import re
import sys
from pathlib import Path

CHANGES = [("==", "!="), ("!=", "=="), (" < ", " <= "), (" > ", " >= "),
           (" >= ", " > "), (" <= ", " < "), ("&&", "||"), ("||", "&&"),
           ("true", "false"), ("false", "true"), (" + 1", ""), (" - 1", ""),
           ("+=", "="), ("return;", ";"), ("break;", ";"), (" ? ", " ? !!"),
           ("= 0;", "= 1;"), ("-1", "0")]

found = []
for folder in "net", "talk", "serve", "call":
    for path in sorted(Path("src", folder).glob("*.c")):
        comment = False
        for number, line in enumerate(path.read_text().split("\n"), 1):
            comment = comment or "/*" in line
            if not comment and line.startswith("\t"):
                found += [(path, number, a, b) for a, b in CHANGES
                          if a in re.sub(r'"[^"]*"', "", line)]
            if "*/" in line:
                comment = False
for each in random.Random(int(sys.argv[2])).sample(found, int(sys.argv[1])):
    print(*each, sep="\x1f")
PYTHON

survived=0 invalid=0 n=0
while IFS=$(printf '\037') read -r file line from to; do
	n=$((n + 1))
	cp "$file" original
	FROM=$from TO=$to LINE=$line python3 -c '
import os, sys
lines = open(sys.argv[1]).read().split("\n")
i = int(os.environ["LINE"]) - 1
lines[i] = lines[i].replace(os.environ["FROM"], os.environ["TO"], 1)
open(sys.argv[1], "w").write("\n".join(lines))' "$file"
	what="$file:$line: \"$from\" -> \"$to\""
	if ! make -s -j"$(nproc)" all >/dev/null 2>&1; then
		invalid=$((invalid + 1))
	elif timeout -k 10 900 make -s DEPS=no check T="$fast" \
	    PYTEST_ADDOPTS="-x -q -n $(($(nproc) * 2)) -m 'not slow'" \
	    >log 2>&1; then
		survived=$((survived + 1))
		echo "survived: $what"
	fi
	cp original "$file"
	printf '\r%d of %d' "$n" "$count" >&2
done <mutations
echo >&2
echo "$survived of $((n - invalid)) survived ($invalid did not compile)"

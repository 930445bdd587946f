#!/bin/sh
# The progress line, of a feed that comes slowly: progress_test.sh PROGRAM
set -u
program=$1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0
fail() { echo "$1"; failed=1; }
printf 'order: P-1\ntype: other\nmade: 2026-01-01\nsubject: {subject: P-1}\nconditions:\n  - {id: "1", rule: travel/foreign-travel}\n' >order.yaml

slow() { # rows of nobody, a pause of over a second, more rows
	echo subject,time,to
	awk 'BEGIN { for (i = 0; i < 3000; i++) print "X-" i ",2026-05-01,FR" }'
	sleep 1.2
	awk 'BEGIN { for (i = 0; i < 3000; i++) print "Y-" i ",2026-05-01,FR" }'
}
run() { slow | "$program" check --orders order.yaml travel=- --as-of 2026-06-01 "$@" 2>told >out; }

run --progress always || fail "the check failed"
grep -qE '^reading [0-9],[0-9]{3} rows, [0-9,]+ rows/s$' told || { fail "no progress was told:"; cat told; }
cp out with
run || fail "the check failed"
grep -q reading told && fail "progress was told where stderr is no terminal"
cmp -s out with || fail "progress changed the output"
run --progress always --quiet >/dev/null
grep -q reading told || fail "--progress always gives way to --quiet"
exit $failed

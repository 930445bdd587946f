#!/bin/sh
# The worked force gives what its stories state, and nothing else: force_test.sh PROGRAM FEEDGEN
set -u
program=$1
feedgen=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

fail() { echo "force: $*"; exit 1; }

holds() { # $1: seed, $2: rows, $3: more options of check
	"$feedgen" force --out force --seed "$1" --rows "$2" || fail "feedgen ended with $?"
	"$program" check -C force --as-of 2028-09-01 $3 -f json >run.json 2>err
	status=$?
	[ "$status" = 1 ] || { cat err; fail "status $status, expected 1"; }
	jq -r '.findings[] | [.level, .subject, (.scheme // .order), .condition, (.time // "-"), .rule] | @tsv' run.json | sort >found
	sort force/expected.tsv >expected
	diff expected found >differ || { head -40 differ; fail "seed $1: expected (<) and found (>) differ"; }
	[ "$(jq -c '[.counts.orders, .counts.blind, .counts.rejects]' run.json)" = '[260,0,0]' ] || fail "$(jq -c .counts run.json)"
}

holds 1 30000 ""
cp -R force first
holds 1 30000 "--jobs 3"
diff -r first force >/dev/null || fail "one seed gave two years"

# Every rule has its story, is told as not monitored, or has its reason in untold.
"$program" rules | sed 1d >rules
cut -f6 expected | sort -u >told
grep -v '^#' "$here/force/untold" | cut -f1 >untold
jq -r '.unmonitored[].title' run.json | sort -u >unmonitored
while read -r rule _ title; do
	grep -qxF "$rule" told || grep -qxF "$rule" untold || grep -qxF "$title" unmonitored ||
		fail "$rule has no story: add one to cmd/feedgen/story_*.c, or its reason to testdata/force/untold"
done <rules
[ "$(sed -n 's/^type: //p' force/orders/*.yaml | sort -u | wc -l)" = 18 ] || fail "not all types of order are there"

for command in due coverage; do
	"$program" $command -C force --as-of 2028-09-01 >out 2>err || { cat err; fail "$command ended with $?"; }
	[ -s out ] || fail "$command is silent"
done
"$program" lint -C force --as-of 2028-09-01 >out 2>err || { grep -A3 " error " out; cat err; fail "lint finds errors"; }
rm -r first force
holds 7 3000 ""

#!/bin/sh
# The shipped example gives what was derived by hand: example_test.sh PROGRAM
set -u
program=$1
folder=$(dirname "$0")/example
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

"$program" check -C "$folder" --as-of 2026-06-01 --level blind -f jsonl >"$work/out" 2>"$work/err"
status=$?
jq -r '[.level, .subject, (.order // .scheme), .condition, (.time // "-")] | @tsv' "$work/out" >"$work/found" || exit 1
diff "$folder/expected.tsv" "$work/found" || exit 1
[ "$status" = 5 ] || { echo "status $status, expected 5"; exit 1; }
rejects=$(grep -c '^feeds/' "$work/err")
[ "$rejects" = 16 ] || { echo "$rejects rows rejected, expected 16"; exit 1; }

#!/bin/sh
# What share of lib/ the tests reach: coverage.sh SOURCE BUILD, a build of the preset `coverage` whose tests have run.
#
# Prints lines and branches in total, and the ten files with most branches that no test takes. Tests, fuzzing and the second
# opinion do not count themselves; nor do the branches of asserts and of running out of memory, which no test can take and
# live. The status is 1 below 95 % of lines or 85 % of branches.
set -u
source=$(cd "$1" && pwd) || exit 2
build=$(cd "$2" && pwd) || exit 2
command -v gcovr >/dev/null || { echo "there is no gcovr (apt-get install gcovr)"; exit 77; }
command -v jq >/dev/null || { echo "there is no jq"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
gcovr --root "$source" --object-directory "$build" --filter "$source/lib/.*" --exclude '.*_test\.c' --exclude '.*_fuzz\.c' \
	--exclude '.*_naive.*' --exclude '.*_fixture\.h' --exclude-unreachable-branches --gcov-ignore-parse-errors \
	--exclude-branches-by-pattern '.*\b(assert|mem_exhausted)\(.*' --json-summary "$work/sums" "$build" >"$work/log" 2>&1 ||
	{ cat "$work/log"; exit 2; }
jq -r '.files | sort_by(.branch_covered - .branch_total)[:10][] |
	"\(.filename)  lines \(.line_covered) of \(.line_total), branches \(.branch_covered) of \(.branch_total)"' "$work/sums"
jq -r '"lib/: lines \(.line_percent) % (\(.line_covered) of \(.line_total)), branches \(.branch_percent) % (\(.branch_covered) of \(.branch_total))"' "$work/sums"
jq -e '.line_percent >= 95 and .branch_percent >= 85' "$work/sums" >/dev/null

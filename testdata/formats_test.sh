#!/bin/sh
# Every format carries the same findings: formats_test.sh PROGRAM
# The ids of the example's findings, of every level, are those of its JSON lines in each format of check.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$(dirname "$0")/example" || exit 2
unset TZ LC_ALL LANG NO_COLOR CLICOLOR_FORCE
formats=$("$program" check --format none 2>&1 | sed -n 's/.*--format takes \(.*\), not .*/\1/p' | tr -d , | sed 's/ or / /')
failed=0
seen=0

# 16 hex digits that stand alone; lines of a calendar are unfolded.
ids() { sed -e ':a' -e 'N' -e '$!ba' -e 's/\r\n //g' "$1" | grep -oE '(^|[^0-9a-f])[0-9a-f]{16}([^0-9a-f]|$)' | grep -oE '[0-9a-f]{16}' | sort -u; }

for level in clear upcoming; do
	"$program" check --as-of 2026-06-01 --level $level --format jsonl >"$work/jsonl" 2>/dev/null
	jq -r .id "$work/jsonl" | sort -u >"$work/expected"
	[ "$(wc -l <"$work/expected")" -gt 15 ] || { echo "too few findings"; exit 1; }
	for format in $formats; do
		"$program" check --as-of 2026-06-01 --level $level --format "$format" --group none --no-redact >"$work/out" 2>/dev/null
		# What is blind stands in a run at any level.
		[ "$format" = json ] && jq 'del(.blind)' "$work/out" >"$work/cut" && mv "$work/cut" "$work/out"
		ids "$work/out" >"$work/found"
		seen=$((seen + 1))
		diff "$work/expected" "$work/found" >"$work/diff" && continue
		echo "$format at --level $level has other findings:"
		sed -n 1,5p "$work/diff"
		failed=1
	done
done
[ $seen -ge 12 ] || { echo "too few formats: $formats"; failed=1; }
exit $failed

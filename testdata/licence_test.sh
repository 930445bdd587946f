#!/bin/sh
# The table of licence conditions loads, finds what its tests say, and has every code: licence_test.sh PROGRAM [REFERENCE_DATA]
set -u
program=$1
reference=${2:-}
folder=$(dirname "$0")/licence
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
	echo "$1"
	failed=1
}

"$program" test "$folder" >"$work/said" 2>&1 || { fail "a test of the table fails"; grep -v '^ok' "$work/said"; }

# A line for each order, "CODE rule", "CODE inline" or "CODE unmonitored", and "CODE found" for each finding of a test.
rows() {
	awk '
		/^---$/ { kind = ""; next }
		kind == "" && /^[a-z]+:/ { kind = $1; code = kind == "order:" ? $2 : ""; told = 0; next }
		kind == "test:" && /^order:/ { code = $2 }
		kind == "order:" && !told && /^    rule:/ { told = 1; print code, "rule" }
		kind == "order:" && !told && /^    when:/ { told = 1; print code, "inline" }
		kind == "order:" && !told && /^    unmonitored:/ { told = 1; print code, "unmonitored" }
		kind == "test:" && /^  - \{level: (breach|review)/ { print code, "found" }' "$@"
}
for file in "$folder"/*.yaml; do
	rows "$file"
done >"$work/rows"
grep -v ' found$' "$work/rows" | cut -d' ' -f1 | sort >"$work/codes"

uniq -d "$work/codes" >"$work/twice"
[ -s "$work/twice" ] && fail "in the table twice: $(cat "$work/twice")"
grep -E ' (rule|inline)$' "$work/rows" | cut -d' ' -f1 | sort >"$work/monitored"
grep ' found$' "$work/rows" | cut -d' ' -f1 | sort -u >"$work/found"
comm -23 "$work/monitored" "$work/found" >"$work/untested"
[ -s "$work/untested" ] && fail "no test of these finds anything: $(cat "$work/untested")"

if [ -n "$reference" ]; then
	jq -r '.standardConditions, .additionalConditions | .[] | .[].code' "$reference/uk/licence-conditions.json" |
		sort >"$work/published" || exit 1
	diff "$work/published" "$work/codes" || fail "the published codes (<) and the table's (>) differ"
else
	echo "REFERENCE_DATA is not set: the codes were not compared with the published list"
fi
count() {
	grep -c " $1\$" "$work/rows"
}
echo "$(wc -l <"$work/codes") conditions: $(count rule) by rules of the catalogue, $(count inline) by a rule of their own," \
	"$(count unmonitored) unmonitored"
exit $failed

#!/bin/sh
# A saved run printed again is what check printed: report_test.sh PROGRAM
# For the example project, in each format, and for every golden case that runs check, in
# JSON and for every third in one of the others by turns, `report` of the run's JSON gives
# the bytes of check.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$program" "$work/bin/ordercheck"
PATH=$work/bin:$PATH
export PATH
unset TZ LC_ALL LANG NO_COLOR CLICOLOR_FORCE
formats=$(ordercheck check --format none 2>&1 | sed -n 's/.*--format takes \(.*\), not .*/\1/p' | tr -d , | sed 's/ or / /')
[ -n "$formats" ] || { echo "which formats has check?"; exit 2; }
runs=0
failed=0

# What changes how a report looks is said to both.
looks() { printf '%s\n' "$1" | grep -oE -- '(^| )(--group [a-z]+|-q|--quiet|--color [a-z]+)' | tr '\n' ' '; }

# JSON is compared with itself.
by_turns() {
	# shellcheck disable=SC2086
	set -- $(echo $formats | sed 's/json //')
	shift $((runs / 3 % $#))
	[ $((runs % 3)) -eq 0 ] && echo "json $1" || echo json
}

# $1: what it is, $2: the line of check, without its format and where its output goes, $3: formats, none: by turns
compare() {
	sh -c "$2 --names never --format json" </dev/null >"$work/run.json" 2>/dev/null
	grep -q '^{"schema":"ordercheck/run/1"' "$work/run.json" || return 0
	runs=$((runs + 1))
	for format in ${3:-$(by_turns)}; do
		if [ "$format" = json ]; then
			cp "$work/run.json" "$work/checked"
		else
			sh -c "$2 --names never --no-redact --format $format" </dev/null >"$work/checked" 2>/dev/null
		fi
		# shellcheck disable=SC2046
		ordercheck report "$work/run.json" --no-redact --format "$format" $(looks "$2") >"$work/reported" 2>"$work/said"
		cmp -s "$work/checked" "$work/reported" && continue
		echo "$1: report of its run is not what check printed as $format"
		sed -n 1,3p "$work/said"
		diff "$work/checked" "$work/reported" | sed -n 1,6p
		failed=1
	done
}

cd "$here/example" || exit 2
compare "the example" "ordercheck check --as-of 2026-06-01" "$formats"
compare "the example, clear" "ordercheck check --as-of 2026-06-01 --level clear --since 2026-03-01" "$formats"
for cmd in "$here"/cases/*/cmd; do
	line=$(grep -m 1 '^ordercheck check ' "$cmd" | sed 's/[<>|;&].*//; s/ 2$//; s/ --format [a-z]*//; s/ -f *[a-z]*//; s/ -o [^ ]*//') || continue
	[ -n "$line" ] || continue
	rm -rf "$work/case" && cp -R "$(dirname "$cmd")" "$work/case" && cd "$work/case" || exit 2
	compare "$(basename "$(dirname "$cmd")")" "$line"
done
echo "$runs runs, in: $formats"
[ "$runs" -gt 200 ] || { echo "too few runs"; failed=1; }
exit $failed

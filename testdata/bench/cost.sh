#!/bin/sh
# How the cost of judging grows: cost.sh ORDERCHECK FEEDGEN [ROWS]
# One subject with 10^3 to ROWS (10^6) events under ten rules, then 10,000 subjects with
# ten rules each. Times are of the whole command; the reading of the same files
# without a rule is taken off. Ten times the events should take at most thirteen
# times as long.
set -eu
program=$1
feedgen=$2
most=${3:-1000000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

order() { # $1: subject number, $2: rules
	printf -- '---\norder: BENCH-%07d\ntype: other\nmade: 2025-01-01\nsubject: {subject: V-%07d}\nconditions:\n' "$1" "$1"
	if [ "$2" = none ]; then
		printf '  - {id: "0", text: Nothing., unmonitored: nothing is asked}\n'
	else
		printf '  - {id: "1", text: Everything., rule: [bench/event, bench/unless, bench/expect, bench/provided, bench/given, bench/count, bench/sum, bench/silence, bench/while, bench/every]}\n'
	fi
}

seconds() { # the least of three runs, in milliseconds
	best=
	for _ in 1 2 3; do
		start=$(date +%s%N)
		"$program" check --no-catalogue --orders "$here/rules.yaml" --orders "$work/$1" ping="$work/ping.csv" \
			note="$work/note.csv" --as-of 2026-01-01 -q -j 1 >/dev/null 2>&1 || [ $? -lt 2 ]
		took=$((($(date +%s%N) - start) / 1000000))
		[ -n "$best" ] && [ "$best" -le "$took" ] || best=$took
	done
	echo "$best"
}

measure() { # $1: rows, $2: subjects
	"$feedgen" pings --rows "$1" --subjects "$2" >"$work/ping.csv"
	"$feedgen" notes --rows "$1" --subjects "$2" >"$work/note.csv"
	i=0
	: >"$work/all.yaml"
	: >"$work/none.yaml"
	while [ "$i" -lt "$2" ]; do
		order "$i" all >>"$work/all.yaml"
		order "$i" none >>"$work/none.yaml"
		i=$((i + 1))
	done
	echo $(($(seconds all.yaml) - $(seconds none.yaml)))
}

echo "one subject, ten rules"
printf '%10s %12s %8s\n' events 'judging ms' ratio
before=
for rows in 1000 10000 100000 1000000; do
	[ "$rows" -le "$most" ] || continue
	took=$(measure "$rows" 1)
	ratio=-
	[ -n "$before" ] && [ "$before" -gt 4 ] && ratio=$(echo "$took $before" | awk '{printf "%.1f", $1 / $2}')
	printf '%10s %12s %8s\n' "$rows" "$took" "$ratio"
	before=$took
done
subjects=$((most < 1000000 ? most / 100 : 10000))
echo "$subjects subjects, ten rules each"
took=$(measure "$most" "$subjects")
echo "$most $took" | awk '{printf "%d events and as many notes in %d ms: %.2f million events judged a second\n", $1, $2, $1 / $2 / 1000}'

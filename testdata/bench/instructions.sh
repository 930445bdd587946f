#!/bin/sh
# Machine instructions of small cases: instructions.sh ORDERCHECK FEEDGEN BUILD [record]
# By callgrind, so that they do not depend on what else the machine does. The last figures recorded stand in
# instructions.txt; "record" writes them anew. BUILD says how the program was built; a ratio is told where it is the same
# as that of the record. Nothing is judged here: a rise is for somebody to look at.
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
feedgen=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
build=$3
here=$(cd "$(dirname "$0")" && pwd)
command -v valgrind >/dev/null || { echo "instructions: valgrind is not there, so none are counted"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

count() { # $@: arguments of check
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" check "$@" --as-of 2026-01-01 -q -j 1 >out 2>told || [ $? -lt 4 ] ||
		{ cat told >&2; exit 2; }
	sed -n 's/.*Collected : *\([0-9]*\).*/\1/p' told | grep . || { cat told >&2; exit 2; }
}

order() { # $1: number, $2: what it asks
	printf -- '---\norder: BENCH-%07d\ntype: other\nmade: 2025-01-01\nsubject: {subject: V-%07d}\nconditions:\n  - {id: "1", text: Words., %s}\n' "$1" "$1" "$2"
}
for i in 0 1 2 3 4 5 6 7 8 9; do
	order $i 'unmonitored: nothing is asked' >>none.yaml
	order $i 'rule: [bench/event, bench/unless, bench/expect, bench/provided, bench/given, bench/count, bench/sum, bench/silence, bench/while, bench/every]' >>ten.yaml
done
"$feedgen" orders --subjects 20 >few.yaml
"$feedgen" orders --subjects 420 >many.yaml
"$feedgen" bookings --rows 5000 --subjects 20 --share 0 >strangers.csv
head -1 strangers.csv >header.csv
"$feedgen" pings --rows 2000 --subjects 10 >ping.csv
"$feedgen" notes --rows 2000 --subjects 10 >note.csv
head -1 ping.csv >ping-header.csv
head -1 note.csv >note-header.csv

begin=$(count --orders few.yaml travel=header.csv)
load=$(count --orders many.yaml travel=header.csv)
strangers=$(count --orders few.yaml travel=strangers.csv)
empty=$(count --no-catalogue --orders "$here/rules.yaml" --orders none.yaml ping=ping-header.csv note=note-header.csv)
known=$(count --no-catalogue --orders "$here/rules.yaml" --orders none.yaml ping=ping.csv note=note.csv)
judged=$(count --no-catalogue --orders "$here/rules.yaml" --orders ten.yaml ping=ping.csv note=note.csv)

{
	echo "begin, with 20 orders|$begin|the whole of it"
	echo "load|$(((load - begin) / 400))|an order"
	echo "scan|$(((strangers - begin) / 5000))|a row of nobody"
	echo "rows|$(((known - empty) / 4000))|a row of a known subject"
	echo "judging|$(((judged - known) / 4000))|a row under ten rules"
} >counted
record=$here/instructions.txt
if [ "${4-}" = record ]; then
	{ echo "$build"; cat counted; } >"$record"
fi
printf '%-22s %14s  %-26s %s\n' instructions count 'of each' "against the record ($(head -1 "$record"))"
sed 1d "$record" | awk -F'|' -v same="$([ "$(head -1 "$record")" = "$build" ] && echo 1 || echo 0)" '
	FNR == NR { was[$1] = $2; next }
	{ printf "%-22s %14d  %-26s %s\n", $1, $2, $3, (!same ? "(another build)" : ($1 in was) ? sprintf("%.3f", $2 / was[$1]) : "new") }' - counted

#!/bin/sh
# One set of findings, whichever way they are found: truth.sh PROGRAM TRUTH [FIRST [SEEDS]]
#
# Random documents and feeds, each feed in three files, one a day, are checked by one thread, by several threads, by a
# store that is handed one day after the other, and in parts that are merged: every way must give the same bytes, and
# their findings must be those of the second opinion, which reads no file. Prints the seeds that differ, and how.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
truth=$(cd "$(dirname "$2")" && pwd)/$(basename "$2") || exit 2
first=${3:-1}
seeds=${4:-200}
here=$(cd "$(dirname "$0")" && pwd) || exit 2
command -v jq >/dev/null || { echo "there is no jq"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL
shards=
"$program" check --help | grep -q -e '--shard' && shards=3
differ=0 passed_over=0 findings=0

# $1: what it writes, $2: the run's time; then operands and options.
check() {
	out=$1 at=$2
	shift 2
	"$program" check --no-catalogue --orders orders.yaml --as-of "$at" --level clear --within 1000d -f jsonl "$@" >"$out" 2>"$out.err"
	status=$?
	case $status in
	0 | 1 | 4 | 5) return 0 ;;
	esac
	tell "status $status of: $*" "$out.err"
}

tell() { # $1: what is wrong, $2: a file that shows it
	echo "seed $seed: $1"
	sed -n '1,12s/^/    /p' "$2"
	differ=$((differ + 1))
}

# $1: a way, $2: what it found, $3: its status; against the one thread.
hold() {
	diff one "$2" >difference || tell "$1 finds something else" difference
	[ "$3" = "$status_of_one" ] || tell "$1 ends with status $3, one thread with $status_of_one" "$2.err"
}

feeds() { # $1: of which days; of some books nothing is supplied
	set -- *-$1.csv
	[ -e "$1" ] && echo "$@" || echo --no-feeds
}

by_store() {
	while read -r day at; do
		check stored "$at" --store cases.db $(feeds "$day")
	done <as-of
}

by_shards() {
	for i in $(seq "$shards"); do
		"$program" check --no-catalogue --orders orders.yaml --as-of "$as_of" --level clear --within 1000d -f json \
			--shard "$i/$shards" -j 2 $(feeds '[123]') >"part-$i.json" 2>merged.err
	done
	"$program" merge part-*.json -f jsonl >merged 2>merged.err
	status=$?
}

try() {
	as_of=$(sed -n '$s/.* //p' as-of)
	check one "$as_of" -j 1 $(feeds '[123]')
	status_of_one=$status
	sort expected.tsv >expected
	jq -r -f "$here/findings.jq" one | sort >found
	diff expected found >difference || tell "the second opinion finds something else (<)" difference
	findings=$((findings + $(wc -l <one)))
	check many "$as_of" -j 8 $(feeds '[123]')
	hold "a run of 8 threads" many "$status"
	by_store
	diff one stored >difference || tell "the store finds something else" difference
	[ -z "$shards" ] && return
	by_shards
	hold "the merged run" merged "$status"
}

seed=$first
tried=0
while [ $tried -lt "$seeds" ] && [ $differ -lt 10 ]; do
	mkdir "$work/$seed" && cd "$work/$seed" || exit 2
	"$truth" "$seed" .
	case $? in
	0) try && tried=$((tried + 1)) ;;
	3) passed_over=$((passed_over + 1)) ;;
	*) exit 2 ;;
	esac
	cd "$work" && rm -rf "${work:?}/$seed"
	seed=$((seed + 1))
done
echo "$tried random books and feeds, $findings findings, $passed_over books in error passed over; $differ differences" \
	"between one thread, 8, a store${shards:+, $shards shards} and the second opinion"
[ $differ -eq 0 ] && [ "$findings" -gt "$seeds" ]

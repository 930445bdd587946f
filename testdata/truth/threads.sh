#!/bin/sh
# Every format gives the same bytes with 1, 2, 3 and 8 threads: threads.sh PROGRAM TRUTH FEEDGEN [FIRST [SEEDS [ROWS]]]
#
# Over so many random books and feeds, over the shipped example, and over a force's year of ROWS rows (none: left out).
# What differs is told; nothing of a run may depend on the threads, nor its words on standard error, nor its status.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
truth=$(cd "$(dirname "$2")" && pwd)/$(basename "$2") || exit 2
feedgen=$(cd "$(dirname "$3")" && pwd)/$(basename "$3") || exit 2
first=${4:-1}
seeds=${5:-100}
rows=${6:-0}
here=$(cd "$(dirname "$0")" && pwd) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
echo 'a key for the pseudonyms, the same in every run' >key
chmod 600 key
differ=0 runs=0

formats=$("$program" check --help | sed -n '/^Formats:/,/^$/p' | tr -d '\n' | sed 's/^Formats: //; s/\..*//; s/ (default)//; s/,//g')
[ "$(echo "$formats" | wc -w)" -ge 8 ] || { echo "the help of check lists no formats"; exit 2; }

# $1: its name, $2: threads, $3: format; the rest are operands and options.
run() {
	name=$1 threads=$2 format=$3
	shift 3
	case $format in # redacted, under a new key each time where none is given
	sarif | junit | markdown) set -- "$@" --redact-key "$work/key" ;;
	esac
	"$program" check "$@" -f "$format" -j "$threads" >"$work/out.$threads" 2>"$work/err.$threads"
	status=$?
	echo "$status" >>"$work/err.$threads"
	case $status in
	0 | 1 | 4 | 5) ;;
	*) echo "$name: $format with $threads threads ends with status $status"; differ=$((differ + 1)) ;;
	esac
	runs=$((runs + 1))
}

same() { # $1: its name; the rest are operands and options
	name=$1
	shift
	for format in $formats; do
		run "$name" 1 "$format" "$@"
		for threads in 2 3 8; do
			run "$name" $threads "$format" "$@"
			for part in out err; do
				cmp -s "$work/$part.1" "$work/$part.$threads" && continue
				echo "$name: $format with $threads threads: $part is not that of one"
				diff "$work/$part.1" "$work/$part.$threads" | cut -c1-200 | head -4
				differ=$((differ + 1))
			done
		done
	done
}

seed=$first
tried=0
while [ $tried -lt "$seeds" ] && [ $differ -lt 10 ]; do
	mkdir "$work/$seed"
	cd "$work/$seed" || exit 2
	if "$truth" "$seed" .; then
		set -- *.csv
		[ -e "$1" ] || set -- --no-feeds
		same "seed $seed" --no-catalogue --orders orders.yaml --as-of "$(sed -n '$s/.* //p' as-of)" --level clear "$@"
		tried=$((tried + 1))
	fi
	cd "$work" && rm -rf "${work:?}/$seed"
	seed=$((seed + 1))
done
same "the example" -C "$here/../example" --as-of 2026-06-01 --level clear
if [ "$rows" -gt 0 ]; then
	"$feedgen" force --out force --seed "$first" --rows "$rows" || exit 2
	same "the force" -C force --as-of 2028-09-01
fi
echo "$runs runs in $(echo "$formats" | wc -w) formats; $differ differ from those of one thread"
[ $differ -eq 0 ]

#!/bin/sh
# However little memory there is: the whole of what is printed with plenty, or status 2, a message and nothing:
# memory_test.sh PROGRAM [shadow]
# Each use of the table runs under `ulimit -v` at many sizes, from too little to start up to what it needs.
# shadow: the program keeps a shadow of its memory for a sanitizer, so that there is no telling how little it needs.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
[ "${2-}" != shadow ] || { echo "a build with sanitizers"; exit 77; }
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cp -R "$here/example" "$work/project" && chmod -R u+w "$work/project"
cd "$work/project" || exit 2
failed=0 n=0 whole=0 refused=0
complain() { echo "$1"; failed=1; }
steps=${STEPS:-6}

day='--as-of 2026-06-01'
"$program" check $day -q --level clear -f json -o run.json 2>"$work/err"
for i in 1 2; do "$program" check $day -q --shard $i/2 -f json -o part-$i.json 2>"$work/err"; done
printf 'name,born\nAlex Example,1975-04-01\n' >names.csv

# What prints a file prints it once to standard output and once by -o.
cat >"$work/uses" <<END
check $day -f text
check $day -f json -o OUT
check $day -f jsonl
check $day -f csv -o OUT
check $day --no-redact -f sarif
check $day -f junit --no-redact -o OUT
check $day -f html -o OUT
check $day -f html
check $day -f ics -o OUT
check $day --no-redact -f markdown
check $day -j 2 -f json -o OUT --rejects REJECTS
check $day -f json -o OUT --store s.db --new --reader desk
due $day
coverage $day -f csv -o OUT
stats $day -f json
merge part-1.json part-2.json -f json -o OUT
report run.json -f html -o OUT
lint -f sarif -o OUT
match names.csv -f json
explain LDS-2024-0101 $day
END

# Below this the libraries alone find no room, whatever is asked of the program.
begins=20000
begun() { (ulimit -v $begins && "$program" --version >"$work/out" 2>"$work/err") 2>"$work/shell"; case $? in 0 | 2) ;; *) return 1 ;; esac; }
until begun; do begins=$((begins + 100)); done

run() { # the use, under the limit that is set
	timeout 120 "$program" "$@" >"$work/out" 2>"$work/err" </dev/null
}
clear() { rm -f OUT REJECTS s.db s.db-wal s.db-shm; }
limited() { # $1: KiB; the rest: the use
	kib=$1
	shift
	clear
	(ulimit -v "$kib" && run "$@") 2>"$work/shell"
	status=$?
	n=$((n + 1))
}
# $1: KiB, after a use
judge() {
	case $status in
	"$right")
		whole=$((whole + 1))
		cmp -s "$work/out" "$work/right-out" || complain "$1 KiB, $use: status $status, but another standard output"
		for file in OUT REJECTS; do
			[ ! -e "$work/right-$file" ] || cmp -s $file "$work/right-$file" || complain "$1 KiB, $use: status $status, but another $file"
		done
		;;
	2)
		refused=$((refused + 1))
		[ -s "$work/err" ] || complain "$1 KiB, $use: no message"
		[ ! -s "$work/out" ] || complain "$1 KiB, $use: status 2, and standard output is not empty"
		[ ! -e OUT ] || complain "$1 KiB, $use: status 2, and there is a report"
		;;
	127) ;; # the loader found no room: nothing of the program ran
	134) # nor did it where a C++ library could not set itself up before main
		[ "$(head -n 1 "$work/err")" = 'terminate called without an active exception' ] && [ "$1" -lt "$begins" ] ||
			complain "$1 KiB, $use: aborted: $(head -c 300 "$work/err")"
		;;
	*) complain "$1 KiB, $use: status $status: $(head -c 300 "$work/err")" ;;
	esac
	left=$(find . -name '.ordercheck-*')
	[ -z "$left" ] || { complain "$1 KiB, $use: left $left"; rm -f .ordercheck-*; }
	[ ! -s s.db ] || "$program" store check --store s.db >"$work/checked" 2>&1 || complain "$1 KiB, $use: $(head -1 "$work/checked")"
}

while IFS= read -r use; do
	clear
	run $use
	right=$?
	[ $right != 2 ] || { complain "$use: $(head -c 300 "$work/err")"; continue; }
	rm -f "$work"/right-*
	cp "$work/out" "$work/right-out"
	for file in OUT REJECTS; do [ ! -e $file ] || cp $file "$work/right-$file"; done
	# How much it needs, to 2 MiB; what is too little for the loader is passed over.
	low=20000 high=600000
	while [ $((high - low)) -gt 2000 ]; do
		middle=$(((low + high) / 2))
		limited $middle $use
		judge $middle
		if [ $status = "$right" ]; then high=$middle; else low=$middle; fi
	done
	# More or less evenly below that, where there is most to go wrong.
	i=1
	while [ $i -le "$steps" ]; do
		limited $((low - i * low / 2 / steps)) $use
		judge $((low - i * low / 2 / steps))
		i=$((i + 1))
	done
done <"$work/uses"
[ $refused -gt 20 ] || complain "memory was out only $refused times"
echo "$n runs with little memory: $refused ended with status 2 and a message, $whole gave the whole output, the others did not start"
exit $failed

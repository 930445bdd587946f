#!/bin/sh
# Every call that can fail fails in turn over whole runs of the example: faults_test.sh PROGRAM FAULT.so [POINTS]
# POINTS of each kind are tried (default 5; all: every one, of allocations 2000). After each fault: a status that is right,
# a message with status 2, no half file, a store and an audit log that are whole; and the same run again gives what an
# undisturbed one gives.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
fault=$(cd "$(dirname "$2")" && pwd)/$(basename "$2") || exit 2
points=${3:-5}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cp -R "$here/example" "$work/project" && chmod -R u+w "$work/project"
cd "$work/project" || exit 2
failed=0 n=0 unharmed=0 refused=0
complain() { echo "$1"; failed=1; }

# The uses: each writes report.out, or standard output where it has no -o.
cat >"$work/uses" <<'END'
check --as-of 2026-06-01 -j 1 -f text
check --as-of 2026-06-01 -j 1 -f json -o report.out --rejects rejects.out
check --as-of 2026-06-01 -j 1 -f html -o report.out
check --as-of 2026-06-01 -j 1 -f jsonl -o report.out --store s.db --new --reader desk --audit-head head.out
END

# $1: environment; the rest: the use
run() {
	environment=$1
	shift
	timeout 60 env $environment LD_PRELOAD="$fault" "$program" "$@" >"$work/out" 2>"$work/err" </dev/null
}
clear() { rm -f report.out rejects.out s.db s.db-wal s.db-shm head.out .ordercheck-*; }
sound() { # the store and its log, where there is one
	[ -s s.db ] || return 0
	"$program" store check --store s.db >"$work/checked" 2>&1 || { complain "$1: store check: $(head -2 "$work/checked")"; return; }
	"$program" audit verify --store s.db >"$work/checked" 2>&1 || complain "$1: audit verify: $(head -2 "$work/checked")"
}
same() { # $1: label, $2: what was written undisturbed
	cmp -s "$work/out" "$2/out" || complain "$1: another standard output"
	for file in report.out rejects.out; do
		[ ! -e "$2/$file" ] || cmp -s $file "$2/$file" || complain "$1: another $file"
	done
}
try() { # $1: kind, $2: number, $3: how; the rest: the use
	label="$1 $2 $3 ($use)"
	clear
	run "FAULT=$1:$2:$3" $use
	status=$?
	n=$((n + 1))
	left=$(find . -name '.ordercheck-*')
	[ -z "$left" ] || complain "$label: left $left"
	case $status in
	"$right") same "$label" "$work/right"; unharmed=$((unharmed + 1)) ;;
	2)
		refused=$((refused + 1))
		[ -s "$work/err" ] || complain "$label: status 2 without a message"
		[ "$1" = fwrite ] || [ "$1" = fflush ] || [ "$1" = fclose ] || [ "$1" = write ] || [ ! -s "$work/out" ] || complain "$label: status 2, and standard output is not empty"
		# What counts as written must be whole.
		[ ! -e report.out ] || cmp -s report.out "$work/right/report.out" || complain "$label: half a report.out"
		;;
	*) complain "$label: status $status, undisturbed $right: $(tail -2 "$work/err" | cut -c1-200)" ;;
	esac
	sound "$label"
	# Again, without a fault, on what was left.
	[ "$status" = 2 ] || return
	run 'NO_FAULT=1' $use
	status=$?
	[ $status = "$right" ] || complain "$label: again: status $status, not $right: $(tail -1 "$work/err" | cut -c1-200)"
	same "$label, again" "$work/right"
	sound "$label, again"
}
hows() {
	case $1 in
	read) echo 'EIO EINTR short end' ;;
	pread) echo 'EIO short' ;;
	write | pwrite) echo 'ENOSPC short' ;;
	fwrite) echo 'ENOSPC' ;;
	alloc | mmap) echo 'ENOMEM' ;;
	ftruncate) echo 'EIO' ;;
	*) echo 'EIO' ;;
	esac
}

while IFS= read -r use; do
	clear
	rm -rf "$work/right" && mkdir "$work/right"
	run "FAULT_COUNT=$work/counts" $use
	right=$?
	cp "$work/out" "$work/right/"
	for file in report.out rejects.out; do [ ! -e $file ] || cp $file "$work/right/"; done
	[ -s "$work/counts" ] || { echo "nothing was counted: is it a build with sanitizers?"; exit 77; }
	while read -r kind count; do
		[ "$count" -gt 0 ] || continue
		most=$points
		[ "$points" != all ] || most=$count
		[ "$kind" != alloc ] || [ "$most" -le 2000 ] || most=2000
		[ "$most" -le "$count" ] || most=$count
		i=0
		while [ $i -lt "$most" ]; do
			number=$((1 + i * count / most))
			for how in $(hows "$kind"); do try "$kind" $number "$how"; done
			i=$((i + 1))
		done
	done <"$work/counts"
done <"$work/uses"

# A head that cannot be moved, behind one that was kept: the use stands and says so, the log holds what the file still
# names, and the next use moves it on.
moved=0
for number in 1 2 3; do
	label="rename $number of a head that was kept"
	clear
	use="check --as-of 2026-06-01 -j 1 -f jsonl -o report.out --store s.db --audit-head head.out"
	run 'NO_FAULT=1' $use
	cp head.out "$work/head" && rm -f report.out
	run "FAULT=rename:$number:EIO" $use
	status=$?
	grep -q 'was not moved' "$work/err" || continue
	moved=$((moved + 1))
	grep -q 'stands in the audit log' "$work/err" || complain "$label: $(cat "$work/err")"
	[ $status = 5 ] && [ -s report.out ] || complain "$label: status $status, or no report"
	cmp -s head.out "$work/head" || complain "$label: the head was changed"
	[ "$("$program" audit show --store s.db --no-audit -f jsonl 2>/dev/null | grep -c '"command":"check"')" = 2 ] || complain "$label: the use is not in the log"
	"$program" audit verify --store s.db --no-audit --audit-head head.out >"$work/checked" 2>&1 || complain "$label: $(cat "$work/checked")"
	run 'NO_FAULT=1' store status --store s.db --audit-head head.out || complain "$label: the next use: $(cat "$work/err")"
	case $(cat head.out) in 3\ *) ;; *) complain "$label: the next use left the head at $(cat head.out)" ;; esac
done
[ $moved = 1 ] || complain "a head that cannot be moved was met $moved times"
# Rows of many are fetched out of a store by one thread while others judge: a page that cannot be read, or memory that is
# not there, ends the run in order, and nothing hangs. Of all pages that are read, those of rows are the most by far.
mkdir "$work/many" && cd "$work/many" || exit 2
awk 'BEGIN { for (i = 0; i < 900; i++)
	printf "---\norder: M-%d\ntype: shpo-sc\nmade: 2026-01-01\nuntil: 2031-01-01\nsubject: {subject: P-%d}\nconditions: [{id: \"1\", text: Not abroad., rule: travel/foreign-travel}]\n", i, i
}' >orders.yaml
awk 'BEGIN { print "subject,time,to,id,remark"; while (length(remark) < 800) remark = remark "as it stood; "
	for (n = 0; n < 9; n++) for (i = 0; i < 900; i++)
		printf "P-%d,2026-03-0%dT10:00Z,%s,J%d-%d,%s\n", i, 1 + n, (i + n) % 5 ? "GB" : "FR", i, n, remark
}' >travel.csv
"$program" check --orders orders.yaml --as-of 2026-06-01 -q --store s.db travel.csv >"$work/out" 2>"$work/err"
[ $? = 1 ] || complain "many subjects: $(cat "$work/err")"
cp s.db kept.db
use="check --orders orders.yaml --as-of 2026-06-01 -q -f jsonl -j 2 --no-feeds --store s.db"
run "FAULT_COUNT=$work/counts" $use
right=$?
cp "$work/out" "$work/many.out"
reads=$(sed -n 's/^pread //p' "$work/counts")
allocations=$(sed -n 's/^alloc //p' "$work/counts")
[ $right = 1 ] && [ "$reads" -gt 900 ] || complain "many subjects again: status $right, $reads pages read"
for point in $(for i in 4 6 7 8 9; do echo "pread:$((reads * i / 10)):EIO pread:$((reads * i / 10)):short alloc:$((allocations * i / 10)):ENOMEM"; done); do
	label="$point while many are judged"
	rm -f s.db-wal s.db-shm && cp kept.db s.db
	run "FAULT=$point" $use
	status=$?
	n=$((n + 1))
	case $status in
	2) refused=$((refused + 1)); [ -s "$work/err" ] && [ ! -s "$work/out" ] || complain "$label: $(cat "$work/err")" ;;
	"$right") unharmed=$((unharmed + 1)); cmp -s "$work/out" "$work/many.out" || complain "$label: another standard output" ;;
	*) complain "$label: status $status: $(tail -2 "$work/err" | cut -c1-200)" ;;
	esac
	[ $status != 2 ] || [ "${point%%:*}" != pread ] || grep -q 'ordercheck: the store' "$work/err" || complain "$label: $(cat "$work/err")"
	sound "$label"
	run 'NO_FAULT=1' $use
	cmp -s "$work/out" "$work/many.out" || complain "$label, again: another standard output"
done

echo "$n faults: $refused ended with status 2 and a message, $unharmed did no harm"
exit $failed

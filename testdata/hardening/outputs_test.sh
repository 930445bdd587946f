#!/bin/sh
# What is written is private, whole, and never goes through a link: outputs_test.sh PROGRAM
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cp -R "$here/example" "$work/project" && chmod -R u+w "$work/project"
cd "$work/project" || exit 2
umask 000
failed=0
complain() { echo "$1"; failed=1; }
oc() { "$program" "$@" >"$work/out" 2>"$work/err"; }
as_of='--as-of 2026-06-01'

# Each command that writes a file, with the file's option last.
cat >"$work/writers" <<END
check $as_of -f json -o
check $as_of -f text -o
check $as_of -f html -o
check $as_of -o /dev/null --rejects
check $as_of -o /dev/null --store a.db --audit-head
due $as_of -f ics -o
coverage $as_of -f csv -o
stats $as_of -f csv -o
explain travel/foreign-travel -o
lint -f sarif -o
match feeds/bookings-2026-05-30.csv -f csv -o
test --catalogue -f json -o
report run.json -f csv -o
schema document -o
new rule force/no-trips -o
audit show --store a.db -f json -o
store export N-1001 $as_of --store a.db --recipient CPS --reason test -o
store rejects --store a.db -f csv -o
store backup --store a.db
END
oc check $as_of -f json -o run.json
oc check $as_of --store a.db
for file in a.db run.json; do
	[ "$(stat -c %a $file)" = 600 ] || complain "$file has mode $(stat -c %a $file)"
done

n=0
while IFS= read -r words; do
	n=$((n + 1))
	rm -rf new
	oc $words new
	[ -e new ] || { complain "$words: nothing was written: $(head -2 "$work/err")"; continue; }
	find new -type f ! -perm 600 >"$work/open"
	find new -type d ! -perm 700 >>"$work/open"
	[ -s "$work/open" ] && complain "$words: not private: $(head -3 "$work/open")"
	# Through a link: refused, and what it points to stays.
	rm -rf new target
	echo keep >target
	ln -s target new
	oc $words new
	status=$?
	[ $status = 2 ] || complain "$words: status $status at a symbolic link"
	[ "$(cat target)" = keep ] || complain "$words wrote through a link"
	[ -L new ] || complain "$words put itself in the place of a link"
	rm -f new
	ln -s nowhere new
	oc $words new
	[ -e nowhere ] && complain "$words made the file that a link points to"
	rm -f new nowhere
	# Nothing of a file under way is left.
	left=$(find . -name '.ordercheck-*')
	[ -z "$left" ] || complain "$words left $left"
done <"$work/writers"

# A store is no link, and what SQLite keeps beside it is private while it is there.
ln -s a.db link.db
oc store status --store link.db
[ $? = 2 ] || complain "a store was opened through a link"
mkfifo slow
"$program" check $as_of --orders orders --orders people --orders setup --store a.db travel=slow >"$work/out" 2>"$work/err" &
child=$!
exec 3>slow
printf 'subject,time,to,status\n' >&3
tries=0
while [ ! -e a.db-wal ] && [ $tries -lt 50 ]; do
	tries=$((tries + 1))
	sleep 0.1
done
for file in a.db-wal a.db-shm; do
	[ ! -e $file ] || [ "$(stat -c %a $file)" = 600 ] || complain "$file has mode $(stat -c %a $file)"
done
exec 3>&-
wait $child

# Whatever signal ends it by someone's will: status 130, and nothing is left of what was under way. A shell lets what it
# runs aside ignore some of them, and what is ignored stays so.
start() { # $1: "" or a signal that is ignored
	if [ -n "$1" ]; then set -- "--ignore-signal=$1"; else set -- "--default-signal"; fi
	env "$1" "$program" check $as_of --orders orders --orders people --orders setup travel=slow -o report.txt --rejects rejected.csv \
		>"$work/out" 2>"$work/err" &
	child=$!
	exec 3>slow
	printf 'subject,time,to,status\n' >&3
	tries=0
	while [ "$(find . -name '.ordercheck-*' | wc -l)" -lt 2 ] && [ $tries -lt 100 ]; do
		tries=$((tries + 1))
		sleep 0.1
	done
	[ $tries -lt 100 ] || complain "nothing was under way"
}
for signal in INT TERM HUP QUIT XCPU ALRM USR1 USR2; do
	start ''
	kill -s $signal $child
	exec 3>&-
	wait $child
	status=$?
	[ $status = 130 ] || complain "$signal: status $status"
	left=$(find . -name '.ordercheck-*' -o -name report.txt -o -name rejected.csv)
	[ -z "$left" ] || complain "$signal left $left"
	rm -f .ordercheck-*
done
for signal in INT TERM HUP QUIT; do
	start $signal
	kill -s $signal $child
	exec 3>&-
	wait $child
	status=$?
	[ -e report.txt ] || complain "$signal, though ignored, ended it: status $status"
	rm -f report.txt rejected.csv
done

# A file that could be written before stays as it was where the disk is full.
oc check $as_of -o kept
cp kept before
(ulimit -f 8; "$program" check $as_of -f html -o kept >"$work/out" 2>"$work/err")
[ $? = 2 ] || complain "a full disk gave no status 2"
cmp -s kept before || complain "a full disk left half a file"
grep -q 'cannot be written' "$work/err" || complain "a full disk is not told: $(head -2 "$work/err")"
[ $failed -eq 0 ] && echo "$n writers: private, whole, never through a link"
exit $failed

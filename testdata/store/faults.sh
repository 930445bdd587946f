#!/bin/sh
# What may go wrong while a store is written: faults.sh ORDERCHECK FEEDGEN [KILLS [ROWS]]
# Runs are killed at random moments, cut off by a limit on the size of files, started at once; a store is cut,
# overwritten, made read-only. After each the store is sound, and a run again ends as if nothing had happened.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
feedgen=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
here=$(cd "$(dirname "$0")" && pwd)
kills=${3:-8}
rows=${4:-20000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
unset TZ LC_ALL LANG

fail() { echo "faults: $*"; exit 1; }
check() { "$program" check --orders orders.yaml --as-of 2026-06-01 -q "$@"; }
sound() { "$program" store check --store "$1" >told 2>&1 || fail "$2: $(cat told)"; }
# What a store holds, its times and numbers of runs aside; where there is a sqlite3, to the byte.
state() {
	check --store "$1" -f jsonl >"$1.findings" 2>/dev/null
	numbers "$1" >"$1.status"
	: >"$1.rows"
	if command -v sqlite3 >/dev/null; then
		sqlite3 -readonly "$1" 'SELECT s.name, f.name, f.sha256, hex(p.rows) FROM part p JOIN subject s ON s.id = p.subject
			JOIN file f ON f.id = p.file ORDER BY 1, 2; SELECT file, sha256 FROM document WHERE gone_run IS NULL ORDER BY 1;
			SELECT id, level, facts FROM finding WHERE state = 1 ORDER BY id' >"$1.rows" || fail "$1 could not be dumped"
	fi
	cat "$1.findings" "$1.status" "$1.rows" | cksum
}
numbers() { "$program" store status --store "$1" | sed '/^last run/d; /version/d; /^no run/d'; }

"$feedgen" orders --subjects 300 | sed 's/^made: .*/made: 2025-11-01/' >orders.yaml
"$feedgen" bookings --rows "$rows" --subjects 300 --share 9000 --seed 7 >all.csv
i=1
while [ $i -le 8 ]; do
	awk -v part=$i 'NR == 1 || NR % 8 == part % 8' all.csv >part-$i.csv
	i=$((i + 1))
done
whole="travel=part-1.csv travel=part-2.csv travel=part-3.csv travel=part-4.csv travel=part-5.csv travel=part-6.csv travel=part-7.csv travel=part-8.csv"

# Without a fault.
start=$(date +%s%N)
check --store whole.db $whole >/dev/null 2>&1
[ $? = 1 ] || fail "the run without a fault did not end with status 1"
took=$((($(date +%s%N) - start) / 1000000 + 1))
expected=$(state whole.db)

# Killed at any moment before its end: it is as before. Every tenth time a copy goes on to the end, and so does the last.
"$program" store init --store killed.db >/dev/null
before=$(numbers killed.db)
after=$(numbers whole.db)
killed=0
whole_anyway=0
n=0
while [ $n -lt "$kills" ]; do
	n=$((n + 1))
	moment=$(awk -v seed="$n" -v ms="$took" 'BEGIN { srand(seed); printf "%.3f", rand() * ms / 1000 }')
	# The program itself: a function in the background would be a shell of its own, which dies in its place.
	"$program" check --orders orders.yaml --as-of 2026-06-01 -q --store killed.db $whole >/dev/null 2>&1 &
	pid=$!
	sleep "$moment"
	kill -9 $pid 2>/dev/null && killed=$((killed + 1))
	wait $pid 2>/dev/null
	sound killed.db "killed after $moment s"
	now=$(numbers killed.db)
	if [ "$now" = "$after" ]; then
		whole_anyway=$((whole_anyway + 1))
	elif [ "$now" != "$before" ]; then
		fail "killed after $moment s, the store holds a part: $now"
	fi
	if [ $((n % 10)) = 0 ] || [ "$now" = "$after" ] || [ $n = "$kills" ]; then
		rm -f on.db on.db-wal on.db-shm
		mv killed.db on.db
		[ ! -e killed.db-wal ] || mv killed.db-wal on.db-wal
		rm -f killed.db-shm
		"$program" store init --store killed.db >/dev/null
		check --store on.db $whole >/dev/null 2>&1
		sound on.db "run to its end after $n kills"
		[ "$(state on.db)" = "$expected" ] || fail "after $n kills the store is another one"
	fi
done
[ $killed -gt $((kills / 2)) ] || fail "only $killed of $kills runs were killed"
[ $whole_anyway -lt $((kills / 2 + 1)) ] || fail "$whole_anyway of $kills runs were whole when they were killed"

# No room: the run says so, and what was there stays.
check --store full.db travel=part-1.csv >/dev/null 2>&1
before=$(state full.db)
(
	trap '' XFSZ
	ulimit -f 600
	check --store full.db $whole >/dev/null 2>told
)
[ $? = 2 ] || fail "a run without room did not end with status 2"
grep -q 'nothing of this run was kept' told || fail "a run without room said: $(cat told)"
sound full.db "no room"
[ "$(state full.db)" = "$before" ] || fail "a run without room left something behind"
check --store full.db $whole >/dev/null 2>&1
[ "$(state full.db)" = "$expected" ] || fail "after a run without room the store is another one"

# Two and eight at once, each with other files.
for together in 2 8; do
	i=1
	pids=
	while [ $i -le 8 ]; do
		files="travel=part-$i.csv"
		[ $together = 2 ] && files="$files travel=part-$((i + 1)).csv travel=part-$((i + 2)).csv travel=part-$((i + 3)).csv" && i=$((i + 3))
		check --store at-once-$together.db --wait 5min $files >/dev/null 2>>told-$together &
		pids="$pids $!"
		i=$((i + 1))
	done
	for pid in $pids; do
		wait "$pid"
		[ $? -le 1 ] || fail "$together at once: $(cat told-$together)"
	done
	sound at-once-$together.db "$together at once"
	[ "$(state at-once-$together.db)" = "$expected" ] || fail "$together at once: the store is another one"
done

# Eight that want to make one store.
round=1
while [ $round -le 6 ]; do
	i=1
	pids=
	while [ $i -le 8 ]; do
		check --store made-$round.db --wait 5min --no-feeds >/dev/null 2>>told-made &
		pids="$pids $!"
		i=$((i + 1))
	done
	for pid in $pids; do
		wait "$pid"
		[ $? -le 1 ] || fail "eight made one store: $(cat told-made)"
	done
	sound made-$round.db "made by eight"
	round=$((round + 1))
done

# One that does not wait, while the output of another is not read.
{ check --store whole.db 2>/dev/null; echo $? >ended; } | { head -c 1 >/dev/null; : >holding; sleep 3; cat >/dev/null; } &
while [ ! -e holding ]; do sleep 0.1; done
check --store whole.db --wait 0s >/dev/null 2>told
[ $? = 2 ] && grep -q 'in use by another run' told || fail "a run that does not wait said: $(cat told)"
wait
[ "$(cat ended)" = 1 ] || fail "the run that was waited for ended with status $(cat ended)"

# Cut off, overwritten, of something else.
size=$(wc -c <whole.db)
head -c $((size / 2)) whole.db >cut.db
chmod 600 cut.db
check --store cut.db >/dev/null 2>told && fail "a store that was cut off was taken"
grep -q 'cut off' told || fail "a store that was cut off: $(cat told)"
[ "$(wc -c <cut.db)" = $((size / 2)) ] || fail "a store that was cut off was changed"
cp whole.db torn.db
dd if=/dev/urandom of=torn.db bs=8192 seek=3 count=$((size / 8192 / 2)) conv=notrunc 2>/dev/null
check --store torn.db $whole >/dev/null 2>told
[ $? = 2 ] || fail "a torn store was taken: $(cat told)"
"$program" store check --store torn.db >told 2>&1 && fail "a torn store is called sound"
printf 'subject,time\n' >text.db
check --store text.db >/dev/null 2>told && fail "a text was taken for a store"
[ "$(cat text.db)" = 'subject,time' ] || fail "a text was changed"

# May not be written, neither it nor its folder: it can be looked at with --no-audit, and stays as it is.
mkdir ro && cp whole.db ro/s.db && chmod 400 ro/s.db && chmod 500 ro
sum=$(cksum <ro/s.db)
nobody=
if [ "$(id -u)" = 0 ]; then
	chown -R 65534 ro && chmod 711 "$work" && chmod 644 orders.yaml
	nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
fi
if $nobody "$program" --version >/dev/null 2>&1; then
	$nobody "$program" check --orders orders.yaml --store ro/s.db -q >out 2>told && fail "a store that may not be written was written"
	[ ! -s out ] || fail "a run on a store that may not be written printed something"
	$nobody "$program" store status --store ro/s.db >out 2>told && fail "a look that is in no log was allowed"
	[ ! -s out ] || fail "a look that is in no log was printed"
	for what in status check; do
		$nobody "$program" store $what --store ro/s.db --no-audit >out 2>told || fail "$what of a store that may be read: $(cat told)"
		grep -q 'not in the audit log' told || fail "--no-audit is not told: $(cat told)"
	done
	$nobody "$program" audit verify --store ro/s.db --no-audit >/dev/null 2>told || fail "audit verify of a store that may be read: $(cat told)"
	$nobody "$program" check --orders orders.yaml --as-of 2026-06-01 -q --store ro/s.db --no-audit >out 2>told
	[ $? = 1 ] && [ -s out ] && grep -q 'nothing of this run is kept' told || fail "a check of a store that may be read: $(cat told)"
	$nobody "$program" stats --as-of 2026-06-01 --store ro/s.db --no-audit >out 2>told || fail "stats of a store that may be read: $(cat told)"
	[ "$(cksum <ro/s.db)" = "$sum" ] && [ "$(ls ro)" = s.db ] || fail "a store that may not be written was changed"
else
	echo "faults: skipped: a store that may not be written (another user cannot start $program)"
fi
chmod 700 ro

# A file system that is full, at whichever write.
if [ "$(id -u)" = 0 ] && unshare --mount true 2>/dev/null; then
	export program work whole
	unshare --mount --propagation private sh "$here/full.sh" >told 2>&1 || fail "a full file system: $(cat told)"
	cat told
	[ "$(state from-full.db)" = "$expected" ] || fail "after a full file system the store is another one"
else
	echo "faults: skipped: a file system that is full (needs root and unshare)"
fi

# A clock that is set back, and right again: nothing is lost, the log is whole.
if ${CC:-cc} -shared -fPIC -o clock.so "$here/clock.c" 2>/dev/null && LD_PRELOAD=$PWD/clock.so "$program" --version >/dev/null 2>&1; then
	timed() { shift_by=$1; shift; SHIFT=$shift_by LD_PRELOAD=$PWD/clock.so "$program" check --orders orders.yaml -q "$@"; }
	timed 0 --store clock.db travel=part-1.csv >/dev/null 2>&1
	timed -31536000 --store clock.db travel=part-2.csv >/dev/null 2>told
	grep -q 'the clock is behind the last run' told || fail "a clock that was set back is not told: $(cat told)"
	SHIFT=-40000000 LD_PRELOAD=$PWD/clock.so "$program" store status --store clock.db >/dev/null || fail "status by a clock that was set back"
	timed 0 --store clock.db $whole >/dev/null 2>&1
	sound clock.db "a clock that was set back"
	"$program" audit verify --store clock.db >told || fail "a clock that was set back: $(cat told)"
	[ "$(state clock.db)" = "$expected" ] || fail "after a clock that was set back the store is another one"
else
	echo "faults: skipped: a clock that is set back (no compiler, or a build that takes no clock)"
fi
echo "faults: $killed of $n runs killed ($whole_anyway were whole by then), $rows rows, $took ms a run; all as it should be"

#!/bin/sh
# What may go wrong while a store is written: faults.sh ORDERCHECK FEEDGEN [KILLS [ROWS]]
# Runs are killed at random moments, cut off by a limit on the size of files, started at once; a store is cut,
# overwritten, made read-only. After each the store is sound, and a run again ends as if nothing had happened.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
feedgen=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
kills=${3:-8}
rows=${4:-20000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
unset TZ LC_ALL LANG

fail() { echo "faults: $*"; exit 1; }
check() { "$program" check --orders orders.yaml --as-of 2026-06-01 -q "$@"; }
sound() { "$program" store check --store "$1" >told 2>&1 || fail "$2: $(cat told)"; }
# What a store holds, its times and numbers of runs aside.
state() {
	check --store "$1" --as-of 2026-06-01 -f jsonl >"$1.findings" 2>/dev/null
	"$program" store status --store "$1" | sed '/^last run/d; /version/d' >"$1.status"
	cat "$1.findings" "$1.status" | cksum
}

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

# Killed at any moment; then once more, to its end.
killed=0
n=0
while [ $n -lt "$kills" ]; do
	n=$((n + 1))
	after=$(awk -v seed="$n" -v ms="$took" 'BEGIN { srand(seed); printf "%.3f", rand() * ms * 1.1 / 1000 }')
	check --store killed.db $whole >/dev/null 2>&1 &
	pid=$!
	sleep "$after"
	kill -9 $pid 2>/dev/null && killed=$((killed + 1))
	wait $pid 2>/dev/null
	[ -e killed.db ] && [ -s killed.db ] && sound killed.db "killed after $after s"
done
check --store killed.db $whole >/dev/null 2>&1
sound killed.db "run to its end after $n kills"
[ "$(state killed.db)" = "$expected" ] || fail "after $n kills the store is another one"
[ $killed -gt 0 ] || fail "no run was killed"

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

# May not be written.
if [ "$(id -u)" != 0 ]; then
	chmod 400 whole.db
	check --store whole.db >/dev/null 2>told && fail "a store that may not be written was written"
	"$program" store status --store whole.db >/dev/null 2>told || fail "a store that may be read was not: $(cat told)"
else
	echo "faults: skipped: a store that may not be written (root may write everything)"
fi
echo "faults: $killed of $n runs killed, $rows rows; all as it should be"

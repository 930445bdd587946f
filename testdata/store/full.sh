#!/bin/sh
# Runs on a store in file systems that are too small, in a mount namespace of its own: full.sh, out of faults.sh
# Each run ends with status 2 and leaves the store as it was, until the room is enough; the store is then from-full.db.
set -u
cd "$work" || exit 2
mkdir -p room
mount -t tmpfs -o size=16m,mode=700 none room || exit 2
"$program" check --orders orders.yaml --as-of 2026-06-01 --store room/s.db -q travel=part-1.csv >/dev/null 2>&1
numbers() { "$program" store status --store room/s.db --no-audit 2>/dev/null | sed '/^last run/d; /version/d'; }
before=$(numbers)
used=$(($(du -k room | cut -f1) + 4))
tried=0
kib=$used
while :; do
	tried=$((tried + 1))
	mount -o remount,size=${kib}k room || exit 2
	"$program" check --orders orders.yaml --as-of 2026-06-01 --store room/s.db -q $whole >/dev/null 2>told-full
	status=$?
	[ $status = 2 ] || break
	grep -qE 'the disk is full|nothing of this run was kept' told-full || { echo "with $kib KiB it said: $(cat told-full)"; exit 1; }
	mount -o remount,size=64m room
	[ "$(numbers)" = "$before" ] || { echo "with $kib KiB something was left behind"; exit 1; }
	"$program" store check --store room/s.db --no-audit >told-full 2>&1 || { echo "with $kib KiB: $(cat told-full)"; exit 1; }
	kib=$((kib + kib / 8 + 16))
done
[ $status = 1 ] || { echo "with $kib KiB the run ended with status $status: $(cat told-full)"; exit 1; }
[ $tried -gt 3 ] || { echo "only $tried sizes were tried"; exit 1; }
# What was kept may still stand in the log beside the file, for want of room.
mount -o remount,size=64m room
"$program" store backup from-full.db --store room/s.db >/dev/null || exit 1
echo "faults: a file system was full $((tried - 1)) times"

#!/bin/sh
# A store's speed: store.sh ORDERCHECK FEEDGEN [ROWS [SUBJECTS]]
# How long a first run takes that takes ROWS rows of known subjects in, beside the sqlite3 shell that imports the same
# rows into one table with an index; and a run with one new row in a hundred, beside a first run over all of them.
set -eu
program=$1
feedgen=$2
rows=${3:-1000000}
subjects=${4:-25000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

now() { date +%s%N; }
ms() { echo $((($2 - $1) / 1000000)); }
check() { "$program" check --orders orders.yaml --store "$@" --new --as-of 2026-02-01 -v >out 2>told || [ $? = 1 ]; }

# Orders of December alone, so that some of the journeys are breaches and most are not.
"$feedgen" orders --subjects "$subjects" | sed 's/^made: .*/made: 2025-12-20/' >orders.yaml
"$feedgen" bookings --rows "$rows" --subjects "$subjects" --share 10000 --seed 3 >all.csv
"$feedgen" bookings --rows $((rows / 100)) --subjects "$subjects" --share 10000 --seed 4 >spread.csv
"$feedgen" bookings --rows $((rows / 100)) --subjects $((subjects / 100)) --share 10000 --seed 5 >close.csv

if command -v sqlite3 >/dev/null; then
	from=$(now)
	sqlite3 import.db 'CREATE TABLE b (subject, time, "to", status, id, surname, forenames, born, departure, flight, passport, phone, mail, seat, agent)' \
		'CREATE INDEX bs ON b (subject)' '.mode csv' '.import --skip 1 all.csv b'
	echo "sqlite3 .import, one index: $(ms "$from" "$(now)") ms for $rows rows"
fi
from=$(now)
check s.db travel=all.csv
full=$(ms "$from" "$(now)")
echo "first run: $full ms; $(sed -n 's/^ordercheck: feeds/feeds/p' told)"
for kind in spread close; do
	cp s.db "$kind.db"
	from=$(now)
	check "$kind.db" "travel=$kind.csv"
	took=$(ms "$from" "$(now)")
	echo "one row in a hundred, $kind: $took ms, a first run takes $(echo "$full $took" | awk '{printf "%.1f", $1 / $2}') times as long; $(sed -n 's/^ordercheck: feeds/feeds/p' told)"
done

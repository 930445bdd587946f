#!/bin/sh
# A store's speed: store.sh ORDERCHECK FEEDGEN [ROWS [SUBJECTS]]
# How long it takes to take ROWS rows of known subjects in, beside the sqlite3 shell that imports the same rows into one table
# with an index: with orders whose conditions look at no booking, so that nothing is found; then a first run of orders that
# all of them touch. Then a run with one new row in a hundred, beside that first run: of all subjects, of one in a hundred,
# and with none at all; the last also with one order changed among the others of its file. Documents are read anew in each run.
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
parts() { sed -n 's/^ordercheck: .* documents read in \([0-9.]* s\).*/documents \1/p; s/^ordercheck: feeds/feeds/p' told | tr '\n' ';'; }
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
mv orders.yaml all.yaml
sed 's|rule: travel/foreign-travel|when: name-use|' all.yaml >orders.yaml
from=$(now)
check still.db travel=all.csv
echo "taken in, and nothing found: $(ms "$from" "$(now)") ms; $(parts)"
rm still.db
mv all.yaml orders.yaml
from=$(now)
check s.db travel=all.csv
full=$(ms "$from" "$(now)")
echo "first run: $full ms; $(parts)"
head -n 1 all.csv >none.csv
cp none.csv order.csv
for kind in spread close none order; do
	cp s.db "$kind.db"
	sync "$kind.db" # what the copy left to write is no part of the run
	[ $kind != order ] || sed -i '0,/until: /s/until: .*/until: 2026-06-01/' orders.yaml
	from=$(now)
	check "$kind.db" "travel=$kind.csv"
	took=$(ms "$from" "$(now)")
	echo "one row in a hundred, $kind: $took ms, a first run takes $(echo "$full $took" | awk '{printf "%.1f", $1 / $2}') times as long; $(parts)"
done

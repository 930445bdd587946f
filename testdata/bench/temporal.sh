#!/bin/sh
# Twelve rules in time over many types of events: temporal.sh ORDERCHECK FEEDGEN [ROWS [FOLDER]]
# ROWS (1,000,000 unless told otherwise) of some 120 events a person under the rules of temporal.yaml, beside DuckDB,
# which asks temporal.sql of the same files, on one thread each. FOLDER holds node's packages, where NODE_PATH does not.
# First the answers are compared, person by person and time by time; then the median of RUNS (5) runs of each.
set -eu
program=$1
feedgen=$2
rows=${3:-1000000}
folder=${4:-}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/peer.sh"
people=$((rows * 83 / 10000))
[ "$people" -gt 0 ] || people=1

"$feedgen" history --out "$work" --rows "$rows" --subjects "$people"

ours() { # $1: threads
	"$program" check --no-catalogue --orders "$here/temporal.yaml" --scheme bench --as-of 2026-03-01 --covers as-of \
		--level review "$work"/*.csv -j "$@" >"$work/ours" 2>"$work/told" || [ $? = 1 ]
}
theirs() { # $1: threads
	ask_duckdb "$1" temporal.sql --set folder="$work"
}

echo "$rows events of $people people in twelve files, twelve rules ($(cat "$work"/*.csv | wc -c | awk '{print int($1 / 1000000)}') MB)"
same_answers
compare 1 1 "ordercheck, 1 thread" 5

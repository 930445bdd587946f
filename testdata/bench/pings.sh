#!/bin/sh
# Positions of tags, every row of a known person: pings.sh ORDERCHECK FEEDGEN [ROWS [FOLDER]]
# ROWS (10,000,000 unless told otherwise) of 2,000 a person under the three rules of pings.yaml, beside DuckDB, which
# asks pings.sql of the same files on two threads. FOLDER holds node's packages, where NODE_PATH does not. First the
# answers are compared, person by person and time by time; then the median of RUNS (5) runs of each.
set -eu
program=$1
feedgen=$2
rows=${3:-10000000}
folder=${4:-}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/peer.sh"
people=$((rows / 2000))
[ "$people" -gt 0 ] || people=1

"$feedgen" tag-orders --subjects "$people" >"$work/orders.yaml"
"$feedgen" tag-homes --subjects "$people" >"$work/homes.csv"
"$feedgen" tag-rows --rows "$rows" --subjects "$people" >"$work/pings.csv"

ours() { # $1: threads
	"$program" check --no-catalogue --orders "$here/pings.yaml" --orders "$work/orders.yaml" tags="$work/pings.csv" \
		--as-of 2026-01-19 --level review -j "$@" >"$work/ours" 2>"$work/told" || [ $? = 1 ]
}
theirs() { # $1: threads
	ask_duckdb "$1" pings.sql --set feed="$work/pings.csv" --set homes="$work/homes.csv"
}

echo "$rows positions of $people people, three rules ($(($(wc -c <"$work/pings.csv") / 1000000)) MB)"
same_answers
compare 2 1 "ordercheck, 2 threads" 3

#!/bin/sh
# the benchmark and the page on cost, small: they run, and the peers answer alike
set -u
command -v python3 >/dev/null || { echo "there is no python3"; exit 77; }
rates=$(mktemp) || exit 2
trap 'rm -f "$rates"' EXIT
python3 "$SOURCE/testdata/bench/bench.py" "$ORDERCHECK" "$FEEDGEN" --size small --runs 1 --out "$rates" || exit 1
python3 "$SOURCE/testdata/bench/cost.py" "$rates" >/dev/null || exit 1
echo "all sections, beside the peers that are there"

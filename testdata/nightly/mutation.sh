#!/bin/sh
# 300 small faults in lib/civil and lib/judge, of which the tests must notice nine in ten
set -u
command -v python3 >/dev/null || { echo "there is no python3"; exit 77; }
command -v ninja >/dev/null || { echo "there is no ninja"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
for folder in lib/civil lib/judge; do
	python3 "$SOURCE/testdata/mutation/mutate.py" "$SOURCE" "$work" $folder --sample "${MUTANTS:-150}" --seed "${SEED:-1}" || exit 1
done

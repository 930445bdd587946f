#!/bin/sh
# 300 small faults in each of lib/civil and lib/judge, of which the tests must notice nine in ten
set -u
for need in python3 ninja objdump jq; do
	command -v $need >/dev/null || { echo "there is no $need"; exit 77; }
done
grep -q '^ORDERCHECK_SANITIZE:.*=.' "$BUILD/CMakeCache.txt" && { echo "a build with sanitizers"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
python3 "$SOURCE/testdata/mutation/mutate.py" "$SOURCE" "$BUILD" "$work" lib/civil lib/judge --sample "${MUTANTS:-300}" --seed "${SEED:-1}"

#!/bin/sh
# thread sanitizer over the example and a force; equal bytes for 1, 2, 3 and 8 threads over 100 seeds
set -u
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
seed=1
while [ $seed -le "${SEEDS:-100}" ]; do
	rm -rf "$work/force"
	"$FEEDGEN" force --seed $seed --subjects 20 --rows 4000 --out "$work/force" >"$work/log" 2>&1 || { cat "$work/log"; exit 2; }
	for jobs in 1 2 3 8; do
		"$ORDERCHECK" check -C "$work/force" --as-of 2028-09-01 --level clear -j $jobs -f json >"$work/run-$jobs" 2>"$work/err-$jobs"
		echo $? >>"$work/err-$jobs"
	done
	for jobs in 2 3 8; do
		cmp "$work/run-1" "$work/run-$jobs" && cmp "$work/err-1" "$work/err-$jobs" || { echo "seed $seed: $jobs threads differ from one"; exit 1; }
	done
	[ -s "$work/run-1" ] || { echo "seed $seed: nothing was printed: $(cat "$work/err-1")"; exit 1; }
	seed=$((seed + 1))
done
equal="${SEEDS:-100} seeds are equal on 1, 2, 3 and 8 threads"
command -v clang >/dev/null || { echo "$equal; there is no clang for the thread sanitizer"; exit 77; }
cmake -S "$SOURCE" -B "$BUILD/tsan" -G Ninja -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Debug "-DCMAKE_C_FLAGS_DEBUG=-O1 -g" \
	-DBUILD_TESTING=OFF -DORDERCHECK_SANITIZE=thread >"$work/log" 2>&1 && ninja -C "$BUILD/tsan" ordercheck >"$work/log" 2>&1 ||
	{ tail -20 "$work/log"; exit 1; }
export TSAN_OPTIONS=halt_on_error=1:exitcode=66
for project in "$SOURCE/testdata/example 2026-06-01" "$work/force 2028-09-01"; do
	for format in json html; do
		"$BUILD/tsan/cmd/ordercheck" check -C "${project% *}" --as-of "${project#* }" -j 4 -f $format >"$work/out" 2>"$work/err"
		[ $? != 66 ] || { head -40 "$work/err"; exit 1; }
		[ -s "$work/out" ] || { echo "nothing was printed"; head -20 "$work/err"; exit 1; }
	done
done
echo "$equal; the thread sanitizer is content with the example and a force"

#!/bin/sh
# every format with 1, 2, 3 and 8 threads over 100 random books, and the same under the thread sanitizer
set -u
sh "$SOURCE/testdata/truth/threads.sh" "$ORDERCHECK" "$BUILD/cmd/truth" "$FEEDGEN" 100000 "${SEEDS:-100}" 30000 || exit 1
command -v clang >/dev/null || { echo "the formats are the same with any threads, but there is no clang for its sanitizer"; exit 77; }
tsan=${TSAN_BUILD:-}
if [ -z "$tsan" ]; then
	tsan=$(mktemp -d) || exit 2
	trap 'rm -rf "$tsan"' EXIT
	log=$tsan.log
	cmake --preset tsan -S "$SOURCE" -B "$tsan" >"$log" 2>&1 && cmake --build "$tsan" --target ordercheck >>"$log" 2>&1 ||
		{ tail -20 "$log"; rm -f "$log"; exit 1; }
	rm -f "$log"
fi
TSAN_OPTIONS="halt_on_error=1:exitcode=66 ${TSAN_OPTIONS-}"
export TSAN_OPTIONS
sh "$SOURCE/testdata/truth/threads.sh" "$tsan/cmd/ordercheck" "$BUILD/cmd/truth" "$FEEDGEN" 200000 "${TSAN_SEEDS:-10}" 3000

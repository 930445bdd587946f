#!/bin/sh
# each harness fuzzed for twenty minutes under sanitizers (FUZZ_SECONDS for another time), two at once
set -u
command -v clang >/dev/null || { echo "there is no clang"; exit 77; }
cmake -S "$SOURCE" -B "$BUILD/fuzz" -G Ninja -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Debug -DORDERCHECK_FUZZ=ON -DBUILD_TESTING=OFF \
	"-DCMAKE_C_FLAGS_DEBUG=-O1 -g -fsanitize=fuzzer-no-link" -DORDERCHECK_SANITIZE=address,undefined >"$BUILD/fuzz.log" 2>&1 &&
	ninja -C "$BUILD/fuzz" >"$BUILD/fuzz.log" 2>&1 || { tail -20 "$BUILD/fuzz.log"; exit 1; }
sh "$SOURCE/testdata/fuzz/run.sh" "${FUZZ_SECONDS:-1200}" "$BUILD/fuzz" || exit 1
echo "$(find "$BUILD/fuzz/broken" -name '*.log' | wc -l) harnesses, ${FUZZ_SECONDS:-1200} s each, nothing found"

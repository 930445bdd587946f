#!/bin/sh
# cppcheck, the analyser of gcc and clang-tidy over every source
command -v python3 >/dev/null || { echo "there is no python3"; exit 77; }
for tool in cppcheck gcc tidy; do
	python3 "$SOURCE/testdata/analysis/analyse.py" "$SOURCE" "$BUILD" $tool || exit $?
done

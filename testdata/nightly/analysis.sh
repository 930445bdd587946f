#!/bin/sh
# cppcheck and the analyser of gcc over every source
sh "$SOURCE/testdata/analysis/analyse.sh" "$SOURCE" "$BUILD" cppcheck || exit $?
sh "$SOURCE/testdata/analysis/analyse.sh" "$SOURCE" "$BUILD" gcc

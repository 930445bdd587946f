#!/bin/sh
# every call that can fail fails in turn over runs of the example, 2000 of the allocations
set -u
[ -f "$BUILD/testdata/faults/libfault.so" ] || { echo "libfault.so is not built: a build with sanitizers, or without tests"; exit 77; }
sh "$SOURCE/testdata/faults/faults_test.sh" "$ORDERCHECK" "$BUILD/testdata/faults/libfault.so" all

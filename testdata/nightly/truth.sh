#!/bin/sh
# 10000 random books and feeds, checked in every way there is
sh "$SOURCE/testdata/truth/truth.sh" "$ORDERCHECK" "$BUILD/cmd/truth" 100000 "${SEEDS:-10000}"

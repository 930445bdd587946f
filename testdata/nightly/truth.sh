#!/bin/sh
# 10000 random books and feeds, checked in every way there is
exec "$BUILD/cmd/truth" ways "${FIRST:-100000}" "${SEEDS:-10000}"

#!/bin/sh
# shards joined are the one run, over every golden case and more seeds
sh "$SOURCE/testdata/shards/test.sh" "$ORDERCHECK" "$FEEDGEN" all

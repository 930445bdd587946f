#!/bin/sh
# 200 killed runs of 300,000 rows
sh "$SOURCE/testdata/store/faults.sh" "$ORDERCHECK" "$FEEDGEN" 200 300000

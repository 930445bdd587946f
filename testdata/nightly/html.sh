#!/bin/sh
# the HTML report in a browser and before validators
sh "$SOURCE/testdata/html/nightly.sh" "$ORDERCHECK"

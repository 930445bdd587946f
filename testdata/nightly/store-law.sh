#!/bin/sh
# 2000 rounds of the store's law, and 200 by the program itself
"$BUILD/lib/store_law_test" 100000 2000 && python3 "$SOURCE/testdata/store/law.py" "$ORDERCHECK" 200 1000

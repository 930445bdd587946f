#!/bin/sh
# 2000 rounds of the store's law
"$BUILD/lib/store_law_test" 100000 2000

#!/bin/sh
# every command under valgrind: no error, nothing definitely lost
sh "$SOURCE/testdata/memory/memory.sh" "$ORDERCHECK" valgrind

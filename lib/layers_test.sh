#!/bin/sh
# Proves the map: no folder of lib/ includes one that comes after it, and each
# third-party header is included by one folder only.
# Usage: layers_test.sh LIB "base;civil;…"
set -u
lib=$1
layers=$(printf '%s' "$2" | tr ';' ' ')
failed=0

later() { # the layers after $1
	found=
	for l in $layers; do
		[ -n "$found" ] && printf '%s ' "$l"
		[ "$l" = "$1" ] && found=1
	done
}

for layer in $layers; do
	for above in $(later "$layer"); do
		if grep -n "#include \"$above/" "$lib/$layer"/*.[ch] /dev/null; then
			echo "lib/$layer includes upwards, from $above"
			failed=1
		fi
	done
done

only() { # $1 pattern of headers, $2 the folder that may include them
	if grep -rlE "#include <($1)" "$lib" | grep -v "^$lib/$2/"; then
		echo "<$1> belongs to lib/$2 alone"
		failed=1
	fi
}
only 'unicode/' base
only 'openssl/' base
only 'yaml\.h' yaml
only 'csv\.h|zlib\.h|zstd\.h' feed
only 'geos_c\.h|geodesic\.h|proj\.h' lang
only 'jansson\.h|libsmartcols' report
only 'sqlite3\.h' store
exit $failed

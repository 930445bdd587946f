#!/bin/sh
# No external name has two homes: names_test.sh ARCHIVES PROGRAM-OBJECTS, each a list with ;
# A static archive hides such a clash: the linker takes the first and says nothing.
set -u
names=$(mktemp) || exit 2
trap 'rm -f "$names"' EXIT
printf '%s;%s' "$1" "$2" | tr ';' '\n' | while IFS= read -r file; do
	nm --defined-only --extern-only --format=posix "$file" || echo "broken $file"
done | awk 'NF >= 2 && $2 ~ /^[A-Z]$/ && $1 != "main" { print $1 }' | sort >"$names"
[ "$(wc -l <"$names")" -gt 300 ] || { echo "only $(wc -l <"$names") names were found"; exit 1; }
twice=$(uniq -d "$names")
[ -z "$twice" ] || { echo "defined twice among lib/ and cmd/:"; echo "$twice"; exit 1; }

#!/bin/sh
# Makes the manual pages: pages.sh PROGRAM RULES-FOLDER OUT-FOLDER DATE
# Those of section 1 are the program's own; ordercheck-rules(5) is rules/LANGUAGE.md.
set -eu
program=$1
rules=$2
out=$3
mkdir -p "$out/man1" "$out/man5"
rm -f "$out"/man[15]/*
"$program" help --man >"$out/man1/ordercheck.1"
for command in $("$program" completion words -- '' | cut -f1); do
	"$program" help --man "$command" >"$out/man1/ordercheck-$command.1"
done
LC_ALL=C awk -v page=ordercheck-rules -v section=5 -v date="$4" -v about='the language of orders, rules, feeds and tests' \
	-f "$(dirname "$0")/markdown.awk" "$rules/LANGUAGE.md" >"$out/man5/ordercheck-rules.5"
gzip -9nk "$out"/man1/*.1 "$out"/man5/*.5

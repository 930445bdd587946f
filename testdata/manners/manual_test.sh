#!/bin/sh
# The manual has a page for each command, and mandoc finds no fault with it: manual_test.sh PROGRAM MAN-FOLDER
set -u
program=$1
man=$2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "$1"; failed=1; }
"$program" store init --store "$work/cases.db" >"$work/said" || fail "no store was made"

commands=$("$program" completion words -- '' | cut -f1)
[ "$(echo "$commands" | wc -l)" -gt 8 ] || fail "only these commands were found: $commands"
for command in $commands; do
	page=$man/man1/ordercheck-$command.1
	[ -s "$page" ] || { fail "there is no page for $command"; continue; }
	"$program" help "$command" | sed -n 's/^ .*--\([a-z-]*\).*/\1/p' | sort -u >"$work/options"
	while IFS= read -r option; do
		tr -d '\\' <"$page" | grep -q -- "Fl -$option" || fail "the page of $command lacks --$option"
	done <"$work/options"
	"$program" "$command" --help >"$work/long" && "$program" help "$command" | cmp -s - "$work/long" ||
		fail "help $command and $command --help differ"
	if grep -q '^format$' "$work/options"; then
		offered=$("$program" completion words -- "$command" --format '' | cut -f1 | paste -sd ' ')
		verb=show
		[ "$command" != store ] || verb="rejects --store cases.db"
		said=$(cd "$work" && "$program" "$command" -f nonsense $verb 2>&1 | sed -n 's/.*--format takes \(.*\), not "nonsense"/\1/p' | sed 's/ or / /; s/,//g')
		[ "$offered" = "$said" ] || fail "of the formats of $command, \"$said\", \"$offered\" is offered"
	fi
	grep -q '^examples:' "$work/long" || fail "the help of $command has no examples"
done
grep -q '^.Sh ORDER$' "$man/man5/ordercheck-rules.5" || fail "ordercheck-rules(5) has no section on orders"
command -v mandoc >/dev/null || { [ $failed = 0 ] && echo "skipped: there is no mandoc to look at the pages (apt-get install mandoc)"; exit $((failed ? 1 : 77)); }
# Pages that name each other are looked for where pages are installed: these are not yet.
mandoc -T lint "$man"/man1/*.1 "$man"/man5/*.5 | grep -v 'referenced manual not found' >"$work/lint"
[ -s "$work/lint" ] && { cat "$work/lint"; failed=1; }
sed -n 's/^\.Xr \([^ ]*\) \([15]\).*/\2 \1/p' "$man"/man?/*.[15] | sort -u | while read -r section name; do
	[ -s "$man/man$section/$name.$section" ] || echo "a page names $name($section), which is not there"
done >"$work/missing"
[ -s "$work/missing" ] && { cat "$work/missing"; failed=1; }
exit $failed

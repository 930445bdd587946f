#!/bin/sh
# README shows what the program does: readme_test.sh PROGRAM FEEDGEN
# README and cmd/DAILY.md, that is. The files of readme/, the output on them and the mistake's answer stand in README word for word.
set -u
program=$1
feedgen=$2
here=$(cd "$(dirname "$0")" && pwd)
readme=$(cat "$here/../README.md" "$here/../cmd/DAILY.md")
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

shows() { # $1: what, $2: text
	case $readme in
	*"$2"*) ;;
	*)
		printf 'README does not show %s:\n%s\n' "$1" "$2"
		failed=1
		;;
	esac
}

cp "$here"/readme/* "$work" && cd "$work" || exit 2
for file in *; do
	shows "$file" "$(cat "$file")"
done
shows "the check" "$("$program" check --orders my-order.yaml travel.csv --as-of 2026-06-01)"
"$program" explain 783652 --orders my-order.yaml travel.csv --as-of 2026-06-01 >explained 2>&1 ||
	{ echo "the explain of README fails"; cat explained; failed=1; }
rm explained
shows "the lint" "$("$program" lint my-order.yaml --as-of 2026-06-01 | grep -A 4 L05)"

# What a `console` block shows after each command is part of what it prints, line after line; every command is in one
# of README's blocks, and in its table.
try() { # $1: a command line, $2: a file of lines
	PATH=$(cd "$(dirname "$program")" && pwd):$PATH sh -c "$1" </dev/null >said 2>&1
	while IFS= read -r part; do
		grep -qF -- "$part" said && continue
		printf 'README shows for %s: %s\n' "$1" "$part"
		cat said
		failed=1
	done <"$2"
}
printf 'name\nAlex Exampel\n' >names.csv
awk '/^```console$/ { on = 1; next } /^```/ { on = 0 } on' "$here/../README.md" >console
command=
: >shown
while IFS= read -r line; do
	case $line in
	'$ '*)
		[ -z "$command" ] || try "$command" shown
		command=${line#??}
		: >shown
		;;
	*) printf '%s\n' "$line" >>shown ;;
	esac
done <console
try "$command" shown
[ -e no-trips.yaml ] && [ -e cases.db ] || { echo "the console lines were not run"; failed=1; }
[ "$(grep -c '^\$ ' console)" -gt 10 ] || { echo "README has too few console lines"; failed=1; }
"$program" completion words -- '' | cut -f1 >commands
while IFS= read -r command; do
	grep -qE "^\| .$command. \|" "$here/../README.md" || { echo "README's table lacks $command"; failed=1; }
	grep -qE "ordercheck $command( |\$|\))|^\$ ordercheck $command" "$here/../README.md" || { echo "README does not show $command"; failed=1; }
done <commands
rm -f no-trips.yaml run.json cases.db* names.csv

sed 's/^until:/untill:/' my-order.yaml >wrong && mv wrong my-order.yaml
shows "the mistake" "$("$program" check --orders my-order.yaml travel.csv 2>&1 | head -4)"
printf 'Ref;Name;Dep Date;Dest;State;Booking\nV-1;A. Sample;04/05/2026;CDG;HK;B1\nV-1;A. Sample;06/05/2026;BCN;XX;B2\n' >carrier-may.csv
shows "the new feed" "$("$program" new feed carrier-may.csv | sed -n '/# DOUBT: day/,/^  to:/p')"
"$program" lint -f sarif my-order.yaml 2>/dev/null |
	jq -r '.runs[0].tool.driver.rules[] | "| `\(.id)` | \(.defaultConfiguration.level | sub("note"; "information")) | \(.shortDescription.text | rtrimstr(".")) |"' >rules
while IFS= read -r rule; do
	grep -qF -- "$rule" "$here/../lib/lint/README.md" || { echo "lib/lint/README.md lacks: $rule"; failed=1; }
done <rules
[ -s rules ] || { echo "lint tells no rules"; failed=1; }
cd "$here/example" || exit 2
shows "the example" "$("$program" check --as-of 2026-06-01 2>/dev/null | head -8)"
shows "the rejects" "$("$program" check --as-of 2026-06-01 2>&1 >/dev/null | grep -E 'bookings-2026-05-3(0.csv:1[34][04]|1.csv:43)')"
shows "what falls due" "$("$program" due --as-of 2026-06-01 2>/dev/null | head -3)"
shows "why" "$("$program" explain 78bde5 --as-of 2026-06-01 2>/dev/null |
	grep -E '^(BREACH|  words|  in force|  asked by|  caveat|  to decide)')"
cd "$work" && "$feedgen" force --out force || exit 2
"$program" check -C force --as-of 2028-09-01 >year 2>/dev/null
shows "the year's first finding" "$(head -6 year)"
shows "the year's summary" "$(grep -E '^[0-9]+ breaches, ' year)"
shows "who is missing" "$("$program" check -C force --as-of 2028-09-01 --rule 'missing/*' 2>/dev/null |
	sed -n '/^── Whereabouts/,$p' | head -4)"
exit $failed

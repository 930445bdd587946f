#!/bin/bash
# Completion in bash, over the shipped example: bash_test.sh PROGRAM
set -u
PATH=$(cd "$(dirname "$1")" && pwd):$PATH
here=$(cd "$(dirname "$0")" && pwd)
source <(ordercheck completion bash)
cd "$here/../example" || exit 2
failed=0
compopt() { :; }

completes() { # $1: what is typed, $2: what it must become, sorted
	COMP_LINE=$1
	COMP_POINT=${#1}
	COMP_WORDS=(ordercheck)
	COMP_CWORD=0
	COMPREPLY=()
	_ordercheck
	got=$(printf '%s\n' "${COMPREPLY[@]}" | sort | paste -sd ' ')
	[ "$got" = "$2" ] && return
	echo "$1 completes to \"$got\", not \"$2\""
	failed=1
}

completes 'ordercheck ch' 'check'
completes 'ordercheck check --lev' '--level'
completes 'ordercheck check --level b' 'blind breach'
completes 'ordercheck check --level=r' 'review'
completes 'ordercheck check --fail-on breach,re' 'breach,review'
completes 'ordercheck check --order LDS-2025' 'LDS-2025-0007 LDS-2025-0044 LDS-2025-0061'
completes 'ordercheck check --subject=N-100' 'N-1001 N-1002 N-1003 N-1004 N-1005 N-1006 N-1007 N-1008 N-1009'
completes 'ordercheck check --rule tag/cur' 'tag/curfew tag/curfew-violation'
completes 'ordercheck check --scheme notification-sco' 'notification-scotland'
completes 'ordercheck check --tag risk=h' 'high'
completes 'ordercheck check carrier-b' 'carrier-bookings='
completes 'ordercheck check carrier-bookings=feeds/bookings-2026-05-3' 'feeds/bookings-2026-05-30.csv feeds/bookings-2026-05-31.csv'
completes 'ordercheck check -- --lev' ''
completes 'ordercheck explain YRK' 'YRK-2024-0012 YRK-2024-0013'
completes 'ordercheck -C .. explain YRK' ''
completes 'ordercheck -C ../example explain YRK' 'YRK-2024-0012 YRK-2024-0013'
completes 'ordercheck due -f i' 'ics'
completes 'ordercheck audit ver' 'verify'
completes 'ordercheck new or' 'order ordercheck.yaml orders'
completes 'ordercheck help cov' 'coverage'
completes 'ordercheck no-such-command ' ''

# Names out of a document go into a shell's line: nothing in them may end a line or an answer.
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
printf 'settings:\n  orders: [.]\n' >ordercheck.yaml
printf 'subject: A-1\ntags: {k: "a\\nb", good: yes}\n---\nsubject: "A-2 $(touch made)"\n' >people.yaml
completes 'ordercheck check --tag ' 'good=yes'
ls made 2>/dev/null && { echo "a name was run"; failed=1; }
printf 'order: broken\n' >broken.yaml
completes 'ordercheck check --rule tag/alc' 'tag/alcohol'
[ -z "$(ordercheck completion words -- check --order '' 2>&1)" ] || { echo "an error was told"; failed=1; }
exit $failed

#!/bin/sh
# What takes too long, or needs too much, for every build: run.sh SOURCE BUILD [NAME...]
# Each other file here is a check: its second line says what it does; status 77 is "skipped", its last words why.
# A check finds in its environment: SOURCE, BUILD, ORDERCHECK and FEEDGEN (programs of that build).
set -u
SOURCE=$(cd "$1" && pwd) || exit 2
BUILD=$(cd "$2" && pwd) || exit 2
ORDERCHECK=$BUILD/cmd/ordercheck
FEEDGEN=$BUILD/cmd/feedgen
export SOURCE BUILD ORDERCHECK FEEDGEN
shift 2
here=$SOURCE/testdata/nightly
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
ran='' skipped='' failed=''

[ $# -gt 0 ] || set -- $(cd "$here" && ls -- *.sh)
for name; do
	name=${name%.sh}
	[ "$name" = run ] && continue
	[ -f "$here/$name.sh" ] || { echo "nightly: there is no check $name"; failed="$failed $name"; continue; }
	echo "nightly: $name: $(sed -n '2s/^# //p' "$here/$name.sh")"
	start=$(date +%s)
	sh "$here/$name.sh" >"$log" 2>&1
	status=$?
	took=$(($(date +%s) - start))
	case $status in
	0) echo "nightly: $name: passed ($took s): $(tail -1 "$log")"; ran="$ran $name" ;;
	77) echo "nightly: $name: SKIPPED: $(tail -1 "$log")"; skipped="$skipped $name" ;;
	*) cat "$log"; echo "nightly: $name: FAILED with status $status ($took s)"; failed="$failed $name" ;;
	esac
done
echo "nightly: passed:${ran:- none}; skipped:${skipped:- none}; failed:${failed:- none}"
[ -z "$failed" ]

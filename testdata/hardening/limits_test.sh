#!/bin/sh
# Every limit ends in its status and its words, at once: limits_test.sh PROGRAM [shadow]
# shadow: the program keeps a shadow of its memory for a sanitizer, so there is no telling how little it needs.
# The table is that of cmd/SECURITY.md. A try may take 20 seconds, whatever it is given.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0 n=0
base='event: e
fields:
  time: {type: time, required: true}
  n: {type: number}
  s: {type: text}
---
subject: S1
---
order: O1
type: shpo-sc
made: 2026-01-01
until: 2027-01-01
subject: S1
conditions:
'
repeat() { # $1: times, $2: text
	awk -v n="$1" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s }'
}
condition() { # $1: where
	printf '%s  - {id: "1", text: t, when: e, where: "%s", say: s}\n' "$base" "$1"
}
# $1: what it is, $2: status, $3: words; the rest: the use
try() {
	what=$1 expected=$2 words=$3
	shift 3
	n=$((n + 1))
	timeout 60 "$program" "$@" >out 2>err </dev/null
	status=$?
	[ $status = "$expected" ] || { echo "$what: status $status, not $expected: $(head -c 300 err)"; failed=1; }
	[ -z "$words" ] || grep -qF -- "$words" err || { echo "$what: does not say \"$words\" but: $(head -c 300 err)"; failed=1; }
	[ $status != 2 ] || [ ! -s out ] || { echo "$what: status 2, and standard output is not empty"; failed=1; }
}
lint() { try "$1" 2 "$2" check --no-catalogue --no-feeds --orders "$3" --as-of 2026-06-01; }
check() { try "$1" "$2" "$3" check --no-catalogue --orders docs.yaml e.csv --as-of 2026-06-01 -q; }

# ---- documents ----
lint 'a document without an end' 'it is larger than 256 MiB' /dev/zero
truncate -s 300M large.yaml
lint 'a document that is too large' 'it is larger than 256 MiB' large.yaml
{ printf 'order: '; repeat 100000 '['; } >nested.yaml
lint 'nesting in brackets' 'nested more than 64 deep' nested.yaml
awk 'BEGIN { for (i = 0; i < 200; i++) printf "%*sk:\n", i, "" }' >nested.yaml
lint 'nesting in lines' 'nested more than 64 deep' nested.yaml
{
	printf 'a: &a [x, x, x, x, x, x, x, x, x, x]\n'
	for letter in b c d e f g h i; do
		printf '%s: &%s [' $letter $letter
		repeat 10 "*$(printf $letter | tr b-i a-h), "
		printf ']\n'
	done
} >laughs.yaml
lint 'a billion laughs' 'aliases repeat more than 10000 nodes' laughs.yaml
{ repeat 100 '%TAG !a! tag:x,2026:
'; printf -- '---\norder: x\n'; } >tags.yaml
lint 'tags' 'too many %TAG lines' tags.yaml
{ printf '"'; repeat 3000 k; printf '": x\n'; } >key.yaml
lint 'a long key' '' key.yaml
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "nonsense-%d: x\n---\n", i }' >errors.yaml
lint 'many errors' 'errors' errors.yaml
[ "$(grep -c ': error: ' err)" -le 51 ] || { echo "more than fifty errors are told"; failed=1; }

# ---- expressions ----
condition "$(repeat 20000 'e.n > 1 and ')e.n > 1" >docs.yaml
lint 'an expression of many parts' 'this expression is too long' docs.yaml
condition "$(repeat 3000 'e.n + ')e.n > 1" >docs.yaml
lint 'an expression of a few thousand parts' 'nested more than 64 deep' docs.yaml
condition "$(repeat 200 '(')e.n$(repeat 200 ')') > 1" >docs.yaml
lint 'an expression of many brackets' 'nested more than 64 deep' docs.yaml
condition "$(repeat 5000 'not ')true" >docs.yaml
lint 'an expression of many nots' 'nested more than 64 deep' docs.yaml
printf '%s  - {id: "1", text: t, when: e, say: "%s"}\n' "$base" "$(repeat 2000 '{e.n}')" >docs.yaml
lint 'a text of many expressions' 'more than 1000 expressions in one text' docs.yaml
printf '%s  - {id: "1", text: t, when: {every: 1s, from: 1900-01-01}, expect: {event: e, as: x, by: trigger.time + 1s}, say: s}\n' "$base" >docs.yaml
printf 'subject,time,n,s\nS1,2026-02-01T09:00,1,x\n' >e.csv
try 'steps without an end' 0 '' check --no-catalogue --orders docs.yaml e.csv --as-of 2026-06-01
grep -q 'more steps than are judged' out || { echo "steps without an end: not told: $(head -c 300 out)"; failed=1; }

# ---- patterns with stars: linear, by the time they may take ----
condition "e.s matches '$(repeat 200 '*a')*b'" >docs.yaml
{ printf 'subject,time,n,s\nS1,2026-02-01T09:00,1,'; head -c 500000 /dev/zero | tr '\0' a; printf '\n'; } >e.csv
check 'a pattern of many stars' 0 ''

# ---- clocks that states stop: little memory, however many there are of both ----
cat >docs.yaml <<END
state: away
opens: {event: e, where: e.s == "o"}
closes: {event: e, where: e.s == "c"}
---
$base  - {id: "1", text: t, when: e, expect: {event: e, as: x, where: x.n > 1, by: e.time + 3d, pause: [away]}, say: s}
  - {id: "2", text: t, when: {silence: e, for: 1h, pause: [away]}, say: s}
END
awk 'BEGIN {
	print "subject,time,n,s"
	for (i = 0; i < 20000; i++) {
		m = i * 7
		printf "S1,2026-%02d-%02dT%02d:%02dZ,1,%s\n", 1 + m / 40320, 1 + m / 1440 % 28, m / 60 % 24, m % 60, i % 2 ? "c" : "o"
	}
}' >e.csv
room=400000
[ "${2-}" != shadow ] || room=unlimited
(ulimit -v $room; timeout 60 "$program" check --no-catalogue --orders docs.yaml e.csv --as-of 2026-06-01 -q >out 2>err)
status=$?
[ $status = 1 ] || { echo "clocks that states stop: status $status: $(head -c 200 err)"; failed=1; }
n=$((n + 1))

# ---- feeds ----
condition 'e.n > 5' >docs.yaml
{ printf 'subject,time,n,s\nS1,2026-02-01T09:00,9,"'; head -c 1200000 /dev/zero | tr '\0' a; printf '"\n'; } >e.csv
check 'a record over a mebibyte' 4 'e.csv:2: '
{ printf 'subject,time,n,s\nS1,2026-02-01T09:00,9,'; head -c 900000 /dev/zero | tr '\0' ,; printf '\n'; } >e.csv
check 'a row of 900,000 fields' 4 'e.csv:2: '
{ printf 'subject,time,n,s\n'; head -c 3000000 /dev/zero; } >e.csv
check 'a line of NUL bytes' 4 'e.csv:2: '
{ printf 'subject,time,n,s\n'; repeat 30000 'S1,never,1,x
'; } >e.csv
check 'many rejects' 4 '29980 more rows were rejected'
: >e.csv
check 'an empty feed' 2 'e.csv'
{ printf 'subject,time,n,s\nS1,2026-02-01T09:00,9,x\n'; repeat 2000000 'X,2026-02-01T09:00,1,yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
'; } | gzip -9 >e.csv.gz
room=400000
[ "${2-}" != shadow ] || room=unlimited
(ulimit -v $room; timeout 60 "$program" check --no-catalogue --orders docs.yaml e.csv.gz --as-of 2026-06-01 -q >out 2>err)
status=$?
[ $status = 1 ] || { echo "a packed file that is a hundred times longer: status $status: $(head -c 200 err)"; failed=1; }
n=$((n + 1))

# ---- saved runs, keys ----
truncate -s 1100M large.json
try 'a saved run that is too large' 2 'it is too large' report large.json
rm -f large.json large.yaml
{ repeat 100000 '['; } >deep.json
try 'a saved run of brackets' 2 'deep.json' report deep.json
printf 'short' >key
try 'a short key' 2 'a key is at least 16 bytes' check --no-catalogue --orders docs.yaml e.csv.gz --redact-key key
head -c 5000 /dev/zero | tr '\0' k >key
try 'a long key' 2 'a key is at most 4096 bytes' check --no-catalogue --orders docs.yaml e.csv.gz --redact-key key

# ---- areas ----
printf 'place: p\narea: a.geojson\n---\n%s  - {id: "1", text: t, when: e, say: s}\n' "$base" >docs.yaml
repeat 5000 '{"type":"FeatureCollection","features":[' >a.geojson
lint 'an area of brackets' 'nested too deeply' docs.yaml

# ---- memory: no verdict, nothing on standard output, no file, however little there is ----
condition 'e.n > 5' >docs.yaml
{ printf 'subject,time,n,s\n'; awk 'BEGIN { for (i = 0; i < 300000; i++) printf "S1,2026-02-01T09:00:%02d,9,%d\n", i % 60, i }'; } >e.csv
out_of_memory=0
sizes='60000 90000 120000 160000 200000 250000 300000'
[ "${2-}" != shadow ] || sizes='' out_of_memory=1
for kib in $sizes; do
	n=$((n + 1))
	rm -f report.json
	(ulimit -v $kib; timeout 60 "$program" check --no-catalogue --orders docs.yaml e.csv --as-of 2026-06-01 -f json -o report.json --store s.db >out 2>err)
	status=$?
	case $status in
	1) jq -e .findings report.json >json 2>&1 || { echo "$kib KiB: status 1, but no whole report"; failed=1; } ;;
	2)
		out_of_memory=$((out_of_memory + 1))
		grep -qiE 'memory' err || { echo "$kib KiB: no message: $(head -c 200 err)"; failed=1; }
		[ ! -e report.json ] || { echo "$kib KiB: a report without a verdict"; failed=1; }
		;;
	127) ;; # not even the loader found room
	*) echo "$kib KiB: status $status: $(head -c 300 err)"; failed=1 ;;
	esac
	left=$(find . -name '.ordercheck-*')
	[ -z "$left" ] || { echo "$kib KiB: left $left"; rm -f .ordercheck-*; failed=1; }
	[ ! -e s.db ] || "$program" store check --store s.db >checked 2>&1 || { echo "$kib KiB: $(head -1 checked)"; failed=1; }
done
[ $out_of_memory -gt 0 ] || { echo "memory was never out"; failed=1; }
[ $failed -eq 0 ] && echo "$n limits hold"
exit $failed

#!/bin/sh
# A redacted run leaks nobody: redact_test.sh PROGRAM
# Over the example and over a project that has ids and names wherever they can stand, nothing that
# names a person is in any format, on stderr, among the rejects or in a report of the run.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/out" && ln -s "$program" "$work/bin/ordercheck"
PATH=$work/bin:$PATH
export PATH
unset TZ LC_ALL LANG NO_COLOR CLICOLOR_FORCE
formats=$(ordercheck check --format none 2>&1 | sed -n 's/.*--format takes \(.*\), not .*/\1/p' | tr -d , | sed 's/ or / /')
printf 'a key that is long enough\n' >"$work/one.key"
printf 'another key, as long as that\n' >"$work/two.key"
failed=0
complain() { echo "$1"; failed=1; }

# $1: what it is, $2: a file of words, one a line; of what stands in out/
leaks() {
	for file in "$work"/out/*; do
		# A calendar folds its lines.
		sed -e ':a' -e 'N' -e '$!ba' -e 's/\r\n //g' "$file" >"$work/unfolded"
		# A name in capitals, with points, blanks, hyphens or accents in it is the name still.
		grep -aiE '^[^0-9]{6,}$' "$2" | iconv -f utf-8 -t ascii//TRANSLIT | tr -cd '[:alpha:]\n' >"$work/squeezed-words"
		tr -d '\302\255' <"$work/unfolded" | iconv -c -f utf-8 -t ascii//TRANSLIT | tr -cd '[:alpha:]\n' >"$work/squeezed"
		grep -onaiFf "$work/squeezed-words" "$work/squeezed" >"$work/leaks" ||
			grep -onaiFf "$2" "$work/unfolded" >"$work/leaks" || continue
		complain "$1: $(basename "$file") leaks:"
		sort -u "$work/leaks" | sed -n 1,4p
	done
}

# Every format, of check and of report. $1: what it is, $2: options of check, $3: words
try() {
	rm -f "$work"/out/*
	ordercheck check $2 --no-redact -f json -q >"$work/run.json" 2>/dev/null
	jq -r '.findings[].id, .blind[].id, (.findings[].evidence[].sha256 // empty), (.inputs[].sha256 // empty)' "$work/run.json" |
		sort -u | cat - "$3" >"$work/words"
	found=$(jq '.findings | length' "$work/run.json")
	[ "$found" -gt 0 ] || complain "$1: no findings"
	for format in $formats; do
		ordercheck check $2 --redact-key "$work/one.key" -f "$format" --rejects "$work/out/$format.rejects" \
			>"$work/out/$format" 2>"$work/out/$format.err"
		ordercheck check $2 --redact-key "$work/one.key" -f "$format" >"$work/again" 2>/dev/null
		cmp -s "$work/out/$format" "$work/again" || complain "$1: $format is not the same with the same key"
		ordercheck report "$work/run.json" --redact-key "$work/one.key" -f "$format" \
			>"$work/out/$format.report" 2>"$work/out/$format.report-err"
	done
	[ "$(jq '.findings | length' "$work/out/json")" = "$found" ] || complain "$1: findings are lost"
	[ "$(jq '.findings | length' "$work/out/json.report")" = "$found" ] || complain "$1: findings of the report are lost"
	leaks "$1" "$work/words"
	# By default where it goes to other people's machines.
	for format in sarif junit markdown; do
		ordercheck check $2 -f $format >"$work/out/$format" 2>"$work/out/$format.err"
		grep -q 'pseudonyms are of this run alone' "$work/out/$format.err" || complain "$1: $format does not say so"
	done
	leaks "$1, by default" "$work/words"
	# Another key, other pseudonyms.
	ordercheck check $2 --redact-key "$work/two.key" -f json 2>/dev/null | grep -oE '(subject|order)-[0-9a-f]{12}' | sort -u >"$work/two"
	grep -oE '(subject|order)-[0-9a-f]{12}' "$work/out/json" | sort -u >"$work/one"
	[ -s "$work/one" ] && [ -s "$work/two" ] || complain "$1: no pseudonyms"
	[ -z "$(comm -12 "$work/one" "$work/two")" ] || complain "$1: one pseudonym under two keys"
	# A redacted run is read again, and not taken for a baseline.
	ordercheck report "$work/out/json" -f json >"$work/again" 2>/dev/null
	cmp -s "$work/out/json" "$work/again" || complain "$1: a redacted run is not the same when it is read again"
	ordercheck check $2 --baseline "$work/out/json" >/dev/null 2>&1 && complain "$1: a redacted baseline is taken"
}

cd "$here/example" || exit 2
grep -rhoE '^(subject|order): *[A-Z]+-[0-9-]+' --include=*.yaml . | sed 's/.*: *//' | sort -u >"$work/example"
printf '%s\n' Dummerson Inventado McSpecimen Mockford Notareal Oldsample Placeholder Prétendu Sampleton Testerman Twinning \
	'LS99 9' 'Fiction Row' 'Nowhere Wynd' 'Ms Exempla' >>"$work/example"
[ "$(wc -l <"$work/example")" -gt 30 ] || complain "too few words of the example"
try "the example" "--as-of 2026-06-01 --level clear" "$work/example"

mkdir -p "$work/project/orders" "$work/project/feeds" && cd "$work/project" || exit 2
cat >ordercheck.yaml <<'YAML'
settings: {orders: [orders], feeds: [feeds]}
YAML
cat >orders/quillfeather-zebedee.yaml <<'YAML'
event: trip
fields:
  time: {type: time, required: true}
  note: {type: text}
---
subject: V-0009001
name: {family: Quillfeather, given: [Zebedee, Ignatius]}
aliases: [{family: Wormwhistle, given: [Zeb]}]
born: 1970-01-02
identifiers: {passport: "533380006"}
addresses: [{line: 7 Unlikely Lane, postcode: ZE1 9ZZ}]
tags: {manager: PC Blenkinsop, risk: high}
---
subject: V-0009002
name: {family: Quillfeather, given: [Zebedee, Ignatius]}
born: 1970-01-02
---
rule: force/keep-from-zebedee-quillfeather
title: Keep from Marmaduke Thistledown
kind: prohibition
when: trip
authority: [The court's order about ZEBEDEE QUILLFEATHER]
say: "went about with {trip.note}"
---
order: HID-2026-0666
type: shpo-sc
made: 2026-01-01
subject: V-0009001
formerly: [OLD-0777]
conditions:
  - {id: "1", text: Not to see Marmaduke Thistledown., rule: force/keep-from-zebedee-quillfeather}
  - {id: "2", text: Not to see Marmaduke Thistledown., title: Marmaduke Thistledown, when: trip, say: "{trip.note}"}
  - {id: "3", text: Not to see Marmaduke Thistledown., when: trip, say: "{trip.note}", public-text: Not to meet a certain person.}
  - {id: "4", text: About Marmaduke Thistledown., unmonitored: a visit to Marmaduke Thistledown}
  - {id: V-0009001-5, text: Not to see Marmaduke Thistledown., when: trip}
  - {id: quill-feather ZEBEDEE, text: Not to see Marmaduke Thistledown., when: trip}
YAML
cat >orders/bad.yaml <<'YAML'
order: HID-2026-0999
type: shpo-sc
made: 2026-01-01
subject: V-0009001
conditions: [{id: "1", text: Marmaduke Thistledown, with: {marmaduke: thistledown}, rule: travel/foreign-travel}]
YAML
cat >orders/feed.yaml <<'YAML'
feed: trips
event: trip
files: "*trips*.csv"
subject:
  - reference: who
  - identifier: {passport: passport}
  - person: {family: family, given: given, born: born}
fields: {time: at, note: note}
YAML
cat >feeds/trips-V-0009001-ZebedeeQuillfeather.csv <<'CSV'
who,passport,family,given,born,at,note,Quillfeather Zebedee
V-0009001,,,,,2026-05-01T09:00:00Z,Marmaduke Thistledown of 7 Unlikely Lane ZE1 9ZZ,x
,533380006,,,,2026-05-02T09:00:00Z,Marmaduke Thistledown,x
,,Quillfeather,Zebedee Ignatius,1970-01-02,2026-05-03T09:00:00Z,a tie of two,x
V-0009001,,,,,"Thistledown "" Marmaduke "" Zebedee",x,x
V-0009001,,,,,2026-05-04T09:00:00Z
V-0009001,,,,,2026-05-05T09:00:00Z,QUILLFEATHER Z.E.B.E.D.E.E. (Wörm-whistle),x
CSV
cat >feeds/zebedee_quillfeather.csv <<'CSV'
Marmaduke,Thistledown
CSV
printf '%s\n' V-000900 0009001 HID-2026 OLD-0777 Quillfeather Zebedee Ignatius Wormwhistle Marmaduke Thistledown 533380006 'ZE1 9ZZ' ZE19ZZ \
	'Unlikely Lane' Blenkinsop >"$work/hostile"
for options in "" "--subject V-0009001 --order HID-2026-0666" "--tag risk=high" "--level clear"; do
	try "the hostile project $options" "--as-of 2026-06-01 --keep-going $options" "$work/hostile"
done
jq -e '.findings[] | select(.text == "Not to meet a certain person." and .say == .text)' "$work/out/json" >/dev/null ||
	complain "public-text does not stand in the place of the text"

# Documents in error: no plan, and so nothing is known; a name that is nobody's.
rm -f "$work"/out/*
ordercheck check --as-of 2026-06-01 -f markdown >"$work/out/error" 2>&1
grep -q "quillfeather\|bad\.yaml" "$work/out/error" && complain "an error names its file"
ordercheck check --keep-going --subject "Zebedee Quillfeatherr" -f markdown >"$work/out/nobody" 2>&1
ordercheck check --keep-going --order HID-2026-0667 -f markdown >"$work/out/no-order" 2>&1
printf '%s\n' V-000900 HID-2026-0666 HID-2026-0999 Marmaduke Thistledown 'Quillfeather"' >"$work/words"
leaks "errors" "$work/words"

for key in /dev/null "$work/none.key"; do
	ordercheck check --keep-going --redact-key "$key" >/dev/null 2>&1
	[ $? -eq 2 ] || complain "the key $key is taken"
done
ordercheck check --keep-going --redact --no-redact >/dev/null 2>&1
[ $? -eq 2 ] || complain "--redact and --no-redact are taken together"
cp "$work/one.key" "$work/same.key"
ordercheck check --keep-going --redact-key "$work/same.key" -o "$work/same.key" >/dev/null 2>&1
cmp -s "$work/one.key" "$work/same.key" || complain "the key is written over"
exit $failed

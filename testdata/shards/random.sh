#!/bin/sh
# A project in the current folder whose rows are hard to divide between shards: random.sh SEED
# Rows of one key name one person and then another, known and unknown, recorded in any order or not at all;
# rows find their person by reference, identifier or name, with twins among them; some are rejected, some are
# there twice, in one file or in two feeds of one type; places come from a feed, one twice and one left out; one feed is too short.
set -eu
cat >docs.yaml <<'Y'
event: trip
fields:
  time: {type: time, required: true}
  id: {type: text}
  n: {type: number, required: true}
  at: {type: point}
---
event: call
fields:
  time: {type: time, required: true}
  n: {type: number}
---
event: seen
fields:
  time: {type: time, required: true}
---
feed: keyed
event: trip
files: "keyed-*.csv"
subject:
  - reference: who
  - identifier: {passport: passport}
  - person: {family: family, given: given, born: born}
fields: {time: at, id: ref, n: n, recorded: rec, at: {columns: [lat, lon]}}
key: ref
where: trip.n != 5
---
feed: loose
event: trip
files: "loose-*.csv"
subject:
  - reference: who
fields: {time: at, id: ref, n: n, recorded: rec}
---
feed: short
event: call
files: "short.csv"
subject:
  - reference: who
fields: {time: at, n: n}
rows: 1000..
---
feed: old
event: seen
files: "old.csv"
subject:
  - reference: who
fields: {time: at}
fresh: 2d
---
feed: schools
event: place
files: "places.csv"
fields: {id: ref, class: kind, at: {columns: [lat, lon]}, radius: metres}
where: place.class == "school"
Y
awk -v seed="$1" '
function pick(n) { return int(rand() * n) }
function day() { return sprintf("2026-%02d-%02dT%02d:%02d", 1 + pick(5), 1 + pick(28), pick(24), pick(60)) }
function someone() { return pick(4) == 0 ? "X" pick(9) : "S" pick(23) }
BEGIN {
	srand(seed)
	for (i = 0; i < 23; i++) {
		# Three pairs are twins by name and date of birth, two share a passport.
		twin = i < 6 ? int(i / 2) : i
		printf "---\nsubject: S%d\nname: {family: Example%c, given: [Alex%c]}\nborn: 1980-01-%02d\n", i, 65 + twin, 65 + twin, 1 + twin >"people.yaml"
		printf "identifiers: {passport: [\"5000000%02d\"]}\ntags: {area: A%d}\n", i == 7 ? 6 : i, i % 3 >"people.yaml"
		if (i % 5 == 4) continue
		printf "---\norder: O%02d\ntype: shpo-sc\njurisdiction: england-wales\nmade: 2026-01-01\nuntil: 2027-01-01\nsubject: S%d\nconditions:\n", 50 - i, i >"orders.yaml"
		printf "  - {id: \"1\", text: No trip., when: trip, where: trip.n > 3}\n" >"orders.yaml"
		printf "  - {id: \"2\", text: No trip near a school., when: trip, where: \"nearest(\\\"school\\\", trip.at) < 5000m\"}\n" >"orders.yaml"
		printf "  - {id: \"3\", text: No call., when: call, where: call.n > 3}\n" >"orders.yaml"
		printf "  - {id: \"4\", text: To be seen., when: {silence: seen, for: 30d}}\n" >"orders.yaml"
		if (i % 4 == 0) printf "  - {id: \"5\", text: To behave., unmonitored: nobody can see it}\n" >"orders.yaml"
		printf "  - {id: \"6\", text: A call after each trip., when: trip, where: trip.n > 1, expect: {event: seen, by: trip.time + 3d}}\n" >"orders.yaml"
	}
	for (f = 0; f < 2; f++) {
		file = "keyed-" f ".csv"
		print "at,who,passport,family,given,born,ref,n,rec,lat,lon" >file
		for (i = 0; i < 150; i++) {
			how = pick(4); twin = pick(6); who = twin < 6 && pick(2) ? int(twin / 2) : 6 + pick(20)
			printf "%s,%s,%s,%s,%s,%s,K%d,%s,%s,%s,%s\n", pick(25) == 0 ? "32 May" : day(), how < 2 ? someone() : "", how == 2 ? "5000000" sprintf("%02d", pick(30)) : "", \
				how == 3 ? sprintf("Example%c", 65 + who) : "", how == 3 ? sprintf("Alex%c", 65 + who) : "", how == 3 ? sprintf("1980-01-%02d", 1 + who) : "", \
				pick(60), pick(20) == 0 ? "" : pick(8), pick(3) == 0 ? "" : day(), 51 + rand(), -rand() >file
		}
		print "a,row,of,another,shape" >file
		file = "loose-" f ".csv"
		print "at,who,ref,n,rec" >file
		for (i = 0; i < 120; i++) {
			line = sprintf("2026-0%d-0%dT09:00,%s,L%d,%d,", 1 + pick(3), 1 + pick(4), someone(), pick(3), pick(7))
			print line (pick(2) ? "" : day()) >file
			if (pick(5) == 0) print line >file
		}
		print "2026-02-01T09:00,S" pick(23) ",\"open,1," >file
	}
	print "at,who,n" >"short.csv"
	print "at,who" >"old.csv"
	for (i = 0; i < 60; i++) {
		print day() "," someone() "," pick(9) >"short.csv"
		print day() "," someone() >"old.csv"
	}
	print "ref,kind,lat,lon,metres" >"places.csv"
	for (i = 0; i < 12; i++) printf "P%d,school,%f,%f,100\n", i, 51 + rand(), -rand() >"places.csv"
	print "P99,school,north,0,100\nP98,pub,51,0,100\nP97,school,51.5,0,100\nP97,school,51.5,0,100" >"places.csv"
}'

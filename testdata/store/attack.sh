#!/bin/sh
# A store edited by hand: attack.sh ORDERCHECK
# Every column of every table is changed, rows are taken away, put in and swapped, in copies of a store in which each
# table has rows; `audit verify` tells each of them, also after the program has written on. Status 77: skipped.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
command -v sqlite3 >/dev/null || { echo "attack: skipped: there is no sqlite3 (apt-get install sqlite3)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
unset TZ LC_ALL LANG
tried=0

fail() { echo "attack: $*"; exit 1; }
check() { "$program" check --orders docs.yaml --store s.db --reader desk --as-of 2026-06-0"$1" -q --new --allow-rejects 9 $2 >out 2>told; [ $? -le 1 ] || fail "a run: $(cat told)"; }

cat >docs.yaml <<'YAML'
subject: S-1
name: {family: Example, given: [Alex]}
born: 1980-01-02
---
subject: S-2
name: {family: Sample, given: [Kim]}
born: 1981-01-02
---
order: TST-1
type: shpo-sc
made: 2026-01-01
until: 2031-01-01
subject: S-1
conditions: [{id: "1", text: Not to travel abroad., rule: travel/foreign-travel}]
---
order: TST-2
type: shpo-sc
made: 2026-01-01
until: 2031-01-01
subject: S-2
conditions: [{id: "1", text: Not to travel abroad., rule: travel/foreign-travel}]
---
feed: carrier
event: travel
subject: [reference: who]
key: booking
fields: {time: leaves, to: country, recorded: noted}
YAML
cat >1.csv <<'CSV'
who,leaves,country,booking,noted
S-1,2026-05-01T10:00Z,FR,B1,2026-05-01T11:00Z
S-2,2026-05-02T10:00Z,FR,B2,2026-05-02T11:00Z
S-2,soon,FR,B3,2026-05-02T12:00Z
nobody,2026-05-02T10:00Z,FR,B4,2026-05-02T13:00Z
nobody,soon
CSV
cat >2.csv <<'CSV'
who,leaves,country,booking,noted
S-1,2026-05-03T10:00Z,FR,B4,2026-05-03T11:00Z
S-1,2026-05-03T10:00Z,ES,B6,2026-05-03T12:00Z
nobody,2026-05-02T10:00Z,FR,B2,2026-05-01T13:00Z
S-2,late,FR,B7,2026-05-03T13:00Z
nobody,late
CSV
check 1 carrier=1.csv
for one in $(sqlite3 s.db 'SELECT id FROM finding WHERE state = 1 LIMIT 2'); do
	"$program" store decide "$one" --as no-action --by 'PC 1' --reason seen --store s.db >/dev/null || fail "no decision"
done
sed -i 's/Not to travel abroad/Not to leave/' docs.yaml
check 2 carrier=2.csv
verify() { "$program" audit verify --store "$1" >told 2>&1; }
verify s.db || fail "the store as it is: $(cat told)"
"$program" store check --store s.db >told 2>&1 || fail "the store as it is: $(cat told)"
sqlite3 s.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null

# attack WORDS SQL [TOLD]: in a copy, told now and, of one in six, after two more runs.
attack() {
	tried=$((tried + 1))
	cp s.db a.db
	sqlite3 a.db "PRAGMA trusted_schema = 0; $2" >told 2>&1 || fail "$1: $(cat told)"
	[ "$(sqlite3 a.db 'SELECT total(n) FROM seal' 2>&1)" = "" ] && fail "$1: no copy"
	"$program" audit verify --store a.db >told 2>&1
	[ $? = 1 ] || grep -q 'is not as it was made' told || fail "audit verify did not tell: $1: $(cat told)"
	[ -z "${3:-}" ] || grep -q "$3" told || fail "$1 is told as: $(cat told)"
	[ $((tried % 6)) = 0 ] || return 0
	"$program" store status --store a.db >/dev/null 2>&1
	"$program" store status --store a.db >/dev/null 2>&1
	verify a.db && fail "audit verify no longer tells: $1"
}

# Indexes that were emptied by hand hide rows that stay where they are (the shell calls that an imposter table).
for index in sqlite_autoindex_part_1 part_file finding_subject life_finding document_file told_finding reject_file stranger_file; do
	tried=$((tried + 1))
	cp s.db a.db
	sqlite3 a.db ".imposter $index imposter" "DELETE FROM imposter" >told 2>&1
	[ "$(sqlite3 s.db "SELECT count(*) FROM sqlite_schema WHERE name = '$index'")" = 1 ] || fail "there is no index $index"
	"$program" audit verify --store a.db >told 2>&1
	[ $? = 1 ] && grep -q "$index" told || fail "audit verify did not tell the index $index: $(cat told)"
done

tables=$(sqlite3 s.db "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('audit', 'seal') ORDER BY name")
for table in $tables; do
	[ "$(sqlite3 s.db "SELECT count(*) FROM \"$table\"")" -gt 0 ] || fail "the table $table has no rows"
	for column in $(sqlite3 s.db "SELECT name FROM pragma_table_info('$table')"); do
		attack "$table.$column" "UPDATE \"$table\" SET $column = CASE typeof($column) WHEN 'integer' THEN $column + 1000 WHEN 'text'
			THEN $column || 'x' WHEN 'blob' THEN CAST($column || X'00' AS BLOB) ELSE (SELECT CASE type WHEN 'INTEGER' THEN 7
			WHEN 'TEXT' THEN 'x' ELSE X'00' END FROM pragma_table_info('$table') WHERE name = '$column') END
			WHERE $column IS (SELECT max($column) FROM \"$table\")" "the table $table "
	done
	attack "$table without its rows" "DELETE FROM \"$table\"" "the table $table "
	first=$(sqlite3 s.db "SELECT name FROM pragma_table_info('$table') WHERE pk = 1")
	attack "$table without a row" "DELETE FROM \"$table\" WHERE $first = (SELECT min($first) FROM \"$table\")" "the table $table "
	attack "$table gone" "DROP TABLE \"$table\""
	others=$(sqlite3 s.db "SELECT group_concat(name, ', ') FROM pragma_table_info('$table') WHERE name <> '$first'")
	attack "$table with a row more" "INSERT OR IGNORE INTO \"$table\" ($first, $others) SELECT CASE typeof($first) WHEN 'integer' THEN $first + 5000
		ELSE $first || 'x' END, $others FROM \"$table\" WHERE '$table' NOT IN ('file', 'feed', 'subject', 'listed') LIMIT 1;
		DELETE FROM \"$table\" WHERE '$table' IN ('file', 'feed', 'subject', 'listed')" "the table $table "
done
attack "two rows that changed places" "UPDATE part SET rows = (SELECT p.rows FROM part p WHERE p.subject <> part.subject LIMIT 1)" "the table part "
attack "a sum" "UPDATE seal SET n = n + 1 WHERE name = 'run'" 'after the last entry'
attack "all sums" "DELETE FROM seal"
attack "a row and its sum" "DELETE FROM told; UPDATE seal SET n = 0, sum = zeroblob(64) WHERE name = 'told'" 'after the last entry'
attack "sums gone" "DROP TABLE seal"
attack "a trigger" "CREATE TRIGGER forget AFTER INSERT ON told BEGIN DELETE FROM told; END" 'changed by hand'
open="DROP TRIGGER audit_end; DROP TRIGGER audit_update; DROP TRIGGER audit_delete"
shut="CREATE TRIGGER audit_end BEFORE INSERT ON audit WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)"
attack "an entry gone" "$open; DELETE FROM audit WHERE number = 2" 'is missing'
attack "an entry changed" "$open; UPDATE audit SET text = replace(text, 'PC 1', 'PC 2')" 'was changed'
attack "entries moved" "$open; UPDATE audit SET number = number + 900; UPDATE audit SET number = CASE number WHEN 902 THEN 3 WHEN 903 THEN 2 ELSE number - 900 END" 'was moved'
attack "an entry put in" "$open; INSERT INTO audit SELECT max(number) + 1, 'x', 'y' FROM audit"
attack "guards" "$open; $shut BEGIN SELECT 1; END" 'no longer guarded'

# What no chain is needed for: the next use refuses the store itself, with a message and nothing on standard output, and
# either audit verify or store check tells it, or refuses it too.
refused() {
	tried=$((tried + 1))
	"$program" audit verify --store a.db >told 2>&1 && "$program" store check --store a.db >told 2>&1 && fail "nobody tells: $1"
	"$program" check --orders docs.yaml --store a.db --as-of 2026-06-05 -q --no-feeds >out 2>told
	[ $? = 2 ] && [ ! -s out ] && grep -q 'ordercheck: the store a.db' told || fail "check takes it: $1: $(cat told)"
	[ -z "${2:-}" ] || grep -q "$2" told || fail "$1 is told as: $(cat told)"
}
hostile() {
	rm -f a.db a.db-wal a.db-shm
	cp s.db a.db
	sqlite3 a.db "$2" >/dev/null 2>&1
	refused "$1" "${3:-}"
}
schema() { hostile "$1" "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET $2; PRAGMA writable_schema = 0" "${3:-}"; }
for version in -1 0 3; do hostile "version $version" "PRAGMA user_version = $version" 'already exists'; done
hostile "a later version" "PRAGMA user_version = 9" 'newer ordercheck'
hostile "another program's" "PRAGMA application_id = 5" 'something else'
schema "a column of another type" "sql = replace(sql, 'level INTEGER NOT NULL', 'level TEXT') WHERE name = 'finding'" 'table finding is not as it was made'
schema "tables that take any type" "sql = replace(sql, 'STRICT', '')" 'not as it was made'
schema "a table that cannot be read" "sql = 'CREATE TABLE finding (' WHERE name = 'finding'" 'damaged'
schema "a table at the page of the schema" "rootpage = 1 WHERE name = 'finding'" 'damaged'
schema "a table at the page of another" "rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'told') WHERE name = 'finding'"
schema "a trigger without a text" "sql = NULL WHERE name = 'audit_update'" 'damaged'
hostile "a view for a table" "DROP TABLE told; CREATE VIEW told AS SELECT 1 AS reader, 2 AS finding, 4 AS level, 1 AS run, 1 AS first" 'not as it was made'
hostile "a view more" "CREATE VIEW seen AS SELECT * FROM told" 'none of a store'
hostile "an index more" "CREATE INDEX seen ON told (level)" 'none of a store'
hostile "a column more" "ALTER TABLE told ADD COLUMN seen TEXT" 'not as it was made'
hostile "a trigger on the log" "CREATE TRIGGER forget AFTER INSERT ON audit BEGIN SELECT 1; END" 'none of a store'
hostile "a sum less" "DELETE FROM seal WHERE name = 'part'" 'changed by hand'
hostile "a negative sum" "UPDATE seal SET n = -5 WHERE name = 'part'" 'changed by hand'
hostile "a sum more" "INSERT INTO seal VALUES ('more', 1, zeroblob(64))" 'cannot be read'
hostile "a sum of nothing" "UPDATE seal SET sum = x''" 'cannot be read'
hostile "an outcome" "UPDATE decision SET outcome = 'breach-confirmed'" 'changed by hand'
hostile "the last entry" "$open; UPDATE audit SET text = replace(text, 'check', 'stats') WHERE number = (SELECT max(number) FROM audit)"

# Values that no run writes: whatever reads them tells the store or ends in order, and never by a signal.
uses() {
	tried=$((tried + 1))
	"$program" audit verify --store a.db >told 2>&1 && fail "audit verify did not tell: $1"
	cp a.db b.db
	for use in "check --orders docs.yaml --as-of 2026-06-05 -q --no-feeds" "store status" "store history $one" "store rejects" "stats" "report --run 1"; do
		rm -f a.db-wal a.db-shm && cp b.db a.db
		"$program" $use --store a.db >out 2>told
		status=$?
		[ $status -le 5 ] || fail "$1: $use ended with status $status: $(cat told)"
		[ $status != 2 ] || [ -s told ] || fail "$1: $use says nothing"
	done
}
for value in "file SET rows = -1" "file SET times = x'ffffffffffffffffffff'" "file SET header = x''" "part SET rows = zeroblob(9999)" "part SET file = 77" \
	"finding SET level = 99" "finding SET level = -9223372036854775808" "finding SET first = 9223372036854775807, last = -1" "told SET level = 7" \
	"subject SET judged = x'ff'" "run SET as_of = 9223372036854775807" "printed SET json = x'28b52ffd00'" "reject SET line = -1" "stray SET file = 99" \
	"document SET text = zeroblob(99999)" "life SET level = 1000000" "fact SET value = x''"; do
	rm -f a.db a.db-wal a.db-shm
	cp s.db a.db
	sqlite3 a.db "PRAGMA foreign_keys = 0; UPDATE OR IGNORE $value" || fail "$value"
	uses "$value"
done

# A log of writes (FILE-wal) that a run left: its own is taken; another store's, an older copy's and one that was edited are
# refused by every use, with neither file changed; what is no log is nothing.
clean() { rm -f a.db a.db-wal a.db-shm; }
held() { # STORE: a run on it while somebody else has it open, so that its log stays; it is own.wal, the store before it base.db
	sqlite3 "$1" 'SELECT count(*) FROM run' ".system $program check --orders docs.yaml --store $1 -q --as-of 2026-06-09 --no-feeds >/dev/null 2>told; true" \
		".system cp $1 base.db; cp $1-wal own.wal" 'SELECT 1' >/dev/null
	[ -s own.wal ] || fail "no log of writes was left"
}
beside() { # WORDS STORE LOG: refused, and left as they are
	for use in "check --orders docs.yaml --as-of 2026-06-10 -q --no-feeds" "store status" "store check" "audit verify" "stats --no-audit"; do
		tried=$((tried + 1))
		clean && cp "$2" a.db && cp "$3" a.db-wal
		"$program" $use --store a.db >out 2>told
		[ $? = 2 ] && [ ! -s out ] && grep -q 'does not go with the log of writes beside it\|changed by hand' told || fail "$1: $use: $(cat told)"
		cmp -s "$2" a.db && cmp -s "$3" a.db-wal || fail "$1: $use changed something"
	done
	rm a.db-wal a.db-shm
	"$program" store check --store a.db >told 2>&1 || fail "$1, taken away: $(cat told)"
}
rm -f b.db b.db-wal b.db-shm
cp s.db l.db
"$program" check --orders docs.yaml --store b.db -q --as-of 2026-06-09 carrier=2.csv >/dev/null 2>&1
held l.db
clean && cp base.db a.db && cp own.wal a.db-wal
verify a.db || fail "a log of its own: $(cat told)"
[ "$(sqlite3 a.db 'SELECT max(id) FROM run')" = 3 ] || fail "a log of its own was lost"
beside "a log of another store" b.db own.wal
# A run between the copy and the log that wrote where the log does not.
printf 'who,leaves,country,booking,noted\nS-1,2026-05-09T10:00Z,FR,B9,2026-05-09T11:00Z\n' >3.csv
"$program" check --orders docs.yaml --store l.db -q --as-of 2026-06-09 carrier=3.csv >/dev/null 2>&1
held l.db
beside "a log of a later copy" s.db own.wal
clean && cp s.db a.db && cp s.db c.db
sqlite3 c.db ".filectrl persist_wal 1" "PRAGMA journal_mode = WAL" "UPDATE run SET account = 'somebody'" >/dev/null
beside "a log that was edited" s.db c.db-wal
clean && cp s.db a.db
head -c 50000 /dev/urandom >a.db-wal
verify a.db || fail "a log of writes that is nothing: $(cat told)"

# What a chain alone cannot show, a head does.
"$program" store status --store s.db --audit-head head >/dev/null 2>&1
cp s.db a.db
sqlite3 a.db "$open; DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)"
"$program" audit verify --store a.db --audit-head head >told 2>&1
[ $? = 1 ] && grep -q 'its end was cut off' told || fail "a log that was cut: $(cat told)"
rm -f a.db a.db-wal a.db-shm
cp s.db old.db
"$program" store status --store s.db --audit-head head >/dev/null 2>&1
"$program" check --orders docs.yaml --store old.db --as-of 2026-06-05 -q --no-feeds --audit-head head >out 2>told
[ $? = 2 ] && [ ! -s out ] && grep -q 'it was cut or written anew' told || fail "an older copy in its place: $(cat told)"
echo "attack: $tried edits by hand, all told"

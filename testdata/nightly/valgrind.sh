#!/bin/sh
# valgrind's memcheck over every command on the example
set -u
command -v valgrind >/dev/null || { echo "there is no valgrind"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cp -R "$SOURCE/testdata/example" "$work/example" && chmod -R u+w "$work/example"
cd "$work/example" || exit 2
as_of='--as-of 2026-06-01'
"$ORDERCHECK" check $as_of -f json -o run.json 2>"$work/err"
id=$(sed -n 's/.*"id": *"\([0-9a-f]\{16\}\)".*/\1/p; t end; b; :end; q' run.json)
[ -n "$id" ] || id=$(grep -o '"id":"[0-9a-f]*"' run.json | head -1 | cut -d'"' -f4)
cat >"$work/uses" <<END
check $as_of
check $as_of -f json
check $as_of -f html -o page.html
check $as_of -f sarif --redact
check $as_of -f ics -j 1
check $as_of --store s.db --new --rejects rejects.csv
check $as_of --baseline run.json
due $as_of -f ics
coverage $as_of
stats $as_of --by-tag area
explain $id $as_of
explain travel/foreign-travel
explain travel
explain feeds/bookings-2026-05-30.csv:7 $as_of
explain $id --from run.json
report run.json -f markdown
lint
lint -f sarif
test --catalogue
match feeds/bookings-2026-05-30.csv
rules
new feed feeds/bookings-2026-05-30.csv
new order --rule tag/curfew
schema document
store status --store s.db
store check --store s.db
store decide $id --as no-action --by me --reason r --store s.db
store history $id --store s.db
store export N-1001 $as_of --store s.db --recipient r --reason r -o exported
store backup copy.db --store s.db
audit show --store s.db
audit verify --store s.db
report --run 1 --store s.db
help check
completion bash
--version
check --orders /nowhere
check $as_of travel=/nowhere
lint /dev/null
END
n=0
while IFS= read -r use; do
	n=$((n + 1))
	valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --suppressions="$SOURCE/testdata/faults/valgrind.supp" \
		"$ORDERCHECK" $use >"$work/out" 2>"$work/err" </dev/null
	status=$?
	case $status in
	0 | 1 | 2 | 4 | 5) ;;
	*) echo "$use: status $status"; grep -a '^==' "$work/err" | head -30; exit 1 ;;
	esac
done <"$work/uses"
echo "$n uses, nothing found"

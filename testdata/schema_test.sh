#!/bin/sh
# Documents and outputs hold to the JSON Schemas: schema_test.sh PROGRAM [INSTALLED]
# INSTALLED: the schemas as the package brings them, which are the same bytes.
# By a public validator (python3-jsonschema, python3-yaml): the shipped rules, the example, README's
# files and the documents of every third golden case that loads are valid, and what check prints is; a
# list of wrong ones is not. Without the validator the test is skipped.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
here=$(cd "$(dirname "$0")" && pwd)
python3 -W ignore -c 'import jsonschema, yaml' 2>/dev/null ||
	{ echo "skipped: python3-jsonschema and python3-yaml are not there"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/schemas" "$work/runs" "$work/bin" && ln -s "$program" "$work/bin/ordercheck"
PATH=$work/bin:$PATH
export PATH
unset TZ LC_ALL LANG NO_COLOR CLICOLOR_FORCE

ordercheck schema | sed 1d | cut -d ' ' -f 1 >"$work/kinds"
while read -r kind; do
	ordercheck schema "$kind" >"$work/schemas/$kind.json" || { echo "no schema $kind"; exit 1; }
done <"$work/kinds"
if [ -n "${2:-}" ]; then
	diff -r "$2" "$work/schemas" || { echo "the installed schemas are others"; exit 1; }
fi

# Documents of a case that ends with 2, or that tells of errors, may be wrong.
n=0
{
	find "$here/../rules" "$here/example" "$here/readme" -name '*.yaml' ! -path '*/ci/*'
	for status in "$here"/cases/*/status; do
		case $(cat "$status") in 2) continue ;; esac
		n=$((n + 1))
		[ $((n % 3)) -eq 0 ] || continue
		grep -qE 'keep-going|lint|bad|! ordercheck' "$(dirname "$status")/cmd" && continue
		find "$(dirname "$status")" -name '*.yaml'
	done
} | sort >"$work/files"

runs=0
run() { # $1: the line of check, without its format
	runs=$((runs + 1))
	sh -c "$1 --format json" </dev/null >"$work/runs/$runs.json" 2>/dev/null
	sh -c "$1 --format jsonl" </dev/null >"$work/runs/$runs.jsonl" 2>/dev/null
}
cd "$here/example" || exit 2
run "ordercheck check --as-of 2026-06-01 --level clear"
run "ordercheck check --as-of 2026-06-01 --level clear --redact"
for cmd in "$here"/cases/*/cmd; do
	[ $((runs % 9)) -eq 0 ] || { runs=$((runs + 1)); continue; }
	line=$(grep -m 1 '^ordercheck check ' "$cmd" | sed 's/[<>|;&].*//; s/ 2$//; s/ --format [a-z]*//; s/ -f *[a-z]*//; s/ -o [^ ]*//') || continue
	[ -n "$line" ] || continue
	rm -rf "$work/case" && cp -R "$(dirname "$cmd")" "$work/case" && cd "$work/case" || exit 2
	run "$line"
done
find "$work/runs" -empty -delete
python3 -W ignore "$here/schema_test.py" "$work/schemas" "$work/files" "$work/runs"

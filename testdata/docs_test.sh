#!/bin/sh
# What the documentation shows loads, and rules/README.md names every event type and field: docs_test.sh PROGRAM
# A yaml block begins with the key of a document; one that begins with `conditions:` or a condition is the end of an
# order, with `when:` that of a rule.
# The blocks of one file are loaded together; its tests must pass.
set -u
program=$1
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
	echo "$1"
	failed=1
}

extract() { # $1: the page, $2: a folder; NUMBER.yaml for the block that begins behind line NUMBER
	awk -v folder="$2" '
		/^```yaml$/ { file = sprintf("%s/%04d.yaml", folder, NR); next }
		/^```/ { if (file != "") close(file); file = ""; next }
		file != "" { print >file }' "$1"
}

frame() { # $1: a block, $2: its number; gives a part of a document the head that it needs
	order="order: DOC-$2\ntype: other\nmade: 2026-01-01\nsubject: {subject: DOC-$2}\n"
	case $(sed -n '1s/:.*//p' "$1") in
	order | rule | test | feed | place | state | scheme | subject | event) return 0 ;;
	conditions) head=$order ;;
	*'- id') head="${order}conditions:\n" ;;
	when) head="rule: docs/block-$2\n" ;;
	*) return 1 ;;
	esac
	{ printf "$head"; cat "$1"; } >"$1.whole" && mv "$1.whole" "$1"
}

settings() { # $1: a block of settings, as those of a project whose folders are there
	mkdir -p "$work/project/orders" "$work/project/people" "$work/project/feeds" "$work/project/exports"
	printf 'order: P-1\ntype: other\nmade: 2026-01-01\nsubject: {subject: P-1}\nconditions: []\n' >"$work/order.yaml"
	mv "$1" "$work/project/ordercheck.yaml"
	"$program" check -C "$work/project" --orders "$work/order.yaml" --no-feeds --as-of 2026-06-01 >"$work/said" 2>&1
}

load() { # $1: a folder of documents
	if grep -q '^test:' "$1"/*.yaml; then
		"$program" test "$1" >"$work/said" 2>&1
	else
		"$program" check --orders "$1" --no-feeds --as-of 2026-06-01 >"$work/said" 2>&1
	fi
}

for page in README.md rules/README.md rules/LANGUAGE.md rules/schemes/README.md; do
	folder=$work/$(echo "$page" | tr '/' '-')
	mkdir "$folder"
	case $page in # the second goes on where the first ends
	README.md) cat "$root/README.md" "$root/cmd/DAILY.md" >"$work/page.md" ;;
	*) cat "$root/$page" >"$work/page.md" ;;
	esac
	extract "$work/page.md" "$folder"
	nblocks=0
	for block in "$folder"/*.yaml; do
		[ -e "$block" ] || break
		nblocks=$((nblocks + 1))
		number=$(basename "$block" .yaml)
		if [ "$(sed -n '1s/:.*//p' "$block")" = settings ]; then
			settings "$block" || { fail "$page:$number: these settings do not load"; cat "$work/said"; }
		elif ! frame "$block" "$number"; then
			fail "$page:$number: a yaml block begins with no key of a document"
		fi
	done
	[ "$nblocks" -gt 2 ] || fail "$page: only $nblocks yaml blocks were found"
	load "$folder" || { fail "$page: its examples do not load, or a test of them fails"; cat "$work/said"; }
done

# A paragraph for each type: its title, and each field with type, and what it holds.
describe() {
	awk '
		function after(key, text) { return match(text, key) ? substr(text, RSTART + RLENGTH) : "" }
		function flush() { if (line != "") print line "."; line = "" }
		/^event:/ { flush(); name = $2; join = ". " }
		/^title:/ { line = "**`" name "`** " after("^title: *", $0) }
		/^  [a-z]/ {
			field = $1; sub(/:$/, "", field)
			type = after("type: *", $0); sub(/[,}].*/, "", type)
			what = after("one-of: *\\[", $0); sub(/\].*/, "", what)
			if (what != "") {
				what = "one of " what
			} else {
				what = after("title: *", $0)
				if (substr(what, 1, 1) == "\047") { what = substr(what, 2); sub(/\047.*/, "", what) }
				else sub(/[,}].*/, "", what)
			}
			line = line join "`" field "` " type ($0 ~ /required: true/ ? ", required" : "") (what == "" ? "" : ": " what)
			join = "; "
		}
		END { flush() }' "$root/rules/events.yaml"
}
squeeze() { tr '\n' ' ' | tr -s ' '; }
shown=$(squeeze <"$root/rules/README.md")
describe >"$work/types"
[ "$(wc -l <"$work/types")" -gt 20 ] || fail "events.yaml was not understood"
while IFS= read -r type; do
	case $shown in
	*"$type"*) ;;
	*) fail "rules/README.md should have: $type" ;;
	esac
done <"$work/types"
exit $failed

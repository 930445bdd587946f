#!/bin/sh
# Holds pages of the HTML report to what they promise: test.sh PROGRAM. Exits with 77 where it cannot.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null || { echo "skipped: python3 is missing"; exit 77; }
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

fail() { echo "$*"; failed=1; }
check() { "$program" check --color never -f html "$@" 2>/dev/null; }

cd "$here/../example" || exit 2
check --as-of 2026-06-01 -o "$work/example.html"
check --as-of 2026-06-01 --level clear --jobs 1 -o "$work/clear.html"
check --as-of 2026-06-01 --level clear --jobs 4 -o "$work/clear-4.html"
check --as-of 2020-01-01 --since 2019-12-31 -o "$work/nothing.html"
cmp "$work/clear.html" "$work/clear-4.html" || fail "the number of threads shows"
[ "$(stat -c %a "$work/example.html")" = 600 ] || fail "others may read the page"
grep -q 'N-1001 Alex Jo Example' "$work/example.html" || fail "names are missing"

mkdir "$work/hostile" && python3 "$here/hostile.py" "$work/hostile" && cd "$work/hostile" || exit 2
check --no-catalogue --orders docs.yaml e=e.csv --as-of 2026-06-01 -o "$work/hostile.html"
python3 "$here/hostile.py" --find "$work/hostile.html" || failed=1
python3 "$here/page.py" "$work"/*.html || failed=1

# The checker itself sees what is wrong.
sed 's/default-src/img-src/' "$work/example.html" >"$work/hostile/policy.html"
sed 's/<h1>/<h1 onclick="x">/' "$work/example.html" >"$work/hostile/handler.html"
sed 's/<h1>/<h1 id="filter">/' "$work/example.html" >"$work/hostile/id.html"
sed 's/<h1>/<p>/' "$work/example.html" >"$work/hostile/nesting.html"
sed 's/--soft: #4a525c/--soft: #9a9a9a/' "$work/example.html" >"$work/hostile/faint.html"
for page in policy handler id nesting faint; do
	python3 "$here/page.py" "$work/hostile/$page.html" >/dev/null && fail "$page.html passed"
done
exit $failed

#!/bin/sh
# The HTML report in a browser and before the validators: nightly.sh PROGRAM
# Needs Chromium, node, npm (it fetches the tools of package.json), Java and python3. Exits with 77 where one is missing.
# PAGE_TOOLS names a folder with node_modules, which spares the fetching.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
here=$(cd "$(dirname "$0")" && pwd)
export PYTHONDONTWRITEBYTECODE=1
for tool in chromium node npm java python3; do
	command -v "$tool" >/dev/null || { echo "skipped: $tool is missing"; exit 77; }
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/pages" "$work/hostile" "$work/many"
failed=0

tools=${PAGE_TOOLS:-$work/tools}
if [ -z "${PAGE_TOOLS:-}" ]; then
	mkdir "$tools" && cp "$here/package.json" "$tools" &&
		(cd "$tools" && npm install --ignore-scripts --no-audit --no-fund --silent) ||
		{ echo "skipped: npm could not fetch the tools"; exit 77; }
fi

check() { "$program" check --color never -f html "$@" 2>/dev/null; [ $? -ne 2 ] || exit 2; }
(cd "$here/../example" && check --as-of 2026-06-01 -o "$work/pages/example.html")
(cd "$here/../example" && check --as-of 2026-06-01 --level clear -o "$work/pages/clear.html")
python3 "$here/hostile.py" "$work/hostile"
(cd "$work/hostile" && check --no-catalogue --orders docs.yaml e=e.csv --as-of 2026-06-01 -o "$work/pages/hostile.html")
python3 "$here/many.py" "$work/many" 500 20
(cd "$work/many" && check --no-catalogue --orders docs.yaml e=e.csv --as-of 2026-06-01 -o "$work/pages/many.html")

told() { # $1: what, then the command, which must succeed and say nothing
	what=$1
	shift
	said=$("$@" 2>&1)
	status=$?
	if [ $status -eq 0 ] && [ -z "$said" ]; then
		echo "passed: $what"
		return
	fi
	echo "FAILED: $what"
	printf '%s\n' "$said" | head -20
	failed=1
}

# The checker takes no hash of the policy for an answer: the browser holds the hashes.
vnu() {
	java -Xss8m -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" \
		--filterpattern '.*Inline (style|script) violates Content Security Policy.*' "$@"
}
told "vnu" vnu "$work"/pages/*.html
told "html-validate" sh -c 'cd "$1" && shift && node node_modules/html-validate/bin/html-validate.mjs "$@" 2>&1' - "$tools" "$work"/pages/[!m]*.html
(cd "$tools" && NODE_PATH=$tools/node_modules node "$here/browser.cjs" "$(command -v chromium)" "$work/pages") || failed=1
exit $failed

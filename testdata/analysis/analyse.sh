#!/bin/sh
# Static analysis, one job: analyse.sh SOURCE BUILD tidy|cppcheck|gcc [FILE...]
#
# BUILD is a built tree with compile_commands.json; FILEs are paths below SOURCE (none: all of lib/ and cmd/ that is
# compiled). Prints what is found; the status is 1 where anything is. What is passed over stands in .clang-tidy and in the
# file `suppressions`, each with its reason, or beside the line in the source.
set -u
source=$(cd "$1" && pwd) || exit 2
build=$(cd "$2" && pwd) || exit 2
tool=$3
shift 3
here=$source/testdata/analysis
case $tool in
tidy) command=clang-tidy ;;
gcc) command=gcc ;;
*) command=cppcheck ;;
esac
command -v $command >/dev/null || { echo "there is no $command"; exit 77; }
command -v python3 >/dev/null || { echo "there is no python3"; exit 77; }
[ -f "$build/compile_commands.json" ] || { echo "$build has no compile_commands.json"; exit 2; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# Each source once: file, tab, its options without the output and what only one compiler knows.
python3 - "$source" "$build" "$@" >"$work/files" <<'EOF'
import json, os, shlex, sys
source, build, wanted = sys.argv[1], sys.argv[2], {os.path.join(sys.argv[1], f) for f in sys.argv[3:]}
seen = {}
for e in json.load(open(os.path.join(build, "compile_commands.json"))):
    f = os.path.normpath(os.path.join(e["directory"], e["file"]))
    if f.startswith((source + "/lib/", source + "/cmd/")) and (not wanted or f in wanted):
        words = shlex.split(e["command"])
        seen[f] = [w for i, w in enumerate(words) if w.startswith(("-I", "-D", "-isystem", "-std")) or (i and words[i - 1] == "-isystem")]
for f in sorted(seen):
    print(f + "\t" + " ".join(shlex.quote(w) for w in seen[f]))
EOF
[ -s "$work/files" ] || { echo "nothing to look at"; exit 2; }

tab=$(printf '\t')
each() { # $1: a function of a file and its options
	while IFS=$tab read -r file options; do
		"$1" "$file" $options
	done <"$work/files"
}
tidy() {
	file=$1
	shift
	clang-tidy --quiet --header-filter="$source/(lib|cmd)/.*" "$file" -- "$@" 2>/dev/null
}
gcc_analyser() {
	file=$1
	shift
	gcc -fanalyzer $(sed -n 's/^gcc //p' "$here/suppressions") -O1 -S -o /dev/null "$@" "$file" 2>&1
}
cppcheck_file() {
	file=$1
	shift
	cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --suppressions-list="$work/list" \
		--template='{file}:{line}: {severity}: {message} [{id}]' $(printf '%s\n' "$@" | grep -e '^-[ID]' | grep -v '^-I/usr') "$file" 2>&1
}
sed -n 's/^cppcheck //p' "$here/suppressions" >"$work/list"
case $tool in
tidy) each tidy >"$work/found" ;;
gcc) each gcc_analyser >"$work/found" ;;
cppcheck) each cppcheck_file >"$work/found" ;;
*) echo "tidy, cppcheck or gcc?"; exit 2 ;;
esac
cat "$work/found"
count=$(grep -cE '(warning|error|performance|portability|style): ' "$work/found")
echo "$tool: $(wc -l <"$work/files") files, $count findings"
[ "$count" = 0 ]

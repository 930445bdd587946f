#!/bin/sh
# Each command leaves memory as it should: memory.sh PROGRAM [WRAPPER]
#
# Runs the table `commands` over a copy of the shipped example, each program under WRAPPER: valgrind, or nothing where the
# program was built with the address sanitizer, which looks for leaks itself. A line fails where its status is not the one
# that stands before it: an error or a leak has a status of its own, 99. Every command of the program must be in the table.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
wrapper=${2:-}
here=$(cd "$(dirname "$0")" && pwd) || exit 2
command -v jq >/dev/null || { echo "there is no jq"; exit 77; }
[ -z "$wrapper" ] || command -v "${wrapper%% *}" >/dev/null || { echo "there is no ${wrapper%% *}"; exit 77; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && cp -R "$here/../example" "$work/example" || exit 2
[ "$wrapper" = valgrind ] &&
	wrapper="valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite --suppressions=$here/valgrind.supp"
printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$wrapper" "$program" >"$work/bin/ordercheck"
chmod 755 "$work/bin/ordercheck"
PATH=$work/bin:$PATH
ASAN_OPTIONS="detect_leaks=1:exitcode=99:abort_on_error=0 ${ASAN_OPTIONS-}"
UBSAN_OPTIONS="print_stacktrace=1:exitcode=99 ${UBSAN_OPTIONS-}"
export PATH ASAN_OPTIONS UBSAN_OPTIONS
cd "$work/example" || exit 2

bad=0 ran=0
"$program" help | sed -n 's/^  \([a-z]*\)  .*/\1/p' | sort -u >"$work/named"
[ -s "$work/named" ] || { echo "help names no commands"; exit 2; }
while read -r command; do
	grep -q "ordercheck $command" "$here/commands" || { echo "no line for the command $command"; bad=$((bad + 1)); }
done <"$work/named"

tab=$(printf '\t')
while IFS=$tab read -r expected line; do
	case $expected in '#'* | '') continue ;; esac
	sh -c "$line" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	ran=$((ran + 1))
	[ "$status" = "$expected" ] && ! grep -q '^==[0-9]*==' "$work/err" && continue
	echo "status $status, expected $expected: $line"
	tail -20 "$work/err"
	bad=$((bad + 1))
done <"$here/commands"
echo "$ran command lines, $(wc -l <"$work/named") commands; $bad with an error, a leak or another status"
[ $bad -eq 0 ]

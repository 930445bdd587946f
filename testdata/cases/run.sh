#!/bin/sh
# Runs the golden cases: run.sh PROGRAM [CASE...]
#
# A case is a folder with `cmd`, its input files and what is expected:
#   status       the exit status
#   findings     level, subject, order or scheme, condition, time, read from
#                JSON lines on stdout, one finding a line, tab separated
#   stdout       standard output, byte for byte
#   stdout-has, stderr-has   texts that must occur, one a line
# With UPDATE=1 the files status, findings and stdout that a case has are
# written anew from what the program did: read the diff before keeping it.
# KEEP=1 leaves the working copies in place.

if [ $# -lt 1 ]; then
    echo "usage: run.sh PROGRAM [CASE...]" >&2
    exit 2
fi
cases=$(cd "$(dirname "$0")" && pwd) || exit 2
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") || exit 2
shift
if [ ! -x "$program" ]; then
    echo "run.sh: $program is no program" >&2
    exit 2
fi
command -v jq >/dev/null || { echo "run.sh: jq is missing" >&2; exit 2; }

work=$(mktemp -d) || exit 2
if [ -n "${KEEP:-}" ]; then
    echo "working copies: $work" >&2
else
    trap 'rm -rf "$work"' EXIT
    trap 'exit 130' INT TERM
fi
mkdir "$work/bin" "$work/got"
ln -s "$program" "$work/bin/ordercheck"
PATH=$work/bin:$PATH
export PATH
unset TZ LC_ALL LANG NO_COLOR CLICOLOR_FORCE

limit=
command -v timeout >/dev/null && limit="timeout ${LIMIT:-20}"

run_case() {
    cp -R "$cases/$1" "$work/$1"
    (cd "$work/$1" && rm -f status findings stdout stdout-has stderr-has)
    status=0
    (cd "$work/$1" && $limit /bin/sh ./cmd) \
        >"$work/got/stdout" 2>"$work/got/stderr" </dev/null || status=$?
    echo "$status" >"$work/got/status"
    jq -r '[.level, .subject, (.order // .scheme), .condition, (.time // "-")]
        | @tsv' <"$work/got/stdout" >"$work/got/findings" 2>&1 ||
        echo "stdout is not JSON lines" >>"$work/got/findings"
}

same_file() {
    [ -f "$cases/$1/$2" ] || return 0
    if [ -n "${UPDATE:-}" ]; then
        cmp -s "$cases/$1/$2" "$work/got/$2" ||
            cp "$work/got/$2" "$cases/$1/$2"
        return 0
    fi
    diff -u --label "$1/$2 expected" --label "$1/$2 got" \
        "$cases/$1/$2" "$work/got/$2"
}

has_texts() {
    [ -f "$cases/$1/$2-has" ] || return 0
    missing=0
    while IFS= read -r text || [ -n "$text" ]; do
        if ! grep -qF -- "$text" "$work/got/$2"; then
            echo "$1: $2 lacks: $text"
            missing=1
        fi
    done <"$cases/$1/$2-has"
    return $missing
}

check_case() {
    run_case "$1"
    bad=0
    for part in status findings stdout; do
        same_file "$1" $part || bad=1
    done
    for part in stdout stderr; do
        has_texts "$1" $part || bad=1
    done
    if [ $bad -ne 0 ] && [ -s "$work/got/stderr" ]; then
        sed -n "1,8s/^/$1 stderr: /p" "$work/got/stderr"
    fi
    return $bad
}

if [ $# -eq 0 ]; then
    set -- "$cases"/*/cmd
fi
passed=0
failed=0
for name in "$@"; do
    name=${name%/cmd}
    name=$(basename "$name")
    if [ ! -f "$cases/$name/cmd" ] || [ ! -f "$cases/$name/status" ]; then
        echo "$name: no such case, or it has no cmd or status"
        failed=$((failed + 1))
    elif check_case "$name"; then
        passed=$((passed + 1))
    else
        echo "FAILED $name"
        failed=$((failed + 1))
    fi
    if [ -z "${KEEP:-}" ]; then
        rm -rf "${work:?}/$name"
    fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]

#!/bin/sh
# What `ordercheck new` writes loads and runs as it is printed: new_test.sh PROGRAM
set -u
program=$1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0

fail() {
	echo "$1"
	failed=1
}

loads() { # $1: a file of documents
	"$program" check --orders "$1" --no-feeds --as-of 2026-06-01 >said 2>&1 && return
	[ $? -eq 1 ]
}

# An order with a condition of every rule, as printed and with every default taken out of its comment.
set --
for rule in $("$program" rules | awk 'NR > 1 { print $1 }'); do
	set -- "$@" --rule "$rule"
done
[ $# -gt 60 ] || fail "only $(($# / 2)) rules were listed"
for type in shpo-sc sro ishpo-scot other; do
	"$program" new order --type $type "$@" >order.yaml || fail "new order fails"
	loads order.yaml || { fail "new order --type $type does not load"; cat said; }
done
sed -E 's/^( *)# (with:)   #.*/\1\2/; s/^( *)# ([a-z-]+: .*)   # the default/\1\2/' order.yaml >defaults.yaml
loads defaults.yaml || { fail "the defaults that new order tells do not load"; cat said; }
cmp -s order.yaml defaults.yaml && fail "no default was told"

# A rule, with tests that pass, and that fail where the rule says something else.
"$program" new rule force/no-trips -o rule.yaml || fail "new rule fails"
"$program" test rule.yaml >said || { fail "the tests of a new rule fail"; cat said; }
grep -q '^3 passed, 0 failed' said || fail "a new rule has other tests than it should"
sed 's/"granted"/"refused"/' rule.yaml >other.yaml
"$program" test other.yaml >said && fail "the tests of a new rule do not see its exception"
"$program" new rule travel/foreign-travel >said 2>&1 && fail "a rule of the catalogue was written anew"

# A project runs, and is not written over.
"$program" new project here/ 2>said || { fail "new project fails"; cat said; }
"$program" check -C here --as-of 2026-06-01 >said 2>told
[ $? -eq 1 ] || { fail "a new project does not find its breach"; cat said told; }
[ -s told ] && { fail "a new project has something to say on stderr"; cat told; }
grep -q '^1 breach, 0 to review, 1 upcoming' said || { fail "a new project finds something else"; cat said; }
echo '# mine' >>here/setup/bookings.yaml
"$program" new project here >said 2>&1 && fail "a project was written over"
grep -q '^# mine' here/setup/bookings.yaml || fail "a project's file was written over"
"$program" new rule a/b -o rule.yaml >said 2>&1 && fail "-o wrote over a file"
case $(stat -c %a here here/feeds here/ordercheck.yaml rule.yaml | tr '\n' ' ') in
'700 700 600 600 ') ;;
*) fail "others may read what was written" ;;
esac
exit $failed

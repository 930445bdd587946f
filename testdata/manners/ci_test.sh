#!/bin/sh
# The commands of the examples for build servers run: ci_test.sh PROGRAM
set -u
PATH=$(cd "$(dirname "$1")" && pwd):$PATH
ci=$(cd "$(dirname "$0")/../example/ci" && pwd)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
ordercheck new project "$work/project" >/dev/null || exit 2
cd "$work/project" || exit 2
ordercheck new rule force/no-trips -o orders/no-trips.yaml || exit 2
FAIL_ON=never
export FAIL_ON
sed -n 's/^ *\(run\|entry\): \(ordercheck .*\)/\2/p' "$ci/action.yml" "$ci/.pre-commit-hooks.yaml" "$ci/pre-commit-config.yaml" >"$work/commands"
[ "$(wc -l <"$work/commands")" = 7 ] || { echo "the examples have other commands:"; cat "$work/commands"; exit 1; }
while IFS= read -r command; do
	sh -c "$command" </dev/null >"$work/told" 2>&1
	status=$?
	case "$status $command" in
	0* | '1 ordercheck lint'*) ;;
	*) echo "$command: status $status"; cat "$work/told"; exit 1 ;;
	esac
done <"$work/commands"
jq -e '.version == "2.1.0"' lint.sarif >/dev/null && grep -q '<testsuite' tests.xml && jq -e '.schema' run.json >/dev/null

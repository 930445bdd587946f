#!/bin/sh
# the examples for build servers, by pre-commit itself and by the published schemas of GitHub's files
set -u
for tool in python3 git; do
	command -v $tool >/dev/null || { echo "there is no $tool"; exit 77; }
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/tools" >"$work/log" 2>&1
PATH=$work/tools/bin:$BUILD/cmd:$PATH
fetched() { # $1: a program, which pip has by that name
	command -v "$1" >/dev/null || pip -q install "$1" >"$work/log" 2>&1
}
ci=$SOURCE/testdata/example/ci
schemas='no check-jsonschema, so GitHub'\''s schemas were not asked'
if fetched check-jsonschema; then
	check-jsonschema --builtin-schema vendor.github-actions "$ci/action.yml" || exit 1
	check-jsonschema --builtin-schema vendor.github-workflows "$ci/workflow.yml" || exit 1
	schemas='the action and the workflow are valid'
fi
fetched pre-commit || { echo "$schemas; there is no pre-commit"; exit 77; }
pre-commit validate-manifest "$ci/.pre-commit-hooks.yaml" || exit 1
pre-commit validate-config "$ci/pre-commit-config.yaml" || exit 1

HOME=$work/home PRE_COMMIT_HOME=$work/home/cache GIT_CONFIG_NOSYSTEM=1
export HOME PRE_COMMIT_HOME GIT_CONFIG_NOSYSTEM
mkdir "$HOME" && git config --global user.email nobody@example.org && git config --global user.name Nobody || exit 2
mkdir -p "$work/project/orders" && cd "$work/project" || exit 2
echo 'settings: {orders: [orders]}' >ordercheck.yaml
ordercheck new rule force/no-trips -o orders/no-trips.yaml || exit 2
cp "$ci/pre-commit-config.yaml" .pre-commit-config.yaml
git init -q . && git add -A || exit 2
pre-commit run --all-files >"$work/log" 2>&1 || { cat "$work/log"; echo "the hooks refuse a rule with tests"; exit 1; }
grep -c Passed "$work/log" | grep -qx 2 || { cat "$work/log"; echo "two hooks should have passed"; exit 1; }
printf 'no-such-key: 1\n' >>orders/no-trips.yaml && git add -A
pre-commit run --all-files >"$work/log" 2>&1 && { echo "the hooks let a broken document pass"; exit 1; }
grep -q 'no-such-key' "$work/log" || { cat "$work/log"; echo "the hook does not say why"; exit 1; }
echo "$schemas; pre-commit runs the hooks"

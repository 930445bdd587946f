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
FAIL_ON=never FORMAT=sarif OUT=check.sarif GITHUB_STEP_SUMMARY=$work/summary.md
export FAIL_ON FORMAT OUT GITHUB_STEP_SUMMARY
sed -n 's/^ *\(run\|entry\): \(ordercheck .*\)/\2/p' "$ci/action.yml" "$ci/.pre-commit-hooks.yaml" "$ci/pre-commit-config.yaml" >"$work/commands"
[ "$(wc -l <"$work/commands")" = 8 ] || { echo "the examples have other commands:"; cat "$work/commands"; exit 1; }
while IFS= read -r command; do
	sh -c "$command" </dev/null >"$work/told" 2>&1
	status=$?
	case "$status $command" in
	0* | '1 ordercheck lint'*) ;;
	*) echo "$command: status $status"; cat "$work/told"; exit 1 ;;
	esac
done <"$work/commands"
jq -e '.version == "2.1.0"' lint.sarif >/dev/null || { echo "lint.sarif is none"; exit 1; }
jq -e '.version == "2.1.0"' check.sarif >/dev/null || { echo "check.sarif is none"; exit 1; }
grep -q '<testsuite' tests.xml || { echo "tests.xml has no suite"; exit 1; }
grep -q '^## ' "$work/summary.md" || { echo "the summary has no heading"; exit 1; }

# What GitHub and pre-commit ask of the files.
python3 -c 'import yaml' 2>/dev/null || exit 0
PYTHONDONTWRITEBYTECODE=1 python3 - "$ci" <<'END'
import os
import re
import sys

import yaml

ci = sys.argv[1]
bad = []


def load(name):
    with open(os.path.join(ci, name), encoding="utf-8") as f:
        return yaml.safe_load(f)


action = load("action.yml")
if action["runs"]["using"] != "composite" or not action["name"] or not action["description"]:
    bad.append("action.yml is no composite action")
for step in action["runs"]["steps"]:
    if "run" in step and "shell" not in step:
        bad.append("a step without shell: %s" % step)
    # Text of an input in a command would be run by the shell.
    if "${{" in step.get("run", ""):
        bad.append("an expression in a command: %s" % step["run"])
text = open(os.path.join(ci, "action.yml"), encoding="utf-8").read()
for name in set(re.findall(r"inputs\.([a-z-]+)", text)):
    if name not in action["inputs"]:
        bad.append("there is no input %s" % name)
for name, one in action["inputs"].items():
    if not one.get("description") or not isinstance(one.get("default"), str):
        bad.append("the input %s lacks a description or a default that is text" % name)
for name, one in action["outputs"].items():
    if not one.get("description") or not one.get("value"):
        bad.append("the output %s lacks a description or a value" % name)
workflow = load("workflow.yml")
for job in workflow["jobs"].values():
    ids = {step.get("id") for step in job["steps"]}
    for asked, output in re.findall(r"steps\.([a-z]+)\.outputs\.([a-z]+)", str(job)):
        if asked not in ids or output not in action["outputs"]:
            bad.append("there is no output %s of %s" % (output, asked))
offered = load(".pre-commit-hooks.yaml")
taken = load("pre-commit-config.yaml")["repos"][0]["hooks"]
if offered != taken:
    bad.append("the hooks that are offered are not those of the configuration")
for hook in offered:
    for key in ("id", "name", "entry", "language"):
        if not hook.get(key):
            bad.append("a hook without %s" % key)
    for name in ("ordercheck.yaml", "orders/LDS-2026-0042.yml"):
        if not re.search(hook["files"], name):
            bad.append("%s passes over %s" % (hook["id"], name))
    if re.search(hook["files"], "feeds/bookings.csv"):
        bad.append("%s runs for a feed" % hook["id"])
print("\n".join(bad), end="\n" if bad else "")
sys.exit(1 if bad else 0)
END

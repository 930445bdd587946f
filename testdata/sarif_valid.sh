#!/bin/sh
# Holds the SARIF reports against the published schema:
# sarif_valid.sh PROGRAM REFERENCE_DATA. Exits with 77 where it cannot.

program=$1
schema=$2/standards/sarif-schema-2.1.0.json
cases=$(cd "$(dirname "$0")/cases" && pwd) || exit 2

if [ -z "$2" ] || [ ! -f "$schema" ]; then
    echo "skipped: REFERENCE_DATA is unset or has no schema of SARIF"
    exit 77
fi
if ! python3 -c 'import jsonschema' 2>/dev/null; then
    echo "skipped: python3-jsonschema is missing"
    exit 77
fi

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
in_case() { # $1: case, $2: name of the report; then what is run there
    folder=$1 name=$2
    shift 2
    (cd "$cases/$folder" && "$program" "$@" >"$work/$name.sarif")
}

in_case lint-unlawful unlawful lint -f sarif --as-of 2024-06-01 orders.yaml
in_case lint-lawful lawful lint -f sarif --as-of 2024-06-01 orders people.yaml
in_case lint-documents documents lint -f sarif --as-of 2024-06-01 docs.yaml
in_case lint-allow allow lint -f sarif --as-of 2024-06-01 docs.yaml
in_case lint-sarif paths lint -f sarif --as-of 2024-06-01 "$cases/lint-sarif/my orders"
(cd "$cases/../example" && "$program" check -f sarif --level clear --as-of 2026-06-01 >"$work/check.sarif" 2>/dev/null)
(cd "$cases/../example" && "$program" check -f sarif --level blind --no-feeds --as-of 2026-06-01 >"$work/blind.sarif" 2>/dev/null)

python3 - "$schema" "$work"/*.sarif <<'END'
import json
import re
import sys

import jsonschema

validator = jsonschema.Draft4Validator(json.load(open(sys.argv[1])))
bad = 0
for path in sys.argv[2:]:
    text = open(path, encoding="utf-8").read()
    report = json.loads(text)
    for error in validator.iter_errors(report):
        print(path, list(error.absolute_path), error.message[:200])
        bad = 1
    run = report["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            print(path, "a result has the index of another rule")
            bad = 1
    if not run["results"] and "lawful" not in path:
        print(path, "has no results")
        bad = 1
    for uri in re.findall(r'"uri":"([^"]*)"', text):
        if not re.fullmatch(r"[A-Za-z0-9._~%/-]+", uri) or uri.startswith("/") or ".." in uri.split("/"):
            print(path, "is no relative reference below the folder:", uri)
            bad = 1
sys.exit(bad)
END

#!/bin/sh
# Holds the JUnit reports against the published schemas:
# junit_valid.sh PROGRAM REFERENCE_DATA. Exits with 77 where it cannot.

program=$1
schemas=$2/standards
cases=$(cd "$(dirname "$0")/cases" && pwd) || exit 2

if [ -z "$2" ] || ! ls "$schemas"/*junit*.xsd >/dev/null 2>&1; then
    echo "skipped: REFERENCE_DATA is unset or has no schemas of JUnit"
    exit 77
fi
if ! command -v xmllint >/dev/null; then
    echo "skipped: xmllint is missing"
    exit 77
fi

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$cases/test-junit" || exit 2
"$program" test --no-catalogue -f junit docs.yaml more.yaml >"$work/failing.xml"
[ $? -eq 1 ] || { echo "the failing tests did not fail"; exit 1; }
"$program" test --catalogue --boundaries -f junit >"$work/catalogue.xml" || exit 1
(cd ../lint-unlawful && "$program" lint -f junit --as-of 2024-06-01 orders.yaml >"$work/lint.xml")
[ $? -eq 1 ] || { echo "the unlawful orders pass"; exit 1; }
(cd ../lint-documents && "$program" lint -f junit --as-of 2024-06-01 docs.yaml >"$work/lint-documents.xml")
(cd ../lint-draft && "$program" lint --draft --strict -f junit --as-of 2024-06-01 draft.yaml >"$work/lint-draft.xml")
(cd ../../example && "$program" check -f junit --as-of 2026-06-01 >"$work/check.xml" 2>/dev/null)
(cd ../../example && "$program" check -f junit --no-feeds --as-of 2026-06-01 >"$work/blind.xml" 2>/dev/null)

bad=0
for schema in "$schemas"/*junit*.xsd; do
    for report in "$work"/*.xml; do
        xmllint --noout --schema "$schema" "$report" || bad=1
    done
done
exit $bad

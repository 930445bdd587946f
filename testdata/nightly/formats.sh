#!/bin/sh
# what others read: SARIF by Microsoft's validator, calendars by ical.js, CSV by python's reader
set -u
for tool in node npm python3; do
	command -v $tool >/dev/null || { echo "there is no $tool"; exit 77; }
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
tools=${FORMAT_TOOLS:-$work/tools}
if [ -z "${FORMAT_TOOLS:-}" ]; then
	mkdir "$tools" && (cd "$tools" && npm install --no-audit --no-fund --silent \
		@microsoft/sarif-multitool@5.7.0 ical.js@2.2.1) >"$work/log" 2>&1 ||
		{ echo "npm could not fetch the tools: $(tail -1 "$work/log")"; exit 77; }
fi
cd "$SOURCE/testdata/example" || exit 2
out=$work/out
mkdir "$out"
run() { # $1: name of the file, then a command of the program
	file=$1
	shift
	"$ORDERCHECK" "$@" -q -o "$out/$file" 2>"$work/log"
	[ $? -ne 2 ] || { cat "$work/log"; exit 1; }
}
day='--as-of 2026-06-01'
run rich.sarif check $day --level clear -f sarif
run open.sarif check $day --level clear --no-redact -f sarif
run empty.sarif check --as-of 2020-01-01 --since 2019-12-31 -f sarif
run blind.sarif check $day --no-feeds --level blind -f sarif
run lint.sarif lint --as-of 2026-06-01 -f sarif
run run.json check $day --level clear -f json
run report.sarif report "$out/run.json" -f sarif
cd ../cases/lint-unlawful || exit 2
run unlawful.sarif lint --as-of 2024-06-01 -f sarif orders.yaml
cd ../lint-documents || exit 2
run documents.sarif lint --as-of 2024-06-01 -f sarif docs.yaml
cd ../../example || exit 2
run check.ics check $day --level clear -f ics
run open.ics check $day --level clear --no-redact --names always -f ics
run due.ics due $day --within 400d -f ics
run empty.ics check --as-of 2020-01-01 --since 2019-12-31 -f ics
run check.csv check $day --level clear -f csv
run open.csv check $day --level clear --no-redact --names always -f csv
run check.jsonl check $day --level clear -f jsonl
failed=0

# Nothing of level error or warning; the rules that code scanning has for uploads are among them.
for report in "$out"/*.sarif; do
	"$tools/node_modules/.bin/sarif-multitool" validate "$report" --rule-kind "'Sarif;Gh'" \
		--output "$work/seen.sarif" --log ForceOverwrite >"$work/log" 2>&1
	python3 - "$work/seen.sarif" "$report" <<'END' || { tail -5 "$work/log"; failed=1; }
import json
import sys

seen = json.load(open(sys.argv[1], encoding="utf-8-sig"))
told = [(r["ruleId"], r.get("level", "warning"), r["message"].get("arguments", r["message"].get("text"))) for r in seen["runs"][0].get("results", [])]
for one in told[:5]:
    print(sys.argv[2], *one)
sys.exit(1 if told else 0)
END
done

cat >"$work/calendar.cjs" <<'END'
const fs = require("node:fs");
(async function () {
	const ICAL = (await import(process.argv[2])).default;
	let n = 0;
	for (const file of process.argv.slice(3)) {
		const bytes = fs.readFileSync(file);
		const text = bytes.toString("utf8");
		const say = (what) => { console.log(`${file}: ${what}`); process.exitCode = 1; };
		for (const line of text.split("\r\n")) {
			if (Buffer.byteLength(line) > 75 || /[\n\r]/.test(line)) say(`a line that is too long or ends ill: ${line}`);
		}
		const calendar = new ICAL.Component(ICAL.parse(text));
		if (calendar.getFirstPropertyValue("version") !== "2.0" || !calendar.getFirstPropertyValue("prodid")) say("no version or product");
		const uids = new Set();
		for (const part of calendar.getAllSubcomponents()) {
			if (part.name === "vtimezone") continue;
			n++;
			const uid = part.getFirstPropertyValue("uid");
			if (!uid || uids.has(uid)) say(`the uid ${uid} is missing or there twice`);
			uids.add(uid);
			if (!part.getFirstPropertyValue("dtstamp")) say(`${uid} has no DTSTAMP`);
			if (!part.getFirstPropertyValue("summary")) say(`${uid} has no summary`);
			if (part.name === "vevent" && !part.getFirstPropertyValue("dtstart")) say(`${uid} has no start`);
			for (const alarm of part.getAllSubcomponents("valarm")) {
				for (const need of ["action", "trigger", "description"]) {
					if (alarm.getFirstPropertyValue(need) === null) say(`an alarm of ${uid} has no ${need}`);
				}
			}
		}
	}
	if (n < 20) { console.log(`only ${n} entries`); process.exitCode = 1; }
})();
END
node "$work/calendar.cjs" "$tools/node_modules/ical.js/dist/ical.js" "$out"/*.ics || failed=1

python3 - "$out" <<'END' || failed=1
import csv
import io
import json
import os
import sys

out = sys.argv[1]
ids = {json.loads(line)["id"] for line in open(os.path.join(out, "check.jsonl"), encoding="utf-8")}
bad = 0
for name in ("check.csv", "open.csv"):
    raw = open(os.path.join(out, name), "rb").read()
    text = raw.decode("utf-8-sig")
    if raw.replace(b"\r\n", b"").count(b"\n") and b'"' not in raw or not raw.endswith(b"\r\n"):
        print(name, "has line ends that RFC 4180 has not")
        bad = 1
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if any(len(row) != len(rows[0]) for row in rows) or len(set(rows[0])) != len(rows[0]):
        print(name, "has rows of another length, or a column twice")
        bad = 1
    for row in rows:
        for cell in row:
            if cell[:1] in "=+@\t\r" and cell or cell[:1] == "-" and not cell[1:2].isdigit():
                print(name, "has a cell that a spreadsheet would run:", cell[:40])
                bad = 1
    found = {row[rows[0].index("id")] for row in rows[1:]}
    if name == "open.csv" and found != ids:
        print(name, "has other findings than jsonl")
        bad = 1
sys.exit(bad)
END
[ $failed = 0 ] && echo "$(ls "$out" | wc -l) files; the validators say nothing"
exit $failed

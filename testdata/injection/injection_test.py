"""What hostile texts do to what is printed: injection_test.py PROGRAM CORPUS [EVERY]

Each text of the corpus (every EVERYth, if given) stands wherever a document, a feed or a file's name lets it, and every
command prints in every format it has. The same project with a harmless word gives the skeleton: what is printed must have
the same one (lines, cells, tags, properties), and no byte of it may reach a terminal as a command or a spreadsheet as a
formula.
"""
import concurrent.futures
import csv
import html.parser
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

PROGRAM, CORPUS = os.path.abspath(sys.argv[1]), sys.argv[2]
AS_OF = ["--as-of", "2026-06-01"]
WORD = "harmless"

DOCUMENTS = """event: e
title: @T
fields:
  time: {type: time, required: true}
  s: {type: text, title: @T}
---
event: talk
fields:
  time: {type: time, required: true}
  s: {type: text}
---
rule: r
title: @T
kind: prohibition
authority: [@T]
when: e
say: "saw {e.s} and {e.s}"
---
test: @T
order: O1
as-of: 2026-06-01
events:
  - e: {time: 2026-05-01T09:00, s: @T}
expect: []
---
scheme: sch
title: @T
conditions:
  - id: s1
    title: @T
    text: @T
    when: talk
    expect: {event: e, as: next, by: talk.time + 400d, where: 'next.s == "never"'}
    say: "heard {talk.s}"
---
subject: S1
name: {family: @T, given: [@T]}
born: 1980-01-01
aliases: [{family: @T, given: [@T]}]
addresses: [{postcode: LS1 1AA}]
tags: {area: @T}
---
order: O1
type: shpo-sc
court: @T
judge: @T
made: 2026-01-01
until: 2031-01-01
subject: S1
conditions:
  - id: "1"
    text: @T
    title: @T
    public-text: @T
    rule: r
  - id: "2"
    text: @T
    unmonitored: @T
  - id: "3"
    text: @T
    when: talk
    expect: {event: e, as: next, by: talk.time + 400d, where: 'next.s == "never"'}
    say: "due after {talk.s}"
"""

# The commands, and the formats in which each prints. FEEDS stands for the feeds.
USES = [
    (["check", "FEEDS"] + AS_OF + ["--level", "blind", "--scheme", "sch", "--names", "always"],
     ["text", "json", "jsonl", "csv", "sarif", "junit", "html", "ics", "markdown"]),
    (["check", "FEEDS"] + AS_OF + ["--no-redact"], ["sarif", "junit", "markdown"]),
    (["check", "FEEDS"] + AS_OF + ["-v", "--rejects", "REJECTS", "--group", "condition"], ["text"]),
    (["due", "FEEDS"] + AS_OF + ["--within", "3y"], ["text", "json", "csv", "ics"]),
    (["coverage", "FEEDS"] + AS_OF, ["text", "json", "csv"]),
    (["stats", "FEEDS", "--by-tag", "area"] + AS_OF, ["text", "json", "csv"]),
    (["explain", "O1"] + AS_OF, ["text", "json"]),
    (["explain", "r"] + AS_OF, ["text", "json"]),
    (["explain", "e"] + AS_OF, ["text", "json"]),
    (["explain", "FILE:2", "FEEDS"] + AS_OF, ["text", "json"]),
    (["explain", "FINDING", "FEEDS"] + AS_OF, ["text", "json"]),
    (["lint"], ["text", "json", "sarif", "junit"]),
    (["test", "-v"], ["text", "json", "junit"]),
    (["new", "feed", "PEOPLE"], ["text"]),
    (["match", "PEOPLE"], ["text", "json", "csv"]),
]
STORED = [
    (["check", "FEEDS", "--store", "s.db", "--reader", "TEXT", "--new"] + AS_OF, ["text"]),
    (["store", "status", "--store", "s.db"], ["text"]),
    (["store", "decide", "FINDING", "--as", "no-action", "--by", "TEXT", "--reason", "TEXT", "--store", "s.db"], ["text"]),
    (["store", "history", "FINDING", "--store", "s.db"], ["text"]),
    (["store", "check", "--store", "s.db"], ["text"]),
    (["store", "rejects", "--store", "s.db"], ["text", "jsonl", "csv"]),
    (["explain", "FILE:2", "--no-feeds", "--store", "s.db"] + AS_OF, ["text", "json"]),
    (["audit", "show", "--store", "s.db"], ["text", "json", "jsonl"]),
    (["audit", "verify", "--store", "s.db"], ["text"]),
    (["report", "--run", "1", "--store", "s.db"], ["text", "json", "csv", "sarif", "junit", "html", "ics", "markdown"]),
    (["store", "purge", "--dry-run", "--store", "s.db"] + AS_OF, ["text"]),
]

PARTS = [["check", "FEEDS", "--level", "blind", "--scheme", "sch", "--shard", "%d/2" % i, "-o", "part-%d" % i] + AS_OF for i in (1, 2)]
MERGED = [
    (["merge", "part-1", "part-2", "--names", "always"],
     ["text", "json", "jsonl", "csv", "sarif", "junit", "html", "ics", "markdown"]),
]

failures = []


def complain(what):
    failures.append(what)
    print(what)


# ---- a project ----


def quoted(text):
    """As YAML's double quotes take it."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else "\\U%08x" % ord(c) for c in text) + '"'


def cell(text):
    return b'"' + text.replace(b'"', b'""') + b'"'


class Project:
    def __init__(self, folder, text, raw, name):
        self.folder, self.text, self.name = folder, text, name
        os.makedirs(folder)
        with open(os.path.join(folder, "docs.yaml"), "w", encoding="utf-8") as f:
            f.write(DOCUMENTS.replace("@T", quoted(text)))
        self.write("ordercheck.yaml", b"settings:\n  orders: [docs.yaml]\n  retention: {after-order: 6y, clear: 1y}\n")
        rows = b"subject,time,s,other\n"
        for day in range(1, 5):
            rows += b"S1,2026-05-%02dT09:00,%s,x\n" % (day, cell(raw))
        rows += b"%s,2026-05-05T09:00,a,x\n" % cell(raw)
        rows += b"S1,%s,a,x\n" % cell(b"not a time " + raw)
        self.write(name, rows)
        self.write("talk.csv", b"subject,time,s\nS1,2026-05-02T09:00,%s\n" % cell(raw))
        self.write("people.csv", b"name,born\n%s,1980-01-01\n" % cell(raw))

    def write(self, name, rows):
        with open(os.path.join(os.fsencode(self.folder), os.fsencode(name)), "wb") as f:
            f.write(rows)

    def words(self, use, finding):
        out = []
        for word in use:
            if word == "FEEDS":
                out += ["e=" + self.name, "talk=talk.csv"]
            elif word == "PEOPLE":
                out.append("people.csv")
            elif word == "FINDING":
                out.append(finding)
            elif word == "TEXT":
                out.append(self.text.replace("\0", "") or "x")
            elif word == "FILE:2":
                out.append(self.name + ":2")
            elif word == "REJECTS":
                out.append("rejects.csv")
            else:
                out.append(word)
        return out

    def run(self, use, form, finding):
        words = [PROGRAM] + self.words(use, finding)
        if use[0] not in ("audit", "store") or "--as-of" in use:
            words += ["--no-catalogue", "--orders", "docs.yaml"] if use[0] not in ("report", "new", "merge") else []
        if form != "text":
            words += ["-f", form]
        done = subprocess.run([os.fsencode(w) for w in words], cwd=self.folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={}, check=False, timeout=60)
        return done.returncode, done.stdout, done.stderr


# ---- what may not be there ----

BIDI = set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A)) | {0x200E, 0x200F, 0x061C, 0x2028, 0x2029}


def harmless(what, output, also=""):
    try:
        text = output.decode("utf-8")
    except UnicodeDecodeError as e:
        complain("%s: not UTF-8 at %d: %r" % (what, e.start, output[max(0, e.start - 30):e.start + 10]))
        return
    if also == "\r\n":
        text = text.replace("\r\n", "\n")
    for i, c in enumerate(text):
        n = ord(c)
        if (n < 32 and c != "\n" and c != also) or 0x7F <= n < 0xA0 or n in BIDI:
            complain("%s: U+%04X in %r" % (what, n, text[max(0, i - 30):i + 10]))
            return


def no_formula(what, cells):
    for row in cells:
        for c in row:
            if re.match(r'[ "]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]', c) or re.search(r';[ "]*[=+@]', c):
                complain("%s: the cell %r is a formula" % (what, c))


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag + " " + " ".join(a for a, _ in attrs))

    def handle_comment(self, data):
        self.tags.append("comment")

    def handle_decl(self, decl):
        self.tags.append("declaration")

    def handle_pi(self, data):
        self.tags.append("instruction")


# ---- what is compared ----


def keys(value):
    """The shape of a JSON value, texts left out. What a row's text may change is left out too."""
    if isinstance(value, dict):
        return {k: keys(v) for k, v in sorted(value.items())}
    if isinstance(value, list):
        return [keys(v) for v in value]
    return type(value).__name__


def elements(node):
    return [node.tag, sorted(node.attrib)] + [elements(child) for child in node]


def skeleton(form, output):
    text = output.decode("utf-8")
    if form in ("json", "sarif"):
        return keys(json.loads(text))
    if form == "jsonl":
        return [keys(json.loads(line)) for line in text.splitlines()]
    if form == "junit":
        return elements(xml.etree.ElementTree.fromstring(output))
    if form == "csv":
        return [len(row) for row in csv.reader(io.StringIO(text, newline=""))]
    if form == "html":
        tags = Tags()
        tags.feed(text)
        return tags.tags
    if form == "ics":
        lines = text.replace("\r\n ", "").split("\r\n")
        return [re.match(r"[A-Z-]*", line).group() + (line[line.find(":"):] if line[:5] in ("BEGIN", "END:V") else "") for line in lines]
    if form == "markdown":
        return [re.match(r"[#|>*-]*", line).group() + str(len(re.findall(r"(?<!\\)\|", line))) for line in text.split("\n")]
    return text.count("\n")


def look(what, form, output, err):
    harmless(what + " on stderr", err)
    if form in ("json", "jsonl", "sarif"):
        bad = re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", output)
        if bad:
            complain("%s: a control character in JSON" % what)
        output.decode("utf-8")
        return
    harmless(what, output, {"csv": "\r\n", "ics": "\r\n", "html": "\t"}.get(form, ""))
    if form == "csv":
        no_formula(what, csv.reader(io.StringIO(output.decode("utf-8"), newline="")))
    if form == "ics":
        for line in output.split(b"\r\n"):
            if len(line) > 75:
                complain("%s: a line of %d octets" % (what, len(line)))


# ---- trying ----


def print_all(project, finding):
    """(name of the use, format) -> (status, output, stderr)"""
    out = {}
    for part in PARTS:
        project.run(part, "json", finding)
    for n, (use, forms) in enumerate(USES + STORED + MERGED):
        for form in forms:
            name = "%s %d -f %s" % (" ".join(use[:2]), n, form)
            out[name, form] = project.run(use, form, finding)
    return out


def first_finding(project, plain):
    status, out, err = project.run(USES[0][0], "jsonl", "")
    found = [json.loads(line)["id"] for line in out.splitlines()]
    if not found:
        if plain:
            complain("no finding: %r" % err[:300])
        return "000000"
    return found[0]


def try_text(work, kind, text, n):
    raw = text.encode("latin-1") if kind == "row" else text.encode("utf-8")
    shown = WORD if kind != "all" else text
    name = text if kind == "name" else "bookings.csv"
    if kind == "name":
        raw = WORD.encode()
    project = Project(os.path.join(work, "hostile-%d" % n), shown, raw, name)
    results = print_all(project, first_finding(project, kind != "row"))
    for (what, form), (status, output, err) in results.items():
        label = "%s with %s" % (what, ascii(text))
        if status not in (0, 1, 2, 4, 5):
            complain("%s: status %d %r" % (label, status, err[-300:]))
        look(label, form, output, err)
    rejects = os.path.join(project.folder, "rejects.csv")
    if os.path.exists(rejects):
        with open(rejects, encoding="utf-8", errors="surrogateescape", newline="") as f:
            no_formula("rejects with %s" % ascii(text), csv.reader(io.StringIO(f.read().replace("\0", ""), newline="")))
    return results


def compare(harmless_results, results, text):
    for key, (status, output, err) in results.items():
        what, form = key
        was, before, _ = harmless_results[key]
        if status != was:
            complain("%s with %s: status %d, not %d: %r" % (what, ascii(text), status, was, err[:300]))
            continue
        try:  # what lint and match find, and where due breaks its lines, hangs on the words themselves
            free = what.startswith(("lint", "match")) or (what.startswith("due") and form == "text")
            same = skeleton(form, output) == skeleton(form, before) or free
        except Exception as e:
            complain("%s with %s: %s" % (what, ascii(text), e))
            continue
        if not same:
            complain("%s with %s: another skeleton" % (what, ascii(text)))
            if os.environ.get("SHOW"):
                print(output.decode("utf-8", "replace")[:3000])


def main():
    work = tempfile.mkdtemp()
    with open(CORPUS, encoding="utf-8") as f:
        texts = [line.rstrip("\n").partition(" ") for line in f if line.strip() and not line.startswith("#")]
    texts = texts[:: int(sys.argv[3]) if len(sys.argv) > 3 else 1]
    try:
        plain = try_text(work, "all", WORD, 0)
        for key, (status, output, err) in plain.items():
            if status == 2:
                complain("%s: status 2 with a harmless word: %r" % (key[0], err[:400]))
            if not output and key[1] != "text":
                complain("%s prints nothing" % key[0])

        def try_one(n):
            kind, _, text = texts[n]
            text = json.loads(text)
            results = try_text(work, kind, text, n + 1)
            if kind != "row":
                compare(plain, results, text)
            shutil.rmtree(os.path.join(work, "hostile-%d" % (n + 1)))

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(try_one, range(len(texts))))
    finally:
        shutil.rmtree(work)
    n = len(texts)
    print("%d texts, %d outputs each, %d complaints" % (n, len(plain), len(failures)))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes a project whose every text is hostile: hostile.py FOLDER; or looks for those
texts in the text of a page: hostile.py --find PAGE."""
import json
import os
import sys

import page

TEXTS = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><b>x", "<!-- x", "]]> x", "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)", "' autofocus x='", "&lt;b&gt; &amp; &#60;", "{{script}}", "</title></svg></details>", "<svg onload=alert(1)>",
    "javascript:alert(1)", "=1+1", "a\u202eb", "a\u2066b", "a\u2028b", "a\x1b[31mb", "a\x7fb", "a\u0085b", "<\u0301b>",
]


def shown(text):
    """As the page shows it: what misleads as an escape."""
    return "".join(c if not page.misleads(c) else "\\x%02x" % ord(c) if ord(c) < 0x80 else "\\u{%04X}" % ord(c) for c in text)


def documents():
    yield {"event": "e", "fields": {"time": {"type": "time", "required": True}, "id": {"type": "text"}, "s": {"type": "text"}}}
    for i, text in enumerate(TEXTS):
        yield {"subject": "S%d %s" % (i, text), "name": {"family": text, "given": [text]}}
        yield {"order": "O%d %s" % (i, text), "type": "shpo-sc", "jurisdiction": "england-wales", "made": "2026-01-01",
               "until": "2027-01-01", "subject": "S%d %s" % (i, text), "conditions": [
                   {"id": "1", "text": "words " + text, "title": "title " + text, "when": "e", "say": "saw {e.s}"},
                   {"id": "2", "text": "words " + text, "unmonitored": "why " + text}]}


def write(folder):
    with open(os.path.join(folder, "docs.yaml"), "w", encoding="utf-8") as f:
        f.write("\n---\n".join(json.dumps(d) for d in documents()))
    with open(os.path.join(folder, "e.csv"), "w", encoding="utf-8", newline="") as f:
        f.write("time,subject,id,s\n")
        for i, text in enumerate(TEXTS):
            cells = ["2026-03-01T09:00", "S%d %s" % (i, text), "row " + text, "field " + text]
            f.write(",".join('"%s"' % c.replace('"', '""') for c in cells) + "\n")


def find(path):
    wrong, text = page.check(path)
    text = " ".join(text.split())
    for one in TEXTS:
        for before in ("words ", "title ", "field ", "row ", "why ", ""):
            if " ".join(shown(before + one).split()) not in text:
                wrong.append("not there as text: %s" % ascii(before + one))
    for one in wrong:
        print("%s: %s" % (path, one))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(find(sys.argv[2]) if sys.argv[1] == "--find" else write(sys.argv[1]))

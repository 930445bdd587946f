#!/usr/bin/env python3
"""Holds pages of the HTML report to what they promise: page.py PAGE...

Elements nest and end; ids are unique, and what refers to one finds it; nothing is fetched;
style and script are those whose hashes stand in the policy, and the page has no other; no
character misleads. What is wrong is printed, one a line; the status is 1 then.
"""
import base64
import hashlib
import html.parser
import re
import sys
import unicodedata

VOID = {"meta", "input", "br"}
HTML = {
    "html", "head", "title", "style", "script", "body", "a", "header", "h1", "h2", "h3", "p", "nav", "b", "ul", "li", "main",
    "section", "article", "div", "svg", "defs", "pattern", "path", "rect", "text", "form", "fieldset", "legend", "label",
    "select", "option", "button", "datalist", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption",
    "details", "summary", "blockquote", "dl", "dt", "dd", "span", "footer", "noscript",
} | VOID
REFERS = {"for", "aria-labelledby", "list"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.ids, self.refers, self.policy = [], [], set(), [], None
        self.inline = {"style": [], "script": []}
        self.text = []

    def complain(self, what):
        self.wrong.append("line %d: %s" % (self.getpos()[0], what))

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if tag not in HTML:
            self.complain("element %s" % tag)
        if len(set(names)) != len(names):
            self.complain("an attribute twice in %s" % tag)
        for name, value in attrs:
            self.attribute(tag, name, value or "")
        given = dict(attrs)
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        if tag == "th" and given.get("scope") not in ("col", "row"):
            self.complain("a head of a table without scope")
        if tag == "svg" and given.get("aria-hidden") != "true" and "aria-labelledby" not in given:
            self.complain("a drawing without a name")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def attribute(self, tag, name, value):
        if name == "id":
            if value in self.ids:
                self.complain("the id %s twice" % value)
            self.ids.add(value)
        elif name == "href":
            if not value.startswith("#"):
                self.complain("a link to %s" % value)
            self.refers.append(value[1:])
        elif name in REFERS:
            self.refers.extend(value.split())
        elif name.startswith("on") or name in ("style", "src", "srcset", "action", "formaction", "xlink:href", "background", "poster"):
            self.complain("attribute %s of %s" % (name, tag))

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.complain("</%s> ends %s" % (tag, self.open[-1:] or "nothing"))
        else:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] in self.inline:
            self.inline[self.open[-1]].append(data)
        else:
            self.text.append(data)

    def handle_comment(self, data):
        self.complain("a comment")

    def finish(self):
        if self.open:
            self.wrong.append("not ended: %s" % self.open)
        self.wrong += ["nothing has the id %s" % one for one in self.refers if one not in self.ids]
        self.hold_policy()

    def hold_policy(self):
        parts = dict(part.strip().split(" ", 1) for part in (self.policy or "").split(";"))
        fixed = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
        for kind, inline in self.inline.items():
            digest = base64.b64encode(hashlib.sha256("".join(inline).encode()).digest()).decode()
            fixed[kind + "-src"] = "'sha256-%s'" % digest
        if parts != fixed:
            self.wrong.append("the policy is %s, and should be %s" % (parts, fixed))


# Of text 4.5 to 1, of what else must be seen 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11), on both grounds.
TEXT, SEEN = ("ink", "soft", "link", "breach", "review", "upcoming", "blind", "clear"), ("line", "bar")


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faint(style):
    """What cannot be told from its ground, in each scheme."""
    schemes = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{([^}]*--paper[^}]*)\}", style)]
    if len(schemes) != 3:
        yield "the style has %d schemes, not light, dark and paper" % len(schemes)
    for scheme in schemes:
        for name in TEXT + SEEN:
            for ground in ("paper", "pale"):
                is_now = contrast(scheme[name], scheme[ground])
                if is_now < (4.5 if name in TEXT else 3):
                    yield "%s %s on %s %s has contrast %.2f" % (name, scheme[name], ground, scheme[ground], is_now)


def misleads(c):
    return (unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c not in "\n\t\u00ad\u200c\u200d") or c == "\ufffe"


def check(path):
    """What is wrong with a page, and its text."""
    with open(path, "rb") as f:
        source = f.read().decode("utf-8")
    page = Page()
    page.feed(source)
    page.close()
    page.finish()
    if not source.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n'):
        page.wrong.append("it does not begin as a page in British English")
    for word in ("http:", "https:", "//", "url(", "@import"):
        for style in page.inline["style"]:
            if word in style.replace("url(#", "").replace("/*", "").replace("*/", ""):
                page.wrong.append("the style holds %s" % word)
    page.wrong += faint("".join(page.inline["style"]))
    for script in page.inline["script"]:
        for word in ("fetch(", "XMLHttpRequest", "WebSocket", "import(", "innerHTML", "eval(", "document.write", "localStorage"):
            if word in script:
                page.wrong.append("the script holds %s" % word)
    page.wrong += ["U+%04X stands in it" % ord(c) for c in sorted(set(filter(misleads, source)))]
    return page.wrong, "".join(page.text)


def main():
    bad = 0
    for path in sys.argv[1:]:
        wrong, _ = check(path)
        for one in wrong:
            print("%s: %s" % (path, one))
        bad = bad or bool(wrong)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Every relative link of every page leads somewhere: links_test.py ROOT

A link names a file or a folder of the source, and a #part a heading of that page. What is wrong
is printed, page and line; the status is 1 then.
"""
import os
import re
import sys

LINK = re.compile(r"\]\(([^()\s]+)\)")
CODE = re.compile(r"`[^`]*`")


def pages(root):
    for folder, folders, files in os.walk(root):
        folders[:] = [f for f in folders if not f.startswith(".")]
        yield from (os.path.join(folder, f) for f in files if f.endswith(".md"))


def lines(path):
    """The lines outside code, with their numbers."""
    code = False
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            if line.startswith("```"):
                code = not code
            elif not code:
                yield number, line


def parts(path):
    """What a heading is called in an address, as GitHub does it."""
    found = set()
    for _, line in lines(path):
        if line.startswith("#"):
            name = re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower()).replace(" ", "-")
            n = 1
            while name + ("-%d" % n if n > 1 else "") in found:
                n += 1
            found.add(name + ("-%d" % (n - 1) if n > 1 else ""))
    return found


def main(root):
    wrong, seen = [], 0
    for page in sorted(pages(root)):
        for number, line in lines(page):
            for link in LINK.findall(CODE.sub("", line)):
                if re.match(r"[a-z]+:", link):
                    continue
                seen += 1
                path, _, part = link.partition("#")
                target = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
                if not os.path.exists(target):
                    wrong.append("%s:%d: there is no %s" % (os.path.relpath(page, root), number, link))
                elif part and part not in parts(target):
                    wrong.append("%s:%d: %s has no part #%s" % (os.path.relpath(page, root), number, path or "the page", part))
    print("\n".join(wrong + ["%d links" % seen]))
    return 1 if wrong or seen < 20 else 0


sys.exit(main(sys.argv[1]))

"""Hostile texts in a saved run that somebody wrote: saved_test.py PROGRAM CORPUS

Each member of a run's JSON that holds a text is given texts of the corpus in turn, and `report` prints the run in every
format: refused, or printed with the skeleton that a harmless word gives (injection_test.py).
"""
import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile

import injection_test as injection

FORMATS = ["text", "json", "jsonl", "csv", "sarif", "junit", "html", "ics", "markdown"]
EACH = 2  # texts tried in each place
EXAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "example")


def run(words, cwd):
    done = subprocess.run([injection.PROGRAM] + words, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env={}, check=False, timeout=120)
    return done.returncode, done.stdout, done.stderr


def places(node, path=(), seen=None):
    """The path to one text of each kind: lists are walked, and places that differ in an index alone are one."""
    seen = {} if seen is None else seen
    if isinstance(node, str):
        seen.setdefault(tuple(p for p in path if not isinstance(p, int)), path)
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        places(value, path + (key,), seen)
    return seen


def put(tree, path, text):
    tree = copy.deepcopy(tree)
    node = tree
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = text
    return tree


def report(tree, form, work):
    with open(os.path.join(work, "run.json"), "w", encoding="utf-8") as f:
        json.dump(tree, f)
    return run(["report", "run.json", "-f", form] + (["--no-redact"] if form in ("sarif", "junit", "markdown") else []), work)


def try_one(tree, path, text, form, work):
    """False: refused."""
    was, before, _ = report(put(tree, path, injection.WORD), form, work)
    status, output, err = report(put(tree, path, text), form, work)
    label = "%s with %s, -f %s" % (".".join(map(str, path)), ascii(text), form)
    injection.look(label, form, output, err)
    if status == 2 or was == 2:
        if status not in (0, 2) or output and status == 2:
            injection.complain("%s: status %d" % (label, status))
        return False
    if status != 0:
        injection.complain("%s: status %d %r" % (label, status, err[-300:]))
    elif injection.skeleton(form, output) != injection.skeleton(form, before) and form != "text":
        injection.complain("%s: another skeleton" % label)
    return True


def main():
    work = tempfile.mkdtemp()
    with open(injection.CORPUS, encoding="utf-8") as f:
        texts = [json.loads(line.partition(" ")[2]) for line in f if line.startswith("all ")]
    try:
        status, out, err = run(["check", "-C", EXAMPLE, "--as-of", "2026-06-01", "--level", "clear", "--subject", "N-1001", "--names", "always", "-f", "json"], work)
        tree = json.loads(out)
        spots = sorted(places(tree).values(), key=str)
        printed = n = 0
        for path in spots:
            for _ in range(EACH):
                form = FORMATS[n % len(FORMATS)]
                printed += try_one(tree, path, texts[n * 7 % len(texts)], form, work)
                n += 1
    finally:
        shutil.rmtree(work)
    if len(spots) < 40 or printed < 20:
        injection.complain("only %d places, %d printed" % (len(spots), printed))
    print("%d places, %d tries, %d printed, %d complaints" % (len(spots), n, printed, len(injection.failures)))
    sys.exit(1 if injection.failures else 0)


if __name__ == "__main__":
    main()

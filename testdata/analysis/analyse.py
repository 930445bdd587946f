#!/usr/bin/env python3
"""Static analysis: analyse.py SOURCE BUILD tidy|tidy-quick|cppcheck|gcc [--jobs N] [FILE...]

tidy-quick leaves out clang-tidy's walk along paths (clang-analyzer-*), which takes nearly all of its time.
BUILD is a tree with compile_commands.json; FILEs are paths below SOURCE, or beginnings of them (none: all of lib/ and cmd/
that is compiled). Prints what is found; the status is 1 where anything is, 77 where the tool is missing. What is passed over
stands in .clang-tidy and in the file `suppressions`, each with its reason, or beside the line in the source.
"""
import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = {"tidy": "clang-tidy", "tidy-quick": "clang-tidy", "cppcheck": "cppcheck", "gcc": "gcc"}
FOUND = re.compile(r"^(\S+?):(\d+):.*?(?:warning|error|performance|portability): .*\[(?:CWE-\d+\] \[)?([\w.,+=-]+)\]$")


def sources(source, build, wanted):
    """Each source once, with the words of its command."""
    files = {}
    with open(os.path.join(build, "compile_commands.json")) as f:
        for e in json.load(f):
            name = os.path.relpath(os.path.normpath(os.path.join(e["directory"], e["file"])), source)
            if name.startswith(("lib/", "cmd/")) and (not wanted or name.startswith(tuple(wanted))):
                files[name] = shlex.split(e["command"])
    return files


def options(words, kept):
    out = []
    for i, word in enumerate(words):
        if word.startswith(kept):
            out.append(word)
        elif words[i - 1] in ("-isystem", "-include"):
            out += [words[i - 1], word]
    return out


def command(tool, source, name, words):
    path = os.path.join(source, name)
    if tool.startswith("tidy"):
        quick = ["--checks=-clang-analyzer-*"] if tool == "tidy-quick" else []
        return ["clang-tidy", "--quiet", *quick, f"--header-filter={source}/(lib|cmd)/.*", path, "--", *options(words, ("-I", "-D", "-std"))]
    if tool == "gcc":
        return ["gcc", "-fanalyzer", "-fdiagnostics-path-format=none", "-O1", *options(words, ("-I", "-D", "-std")), "-S", "-o", "/dev/null", path]
    return ["cppcheck", "-q", "--std=c11", "--enable=warning,performance,portability", "--inline-suppr",
            "--template={file}:{line}: {severity}: {message} [{id}]",
            *[w for w in options(words, ("-I", "-D")) if not w.startswith("-I/usr")], path]


def suppressed(tool):
    """(file, what) of the table; the file * is any."""
    with open(os.path.join(HERE, "suppressions")) as f:
        return {tuple(line.split()[1:]) for line in f if line.startswith(tool + " ")}


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("source")
    p.add_argument("build")
    p.add_argument("tool", choices=sorted(TOOLS))
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("files", nargs="*")
    a = p.parse_intermixed_args()
    source, passed_over = os.path.abspath(a.source), suppressed(a.tool)
    if not shutil.which(TOOLS[a.tool]):
        print(f"there is no {TOOLS[a.tool]}")
        sys.exit(77)
    files = sources(source, a.build, a.files)
    used, told = set(), set()

    def look(name):
        done = subprocess.run(command(a.tool, source, name, files[name]), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace")
        found = [m for m in map(FOUND.match, done.stdout.splitlines()) if m]
        if done.returncode != 0 and not found:
            return name, done.stdout, [(name, 0, "it fails")]
        return name, done.stdout, [(os.path.relpath(m[1], source), int(m[2]), m[3]) for m in found]

    count = 0
    with ThreadPoolExecutor(a.jobs) as pool:
        for name, text, found in pool.map(look, sorted(files)):
            excused = {f for f in found if (f[0], f[2]) in passed_over or ("*", f[2]) in passed_over}
            used |= {(f[0], f[2]) for f in excused} | {("*", f[2]) for f in excused}
            new = [f for f in found if f not in excused and f not in told]
            told |= set(new)
            count += len(new)
            if new:
                print(text if not a.tool.startswith("tidy") else "\n".join(t for t in text.splitlines() if "warnings generated" not in t), flush=True)
    for file, what in sorted(passed_over - used) if not a.files else []:
        print(f"suppressions: {file} {what}: nothing of the kind is found any more")
        count += 1
    print(f"{a.tool}: {len(files)} files, {count} findings")
    sys.exit(1 if count or not files else 0)


main()

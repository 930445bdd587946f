#!/usr/bin/env python3
"""Do the tests notice small faults? mutate.py SOURCE WORK FOLDER [--sample N] [--seed N] [--only FILE]

Makes one small change at a time in a copy of the sources of FOLDER (lib/civil or lib/judge): an operator turned, a bound
moved, a constant changed, a negation dropped, a truth value turned. Builds what depends on it and runs the tests of the
folder, the quickest first, until one fails (killed) or all pass (survived). Prints each mutant and the share killed.

WORK is a folder for the copy and its build; it is kept, so that a second run builds little. Mutants listed in the
file `survivors` beside this script change nothing that can be seen: each has its reason there, and is not tried.
The status is 1 where less than nine in ten are killed.
"""
import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SLOWEST = 20  # times as long as without a mutant, and a minute more, a test may take: a mutant may loop for ever

TURNED = {
    "<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"], "==": ["!="], "!=": ["=="], "&&": ["||"], "||": ["&&"],
    "+": ["-"], "-": ["+"], "+=": ["-="], "-=": ["+="], "!": [""], "%": ["*"], "true": ["false"], "false": ["true"],
    "INSTANT_MIN": ["INSTANT_MAX"], "INSTANT_MAX": ["INSTANT_MIN"],
    "TRUTH_TRUE": ["TRUTH_UNKNOWN"], "TRUTH_FALSE": ["TRUTH_UNKNOWN"], "TRUTH_UNKNOWN": ["TRUTH_FALSE", "TRUTH_TRUE"],
}
TOKEN = re.compile(r"""(?P<gap>\s+|//[^\n]*|/\*.*?\*/)|(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
    |(?P<word>[A-Za-z_]\w*)|(?P<number>\d[\w.]*)
    |(?P<sign>->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\.\.\.|.)""", re.X | re.S)

# What runs, the quickest first: targets to build, then commands. {build}, {source} are folders.
SECOND = ["{build}/lib/judge_second_opinion_test", "7", "400"]
# The golden cases whose names begin with these; a case may take as long as it likes.
CASES = ["env", "LIMIT=100000", "sh", "{source}/testdata/cases/run.sh", "{build}/cmd/ordercheck"]
STAGES = {
    "lib/civil": [
        (["civil_*_test"], None),
        (["lang_eval_test", "judge_second_opinion_test"], [["{build}/lib/lang_eval_test"], SECOND]),
        (["ordercheck"], [["{build}/cmd/ordercheck", "test", "--catalogue"], CASES + ["lang-", "order-", "pause-", "feed-clock", "say-"]]),
    ],
    "lib/judge": [
        (["judge_second_opinion_test"], [SECOND]),
        (["judge_explain_test", "judge_horizon_test"], [["{build}/lib/judge_explain_test"], ["{build}/lib/judge_horizon_test"]]),
        (["ordercheck"], [["{build}/cmd/ordercheck", "test", "--catalogue"],
                          CASES + ["evidence-", "explain-", "pattern-", "pause-", "order-", "identity-", "rule-", "scheme-", "state-",
                                   "due-", "coverage-", "say-", "given-", "html-whereabouts"]]),
    ],
}


def tokens(text):
    """Offset, kind and text of each token; gaps left out, and lines of the preprocessor."""
    at, out = 0, []
    while at < len(text):
        if text[at] == "#" and text[text.rfind("\n", 0, at) + 1:at].strip() == "":
            while text[at:text.find("\n", at)].endswith("\\"):
                at = text.find("\n", at) + 1
            at = text.find("\n", at)
            continue
        m = TOKEN.match(text, at)
        if m.lastgroup != "gap":
            out.append((at, m.lastgroup, m.group()))
        at = m.end()
    return out


def is_binary(before):
    return before[1] in ("word", "number", "text") and before[2] not in ("return", "case") or before[2] in (")", "]")


def changes_of(kind, token, before, after):
    if kind == "number" and re.fullmatch(r"\d+", token):
        return [] if before[2] == "[" and after[2] == "]" else [str(int(token) + 1)] + ([str(int(token) - 1)] if int(token) > 1 else [])
    if token in ("+", "-", "&&", "<", ">") and not is_binary(before):
        return []
    return TURNED.get(token, []) if kind in ("sign", "word") else []


def mutants_of(path, name):
    with open(path) as f:
        text = f.read()
    found, all_tokens = [], tokens(text)
    for i in range(1, len(all_tokens) - 1):
        at, kind, token = all_tokens[i]
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        line = text[start:end]
        if line.lstrip().startswith(("assert(", "static const char *const", "case ")):
            continue
        for new in changes_of(kind, token, all_tokens[i - 1], all_tokens[i + 1]):
            changed = text[start:at] + new + text[at + len(token):end]
            found.append({"file": name, "line": text.count("\n", 0, at) + 1, "was": line.strip(), "is": changed.strip(),
                          "text": text[:at] + new + text[at + len(token):]})
    return found


def run(command, folder, limit=None):
    """True: it ended with 0 within the limit, in seconds."""
    p = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         start_new_session=True)
    try:
        return p.wait(timeout=limit) == 0
    except subprocess.TimeoutExpired:
        os.killpg(p.pid, signal.SIGKILL)
        p.wait()
        return False


class Bench:
    def __init__(self, source, work, folder):
        self.source, self.build, self.folder = os.path.join(work, "source"), os.path.join(work, "build"), folder
        self.limits = {}  # of each command
        os.makedirs(self.source, exist_ok=True)
        for part in ("lib", "cmd", "rules", "testdata", "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md"):
            self.copy(source, part)
        options = ["-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_FLAGS_DEBUG=-O1"]
        if shutil.which("ccache"):
            options.append("-DCMAKE_C_COMPILER_LAUNCHER=ccache")
        subprocess.run(["cmake", "-S", self.source, "-B", self.build, "-G", "Ninja", *options], check=True, stdout=subprocess.DEVNULL)

    def copy(self, source, part):
        """Files that are the same keep their times, so that little is built again."""
        for at, _, names in os.walk(os.path.join(source, part)) if os.path.isdir(os.path.join(source, part)) else [(source, [], [part])]:
            to = os.path.join(self.source, os.path.relpath(at, source))
            os.makedirs(to, exist_ok=True)
            for name in names:
                with open(os.path.join(at, name), "rb") as f:
                    wanted = f.read()
                path = os.path.join(to, name)
                if not os.path.lexists(path) or open(path, "rb").read() != wanted:
                    shutil.copy(os.path.join(at, name), path)

    def stages(self):
        for targets, commands in STAGES[self.folder]:
            if commands is None:
                folder = os.path.join(self.source, self.folder)
                names = sorted(f[:-2] for f in os.listdir(folder) if f.endswith("_test.c"))
                targets = [f"{self.folder.split('/')[1]}_{n}" for n in names]
                commands = [["{build}/lib/" + t] for t in targets]
            yield targets, [self.words(c) for c in commands]

    def words(self, command):
        """Folders filled in; of the golden cases the names for their beginnings."""
        words = [w.format(build=self.build, source=self.source) for w in command]
        if command[:len(CASES)] != CASES:
            return words
        names = sorted(os.listdir(os.path.join(self.source, "testdata", "cases")))
        return words[:len(CASES)] + [n for n in names if n.startswith(tuple(words[len(CASES):])) and n != "run.sh"]

    def passes_as_it_is(self):
        for targets, commands in self.stages():
            if not self.ninja(targets):
                return False
            for command in commands:
                began = time.monotonic()
                if not run(command, self.build):
                    print("fails:", *command[:5], flush=True)
                    return False
                self.limits[tuple(command)] = 60 + SLOWEST * (time.monotonic() - began)
        return True

    def ninja(self, targets):
        return run(["ninja", "-C", self.build, *targets], self.source)

    def killed_by(self):
        """None: it survives; "": it cannot be built."""
        for targets, commands in self.stages():
            if not self.ninja(targets):
                return ""
            for command in commands:
                if not run(command, self.build, self.limits[tuple(command)]):
                    return " ".join(os.path.basename(w) for w in (command if len(command) < 4 else command[3:4]))
        return None

    def try_one(self, mutant):
        path = os.path.join(self.source, mutant["file"])
        with open(path) as f:
            before = f.read()
        try:
            with open(path, "w") as f:
                f.write(mutant["text"])
            return self.killed_by()
        finally:
            with open(path, "w") as f:
                f.write(before)


def known_survivors():
    known, path = set(), os.path.join(HERE, "survivors")
    with open(path) as f:
        for line in f:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 4:
                known.add(tuple(parts[:3]))
            elif line.strip() and not line.startswith("#"):
                sys.exit(f"survivors: not four fields: {line}")
    return known


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("source")
    p.add_argument("work")
    p.add_argument("folder", choices=sorted(STAGES))
    p.add_argument("--sample", type=int, default=0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--only", default="")
    a = p.parse_args()
    bench = Bench(os.path.abspath(a.source), os.path.abspath(a.work), a.folder)
    names = sorted(n for n in os.listdir(os.path.join(bench.source, a.folder))
                   if n.endswith(".c") and not re.search(r"_(test|fuzz|naive.*)\.c$", n) and a.only in n)
    mutants = [m for n in names for m in mutants_of(os.path.join(bench.source, a.folder, n), f"{a.folder}/{n}")]
    known = known_survivors()
    tried = [m for m in mutants if (m["file"], m["was"], m["is"]) not in known]
    if a.sample and a.sample < len(tried):
        tried = sorted(random.Random(a.seed).sample(tried, a.sample), key=lambda m: (m["file"], m["line"]))
    print(f"{a.folder}: {len(mutants)} mutants, {len(mutants) - len([m for m in mutants if (m['file'], m['was'], m['is']) not in known])} "
          f"listed with a reason, {len(tried)} tried (seed {a.seed})", flush=True)
    if not bench.passes_as_it_is():
        sys.exit(f"{a.folder}: the tests do not pass as it is")
    killed, survived, unbuilt = 0, 0, 0
    for m in tried:
        by = bench.try_one(m)
        killed, survived, unbuilt = killed + bool(by), survived + (by is None), unbuilt + (by == "")
        what = "not built" if by == "" else f"killed by {by}" if by else "SURVIVED"
        print(f"{what}\t{m['file']}\t{m['was']}\t{m['is']}\tline {m['line']}", flush=True)
    share = 100 * killed / max(1, killed + survived)
    print(f"{a.folder}: {killed} killed, {survived} survived, {unbuilt} could not be built: {share:.1f} % killed")
    sys.exit(0 if share >= 90 else 1)


main()

#!/usr/bin/env python3
"""Do the tests notice small faults? mutate.py SOURCE BUILD WORK FOLDER... [--sample N] [--seed N] [--only FILE] [--cases N]

Makes one small change at a time in a copy of one source of each FOLDER (lib/civil, lib/judge): an operator turned, a bound
moved, a constant changed, a negation dropped, a truth value turned. BUILD is a built tree of SOURCE; WORK is a folder for
what is made here. The folders become one shared library; every test and the program are linked to it once, so that a change
costs the compiling of one file and one link. A first round tells which test comes by which line; a change is then shown to
those that come by it, the likeliest and quickest first, until one fails (killed) or all pass (survived). Of the golden
cases that come by, at most --cases are tried: a survivor may be known to one that was not.

Prints each change and, for each folder, the share killed. Changes that are listed in the file `survivors` beside this
script cannot be seen from outside: each has its reason there, and is not tried; the second share counts them as
survivors. An entry that fits no change any more is told. The status is 1 where the first share is below nine in ten.
"""
import argparse
import hashlib
import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

HERE = os.path.dirname(os.path.abspath(__file__))
SECOND = "lib/judge_second_opinion_test"
SECOND_RUNS = [["7", "40"], ["7", "400"], ["5000", "1200"]]  # first seed, documents
LINKER = ["-rdynamic", "-Wl,-z,lazy", *(["-fuse-ld=lld"] if shutil.which("ld.lld") else [])]
SLOW = 8.0  # seconds of CPU: a test that takes longer is left out

TURNED = {
    "<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"], "==": ["!="], "!=": ["=="], "&&": ["||"], "||": ["&&"],
    "+": ["-"], "-": ["+"], "+=": ["-="], "-=": ["+="], "!": [""], "%": ["*"], "true": ["false"], "false": ["true"],
    "INSTANT_MIN": ["INSTANT_MAX"], "INSTANT_MAX": ["INSTANT_MIN"],
    "TRUTH_TRUE": ["TRUTH_UNKNOWN"], "TRUTH_FALSE": ["TRUTH_UNKNOWN"], "TRUTH_UNKNOWN": ["TRUTH_FALSE", "TRUTH_TRUE"],
}
TOKEN = re.compile(r"""(?P<gap>\s+|//[^\n]*|/\*.*?\*/)|(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
    |(?P<word>[A-Za-z_]\w*)|(?P<number>\d[\w.]*)
    |(?P<sign>->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\.\.\.|.)""", re.X | re.S)
HEAD = re.compile(r"^\w[^\n;={]*?(\w+)\([^;{]*\)\n\{", re.M)


# ---- the changes ----

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


def function_of(text, at):
    """The name of the function that a place of the text stands in; none: ""."""
    heads = [m for m in HEAD.finditer(text, 0, at)]
    return heads[-1].group(1) if heads else ""


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
            found.append({"file": name, "function": function_of(text, at), "line": text.count("\n", 0, at) + 1, "was": line.strip(), "is": changed.strip(),
                          "text": text[:at] + new + text[at + len(token):]})
    return found


# ---- running ----

def run(command, env=None, cpu=None):
    """Whether it ended with 0, and the seconds of CPU it took; killed beyond `cpu` of them: a change may loop for ever."""
    def bound():
        resource.setrlimit(resource.RLIMIT_CPU, (int(cpu) + 1, int(cpu) + 1))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    p = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         start_new_session=True, preexec_fn=bound if cpu else None)
    try:
        _, status, used = wait(p, 900)
    except TimeoutError:
        os.killpg(p.pid, signal.SIGKILL)
        p.wait()
        return False, 900
    return status == 0, used


def wait(p, most):
    ends = time.monotonic() + most
    pause = 0.002
    while time.monotonic() < ends:
        pid, status, usage = os.wait4(p.pid, os.WNOHANG)
        if pid:
            p.returncode = status
            return pid, status, usage.ru_utime + usage.ru_stime
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)
    raise TimeoutError


def must(command, cwd=None):
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)[:400]}\n{done.stdout[-2000:]}")
    return done.stdout


class Unit:
    """Something that runs: a test, or a golden case."""
    def __init__(self, name, words, is_case=False):
        self.name, self.words, self.is_case = name, words, is_case
        self.cost = 0.0
        self.lines = set()  # (file, line) it comes by
        self.kills = {}  # of each file


class Bench:
    def __init__(self, source, build, work, folders):
        self.source, self.build, self.work, self.folders = source, build, work, folders
        self.commands = {os.path.normpath(os.path.join(c["directory"], c["file"])): c
                         for c in json.load(open(os.path.join(build, "compile_commands.json")))}
        must(["ninja", "-C", build])
        self.objects = {}  # of each source
        for folder in folders:
            for name in sources(os.path.join(source, folder)):
                self.objects[f"{folder}/{name}"] = os.path.join(
                    build, "lib", "CMakeFiles", os.path.basename(folder) + ".dir", os.path.basename(folder), name + ".o")
        self.programs, self.units = [], []

    def compile(self, name, text_path, out, *more):
        """The file `name` of the sources, its text taken from text_path."""
        words = shlex.split(self.commands[os.path.join(self.source, name)]["command"])
        words = [w for w in words if w.startswith(("-D", "-I", "-std", "-f"))]
        return ["cc", "-w", "-O0", "-iquote", os.path.dirname(os.path.join(self.source, name)), *words, *more, "-c", text_path, "-o", out]

    def link_library(self, place, folder, objects):
        path = library(place, folder)
        return ["cc", "-shared", f"-Wl,-soname,{os.path.basename(path)}", "-o", path, *objects]

    def objects_of(self, folder):
        return {n: o for n, o in self.objects.items() if n.startswith(folder + "/")}

    def link_programs(self):
        """Each test and the program, once, to the libraries in ../lib of wherever they stand."""
        first = os.path.join(self.work, "first")
        os.makedirs(os.path.join(first, "bin"))
        os.makedirs(os.path.join(first, "lib"))
        for folder in self.folders:
            must(self.link_library(first, folder, self.objects_of(folder).values()))
        targets = must(["ninja", "-C", self.build, "-t", "targets", "all"])
        changed = {f"lib/lib{os.path.basename(f)}.a": library(first, f) for f in self.folders}
        for target in re.findall(r"^((?:lib|cmd)/\w+_test|cmd/ordercheck): C_EXECUTABLE_LINKER", targets, re.M):
            words = shlex.split(must(["ninja", "-C", self.build, "-t", "commands", target]).strip().splitlines()[-1])
            mine = [changed[w] for w in words if w in changed]
            if not mine:
                continue
            words = words[words.index("&&") + 1:len(words) - words[::-1].index("&&") - 1]
            others = [w for w in words if re.fullmatch(r"lib/lib\w+\.a", w) and w not in changed]
            words = [w for w in words if not re.fullmatch(r"lib/lib\w+\.a", w)]
            words[words.index("-o") + 1] = os.path.join(first, "bin", os.path.basename(target))
            must([*words, *LINKER, *mine, "-Wl,-rpath,$ORIGIN/../lib", "-Wl,--start-group", *others, "-Wl,--end-group",
                  *self.libraries(words)], self.build)
            self.programs.append(target)

    @staticmethod
    def libraries(words):
        """Named again, for the archives that now stand behind them."""
        return [w for w in words if w.endswith(".so") or w.startswith("-l")]

    def worker(self, name):
        """A place with libraries of its own."""
        place = os.path.join(self.work, name)
        os.makedirs(os.path.join(place, "bin"))
        os.makedirs(os.path.join(place, "lib"))
        for program in os.listdir(os.path.join(self.work, "first", "bin")):
            os.link(os.path.join(self.work, "first", "bin", program), os.path.join(place, "bin", program))
        for folder in self.folders:
            shutil.copy(library(os.path.join(self.work, "first"), folder), library(place, folder))
        return place

    def list_units(self):
        for program in self.programs:
            name = os.path.basename(program)
            if program == SECOND:
                self.units += [Unit(" ".join([name, *r]), ["{bin}/" + name, *r]) for r in SECOND_RUNS]
            elif name != "ordercheck":
                self.units.append(Unit(name, ["{bin}/" + name]))
        self.units.append(Unit("catalogue", ["{bin}/ordercheck", "test", "--catalogue"]))
        cases = os.path.join(self.source, "testdata", "cases")
        for case in sorted(os.listdir(cases)):
            if os.path.exists(os.path.join(cases, case, "cmd")):
                self.units.append(Unit(case, ["sh", os.path.join(cases, "run.sh"), "{bin}/ordercheck", case], True))

    def run_unit(self, unit, place, cpu, **env):
        words = [w.format(bin=os.path.join(place, "bin")) for w in unit.words]
        return run(words, {**os.environ, "LIMIT": "1000", **env}, cpu)

    # ---- the first round ----

    def first_round(self):
        place = self.worker("reached")
        kept = os.path.join(os.path.dirname(self.work), "map.json")
        what = self.what_is_mapped()
        if not self.take_map(kept, what):
            self.make_map(place)
            with open(kept, "w") as f:
                json.dump([what, [[u.name, u.cost, sorted(u.lines)] for u in self.units], sorted(self.mapped)], f)
        self.units = [u for u in self.units if u.lines]
        self.files = {u: {f for f, _ in u.lines} for u in self.units}

    def what_is_mapped(self):
        """Changes with the sources of the folders, and with the tests there are."""
        digest = hashlib.sha256(json.dumps([u.name for u in self.units]).encode())
        programs = os.path.join(self.work, "first", "bin")
        for path in [os.path.join(self.source, n) for n in self.objects] + [os.path.join(programs, n) for n in sorted(os.listdir(programs))]:
            with open(path, "rb") as f:
                digest.update(f.read())
        return digest.hexdigest()

    def take_map(self, path, what):
        """The map of an earlier run of the same sources and tests."""
        try:
            with open(path) as f:
                of, units, mapped = json.load(f)
        except (OSError, ValueError):
            return False
        if of != what:
            return False
        for unit, (_, unit.cost, lines) in zip(self.units, units):
            unit.lines = {tuple(at) for at in lines}
        self.mapped = {tuple(at) for at in mapped}
        return True

    def make_map(self, place):
        lines_of = {}
        for folder in self.folders:
            objects = [os.path.join(place, "reached.o")]
            must(["cc", "-O1", "-fPIC", "-D_DEFAULT_SOURCE", f'-DFOLDER="{os.path.basename(folder)}"', "-c", os.path.join(HERE, "reached.c"),
                  "-o", objects[0]])
            for name in self.objects_of(folder):
                objects.append(os.path.join(place, os.path.basename(name) + ".o"))
                must(self.compile(name, os.path.join(self.source, name), objects[-1], "-g", "-fsanitize-coverage=trace-pc"))
            must(self.link_library(place, folder, objects))
            lines_of[folder] = places(library(place, folder), {os.path.basename(n): n for n in self.objects_of(folder)})
        for unit in self.units:
            passed, unit.cost = self.run_unit(unit, place, 3 * SLOW, REACHED=place)
            if not passed:
                print(f"passed over, for it fails as it is, or is too slow: {unit.name}", flush=True)
            for folder in self.folders:
                lines = came_by(os.path.join(place, os.path.basename(folder)), lines_of[folder])
                unit.lines |= lines if passed and unit.cost < SLOW else set()
        self.mapped = set().union(*(lines for of in lines_of.values() for lines in of.values()))

    def who_comes_by(self, mutant, cases, seed):
        at = (mutant["file"], mutant["line"])
        there = [u for u in self.units if (at in u.lines if at in self.mapped else mutant["file"] in self.files[u])]
        order = sorted(there, key=lambda u: u.cost / (1 + u.kills.get(mutant["file"], 0)))
        golden = [u for u in order if u.is_case]
        if len(golden) > cases:
            proven = [u for u in golden if u.kills.get(mutant["file"])][:cases // 2]
            rest = [u for u in golden if u not in proven]
            golden = proven + random.Random(seed).sample(rest, cases - len(proven))
        tried = set(golden)
        return [u for u in order if not u.is_case or u in tried]

    # ---- one change ----

    def try_one(self, mutant, place, cases, seed):
        """The name of what killed it; "": it cannot be built; None: it survived."""
        text, out = os.path.join(place, os.path.basename(mutant["file"])), os.path.join(place, "changed.o")
        with open(text, "w") as f:
            f.write(mutant["text"])
        if not run(self.compile(mutant["file"], text, out))[0]:
            return ""
        folder = os.path.dirname(mutant["file"])
        if not run(self.link_library(place, folder, [out if n == mutant["file"] else o for n, o in self.objects_of(folder).items()]))[0]:
            return ""
        by = next((u for u in self.who_comes_by(mutant, cases, seed) if not self.run_unit(u, place, 3 + 10 * u.cost)[0]), None)
        shutil.copy(library(os.path.join(self.work, "first"), folder), library(place, folder))
        if not by:
            return None
        by.kills[mutant["file"]] = by.kills.get(mutant["file"], 0) + 1
        return by.name


def library(place, folder):
    return os.path.join(place, "lib", f"lib{os.path.basename(folder)}.so")


def sources(folder):
    return sorted(n for n in os.listdir(folder) if n.endswith(".c") and not re.search(r"_(test|fuzz|naive.*)\.c$", n))


def came_by(file, lines_of):
    """The lines of the places that a process marked in the file, which is removed."""
    if not os.path.exists(file):
        return set()
    with open(file, "rb") as f:
        marked = [m.start() for m in re.finditer(b"\1", f.read())]
    os.unlink(file)
    return set().union(*(lines_of.get(at, set()) for at in marked))


def places(library, names):
    """Lines (file, number) of the code behind each place that calls the tracer: by its address."""
    calls, next_is = [], False
    for line in must(["objdump", "-d", "--no-show-raw-insn", library]).splitlines():
        m = re.match(r"\s+([0-9a-f]+):\t(.*)", line)
        if m:
            if next_is:
                calls.append(int(m.group(1), 16))
            next_is = "call" in m.group(2) and "__sanitizer_cov_trace_pc" in m.group(2)
    rows = []
    for line in must(["objdump", "--dwarf=decodedline", library]).splitlines():
        m = re.match(r"(\S+)\s+(\d+)\s+0x([0-9a-f]+)", line)
        if m and m.group(1) in names:
            rows.append((int(m.group(3), 16), names[m.group(1)], int(m.group(2))))
    rows.sort()
    found, at = {}, 0
    for address, until in zip(calls, calls[1:] + [1 << 62]):
        lines = set()
        while at < len(rows) and rows[at][0] < address:
            at += 1
        if at > 0:
            lines.add(rows[at - 1][1:])
        while at < len(rows) and rows[at][0] < until:
            lines.add(rows[at][1:])
            at += 1
        found[address] = lines
    return found


def entries_of(mutant):
    """How it would be listed: for the file, or for the one function of it."""
    change = (mutant["was"], mutant["is"])
    return {(mutant["file"], *change), (f"{mutant['file']}:{mutant['function']}", *change)}


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


def choose(bench, folder, a, known):
    """The changes to try, and the share of all changes that is not listed."""
    names = [n for n in bench.objects if n.startswith(folder + "/") and a.only in n]
    mutants = [m for n in names for m in mutants_of(os.path.join(bench.source, n), n)]
    tried = [m for m in mutants if not entries_of(m) & known]
    listed = len(mutants) - len(tried)
    for entry in sorted(known.difference(*map(entries_of, mutants))):
        if entry[0].split(":")[0] in names or (entry[0].startswith(folder + "/") and not a.only):
            print("listed, but there is no such change: " + "\t".join(entry), flush=True)
    if a.sample and a.sample < len(tried):
        tried = sorted(random.Random(a.seed).sample(tried, a.sample), key=lambda m: (m["file"], m["line"]))
    print(f"{folder}: {len(mutants)} changes, {listed} listed with a reason, {len(tried)} tried (seed {a.seed})", flush=True)
    return tried, 1 - listed / max(1, len(mutants))


def judge(bench, folder, tried, open_to_view, a, free):
    """Tries them; prints the share killed and returns it, in per cent."""
    def one(mutant):
        place = free.get()
        try:
            by = bench.try_one(mutant, place, a.cases, a.seed)
        finally:
            free.put(place)
        what = "not built" if by == "" else f"killed by {by}" if by else "SURVIVED"
        print(f"{what}\t{mutant['file']}\t{mutant['was']}\t{mutant['is']}\tline {mutant['line']}", flush=True)
        return by
    with ThreadPoolExecutor(a.jobs) as pool:
        ends = list(pool.map(one, tried))
    killed, survived = sum(bool(e) for e in ends), ends.count(None)
    share = 100 * killed / max(1, killed + survived)
    print(f"{folder}: {killed} killed, {survived} survived, {ends.count('')} could not be built: "
          f"{share:.1f} % killed; {share * open_to_view:.1f} % of all, with the listed ones", flush=True)
    return share


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("source")
    p.add_argument("build")
    p.add_argument("work")
    p.add_argument("folders", nargs="+")
    p.add_argument("--sample", type=int, default=0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--only", default="")
    p.add_argument("--cases", type=int, default=40)
    p.add_argument("--jobs", type=int, default=2)
    a = p.parse_args()
    work = os.path.join(os.path.abspath(a.work), "mutation")
    shutil.rmtree(work, ignore_errors=True)
    bench = Bench(os.path.abspath(a.source), os.path.abspath(a.build), work, a.folders)
    tried = {f: choose(bench, f, a, known_survivors()) for f in a.folders}
    bench.link_programs()
    bench.list_units()
    bench.first_round()
    print(f"{len(bench.units)} tests and cases come by, {sum(u.cost for u in bench.units):.0f} s of CPU", flush=True)
    free = SimpleQueue()
    for i in range(a.jobs):
        free.put(bench.worker(f"worker-{i}"))
    shares = [judge(bench, f, *tried[f], a, free) for f in a.folders]
    shutil.rmtree(work)
    sys.exit(0 if min(shares) >= 90 else 1)


main()

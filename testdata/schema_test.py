"""Validates documents and runs: schema_test.py SCHEMAS FILES RUNS"""
import json
import os
import re
import sys

import jsonschema
import yaml

FIRST = ["order", "scheme", "subject", "rule", "event", "state", "place", "feed", "test", "settings"]

# As an editor reads YAML 1.2: numbers, true and false, null; a date is a text.
CORE = {
    "tag:yaml.org,2002:null": r"^(~|null|Null|NULL|)$",
    "tag:yaml.org,2002:bool": r"^(true|True|TRUE|false|False|FALSE)$",
    "tag:yaml.org,2002:int": r"^[-+]?[0-9]+$",
    "tag:yaml.org,2002:float": r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$",
}


SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TextLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Core(SafeLoader):
    yaml_implicit_resolvers = {}


for tag, pattern in CORE.items():
    Core.add_implicit_resolver(tag, re.compile(pattern), None)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))

WRONG = [
    ("order", "order: A\ntype: shpo-sc\nmade: 2026-03-02\nconditions: []\n", "no subject"),
    ("order", "order: A\ntype: shpo\nmade: 2026-03-02\nsubject: V\nconditions: []\n", "no such type"),
    ("order", "order: A\ntype: shpo-sc\nmade: 2 March\nsubject: V\nconditions: []\n", "no date"),
    ("order", "order: A\ntype: shpo-sc\nmade: 2026-03-02\nsubject: V\nconditions: {id: '1'}\n", "no list"),
    ("order", "order: A\ntype: shpo-sc\nmade: 2026-03-02\nsubject: V\nconditions: [{text: a}]\n", "no id"),
    ("order", "order: A\ntype: shpo-sc\nmade: 2026-03-02\nsubject: V\nconditions: [{id: '1', wihth: {}}]\n", "no such key"),
    ("order", "order: A\ntype: shpo-sc\nmade: 2026-03-02\nsubject: {subject: V, nmae: {}}\nconditions: []\n", "inside"),
    ("order", "order: ' '\ntype: shpo-sc\nmade: 2026-03-02\nsubject: V\nconditions: []\n", "a blank id"),
    ("subject", "subject: V\nname: Alex\n", "a name that is no mapping"),
    ("subject", "subject: V\nnotifies: perhaps\n", "neither yes nor no"),
    ("rule", "rule: a/b\nwhen: travel\nexpect: {even: visit}\n", "a wrong key in a pattern"),
    ("rule", "rule: a b\nwhen: travel\n", "no name"),
    ("rule", "rule: a\nunmonitored: x\nreview-every: soon\n", "no duration"),
    ("event", "event: travel\nfields: {to: {titel: x, type: country}}\n", "a wrong key of a field"),
    ("event", "event: travel\n", "no fields"),
    ("state", "state: away\nopens: {where: a}\n", "no event"),
    ("feed", "feed: a\nevent: travel\nfields: {to: {colum: x}}\n", "a wrong key of a column"),
    ("feed", "feed: a\nfresh: 2\n", "a number is no duration"),
    ("test", "test: a\nas-of: 2026-01-01\n", "no expect"),
    ("test", "test: a\nas-of: 2026-01-01\nexpect: [{level: high}]\n", "no such level"),
    ("settings", "settings: {within: 14d, match: {strong: many}}\n", "no number"),
    ("place", "place: a\nradus: 1\n", "no such key"),
    ("document", "orders: A\n", "no kind"),
    ("document", "feed: a\nfresh: 2\n", "a wrong feed"),
]

errors = 0


def tell(text):
    global errors
    errors += 1
    if errors <= 20:
        print(text)


def refusals(validator, value):
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}"[:300] for e in validator.iter_errors(value)]


def documents(path):
    with open(path, encoding="utf-8-sig") as f:
        text = f.read()
    for loader in (Core, TextLoader):
        yield from ((loader.__name__, d) for d in yaml.load_all(text, Loader=loader) if d)


def check_documents(files, schemas):
    seen = dict.fromkeys(FIRST, 0)
    for path in files:
        try:
            read = list(documents(path))
        except (yaml.YAMLError, UnicodeDecodeError):
            continue  # what libyaml takes and PyYAML does not
        for loader, document in read:
            kind = next(iter(document))
            seen[kind] += 1
            for name in (kind, "document"):
                for refusal in refusals(schemas[name], document):
                    tell(f"{path} by {loader}: {name}: {refusal}")
    for kind, n in seen.items():
        if n == 0:
            tell(f"no document of the kind {kind} was seen")
    print(sum(seen.values()) // 2, "documents in", len(files), "files")


def check_wrong(schemas):
    for kind, text, what in WRONG:
        for loader in (Core, TextLoader):
            if not refusals(schemas[kind], yaml.load(text, Loader=loader)):
                tell(f"{kind} is taken by {loader.__name__}: {what}")


def check_runs(folder, schemas):
    findings = runs = 0
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            text = f.read()
        if not text.startswith("{"):
            continue
        values = [json.loads(line) for line in text.splitlines()] if name.endswith("l") else [json.loads(text)]
        kind = "finding" if name.endswith("l") else "run"
        findings += len(values) if kind == "finding" else 0
        runs += kind == "run"
        for value in values:
            for refusal in refusals(schemas[kind], value):
                tell(f"{name}: {kind}: {refusal}")
            if kind == "finding":
                for key in list(value):
                    without = {k: v for k, v in value.items() if k != key}
                    if key not in ("scheme", "obligation") and not refusals(schemas[kind], without):
                        tell(f"a finding without {key} is taken")
                if not refusals(schemas[kind], {**value, "level": "high"}) or not refusals(schemas[kind], {**value, "x": 1}):
                    tell("a wrong finding is taken")
    if findings < 50 or runs < 20:
        tell(f"too few: {findings} findings, {runs} runs")
    print(findings, "findings,", runs, "runs")


def main():
    schemas = {}
    for name in os.listdir(sys.argv[1]):
        with open(os.path.join(sys.argv[1], name), encoding="utf-8") as f:
            schema = json.load(f)
        jsonschema.Draft7Validator.check_schema(schema)
        schemas[name[:-5]] = jsonschema.Draft7Validator(schema)
    with open(sys.argv[2], encoding="utf-8") as f:
        files = f.read().split("\n")[:-1]
    check_documents(files, schemas)
    check_wrong(schemas)
    check_runs(sys.argv[3], schemas)
    if errors:
        print(errors, "errors")
    return errors > 0


sys.exit(main())

#!/usr/bin/env python3
"""A store against a run without one, by the program itself: law.py ORDERCHECK [ROUNDS [SEED]]

Each round gives files of random days to a store, run by run with --new, while orders, subjects, a register, places, an
area, holidays, thresholds of matching, tags and rules change, come and go, documents move to another file, the catalogue is left
out or there again, and the program is of another version with a changed catalogue. Some runs look back or ahead, by --as-of,
--known-at or both: they take files in and leave findings alone, and print what a run without a store prints. After each
other run the findings that the store shows must be, id by id and level by level, those of one run without a store over all
files that were ever given; and with --new those are printed, and only those, that the reader was not told at that level,
while decisions hide some of them until they lapse or their rows say something else. What was known of people or feeds
changed: then files are given again, as the program asks. Status 77: skipped.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

try:
    import sqlite3
except ImportError:
    print("law: skipped: this python has no sqlite3")
    sys.exit(77)

PROGRAM = os.path.abspath(sys.argv[1])
OTHER = "/another/program"  # another_program() writes it
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 6
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
RUNS = 8
PEOPLE = 5

TYPES = """event: trip
fields: {time: {type: time, required: true}, to: {type: country}, id: {type: text}, n: {type: number}}
---
event: ping
fields: {time: {type: time, required: true}, p: {type: point, required: true}}
---
event: note
fields: {time: {type: time, required: true}, id: {type: text}}
---
feed: trips
event: trip
subject: [{reference: who}]
key: code
fields: {time: at, recorded: told, to: country, id: code, n: n}
---
feed: seen
event: trip
subject: [{person: {family: family, given: given, born: born}}]
fields: {time: at, recorded: told, to: country}
---
feed: schools
event: place
fields: {id: ref, class: kind, at: {columns: [lat, lon]}, radius: metres}
FLIGHTS---
rule: abroad
title: Abroad
kind: prohibition
parameters: {most: {type: number, default: 7}}
when: trip
where: trip.to != "GB" and not trip.n > $most
---
rule: tell
title: Tell
kind: requirement
when: trip
where: trip.n > BOUND
expect: {event: note, where: note.id == trip.id, by: 'workdays(2, trip.time)'}
---
rule: near
title: Near
kind: prohibition
when: ping
where: nearest("school", ping.p) < 150m
---
rule: inside
title: Inside
kind: prohibition
parameters: {place: {type: place}}
when: ping
where: inside(ping.p, $place)
---
place: park
class: park
area: park.geojson
"""
FLIGHTS = """---
feed: flights
event: travel
subject: [{reference: who}]
key: code
fields: {time: at, recorded: told, to: country, id: code}
"""


class World:
    """What the documents say as of a run."""

    def __init__(self, dice):
        self.dice = dice
        self.holidays, self.match, self.bound = [], None, 3
        self.registered = {n: dice.random() < 0.4 for n in range(PEOPLE)}
        self.passport = {n: 500000040 + n for n in range(PEOPLE)}
        self.bound_people = set(dice.sample(range(PEOPLE), 3))
        self.most = {n: 7 for n in range(PEOPLE)}
        self.until = {n: "2096-05-01" for n in range(PEOPLE)}
        self.north, self.edge, self.born = 53.8008, 53.806, {n: n + 1 for n in range(PEOPLE)}
        self.people = "people.yaml"
        self.aliases, self.replaced, self.words = set(), {}, {n: "W." for n in range(PEOPLE)}
        self.catalogue, self.program = True, PROGRAM

    def change(self):
        """Changes something; True: of what rows are found by, so that files have to be read again."""
        d, n = self.dice, self.dice.randrange(PEOPLE)
        what = d.choice(["nothing", "holidays", "match", "rule", "register", "come", "go", "order", "end", "place", "area", "alias", "replace", "words", "move",
                         "catalogue", "program"])
        if what == "holidays":
            self.holidays = sorted(d.sample(["2096-02-11", "2096-02-12", "2096-02-13", "2096-02-16"], d.randrange(3)))
        elif what == "match":
            self.match = d.choice([None, (14, 8), (30, 20), (4, 2), (60, 1)])
        elif what == "rule":
            self.bound = d.choice([1, 3, 5])
        elif what == "register":
            self.registered[n] = not self.registered[n]
            self.born[n] = d.randrange(1, 9)
        elif what == "come":
            self.bound_people.add(n)
        elif what == "go" and len(self.bound_people) > 1:
            self.bound_people.discard(n)
        elif what == "order":
            self.most[n] = d.choice([2, 5, 7])
        elif what == "end":
            self.until[n] = d.choice(["2096-02-12", "2096-05-01"])
        elif what == "place":
            self.north = d.choice([53.8008, 53.81, 53.79])
        elif what == "area":
            self.edge = d.choice([53.806, 53.803])
        elif what == "alias":
            self.aliases ^= {n}
        elif what == "replace":
            self.replaced[n] = d.choice([None, "2096-02-13", "2096-02-15T12:00Z"])
        elif what == "words":
            self.words[n] = d.choice(["W.", "Words.  # and a comment", '"Words"'])
        elif what == "move":
            self.people = d.choice(["people.yaml", "orders.yaml"])
        elif what == "catalogue":
            self.catalogue = not self.catalogue
        elif what == "program":
            self.program = d.choice([PROGRAM, OTHER])
        return what in ("match", "register", "come", "go", "alias", "catalogue")

    def write(self):
        match = "" if not self.match else "  match: {strong: %d, possible: %d}\n" % self.match
        with open("ordercheck.yaml", "w") as f:
            f.write("settings:\n  zone: Europe/London\n  holidays: [%s]\n%s" % (", ".join(self.holidays), match))
        with open("types.yaml", "w") as f:
            f.write(TYPES.replace("BOUND", str(self.bound)).replace("FLIGHTS", FLIGHTS if self.catalogue else ""))
        with open(self.people, "w") as f:
            for n in sorted(self.bound_people):
                who = "" if self.registered[n] else self.subject(n)
                f.write(who + "---\norder: O%d\ntype: other\nmade: 2096-01-01\nuntil: %s\nsubject: S%d\nconditions:\n"
                        "  - id: '1'\n    text: %s\n    rule: abroad\n    with: {most: %d}\n  - {id: '2', text: W., rule: tell}\n"
                        "  - {id: '3', text: W., rule: near}\n  - {id: '4', text: W., rule: inside, with: {place: park}}\n%s"
                        % (n, self.until[n], n, self.words[n], self.most[n],
                           "  - {id: '5', text: W., rule: travel/foreign-travel}\n" if self.catalogue else ""))
            for n in sorted(self.bound_people):  # an order ends when another document's takes its place
                if self.replaced.get(n):
                    f.write("---\norder: R%d\ntype: sro\nmade: %s\nuntil: 2096-05-01\nreplaces: O%d\nsubject: S%d\nconditions:\n"
                            "  - {id: '1', text: W., rule: inside, with: {place: {class: park, area: park.geojson}}}\n"
                            % (n, self.replaced[n], n, n))
            f.write("---\nsubject: S%d\n" % PEOPLE)
        with open("register.csv", "w") as f:
            f.write("subject,family,given,born,identifier.passport\n")
            for n in range(PEOPLE):
                if self.registered[n]:
                    f.write("S%d,Example%d,Alex,1980-01-0%d,%d\n" % (n, n, self.born[n], self.passport[n]))
        with open("schools.csv", "w") as f:
            f.write("ref,kind,lat,lon,metres\nP1,school,%s,-1.5491,100\n" % self.north)
        with open("park.geojson", "w") as f:
            ring = [[-1.55, 53.802], [-1.54, 53.802], [-1.54, self.edge], [-1.55, self.edge], [-1.55, 53.802]]
            json.dump({"type": "Polygon", "coordinates": [ring]}, f)

    def subject(self, n):
        alias = ", aliases: [{family: Other, given: [Robin]}]" if n in self.aliases else ""
        return ("---\nsubject: S%d\nname: {family: Example%d, given: [Alex]}\nborn: 1980-01-0%d\n%s" %
                (n, n, self.born[n], alias.replace(", aliases", "aliases") + "\n" if alias else ""))


def moment(d, day):
    return "2096-02-%02dT%02d:%02dZ" % (10 + day + d.randrange(3), d.randrange(24), 15 * d.randrange(4))


def files_of(d, day, catalogue):
    """The files of a day: feed, name."""
    told = lambda: "2096-02-%02dT23:%02dZ" % (12 + day + d.randrange(3), d.randrange(60))
    country = lambda: d.choice(["GB", "FR", "ES", "QQ"])
    who = lambda: "S%d" % d.randrange(PEOPLE + 2)
    rows = {
        "trips": ["who,at,told,country,code,n"] + ["%s,%s,%s,%s,C%d,%d" % (who(), moment(d, day), told(), country(), d.randrange(12), d.randrange(9))
                                                    for _ in range(7)] + ["%s,soon,,FR,C3,1" % who(), "S1"],
        "seen": ["family,given,born,at,told,country"] +
                ["%s,%s,1980-01-0%d,%s,%s,%s" % (d.choice(["Example1", "Example2", "Exmaple1", "Other"]), d.choice(["Alex", "Robin", "Alec"]),
                                                 d.randrange(1, 5), moment(d, day), told(), country()) for _ in range(4)],
        "ping": ["subject,time,p"] + ['%s,%s,"%s,-1.5491"' % (who(), moment(d, day), d.choice([53.8017, 53.8045, 53.81, 53.7901])) for _ in range(5)],
        "flights": ["who,at,told,country,code"] + ["%s,%s,%s,%s,F%d" % (who(), moment(d, day), told(), country(), d.randrange(9)) for _ in range(4)],
        "note": ["subject,time,id"] + ["%s,%s,C%d" % (who(), moment(d, day), d.randrange(12)) for _ in range(4)],
    }
    out = []
    for feed in rows:
        if d.random() < 0.75 and (catalogue or feed != "flights"):
            name = "%s-%d.csv" % (feed, day)
            with open(name, "w") as f:
                f.write("\n".join(rows[feed]) + "\n")
            out.append("%s=%s" % (feed, name))
    return out


def ordercheck(world, *args):
    done = subprocess.run([world.program, "check", *([] if world.catalogue else ["--no-catalogue"]), "--orders", "types.yaml", "--orders",
                           world.people, "--within", "9y", "subject=register.csv", "schools=schools.csv", *args],
                          capture_output=True, text=True)
    if done.returncode not in (0, 1, 4, 5):
        raise SystemExit("law: status %d: %s" % (done.returncode, done.stderr))
    return done


def levels_of(done):
    run = json.loads(done.stdout)
    return {f["id"]: f["level"] for f in run["findings"] + run["blind"]}


def stateless(world, files, when):
    return levels_of(ordercheck(world, *when, "--level", "blind", "-f", "json", *files, *([] if files else ["--no-feeds"])))


LEVELS = ["clear", "blind", "upcoming", "review", "breach"]


def shown():
    """Level and digest of the facts of what the store shows."""
    db = sqlite3.connect("s.db")
    found = {i: (LEVELS[n], facts) for i, n, facts in db.execute("SELECT id, level, facts FROM finding WHERE state = 1")}
    db.close()
    return found


class Reader:
    """What the reader was told, and what was decided: which findings are new?"""

    def __init__(self):
        self.told, self.decided = {}, {}

    def judged(self, found, as_of):
        for i, (level, until, facts) in list(self.decided.items()):
            if until <= as_of or (i in found and found[i][1] != facts):
                del self.decided[i]
                self.told.pop(i, None)

    def is_new(self, i, level):
        n = LEVELS.index(level)
        return n >= 2 and n > self.told.get(i, -1) and n > (self.decided[i][0] if i in self.decided else -1)

    def tell(self, found):
        new = {i: level for i, (level, _) in found.items() if self.is_new(i, level)}
        self.told = {i: n for i, n in self.told.items() if i in found}
        for i, level in new.items():
            self.told[i] = LEVELS.index(level)
        return new

    def decide(self, d, found, as_of):
        """Decides on one finding, until one of the days to come or for good."""
        choice = sorted(i for i, (level, _) in found.items() if LEVELS.index(level) >= 2 and i not in self.decided)
        if not choice:
            return
        i = d.choice(choice)
        until = d.choice(["2096-02-%02d" % (10 + d.randrange(12)), ""])
        done = subprocess.run([PROGRAM, "store", "decide", i, "--store", "s.db", "--as", "no-action", "--by", "PC 1", "--reason", "seen",
                               *(["--until", until] if until else [])], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit("law: decide: %s" % done.stderr)
        self.decided[i] = (LEVELS.index(found[i][0]), until or "9999", found[i][1])


def differ(what, one, other, seed, run, told):
    if one == other:
        return
    wrong = sorted((i, one.get(i), other.get(i)) for i in set(one) | set(other) if one.get(i) != other.get(i))
    raise SystemExit("law: seed %d, run %d, %s: id, by the store, otherwise: %s\n%s\nin %s" % (seed, run, what, wrong, told.stderr, os.getcwd()))


def moments(d, run, last):
    """The options of time of a run that looks back or ahead, or none."""
    when = []
    if d.random() < 0.5:
        when = ["--as-of", "2096-02-%02dT06:00Z" % (10 + d.randrange(run + 2))]
    if not when or d.random() < 0.7:
        when += ["--known-at", "2096-02-%02dT06:00Z" % (10 + d.randrange(15))]
    return when if "--as-of" in when else when + ["--as-of", last]


def one_round(seed):
    d = random.Random(seed)
    world, reader, given, compared, last, latest, before = World(d), Reader(), [], 0, "", "", {}
    days = list(range(RUNS))
    d.shuffle(days)
    for run, day in enumerate(days):
        again = run > 0 and any([world.change() for _ in range(d.randrange(3))])
        world.write()
        new = files_of(d, day, world.catalogue)
        given += new
        known = [f for f in given if world.catalogue or not f.startswith("flights=")]
        last = max(last, "2096-02-%02dT12:00Z" % (12 + run + d.randrange(3)) if run < RUNS - 1 else "2096-03-20T12:00Z")
        looks = run > 0 and d.random() < 0.25
        when = moments(d, run, last) if looks else ["--as-of", last]
        back = "--known-at" in when or when[1] < latest
        given_now = list(known) if again else new
        d.shuffle(given_now)
        fresh = not back and d.random() < 0.8
        told = ordercheck(world, "--store", "s.db", *(["--new"] if fresh else []), "--reader", "law", *when, "-f", "json",
                          *([] if fresh else ["--level", "blind"]), *given_now, *([] if given_now else ["--no-feeds"]))
        found = shown()
        one = {i: level for i, (level, _) in found.items()}
        differ("what is kept", one, before if back else stateless(world, known, when), seed, run, told)
        if back:
            differ("looking back or ahead", levels_of(told), stateless(world, known, when), seed, run, told)
        else:
            latest = max(latest, when[1])
            reader.judged(found, last)
        if fresh:
            differ("what is new", levels_of(told) if told.stdout else {}, reader.tell(found), seed, run, told)
        if not back and d.random() < 0.5:
            reader.decide(d, found, last)
        before = one
        compared += len(one)
    return compared


def another_program(path):
    """The program as if it were of another version, and a shipped rule of it said something else: its bytes, changed."""
    global OTHER
    with open(PROGRAM, "rb") as f:
        text = f.read()
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True).stdout.split()[1]
    rule = b"    default: all-abroad\n    title: Forbidden countries\n"
    other = text.replace(b"\0%s\0" % version.encode(), b"\0" + b"9" + version.encode()[1:] + b"\0")
    changed = other.replace(rule, rule.replace(b"all-abroad", b"[FR]      "))
    if other == text or changed == other:
        raise SystemExit("law: the program holds no version %s, or not the rule travel/foreign-travel" % version)
    OTHER = path
    with open(path, "wb") as f:
        f.write(changed)
    os.chmod(path, 0o700)
    says = [subprocess.run([p, "--version"], capture_output=True, text=True).stdout.split("\n") for p in (PROGRAM, OTHER)]
    if says[0][0] == says[1][0] or says[0][3] == says[1][3]:
        raise SystemExit("law: the other program says %s" % says[1])


def main():
    compared = 0
    home = tempfile.TemporaryDirectory()
    another_program(os.path.join(home.name, "other"))
    for i in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o700)
            os.chdir(folder)
            try:
                compared += one_round(SEED + i)
            except SystemExit:
                if os.environ.get("KEEP"):
                    subprocess.run(["cp", "-R", folder, os.environ["KEEP"]])
                raise
            finally:
                os.chdir("/")
    print("law: %d rounds of %d runs, %d findings compared" % (ROUNDS, RUNS, compared))


main()

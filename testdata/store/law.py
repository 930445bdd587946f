#!/usr/bin/env python3
"""A store against a run without one, by the program itself: law.py ORDERCHECK [ROUNDS [SEED]]

Each round gives files of random days to a store, run by run with --new, while orders, subjects, a register, places, an
area, holidays, thresholds of matching, tags and rules change, come and go, documents move to another file, and the moment of a run
is sometimes before that of the run before it (which takes files in and leaves findings alone). After each run the findings that the store
shows must be, id by id and level by level, those of one run without a store over all files that were ever given. What
was known of people or feeds changed: then files are given again, as the program asks. Status 77: skipped.
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
---
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


class World:
    """What the documents say as of a run."""

    def __init__(self, dice):
        self.dice = dice
        self.holidays, self.match, self.bound = [], None, 3
        self.registered = {n: dice.random() < 0.4 for n in range(PEOPLE)}
        self.passport = {n: 500000040 + n for n in range(PEOPLE)}
        self.bound_people = set(dice.sample(range(PEOPLE), 3))
        self.most = {n: 7 for n in range(PEOPLE)}
        self.until = {n: "2026-05-01" for n in range(PEOPLE)}
        self.north, self.edge, self.born = 53.8008, 53.806, {n: n + 1 for n in range(PEOPLE)}
        self.people = "people.yaml"
        self.aliases, self.replaced, self.words = set(), {}, {n: "W." for n in range(PEOPLE)}

    def change(self):
        """Changes something; True: of what rows are found by, so that files have to be read again."""
        d, n = self.dice, self.dice.randrange(PEOPLE)
        what = d.choice(["nothing", "holidays", "match", "rule", "register", "come", "go", "order", "end", "place", "area", "alias", "replace", "words", "move"])
        if what == "holidays":
            self.holidays = sorted(d.sample(["2026-02-11", "2026-02-12", "2026-02-13", "2026-02-16"], d.randrange(3)))
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
            self.until[n] = d.choice(["2026-02-12", "2026-05-01"])
        elif what == "place":
            self.north = d.choice([53.8008, 53.81, 53.79])
        elif what == "area":
            self.edge = d.choice([53.806, 53.803])
        elif what == "alias":
            self.aliases ^= {n}
        elif what == "replace":
            self.replaced[n] = d.choice([None, "2026-02-13", "2026-02-15T12:00Z"])
        elif what == "words":
            self.words[n] = d.choice(["W.", "Words.  # and a comment", '"Words"'])
        elif what == "move":
            self.people = d.choice(["people.yaml", "orders.yaml"])
        return what in ("match", "register", "come", "go", "alias")

    def write(self):
        match = "" if not self.match else "  match: {strong: %d, possible: %d}\n" % self.match
        with open("ordercheck.yaml", "w") as f:
            f.write("settings:\n  zone: Europe/London\n  holidays: [%s]\n%s" % (", ".join(self.holidays), match))
        with open("types.yaml", "w") as f:
            f.write(TYPES.replace("BOUND", str(self.bound)))
        with open(self.people, "w") as f:
            for n in sorted(self.bound_people):
                who = "" if self.registered[n] else self.subject(n)
                f.write(who + "---\norder: O%d\ntype: other\nmade: 2026-01-01\nuntil: %s\nsubject: S%d\nconditions:\n"
                        "  - id: '1'\n    text: %s\n    rule: abroad\n    with: {most: %d}\n  - {id: '2', text: W., rule: tell}\n"
                        "  - {id: '3', text: W., rule: near}\n  - {id: '4', text: W., rule: inside, with: {place: park}}\n"
                        % (n, self.until[n], n, self.words[n], self.most[n]))
            for n in sorted(self.bound_people):  # an order ends when another document's takes its place
                if self.replaced.get(n):
                    f.write("---\norder: R%d\ntype: sro\nmade: %s\nuntil: 2026-05-01\nreplaces: O%d\nsubject: S%d\nconditions:\n"
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
    return "2026-02-%02dT%02d:%02dZ" % (10 + day + d.randrange(3), d.randrange(24), 15 * d.randrange(4))


def files_of(d, day):
    """The files of a day: feed, name."""
    told = lambda: "2026-02-%02dT23:%02dZ" % (12 + day + d.randrange(3), d.randrange(60))
    country = lambda: d.choice(["GB", "FR", "ES", "QQ"])
    who = lambda: "S%d" % d.randrange(PEOPLE + 2)
    rows = {
        "trips": ["who,at,told,country,code,n"] + ["%s,%s,%s,%s,C%d,%d" % (who(), moment(d, day), told(), country(), d.randrange(12), d.randrange(9))
                                                    for _ in range(7)] + ["%s,soon,,FR,C3,1" % who(), "S1"],
        "seen": ["family,given,born,at,told,country"] +
                ["%s,%s,1980-01-0%d,%s,%s,%s" % (d.choice(["Example1", "Example2", "Exmaple1", "Other"]), d.choice(["Alex", "Robin", "Alec"]),
                                                 d.randrange(1, 5), moment(d, day), told(), country()) for _ in range(4)],
        "ping": ["subject,time,p"] + ['%s,%s,"%s,-1.5491"' % (who(), moment(d, day), d.choice([53.8017, 53.8045, 53.81, 53.7901])) for _ in range(5)],
        "note": ["subject,time,id"] + ["%s,%s,C%d" % (who(), moment(d, day), d.randrange(12)) for _ in range(4)],
    }
    out = []
    for feed in rows:
        if d.random() < 0.75:
            name = "%s-%d.csv" % (feed, day)
            with open(name, "w") as f:
                f.write("\n".join(rows[feed]) + "\n")
            out.append("%s=%s" % (feed, name))
    return out


def ordercheck(people, *args):
    done = subprocess.run([PROGRAM, "check", "--no-catalogue", "--orders", "types.yaml", "--orders", people, "--within", "9y",
                           "subject=register.csv", "schools=schools.csv", *args], capture_output=True, text=True)
    if done.returncode not in (0, 1, 4, 5):
        raise SystemExit("law: status %d: %s" % (done.returncode, done.stderr))
    return done


def stateless(people, as_of, files):
    run = json.loads(ordercheck(people, "--as-of", as_of, "--level", "blind", "-f", "json", *files, *([] if files else ["--no-feeds"])).stdout)
    return {f["id"]: f["level"] for f in run["findings"] + run["blind"]}


def shown():
    levels = ["clear", "blind", "upcoming", "review", "breach"]
    db = sqlite3.connect("s.db")
    found = {i: levels[n] for i, n in db.execute("SELECT id, level FROM finding WHERE state = 1")}
    db.close()
    return found


def one_round(seed):
    d = random.Random(seed)
    world, given, compared, last, latest, before = World(d), [], 0, "", "", {}
    days = list(range(RUNS))
    d.shuffle(days)
    for run, day in enumerate(days):
        again = run > 0 and any([world.change() for _ in range(d.randrange(3))])
        world.write()
        new = files_of(d, day)
        given += new
        last = max(last, "2026-02-%02dT12:00Z" % (12 + run + d.randrange(3)) if run < RUNS - 1 else "2026-03-20T12:00Z")
        back = run > 0 and d.random() < 0.15
        as_of = "2026-02-%02dT06:00Z" % (10 + d.randrange(run + 2)) if back else last
        given_now = list(given) if again else new
        d.shuffle(given_now)
        told = ordercheck(world.people, "--store", "s.db", *(["--new"] if d.random() < 0.8 and as_of >= latest else []), "--reader", "law", "--as-of", as_of, "-f", "jsonl",
                          *given_now, *([] if given_now else ["--no-feeds"]))
        one, other = shown(), before if as_of < latest else stateless(world.people, as_of, given)
        latest, before = max(latest, as_of), one
        if one != other:
            wrong = sorted((i, one.get(i), other.get(i)) for i in set(one) ^ set(other) | {i for i in one if one[i] != other.get(i)})
            raise SystemExit("law: seed %d, run %d: id, by the store, without one: %s\n%s\nin %s" % (seed, run, wrong, told.stderr, os.getcwd()))
        compared += len(one)
    return compared


def main():
    compared = 0
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

#!/usr/bin/env python3
"""Writes a project with many findings: many.py FOLDER SUBJECTS EACH."""
import os
import sys

DOCS = """event: e
fields: {time: {type: time, required: true}, place: {type: text}, how: {type: text}}
"""
ONE = """---
subject: %(id)s
name: {family: Invented, given: [Person %(i)d]}
---
order: O-%(i)05d
type: shpo-sc
jurisdiction: england-wales
made: 2026-01-01
until: 2027-01-01
subject: %(id)s
conditions:
  - id: "1"
    text: "The person must not do what these words say they must not do, at any place that is named in them."
    title: A prohibition
    when: e
    say: was at {e.place} by {e.how}
  - {id: "2", text: Another., title: Another, when: e, where: e.how == "never"}
"""


def main(folder, subjects, each):
    with open(os.path.join(folder, "docs.yaml"), "w") as f:
        f.write(DOCS + "".join(ONE % {"i": i, "id": "S-%05d" % i} for i in range(subjects)))
    with open(os.path.join(folder, "e.csv"), "w") as f:
        f.write("time,subject,place,how\n")
        for i in range(subjects):
            for k in range(each):
                f.write("2026-%02d-%02dT%02d:%02d,S-%05d,place %d,way %d\n"
                        % (1 + k % 5, 1 + (i + k) % 28, k % 24, i % 60, i, k, k % 7))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

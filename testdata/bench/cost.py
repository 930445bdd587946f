#!/usr/bin/env python3
"""What a nation's feeds need in machines and hours, out of measured rates: cost.py RATES.json [--check|--write README.md]

RATES.json is what bench.py --out wrote. Printed is the part of README.md between its two marks; --write puts it there,
--check says whether it stands there.
"""
import math, sys

try:
    import json
except ImportError:
    sys.exit(77)  # of a Python that is too small: the test is skipped

BEGIN, END = '<!-- cost.py -->\n', '<!-- end of cost.py -->\n'
MACHINE_GB, CORES = 8, 2  # of a machine; a part has one processor and its share of the memory
ORDERS = 25_000

# what, rows of a run, kind of row, runs, wanted within so many hours
SCENARIOS = [
    ('national bookings of a day (300 million a year)', 300_000_000 // 365, 'strangers', 1, 1),
    ('the same of a year, at once', 300_000_000, 'strangers', 1, 1),
    ('tag positions of a day (25,000 tags, one a minute)', 36_000_000, 'pings', 1, 1),
    ('the same of a week', 7 * 36_000_000, 'pings', 1, 4),
    ('the same of a year, day by day, each with the day before', 2 * 36_000_000, 'pings', 365, 24),
    ('the same of a year, at once', 365 * 36_000_000, 'pings', 1, 24),
    ('device alerts of a day (2 million)', 2_000_000, 'pings', 1, 1),
    ('the same of a year, at once', 365 * 2_000_000, 'pings', 1, 4),
]


class Cost:
    """The parts of one run: time of each is fixed + work * (again + (1 - again) / N), memory fixed + rows / N."""

    def __init__(self, r, rows, kind):
        self.fixed = (r['start_ms'] * 1e-3 + ORDERS * r['order_us'] * 1e-6) / 3600
        self.again = r[kind + '_again']
        row = r['stranger_ns'] if kind == 'strangers' else r['ping_read_ns'] + r['ping_judge_ns']
        self.work = rows * row * 1e-9 / 3600
        self.base_gb = (r['start_mb'] + ORDERS * r['order_kb'] / 1024) / 1024
        kept = r['known_bytes'] * r['known_share'] if kind == 'strangers' else r['ping_bytes']
        self.rows_gb = rows * kept / 2**30
        self.read_gb = rows * (r['row_bytes'] if kind == 'strangers' else r['ping_row_bytes']) / 1e9

    def hours(self, n):
        return self.fixed + self.work * (self.again + (1 - self.again) / n)

    def gigabytes(self, n):
        return self.base_gb + self.rows_gb / n

    def parts(self):
        """The fewest of which as many as there are processors fit into a machine's memory."""
        n = 1
        while self.gigabytes(n) > MACHINE_GB / CORES and n < 9999:
            n += 1
        return n


def duration(hours):
    if hours * 3600 < 120:
        return f'{hours * 3600:.1f} s'
    return f'{hours * 60:.0f} min' if hours < 2 else f'{hours:.1f} h'


def number(x):
    return f'{x:,.0f}' if x >= 10 else f'{x:.1f}' if x >= 0.1 else f'{x:.2f}'


def lines(r):
    yield f'Measured at size `{r["size"]}` on a machine of {r["cores"]} processors, CPU time of one thread:\n\n'
    yield '| what | cost |\n| --- | --- |\n'
    for what, value, unit in (
            ('to begin: the program and its catalogue', r['start_ms'], 'ms'), ('an order, loaded and compiled', r['order_us'], 'µs'),
            (f'a row of 15 columns in a feed where {100 * r["known_share"]:.1f} % are of known people', r['stranger_ns'] / 1000, 'µs'),
            ('a row of a known person, read and kept', r['ping_read_ns'] / 1000, 'µs'), ('the same judged by three rules', r['ping_judge_ns'] / 1000, 'µs'),
            ('a further condition on a row', r['condition_ns'] / 1000, 'µs'),
            ('a finding through `merge`', r['merge_us'], 'µs'), ('memory to begin', r['start_mb'], 'MB'), ('memory of an order', r['order_kb'], 'KB'),
            ('memory of a known row', r['ping_bytes'] / 1024, 'KB'), ('of the work on a feed of strangers, done again in every part', 100 * r['strangers_again'], '%'),
            ('of the work on a feed of known people, done again in every part', 100 * r['pings_again'], '%')):
        yield f'| {what} | {number(value)} {unit} |\n'
    yield f'\nWith {ORDERS:,} orders, on machines of {CORES} processors and {MACHINE_GB} GB, one part for each processor at a time, as many parts as the memory asks for:\n\n'
    yield '| feed | rows | whole, one processor | its memory | parts | each part | its memory | one machine, parts in turn | wanted within | machines | read by all |\n'
    yield '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n'
    for what, rows, kind, runs, within in SCENARIOS:
        c = Cost(r, rows, kind)
        n = c.parts()
        alone = -(-n // CORES) * c.hours(n) * runs
        machines = math.ceil(alone / within)
        yield (f'| {what} | {rows * runs:,} | {duration(c.hours(1) * runs)} | {number(c.gigabytes(1))} GB | {f"{runs} × " if runs > 1 else ""}{n:,} | '
               f'{duration(c.hours(n))} | {number(c.gigabytes(n))} GB | {duration(alone)} | {within} h | {machines:,} | {number(c.read_gb * n * runs)} GB |\n')


def main():
    with open(sys.argv[1]) as file:
        text = ''.join(lines(json.load(file)))
    if len(sys.argv) < 4:
        sys.stdout.write(text)
        return
    with open(sys.argv[3]) as file:
        before, rest = file.read().split(BEGIN)
    old, after = rest.split(END)
    if sys.argv[2] == '--write':
        with open(sys.argv[3], 'w') as file:
            file.write(before + BEGIN + text + END + after)
    elif old != text:
        sys.exit(f'{sys.argv[3]} is not what {sys.argv[1]} gives: cost.py {sys.argv[1]} --write {sys.argv[3]}')


if __name__ == '__main__':
    main()

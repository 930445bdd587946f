#!/usr/bin/env python3
"""What a check costs, beside its peers and on its own: bench.py ORDERCHECK FEEDGEN [--size small|middle|whole]
[--runs N] [--out FILE.json] [SECTION...]

Sections: peers, curves, shards, others (all of them, where none is named). Data is made by feedgen from a seed. A peer
that is not installed is said to be absent; the answers of those that are must be ordercheck's before anything is timed.
Runs alternate, and what stands in the tables is the median. CPU is that of all threads: on a busy machine it says more
than the clock. --out keeps the measured rates, for cost.py. BENCH_SIZE, BENCH_RUNS and BENCH_OUT stand for the options.
"""
import argparse, json, os, shutil, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
AS_OF = '2026-01-01'
# rows of the national feed, orders, rows of known people
SIZES = {'small': (100_000, 1_000, 50_000), 'middle': (1_000_000, 10_000, 500_000), 'whole': (5_000_000, 25_000, 2_000_000)}


class Failure(Exception):
    pass


class Runner:
    """A process that starts the others and waits for them. It is born while this script is small, since the peak memory
    of a process counts that of the one it was born out of."""

    def __init__(self):
        asked, self.ask = os.pipe()
        self.told, tell = os.pipe()
        if os.fork() == 0:
            os.close(self.ask)
            os.close(self.told)
            with os.fdopen(asked) as lines:
                for line in lines:
                    os.write(tell, (json.dumps(self.serve(*json.loads(line))) + '\n').encode())
            os._exit(0)
        os.close(asked)
        os.close(tell)
        self.answers = os.fdopen(self.told)

    @staticmethod
    def serve(command, folder, out, err):
        with open(out, 'wb') as stdout, open(err, 'wb') as stderr:
            start = time.monotonic()
            try:
                child = subprocess.Popen(command, stdout=stdout, stderr=stderr, stdin=subprocess.DEVNULL, cwd=folder)
            except OSError as why:
                return {'why': str(why)}
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            return {'s': time.monotonic() - start, 'mb': usage.ru_maxrss / 1024, 'cpu': usage.ru_utime + usage.ru_stime, 'status': child.returncode}

    def run(self, command, statuses=(0,)):
        """Seconds, CPU time, peak memory in MB, and what was printed."""
        folder = os.getcwd()
        out, err = os.path.join(folder, 'stdout'), os.path.join(folder, 'stderr')
        os.write(self.ask, (json.dumps([command, folder, out, err]) + '\n').encode())
        cost = json.loads(self.answers.readline())
        if cost.get('status') not in statuses:
            with open(err, errors='replace') as file:
                raise Failure(cost.get('why') or f'{command[0]} ended with {cost["status"]}: {file.read(400)}')
        with open(out, 'rb') as file:
            return cost, file.read()


RUNNER = Runner()
run = RUNNER.run


def medians(commands, runs):
    """By name, of alternating runs, after one of each that is not counted."""
    taken = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, (command, statuses) in commands.items():
            cost, _ = run(command, statuses)
            if turn:
                taken[name].append(cost)
    return {name: {key: statistics.median(c[key] for c in costs) for key in ('s', 'mb', 'cpu')} for name, costs in taken.items()}


def table(head, rows):
    rows = [head] + [[c if isinstance(c, str) else f'{c:,.{1 if abs(c) < 100 else 0}f}' for c in row] for row in rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    for row in rows:
        print('  '.join([row[0].ljust(widths[0])] + [c.rjust(w) for c, w in zip(row[1:], widths[1:])]).rstrip())
    print()


class Bench:
    def __init__(self, options):
        self.program, self.feedgen = os.path.abspath(options.program), os.path.abspath(options.feedgen)
        self.rows, self.orders, self.known = SIZES[options.size]
        self.runs, self.size = options.runs, options.size
        self.rates = {'size': options.size, 'cores': os.cpu_count()}

    def make(self, name, *arguments):
        if not os.path.exists(name):
            with open(name, 'wb') as out:
                subprocess.run([self.feedgen, *map(str, arguments)], stdout=out, check=True)
        return name

    def bookings(self, rows, share=None, orders=None):
        share = 120 if share is None else share
        orders = orders or self.orders
        return self.make(f'bookings-{rows}-{share}-{orders}.csv', 'bookings', '--rows', rows, '--subjects', orders, '--share', share, '--seed', 7)

    def orders_of(self, n):
        return self.make(f'orders-{n}.yaml', 'orders', '--subjects', n)

    def check(self, orders, feed, jobs=1, *more):
        return [self.program, 'check', '--orders', *([orders] if isinstance(orders, str) else sum(([o, '--orders'] for o in orders), [])[:-1]),
                feed, '--as-of', AS_OF, '-q', '-j', str(jobs), *more], (0, 1)

    # ---- beside the peers ----

    def peer_commands(self, feed, subjects):
        """Name, command, where it is absent why; each prints the number of rows that the order forbids."""
        abroad = 'to != "GB"'
        node, script = shutil.which('node'), os.path.join(HERE, 'duckdb.mjs')
        sql = ("CREATE TABLE b (subject, time, \"to\", status, id, surname, forenames, born, departure, flight, passport, phone, mail, seat, agent);\n"
               f".mode csv\nCREATE TABLE k (subject PRIMARY KEY);\n.import --skip 1 subjects.csv k\n.import --skip 1 {feed} b\n"
               "SELECT count(*) FROM b JOIN k USING (subject) WHERE \"to\" <> 'GB' AND status <> 'cancelled' AND time >= '2024-01-01';\n")
        with open(f'{feed}.sql', 'w') as out:
            out.write(sql)
        with open('subjects.csv', 'w') as out:
            out.write('subject\n' + ''.join(f'V-{i:07d}\n' for i in range(subjects)))
        threads = str(os.cpu_count())
        yield ('DuckDB', [node or 'node', script, '--threads', threads, '--set', f'feed={feed}', '--set', f'subjects={subjects}', '--quiet',
                          os.path.join(HERE, 'bookings.sql')], None if node else 'no node')
        yield 'sqlite3 shell', ['sqlite3', ':memory:', f'.read {feed}.sql'], None if shutil.which('sqlite3') else 'no sqlite3'
        yield ('Miller', ['mlr', '--icsv', '--onidx', '--from', feed, 'join', '-j', 'subject', '-f', 'subjects.csv', 'then', 'filter',
                          '$' + abroad + ' && $status != "cancelled" && $time >= "2024-01-01"', 'then', 'count'], None if shutil.which('mlr') else 'no mlr')
        yield ('awk (splits at commas)', ['awk', '-F,', 'FNR == NR { k[$1] = 1; next } ($1 in k) && $3 != "GB" && $4 != "cancelled" && $2 >= "2024" && FNR > 1 { n++ } END { print n + 0 }',
                                          'subjects.csv', feed], None if shutil.which('awk') else 'no awk')

    def answers(self, feed, one):
        """The peers whose answer is ours; one: a feed of a single row, to tell the cost of the feed from the rest."""
        _, out = run(*self.check(self.orders_of(self.orders), f'travel={feed}', 1, '-f', 'jsonl'))
        ours = out.count(b'\n')
        peers = {}
        for name, command, absent in self.peer_commands(feed, self.orders):
            try:
                if absent:
                    raise Failure(absent)
                _, out = run(command)
            except Failure as why:
                print(f'{name}: absent ({str(why).splitlines()[0]})')
                continue
            theirs = int(out.split()[-1])
            if theirs != ours:
                raise SystemExit(f'bench: {name} answers {theirs}, ordercheck {ours}: nothing is timed')
            peers[name] = (command, (0,))
            single = [c for n, c, _ in self.peer_commands(one, self.orders) if n == name][0]
            peers[name + ' *'] = (single, (0,))
        print(f'{ours} findings; all who are there answer alike\n')
        return peers

    def peers(self):
        feed, one = self.bookings(self.rows), 'one.csv'
        subprocess.run(f'head -2 {feed} >{one}', shell=True, check=True)
        megabytes, orders, cores = os.path.getsize(feed) / 1e6, self.orders_of(self.orders), os.cpu_count()
        print(f'## {self.rows:,} bookings ({megabytes:.0f} MB, 15 columns), {self.orders:,} orders with one travel condition each, 1.2 % of rows known\n')
        commands = self.answers(feed, one)
        for jobs in sorted({1, cores}):
            name = f'ordercheck, {jobs} thread{"s" if jobs > 1 else ""}'
            commands[name] = self.check(orders, f'travel={feed}', jobs)
            commands[name + ' *'] = self.check(orders, f'travel={one}', jobs)
        commands['wc -l'] = (['wc', '-l', feed], (0,))
        cost = medians(commands, self.runs)
        best = cost[f'ordercheck, {cores} thread{"s" if cores > 1 else ""}']
        alone = best['s'] - cost[f'ordercheck, {cores} thread{"s" if cores > 1 else ""} *']['s']
        lines = []
        for name, c in cost.items():
            if name.endswith(' *'):
                continue
            rest = cost.get(name + ' *', {'s': 0, 'mb': 0})
            own = max(c['s'] - rest['s'], 1e-4)
            lines.append([name, c['s'] * 1000, own * 1000, c['s'] / best['s'], own / max(alone, 1e-4), c['cpu'] * 1000, self.rows / own / 1e6,
                          megabytes / own, c['mb'], c['mb'] - rest['mb']])
        table(['median of %d' % self.runs, 'ms', 'feed alone', '× ours', '× ours alone', 'CPU ms', 'M rows/s', 'MB/s', 'MB peak', 'MB of feed'], lines)
        one_thread, empty = cost['ordercheck, 1 thread'], cost['ordercheck, 1 thread *']
        self.rates['stranger_ns'] = (one_thread['cpu'] - empty['cpu']) / self.rows * 1e9
        self.rates['row_bytes'] = megabytes * 1e6 / self.rows
        self.rates['known_share'] = 0.012

    # ---- how it grows ----

    def curve(self, title, unit, points):
        """points: what it is, how many units, check's arguments."""
        cost = medians({name: command for name, _, command in points}, self.runs)
        before, lines = None, []
        for name, n, _ in points:
            c = cost[name]
            lines.append([name, c['s'] * 1000, c['cpu'] * 1000, '-' if before is None else f'{c["cpu"] / before:.2f}', c['cpu'] / n * 1e6, c['mb']])
            before = c['cpu']
        print(title)
        table(['', 'ms', 'CPU ms', '× before', f'CPU µs {unit}', 'MB peak'], lines)
        return cost

    def conditions(self, n):
        """Documents with n conditions of travel for each subject."""
        name = f'conditions-{n}.yaml'
        with open(name, 'w') as out:
            for i in range(self.orders // 10):
                out.write(f'---\norder: GEN-{i:07d}\ntype: shpo-sc\nmade: 2024-01-01\nuntil: 2034-01-01\nsubject: {{subject: V-{i:07d}}}\nconditions:\n')
                for k in range(n):
                    out.write(f'  - {{id: "{k}", text: Not to go there., when: travel, where: travel.to == "FR" and travel.id == "B{k}"}}\n')
        return name

    def curves(self):
        print('## How the cost grows, one thread unless it says otherwise\n')
        quarter, orders = self.rows // 8, self.orders_of(self.orders)
        self.curve('rows of a feed in which 1.2 % are known', 'a row', [
            (f'{n:,} rows', n, self.check(orders, f'travel={self.bookings(n)}')) for n in (quarter, 2 * quarter, 4 * quarter, 8 * quarter)])
        steps = [self.orders // 8, self.orders // 4, self.orders // 2, self.orders]
        cost = self.curve('orders, and subjects with them, without a feed', 'an order', [
            (f'{n:,} orders', n, self.check(self.orders_of(n), '--no-feeds')) for n in steps])
        most, least = cost[f'{steps[-1]:,} orders'], cost[f'{steps[0]:,} orders']
        self.rates['order_us'] = (most['cpu'] - least['cpu']) / (steps[-1] - steps[0]) * 1e6
        self.rates['order_kb'] = (most['mb'] - least['mb']) / (steps[-1] - steps[0]) * 1024
        self.rates['start_ms'] = least['cpu'] * 1000 - self.rates['order_us'] * steps[0] / 1000
        self.rates['start_mb'] = least['mb'] - self.rates['order_kb'] * steps[0] / 1024
        shares = self.curve('rows of known people among the rows; four in five of them are found', 'a row', [
            (f'{share / 100:g} % known', quarter, self.check(orders, f'travel={self.bookings(quarter, share)}')) for share in (0, 100, 1000, 10000)])
        self.rates['known_bytes'] = (shares['100 % known']['mb'] - shares['0 % known']['mb']) * 1048576 / quarter
        tenth = self.orders // 10
        rules = self.curve('conditions of each subject, every row known, and none found', 'a row and condition', [
            (f'{n} conditions', n * quarter, self.check(self.conditions(n), f'travel={self.bookings(quarter, 10000, tenth)}')) for n in (1, 2, 4, 8, 16)])
        self.rates['known_ns'] = (rules['1 conditions']['cpu'] - shares['0 % known']['cpu'] + self.rates['order_us'] * 1e-6 * (self.orders - tenth)) / quarter * 1e9
        self.rates['condition_ns'] = (rules['16 conditions']['cpu'] - rules['1 conditions']['cpu']) / quarter / 15 * 1e9
        cores = os.cpu_count()
        jobs = sorted({1, 2, cores} | {n for n in (4, 8, 16, 32) if n < cores})
        for words, share in (('strangers for the most part', None), ('every row known', 10000)):
            self.curve(f'threads, {words} ({cores} processors here)', 'a row', [
                (f'{n} threads', 4 * quarter, self.check(orders, f'travel={self.bookings(4 * quarter, share)}', n)) for n in jobs if n <= cores])
        self.pings()

    def pings(self):
        """Rows of known subjects under three rules: of tags."""
        subjects = max(10, self.known // 2000)
        feed = self.make(f'ping-{self.known}.csv', 'pings', '--rows', self.known, '--subjects', subjects)
        documents = []
        for name, rules in (('none', None), ('three', 'bench/event, bench/silence, bench/while')):
            documents.append(f'pings-{name}.yaml')
            with open(documents[-1], 'w') as out:
                for i in range(subjects):
                    out.write(f'---\norder: BENCH-{i:07d}\ntype: other\nmade: 2025-01-01\nsubject: {{subject: V-{i:07d}}}\nconditions:\n')
                    out.write(f'  - {{id: "1", text: Three., rule: [{rules}]}}\n' if rules else '  - {id: "0", text: Nothing., unmonitored: nothing is asked}\n')
        shared = os.path.join(HERE, 'rules.yaml')
        commands = [(words, self.known, self.check([shared, document], f'ping={feed}', 1, '--no-catalogue'))
                    for words, document in zip(('read, and not judged', 'three rules on each'), documents)]
        cost = self.curve(f'{self.known:,} rows of {subjects:,} known subjects, such as positions of tags', 'a row', commands)
        read, judged = cost['read, and not judged'], cost['three rules on each']
        self.rates['ping_read_ns'] = read['cpu'] / self.known * 1e9
        self.rates['ping_judge_ns'] = (judged['cpu'] - read['cpu']) / self.known * 1e9
        self.rates['ping_bytes'] = judged['mb'] * 1048576 / self.known
        self.rates['ping_row_bytes'] = os.path.getsize(feed) / self.known
        self.tags = [shared, documents[-1]], f'ping={feed}'

    # ---- several machines ----

    def divided(self, words, documents, feed, rates, *more):
        """Parts of a run: what each does again (a), and what they share (b): the CPU time of one of N is a + b / N."""
        cpu, lines, whole = {}, [], None
        for n in (1, 2, 4, 8):
            parts = [run(*self.check(documents, feed, 1, '--shard', f'{i}/{n}', '-f', 'json', '-o', f'part.{i}', *more))[0] for i in range(1, n + 1)]
            merge, _ = run([self.program, 'merge', '-q', '-f', 'json', '-o', 'merged.json', *(f'part.{i}' for i in range(1, n + 1))], (0, 1))
            cpu[n], slowest = sum(p['cpu'] for p in parts), max(p['cpu'] for p in parts)
            whole = slowest if n == 1 else whole
            lines.append([f'{words}, {n} part{"s" if n > 1 else ""}', max(p['s'] for p in parts) * 1000, slowest * 1000, whole / slowest, cpu[n] * 1000,
                          max(p['mb'] for p in parts), merge['cpu'] * 1000, merge['mb']])
        again = max((cpu[8] - cpu[1]) / 7, 0)
        fixed = self.rates.get('start_ms', 0) / 1000
        self.rates[rates + '_again'] = max(again - fixed, 0) / (cpu[1] - fixed)
        with open('merged.json') as file:
            merged = json.load(file)
        found = len(merged['findings'])
        if found:
            self.rates['merge_us'] = max(merge['cpu'] - fixed, 0) / found * 1e6
        table([f'{merged["inputs"][0]["rows"]:,} rows, {found:,} findings', 'slowest ms', 'its CPU ms', '× less', 'CPU of all', 'MB peak', 'merge CPU ms', 'merge MB'], lines)
        print(f'{100 * again / cpu[1]:.0f} % of the work is done in every part, {100 - 100 * again / cpu[1]:.0f} % is divided\n')

    def shards(self):
        print('## Parts of a run (check --shard, one thread each) and their joining\n')
        self.divided('1.2 % known', self.orders_of(self.orders), f'travel={self.bookings(self.rows)}', 'strangers')
        if not hasattr(self, 'tags'):
            self.pings()
        self.divided('every row known', *self.tags, 'pings', '--no-catalogue')

    # ---- scripts beside this one, which print tables of their own ----

    def others(self):
        rows = {'small': 20_000, 'middle': 200_000, 'whole': 1_000_000}[self.size]
        for name, more in (('cost.sh', [rows]), ('store.sh', [rows, rows // 40]), ('pings.sh', [rows if self.size != 'whole' else 10_000_000]), ('temporal.sh', [rows])):
            script = os.path.join(HERE, name)
            if os.path.exists(script):
                print(f'## {name}\n', flush=True)
                if subprocess.run(['sh', script, self.program, self.feedgen, *map(str, more)], stdin=subprocess.DEVNULL).returncode:
                    raise Failure(f'{name} failed')
                print()


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument('program')
    p.add_argument('feedgen')
    p.add_argument('sections', nargs='*')
    p.add_argument('--size', choices=SIZES, default=os.environ.get('BENCH_SIZE') or 'small')
    p.add_argument('--runs', type=int, default=int(os.environ.get('BENCH_RUNS') or 5))
    p.add_argument('--out', default=os.environ.get('BENCH_OUT'))
    options = p.parse_intermixed_args()
    bench, out = Bench(options), options.out and os.path.abspath(options.out)
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        version = run([bench.program, '--version'])[1].decode().splitlines()[0]
        print(f'{version}; {os.cpu_count()} processors; size {options.size}, {options.runs} runs each\n')
        for section in options.sections or ['peers', 'curves', 'shards', 'others']:
            getattr(bench, section)()
        os.chdir('/')
    if out:
        with open(out, 'w') as file:
            json.dump(bench.rates, file, indent=1)
            file.write('\n')


if __name__ == '__main__':
    try:
        main()
    except Failure as why:
        sys.exit(f'bench: {why}')

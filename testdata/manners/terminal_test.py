"""What a person sees on a terminal: terminal_test.py PROGRAM

Colours stand on a terminal alone, unless --color, NO_COLOR, CLICOLOR_FORCE or TERM=dumb say otherwise; lines fit its
width; nothing of a name, a feed or a document reaches it but as text that it shows.
"""
import concurrent.futures
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata

PROGRAM = os.path.abspath(sys.argv[1])
EXAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "example")
AS_OF = ["--as-of", "2026-06-01"]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "Ex\\e]0;owned\\a\\e[2J\\x9b31m\\r\\x08\\u202eample\\u2028\\u2066"

HOSTILE_DOCUMENTS = f"""event: e
fields:
  time: {{type: time, required: true}}
  s: {{type: text}}
---
subject: S1
name: {{family: "{HOSTILE}", given: ["{HOSTILE}"]}}
---
order: O1
type: other
made: 2026-01-01
until: 2027-01-01
subject: S1
conditions:
  - {{id: "1", title: "{HOSTILE}", text: "{HOSTILE}", when: e, say: "saw {{e.s}}"}}
"""
HOSTILE_FEED = ("subject,time,s,\x1b[31mextra\u202e\n"
                "S1,2026-02-01T09:00,\x1b]0;owned\x07\x1b[2J\u009b31m\x08\u202ex\u2066,1\n"
                "S1,\x1b[2J\u009b31m\u202enever,x,1\n"
                "\u202e\x1b[2J,2026-02-01T09:00\n")

failed = []


def complain(text):
    failed.append(text)
    print(text)


def run(args, folder, columns=80, environment=None, piped=False):
    """What stdout showed, on a terminal of so many columns or in a pipe; stderr is on a terminal of its own."""
    ends = [pty.openpty() for _ in range(2)]
    for _, end in ends:
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    out = subprocess.PIPE if piped else ends[0][1]
    program = subprocess.Popen([PROGRAM] + args, stdin=subprocess.DEVNULL, stdout=out, stderr=ends[1][1], cwd=folder,
                               env={"TERM": "xterm-256color", "PATH": os.environ["PATH"], **(environment or {})})
    for _, end in ends:
        os.close(end)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        messages = pool.submit(read_all, ends[1][0])
        told = [program.stdout.read() if piped else read_all(ends[0][0]), messages.result()]
    program.wait()
    for end, _ in ends:
        os.close(end)
    return [text.decode("utf-8", "replace").replace("\r\n", "\n") for text in told]


def read_all(terminal):
    parts = []
    while True:
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def coloured(expected, args, environment=None, piped=False):
    out = run(["check"] + AS_OF + args, EXAMPLE, environment=environment, piped=piped)[0]
    found = COLOUR.search(out) is not None
    if "BREACH" not in out:
        complain(f"check {args} {environment}: no finding is shown: {out[:200]!r}")
    if found != expected:
        complain(f"check {args} {environment} {'in a pipe' if piped else 'on a terminal'}: {'' if found else 'not '}coloured")


def colours():
    coloured(True, [])
    coloured(False, [], piped=True)
    coloured(False, [], {"NO_COLOR": "1"})
    coloured(True, [], {"NO_COLOR": ""})
    coloured(False, [], {"TERM": "dumb"})
    coloured(False, ["--color", "never"])
    coloured(False, ["--color", "never"], {"CLICOLOR_FORCE": "1"})
    coloured(True, ["--color", "always"], {"NO_COLOR": "1"}, piped=True)
    coloured(True, [], {"CLICOLOR_FORCE": "1"}, piped=True)
    coloured(False, [], {"CLICOLOR_FORCE": "0"}, piped=True)
    coloured(False, [], {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, piped=True)


def width(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def widths():
    uses = [["check"], ["check", "--group", "none", "--level", "clear"], ["check", "--names", "always"], ["due"],
            ["explain", "LDS-2025-0007"], ["explain", "feeds/positions.csv:249"], ["rules"]]
    for columns in (80, 100, 132):
        for use in uses:
            out = run(use + ([] if use == ["rules"] else AS_OF), EXAMPLE, columns)[0]
            wide = [line for line in COLOUR.sub("", out).split("\n") if width(line) > columns]
            if wide or not out:
                complain(f"{use} on {columns} columns: {len(wide)} lines are wider, such as {wide[:1]}")


def harmless(label, text):
    for c in COLOUR.sub("", text):
        if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp"):
            complain(f"{label}: a terminal is given U+{ord(c):04X}: {text[max(0, text.find(c) - 40):][:90]!r}")
            return


def hostile(folder):
    with open(os.path.join(folder, "o.yaml"), "w", encoding="utf-8") as f:
        f.write(HOSTILE_DOCUMENTS)
    with open(os.path.join(folder, "e.csv"), "w", encoding="utf-8", newline="") as f:
        f.write(HOSTILE_FEED)
    for use in (["check"], ["check", "--level", "clear", "--group", "order"], ["check", "-v"], ["due"], ["coverage"],
                ["explain", "O1"], ["explain", "e.csv:2"], ["explain", "e.csv:3"], ["stats"]):
        args = use + ["--no-catalogue", "--orders", "o.yaml"] + AS_OF + ([] if use == ["stats"] else ["--names", "always"])
        told = run(args + ["e.csv"], folder)
        for stream, text in zip(("stdout", "stderr"), told):
            harmless(f"{use} {stream}", text)
        if use == ["check"] and ("owned" not in told[0] or "never" not in told[1]):
            complain(f"check: the hostile texts are not shown at all: {told!r}")
    harmless("lint", "".join(run(["lint", "--no-catalogue", "--orders", "o.yaml"], folder)))


work = tempfile.mkdtemp()
try:
    colours()
    widths()
    hostile(work)
finally:
    shutil.rmtree(work)
print(f"{len(failed)} of them fail" if failed else "terminals are shown what they should be")
sys.exit(1 if failed else 0)

/* The words of findings: why, what is not known, what stands beside it, and the evidence. Everything is known to 1 June 2026,
 * unless a case says otherwise. */
#include "judge/judge_fixture.h"

#define ALERT "event: alert\nfields: {time: {type: time, required: true}, id: {type: text}, n: {type: number}}\n---\n"

static void add_all(struct buf *out, const char *head, const struct str *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s: %.*s\n", head, STR_ARG(lines[i]));
}

static void add_evidence(struct buf *out, const struct finding *f, const struct zone *z)
{
	for (size_t i = 0; i < f->nevidence; i++) {
		const struct evidence *e = &f->evidence[i];
		buf_printf(out, "%s %.*s, ", role_names[e->role], STR_ARG(e->event->type->name));
		moment_say(out, e->event->time, z);
		buf_printf(out, "%s%.*s\n", e->failed.n > 0 ? ": " : "", STR_ARG(e->failed));
	}
}

static void add_finding(struct buf *out, const struct finding *f, const struct zone *z)
{
	buf_printf(out, "%s ", level_names[f->level]);
	if (f->has_time)
		moment_say(out, f->time, z);
	buf_printf(out, ": %.*s\n", STR_ARG(f->say));
	add_all(out, "why", f->why, f->nwhy);
	add_all(out, "unknown", f->unknown, f->nunknown);
	add_all(out, "caveat", f->caveats, f->ncaveats);
	add_evidence(out, f, z);
}

struct told {
	const char *order, *condition, *events; /* more keys of the order, the condition's, and what happened */
	const char *unsupplied, *short_of, *rejected; /* types, as limit_scene has them */
	const char *text;
};

static const struct told COUNTS_AND_SUMS[] = {
	{"", "when: {count: move, within: 7d, reaches: 3}",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {move: {time: 2026-03-04T09:00Z}}, {move: {time: 2026-03-05T09:00Z}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\n"
	 "why: 3 counted within 7d: Tue 3 Mar 2026 09:00, Wed 4 Mar 2026 09:00, Thu 5 Mar 2026 09:00\ntrigger move, Thu 5 Mar 2026 09:00\n"
	 "window move, Tue 3 Mar 2026 09:00\nwindow move, Wed 4 Mar 2026 09:00\n"},
	{"", "when: {count: move, within: 30d, reaches: 14}",
	 "{move: {time: 2026-03-03T09:00Z}}, {move: {time: 2026-03-04T09:00Z}}, {move: {time: 2026-03-05T09:00Z}}, {move: {time: 2026-03-06T09:00Z}}, {move: {time: 2026-03-07T09:00Z}}, {move: {time: 2026-03-08T09:00Z}}, {move: {time: 2026-03-09T09:00Z}}, {move: {time: 2026-03-10T09:00Z}}, {move: {time: 2026-03-11T09:00Z}}, {move: {time: 2026-03-12T09:00Z}}, {move: {time: 2026-03-13T09:00Z}}, {move: {time: 2026-03-14T09:00Z}}, {move: {time: 2026-03-15T09:00Z}}, {move: {time: 2026-03-16T09:00Z}}", "", "", "",
	 "breach Mon 16 Mar 2026 09:00: Condition 1\n"
	 "why: 14 counted within 30d: Tue 3 Mar 2026 09:00, Wed 4 Mar 2026 09:00, Thu 5 Mar 2026 09:00, Fri 6 Mar 2026 09:00, Sat 7 Mar 2026 09:00, Sun 8 Mar 2026 09:00, Mon 9 Mar 2026 09:00, Tue 10 Mar 2026 09:00, Wed 11 Mar 2026 09:00, Thu 12 Mar 2026 09:00, Fri 13 Mar 2026 09:00, Sat 14 Mar 2026 09:00, …, Mon 16 Mar 2026 09:00\n"
	 "trigger move, Mon 16 Mar 2026 09:00\nwindow move, Tue 3 Mar 2026 09:00\nwindow move, Wed 4 Mar 2026 09:00\n"
	 "window move, Thu 5 Mar 2026 09:00\nwindow move, Fri 6 Mar 2026 09:00\nwindow move, Sat 7 Mar 2026 09:00\n"
	 "window move, Sun 8 Mar 2026 09:00\nwindow move, Mon 9 Mar 2026 09:00\nwindow move, Tue 10 Mar 2026 09:00\n"
	 "window move, Wed 11 Mar 2026 09:00\nwindow move, Thu 12 Mar 2026 09:00\nwindow move, Fri 13 Mar 2026 09:00\n"
	 "window move, Sat 14 Mar 2026 09:00\nwindow move, Sun 15 Mar 2026 09:00\n"},
	{"", "when: {count: move, within: 30d, reaches: 13}",
	 "{move: {time: 2026-03-03T09:00Z}}, {move: {time: 2026-03-04T09:00Z}}, {move: {time: 2026-03-05T09:00Z}}, {move: {time: 2026-03-06T09:00Z}}, {move: {time: 2026-03-07T09:00Z}}, {move: {time: 2026-03-08T09:00Z}}, {move: {time: 2026-03-09T09:00Z}}, {move: {time: 2026-03-10T09:00Z}}, {move: {time: 2026-03-11T09:00Z}}, {move: {time: 2026-03-12T09:00Z}}, {move: {time: 2026-03-13T09:00Z}}, {move: {time: 2026-03-14T09:00Z}}, {move: {time: 2026-03-15T09:00Z}}", "", "", "",
	 "breach Sun 15 Mar 2026 09:00: Condition 1\n"
	 "why: 13 counted within 30d: Tue 3 Mar 2026 09:00, Wed 4 Mar 2026 09:00, Thu 5 Mar 2026 09:00, Fri 6 Mar 2026 09:00, Sat 7 Mar 2026 09:00, Sun 8 Mar 2026 09:00, Mon 9 Mar 2026 09:00, Tue 10 Mar 2026 09:00, Wed 11 Mar 2026 09:00, Thu 12 Mar 2026 09:00, Fri 13 Mar 2026 09:00, Sat 14 Mar 2026 09:00, Sun 15 Mar 2026 09:00\n"
	 "trigger move, Sun 15 Mar 2026 09:00\nwindow move, Tue 3 Mar 2026 09:00\nwindow move, Wed 4 Mar 2026 09:00\n"
	 "window move, Thu 5 Mar 2026 09:00\nwindow move, Fri 6 Mar 2026 09:00\nwindow move, Sat 7 Mar 2026 09:00\n"
	 "window move, Sun 8 Mar 2026 09:00\nwindow move, Mon 9 Mar 2026 09:00\nwindow move, Tue 10 Mar 2026 09:00\n"
	 "window move, Wed 11 Mar 2026 09:00\nwindow move, Thu 12 Mar 2026 09:00\nwindow move, Fri 13 Mar 2026 09:00\n"
	 "window move, Sat 14 Mar 2026 09:00\n"},
	{"", "when: {count: move, within: 1d, reaches: 1}",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach Tue 3 Mar 2026 09:00: Condition 1\nwhy: 1 counted within 1d: Tue 3 Mar 2026 09:00\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: {count: move, unit: day, within: 30d, reaches: 4}",
	 "{move: {time: 2026-03-03T09:00Z}}, {move: {time: 2026-03-04T09:00Z}}, {move: {time: 2026-03-05T09:00Z}}, {move: {time: 2026-03-09T09:00Z}}", "", "", "",
	 "breach Mon 9 Mar 2026: Condition 1\nwhy: 4 days counted within 30d: Tue 3 Mar 2026 to Thu 5 Mar 2026, Mon 9 Mar 2026\n"
	 "trigger move, Mon 9 Mar 2026 09:00\nwindow move, Tue 3 Mar 2026 09:00\nwindow move, Wed 4 Mar 2026 09:00\n"
	 "window move, Thu 5 Mar 2026 09:00\n"},
	{"", "when: {count: move, unit: day, within: 30d, reaches: 1}",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach Tue 3 Mar 2026: Condition 1\nwhy: 1 day counted within 30d: Tue 3 Mar 2026\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: {sum: move.n, of: move, within: 7d, reaches: 7}",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {move: {time: 2026-03-04T09:00Z, n: 1.5}}, {move: {time: 2026-03-05T09:00Z, n: 2.5}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\n"
	 "why: 3 counted within 7d, adding up to 7: Tue 3 Mar 2026 09:00, Wed 4 Mar 2026 09:00, Thu 5 Mar 2026 09:00\n"
	 "trigger move, Thu 5 Mar 2026 09:00\nwindow move, Tue 3 Mar 2026 09:00\nwindow move, Wed 4 Mar 2026 09:00\n"},
};

static const struct told RUNS_AND_SILENCES[] = {
	{"", "when: {while: move, lasts: 2h, gap: 2h}",
	 "{move: {time: 2026-03-03T09:00Z}}, {move: {time: 2026-03-03T10:00Z}}, {move: {time: 2026-03-03T11:00Z}}", "", "", "",
	 "breach Tue 3 Mar 2026 11:00: Condition 1\nwhy: 3 in a row, from Tue 3 Mar 2026 09:00 to Tue 3 Mar 2026 11:00\n"
	 "trigger move, Tue 3 Mar 2026 11:00\nwindow move, Tue 3 Mar 2026 09:00\nwindow move, Tue 3 Mar 2026 10:00\n"},
	{"", "when: {silence: move, for: 120d}",
	 "{move: {time: 2026-01-02T09:00Z}}", "", "", "",
	 "breach Sat 2 May 2026 09:00: Condition 1\nwhy: nothing further since the move of Fri 2 Jan 2026 09:00\n"
	 "trigger move, Fri 2 Jan 2026 09:00\n"},
	{"", "when: {silence: move, for: 150d}",
	 "", "", "", "",
	 "breach Sun 31 May 2026 00:00: Condition 1\nwhy: nothing since the condition began\n"},
	{"", "when: {silence: move, where: move.n > 1, for: 65d}",
	 "{move: {time: 2026-03-03T09:00Z, n: 2}}, {move: {time: 2026-04-04T09:00Z}}", "", "", "",
	 "review Thu 7 May 2026 09:00: Condition 1\nwhy: nothing further since the move of Tue 3 Mar 2026 09:00\n"
	 "unknown: move.n is missing\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: {silence: move, where: move.n > 1, for: 61d}",
	 "{move: {time: 2026-03-03T09:00Z}}", "", "", "",
	 "breach Tue 3 Mar 2026 00:00: Condition 1\nwhy: nothing since the condition began\n"
	 "review Sun 3 May 2026 09:00: Condition 1\nwhy: nothing further since the move of Tue 3 Mar 2026 09:00\n"
	 "unknown: move.n is missing\ntrigger move, Tue 3 Mar 2026 09:00\n"},
};

/* Whether the trigger fired is not known: the finding says for want of what. */
static const struct told UNKNOWN_TRIGGERS[] = {
	{"", "when: {event: move, where: move.n > 1}",
	 "{move: {time: 2026-03-03T09:00Z}}", "", "", "",
	 "review Tue 3 Mar 2026 09:00: Condition 1\nunknown: move.n is missing\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: {event: [{event: notice, where: x.kind == \"a\"}, {event: move, where: x.n > 1}], as: x}",
	 "{move: {time: 2026-03-03T09:00Z}}", "", "", "",
	 "review Tue 3 Mar 2026 09:00: Condition 1\nunknown: x.n is missing\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: {sum: move.n, of: move, within: 1d, reaches: 5}",
	 "{move: {time: 2026-03-03T09:00Z, n: 3}}, {move: {time: 2026-03-03T10:00Z}}", "", "", "",
	 "review Tue 3 Mar 2026 10:00: Condition 1\n"
	 "why: 2 counted within 1d, adding up to 3: Tue 3 Mar 2026 09:00, Tue 3 Mar 2026 10:00\nunknown: move.n is missing\n"
	 "trigger move, Tue 3 Mar 2026 10:00\nwindow move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: {count: move, where: move.n > 1, unit: day, within: 7d, reaches: 2}",
	 "{move: {time: 2026-03-03T09:00Z}}, {move: {time: 2026-03-04T09:00Z, n: 2}}", "", "", "",
	 "review Wed 4 Mar 2026: Condition 1\nwhy: 2 days counted within 7d: Tue 3 Mar 2026 to Wed 4 Mar 2026\n"
	 "unknown: move.n is missing\ntrigger move, Wed 4 Mar 2026 09:00\nwindow move, Tue 3 Mar 2026 09:00\n"},
};

static const struct told THE_GUARD[] = {
	{"", "when: move, where: 'move.to == \"park\" and move.n > 2 and order.type == \"other\"'",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach Tue 3 Mar 2026 09:00: Condition 1\nwhy: move.to is park\nwhy: move.n 3 is more than 2\nwhy: order.type is other\n"
	 "trigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, where: 'move.n > 2'",
	 "{move: {time: 2026-03-03T09:00Z}}", "", "", "",
	 "review Tue 3 Mar 2026 09:00: Condition 1\nunknown: move.n is missing\ntrigger move, Tue 3 Mar 2026 09:00\n"},
};

static const struct told WHAT_WAS_EXPECTED[] = {
	{"", "when: move, expect: [{event: notice, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\nwhy: no notice came by Thu 5 Mar 2026 09:00\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, expect: [{event: alert, by: move.time + 2d}, {event: cell, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {cell: {time: 2026-03-03T12:00Z}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\nwhy: no alert came by Thu 5 Mar 2026 09:00\n"
	 "why: a cell is there by Thu 5 Mar 2026 09:00\ntrigger move, Tue 3 Mar 2026 09:00\nwitness cell, Tue 3 Mar 2026 12:00\n"},
	{"", "when: move, expect: [{event: alert, by: move.time + 200d}, {event: notice, by: \"period(200, move.time)\"}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "upcoming the end of Fri 18 Sep 2026: Condition 1\nwhy: an alert is still to come by Sat 19 Sep 2026 09:00\n"
	 "why: a notice is still to come by the end of Fri 18 Sep 2026\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, expect: [{event: alert, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {alert: {time: 2026-03-06T09:00Z, id: A7}}, {alert: {time: 2026-03-09T09:00Z, id: A8}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\n"
	 "why: no alert came by Thu 5 Mar 2026 09:00: the nearest, A7 of Fri 6 Mar 2026 09:00, does not count, for it came after the time allowed\n"
	 "trigger move, Tue 3 Mar 2026 09:00\nnear alert, Fri 6 Mar 2026 09:00: it came after the time allowed\n"},
	{"", "when: move, expect: [{event: alert, by: move.time + 2d}]",
	 "{alert: {time: 2026-03-02T09:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {alert: {time: 2026-03-06T09:00Z, id: A7}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\n"
	 "why: no alert came by Thu 5 Mar 2026 09:00: the nearest, the one of Mon 2 Mar 2026 09:00, does not count, for it came before the time that counts\n"
	 "trigger move, Tue 3 Mar 2026 09:00\nnear alert, Mon 2 Mar 2026 09:00: it came before the time that counts\n"},
	{"", "when: move, expect: [{event: notice, where: notice.kind == \"a\" and notice.time > move.time, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {notice: {time: 2026-03-04T09:00Z, kind: b}}, {notice: {time: 2026-03-09T09:00Z, kind: a}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\n"
	 "why: no notice came by Thu 5 Mar 2026 09:00: the nearest, the one of Mon 9 Mar 2026 09:00, does not count, for it came after the time allowed\n"
	 "trigger move, Tue 3 Mar 2026 09:00\nnear notice, Mon 9 Mar 2026 09:00: it came after the time allowed\n"},
	{"", "when: move, expect: [{event: notice, count: 2, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {notice: {time: 2026-03-04T09:00Z, kind: b}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\n"
	 "why: no notice came by Thu 5 Mar 2026 09:00: the nearest, the one of Wed 4 Mar 2026 09:00, does not count, for there were too few\n"
	 "trigger move, Tue 3 Mar 2026 09:00\nwitness notice, Wed 4 Mar 2026 09:00\nnear notice, Wed 4 Mar 2026 09:00: there were too few\n"},
	{"", "when: move, expect: [{event: notice, by: 2026-03-04T09:00Z}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {notice: {time: 2026-03-04}}", "", "", "",
	 "review Wed 4 Mar 2026 09:00: Condition 1\n"
	 "why: no notice came by Wed 4 Mar 2026 09:00: the nearest, the one of Wed 4 Mar 2026, does not count, for it is not known whether it came in time\n"
	 "unknown: the clock time of the notice of Wed 4 Mar 2026 is not known\ntrigger move, Tue 3 Mar 2026 09:00\n"
	 "near notice, Wed 4 Mar 2026: it is not known whether it came in time\n"},
	{"", "when: move, expect: [{event: notice, by: 2027-03-04T09:00Z}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "clear Tue 3 Mar 2026 09:00: Condition 1: nothing against the subject, Tue 3 Mar 2026 09:00\n"
	 "why: the obligation lapsed: its deadline lies outside the time in force, so no notice was due\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, provided: ['move.n > 1'], expect: [{event: notice, by: move.time + 2d, having: [{event: cell}]}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {notice: {time: 2026-03-04T09:00Z}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\nwhy: move.n 3 is more than 1\n"
	 "why: no notice came by Thu 5 Mar 2026 09:00: the nearest, the one of Wed 4 Mar 2026 09:00, does not count, for what it needs beside it is not there\n"
	 "trigger move, Tue 3 Mar 2026 09:00\nnear notice, Wed 4 Mar 2026 09:00: what it needs beside it is not there\n"},
	{"", "when: move, provided: [{event: cell}], expect: [{event: notice, by: move.time + 2d}]",
	 "{cell: {time: 2026-03-01T09:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\nwhy: a cell is there by Tue 3 Mar 2026 09:00\n"
	 "why: no notice came by Thu 5 Mar 2026 09:00\ntrigger move, Tue 3 Mar 2026 09:00\nwitness cell, Sun 1 Mar 2026 09:00\n"},
	/* What would be said twice is said once. */
	{"", "when: move, expect: [{event: notice, by: move.time + 2d}, {event: notice, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\nwhy: no notice came by Thu 5 Mar 2026 09:00\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	/* Of no deadline that is known none is named; nor of one at the end of time. */
	{"", "when: move, given: {last: cell}, expect: [{event: notice, by: last.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z}}", "", "", "",
	 "review Tue 3 Mar 2026 09:00: Condition 1\nwhy: no notice came\nunknown: no event gives last.time, or which one does is not known\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, unless: [{event: notice, by: ever}], provided: [{event: cell, by: ever}]",
	 "{move: {time: 2026-03-03T09:00Z}}", "", "", "",
	 "upcoming the end of time: Condition 1\nwhy: a cell is still to come\nwhy: a notice may still come\n"
	 "trigger move, Tue 3 Mar 2026 09:00\n"},
};

static const struct told CLOCKS_THAT_STAND[] = {
	{"", "when: move, expect: [{event: notice, by: move.time + 2d, pause: [in-custody]}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {cell: {time: 2026-03-04T09:00Z, way: in}}", "", "", "",
	 "upcoming Wed 4 Mar 2026 09:00: Condition 1\nwhy: a notice is still to come, its clock stopped since Wed 4 Mar 2026 09:00\n"
	 "trigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, expect: [{event: notice, by: move.time + 2d, pause: [in-custody]}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {cell: {time: 2026-03-04T09:00Z}}, {cell: {time: 2026-03-04T12:00Z, way: out}}", "", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\nwhy: no notice came by Thu 5 Mar 2026 09:00, or as late as Thu 5 Mar 2026 12:00\n"
	 "trigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, expect: [{event: notice, by: move.time + 2d, pause: [in-custody]}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {cell: {time: 2026-03-04T09:00Z}}", "", "", "",
	 "review Thu 5 Mar 2026 09:00: Condition 1\nwhy: no notice came by Thu 5 Mar 2026 09:00, unless its clock still stands\n"
	 "unknown: it is not known how long the clock stood, and so whether the time allowed is over\ntrigger move, Tue 3 Mar 2026 09:00\n"},
};

static const struct told EXCEPTIONS[] = {
	{"", "when: move, unless: [{event: notice}]",
	 "{notice: {time: 2026-03-01T09:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "clear Tue 3 Mar 2026 09:00: Condition 1: nothing against the subject, Tue 3 Mar 2026 09:00\nwhy: a notice covers it\n"
	 "trigger move, Tue 3 Mar 2026 09:00\nwitness notice, Sun 1 Mar 2026 09:00\n"},
	{"", "when: move, unless: [{event: alert}]",
	 "{alert: {time: 2026-03-01T09:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "clear Tue 3 Mar 2026 09:00: Condition 1: nothing against the subject, Tue 3 Mar 2026 09:00\nwhy: an alert covers it\n"
	 "trigger move, Tue 3 Mar 2026 09:00\nwitness alert, Sun 1 Mar 2026 09:00\n"},
	{"", "when: move, unless: [{event: notice, where: notice.kind == \"a\"}, 'move.n > 5']",
	 "{notice: {time: 2026-03-01T09:00Z, kind: b}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach Tue 3 Mar 2026 09:00: Condition 1\n"
	 "why: no notice covers it: the nearest, the one of Sun 1 Mar 2026 09:00, does not count, for notice.kind b is not a\n"
	 "why: move.n 3 is at most 5\ntrigger move, Tue 3 Mar 2026 09:00\nnear notice, Sun 1 Mar 2026 09:00: notice.kind b is not a\n"},
	{"", "when: move, unless: [{event: alert, from: move.time, by: move.time + 200d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "upcoming Sat 19 Sep 2026 09:00: Condition 1\nwhy: an alert may still come\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, unless: [{event: notice, from: move.time - 1d}]",
	 "{notice: {time: 2026-03-01T09:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach Tue 3 Mar 2026 09:00: Condition 1\n"
	 "why: no notice covers it: the nearest, the one of Sun 1 Mar 2026 09:00, does not count, for it came before the time that counts\n"
	 "trigger move, Tue 3 Mar 2026 09:00\nnear notice, Sun 1 Mar 2026 09:00: it came before the time that counts\n"},
	{"", "when: move, unless: [{event: notice, unbroken-by: {event: cell}}]",
	 "{notice: {time: 2026-03-01T09:00Z}}, {cell: {time: 2026-03-02T09:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach Tue 3 Mar 2026 09:00: Condition 1\n"
	 "why: no notice covers it: the nearest, the one of Sun 1 Mar 2026 09:00, does not count, for it was undone before\n"
	 "trigger move, Tue 3 Mar 2026 09:00\nnear notice, Sun 1 Mar 2026 09:00: it was undone before\n"},
	{"", "when: move, unless: [{event: notice, unbroken-by: {event: cell, where: cell.way == \"in\"}}]",
	 "{notice: {time: 2026-03-01T09:00Z}}, {cell: {time: 2026-03-02T09:00Z}}, {move: {time: 2026-03-03T09:00Z}}", "", "", "",
	 "review Tue 3 Mar 2026 09:00: Condition 1\n"
	 "why: no notice covers it: the nearest, the one of Sun 1 Mar 2026 09:00, does not count, for it may have been undone\n"
	 "unknown: cell.way is missing\ntrigger move, Tue 3 Mar 2026 09:00\n"
	 "near notice, Sun 1 Mar 2026 09:00: it may have been undone\n"},
	{"", "when: move, unless: [{event: notice, from: move.time, by: move.time + 2d, pause: [in-custody]}]",
	 "{move: {time: 2026-03-03T09:00Z}}, {cell: {time: 2026-03-04T09:00Z}}", "", "", "",
	 "review Tue 3 Mar 2026 09:00: Condition 1\nwhy: no notice covers it\n"
	 "unknown: it is not known how long the clock stood, and so whether the time allowed is over\n"
	 "trigger move, Tue 3 Mar 2026 09:00\n"},
};

static const struct told MATTERS_FOR_A_PERSON[] = {
	{"", "when: move, review-if: ['move.n > 2', {event: notice}]",
	 "{notice: {time: 2026-03-01T09:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "review Tue 3 Mar 2026 09:00: Condition 1\nwhy: for a person to look at: move.n 3 is more than 2\n"
	 "why: for a person to look at: there is a notice\ntrigger move, Tue 3 Mar 2026 09:00\nwitness notice, Sun 1 Mar 2026 09:00\n"},
	{"", "when: move, review-if: [{event: alert, where: alert.n > 1}, 'move.n > 5']",
	 "{alert: {time: 2026-03-01T09:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "review Tue 3 Mar 2026 09:00: Condition 1\nwhy: for a person to look at: there may be an alert\nunknown: alert.n is missing\n"
	 "trigger move, Tue 3 Mar 2026 09:00\nnear alert, Sun 1 Mar 2026 09:00: alert.n is missing\n"},
};

static const struct told WHAT_IS_SUPPLIED_AND_HOW_FAR[] = {
	{"", "when: move, unless: [{event: notice}], review-if: [{event: alert}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "notice,alert", "", "",
	 "breach Tue 3 Mar 2026 09:00: Condition 1\nwhy: no notice covers it\ncaveat: no notice feed was supplied\n"
	 "caveat: no alert feed was supplied\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: {event: [move, notice, cell], as: x}",
	 "", "move,notice,cell", "", "",
	 "blind : nothing supplied can show this\nwhy: no move, notice or cell feed was supplied\n"},
	{"", "when: move, expect: [{event: [notice, cell, alert], as: x, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "notice,cell,alert", "", "",
	 "blind : nothing supplied can show this\nwhy: no notice, cell or alert feed was supplied\n"},
	{"", "when: move, expect: [{event: [notice, cell], as: x, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "cell", "", "",
	 "review Thu 5 Mar 2026 09:00: Condition 1\nwhy: no notice came by Thu 5 Mar 2026 09:00\nunknown: no cell feed was supplied\n"
	 "trigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, expect: [{event: notice, by: move.time + 60d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "notice", "",
	 "review Sat 2 May 2026 09:00: Condition 1\nwhy: no notice came by Sat 2 May 2026 09:00\n"
	 "unknown: notice events are complete only to the end of Tue 31 Mar 2026, by f\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, unless: [{event: notice, by: move.time + 60d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "notice", "",
	 "breach Tue 3 Mar 2026 09:00: Condition 1\nwhy: no notice covers it\n"
	 "caveat: notice events are complete only to the end of Tue 31 Mar 2026, by f\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, expect: [{event: notice, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "notice",
	 "review Thu 5 Mar 2026 09:00: Condition 1\nwhy: no notice came by Thu 5 Mar 2026 09:00\n"
	 "unknown: a rejected notice row names this subject\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, expect: [{event: notice, by: move.time + 2d, pause: [in-custody]}], given: {last: cell}",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "cell", "", "",
	 "breach Thu 5 Mar 2026 09:00: Condition 1\nwhy: no notice came by Thu 5 Mar 2026 09:00\n"
	 "caveat: no cell feed was supplied, so times in-custody are not known\ncaveat: no cell feed was supplied\n"
	 "trigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, where: 'not in-state(\"in-custody\", move.time)', given: {last: cell}",
	 "{move: {time: 2026-05-03T09:00Z}}", "", "cell", "",
	 "breach Sun 3 May 2026 10:00: Condition 1\nwhy: the subject is not in-custody at move.time Sun 3 May 2026 10:00\n"
	 "caveat: times in-custody are known only as far as the cell feed reaches\n"
	 "caveat: cell events are complete only to the end of Tue 31 Mar 2026, by f\ntrigger move, Sun 3 May 2026 10:00\n"},
	/* What is given is stood by also while something may still come. */
	{"", "when: move, given: {last: cell}, expect: [{event: notice, by: move.time + 60d}]",
	 "{move: {time: 2026-05-03T09:00Z}}", "", "cell", "",
	 "upcoming Thu 2 Jul 2026 10:00: Condition 1\nwhy: a notice is still to come by Thu 2 Jul 2026 10:00\n"
	 "caveat: cell events are complete only to the end of Tue 31 Mar 2026, by f\ntrigger move, Sun 3 May 2026 10:00\n"},
	{"", "when: move, given: {first: cell, second: cell}",
	 "{move: {time: 2026-05-03T09:00Z}}", "cell", "", "",
	 "breach Sun 3 May 2026 10:00: Condition 1\ncaveat: no cell feed was supplied\ntrigger move, Sun 3 May 2026 10:00\n"},
	/* Of two types the one that is known less far speaks, whichever is named first. */
	{"", "when: move, expect: [{event: [notice, cell], as: x, by: move.time + 60d}]",
	 "{move: {time: 2026-03-03T09:00Z}}", "", "notice", "",
	 "review Sat 2 May 2026 09:00: Condition 1\nwhy: no notice came by Sat 2 May 2026 09:00\n"
	 "unknown: notice events are complete only to the end of Tue 31 Mar 2026, by f\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move, expect: [{event: [notice, cell], as: x, by: move.time + 60d}]",
	 "{move: {time: 2026-03-03T09:00Z}}", "", "cell", "",
	 "review Sat 2 May 2026 09:00: Condition 1\nwhy: no notice came by Sat 2 May 2026 09:00\n"
	 "unknown: cell events are complete only to the end of Tue 31 Mar 2026, by f\ntrigger move, Tue 3 Mar 2026 09:00\n"},
};

static const struct told THE_TIME_IN_FORCE[] = {
	{"served: 2026-03-03, ", "when: move",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "review Tue 3 Mar 2026 09:00: Condition 1\ncaveat: before the order was served, so far as is known\n"
	 "trigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: move",
	 "{move: {time: 2026-01-01}}", "", "", "",
	 "review Thu 1 Jan 2026: Condition 1\ncaveat: on a day on which the condition began or ended, and the clock time is not known\n"
	 "trigger move, Thu 1 Jan 2026\n"},
	{"suspended: [{from: 2026-03-10, until: 2026-04-01}], ", "when: move, expect: [{event: notice, by: move.time + 10d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach Sat 4 Apr 2026 09:00: Condition 1\nwhy: no notice came by Sat 4 Apr 2026 09:00\ntrigger move, Tue 3 Mar 2026 09:00\n"},
	{"", "when: {at: order.served}",
	 "", "", "", "",
	 "review Thu 1 Jan 2026 00:00: Condition 1\nunknown: order.served is missing\n"},
};

static void tell(struct buf *out, struct scene *s, const struct told *t)
{
	open_whole_scene(s, ALERT, t->order, t->condition, t->events);
	limit_scene(s, t->unsupplied, t->short_of, t->rejected);
	for (size_t i = 0; i < s->found.n; i++)
		add_finding(out, &s->found.at[i], &s->zone);
}

static void check(const char *name, const struct told *table, size_t n)
{
	struct buf out = {0};

	for (size_t i = 0; i < n; i++) {
		struct scene s;
		buf_clear(&out);
		tell(&out, &s, &table[i]);
		if (!str_eq_cstr(buf_str(&out), table[i].text))
			fail_msg("%s, %zu is\n%.*s want\n%s", name, i, STR_ARG(buf_str(&out)), table[i].text);
		close_scene(&s);
	}
	buf_free(&out);
}

#define CHECK(table) check(#table, table, sizeof table / sizeof *table)

static void test_counts_and_sums(void **state)
{
	(void)state;
	CHECK(COUNTS_AND_SUMS);
}

static void test_runs_and_silences(void **state)
{
	(void)state;
	CHECK(RUNS_AND_SILENCES);
}

static void test_unknown_triggers(void **state)
{
	(void)state;
	CHECK(UNKNOWN_TRIGGERS);
}

static void test_the_guard(void **state)
{
	(void)state;
	CHECK(THE_GUARD);
}

static void test_what_was_expected(void **state)
{
	(void)state;
	CHECK(WHAT_WAS_EXPECTED);
}

static void test_clocks_that_stand(void **state)
{
	(void)state;
	CHECK(CLOCKS_THAT_STAND);
}

static void test_exceptions(void **state)
{
	(void)state;
	CHECK(EXCEPTIONS);
}

static void test_matters_for_a_person(void **state)
{
	(void)state;
	CHECK(MATTERS_FOR_A_PERSON);
}

static void test_what_is_supplied_and_how_far(void **state)
{
	(void)state;
	CHECK(WHAT_IS_SUPPLIED_AND_HOW_FAR);
}

static void test_the_time_in_force(void **state)
{
	(void)state;
	CHECK(THE_TIME_IN_FORCE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts_and_sums),
		cmocka_unit_test(test_runs_and_silences),
		cmocka_unit_test(test_unknown_triggers),
		cmocka_unit_test(test_the_guard),
		cmocka_unit_test(test_what_was_expected),
		cmocka_unit_test(test_clocks_that_stand),
		cmocka_unit_test(test_exceptions),
		cmocka_unit_test(test_matters_for_a_person),
		cmocka_unit_test(test_what_is_supplied_and_how_far),
		cmocka_unit_test(test_the_time_in_force),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Explanations of findings, whole. Everything is known to 1 June 2026, unless a case says otherwise. */
#include "judge/explain.h"
#include "judge/judge_fixture.h"

static void add(struct buf *out, const char *head, struct str line)
{
	if (line.n > 0)
		buf_printf(out, "%s: %.*s\n", head, STR_ARG(line));
}

static void add_lines(struct buf *out, const char *head, struct explain_lines lines)
{
	for (size_t i = 0; i < lines.n; i++)
		add(out, head, lines.at[i]);
}

/* "true: its "to" is park (move.to is park)", and by how much it failed. */
static void add_parts(struct buf *out, const struct explain_part *parts, size_t n)
{
	static const char *const truths[] = {[TRUTH_FALSE] = "false", [TRUTH_UNKNOWN] = "unknown", [TRUTH_TRUE] = "true"};

	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "  %s: %.*s (%.*s)", truths[parts[i].truth], STR_ARG(parts[i].asks), STR_ARG(parts[i].saw));
		buf_printf(out, "%s%.*s\n", parts[i].off.n > 0 ? " by " : "", STR_ARG(parts[i].off));
	}
}

static void add_answer(struct buf *out, const struct explain_answer *a, const struct zone *z)
{
	buf_printf(out, "%s %s: %.*s, %zu witnesses\n", explain_place_names[a->ask->place], a->state, STR_ARG(a->outcome), a->nwitnesses);
	add(out, " saw", a->saw);
	add(out, " from", a->from);
	add(out, " by", a->by);
	add(out, " known", a->known);
	add_lines(out, " unknown", a->unknown);
	for (size_t i = 0; i < a->nmisses; i++) {
		buf_printf(out, " miss of ");
		moment_say(out, a->misses[i].event->time, z);
		buf_printf(out, ": %.*s\n", STR_ARG(a->misses[i].why));
		add_parts(out, a->misses[i].parts, a->misses[i].nparts);
	}
}

static void add_all(struct buf *out, const struct explanation *e, const struct zone *z)
{
	buf_printf(out, "%s\n", level_names[e->finding.level]);
	add(out, "asked", e->asked);
	add_lines(out, "in force", e->in_force);
	add_parts(out, e->where, e->nwhere);
	for (size_t i = 0; i < e->nanswers; i++)
		add_answer(out, &e->answers[i], z);
}

struct told {
	const char *condition, *events;
	const char *unsupplied, *short_of, *rejected; /* types, as limit_scene has them */
	const char *text;
};

static const struct told TRIGGERS[] = {
	{"when: {count: move, within: 7d, reaches: 3}",
	 "{move: {time: 2026-03-03T09:00Z}}, {move: {time: 2026-03-04T09:00Z}}, {move: {time: 2026-03-05T09:00Z}}", "", "", "",
	 "breach\nasked: the move event of Thu 5 Mar 2026 09:00, the third of 3 that count within 7 days\n"
	 "in force: from 1 January 2026 to the end of 31 December 2026\n"},
	{"when: {count: move, within: 30d, reaches: 10}",
	 "{move: {time: 2026-03-03T09:00Z}}, {move: {time: 2026-03-04T09:00Z}}, {move: {time: 2026-03-05T09:00Z}}, {move: {time: 2026-03-06T09:00Z}}, {move: {time: 2026-03-07T09:00Z}}, {move: {time: 2026-03-08T09:00Z}}, {move: {time: 2026-03-09T09:00Z}}, {move: {time: 2026-03-10T09:00Z}}, {move: {time: 2026-03-11T09:00Z}}, {move: {time: 2026-03-12T09:00Z}}", "", "", "",
	 "breach\nasked: the move event of Thu 12 Mar 2026 09:00, the tenth of 10 that count within 30 days\n"
	 "in force: from 1 January 2026 to the end of 31 December 2026\n"},
	{"when: {count: move, within: 30d, reaches: 11}",
	 "{move: {time: 2026-03-03T09:00Z}}, {move: {time: 2026-03-04T09:00Z}}, {move: {time: 2026-03-05T09:00Z}}, {move: {time: 2026-03-06T09:00Z}}, {move: {time: 2026-03-07T09:00Z}}, {move: {time: 2026-03-08T09:00Z}}, {move: {time: 2026-03-09T09:00Z}}, {move: {time: 2026-03-10T09:00Z}}, {move: {time: 2026-03-11T09:00Z}}, {move: {time: 2026-03-12T09:00Z}}, {move: {time: 2026-03-13T09:00Z}}", "", "", "",
	 "breach\nasked: the move event of Fri 13 Mar 2026 09:00, the last of 11 that count within 30 days\n"
	 "in force: from 1 January 2026 to the end of 31 December 2026\n"},
	{"when: {sum: move.n, of: move, within: 1mo, reaches: 5}",
	 "{move: {time: 2026-03-02T09:00Z, n: 2}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00, the second of 2 that count within 1 month\n"
	 "in force: from 1 January 2026 to the end of 31 December 2026\n"},
	{"when: {while: move, lasts: 2h, gap: 2h}",
	 "{move: {time: 2026-03-03T09:00Z}}, {move: {time: 2026-03-03T10:00Z}}, {move: {time: 2026-03-03T11:00Z}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 11:00, with the 2 others of its run\n"
	 "in force: from 1 January 2026 to the end of 31 December 2026\n"},
	{"when: {silence: move, for: 120d}",
	 "{move: {time: 2026-01-02T09:00Z}}", "", "", "",
	 "breach\nasked: nothing came from the move event of Fri 2 Jan 2026 09:00 to Sat 2 May 2026 09:00\n"
	 "in force: from 1 January 2026 to the end of 31 December 2026\n"},
	{"when: {silence: move, for: 150d}",
	 "", "", "", "",
	 "breach\nasked: nothing came from the start of the condition to Sun 31 May 2026 00:00\n"
	 "in force: from 1 January 2026 to the end of 31 December 2026\n"},
	{"when: {at: 2026-03-03}, expect: [{event: notice, by: 2026-03-05}]",
	 "", "", "", "",
	 "breach\nasked: its date, Tue 3 Mar 2026\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect false: not met, 0 witnesses\n from: Tue 3 Mar 2026\n by: Thu 5 Mar 2026\n"
	 " known: notice events are complete to Mon 1 Jun 2026 00:00\n"},
	{"when: {at: order.served}",
	 "", "", "", "",
	 "review\nasked: the time at which the rule asks is not known; dated at the start of the condition\n"
	 "in force: from 1 January 2026 to the end of 31 December 2026\n"},
	{"when: {event: move, carried: true, where: move.n > 1}, where: 'move.to == \"park\" and order.type == \"other\"'",
	 "{move: {time: 2025-12-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach\nasked: the move event of Wed 3 Dec 2025 09:00, from before the condition began; asked at its start\n"
	 "in force: from 1 January 2026 to the end of 31 December 2026\n  true: its n is more than 1 (move.n 3 is more than 1)\n"
	 "  true: its \"to\" is park (move.to is park)\n  true: the order's type is other (order.type is other)\n"},
	{"when: {event: [{event: notice, where: x.kind == \"a\"}, {event: move, where: x.time > 2026-02-01}], as: x}",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "  true: its time is after Sun 1 Feb 2026 (x.time Tue 3 Mar 2026 09:00 is after Sun 1 Feb 2026)\n"},
	{"when: {event: move, where: move.n > 1}",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "  true: its n is more than 1 (move.n 3 is more than 1)\n"},
	{"when: {count: move, where: move.n > 1, within: 1d, reaches: 1}",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\n"
	 "in force: from 1 January 2026 to the end of 31 December 2026\n  true: its n is more than 1 (move.n 3 is more than 1)\n"},
};

static const struct told ANSWERS[] = {
	{"when: move, provided: ['move.n > 1', {event: cell, where: cell.way == \"out\"}]",
	 "{cell: {time: 2026-03-01T09:00Z, way: out}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "provided true: it is so, 0 witnesses\n saw: move.n 3 is more than 1\nprovided true: it is so, 1 witnesses\n"
	 " from: the beginning of time\n by: Tue 3 Mar 2026 09:00\n"},
	{"when: move, provided: [{event: cell, count: 2}]",
	 "{cell: {time: 2026-03-01T09:00Z, way: out}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "clear\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "provided false: it is not so (1 found, 2 needed), 1 witnesses\n from: the beginning of time\n by: Tue 3 Mar 2026 09:00\n"
	 " known: cell events are complete to Mon 1 Jun 2026 00:00\n"},
	{"when: move, unless: ['move.n > 5', {event: notice, where: notice.kind == \"granted\" and notice.time > move.time - 2d}]",
	 "{notice: {time: 2026-02-27T09:00Z, kind: granted}}, {notice: {time: 2026-03-02T09:00Z, kind: asked}}, {notice: {time: 2026-01-27T09:00Z, kind: x}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "unless false: it does not apply, 0 witnesses\n saw: move.n 3 is at most 5\nunless false: no such exception was found, 0 witnesses\n"
	 " from: the beginning of time\n by: Tue 3 Mar 2026 09:00\n known: notice events are complete to Mon 1 Jun 2026 00:00\n"
	 " miss of Mon 2 Mar 2026 09:00: \n  false: the notice's kind is granted (notice.kind asked is not granted)\n"
	 " miss of Fri 27 Feb 2026 09:00: \n"
	 "  false: the notice's time is after 2 days before the move's time (notice.time Fri 27 Feb 2026 09:00 is not after move.time - 2d Sun 1 Mar 2026 09:00) by 2 days\n"},
	{"when: move, unless: [{event: notice}]",
	 "{notice: {time: 2026-03-01T09:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "clear\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "unless true: it applies, 1 witnesses\n from: the beginning of time\n by: Tue 3 Mar 2026 09:00\n"},
	{"when: move, review-if: [{event: notice, where: notice.kind == \"a\"}, 'move.n > 2']",
	 "{notice: {time: 2026-03-01T09:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "review\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "review-if unknown: it is not known whether it applies (of 1 it is not known whether they count), 0 witnesses\n"
	 " from: the beginning of time\n by: Tue 3 Mar 2026 09:00\n known: notice events are complete to Mon 1 Jun 2026 00:00\n"
	 " unknown: notice.kind is missing\n miss of Sun 1 Mar 2026 09:00: \n  unknown: the notice's kind is a (notice.kind is missing)\n"
	 "review-if true: it applies, 0 witnesses\n saw: move.n 3 is more than 2\n"},
	{"when: move, expect: [{event: notice, count: 3, by: move.time + 2d}]",
	 "{notice: {time: 2026-03-04T09:00Z}}, {notice: {time: 2026-03-04T10:00Z}}, {move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect false: not met (2 found, 3 needed), 2 witnesses\n from: Tue 3 Mar 2026 09:00\n by: Thu 5 Mar 2026 09:00\n"
	 " known: notice events are complete to Mon 1 Jun 2026 00:00\n"},
	{"when: move, expect: [{event: move, as: m, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {move: {time: 2026-03-03T09:00Z, n: 4}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect false: not met, 0 witnesses\n from: just after Tue 3 Mar 2026 09:00\n by: Thu 5 Mar 2026 09:00\n"
	 " known: move events are complete to Mon 1 Jun 2026 00:00\n miss of Tue 3 Mar 2026 09:00: it did not come after the trigger\n"},
	{"when: move, expect: [{event: notice, by: move.time + 300d}, {event: cell, by: 2027-03-01}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "",
	 "upcoming\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect open: still open, 0 witnesses\n from: Tue 3 Mar 2026 09:00\n by: Mon 28 Dec 2026 09:00\n"
	 " known: notice events are complete to Mon 1 Jun 2026 00:00\n"
	 "expect true: lapsed: its deadline lies outside the time in force, so nothing was due, 0 witnesses\n from: Tue 3 Mar 2026 09:00\n"
	 " by: Mon 1 Mar 2027\n known: cell events are complete to Mon 1 Jun 2026 00:00\n"},
	{"when: move, expect: [{event: notice, by: move.time + 2d, pause: [in-custody]}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {cell: {time: 2026-03-04T09:00Z, way: in}}", "", "", "",
	 "upcoming\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect open: still open; its clock has stood since Wed 4 Mar 2026 09:00, 0 witnesses\n from: Tue 3 Mar 2026 09:00\n"
	 " known: notice events are complete to Mon 1 Jun 2026 00:00\n"},
	{"when: move, expect: [{event: notice, by: move.time + 2d, having: [{event: cell}]}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {notice: {time: 2026-03-04T09:00Z}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect false: not met, 0 witnesses\n from: Tue 3 Mar 2026 09:00\n by: Thu 5 Mar 2026 09:00\n"
	 " known: notice events are complete to Mon 1 Jun 2026 00:00\n miss of Wed 4 Mar 2026 09:00: what it needs beside it is not there\n"},
	{"when: move, expect: [{event: notice, where: move.n > 2 and notice.kind == \"a\" and notice.time < move.time + 1d, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {notice: {time: 2026-03-06T09:00Z, kind: a}}, {notice: {time: 2026-03-04T08:00Z, kind: b}}, {notice: {time: 2026-03-04T10:00Z, kind: a}}, {notice: {time: 2026-03-20T10:00Z, kind: a}}, {notice: {time: 2026-03-03T10:00Z, kind: c}}", "", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect false: not met, 0 witnesses\n from: Tue 3 Mar 2026 09:00\n by: Thu 5 Mar 2026 09:00\n"
	 " known: notice events are complete to Mon 1 Jun 2026 00:00\n miss of Tue 3 Mar 2026 10:00: \n"
	 "  false: the notice's kind is a (notice.kind c is not a)\n miss of Wed 4 Mar 2026 08:00: \n"
	 "  false: the notice's kind is a (notice.kind b is not a)\n miss of Wed 4 Mar 2026 10:00: \n"
	 "  false: the notice's time is before 1 day after the move's time (notice.time Wed 4 Mar 2026 10:00 is not before move.time + 1d Wed 4 Mar 2026 09:00) by 1 h\n"},
	{"when: move, expect: [{event: notice, by: 2026-03-03T12:00Z}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}, {notice: {time: 2026-03-03}}", "", "", "",
	 "review\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect unknown: not known (of 1 it is not known whether they count), 0 witnesses\n from: Tue 3 Mar 2026 09:00\n"
	 " by: Tue 3 Mar 2026 12:00\n known: notice events are complete to Mon 1 Jun 2026 00:00\n"
	 " unknown: the clock time of the notice of Tue 3 Mar 2026 is not known\n"
	 " miss of Tue 3 Mar 2026: it counts, but more are needed, or its time is not certain\n"},
};

/* The window is told from its first instant to its last, in seconds: half a day after a day, from noon of it; a day and a half after, to
 * noon of the next but one. */
static const struct told WINDOWS[] = {
	{"when: {at: 2026-03-03}, expect: [{event: notice, from: trigger.time + 12h, by: trigger.time + 36h}]",
	 "", "", "", "",
	 "breach\nasked: its date, Tue 3 Mar 2026\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect false: not met, 0 witnesses\n from: Tue 3 Mar 2026 12:00\n by: Thu 5 Mar 2026 11:59:59\n"
	 " known: notice events are complete to Mon 1 Jun 2026 00:00\n"},
};

static const struct told HOW_FAR_IT_IS_KNOWN[] = {
	{"when: move, unless: [{event: notice, from: move.time, by: move.time + 60d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "notice", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "unless false: no such exception was found, 0 witnesses\n from: Tue 3 Mar 2026 09:00\n by: Sat 2 May 2026 09:00\n"
	 " known: notice events are complete to the end of Tue 31 Mar 2026\n"},
	{"when: move, expect: [{event: notice, by: move.time + 60d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "notice", "",
	 "review\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect unknown: not known, 0 witnesses\n from: Tue 3 Mar 2026 09:00\n by: Sat 2 May 2026 09:00\n"
	 " known: notice events are complete to the end of Tue 31 Mar 2026\n"
	 " unknown: notice events are complete only to the end of Tue 31 Mar 2026, by f\n"},
	{"when: move, expect: [{event: notice, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "", "", "notice",
	 "review\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "expect unknown: not known, 0 witnesses\n from: Tue 3 Mar 2026 09:00\n by: Thu 5 Mar 2026 09:00\n"
	 " known: notice events are complete to Mon 1 Jun 2026 00:00, but for a rejected row that names this subject\n"
	 " unknown: a rejected notice row names this subject\n"},
	{"when: move, unless: [{event: [notice, cell], as: x}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "notice,cell", "", "",
	 "breach\nasked: the move event of Tue 3 Mar 2026 09:00\nin force: from 1 January 2026 to the end of 31 December 2026\n"
	 "unless false: no such exception was found, 0 witnesses\n from: the beginning of time\n by: Tue 3 Mar 2026 09:00\n"
	 " known: no feed of notice or cell was supplied\n"},
	{"when: move, expect: [{event: notice, by: move.time + 2d}]",
	 "{move: {time: 2026-03-03T09:00Z, to: park, n: 3}}", "notice", "", "",
	 "blind\nin force: from 1 January 2026 to the end of 31 December 2026\n"},
};

static void check(const char *name, const struct told *table, size_t n)
{
	struct buf out = {0};

	for (size_t i = 0; i < n; i++) {
		struct scene s;
		struct explanation e;
		open_scene(&s, table[i].condition, table[i].events);
		limit_scene(&s, table[i].unsupplied, table[i].short_of, table[i].rejected);
		buf_clear(&out);
		assert_true(s.found.n > 0);
		assert_true(explain_finding(&e, &s.in, s.found.at[0].id, &s.arena));
		add_all(&out, &e, &s.zone);
		if (!str_eq_cstr(buf_str(&out), table[i].text))
			fail_msg("%s, %zu is\n%.*s want\n%s", name, i, STR_ARG(buf_str(&out)), table[i].text);
		close_scene(&s);
	}
	buf_free(&out);
}

#define CHECK(table) check(#table, table, sizeof table / sizeof *table)

static void test_triggers(void **state)
{
	(void)state;
	CHECK(TRIGGERS);
}

static void test_answers(void **state)
{
	(void)state;
	CHECK(ANSWERS);
}

static void test_windows(void **state)
{
	(void)state;
	CHECK(WINDOWS);
}

static void test_how_far_it_is_known(void **state)
{
	(void)state;
	CHECK(HOW_FAR_IT_IS_KNOWN);
}

/* Of two conditions, and of two rules in one, what nothing supplies is explained with its own dates and values. */
static void test_blind_among_others(void **state)
{
	static const char documents[] =
		"rule: one\ntitle: O\nparameters: {most: {type: number, default: 2}}\nwhen: notice\ngiven: {last: move}\n"
		"where: last.n > $most\n---\n"
		"rule: two\ntitle: Two\nparameters: {most: {type: number, default: 9}}\nwhen: move\nwhere: move.n > $most\n---\n";
	struct scene s;
	struct explanation e;

	(void)state;
	open_whole_scene(&s, documents, "", "from: 2026-02-01, rule: [one, two]}, {id: \"2\", from: 2026-03-01, when: cell", "");
	limit_scene(&s, "notice", "", "");
	assert_int_equal(s.found.n, 1);
	assert_line(s.found.at[0].title, "O");
	assert_true(explain_finding(&e, &s.in, s.found.at[0].id, &s.arena));
	assert_int_equal(e.in_force.n, 1);
	assert_line(e.in_force.at[0], "from 1 February 2026 to the end of 31 December 2026");
	assert_int_equal(e.rule.values.n, 1);
	assert_line(e.rule.values.at[0], "most: 2");
	close_scene(&s);
}

/* Known of nothing, though a feed is there. */
static void test_known_of_nothing(void **state)
{
	struct scene s;
	struct explanation e;

	(void)state;
	open_scene(&s, "when: move, expect: [{event: notice, by: move.time + 2d}]", "{move: {time: 2026-03-03T09:00Z}}");
	for (size_t i = 0; i < s.plan.ntypes; i++)
		if (str_eq_cstr(s.plan.types[i]->name, "notice"))
			s.supplies[i].known_until = INSTANT_MIN;
	judge_subject(&s.found, &s.in, &s.arena);
	assert_int_equal(s.found.n, 1);
	assert_int_equal(s.found.at[0].level, LEVEL_REVIEW);
	assert_line(s.found.at[0].unknown[0], "nothing is known of notice events");
	assert_true(explain_finding(&e, &s.in, s.found.at[0].id, &s.arena));
	assert_line(e.answers[0].known, "nothing is known of notice events");
	close_scene(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_triggers),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_windows),
		cmocka_unit_test(test_how_far_it_is_known),
		cmocka_unit_test(test_blind_among_others),
		cmocka_unit_test(test_known_of_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

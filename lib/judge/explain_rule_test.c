/* A rule in plain English, whole: what it says of each part, in order. */
#include <stdio.h>

#include "judge/explain_kit.h"
#include "judge/judge_fixture.h"

static void add_lines(struct buf *out, const char *head, struct explain_lines lines)
{
	for (size_t i = 0; i < lines.n; i++)
		buf_printf(out, "%s: %.*s\n", head, STR_ARG(lines.at[i]));
}

static void add_line(struct buf *out, const char *head, struct str line)
{
	add_lines(out, head, (struct explain_lines){&line, line.n > 0});
}

static void whole_rule(struct buf *out, const struct explain_rule *r)
{
	add_line(out, "summary", r->summary);
	add_line(out, "when", r->when);
	add_lines(out, "where", r->where);
	add_lines(out, "given", r->given);
	for (size_t i = 0; i < r->nasks; i++) {
		add_line(out, explain_place_names[r->asks[i].place], r->asks[i].what);
		add_line(out, "  window", r->asks[i].window);
		add_lines(out, "  where", r->asks[i].where);
		add_lines(out, "  also", r->asks[i].also);
	}
	add_line(out, "once", r->once);
	add_lines(out, "value", r->values);
	add_lines(out, "needs", r->needs);
	add_lines(out, "helps", r->helps);
	add_lines(out, "commences", r->commences);
}

static const struct {
	const char *rule, *text;
} RULES[] = {
	{"title: All its parts\n"
	 "parameters:\n"
	 "  places: {type: list of word, default: [park, pool], title: Forbidden places, help: as the order names them}\n"
	 "  long: {type: duration, default: 3d}\n"
	 "  none: {type: list of word, default: []}\n"
	 "  who: {type: text}\n"
	 "when: move\n"
	 "given: {last: {event: cell, where: last.way == \"out\"}, sum: move.n + 1}\n"
	 "where: move.to in $places and sum > 3\n"
	 "provided: [{event: cell, where: cell.way == \"in\", count: 2}, {event: cell, as: other, from: ever, by: move.time - 1d}]\n"
	 "unless:\n"
	 "  - {event: notice, where: notice.kind == \"granted\" and notice.time > last.time, from: move.time - $long, count: 1,\n"
	 "     unbroken-by: {event: notice, as: r, where: r.kind == \"revoked\" and r.time > notice.time},\n"
	 "     having: [{event: cell, as: c, where: c.way == \"in\"}, {event: move, as: m}]}\n"
	 "  - {event: notice, as: no, where: no.kind in $none}\n"
	 "expect:\n"
	 "  - {event: [notice, cell], as: x, by: \"period(3, move.time)\", pause: [in-custody, away, ill]}\n"
	 "  - {event: [{event: notice, where: notice.kind == \"a\"}, cell], as: y, by: move.time + 5d, from: move.time - 1d}\n"
	 "review-if: ['move.n > 100', {event: move, as: again, from: ever, by: move.time + 1d}]\n"
	 "once-per: [move.to, move.n]\n"
	 "commences: {england-wales: 2012-08-13, scotland: null}\n",
	 "summary: asks for a notice or cell event, and for a notice or cell event, for each case of a move event, as set out below\n"
	 "when: each time there is a move event, while the condition is in force\n"
	 "where: its \"to\" is park or pool\n"
	 "where: sum is more than 3\n"
	 "given: last: the latest of cell events up to the time of the move in which the cell's way is out\n"
	 "given: sum: the move's n plus 1\n"
	 "provided: at least 2 cell events\n"
	 "  window: at any time up to the time of the move\n"
	 "  where: the other cell's way is in\n"
	 "provided: a cell event\n"
	 "  window: at any time up to 1 day before the move's time\n"
	 "unless: a notice given\n"
	 "  window: from 3 days before the move's time to the time of the move\n"
	 "  where: the notice's kind is granted\n"
	 "  where: the notice's time is after the cell's time\n"
	 "  also: it does not count once it is undone, by a notice given in which the other notice's kind is revoked, and the other notice's time is after the notice's time\n"
	 "  also: it counts only if there is a cell event, at any time up to the time of the notice, in which the other cell's way is in\n"
	 "  also: it counts only if there is a move event, at any time up to the time of the notice\n"
	 "expect: a notice or cell event\n"
	 "  window: after the time of the move and by the end of the period of 3 days beginning with the day of the move\n"
	 "  also: the clock stands while the subject is in custody, away or ill\n"
	 "expect: a notice or cell event, of notice those in which the event's kind is a\n"
	 "  window: from 1 day before the move's time to 5 days after the move's time\n"
	 "review-if: its n is more than 100\n"
	 "review-if: a move event\n"
	 "  window: at any time up to 1 day after the move's time\n"
	 "once: all with equal values of the \"to\" and the n make one finding\n"
	 "value: Forbidden places (places): park, pool (as the order names them)\n"
	 "value: long: 3 days\n"
	 "value: none: none\n"
	 "value: who: has no default; the condition gives it\n"
	 "needs: move\n"
	 "needs: cell\n"
	 "needs: notice\n"
	 "commences: england-wales: from 13 August 2012 without an end\n"
	 "commences: scotland: not in force there\n"},
	{"title: Short\n"
	 "when: {every: 1mo, from: order.made}\n"
	 "given: {before: {event: alert, where: before.n > 1 and before.n < 9}}\n"
	 "where: before.n == 3 and order.type == \"other\"\n"
	 "expect: [{event: alert, by: trigger.time + 1d, where: alert.n > 2}]\n"
	 "unless: [{event: move, from: trigger.time - 1d, pause: [in-custody, away]}]\n",
	 "summary: asks for a UK notice: again and again, at set times, as set out below\n"
	 "when: every 1 month, first at the day the order was made, up to the time of the check, while the condition is in force\n"
	 "where: the alert's n is 3\n"
	 "where: the order's type is other\n"
	 "given: before: the latest of alert events (UK notice) up to that date in which the alert's n is more than 1, and the alert's n is less than 9\n"
	 "unless: a move event\n"
	 "  window: from 1 day before that date to that date\n"
	 "  also: the clock stands while the subject is in custody or away\n"
	 "expect: a UK notice\n"
	 "  window: after that date and by 1 day after that date\n"
	 "  where: the other alert's n is more than 2\n"
	 "needs: alert\n"
	 "helps: move\n"
	 "helps: cell\n"},
	{"title: Many\n"
	 "when: {count: [move, cell], as: m, within: 7d, reaches: 2}\n"
	 "unless: [{event: alert, count: 2, from: m.time - 1d, by: m.time}]\n",
	 "summary: forbids 2 or more move or cell events within 7 days, unless it is excused\n"
	 "when: each time it comes to 2 or more move or cell events within 7 days, while the condition is in force\n"
	 "unless: at least 2 alert events (UK notice)\n"
	 "  window: from 1 day before the event's time to the event's time\n"
	 "needs: move\n"
	 "needs: cell\n"
	 "helps: alert\n"},
	{"title: Total\n"
	 "parameters: {w: {type: word, default: k, title: W}}\n"
	 "when: {sum: m.n, of: move, as: m, where: m.to != $w and m.to != \"a\" and m.to != \"b\" and m.to != \"c\" and m.to != \"d\" and m.to != \"e\" and m.to != \"f\" and m.to != \"g\" and m.to != \"h\" and m.to != \"i\" and m.to != \"j\", within: 7d, reaches: 5}\n",
	 "summary: forbids too great a total of move events within 7 days, as set out below\n"
	 "when: each time it comes to a total of 5 or more of the n in move events within 7 days, counting those in which "
	 "its \"to\" is not k, and its \"to\" is not a, and its \"to\" is not b, and its \"to\" is not c, and its \"to\" is not d, and its \"to\" is not e, and its \"to\" is not f, and its \"to\" is not g, and its \"to\" is not h, and its \"to\" is not i, and its \"to\" is not j, while the condition is in force\n"
	 "value: W (w): k\n"
	 "needs: move\n"},
	{"title: Whose\n"
	 "parameters: {who: {type: word, title: Q}}\n"
	 "when: {event: move, where: move.to == $who}\n",
	 "summary: forbids a move event in which its \"to\" is the \"Q\"\n"
	 "when: each time there is a move event in which its \"to\" is the \"Q\", while the condition is in force\n"
	 "value: Q (who): has no default; the condition gives it\n"
	 "needs: move\n"},
	{"title: None\n"
	 "unmonitored: x\n"
	 "parameters: {who: {type: text, default: nobody, title: W, help: h}}\n",
	 "summary: no feed can show it: x\n"
	 "value: W (who): nobody (h)\n"},
	{"title: Lasting\n"
	 "kind: requirement\n"
	 "when: {while: move, where: m.to == \"park\", lasts: 2h, gap: 1h, as: m}\n"
	 "where: m.n > 1\n"
	 "once-per: [m.to]\n",
	 "summary: is broken by an unbroken run of move events in which its \"to\" is park that goes on for 2 hours or longer without a gap of more than 1 hour, if its n is more than 1\n"
	 "when: each time it comes to an unbroken run of move events in which its \"to\" is park that goes on for 2 hours or longer without a gap of more than 1 hour, while the condition is in force\n"
	 "where: its n is more than 1\n"
	 "once: all with equal values of the \"to\" make one finding\n"
	 "needs: move\n"},
	{"title: Never\n"
	 "parameters: {none: {type: list of word, default: []}}\n"
	 "when: alert\n"
	 "given: {first: {event: notice}, second: {event: cell}}\n"
	 "provided: [{event: notice, where: notice.kind in $none}]\n"
	 "review-if: [{event: notice, as: u, where: u.kind in $none}, 'alert.n in []']\n"
	 "expect: [{event: alert, as: later, where: first.kind in $none, by: alert.time + 1d, pause: [away]}]\n",
	 "summary: asks for a UK notice after the time of the alert and by 1 day after the alert's time, for each case of a UK notice\n"
	 "when: each time there is a UK notice, while the condition is in force\n"
	 "given: first: the latest of notice events (Notice given) up to the time of the alert\n"
	 "given: second: the latest of cell events up to the time of the alert\n"
	 "provided: a notice given\n  window: at any time up to the time of the alert\n  where: never\n"
	 "expect: a UK notice\n  window: after the time of the alert and by 1 day after the alert's time\n  where: never\n"
	 "  also: the clock stands while the subject is away\n"
	 "value: none: none\n"
	 "needs: alert\nneeds: notice\nhelps: cell\nhelps: move\n"},
	/* A state that ends by itself has no event that closes it; names of one letter are names. */
	{"when: p\ngiven: {last: cell}\nwhere: 'not in-state(\"resting\", p.time) and last.way == \"out\"'\n",
	 "summary: forbids a p event in which the subject is not resting at its time, and the cell's way is out\n"
	 "when: each time there is a p event, while the condition is in force\n"
	 "where: the subject is not resting at its time\nwhere: the cell's way is out\n"
	 "given: last: the latest of cell events up to the time of the p\n"
	 "needs: p\nhelps: cell\nhelps: notice\n"},
	/* Nothing else is called an event where a date asks. */
	{"when: {at: 2026-03-03}\nexpect: [{event: [notice, cell], as: x, where: x.time > 2026-03-03, by: 2026-03-09}]\n",
	 "summary: asks for a notice or cell event after that date and by Mon 9 Mar 2026: once, at Tue 3 Mar 2026\n"
	 "when: once, at Tue 3 Mar 2026, while the condition is in force\n"
	 "expect: a notice or cell event\n  window: after that date and by Mon 9 Mar 2026\n"
	 "  where: the event's time is after Tue 3 Mar 2026\nneeds: notice\nneeds: cell\n"},
};

static void test_rules(void **state)
{
	static const char states[] = "event: alert\ntitle: UK notice\nfields: {time: {type: time, required: true}, n: {type: number}}\n---\n"
	                             "state: away\nopens: {event: move, where: move.to == \"abroad\"}\ncloses: {event: move, where: move.to == \"home\"}\n---\n"
	                             "event: p\nfields: {time: {type: time, required: true}}\n---\n"
	                             "state: resting\nopens: {event: notice}\nuntil: notice.time + 1d\n---\n"
	                             "state: ill\nopens: {event: notice, where: notice.kind == \"ill\"}\ncloses: {event: notice, where: notice.kind == \"well\"}\n---\n";

	(void)state;
	for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
		struct scene s;
		struct explain_rule r;
		struct buf out = {0}, documents = {0};
		buf_printf(&documents, "%srule: r\n%s---\n%c", states, RULES[i].rule, '\0');
		open_whole_scene(&s, documents.at, "", "unmonitored: by hand", "");
		explain_rule(&r, &s.plan, s.plan.rules[0], NULL, &s.arena);
		whole_rule(&out, &r);
		assert_line(buf_str(&out), RULES[i].text);
		close_scene(&s);
		buf_free(&out);
		buf_free(&documents);
	}
}

/* Titles are nouns: their first letter small, but of what is written in capitals. */
static void test_titles(void **state)
{
	static const char *const table[][2] = {
		{"Apple", "an apple"}, {"Zebra", "a zebra"},   {"Go", "a go"},       {"UK notice", "a UK notice"}, {"Item", "an item"},
		{"Event", "an event"}, {"Offer", "an offer"},  {"Czar", "a czar"},   {"Bakery", "a bakery"},       {"Az", "an az"},
		{"3 calls", "a 3 calls"}, {"call", "a call"},  {"X", "a X"},         {"X1", "a X1"},               {"[Note]", "a [Note]"},
		{"e", "an e"},         {"air call", "an air call"}, {"ice", "an ice"},   {"old call", "an old call"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct scene s;
		struct explain_order o;
		char documents[200], want[200];
		snprintf(documents, sizeof documents, "event: alert\ntitle: '%s'\nfields: {time: {type: time, required: true}}\n---\n", table[i][0]);
		snprintf(want, sizeof want, "each time there is %s, while the condition is in force", table[i][1]);
		open_whole_scene(&s, documents, "", "when: alert", "");
		explain_order(&o, &s.plan, s.plan.tests[0].order, &s.arena);
		assert_line(o.conditions[0].rules[0].when, want);
		close_scene(&s);
	}
}

/* Of more than forty words there is a shorter sentence. */
static void test_forty_words(void **state)
{
	(void)state;
	for (int words = 37; words <= 40; words++) { /* of the title; "forbids a" comes before them */
		struct scene s;
		struct explain_order o;
		struct buf documents = {0}, want = {0};
		buf_printf(&documents, "event: alert\ntitle: '");
		buf_printf(&want, "forbids a");
		for (int i = 0; i < words; i++) {
			buf_printf(&documents, i > 0 ? " w" : "w");
			buf_printf(&want, " w");
		}
		buf_printf(&documents, "'\nfields: {time: {type: time, required: true}}\n---\n%c", '\0');
		buf_printf(&want, "%s%c", words > 38 ? ", as set out below" : "", '\0');
		open_whole_scene(&s, documents.at, "", "when: alert", "");
		explain_order(&o, &s.plan, s.plan.tests[0].order, &s.arena);
		assert_line(o.conditions[0].rules[0].summary, want.at);
		close_scene(&s);
		buf_free(&documents);
		buf_free(&want);
	}
}

/* Days in London; 1 January 2026 is day 20454. */
static void test_intervals(void **state)
{
	const int64_t new_year = 20454 * CIVIL_DAY_MS, hour = 3600000;
	const struct {
		int64_t from, until;
		const char *words;
	} table[] = {
		{INSTANT_MIN, INSTANT_MAX, "always"},
		{INSTANT_MIN, new_year, "to the end of 31 December 2025"},
		{new_year, INSTANT_MAX, "from 1 January 2026 without an end"},
		{new_year, new_year + CIVIL_DAY_MS, "from 1 January 2026 to the end of 1 January 2026"},
		{new_year + 9 * hour, new_year + 10 * hour, "from Thu 1 Jan 2026 09:00 until Thu 1 Jan 2026 10:00"},
	};
	struct arena a;
	struct zone z;

	(void)state;
	arena_init(&a);
	assert_true(zone_open(&z, &a, STR("Europe/London")));
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct buf b = {0};
		interval_words(&b, &(struct interval){.from = table[i].from, .until = table[i].until}, &z);
		assert_line(buf_str(&b), table[i].words);
		buf_free(&b);
	}
	assert_line(intervals_words(NULL, 0, &z, &a).at[0], "at no time");
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rules), cmocka_unit_test(test_titles),
	                                   cmocka_unit_test(test_forty_words), cmocka_unit_test(test_intervals)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What those see who test rules: each part at each trigger, the events that fit but for the window, and the edges. */
#include "judge/judge_fixture.h"
#include "judge/watch.h"

struct seen {
	const struct scene *of;
	struct buf text;
};

static void add_time(struct seen *x, const char *before, int64_t at)
{
	buf_printf(&x->text, "%s", before);
	moment_say(&x->text, moment_instant(at), &x->of->zone);
}

static void add_part(struct seen *x, const struct part_seen *p)
{
	static const char *const states[] = {[PART_FAILED] = "failed", [PART_UNKNOWN] = "unknown", [PART_OPEN] = "open", [PART_MET] = "met"};

	buf_printf(&x->text, "\n  %s %zu %s", explain_place_names[p->place], p->index, states[p->state]);
	for (size_t i = 0; i < p->nfitting; i++)
		buf_printf(&x->text, "%s %td", i == 0 && i < p->nsure ? ", fits" : i == p->nsure ? ", perhaps" : "", p->fitting[i] - x->of->in.events);
}

static void see(void *context, const struct trigger_seen *t)
{
	struct seen *x = context;

	add_time(x, "", t->time.first);
	if (t->has_edge)
		add_time(x, ", edge ", t->edge);
	buf_printf(&x->text, ", window %zu%s, %s", t->nwindow, t->carried ? ", carried" : "", t->guard == TRUTH_FALSE ? "passed" : level_names[t->level]);
	for (size_t i = 0; i < t->nparts; i++)
		add_part(x, &t->parts[i]);
	buf_char(&x->text, '\n');
}

static void check(const char *condition, const char *events, bool fitting, const char *want)
{
	struct scene s;
	struct seen x = {.of = &s};
	const struct judge_watch watch = {see, &x, fitting};

	open_scene(&s, condition, events);
	s.in.watch = &watch;
	judge_subject(&s.found, &s.in, &s.arena);
	assert_line(buf_str(&x.text), want);
	buf_free(&x.text);
	close_scene(&s);
}

#define ALL \
	"when: move, provided: ['move.n > 1', {event: cell, where: cell.way == \"in\"}], unless: [{event: notice, where: notice.kind == \"a\"}], " \
	"expect: [{event: notice, as: told, by: move.time + 2d}], review-if: [{event: cell, as: c, where: c.way == \"up\"}, 'move.n > 5']"
#define LIVES \
	"{cell: {time: 2026-03-01, way: in}}, {cell: {time: 2026-03-02}}, {cell: {time: 2026-03-05, way: in}}, {cell: {time: 2026-03-06}}, " \
	"{notice: {time: 2026-03-06, kind: b}}, {notice: {time: 2026-03-07}}, {move: {time: 2026-03-03T09:00Z, n: 3}}"

static void test_parts(void **state)
{
	(void)state;
	check(ALL, LIVES, true,
	      "Tue 3 Mar 2026 09:00, window 0, review\n  provided 0 met\n  provided 1 met, fits 0 2, perhaps 1 3\n  unless 0 failed, perhaps 5\n"
	      "  expect 0 failed, fits 4 5\n  review-if 0 unknown, perhaps 1 3\n  review-if 1 failed\n");
	check(ALL, LIVES, false,
	      "Tue 3 Mar 2026 09:00, window 0, review\n  provided 0 met\n  provided 1 met\n  unless 0 failed\n"
	      "  expect 0 failed\n  review-if 0 unknown\n  review-if 1 failed\n");
}

static void test_edges(void **state)
{
	static const char two[] = "{move: {time: 2026-03-03T09:00Z}}, {move: {time: 2026-03-03T12:00Z}}";

	(void)state;
	check("when: {count: move, within: 7d, reaches: 2}", two, true,
	      "Tue 3 Mar 2026 12:00, edge Tue 24 Feb 2026 12:00, window 1, breach\n");
	check("when: {sum: 1, of: move, within: 3h, reaches: 1, fires: each}", two, true,
	      "Tue 3 Mar 2026 09:00, edge Tue 3 Mar 2026 06:00, window 0, breach\nTue 3 Mar 2026 12:00, edge Tue 3 Mar 2026 09:00, window 0, breach\n");
	check("when: {count: move, unit: day, within: 7d, reaches: 1}", two, true, "Tue 3 Mar 2026 00:00, window 0, breach\n");
	check("when: {while: move, lasts: 2h}", two, true, "Tue 3 Mar 2026 12:00, edge Tue 3 Mar 2026 11:00, window 1, breach\n");
	check("when: {silence: move, for: 60d}", two, true, "Mon 2 Mar 2026 00:00, window 0, breach\nSat 2 May 2026 12:00, window 0, breach\n");
	check("when: move, where: move.n > 1", "{move: {time: 2026-03-03T09:00Z, n: 1}}", true, "Tue 3 Mar 2026 09:00, window 0, passed\n");
	check("when: {event: move, carried: true}", "{move: {time: 2025-03-03T09:00Z}}", true, "Thu 1 Jan 2026 00:00, window 0, carried, breach\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_parts), cmocka_unit_test(test_edges)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

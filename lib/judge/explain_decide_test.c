/* What is left to a person, of findings of every level. */
#include "judge/explain.h"
#include "judge/judge_fixture.h"

#define BEFORE "find out what is not known: "
#define LAST "then whether it is a breach, and whether there was a reasonable excuse"
#define NAME "whether the row is about this person: it was matched by name alone"

static const struct str UNKNOWN[] = {STR_INIT("move.n is missing"), STR_INIT("move.to is missing")};
static const struct str CAVEATS[] = {STR_INIT("matched to the person by name alone (weak, 3.0)"), STR_INIT("no notice feed was supplied"),
                                     STR_INIT("before the order was served, so far as is known")};
static const struct str WHY[] = {STR_INIT("no notice covers it"), STR_INIT("for a person to look at: move.n is missing"),
                                 STR_INIT("for a person to look at: there is a notice")};
static const struct awaited EXCUSES[] = {{.open = true}, {.exception = true}, {.exception = true, .open = true}};

static const struct {
	struct finding f;
	const char *lines[8];
} CASES[] = {
	{{.level = LEVEL_BREACH},
	 {"whether the rows are right: look at them at their source", "whether there was a reasonable excuse, which no feed can show",
	  "whether it is a breach, and what follows"}},
	{{.level = LEVEL_BREACH, .by_name = true},
	 {NAME, "whether the rows are right: look at them at their source", "whether there was a reasonable excuse, which no feed can show",
	  "whether it is a breach, and what follows"}},
	{{.level = LEVEL_REVIEW}, {LAST}},
	{{.level = LEVEL_REVIEW, .unknown = UNKNOWN, .nunknown = 1}, {BEFORE "move.n is missing", LAST}},
	{{.level = LEVEL_REVIEW, .unknown = UNKNOWN, .nunknown = 2, .caveats = CAVEATS, .ncaveats = 3, .why = WHY, .nwhy = 3, .by_name = true},
	 {NAME, BEFORE "move.n is missing", BEFORE "move.to is missing", "weigh: no notice feed was supplied",
	  "weigh: before the order was served, so far as is known", "weigh: there is a notice", LAST}},
	{{.level = LEVEL_REVIEW, .caveats = CAVEATS + 1, .ncaveats = 1, .why = WHY + 1, .nwhy = 1},
	 {"weigh: no notice feed was supplied", "weigh: move.n is missing", LAST}},
	{{.level = LEVEL_REVIEW, .unknown = UNKNOWN + 1, .nunknown = 1, .why = WHY + 1, .nwhy = 1},
	 {BEFORE "move.to is missing", "weigh: move.n is missing", LAST}},
	{{.level = LEVEL_UPCOMING, .is_obligation = true, .awaited = EXCUSES, .nawaited = 3, .unknown = UNKNOWN, .nunknown = 2},
	 {"nothing yet: it is not due; whether to remind the subject", BEFORE "move.n is missing", BEFORE "move.to is missing"}},
	{{.level = LEVEL_UPCOMING, .awaited = EXCUSES + 2, .nawaited = 1, .unknown = UNKNOWN, .nunknown = 1},
	 {"nothing yet: what would excuse it may still come; whether to ask for it", BEFORE "move.n is missing"}},
	{{.level = LEVEL_UPCOMING, .awaited = EXCUSES, .nawaited = 3},
	 {"nothing yet: what would excuse it may still come; whether to ask for it"}},
	{{.level = LEVEL_UPCOMING, .awaited = EXCUSES, .nawaited = 2},
	 {"whether to act before it happens: it can still be prevented"}},
	{{.level = LEVEL_UPCOMING}, {"whether to act before it happens: it can still be prevented"}},
	{{.level = LEVEL_BLIND, .why = CAVEATS + 1, .nwhy = 1},
	 {"whether to obtain the feed, or to check in another way: no notice feed was supplied"}},
	{{.level = LEVEL_CLEAR, .unknown = UNKNOWN, .nunknown = 2, .why = WHY, .nwhy = 3},
	 {"nothing: the rows show no breach here; it is kept so that this can be shown too"}},
};

static void test_decide(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct explain_lines lines;
		size_t n = 0;
		explain_decide(&lines, &CASES[i].f, &a);
		while (CASES[i].lines[n])
			n++;
		assert_int_equal(lines.n, n);
		for (size_t k = 0; k < n; k++)
			assert_line(lines.at[k], CASES[i].lines[k]);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_decide)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

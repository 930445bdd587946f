#include "feed/feed_fixture.h"

#define SRC "---\nfeed: src\nevent: e\nsubject: [{reference: who}]\nfields: {time: at, recorded: rec}\n"

struct supply_case {
	const char *about, *docs, *csv, *own; /* own: as e.csv by its own header, or NULL */
	const char *known_at, *cover_name, *cover_time;
	bool supplied;
	const char *until; /* NULL: nothing is known */
	const char *narrowest, *failed;
};

/* as of 1 June 2026 00:00 in London, 31 May 23:00 in UTC */
static const struct supply_case cases[] = {
        {"newest: the latest recorded, of whomever",
         SRC, "at,rec,who\n2026-05-01,2026-05-02T12:00,S9\n2026-05-20,2026-05-02T11:00,S1\n", NULL,
         NULL, NULL, NULL, true, "2026-05-02T12:00", "src", ""},
        {"else the time; a day to its end",
         SRC, "at,rec,who\n2026-05-01,,S9\n2026-04-01T09:00,,S1\n", NULL,
         NULL, NULL, NULL, true, "2026-05-01T23:59:59.999", "src", ""},
        {"rows beyond the as-of time do not count",
         SRC, "at,rec,who\n2026-05-01T09:00,,S9\n2026-06-01T09:00,,S9\n", NULL,
         NULL, NULL, NULL, true, "2026-05-01T09:00", "src", ""},
        {"a header alone supplies, and shows nothing",
         SRC, "at,rec,who\n", NULL, NULL, NULL, NULL, true, NULL, "src", ""},
        {"covers: as-of",
         SRC "covers: as-of\n", "at,rec,who\n", NULL, NULL, NULL, NULL, true, "2026-06-01", "src", ""},
        {"covers: a day, to its end",
         SRC "covers: 2026-05-10\n", "at,rec,who\n", NULL, NULL, NULL, NULL, true, "2026-05-10T23:59:59.999", "src", ""},
        {"covers: back from now",
         SRC "covers: now - 36h\n", "at,rec,who\n", NULL, NULL, NULL, NULL, true, "2026-05-30T12:00", "src", ""},
        {"never beyond the as-of time",
         SRC "covers: 2026-07-01\n", "at,rec,who\n", NULL, NULL, NULL, NULL, true, "2026-06-01", "src", ""},
        {"never beyond the known-at time",
         SRC "covers: as-of\n", "at,rec,who\n", NULL, "2026-05-15T10:00", NULL, NULL, true, "2026-05-15T10:00", "src", ""},
        {"--covers by the feed's name",
         SRC "covers: as-of\n", "at,rec,who\n", NULL, NULL, "src", "2026-05-09T08:00", true, "2026-05-09T08:00", "src", ""},
        {"--covers by the type's name",
         SRC "covers: as-of\n", "at,rec,who\n", NULL, NULL, "e", "2026-05-09", true, "2026-05-09T23:59:59.999", "src", ""},
        {"the least of all feeds of the type",
         SRC, "at,rec,who\n2026-05-20T09:00,,S9\n", "time,subject\n2026-05-21T09:00,S1\n",
         NULL, NULL, NULL, true, "2026-05-20T09:00", "src", ""},
        {"too few rows",
         SRC "covers: as-of\nrows: 2..\n", "at,rec,who\n2026-05-20T09:00,,S9\n", NULL,
         NULL, NULL, NULL, false, "2026-06-01", "src", "src has 1 row, fewer than 2"},
        {"too many rows",
         SRC "covers: as-of\nrows: 0..1\n", "at,rec,who\n2026-05-20,,S9\n2026-05-20,,S9\n", NULL,
         NULL, NULL, NULL, false, "2026-06-01", "src", "src has 2 rows, more than 1"},
        {"fresh enough",
         SRC "fresh: 2d\n", "at,rec,who\n2026-05-30T00:00,,S9\n", NULL,
         NULL, NULL, NULL, true, "2026-05-30", "src", ""},
        {"not fresh",
         SRC "fresh: 2d\n", "at,rec,who\n2026-05-29T23:59,,S9\n", NULL,
         NULL, NULL, NULL, false, "2026-05-29T23:59", "src",
         "src has no row after Fri 29 May 2026 23:59, and must be no older than 2d"},
        {"a feed that failed makes the type unsupplied, whatever another says",
         SRC "rows: 1..\n", "at,rec,who\n", "time,subject\n2026-05-21T09:00,S1\n",
         NULL, NULL, NULL, false, NULL, "src", "src has 0 rows, fewer than 1"},
};

static int64_t milliseconds(const struct fixture *x, const char *text)
{
	return text ? fixture_time(x, text) : INSTANT_MIN;
}

static void run(const struct supply_case *c)
{
	struct fixture x;
	char docs[4096];
	struct str cover_name = str_of(c->cover_name);
	struct moment cover_time;
	const struct supply *s;

	snprintf(docs, sizeof docs, "%s%s", FIXTURE_DOCS, c->docs);
	fixture_open(&x, docs);
	fixture_write("a.csv", str_of(c->csv));
	if (c->own)
		fixture_write("e.csv", str_of(c->own));
	if (c->known_at)
		x.options.known_at = fixture_time(&x, c->known_at);
	if (c->cover_name) {
		assert_true(moment_parse(&cover_time, str_of(c->cover_time), &x.zone, NULL));
		x.options.cover_names = &cover_name;
		x.options.cover_times = &cover_time;
		x.options.ncovers = 1;
	}
	assert_true(fixture_read(&x, c->own ? "e=e.csv src=a.csv" : "src=a.csv"));
	s = &x.result.supplies[plan_find_type(&x.plan, STR("e"))->index];
	if (s->supplied != c->supplied || s->known_until != milliseconds(&x, c->until) ||
	    !str_eq_cstr(s->narrowest, c->narrowest) || !str_eq_cstr(s->failed, c->failed))
		fail_msg("%s: %d %lld %.*s %.*s", c->about, s->supplied, (long long)s->known_until, STR_ARG(s->narrowest),
		         STR_ARG(s->failed));
	assert_int_equal(x.result.failed, c->failed[0] != '\0');
	assert_true(s->given);
	remove("a.csv");
	remove("e.csv");
	fixture_close(&x);
}

static void test_how_far_a_type_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		run(&cases[i]);
}

static void test_nothing_given(void **state)
{
	struct fixture x;

	(void)state;
	fixture_open(&x, FIXTURE_DOCS SRC);
	assert_true(fixture_read(&x, ""));
	assert_false(x.result.supplies[0].given);
	assert_false(x.result.supplies[0].supplied);
	assert_false(x.result.failed);
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_how_far_a_type_is_known),
	        cmocka_unit_test(test_nothing_given),
	};

	return cmocka_run_group_tests(tests, fixture_enter, fixture_leave);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/geo.h"

static struct days term(const char *text)
{
	struct days d;

	assert_true(days_parse(&d, str_of(text)));
	return d;
}

static void spans_of_days_are_read(void **state)
{
	static const char *const bad[] = {"", "2026-09-02..", "2026-09-02.2026-09-03", "2026-09-03..2026-09-02", "..", "2026-09-31"};
	struct days d;

	(void)state;
	d = term("2026-09-02..2026-10-23");
	assert_int_equal(d.last - d.first, 51);
	d = term(" 2026-09-02 ");
	assert_int_equal(d.last, d.first);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(days_parse(&d, str_of(bad[i])));
}

static void a_school_is_used_in_term_and_in_its_hours(void **state)
{
	static const struct {
		const char *t;
		enum truth in;
	} cases[] = {
		{"2026-09-02T08:00", TRUTH_TRUE},       /* a Wednesday */
		{"2026-09-02T07:59:59.999", TRUTH_FALSE},
		{"2026-09-02T16:00", TRUTH_FALSE},      /* the end is out */
		{"2026-09-05T10:00", TRUTH_FALSE},      /* a Saturday */
		{"2026-09-01T10:00", TRUTH_FALSE},      /* before term */
		{"2026-10-23T15:59", TRUTH_TRUE},       /* its last day */
		{"2026-10-26T10:00", TRUTH_FALSE},      /* holidays */
		{"2026-11-02T10:00", TRUTH_TRUE},       /* the second term */
		{"2026-12-01T10:00", TRUTH_FALSE},      /* closed for good */
		{"2026-09-02", TRUTH_UNKNOWN},          /* some time of that day */
		{"2026-09-05", TRUTH_FALSE},            /* no time of that day */
	};
	struct days terms[2] = {term("2026-09-02..2026-10-23"), term("2026-11-02..2026-12-18")};
	struct weekly hours;
	struct geo_use use = {.from = INT32_MIN, .terms = terms, .nterms = 2, .hours = &hours, .nhours = 1};
	struct arena a;
	struct zone z;

	(void)state;
	arena_init(&a);
	assert_true(zone_open(&z, &a, STR("Europe/London")));
	assert_true(weekly_parse(&hours, STR("mon-fri 08:00..16:00")));
	assert_true(day_parse(&use.until, STR("2026-12-01")));
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct moment m;

		assert_true(moment_parse(&m, str_of(cases[i].t), &z, NULL));
		if (geo_in_use(&use, m, &z) != cases[i].in)
			fail_msg("%s: %d", cases[i].t, geo_in_use(&use, m, &z));
		assert_int_equal(geo_in_use(NULL, m, &z), TRUTH_TRUE);
	}
	arena_free(&a);
}

/* Both ways of looking find the nearest place in use, not the nearest. */
static void only_places_in_use_are_nearest(void **state)
{
	struct geo_use shut = {.from = INT32_MIN, .until = 0};
	const struct geo_place near = {.id = STR("a"), .class = STR("school"), .at = {0, 0.001}, .use = &shut};
	const struct geo_place same = {.id = STR("b"), .class = STR("school"), .at = {0, 0.001}};
	const struct geo_place far = {.id = STR("c"), .class = STR("school"), .at = {0, 0.01}};
	const struct geo_place *all[] = {&near, &far}, *twins[] = {&near, &same}, *none[] = {&near};
	const struct geo_place *const *lists[] = {all, twins, none};
	static const double metres[] = {1113.19, 111.32, -1};
	static const size_t counts[] = {2, 2, 1};
	struct arena a;
	struct zone z;
	struct geo_when when = {.zone = &z};
	double m;

	(void)state;
	arena_init(&a);
	assert_true(zone_open(&z, &a, STR("Europe/London")));
	assert_true(moment_parse(&when.t, STR("2026-09-02T10:00"), &z, NULL));
	for (size_t i = 0; i < 3; i++) {
		const struct geo_index *x = geo_index_build(lists[i], counts[i], &a);

		assert_true(geo_index_nearest(&m, (struct point){0, 0}, STR("school"), &when, x));
		assert_true(metres[i] < 0 ? m > 1e300 : m > metres[i] - 0.1 && m < metres[i] + 0.1);
		assert_true(geo_nearest(&m, (struct point){0, 0}, STR("school"), &when, lists[i], counts[i]));
		assert_true(metres[i] < 0 ? m > 1e300 : m > metres[i] - 0.1 && m < metres[i] + 0.1);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spans_of_days_are_read),
		cmocka_unit_test(a_school_is_used_in_term_and_in_its_hours),
		cmocka_unit_test(only_places_in_use_are_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

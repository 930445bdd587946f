/* The HTML report, on the small run of the fixture. */
#include "report/html_axis.h"
#include "report/html_mark.h"
#include "report/report_fixture.h"

static const struct report_style with_names = {.names = NAMES_ALWAYS}, without_names = {.names = NAMES_NEVER};

static size_t count(const char *text, const char *part)
{
	size_t n = 0;

	for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
		n++;
	return n;
}

/* ---- what stands in it ---- */

static void tells_a_finding(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s);
	const char *page = printed(&s, "html", &with_names);
	assert_true(holds(page, "<!DOCTYPE html>\n<html lang=\"en-GB\">"));
	assert_true(holds(page, "<h1>Conditions of orders, as of Mon 1 Jun 2026</h1>"));
	assert_true(holds(page, "<h3 id=\"s-1-title\">V-0001042 Alex Example</h3>"));
	assert_true(holds(page, "<summary><span class=\"l breach\">Breach</span> LDS-2026-0042 condition 1 · Foreign travel · high "
	                        "<span class=\"at\">Fri 1 May 2026 09:00</span> <span class=\"say\">went to FR on Fri 1 May 2026 "
	                        "09:00</span></summary>"));
	assert_true(holds(page, "<p class=\"at\">rule travel/foreign-travel, prohibition · person found by reference · finding "
	                        "9f86d081884c7d65</p>"));
	assert_true(holds(page, "<blockquote class=\"words\">Words of the condition.</blockquote>"));
	assert_true(holds(page, "<dt>Why</dt><dd>travel.to FR is in all-abroad</dd>"));
	assert_true(holds(page, "<li><b>trigger</b> travel, Fri 1 May 2026 09:00, bookings.csv:12 · to: FR</li>"));
	assert_false(holds(page, "{{"));
	assert_false(holds(page, "Alex Example · "));
	arena_free(&s.arena);
}

static void names_nobody_where_names_are_not_wanted(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s);
	const char *page = printed(&s, "html", &without_names);
	assert_false(holds(page, "Alex"));
	assert_false(holds(page, "Example"));
	assert_true(holds(page, "<h3 id=\"s-1-title\">V-0001042</h3>"));
	arena_free(&s.arena);
}

static void puts_what_was_blind_first(void **state)
{
	struct sample s;
	struct finding blind;
	const struct finding *blinds[1] = {&blind};

	(void)state;
	sample_init(&s);
	blind = s.findings[0];
	blind.level = LEVEL_BLIND;
	s.run.blind = blinds;
	s.run.nblind = 1;
	const char *page = printed(&s, "html", &without_names);
	const char *row = strstr(page, "<tr><td>Foreign travel</td><td class=\"n\">1</td><td>travel.to FR is in all-abroad</td>"
	                               "<td>V-0001042, LDS-2026-0042 condition 1</td></tr>");
	assert_non_null(row);
	assert_true(row < strstr(page, "Findings by level"));
	arena_free(&s.arena);
}

static void gives_an_id_once(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s);
	s.run.ntold = 3; /* all of one id, as a run that was tampered with may have */
	const char *page = printed(&s, "html", &without_names);
	assert_int_equal(count(page, "<details class=\"f breach\""), 3);
	assert_int_equal(count(page, " id=\"f-9f86d081884c7d65\""), 1);
	arena_free(&s.arena);
}

static void cuts_long_evidence_and_says_so(void **state)
{
	enum { MANY = 1201 };
	struct sample s;

	(void)state;
	sample_init(&s);
	struct evidence *many = arena_array(&s.arena, MANY, sizeof *many);
	for (size_t i = 0; i < MANY; i++)
		many[i] = s.evidence;
	s.findings[0].evidence = many;
	s.findings[0].nevidence = MANY;
	const char *page = printed(&s, "html", &without_names);
	assert_int_equal(count(page, "<li><b>trigger</b>"), 200);
	assert_true(holds(page, "<li>and 1,001 more rows; --format json has them all</li>"));
	arena_free(&s.arena);
}

static void bears_a_subject_that_nobody_knows(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s);
	s.findings[0].subject = SIZE_MAX;
	assert_true(holds(printed(&s, "html", &with_names), "<h3 id=\"s-1-title\">nobody known</h3>"));
	s.run.ntold = 0;
	assert_true(holds(printed(&s, "html", &with_names), "<p>There are none to show.</p>"));
	arena_free(&s.arena);
}

/* ---- hostile text ---- */

static void escapes_all_that_is_hostile(void **state)
{
	static const char *const never[] = {"\033", "\r", "\a", "\x7f", "\xff", "\xe2\x80\xae", "\xc2\x9b", "<script>alert", "<i>", "onload=\"",
	                                    "\" onload"};
	const struct str hostile = STR("</title></style></script><script>alert(1)</script>\" onload=\"x' <i>&amp;{{title}}\033\r\a\x7f\xff\xe2\x80\xae\xc2\x9b");
	struct bond bond;
	struct interval in_force = {INSTANT_MIN, INSTANT_MAX, false, false};
	struct timeline_stretch stretch = {hostile, INSTANT_MIN, INSTANT_MAX, true};
	struct timeline timeline = {.bonds = &bond, .nbonds = 1, .stretches = &stretch, .nstretches = 1};
	struct str pair[2] = {hostile, hostile};
	const struct str *pairs[1] = {pair};
	struct reject reject;
	struct sample s;

	(void)state;
	sample_init(&s);
	bond = (struct bond){.order = &s.order, .condition = &s.condition, .in_force = &in_force, .nin_force = 1};
	s.findings[0].say = s.findings[0].title = s.why = s.condition.id = s.condition.title = s.condition.text = hostile;
	s.order.id = s.subject.id = s.name.family = s.given = s.input.file = s.input.name = hostile;
	s.rule.name = s.rule.kind = s.type.name = s.fields[2].name = hostile;
	s.values[2] = value_text(hostile);
	s.evidence.role = ROLE_NEAR;
	s.evidence.failed = hostile;
	s.findings[0].unknown = s.findings[0].caveats = s.findings[0].codes = &s.why;
	s.findings[0].nunknown = s.findings[0].ncaveats = s.findings[0].ncodes = 1;
	reject = (struct reject){.input = &s.input, .line = 1, .column = hostile, .reason = hostile};
	s.feeds.rejects = &reject;
	s.feeds.nrejects = 1;
	s.run.timelines = &timeline;
	s.run.ntimelines = 1;
	s.run.blind = s.told;
	s.run.nblind = 1;
	s.run.options = pairs;
	s.run.noptions = 1;
	const char *page = printed(&s, "html", &with_names);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		assert_false(holds(page, never[i]));
	assert_true(holds(page, "&lt;/title&gt;&lt;/style&gt;&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x' "
	                        "&lt;i&gt;&amp;amp;{{title}}\\x1b\\x0d\\x07\\x7f\\xff\\u{202E}\\u{009B}"));
	assert_int_equal(count(page, "</script>"), 1);
	assert_int_equal(count(page, "</style>"), 1);
	arena_free(&s.arena);
}

/* ---- drawings ---- */

/* 92 days of 10 pixels from 1 March to 1 June 2026; summer time begins on 29 March. */
static void axis_stands_by_civil_days(void **state)
{
	struct sample s;
	struct axis x = {.left = 100, .width = 920};

	(void)state;
	sample_init(&s);
	x.zone = &s.plan.zone;
	x.from = INT64_C(1772323200000);  /* 2026-03-01T00:00Z */
	x.until = first_of_june;
	assert_int_equal(axis_at(&x, INSTANT_MIN), 100);
	assert_int_equal(axis_at(&x, x.from), 100);
	assert_int_equal(axis_at(&x, x.from + 10 * CIVIL_DAY_MS), 200);
	assert_int_equal(axis_at(&x, INSTANT_MAX), 1020);
	assert_true(axis_holds(&x, x.from) && !axis_holds(&x, x.until) && !axis_holds(&x, x.from - 1));
	arena_free(&s.arena);
}

/* As of 1 June: 60 days before and 21 after, widened by 81 / 40 + 1 = 3 days at each end. */
static void axis_takes_in_what_is_near(void **state)
{
	struct sample s;
	struct axis x;

	(void)state;
	sample_init(&s);
	int32_t june = civil_day(&s.plan.zone, first_of_june);
	struct html_person p = {.findings = s.told, .n = 1};
	axis_open(&x, &s.run, &p, 0, 100);
	assert_int_equal(x.first, june - 63);
	assert_int_equal(x.last, june + 24);
	s.event.time = moment_day(&s.plan.zone, june - 100); /* then 121 / 40 + 1 = 4 */
	axis_open(&x, &s.run, &p, 0, 100);
	assert_int_equal(x.first, june - 104);
	s.event.time = moment_day(&s.plan.zone, june - 36500); /* too far away to be drawn */
	axis_open(&x, &s.run, &p, 0, 100);
	assert_int_equal(x.first, june - 63);
	arena_free(&s.arena);
}

static void draws_bars_bands_and_signs(void **state)
{
	struct interval in_force[2] = {{INSTANT_MIN, first_of_may, false, false}, {first_of_june, INSTANT_MAX, false, false}};
	struct timeline_stretch stretches[2] = {{STR_INIT("in-custody"), first_of_may, first_of_june, true},
	                                        {STR_INIT("in-custody"), first_of_june, INSTANT_MAX, false}};
	struct bond bond;
	struct timeline timeline = {.bonds = &bond, .nbonds = 1, .stretches = stretches, .nstretches = 2};
	struct sample s;

	(void)state;
	sample_init(&s);
	bond = (struct bond){.order = &s.order, .condition = &s.condition, .in_force = in_force, .nin_force = 2};
	s.run.timelines = &timeline;
	s.run.ntimelines = 1;
	const char *page = printed(&s, "html", &without_names);
	assert_int_equal(count(page, "<rect class=\"bar\""), 4);  /* two of the condition, two of the state */
	assert_int_equal(count(page, "<rect class=\"band\""), 1);
	assert_int_equal(count(page, "<rect class=\"perhaps\""), 1);
	assert_int_equal(count(page, "data-f=\"9f86d081884c7d65\""), 1);
	assert_true(holds(page, "<tr><td>LDS-2026-0042 1 · Foreign travel</td><td>always until Fri 1 May 2026 09:00; "
	                        "Mon 1 Jun 2026 00:00, no end known</td></tr>"));
	assert_true(holds(page, "<tr><td>in-custody</td><td>Mon 1 Jun 2026 00:00, no end known, perhaps</td></tr>"));
	assert_true(holds(page, ": 1 events in evidence, 1 findings</title>"));
	arena_free(&s.arena);
}

static void counts_what_lies_outside(void **state)
{
	struct timeline timeline = {.nbonds = 0};
	struct sample s;

	(void)state;
	sample_init(&s);
	s.run.timelines = &timeline;
	s.run.ntimelines = 1;
	s.findings[0].time = s.event.time = moment_instant(INT64_C(-2000000000000)); /* 1906 */
	assert_true(holds(printed(&s, "html", &without_names), "Beyond the ends of the drawing: 2 findings and events."));
	arena_free(&s.arena);
}

static void tells_an_event_once(void **state)
{
	const struct mark_event *events;
	struct sample s;

	(void)state;
	sample_init(&s);
	assert_int_equal(mark_events(&events, s.told, 3, &s.arena), 1);
	assert_true(str_eq_cstr(events[0].type, "travel") && events[0].line == 12);
	s.evidence.role = ROLE_NEAR;
	assert_int_equal(mark_events(&events, s.told, 3, &s.arena), 0);
	arena_free(&s.arena);
}

static void gives_each_level_a_shape_of_its_own(void **state)
{
	struct buf paths[NLEVELS] = {0};

	(void)state;
	for (size_t i = 0; i < NLEVELS; i++)
		mark_level(&paths[i], (enum level)i, 50, 50, 10);
	assert_true(str_eq_cstr(buf_str(&paths[LEVEL_BREACH]), "M50 45l5 10h-10z"));
	for (size_t i = 0; i < NLEVELS; i++)
		for (size_t k = i + 1; k < NLEVELS; k++)
			assert_false(str_eq(buf_str(&paths[i]), buf_str(&paths[k])));
	for (size_t i = 0; i < NLEVELS; i++)
		buf_free(&paths[i]);
}

/* Findings of May and of June 2026; one of 2019, one of 2027, one without a date. */
static void counts_by_month(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s);
	s.run.ntold = 6;
	s.findings[1].time = moment_instant(first_of_june);
	s.findings[2].time = moment_instant(first_of_june - 1); /* the last moment of May */
	s.findings[3].time = moment_instant(INT64_C(1550000000000));
	s.findings[4].time = moment_instant(INT64_C(1830000000000));
	s.findings[5].has_time = false;
	const char *page = printed(&s, "html", &without_names);
	assert_true(holds(page, "<title id=\"m-run-0\">Findings by month, two years: May 2026 2, Jun 2026 1</title>"));
	assert_true(holds(page, " Before: 1. After: 1. Without a date: 1."));
	arena_free(&s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_a_finding),
		cmocka_unit_test(names_nobody_where_names_are_not_wanted),
		cmocka_unit_test(puts_what_was_blind_first),
		cmocka_unit_test(gives_an_id_once),
		cmocka_unit_test(cuts_long_evidence_and_says_so),
		cmocka_unit_test(bears_a_subject_that_nobody_knows),
		cmocka_unit_test(escapes_all_that_is_hostile),
		cmocka_unit_test(axis_stands_by_civil_days),
		cmocka_unit_test(axis_takes_in_what_is_near),
		cmocka_unit_test(draws_bars_bands_and_signs),
		cmocka_unit_test(counts_what_lies_outside),
		cmocka_unit_test(tells_an_event_once),
		cmocka_unit_test(gives_each_level_a_shape_of_its_own),
		cmocka_unit_test(counts_by_month),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The formats, on a small run made by hand. */
#include "report/report_fixture.h"

static const struct report_style plain = {.group = GROUP_SUBJECT};

/* ---- text ---- */

static void draws_a_finding(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s);
	s.run.nblind = 0;
	s.run.later = 9;
	assert_string_equal(
		printed(&s, "text", &plain),
		"BREACH  LDS-2026-0042 condition 1 · Foreign travel · high                           9f86d081884c7d65\n"
		"        V-0001042 went to FR on Fri 1 May 2026 09:00\n"
		"        why   travel.to FR is in all-abroad\n"
		"        from  bookings.csv:12\n"
		"\n"
		"1 breach, 0 to review, 0 upcoming (9 more after 14 days) · 1 order, 2 conditions\n"
		"bookings.csv 1,204,331 rows, 41 matched, 0 rejected\n");
	arena_free(&s.arena);
}

static void wraps_with_a_hanging_indent(void **state)
{
	static const struct report_style narrow = {.width = 44, .names = NAMES_ALWAYS, .quiet = true};
	struct sample s;

	(void)state;
	sample_init(&s);
	s.findings[0].say = STR("東京東京東京 東京東京東京 Fri 1 May 2026 09:00");
	assert_string_equal(printed(&s, "text", &narrow),
	                    "BREACH  LDS-2026-0042 condition 1 · Foreign\n"
	                    "        travel · high       9f86d081884c7d65\n"
	                    "        V-0001042 Alex Example 東京東京東京\n"
	                    "        東京東京東京 Fri 1 May 2026 09:00\n"
	                    "        why   travel.to FR is in all-abroad\n"
	                    "        from  bookings.csv:12\n"
	                    "\n");
	arena_free(&s.arena);
}

static void escapes_all_that_is_hostile(void **state)
{
	static const struct report_style always = {.names = NAMES_ALWAYS};
	static const char *const never[] = {"\033", "\r", "\t", "\a", "\x7f", "\xff", "\xe2\x80\xae", "\xc2\x9b"};
	const struct str hostile = STR("a\033[31m\r\t\a\x7f\xff\xe2\x80\xae\xc2\x9bz\nBREACH");
	struct sample s;

	(void)state;
	sample_init(&s);
	s.findings[0].say = s.findings[0].title = s.why = s.condition.id = s.order.id = s.subject.id = hostile;
	s.name.family = s.given = s.input.file = hostile;
	s.findings[0].unknown = s.findings[0].caveats = &s.why;
	s.findings[0].nunknown = s.findings[0].ncaveats = 1;
	const char *text = printed(&s, "text", &always);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		assert_false(holds(text, never[i]));
	assert_true(holds(text, "a\\x1b[31m\\x0d\\x09\\x07\\x7f\\xff\\u{202E}\\u{009B}z\\x0aBREACH"));
	assert_false(holds(text, "\nBREACH\n"));
	arena_free(&s.arena);
}

static void colours_only_when_asked(void **state)
{
	static const struct report_style coloured = {.colour = true};
	struct sample s;

	(void)state;
	sample_init(&s);
	assert_false(holds(printed(&s, "text", &plain), "\033"));
	assert_true(holds(printed(&s, "text", &coloured), "\033[1;31mBREACH\033[0m  LDS"));
	arena_free(&s.arena);
}

static void says_what_no_finding_means(void **state)
{
	struct sample s;
	struct finding blind;
	const struct finding *blinds[1] = {&blind};

	(void)state;
	sample_init(&s);
	blind = s.findings[0];
	s.why = STR("no internet feed was supplied");
	s.run.ntold = 0;
	s.run.counts[LEVEL_BREACH] = 0;
	s.run.blind = blinds;
	s.run.nblind = 1;
	assert_string_equal(printed(&s, "text", &plain),
	                    "no indication of a breach in the data to 2026-06-01 · 1 order, 2 conditions, 1 blind\n"
	                    "bookings.csv 1,204,331 rows, 41 matched, 0 rejected\n"
	                    "blind  LDS-2026-0042 condition 1 · Foreign travel: no internet feed was supplied\n");
	arena_free(&s.arena);
}

static void gathers_equal_reviews(void **state)
{
	struct str cause = STR("travel.status is missing");
	struct sample s;
	size_t shown = 0;

	(void)state;
	sample_init(&s);
	for (size_t i = 0; i < MOST; i++) {
		s.findings[i].level = LEVEL_REVIEW;
		s.findings[i].unknown = &cause;
		s.findings[i].nunknown = 1;
	}
	s.run.ntold = MOST;
	const char *text = printed(&s, "text", &plain);
	for (const char *at = text; (at = strstr(at, "REVIEW ")) != NULL; at++)
		shown++;
	assert_int_equal(shown, 3);
	assert_true(holds(text, "        and 5 more to review like these: travel.status is missing\n"));
	s.run.ntold = 3;
	assert_false(holds(printed(&s, "text", &plain), "like these"));
	arena_free(&s.arena);
}

static void lists_rows_in_short(void **state)
{
	static const uint64_t lines[MOST] = {12, 15, 13, 14, 20, 12, 21, 30};
	struct event_source sources[MOST];
	struct sample s;

	(void)state;
	sample_init(&s);
	for (size_t i = 0; i < MOST; i++)
		sources[i] = (struct event_source){.input = &s.input, .line = lines[i]};
	s.event.sources = sources;
	s.event.nsources = MOST;
	assert_true(holds(printed(&s, "text", &plain), "        from  bookings.csv:12-15, 20, 21, 30\n"));
	arena_free(&s.arena);
}

/* ---- JSON ---- */

static void writes_a_finding_as_json(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s);
	assert_string_equal(
		printed(&s, "jsonl", &plain),
		"{\"schema\":\"ordercheck/finding/1\",\"id\":\"9f86d081884c7d65\",\"level\":\"breach\",\"severity\":\"high\","
		"\"subject\":\"V-0001042\",\"order\":\"LDS-2026-0042\",\"order_type\":\"shpo-sc\",\"condition\":\"1\","
		"\"rule\":\"travel/foreign-travel\",\"kind\":\"prohibition\",\"title\":\"Foreign travel\","
		"\"time\":\"2026-05-01T09:00:00+01:00\",\"as_of\":\"2026-06-01T00:00:00+01:00\","
		"\"text\":\"Words of the condition.\",\"say\":\"went to FR on Fri 1 May 2026 09:00\","
		"\"why\":[\"travel.to FR is in all-abroad\"],\"unknown\":[],\"caveats\":[],\"authority\":[],\"codes\":[],"
		"\"identity\":{\"by\":\"reference\",\"score\":1},"
		"\"evidence\":[{\"role\":\"trigger\",\"event\":\"travel\",\"feed\":\"carrier\",\"file\":\"bookings.csv\",\"line\":12,"
		"\"sha256\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"," /* FIPS 180-2, "abc" */
		"\"time\":\"2026-05-01T09:00:00+01:00\",\"fields\":{\"to\":\"FR\"}}]}\n");
	arena_free(&s.arena);
}

static void leaves_null_what_is_not_there(void **state)
{
	struct scheme scheme = {.name = STR("duties")};
	struct sample s;

	(void)state;
	sample_init(&s);
	s.findings[0].order = NULL;
	s.findings[0].scheme = &scheme;
	s.findings[0].has_time = false;
	s.rule.name = STR("");
	const char *json = printed(&s, "jsonl", &plain);
	assert_true(holds(json, "\"order\":null,\"scheme\":\"duties\",\"order_type\":null,\"condition\":\"1\",\"rule\":null,"));
	assert_true(holds(json, "\"time\":null,"));
	arena_free(&s.arena);
}

static void escapes_in_json_what_misleads(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s);
	s.findings[0].say = STR("a\033\xff\xe2\x80\xae\xc2\x9b\x7f" "é\"\n");
	assert_true(holds(printed(&s, "jsonl", &plain), "\"say\":\"a\\\\x1b\\\\xff\\\\u{202E}\\\\u{009B}\\\\x7fé\\\"\\\\x0a\""));
	s.findings[0].say = STR("a\033\xe2\x80\xae\xc2\x9b\x7f" "é\"\n");
	assert_true(holds(printed(&s, "jsonl", &plain), "\"say\":\"a\\u001B\\u202E\\u009B\\u007Fé\\\"\\n\""));
	arena_free(&s.arena);
}

static void writes_a_run(void **state)
{
	static const char *const keys[] = {"\"schema\":\"ordercheck/run/1\"", "\"as_of\":", "\"known_at\":null",
	                                   "\"tool\":{\"version\":\"1.2.3\",\"icu\":", "\"options\":{", "\"shard\":null",
	                                   "\"inputs\":[{\"file\":\"bookings.csv\"", "\"documents\":[]",
	                                   "\"orders\":[\n  {\"order\":\"LDS-2026-0042\",\"type\":\"shpo-sc\",\"subject\":\"V-0001042\"",
	                                   "\"schemes\":[]", "\"subjects\":[]", "\"counts\":{\"breach\":1",
	                                   "\"findings\":[", "\"blind\":[]", "\"unmonitored\":[]", "\"rejects\":[]"};
	struct sample s;

	(void)state;
	sample_init(&s);
	const char *at = printed(&s, "json", &plain);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		at = strstr(at, keys[i]);
		assert_non_null(at);
	}
	arena_free(&s.arena);
}

/* ---- CSV ---- */

static void quotes_rejects_for_spreadsheets(void **state)
{
	struct reject rejects[2];
	struct sample s;
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);

	(void)state;
	sample_init(&s);
	rejects[0] = (struct reject){.input = &s.input, .line = 3, .column = STR("n"), .reason = STR("\"x\", no number"),
	                             .row = STR("=1+1,\"a\"")};
	rejects[1] = (struct reject){.input = &s.input, .line = 4, .reason = STR("wrong"), .row = STR("a\nb")};
	s.feeds.rejects = rejects;
	s.feeds.nrejects = 2;
	assert_true(report_rejects(out, &s.feeds));
	assert_int_equal(fclose(out), 0);
	assert_string_equal(text, "feed,file,line,column,reason,row\r\n"
	                          "carrier,bookings.csv,3,n,\"\"\"x\"\", no number\",\"'=1+1,\"\"a\"\"\"\r\n"
	                          "carrier,bookings.csv,4,,wrong,\"a\nb\"\r\n");
	free(text);
	arena_free(&s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draws_a_finding),
		cmocka_unit_test(wraps_with_a_hanging_indent),
		cmocka_unit_test(escapes_all_that_is_hostile),
		cmocka_unit_test(colours_only_when_asked),
		cmocka_unit_test(says_what_no_finding_means),
		cmocka_unit_test(gathers_equal_reviews),
		cmocka_unit_test(lists_rows_in_short),
		cmocka_unit_test(writes_a_finding_as_json),
		cmocka_unit_test(leaves_null_what_is_not_there),
		cmocka_unit_test(escapes_in_json_what_misleads),
		cmocka_unit_test(writes_a_run),
		cmocka_unit_test(quotes_rejects_for_spreadsheets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

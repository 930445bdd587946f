/* What seldom happens: very many events, values, states or days, and times long ago. All is reckoned by hand. */
#include "judge/explain.h"
#include "judge/horizon.h"
#include "judge/judge_fixture.h"
#include "judge/timeline.h"
#include "judge/whereabouts.h"

#define MOVED "{move: {time: 2026-03-03T09:00Z, to: z}}"

static const struct finding *only(const struct scene *s)
{
	assert_int_equal(s->found.n, 1);
	return &s->found.at[0];
}

static void assert_told(const struct scene *s, const char *want)
{
	struct buf out = {0};

	buf_printf(&out, "%s ", level_names[only(s)->level]);
	moment_say(&out, only(s)->time, &s->zone);
	assert_line(buf_str(&out), want);
	buf_free(&out);
}

/* As many notices as are asked for, an hour apart from 1 January on, each of a kind of its own; then a move. */
static void open_notices(struct scene *s, const char *condition, unsigned n, const char *to)
{
	struct buf events = {0};

	for (unsigned i = 0; i < n; i++)
		buf_printf(&events, "{notice: {time: 2026-01-%02uT%02u:30Z, kind: k%u}}, ", i / 24 + 1, i % 24, i);
	buf_printf(&events, "{move: {time: 2026-03-03T09:00Z, to: %s}}%c", to, '\0');
	open_scene(s, condition, events.at);
	buf_free(&events);
}

/* Found by their values, however many there are, and a value that is not there is not found. */
static void test_many_values(void **state)
{
	static const char condition[] = "when: move, unless: [{event: notice, where: notice.kind == move.to}]";
	static const unsigned numbers[] = {16, 32, 64, 128};

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct scene s;
		open_notices(&s, condition, numbers[i], "none");
		assert_told(&s, "breach Tue 3 Mar 2026 09:00");
		close_scene(&s);
		open_notices(&s, condition, numbers[i], "k15");
		assert_told(&s, "clear Tue 3 Mar 2026 09:00");
		close_scene(&s);
	}
}

/* The nearest of hundreds that came before is the last of them: the 250th, of 09:30 on 11 January. */
static void test_nearest_of_many(void **state)
{
	struct scene s;
	struct explanation e;
	struct buf time = {0};

	(void)state;
	open_notices(&s, "when: move, unless: [{event: notice, where: notice.kind == \"none\"}]", 250, "z");
	assert_told(&s, "breach Tue 3 Mar 2026 09:00");
	assert_int_equal(only(&s)->nevidence, 2);
	assert_int_equal(only(&s)->evidence[1].role, ROLE_NEAR);
	assert_ptr_equal(only(&s)->evidence[1].event, &s.in.events[249]);
	assert_true(explain_finding(&e, &s.in, only(&s)->id, &s.arena));
	assert_int_equal(e.answers[0].nmisses, 1); /* no further one has a part that holds */
	assert_ptr_equal(e.answers[0].misses[0].event, &s.in.events[249]);
	moment_say(&time, e.answers[0].misses[0].event->time, &s.zone);
	assert_line(buf_str(&time), "Sun 11 Jan 2026 09:30");
	buf_free(&time);
	close_scene(&s);
}

/* What came at the very instant of the check is there, if too late. */
static void test_at_the_check(void **state)
{
	struct scene s;
	struct explanation e;

	(void)state;
	open_scene(&s, "when: move, expect: [{event: notice, by: move.time + 2d}]", MOVED ", {notice: {time: 2026-05-31T23:00Z}}");
	assert_true(explain_finding(&e, &s.in, only(&s)->id, &s.arena));
	assert_int_equal(s.in.as_of, s.in.events[1].time.first);
	assert_int_equal(e.answers[0].nmisses, 1);
	close_scene(&s);
	open_scene(&s, "when: move, expect: [{event: notice, by: move.time + 2d}]", MOVED ", {notice: {time: 2026-05-31T23:00:00.001Z}}");
	assert_true(explain_finding(&e, &s.in, only(&s)->id, &s.arena));
	assert_int_equal(e.answers[0].nmisses, 0);
	close_scene(&s);
}

/* ---- what is drawn and told beside the findings ---- */

#define WARD \
	"event: ward\nfields: {time: {type: time, required: true}, until: {type: time}}\nseen: 'true'\n---\n" \
	"state: in-hospital\nopens: {event: ward}\nuntil: ward.until\n---\n"

static void add_stretches(struct buf *out, struct scene *s, const char *events)
{
	struct timeline t;

	open_whole_scene(s, WARD, "", "when: move", events);
	timeline_read(&t, &s->in, &s->arena);
	for (size_t i = 0; i < t.nstretches; i++) {
		buf_printf(out, "%s%.*s ", t.stretches[i].surely ? "" : "perhaps ", STR_ARG(t.stretches[i].state));
		moment_say(out, moment_instant(t.stretches[i].from), &s->zone);
		buf_add(out, STR(" to "));
		moment_say(out, moment_instant(t.stretches[i].until), &s->zone);
		buf_char(out, '\n');
	}
}

/* In custody surely up to an event that may have ended it, perhaps up to the one that did. A stay that follows on another
 * is one of its own. */
static void test_stretches(void **state)
{
	struct scene s;
	struct buf out = {0};

	(void)state;
	add_stretches(&out, &s,
	              "{cell: {time: 2026-03-03T09:00Z, way: in}}, {cell: {time: 2026-03-04T09:00Z}}, {cell: {time: 2026-03-05T09:00Z, way: out}}, "
	              "{ward: {time: 2026-03-10T09:00Z, until: 2026-03-11T09:00Z}}, {ward: {time: 2026-03-11T09:00Z, until: 2026-03-12T09:00Z}}");
	assert_line(buf_str(&out), "in-custody Tue 3 Mar 2026 09:00 to Wed 4 Mar 2026 09:00\n"
	                           "perhaps in-custody Tue 3 Mar 2026 09:00 to Thu 5 Mar 2026 09:00\n"
	                           "in-hospital Tue 10 Mar 2026 09:00 to Wed 11 Mar 2026 09:00\n"
	                           "in-hospital Wed 11 Mar 2026 09:00 to Thu 12 Mar 2026 09:00\n");
	close_scene(&s);
	buf_free(&out);
}

/* Seen last by an event that no row says; at the very time of the check, and not before it. */
static void test_seen(void **state)
{
	struct scene s;
	struct whereabouts w = {0};

	(void)state;
	open_whole_scene(&s, WARD, "", "when: move", "{ward: {time: 2026-03-10T09:00Z}}, " MOVED);
	assert_int_equal(s.in.events[0].nsources, 0);
	whereabouts_read(&w, &s.plan, s.in.events, s.in.nevents, s.in.as_of, &s.arena);
	assert_true(w.seen.found);
	assert_line(w.seen.what, "ward");
	assert_int_equal(w.seen.file.n, 0);
	assert_false(w.told.found);
	whereabouts_read(&w, &s.plan, s.in.events, s.in.nevents, s.in.events[0].time.first, &s.arena);
	assert_true(w.seen.found);
	whereabouts_read(&w, &s.plan, s.in.events, s.in.nevents, s.in.events[0].time.first - 1, &s.arena);
	assert_false(w.seen.found);
	close_scene(&s);
}

/* A name that agrees and differs in equal parts: neither for it nor against it, and no less than nothing. */
static void test_match_of_nothing(void **state)
{
	static const struct event_match_part parts[] = {
		{STR_INIT("family name: equal"), 70}, {STR_INIT("given name: missing"), 0}, {STR_INIT("postcode: another"), -70},
		{STR_INIT("born: near"), 1}, {STR_INIT("device: another"), -1}};
	static const struct event_match none = {.level = "none", .parts = parts, .nparts = 5};
	static const struct event_match less = {.level = "none", .tenths = -15, .parts = parts, .nparts = 1};
	struct scene s;

	(void)state;
	open_scene(&s, "when: move", MOVED);
	struct event e = s.in.events[0];
	e.by_name = true;
	e.match = &none;
	s.in.events = &e;
	judge_subject(&s.found, &s.in, &s.arena);
	assert_told(&s, "review Tue 3 Mar 2026 09:00");
	assert_line(only(&s)->caveats[0],
	            "matched to the person by name alone (none, 0.0): family name: equal; born: near; against it: postcode: another; "
	            "device: another");
	e.match = &less;
	judge_subject(&s.found, &s.in, &s.arena);
	assert_line(only(&s)->caveats[0], "matched to the person by name alone (none, -1.5): family name: equal");
	close_scene(&s);
}

/* A state that hangs on where the subject lives now is to be judged again from the day on which that changes. */
static void test_state_of_now(void **state)
{
	static const char documents[] =
		"subject: S1\naddresses: [{line: 2 Test Street, postcode: YO1 7HH, from: 2020-01-01}, {line: 1 Test Street, postcode: LS1 4AP, from: 2026-07-01}]\n---\n"
		"state: away\nopens: {event: notice, where: '\"LS1 4AP\" in subject.addresses'}\nuntil: notice.time + 1d\n---\n";
	const int64_t july = 20635 * CIVIL_DAY_MS - 3600000; /* its beginning in London */
	struct scene s;
	struct judge_horizon h;

	(void)state;
	open_whole_scene(&s, documents, "", "when: move, where: 'not in-state(\"away\", move.time)'",
	                 "{notice: {time: 2026-03-03T08:00Z}}, " MOVED);
	struct now_span *known = arena_array(&s.arena, s.plan.ntypes, sizeof *known);
	horizon_init(&h, known, s.plan.ntypes);
	s.in.person = &s.plan.subjects[0];
	s.in.horizon = &h;
	judge_subject(&s.found, &s.in, &s.arena);
	assert_told(&s, "breach Tue 3 Mar 2026 09:00");
	assert_true(h.as_of.high == july - 1);
	s.in.as_of = july;
	judge_subject(&s.found, &s.in, &s.arena);
	assert_int_equal(s.found.n, 0);
	close_scene(&s);
}

/* However many exceptions a rule has, the last counts as the first does. */
static void test_many_exceptions(void **state)
{
	static const char *const found[] = {"breach Tue 3 Mar 2026 09:00", "clear Tue 3 Mar 2026 09:00"};

	(void)state;
	for (int more = 0; more < 2; more++) {
		struct scene s;
		struct buf condition = {0};
		buf_printf(&condition, "when: move, unless: [");
		for (int i = 0; i < 200; i++)
			buf_printf(&condition, "'move.n > %d', ", 100 + i);
		buf_printf(&condition, "'move.n > %d']%c", more ? 2 : 99, '\0');
		open_scene(&s, condition.at, "{move: {time: 2026-03-03T09:00Z, n: 3}}");
		assert_told(&s, found[more]);
		assert_int_equal(only(&s)->nwhy, 201);
		close_scene(&s);
		buf_free(&condition);
	}
}

/* Of more states than there are bits in a word, those that the rule names have their caveats, and no others. */
static void test_many_states(void **state)
{
	struct scene s;
	struct buf documents = {0};

	(void)state;
	buf_printf(&documents, "event: ward\nfields: {time: {type: time, required: true}}\n---\n");
	for (int i = 0; i < 65; i++)
		buf_printf(&documents, "state: s%02d\nopens: {event: %s}\nuntil: %s.time + 1d\n---\n", i, i == 63 ? "ward" : "notice",
		           i == 63 ? "ward" : "notice");
	buf_char(&documents, '\0');
	open_whole_scene(&s, documents.at, "",
	                 "when: move, where: 'not in-state(\"in-custody\", move.time) and not in-state(\"s62\", move.time)'", MOVED);
	limit_scene(&s, "notice,cell", "", "");
	assert_told(&s, "breach Tue 3 Mar 2026 09:00");
	assert_int_equal(only(&s)->ncaveats, 2);
	assert_line(only(&s)->caveats[0], "no cell feed was supplied, so times in-custody are not known");
	assert_line(only(&s)->caveats[1], "no notice feed was supplied, so times s62 are not known");
	struct explain_rule r;
	explain_rule(&r, &s.plan, only(&s)->rule, NULL, &s.arena);
	assert_int_equal(r.helps.n, 2); /* no ward of s63, the first that has no bit */
	assert_line(r.helps.at[0], "cell");
	assert_line(r.helps.at[1], "notice");
	close_scene(&s);
	buf_free(&documents);
}

/* A scheme that binds an order's subject binds from the order's first instant: from midnight the whole day is in it, from
 * a day without a clock time perhaps not. */
static void test_first_day_of_a_scheme(void **state)
{
	static const char *const made[][2] = {{"2026-01-01", "review"}, {"2026-01-01T00:00", "breach"}};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct scene s;
		struct buf documents = {0};
		buf_printf(&documents,
		           "scheme: duties\napplies-to: order.type == \"other\"\nconditions: [{id: D1, when: move}]\n---\n"
		           "test: t\norder: {type: other, made: %s, until: 2027-01-01, conditions: [{id: \"1\", unmonitored: by hand}]}\n"
		           "as-of: 2026-06-01\nevents: [{move: {time: 2026-01-01}}]\nexpect: []\n%c", made[i][0], '\0');
		open_text_scene(&s, documents.at);
		const struct scheme *scheme = &s.plan.schemes[0];
		s.in.schemes = &scheme;
		s.in.nschemes = 1;
		judge_subject(&s.found, &s.in, &s.arena);
		assert_string_equal(level_names[only(&s)->level], made[i][1]);
		close_scene(&s);
		buf_free(&documents);
	}
}

/* Of one time: a whole day before its midnight, else by condition; what has no time comes last. */
static void test_order_of_findings(void **state)
{
	static const struct condition one = {.id = STR_INIT("1")}, two = {.id = STR_INIT("2")};
	const struct plan none = {0};
	const struct moment midnight = {.first = 0, .last = 0}, day = {.first = 0, .last = CIVIL_DAY_MS - 1, .whole = true};
	const struct finding list[] = {
		{.has_time = true, .time = day, .condition = &one},      {.has_time = true, .time = day, .condition = &two},
		{.has_time = true, .time = midnight, .condition = &one}, {.has_time = true, .time = midnight, .condition = &two},
		{.condition = &one},                                     {.condition = &two},
	};

	(void)state;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		for (size_t k = 0; k < sizeof list / sizeof *list; k++) {
			int c = finding_cmp(&list[i], &list[k], &none);
			assert_int_equal((c > 0) - (c < 0), (i > k) - (i < k));
		}
}

/* ---- long ago, and for long ---- */

#define ORDER(made, until, condition) \
	"test: t\norder: {type: other, made: " made ", until: " until ", conditions: [{id: \"1\", " condition "}]}\n"

/* Before 1970: from 3 March 1965 a period of three days, the 4th to the 6th in custody; or for a day and a thousandth of a
 * second, by which the 7th is touched. */
static void test_long_ago(void **state)
{
	struct scene s;

	(void)state;
	open_text_scene(&s, ORDER("1960-01-01", "1970-01-01",
	                          "when: move, expect: [{event: notice, by: \"period(3, move.time)\", pause: [in-custody]}]")
	                "as-of: 2026-06-01\nevents: [{move: {time: 1965-03-03T09:00Z}}, {cell: {time: 1965-03-04T10:00Z, way: in}}, "
	                "{cell: {time: 1965-03-05T10:00:00.001Z, way: out}}]\nexpect: []\n");
	assert_told(&s, "breach the end of Sun 7 Mar 1965");
	close_scene(&s);
	open_text_scene(&s, ORDER("1960-01-01", "1970-01-01",
	                          "when: move, expect: [{event: notice, by: \"period(3, move.time)\", pause: [in-custody]}]")
	                "as-of: 2026-06-01\nevents: [{move: {time: 1965-03-03T09:00Z}}, {cell: {time: 1965-03-04T10:00Z, way: in}}, "
	                "{cell: {time: 1965-03-06T15:00Z, way: out}}]\nexpect: []\n");
	assert_told(&s, "breach the end of Mon 8 Mar 1965");
	close_scene(&s);
}

static void open_stay(struct scene *s, int days)
{
	struct buf documents = {0};

	buf_printf(&documents,
	           "event: stay\nfields: {time: {type: time, required: true}, until: {type: time}}\nuntil: until\n---\n"
	           ORDER("1890-01-01", "2100-01-01", "when: {count: stay, unit: day, within: 50000d, reaches: %d}")
	           "as-of: 2026-06-01\nevents: [{stay: {time: 1900-01-01, until: 2026-01-01}}]\nexpect: []\n%c", days, '\0');
	open_text_scene(s, documents.at);
	buf_free(&documents);
}

/* Of one stay no more than 40,000 days are counted: the last of them is 7 July 2009. */
static void test_a_stay_of_a_hundred_years(void **state)
{
	struct scene s;

	(void)state;
	open_stay(&s, 40000);
	assert_told(&s, "breach Tue 7 Jul 2009");
	close_scene(&s);
	open_stay(&s, 40001);
	assert_int_equal(s.found.n, 0);
	close_scene(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_many_values),
		cmocka_unit_test(test_nearest_of_many),
		cmocka_unit_test(test_at_the_check),
		cmocka_unit_test(test_stretches),
		cmocka_unit_test(test_seen),
		cmocka_unit_test(test_match_of_nothing),
		cmocka_unit_test(test_state_of_now),
		cmocka_unit_test(test_many_exceptions),
		cmocka_unit_test(test_many_states),
		cmocka_unit_test(test_first_day_of_a_scheme),
		cmocka_unit_test(test_order_of_findings),
		cmocka_unit_test(test_long_ago),
		cmocka_unit_test(test_a_stay_of_a_hundred_years),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Expressions in words; expected words are written by hand. */
#include "lang/expr_kit.h"
#include "lang/phrase.h"

static const struct event_field titled_fields[] = {
	{.name = NAME("time"), .title = NAME("departure"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("recorded"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("to"), .title = NAME("country of arrival"), .type = {.kind = TYPE_COUNTRY}},
	{.name = NAME("status"), .title = NAME("what happened (booked, boarded)"), .type = {.kind = TYPE_WORD}},
	{.name = NAME("kind"), .title = NAME("kind (air, sea)"), .type = {.kind = TYPE_WORD}},
	{.name = NAME("booked"), .title = NAME("when it was arranged"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("transit"), .title = NAME("airside transit only"), .type = {.kind = TYPE_BOOL}},
	{.name = NAME("note"), .type = {.kind = TYPE_TEXT}},
	{.name = NAME("seats"), .type = {.kind = TYPE_NUMBER}},
	{.name = NAME("at"), .type = {.kind = TYPE_POINT}},
	{.name = NAME("end-date"), .type = {.kind = TYPE_TIME}},
};
static const struct event_type titled = {.name = NAME("trip"), .fields = titled_fields,
                                         .nfields = sizeof titled_fields / sizeof *titled_fields, .until = -1};
static const struct event_field plain_fields[] = {
	{.name = NAME("time"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("recorded"), .type = {.kind = TYPE_TIME}},
	{.name = NAME("countries"), .type = {.kind = TYPE_COUNTRIES}},
};
static const struct event_type plain = {.name = NAME("pass"), .fields = plain_fields, .nfields = 3, .until = -1};
static const struct event_type *const trip_types[] = {&titled}, *const pass_types[] = {&plain};
static const struct scope_name scope_names[] = {
	{.name = NAME("trip"), .types = trip_types, .ntypes = 1, .slot = 0},
	{.name = NAME("pass"), .types = pass_types, .ntypes = 1, .slot = 1},
};

struct phrase_case {
	const char *expr, *bindings, *want;
};

/* trip stands alone, pass goes by its name. */
static struct str phrase(struct kit *k, const char *text, const char *bindings, bool apart)
{
	static const struct str own[] = {NAME(""), NAME("pass")}, both[] = {NAME("trip"), NAME("pass")};
	static const struct str names[KIT_NPARAMS] = {NAME("Forbidden countries"), NAME("Days"), NAME("gap"), NAME("kinds"),
	                                              NAME("Place to keep out of")};
	struct passage p = kit_passage(k, text);
	struct buf b = {0};

	k->scope.names = scope_names;
	k->scope.nnames = 2;
	const struct expr *e = expr_compile(&p, &k->scope, NULL, BOUND_UPPER, &k->diag);
	if (!e)
		return kit_error(k);
	kit_bind(k, bindings);
	struct phrase_words w = {.zone = &k->zone, .atlas = &k->atlas, .params = k->params, .param_names = names,
	                         .nparams = KIT_NPARAMS, .labels = apart ? both : own, .nlabels = 2,
	                         .trigger = STR("the time of the trip")};
	expr_phrase(&b, e, &w);
	struct str out = str_dup(&k->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

static void run(const struct phrase_case *table, size_t n, bool apart)
{
	size_t nwrong = 0;

	for (size_t i = 0; i < n; i++) {
		struct kit k;
		kit_open(&k);
		struct str got = phrase(&k, table[i].expr, table[i].bindings, apart);
		if (!str_eq_cstr(got, table[i].want)) {
			print_error("%s [%s]\n  is   %.*s\n  want %s\n", table[i].expr, table[i].bindings, STR_ARG(got), table[i].want);
			nwrong++;
		}
		kit_close(&k);
	}
	assert_int_equal(nwrong, 0);
}

#define RUN(table, apart) run(table, sizeof(table) / sizeof *(table), apart)

static void test_conditions(void **state)
{
	static const struct phrase_case table[] = {
		{"trip.to in [FR, NO]", "", "the country of arrival is France (FR) or Norway (NO)"},
		{"trip.to not in [FR]", "", "the country of arrival is not France (FR)"},
		{"trip.to in $countries", "$countries=all-abroad", "the country of arrival is any country outside the United Kingdom"},
		{"trip.to in $countries", "$countries=all-abroad except [FR]",
		 "the country of arrival is any country outside the United Kingdom except France (FR)"},
		{"trip.to in $countries", "", "the country of arrival is among the \"Forbidden countries\""},
		{"trip.status != \"cancelled\"", "", "the status is not cancelled"},
		{"trip.kind == \"air\"", "", "the kind is air"},
		{"not (trip.kind == \"air\")", "", "the kind is not air"},
		{"trip.kind in [air, sea, road]", "", "the kind is air, sea or road"},
		{"first(trip.status, \"boarded\") != \"cancelled\"", "",
		 "the status (taken as boarded where it is not recorded) is not cancelled"},
		{"trip.note == \"A b\"", "", "its note is \"A b\""},
		{"trip.note contains \"x\"", "", "its note contains \"x\""},
		{"not trip.note matches \"a*\"", "", "its note does not look like \"a*\""},
		{"trip.seats >= 3", "", "its seats is at least 3"},
		{"not trip.seats >= 3", "", "its seats is less than 3"},
		{"trip.seats in 2..4", "", "its seats lies between 2 and 4"},
		{"trip.status is missing", "", "the status is not recorded"},
		{"not trip.status is missing", "", "the status is recorded"},
		{"trip.transit", "", "\"transit\" is recorded as yes"},
		{"trip.transit == false", "", "\"transit\" is recorded as no"},
		{"not first(trip.transit, false)", "", "\"transit\" is recorded as no or is not recorded"},
		{"trip.kind == \"air\" and (trip.seats > 1 or trip.transit)", "",
		 "the kind is air, and either its seats is more than 1, or \"transit\" is recorded as yes"},
		{"not (trip.kind == \"air\" or trip.transit)", "", "the kind is not air, and \"transit\" is recorded as no"},
		{"inside(trip.at, $place)", "", "its position is inside the \"Place to keep out of\""},
		{"same(trip.note, [\"a\", \"b\"])", "", "its note is one of \"a\" or \"b\""},
		{"in-state(in-custody, trip.time)", "", "the subject is in custody at the departure"},
		{"$days == 3 or trip.seats > 1", "$days=3", "always"},
		{"$days == 3 or trip.seats > 1", "$days=4", "its seats is more than 1"},
		{"$days == 3 and trip.seats > 1", "$days=3", "its seats is more than 1"},
		{"true or trip.transit", "", "always"},
		{"$days <= 3 and trip.seats > 1", "$days=3", "its seats is more than 1"},
		{"$days > 3 or trip.seats > 1", "$days=3", "its seats is more than 1"},
		{"$days != 3 or trip.seats > 1", "$days=3", "its seats is more than 1"},
		{"not trip.note contains \"x\"", "", "its note does not contain \"x\""},
		{"not (trip.kind == \"air\" and trip.transit)", "", "either the kind is not air, or \"transit\" is recorded as no"},
		{"trip.kind in [] or trip.seats > 1", "", "its seats is more than 1"},
		{"trip.kind not in [] and trip.seats > 1", "", "its seats is more than 1"},
		{"$days >= 3 and trip.seats > 1", "$days=3", "its seats is more than 1"},
		{"$days < 3 or trip.seats > 1", "$days=3", "its seats is more than 1"},
		{"length([\"a\", \"b\"]) > 0 and trip.seats > 1", "", "its seats is more than 1"},
		{"trip.kind in $kinds or trip.seats > 1", "$kinds=[]", "its seats is more than 1"},
		{"trip.kind not in $kinds and trip.seats > 1", "$kinds=[]", "its seats is more than 1"},
		{"same(trip.note, $kinds)", "$kinds=[]", "never"},
		{"length(trip.note) > 0 and trip.seats > 1", "", "the length of its note is more than 0, and its seats is more than 1"},
	};

	(void)state;
	RUN(table, false);
}

static void test_nouns(void **state)
{
	static const struct phrase_case table[] = {
		{"trip.time - 7d", "", "7 days before the departure"},
		{"trip.time + $gap", "$gap=1d12h", "1 day 12 hours after the departure"},
		{"trip.time + $gap", "", "the \"gap\" after the departure"},
		{"trip.time + $gap", "$gap=0min", "the departure"},
		{"if($days > 2, trip.time, now)", "$days=3", "the departure"},
		{"if($days > 3, trip.time, now)", "$days=3", "the time of the check"},
		{"if(trip.transit, trip.time, now)", "",
		 "the departure if \"transit\" is recorded as yes, else the time of the check"},
		{"end-of-day(trip.time - 7d)", "", "the end of the day 7 days before the departure"},
		{"day(trip.booked)", "", "the day when it was arranged"},
		{"trip.end-date", "", "its end date"},
		{"trigger.time + 1y", "", "1 year after the time of the trip"},
		{"period(3, trigger.time)", "", "the end of the period of 3 days beginning with the day of the trip"},
		{"period(1, trip.time)", "", "the end of the period of 1 day beginning with the day of the departure"},
		{"clear-days-before($days, trip.time)", "$days=7",
		 "the end of the last day that leaves 7 clear days before the day of the departure"},
		{"workdays(2, trip.time)", "", "the end of the last of 2 working days after the day of the departure"},
		{"order.made + 3d", "", "3 days after the day the order was made"},
		{"first(trip.end-date, ever)", "", "its end date (no end where none is recorded)"},
		{"age(subject.born, trip.time)", "", "the age at the departure of somebody born on the subject's date of birth"},
		{"trip.seats * 2 + 1", "", "its seats times 2 plus 1"},
		{"trip.seats - 2", "", "its seats less 2"},
		{"trip.seats / 2", "", "its seats divided by 2"},
		{"now", "", "the time of the check"},
		{"day(now) - 7d", "", "7 days before the day of the check"},
	};

	(void)state;
	RUN(table, false);
}

static void test_named(void **state)
{
	static const struct phrase_case table[] = {
		{"trip.to in pass.countries", "", "the trip's country of arrival is among the pass's countries"},
		{"trip.transit", "", "the trip's \"transit\" is recorded as yes"},
		{"trip.booked", "", "the time when the trip was arranged"},
		{"day(pass.time)", "", "the day of the pass"},
		{"trip.time in pass.time..ever", "", "the trip's departure is not before the pass's time"},
		{"trip.time in ever..pass.time", "", "the trip's departure is not after the pass's time"},
	};

	(void)state;
	RUN(table, true);
}

/* By how much; an empty text: nothing to say. */
static void test_gap(void **state)
{
	static const struct phrase_case table[] = {
		{"trip.time <= 2026-03-01T09:00Z", "trip.time=2026-03-01T13:10Z", "4 h 10 min"},
		{"trip.time <= 2026-03-01", "trip.time=2026-03-02T04:10Z", "4 h 10 min"},
		{"trip.time >= 2026-03-03", "trip.time=2026-03-02T23:00Z", "1 h"},
		{"trip.time in 2026-03-01..2026-03-04", "trip.time=2026-03-06T00:00Z", "1 day"},
		{"trip.seats <= 3", "trip.seats=5", "2"},
		{"trip.seats in 3..9", "trip.seats=1", "2"},
		{"trip.seats <= 5", "trip.seats=5", ""},
		{"trip.kind == \"air\"", "trip.kind=sea", ""},
	};
	size_t nwrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct kit k;
		struct buf b = {0};
		kit_open(&k);
		k.scope.names = scope_names;
		k.scope.nnames = 2;
		struct passage p = kit_passage(&k, table[i].expr);
		const struct expr *e = expr_compile_bool(&p, &k.scope, &k.diag);
		assert_non_null(e);
		kit_bind(&k, table[i].bindings);
		bool told = expr_gap(&b, e, &k.env);
		if (told != (table[i].want[0] != '\0') || !str_eq_cstr(buf_str(&b), table[i].want)) {
			print_error("%s: is \"%.*s\", want \"%s\"\n", table[i].expr, STR_ARG(buf_str(&b)), table[i].want);
			nwrong++;
		}
		buf_free(&b);
		kit_close(&k);
	}
	assert_int_equal(nwrong, 0);
}

static void test_days(void **state)
{
	static const struct {
		const char *expr;
		enum day_count kind;
		bool whole;
	} table[] = {
		{"period(3, trip.time)", COUNT_PERIOD, true},
		{"workdays(3, trip.time) + 1d", COUNT_WORKDAYS, false},
		{"clear-days-before(3, trip.time)", COUNT_CLEAR_DAYS, true},
		{"trip.time + 3d", COUNT_NONE, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct kit k;
		struct expr_days days;
		kit_open(&k);
		k.scope.names = scope_names;
		k.scope.nnames = 2;
		struct passage p = kit_passage(&k, table[i].expr);
		const struct expr *e = expr_compile(&p, &k.scope, NULL, BOUND_NONE, &k.diag);
		assert_non_null(e);
		assert_int_equal(expr_days(&days, e), table[i].kind != COUNT_NONE);
		assert_int_equal(days.kind, table[i].kind);
		assert_int_equal(days.whole, table[i].whole);
		kit_close(&k);
	}
}

static void test_lengths(void **state)
{
	static const struct {
		struct duration d;
		const char *want;
	} table[] = {
		{{0, 7, 0}, "7 days"}, {{12, 0, 0}, "1 year"}, {{18, 1, 0}, "1 year 6 months 1 day"},
		{{0, 0, 43200000}, "12 hours"}, {{0, 0, 600000}, "10 minutes"}, {{0, 0, 5400000}, "1 h 30 min"},
		{{0, 0, 0}, "no time"}, {{0, 0, 90000}, "1 min 30 s"},
	};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		buf_clear(&b);
		duration_phrase(&b, table[i].d);
		assert_true(str_eq_cstr(buf_str(&b), table[i].want));
	}
	buf_clear(&b);
	length_phrase(&b, INT64_C(2) * CIVIL_DAY_MS + 3 * 3600000 + 999);
	assert_true(str_eq_cstr(buf_str(&b), "2 days 3 h"));
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conditions), cmocka_unit_test(test_nouns), cmocka_unit_test(test_named),
		cmocka_unit_test(test_gap),        cmocka_unit_test(test_days),  cmocka_unit_test(test_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "lang/expr_kit.h"

static const char *const good[] = {
	"travel.to in $countries and first(travel.status, \"booked\") != \"cancelled\"",
	"permission.for == \"travel\" and travel.to in permission.countries and permission.status == \"granted\"\n and travel.time in permission.from..first(permission.until, ever)",
	"first(travel.status, \"boarded\") == \"booked\"",
	"permission.until is missing or permission.until > day(travel.time) + 2d",
	"c.kind in $kinds and first(c.kind, \"new\") != \"ceased\"",
	"n.kind in $kinds and same(n.about, c.value) and (n.expected is missing or day(c.time) >= n.expected - 2d)",
	"(n.kind in $kinds or n.kind in [initial, periodic]) and (day(n.time) >= day(c.time) or day(c.time) in n.expected - 2d..n.expected + 2d)",
	"end-of-day(n.time + $gap)",
	"if(in-state([in-custody, in-hospital, abroad], due), period(3, leaves([in-custody, in-hospital, abroad], due)), due)",
	"stay.child == true and first(stay.until, now) >= stay.time + 12h",
	"day(travel.booked) < day(travel.time) - 7d and not (travel.to in $countries and day(travel.return) < day(travel.time) + 3d)",
	"n.leave in day(travel.time) - 3d..day(travel.time) + 3d",
	"n.kind == 'travel' and n.back == day(travel.time) and same(n.back-at, n.about)",
	"distance(location.at, $place) + location.accuracy >= $radius",
	"nearest(\"school\", location.at) < $radius and location.time in $hours",
	"order.type in [fto] and not (subject.notifies == true)",
	"subject.jurisdiction == \"england-wales\"",
	"order.replaces is present",
	"stay.age < $days and ($home == 'FR' or n.home == 'fixed')",
	"start-of-day(travel.time) - 24h <= due",
	"travel.to in all-abroad except [FR]",
	"2026-03-01T00:00 - travel.time > 12h",
	"true",
	"now - 36h <= trigger.time",
	"travel.to != \"GB\" and travel.status in [boarded, arrived]",
};

static void test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct kit k;
		kit_open(&k);
		struct passage p = kit_passage(&k, good[i]);
		if (!expr_compile(&p, &k.scope, NULL, BOUND_NONE, &k.diag))
			fail_msg("%s: %.*s", good[i], STR_ARG(kit_error(&k)));
		kit_close(&k);
	}
}

/* Each with the column of its error. */
static const struct {
	const char *text, *want;
} bad[] = {
	{"travel.stauts == 'x'", "1: travel has no field \"stauts\" (did you mean \"status\"?)"},
	{"true and travle.to == 'FR'", "10: nothing is called \"travle\" here (did you mean \"travel\"?)"},
	{"travel.status == booked", "18: nothing is called \"booked\" here (text stands in quotes: \"booked\")"},
	{"travel.status == 'Cancelld'",
	 "18: \"Cancelld\" is not one of booked, cancelled, boarded, arrived (did you mean \"cancelled\"?)"},
	{"travel.status in [booked, bored]",
	 "27: \"bored\" is not one of booked, cancelled, boarded, arrived"},
	{"travel == 'x'", "1: travel is an event, and a value is wanted here (write one of its fields, as in travel.time)"},
	{"due.time > now", "1: due is a value and has no fields"},
	{"order.servd > now", "1: order has no key \"servd\" that holds a value (did you mean \"served\"?)"},
	{"subject is missing", "1: subject is a document, and a value is wanted here (write one of its keys, as in subject.id)"},
	{"trigger.to == 'FR'",
	 "1: of the trigger there is only trigger.time (a field of the event that fired stands under the name of its type, as in travel.to)"},
	{"$dayz > 1", "1: there is no parameter \"dayz\" (did you mean \"days\"?)"},
	{"agee(subject.born, now) > 1", "1: there is no function \"agee\" (did you mean \"age\"?)"},
	{"age(now) > 1", "1: age is given 1 value (age(born, at))"},
	{"day > now", "1: nothing is called \"day\" here (a function is called with brackets: day(t))"},
	{"1 < $days < 3", "11: comparisons do not chain (write a < b and b < c, or x in a..b)"},
	{"travel.id is not missing", "14: \"is not\" is no operator (write is present)"},
	{"travel.id is 'x'", "14: after \"is\" stands missing or present (to compare, write ==)"},
	{"(true or false", "1: this bracket ( is not closed (inside YAML's [ ] and { } an expression with a comma, bracket or brace stands in quotes)"},
	{"first(travel.status", "6: this bracket ( is not closed (inside YAML's [ ] and { } an expression with a comma, bracket or brace stands in quotes)"},
	{"true)", "5: nothing is open that ) could close (inside YAML's [ ] and { } an expression with a comma, bracket or brace stands in quotes)"},
	{"travel.to in [FR, TH", "14: this bracket [ is not closed (inside YAML's [ ] and { } an expression with a comma, bracket or brace stands in quotes)"},
	{"true AND false", "6: AND is not expected here (did you mean \"and\"?)"},
	{"true and", "9: a value is missing at the end (inside YAML's [ ] and { } an expression with a comma, bracket or brace stands in quotes)"},
	{"* 3", "1: a value is missing before *"},
	{"", "1: an expression is missing"},
	{"$days -1 > 0", "7: subtraction stands between blanks (write a - b)"},
	{"2026-02-30 < now",
	 "1: 2026-02-30 is no number, date, time or length of time (a date is YYYY-MM-DD; subtraction stands between blanks)"},
	{"$days > 5km", "9: 5km is no number, date, time or length of time (the units are s min h d w mo y, and m for metres; text stands in quotes)"},
	{"travel.to in [now - 1d]", "19: - is not expected here (a bare word in a list is text; what is to be worked out there stands in ( ))"},
	{"travel.id == 12", "1: travel.id is text and 12 is a number: they do not compare (text stands in quotes: \"12\")"},
	{"travel.id and true", "1: travel.id is text, and a condition is wanted here"},
	{"travel.time == 23:00", "1: travel.time is a time and 23:00 is a time of day: they do not compare (the time of day of a time t is clock(t))"},
	{"travel.to == permission.countries",
	 "1: travel.to is a country and permission.countries is a set of countries: they do not compare (to look for one of many, write x in y)"},
	{"travel.status < 'x'",
	 "17: \"x\" is not one of booked, cancelled, boarded, arrived"},
	{"travel.id < 'x'", "1: travel.id is text, which has no order (< <= > >= compare numbers, times and lengths of time)"},
	{"travel.to == 'Nowhere'", "14: \"Nowhere\" is no country known by code or English name"},
	{"travel.id in 'x'", "14: 'x' is text, and \"in\" takes a list, a range, hours or countries (to compare with one value, write ==)"},
	{"location.at in $place",
	 "16: $place is a place, and \"in\" takes a list, a range, hours or countries (write inside(p, $place))"},
	{"1..3", "1: a range a..b stands only after \"in\""},
	{"travel.time in 1..3", "16: travel.time is a time and 1 is a number: they do not compare"},
	{"$days matches 'x'", "1: $days is a number, and \"matches\" takes text"},
	{"subject.names contains 'x'", "1: subject.names is a list of text, and \"contains\" takes text (to look for an entry of a list, write x in y)"},
	{"travel.time + travel.time > now", "1: travel.time is a time and travel.time is a time: \"+\" does not take them"},
	{"travel.time - 1 > now", "1: travel.time is a time and 1 is a number: \"-\" does not take them"},
	{"-travel.time > now", "1: travel.time is a time: \"-\" does not take it"},
	{"travel.time == ever", "16: \"ever\" stands only as a bound (in from: and by:, at an end of a..b, or beside < <= > >=)"},
	{"day(ever) > now", "5: \"ever\" stands only as a bound (in from: and by:, at an end of a..b, or beside < <= > >=)"},
	{"due - travel.time >= 7d",
	 "22: a difference of times is exact, and 7d counts days of the calendar (write travel.time + 7d <= due)"},
	{"due - travel.time < 1mo + 2h",
	 "21: a difference of times is exact, and 1mo counts days of the calendar (write due < travel.time + 1mo + 2h)"},
	{"7d <= due - travel.time",
	 "1: a difference of times is exact, and 7d counts days of the calendar (write travel.time + 7d <= due)"},
	{"due - travel.time in 1h..2d",
	 "26: a difference of times is exact, and 2d counts days of the calendar (write due <= travel.time + 2d)"},
	{"in-state(in-custdy, now)", "10: there is no state \"in-custdy\" (did you mean \"in-custody\"?)"},
	{"in-state([abroad, x y], now)", "19: there is no state \"x y\""},
	{"leaves(now, 3) > now", "8: there is no state \"now\""},
	{"nearest('scool', location.at) < 3", "9: there is no place of class \"scool\" (did you mean \"school\"?)"},
	{"inside(location.at, 'nowhere')", "21: \"nowhere\" is no known place"},
	{"at(now, 10:00) > now", "4: now is a time, and at takes a day here (write day(now))"},
	{"period(0, now) > now", "8: period counts whole days, and this is 0"},
	{"period(1.5, now) > now", "8: period counts whole days, and this is 1.5"},
	{"first(travel.id, 3) == 'x'", "18: 3 is a number, and what stands before it is text (all that first chooses from is of one type)"},
	{"c.postcode == 'x'", "1: notification has no field \"postcode\""},
	{"c.code == 'x'", "1: c.code is a number in stay, and text in notification"},
	{"travel.to in all-abroad except 3", "32: 3 is a number, and \"except\" stands between sets of countries (as in all-abroad except [FR])"},
	{"travel.status == ''", "18: this text is empty (an empty field is missing: write x is missing)"},
	{"travel.status == \xe2\x80\x9cx\xe2\x80\x9d", "18: nothing is called \"\xe2\x80\x9cx\xe2\x80\x9d\" here (text stands in straight quotes: \"...\")"},
	{"travel.id", "1: travel.id is text, and true or false is wanted here"},
	{"[[a]] == [[a]]", "2: a list holds no lists"},
	{"true 'x'", "6: 'x' is not expected here (an operator is missing before it)"},
};

static void test_bad(void **state)
{
	size_t nwrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct kit k;
		kit_open(&k);
		struct passage p = kit_passage(&k, bad[i].text);
		const struct expr *e = expr_compile_bool(&p, &k.scope, &k.diag);
		struct str got = kit_error(&k);
		if (e || !str_eq_cstr(got, bad[i].want)) {
			print_error("%s\n  is   %.*s\n  want %s\n", bad[i].text, STR_ARG(got), bad[i].want);
			nwrong++;
		}
		kit_close(&k);
	}
	assert_int_equal(nwrong, 0);
}

static void test_all_errors_are_told(void **state)
{
	struct kit k;

	(void)state;
	kit_open(&k);
	struct passage p = kit_passage(&k, "travel.x == 1 and travel.y == 2 or not travel.z");
	assert_null(expr_compile_bool(&p, &k.scope, &k.diag));
	assert_int_equal(k.diag.nerrors, 3);
	kit_close(&k);
}

static const struct expr *compile(struct kit *k, const char *text)
{
	struct passage p = kit_passage(k, text);
	const struct expr *e = expr_compile(&p, &k->scope, NULL, BOUND_NONE, &k->diag);

	if (!e)
		fail_msg("%s: %.*s", text, STR_ARG(kit_error(k)));
	return e;
}

static void test_params(void **state)
{
	struct kit k;

	(void)state;
	kit_open(&k);
	const struct expr *e = compile(&k, "true and due - travel.time >= $gap");
	kit_bind(&k, "$gap=36h");
	assert_true(expr_check_params(e, k.params, &k.diag));
	assert_int_equal(k.diag.nerrors, 0);
	kit_bind(&k, "$gap=2d");
	assert_false(expr_check_params(e, k.params, &k.diag));
	assert_true(str_eq_cstr(kit_error(&k), "31: a difference of times is exact, and $gap counts days of the calendar "
	                                       "(write travel.time + $gap <= due)"));
	kit_close(&k);
}

static void test_wanted(void **state)
{
	static const struct type day = {.kind = TYPE_DAY}, length = {.kind = TYPE_DURATION};
	struct kit k;

	(void)state;
	kit_open(&k);
	struct passage p = kit_passage(&k, "ever");
	const struct expr *e = expr_compile(&p, &k.scope, NULL, BOUND_UPPER, &k.diag);
	struct moment m = {0};
	kit_bind(&k, "");
	assert_true(expr_moment(&m, e, &k.env, NULL));
	assert_true(m.first == INSTANT_MAX && m.last == INSTANT_MAX);
	p = kit_passage(&k, "'12mo'");
	assert_int_equal(expr_type(expr_compile(&p, &k.scope, &length, BOUND_NONE, &k.diag))->kind, TYPE_DURATION);
	p = kit_passage(&k, "travel.time");
	assert_null(expr_compile(&p, &k.scope, &day, BOUND_NONE, &k.diag));
	assert_true(str_eq_cstr(kit_error(&k), "1: travel.time is a time, and a day is wanted here (write day(travel.time))"));
	kit_close(&k);
}

static void visit(void *context, size_t slot, struct str field)
{
	buf_printf(context, "%zu.%.*s ", slot, STR_ARG(field));
}

static void test_facts(void **state)
{
	struct kit k;
	struct buf b = {0};
	const struct expr *parts[3], *left, *right;

	(void)state;
	kit_open(&k);
	const struct expr *e = compile(&k, "travel.to == n.to and (due > now) and subject.born < trigger.time and "
	                                   "in-state([abroad, in-custody], period(3, due + 1h))");
	assert_int_equal(expr_events(e), 1 | 1 << 4);
	assert_int_equal(expr_values(e), 1);
	assert_int_equal(expr_states(e), 1 | 1 << 2);
	assert_true(expr_uses_root(e, ROOT_SUBJECT) && !expr_uses_root(e, ROOT_ORDER));
	assert_true(expr_uses_now(e) && expr_uses_trigger(e));
	expr_visit_fields(e, visit, &b);
	assert_true(str_eq_cstr(buf_str(&b), "0.to 4.to "));
	buf_free(&b);
	assert_true(str_eq_cstr(expr_text(expr_period_from(e)), "due + 1h"));
	assert_int_equal(expr_conjuncts(parts, 3, e), 3);
	assert_true(str_eq_cstr(expr_text(parts[0]), "travel.to == n.to"));
	assert_true(str_eq_cstr(expr_text(parts[1]), "due > now"));
	assert_int_equal(expr_events(parts[2]), 0);
	assert_int_equal(expr_states(parts[2]), 1 | 1 << 2);
	assert_true(expr_uses_root(parts[2], ROOT_SUBJECT));
	assert_int_equal(expr_conjuncts(parts, 1, e), 1);
	assert_ptr_equal(parts[0], e);
	assert_int_equal(expr_conjuncts(parts, 3, parts[0]), 3);
	assert_true(expr_equality(&left, &right, parts[0]));
	assert_true(str_eq_cstr(expr_text(left), "travel.to") && str_eq_cstr(expr_text(right), "n.to"));
	assert_false(expr_equality(&left, &right, parts[1]));
	kit_close(&k);
}

static bool compiles(const char *before, const char *middle, const char *after, size_t n)
{
	struct kit k;
	struct buf b = {0};
	bool ok;

	kit_open(&k);
	for (size_t i = 0; i < n; i++)
		buf_add(&b, str_of(before));
	buf_add(&b, str_of(middle));
	for (size_t i = 0; i < n; i++)
		buf_add(&b, str_of(after));
	struct passage p = {.text = buf_str(&b), .style = PASSAGE_NONE};
	ok = expr_compile(&p, &k.scope, NULL, BOUND_NONE, &k.diag) != NULL;
	assert_int_equal(k.diag.nerrors, ok ? 0 : 1);
	buf_free(&b);
	kit_close(&k);
	return ok;
}

static void test_limits(void **state)
{
	(void)state;
	assert_true(compiles("(", "1", ")", 60));
	assert_false(compiles("(", "1", ")", 100000));
	assert_false(compiles("[", "1", "]", 100000));
	assert_false(compiles("not ", "true", "", 30000));
	assert_false(compiles("- ", "1", "", 30000));
	assert_false(compiles("first(", "1", ")", 10000));
	assert_false(compiles("", "1", " + 1", 1000));
	assert_true(compiles("", "1", " + 1", 60));
	assert_true(compiles("", "true", " and true", 4000));
	assert_false(compiles("", "true", " and true", 12000));
	assert_false(compiles("", "true", " and true", 100000));
	assert_false(compiles("first([first(", "1", ")])", 15));
	assert_true(compiles("if(1 in [", "1", "], 1, 2)", 12));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),   cmocka_unit_test(test_bad),    cmocka_unit_test(test_all_errors_are_told),
		cmocka_unit_test(test_params), cmocka_unit_test(test_wanted), cmocka_unit_test(test_facts),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

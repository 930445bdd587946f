#include "lang/expr_kit.h"

struct example {
	const char *text, *bindings, *want;
};

static struct str said(struct kit *k, const char *text, const char *bindings)
{
	struct passage p = kit_passage(k, text);
	const struct template *t = template_compile(&p, &k->scope, &k->diag);
	struct buf b = {0};
	struct str s;

	if (!t)
		return kit_error(k);
	kit_bind(k, bindings);
	template_say(&b, t, &k->env);
	s = str_dup(&k->arena, buf_str(&b));
	buf_free(&b);
	return s;
}

static struct str explained(struct kit *k, const char *text, const char *bindings)
{
	struct passage p = kit_passage(k, text);
	const struct expr *e = expr_compile(&p, &k->scope, NULL, BOUND_NONE, &k->diag);
	struct buf b = {0};
	struct str s;

	if (!e)
		return kit_error(k);
	kit_bind(k, bindings);
	expr_say(&b, e, &k->env);
	s = str_dup(&k->arena, buf_str(&b));
	buf_free(&b);
	return s;
}

static void run(const struct example *table, size_t n, struct str (*say)(struct kit *, const char *, const char *))
{
	size_t nwrong = 0;

	for (size_t i = 0; i < n; i++) {
		struct kit k;
		kit_open(&k);
		struct str got = say(&k, table[i].text, table[i].bindings);
		if (!str_eq_cstr(got, table[i].want)) {
			print_error("%s [%s]\n  is   %.*s\n  want %s\n", table[i].text, table[i].bindings, STR_ARG(got), table[i].want);
			nwrong++;
		}
		kit_close(&k);
	}
	assert_int_equal(nwrong, 0);
}

static void test_templates(void **state)
{
	static const struct example table[] = {
		{"", "", ""},
		{"no expression", "", "no expression"},
		{"travelled to {travel.to} on {travel.time} without permission", "travel.to=FR & travel.time=2026-05-01T09:00",
		 "travelled to France (FR) on Fri 1 May 2026 09:00 without permission"},
		{"{travel.to}", "", "unknown"},
		{"{{travel.to}} and }", "", "{travel.to} and }"},
		{"{n.about}{n.about}", "n.about=x", "xx"},
		{"{first(n.about, '}{')}!", "n.kind=x", "}{!"},
		{"within {$days + 1} days", "$days=2", "within 3 days"},
		{"{due}", "due=2026-03-01", "Sun 1 Mar 2026"},
		{"went to {travel.too}", "", "10: travel has no field \"too\" (did you mean \"to\"?)"},
		{"went to {travel.to", "", "9: this brace { is not closed (a brace that is no expression is written {{)"},
		{"{}", "", "2: an expression is missing"},
	};

	(void)state;
	run(table, sizeof table / sizeof *table, said);
}

static void test_say(void **state)
{
	static const struct example table[] = {
		{"travel.to in all-abroad", "travel.to=FR", "travel.to France (FR) is outside the United Kingdom"},
		{"travel.to in all-abroad", "travel.to=GB", "travel.to United Kingdom (GB) is not outside the United Kingdom"},
		{"travel.to in $countries", "travel.to=FR & $countries=all-abroad except [NO]",
		 "travel.to France (FR) is outside the United Kingdom and not Norway (NO)"},
		{"travel.to not in $countries", "travel.to=NO & $countries=all-abroad except [NO]",
		 "travel.to Norway (NO) is one of the excepted countries"},
		{"travel.to in [TH, PH]", "travel.to=TH", "travel.to is Thailand (TH), one of PH, TH"},
		{"travel.to in [TH]", "travel.to=TH", "travel.to is Thailand (TH)"},
		{"travel.status in [booked, boarded]", "travel.status=booked", "travel.status is booked, one of booked, boarded"},
		{"travel.status in [booked, boarded]", "travel.status=arrived", "travel.status arrived is none of booked, boarded"},
		{"travel.to in permission.countries", "travel.to=TH & permission.countries=[TH]",
		 "travel.to Thailand (TH) is in permission.countries [TH]"},
		{"travel.to in $countries", "travel.to=FR & $countries=[TH, PH]", "travel.to France (FR) is none of PH, TH"},
		{"travel.to not in [TH]", "travel.to=FR", "travel.to France (FR) is not TH"},
		{"permission.until < travel.time", "permission.until=2026-04-30 & travel.time=2026-05-01T09:00",
		 "permission.until Thu 30 Apr 2026 is before travel.time Fri 1 May 2026 09:00"},
		{"permission.until >= travel.time", "permission.until=2026-04-30 & travel.time=2026-05-01T09:00",
		 "permission.until Thu 30 Apr 2026 is before travel.time Fri 1 May 2026 09:00"},
		{"first(travel.status, 'booked') != 'cancelled'", "travel.status=boarded", "travel.status boarded is not cancelled"},
		{"first(travel.status, 'booked') != 'cancelled'", "travel.id=x", "travel.status is not recorded (taken as booked)"},
		{"travel.status != 'cancelled'", "travel.status=cancelled", "travel.status is cancelled"},
		{"not (travel.status == 'cancelled')", "travel.status=booked", "travel.status booked is not cancelled"},
		{"travel.status == 'booked'", "travel.id=x", "travel.status is missing"},
		{"travel.status is missing", "travel.id=x", "travel.status is missing"},
		{"travel.status is present", "travel.id=x", "travel.status is missing"},
		{"travel.status is missing", "travel.status=booked", "travel.status booked is present"},
		{"travel.transit == true", "travel.transit=no", "travel.transit is false"},
		{"travel.transit != true", "travel.transit=no", "travel.transit is false"},
		{"not travel.transit", "travel.transit=yes", "travel.transit is true"},
		{"$days > 3", "$days=3", "3 is at most 3"},
		{"stay.age < 16", "stay.age=15", "stay.age 15 is less than 16"},
		{"n.about matches 'a*'", "n.about=bcd", "n.about bcd does not match a*"},
		{"n.about contains 'c'", "n.about=bcd", "n.about bcd contains c"},
		{"travel.time in permission.from..first(permission.until, ever)",
		 "travel.time=2026-05-01T09:00 & permission.from=2026-04-01",
		 "travel.time Fri 1 May 2026 09:00 is not before permission.from Wed 1 Apr 2026"},
		{"travel.time in permission.from..permission.until",
		 "travel.time=2026-05-01T09:00 & permission.from=2026-04-01 & permission.until=2026-04-30",
		 "travel.time Fri 1 May 2026 09:00 does not lie between permission.from Wed 1 Apr 2026 and permission.until Thu 30 Apr 2026"},
		{"travel.to == 'FR' and travel.status == 'booked'", "travel.to=TH & travel.status=booked",
		 "travel.to Thailand (TH) is not France (FR)"},
		{"travel.to == 'TH' and travel.status == 'booked'", "travel.to=TH & travel.status=booked",
		 "travel.to is Thailand (TH) and travel.status is booked"},
		{"travel.to == 'FR' or travel.status == 'booked'", "travel.to=TH & travel.status=booked",
		 "travel.status is booked"},
		{"travel.to == n.to", "travel.to=TH & n.to=TH", "travel.to Thailand (TH) is n.to Thailand (TH)"},
		{"first(travel.status, 'booked') == 'booked'", "travel.id=x", "travel.status is not recorded (taken as booked)"},
		{"first(travel.status, 'booked') in [booked, boarded]", "travel.id=x", "travel.status is not recorded (taken as booked)"},
		{"not first(travel.transit, false)", "travel.id=x", "travel.transit is not recorded (taken as no)"},
		{"first(travel.transit, false)", "travel.transit=yes", "travel.transit is true"},
		{"first(stay.age, 3) < stay.code", "stay.code=4", "stay.age (not recorded, taken as 3) is less than stay.code 4"},
		{"$days == 3 or travel.transit", "travel.transit=no & $days=4", "travel.transit is false"},
		{"($days == 3 or travel.transit) and travel.to == 'TH'", "travel.to=TH & $days=3", "travel.to is Thailand (TH)"},
		{"in-state([in-custody, abroad], due)", "due=2026-03-02T10:00 & surely abroad=2026-03-01T00:00..",
		 "the subject is in-custody or abroad at due Mon 2 Mar 2026 10:00"},
		{"in-state(abroad, due)", "due=2026-03-02T10:00", "the subject is not abroad at due Mon 2 Mar 2026 10:00"},
		{"same(n.about, 'x')", "n.about=X", "n.about X is the same as x"},
		{"not same(n.about, [])", "n.about=X", "n.about X is not the same as an empty list"},
		{"inside(location.at, $place)", "location.at=53.9,-1.55 & $place=leeds-school",
		 "location.at 53.9,-1.55 is not inside leeds-school"},
		{"true", "", "true"},
	};

	(void)state;
	run(table, sizeof table / sizeof *table, explained);
}

/* What parameters and literals decided alone. */
static void test_says_nothing(void **state)
{
	static const struct {
		const char *text, *bindings;
		bool want;
	} table[] = {
		{"$days == 3", "$days=3", true},
		{"not ($days == 3)", "$days=4", true},
		{"$days == 3 or travel.transit", "$days=3", true},
		{"$days == 3 or travel.transit", "$days=4 & travel.transit=yes", false},
		{"$days == 3 and travel.transit", "$days=4", true},
		{"$days == 3 and travel.transit", "$days=3 & travel.transit=no", false},
		{"travel.transit", "travel.transit=yes", false},
		{"trigger.time < now", "trigger=2026-01-01", false},
		{"subject.born < $by", "$by=2026-01-01", false},
		{"true", "", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct kit k;
		kit_open(&k);
		struct passage p = kit_passage(&k, table[i].text);
		const struct expr *e = expr_compile_bool(&p, &k.scope, &k.diag);
		assert_non_null(e);
		kit_bind(&k, table[i].bindings);
		if (expr_says_nothing(e, &k.env) != table[i].want)
			fail_msg("%s [%s]", table[i].text, table[i].bindings);
		kit_close(&k);
	}
}

static void count(void *context, size_t slot, struct str field)
{
	buf_printf(context, "%zu.%.*s ", slot, STR_ARG(field));
}

static void test_fields(void **state)
{
	struct kit k;
	struct buf b = {0};

	(void)state;
	kit_open(&k);
	struct passage p = kit_passage(&k, "a {travel.to} b {first(n.about, travel.id)}");
	const struct template *t = template_compile(&p, &k.scope, &k.diag);
	template_visit_fields(t, count, &b);
	assert_true(str_eq_cstr(buf_str(&b), "0.to 4.about 0.id "));
	buf_free(&b);
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_templates), cmocka_unit_test(test_say), cmocka_unit_test(test_says_nothing),
		cmocka_unit_test(test_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

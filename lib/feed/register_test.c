#include "feed/feed_fixture.h"

static bool load(struct fixture *x, struct feed_input *input, struct reject **rejects, size_t *nrejects,
                 const char *csv)
{
	struct book_options options = {0};
	struct book *b;

	*x = (struct fixture){0};
	arena_init(&x->arena);
	diag_init(&x->diag, &x->arena);
	assert_true(zone_open(&x->zone, &x->arena, STR("Europe/London")));
	atlas_init(&x->atlas, &x->arena);
	options.zone = &x->zone;
	options.atlas = &x->atlas;
	b = book_open(&options, &x->arena, &x->diag);
	fixture_write("r.csv", str_of(csv));
	if (!register_read(b, "r.csv", input, rejects, nrejects, &x->arena, &x->diag)) {
		remove("r.csv");
		return false;
	}
	assert_true(book_compile(&x->plan, b));
	remove("r.csv");
	return true;
}

static void test_rows_add_up(void **state)
{
	struct fixture x;
	struct feed_input input;
	struct reject *rejects;
	size_t nrejects;
	const struct subject *s;

	(void)state;
	assert_true(load(&x, &input, &rejects, &nrejects,
	                 "Subject;Family;Given;Born;Identifier.passport;TAG.Risk;colour\n"
	                 "0012;Example;Alex Jo;1975-04-01;500000042;high;red\n"
	                 " 0012 ;;;;\"500-000-043\";;\n"
	                 "S2;Sample;Zoe;;;;\n"));
	assert_int_equal(nrejects, 0);
	assert_int_equal(input.rows, 3);
	assert_int_equal(input.nunread, 1);
	assert_true(str_eq_cstr(input.unread[0], "colour"));
	assert_int_equal(x.plan.nsubjects, 2);
	s = &x.plan.subjects[plan_find_subject(&x.plan, STR("0012"))];
	assert_true(str_eq_cstr(s->names[0].family, "Example"));
	assert_true(s->has_born);
	assert_int_equal(s->nidentifiers, 2);
	assert_true(str_eq_cstr(s->identifiers[1].value, "500000043"));
	assert_int_equal(s->ntags, 1);
	assert_true(str_eq_cstr(s->tags[0].key, "risk"));
	fixture_close(&x);
}

static void test_rejects(void **state)
{
	struct fixture x;
	struct feed_input input;
	struct reject *rejects;
	size_t nrejects;

	(void)state;
	assert_true(load(&x, &input, &rejects, &nrejects,
	                 "subject,born\nS1,1975-04-01\nS2,yesterday\nS3,1975-04-01,x\nS4,\"19\"75\nS5,\xff\nS6,\n"));
	assert_int_equal(input.rows, 6);
	assert_int_equal(input.rejected, 4);
	assert_int_equal(nrejects, 4);
	for (size_t i = 0; i < nrejects; i++)
		assert_int_equal(rejects[i].line, i + 3);
	fixture_close(&x);
}

static void test_no_subject(void **state)
{
	struct fixture x;
	struct feed_input input;
	struct reject *rejects;
	size_t nrejects;

	(void)state;
	assert_false(load(&x, &input, &rejects, &nrejects, "subjekt,born\nS1,1975-04-01\n"));
	assert_int_equal(x.diag.nerrors, 1);
	fixture_close(&x);
	assert_false(load(&x, &input, &rejects, &nrejects, ""));
	assert_int_equal(x.diag.nerrors, 1);
	fixture_close(&x);
}

static void test_atlas(void **state)
{
	struct arena a;
	struct diag d;
	struct atlas t;
	uint16_t code, wanted;

	(void)state;
	arena_init(&a);
	diag_init(&d, &a);
	atlas_init(&t, &a);
	assert_true(atlas_load(&t, STR("code,alpha3,name,other\nFR,FRA,France,French Republic;Gaul\n"),
	                       STR("code,country\nCDG,FR\n"), &d));
	assert_true(country_code(&wanted, STR("FR")));
	assert_true(atlas_find_country(&code, &t, STR("gaul")));
	assert_int_equal(code, wanted);
	assert_true(atlas_find_airport(&code, &t, STR("CDG")));
	assert_int_equal(code, wanted);
	assert_false(atlas_load(&t, STR("code,alpha3,name\nFR,FRA,France\n"), STR("code,country\n"), &d));
	assert_int_equal(d.nerrors, 1);
	assert_false(atlas_load(&t, STR("code,alpha3,name,other\nF1,FRA,France,\n"), STR("code,country\n"), &d));
	assert_int_equal(d.nerrors, 2);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_rows_add_up),
	        cmocka_unit_test(test_rejects),
	        cmocka_unit_test(test_no_subject),
	        cmocka_unit_test(test_atlas),
	};

	return cmocka_run_group_tests(tests, fixture_enter, fixture_leave);
}

#include <stdlib.h>

#include "book/book_fixture.h"

static const struct error_case cases[] = {
	{"identifiers and addresses",
	 "subject: S1\nname: {}\nidentifiers: {passport: [\"---\"]}\naddresses: [{postcode: LEEDS}]\n"
	 "aliases: [{family: A, from: 2026-02-01, until: 2026-01-01}]\nnotifies: perhaps\njurisdiction: england\n",
	 "2:7 a name needs family or given\n"
	 "3:26 this is no identifier\n"
	 "4:24 \"LEEDS\" is no postcode\n"
	 "5:48 until lies before from\n"
	 "6:11 expected true or false, but \"perhaps\" stands here\n"
	 "7:15 expected one of england-wales, scotland, northern-ireland, but \"england\" stands here | did you mean \"england-wales\"?"},
};

static void test_errors(void **state)
{
	(void)state;
	run_errors(cases, sizeof cases / sizeof *cases);
}

static const struct record_key *key(const struct subject *s, const char *name)
{
	for (size_t i = 0; i < s->record.nkeys; i++)
		if (str_eq_cstr(s->record.keys[i].name, name))
			return &s->record.keys[i];
	return NULL;
}

static const struct record_key *get_key(const struct subject *s, const char *name)
{
	const struct record_key *k = key(s, name);

	if (!k)
		abort();
	return k;
}

static void assert_texts(const struct subject *s, const char *name, const char *const *texts)
{
	const struct record_key *k = get_key(s, name);
	size_t n = 0;

	for (; texts[n]; n++) {
		assert_true(n < k->nvalues);
		assert_true(str_eq_cstr(k->values[n].value.as.text, texts[n]));
	}
	assert_int_equal(k->nvalues, n);
}

static void test_subject(void **state)
{
	static const char *const names[] = {"Alex Jo Example", "Alex Example", "Alex Sample", NULL};
	static const char *const devices[] = {"490154203237518", NULL}, *const passports[] = {"500000042", "500000043", NULL};
	static const char *const postcodes[] = {"LS1 4AP", NULL};
	struct fixture x;
	(void)state;
	fixture_good(&x, "subject: V-1\nname: {family: Example, given: [Alex, Jo]}\n"
	             "aliases: [{family: Sample, given: Alex, from: 2024-06-01, source: deed poll}]\nborn: 1975-04-01\n"
	             "notifies-from: 2026-03-02\nidentifiers: {passport: [\"5000 00042\", {value: 500000043, until: 2026-05-01}]}\n"
	             "addresses: [{line: 1 Test Street, postcode: ls14ap, from: 2026-03-02}]\ndevices: \"490154203237518\"\n"
	             "tags: {force: WYP}\nnot: [{family: Example, given: [Alexa], born: 1975-04-02}]\n");
	const struct subject *s = &x.plan.subjects[0];
	assert_true(s->has_name && s->has_born);
	assert_int_equal(s->nnames, 2);
	assert_int_equal(s->names[1].from, at(&x, "2024-06-01"));
	assert_texts(s, "names", names);
	assert_int_equal(get_key(s, "names")->values[2].from, at(&x, "2024-06-01"));
	assert_texts(s, "devices", devices);
	assert_texts(s, "identifiers.passport", passports);
	assert_int_equal(get_key(s, "identifiers.passport")->values[1].until, at(&x, "2026-05-01"));
	assert_texts(s, "addresses", postcodes);
	assert_true(str_eq_cstr(get_key(s, "tags.force")->values[0].value.as.text, "WYP"));
	assert_false(get_key(s, "notifies")->values[0].value.as.truth);
	assert_null(key(s, "notifies-until"));
	assert_true(str_eq_cstr(s->jurisdiction, "england-wales"));
	assert_int_equal(s->nothers, 1);
	assert_true(s->others[0].has_born);
	assert_int_equal(s->ntags, 1);
	assert_true(str_eq_cstr(*(const struct str *)s->tags[0].value, "WYP"));
	fixture_close(&x);
}

static bool add_row(struct fixture *x, const char *columns, const char *cells, struct str *why)
{
	struct str c[8], v[8], left = str_of(columns), right = str_of(cells);
	size_t n = 0;
	while (left.n > 0) {
		str_split(&c[n], &left, left, ',');
		str_split(&v[n], &right, right, ',');
		n++;
	}
	return book_add_subject_row(x->book, c, v, n, (struct place){0}, why);
}

static void test_register(void **state)
{
	static const char columns[] = "subject,family,given,born,identifier.passport";
	static const char *const names[] = {"Alex Jo Example", "Alex Example", "Al Sample", NULL};
	struct fixture x;
	struct str why = {0};
	(void)state;
	fixture_open(&x);
	fixture_begin(&x);
	assert_true(add_row(&x, columns, "0042,Example,Alex Jo,1975-04-01,500000041", &why));
	assert_true(add_row(&x, columns, "0042,Example,Alex Jo,1975-04-01,500000042", &why));
	assert_true(add_row(&x, "subject,alias-family,alias-given,notifies,tag.force", "0042,Sample,Al,yes,WYP", &why));
	assert_true(add_row(&x, "subject,postcode", "0043,LS1 4AP", &why));
	assert_false(add_row(&x, "subject,born", "0044,1975-02-30", &why));
	assert_true(str_eq_cstr(why, "born: \"1975-02-30\" is no date"));
	assert_false(add_row(&x, "subject,born", "0042,1975-04-02", &why));
	assert_true(str_eq_cstr(why, "born: an earlier row of 0042 says otherwise"));
	assert_false(add_row(&x, "born", "1975-04-02", &why));
	book_add_text(x.book, STR("docs.yaml"),
	              STR("order: O1\ntype: sro\nmade: 2026-01-01\nsubject: 0043\nconditions: []\n---\n"
	                  "order: O2\ntype: sro\nmade: 2026-01-01\nsubject: 0044\nconditions: []\n---\n"
	                  "order: O3\ntype: sro\nmade: 2026-01-01\nsubject: 0042\nconditions: []\n---\n"
	                  "subject: 0043\nborn: 1980-01-01\n"));
	fixture_end(&x);
	assert_told(&x, "register", "10:10 a row of subject \"0044\" in a register was rejected\n"
	                            "16:10 a row of subject \"0042\" in a register was rejected");
	assert_int_equal(x.plan.nsubjects, 2);
	assert_texts(&x.plan.subjects[0], "names", names);
	assert_int_equal(x.plan.subjects[0].nidentifiers, 2);
	assert_true(get_key(&x.plan.subjects[0], "notifies")->values[0].value.as.truth);
	assert_true(x.plan.subjects[1].has_born);
	assert_non_null(key(&x.plan.subjects[1], "addresses"));
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_subject),
		cmocka_unit_test(test_register),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

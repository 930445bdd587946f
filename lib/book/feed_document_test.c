#include "book/book_fixture.h"

#define HEAD "feed: f\nevent: e\nsubject: {reference: who}\n"

/* DOCS has 9 lines: the feed begins on line 10, its fields on line 13. */
static const struct error_case cases[] = {
	{"no such event", DOCS "feed: f\nevent: ee\nsubject: {reference: who}\nfields: {time: at}\n", "11:8 there is no event type \"ee\""},
	{"no such field", DOCS HEAD "fields: {tme: at, time: at}\n", "13:10 e has no field \"tme\" | did you mean \"time\"?"},
	{"no column for a required field", DOCS HEAD "fields: {n: a}\n",
	 "13:9 no column is the field time, which every row must have"},
	{"two sources", DOCS HEAD "fields: {time: at, n: {column: a, value: 3}}\n", "13:23 a field has one of column, columns and value"},
	{"a constant of another type", DOCS HEAD "fields: {time: at, n: {value: x}}\n",
	 "13:31 value: \"x\" is no decimal number, or too large a one"},
	{"a format of no time", DOCS HEAD "fields: {time: at, n: {column: a, format: epoch}}\n", "13:43 only a time or a day has a format"},
	{"a format that is none", DOCS HEAD "fields: {time: {column: a, format: [epoch, \"%d %Q\"]}}\n",
	 "13:48 this pattern is not understood from here on"},
	{"a type of another kind", DOCS HEAD "fields: {time: at, n: {column: a, type: airport}}\n", "13:41 a number is not read from this type"},
	{"no way", DOCS "feed: f\nevent: e\nfields: {time: at}\n", "10:1 a feed needs the key \"subject\": how a row finds its person"},
	{"a way that is two", DOCS "feed: f\nevent: e\nsubject: [{reference: a, person: {family: b}}]\nfields: {time: at}\n",
	 "12:11 one way to find a person has one of reference, identifier and person"},
	{"other keys", DOCS HEAD "fields: {time: at}\nrows: 5\ndelimiter: ab\nencoding: utf-99\nzone: Europe/Leeds\ncovers: nwo\nwhere: e.x\n",
	 "14:7 this is no range of numbers | write it like 1.. or 100..5000\n"
	 "15:12 a delimiter is one character, such as \";\" or \"\\t\"\n"
	 "16:11 there is no encoding \"utf-99\"\n"
	 "17:7 there is no time zone \"Europe/Leeds\"\n"
	 "18:9 nothing is called \"nwo\" here | covers takes newest, as-of, a day, or an expression in quotes such as \"now - 36h\"\n"
	 "19:8 e has no field \"x\""},
};

static void test_errors(void **state)
{
	(void)state;
	run_errors(cases, sizeof cases / sizeof *cases);
}

static const char whole[] = DOCS
	"feed: bookings\nevent: e\nfiles: \"b-*.csv\"\nsubject:\n  - reference: ref\n"
	"  - identifier: {Passport: passport_no}\n  - person: {family: surname, given: forenames, born: {column: dob, format: \"%d/%m/%Y\"}}\n"
	"fields:\n  time: {columns: [day, clock], format: [\"%d/%m/%Y %H:%M\", epoch]}\n  to: {column: airport, type: airport}\n"
	"  s: {column: state, map: {HK: booked, XX: cancelled}}\n  n: {value: 7}\n"
	"key: [id, leg]\nwhere: e.n > 3\ncovers: now - 36h\nrows: 1..500\nfresh: 2d\nzone: America/New_York\ndelimiter: \"\\t\"\nencoding: windows-1252\n"
	"---\nfeed: places\nevent: place\nfields: {id: code, at: {columns: [lat, lon]}, class: kind}\n"
	"---\nfeed: plain\nevent: e\nsubject: {reference: who}\nfields: {time: at}\ncovers: 2026-03-11\n";

static void test_feed(void **state)
{
	struct fixture x;
	(void)state;
	fixture_good(&x, whole);
	assert_int_equal(x.plan.nfeeds, 3);
	const struct feed *f = plan_find_feed(&x.plan, STR("bookings"));
	assert_ptr_equal(f, &x.plan.feeds[0]);
	assert_true(str_eq_cstr(f->files[0], "b-*.csv"));
	assert_int_equal(f->nways, 3);
	assert_int_equal(f->ways[1].kind, WAY_IDENTIFIER);
	assert_true(str_eq_cstr(f->ways[1].identifier, "passport"));
	assert_true(str_eq_cstr(f->ways[2].born_format, "%d/%m/%Y"));
	assert_int_equal(f->nfields, 4);
	assert_int_equal(f->fields[0].field, FIELD_TIME);
	assert_int_equal(f->fields[0].ncolumns, 2);
	assert_int_equal(f->fields[0].nformats, 2);
	assert_int_equal(f->fields[1].type.kind, TYPE_AIRPORT);
	assert_int_equal(f->fields[2].nmap, 2);
	assert_true(str_eq_cstr(f->fields[2].map[1].to, "cancelled"));
	assert_int_equal(f->fields[3].ncolumns, 0);
	assert_true(str_eq_cstr(f->fields[3].constant, "7"));
	assert_int_equal(f->nkey, 2);
	assert_non_null(f->where);
	assert_int_equal(f->covers, COVERS_EXPR);
	assert_true(f->rows_min == 1 && f->rows_max == 500);
	assert_true(f->has_fresh && f->fresh.days == 2);
	assert_true(str_eq_cstr(f->zone.name, "America/New_York"));
	assert_int_equal(f->delimiter, '\t');
	assert_null(x.plan.feeds[1].type);
	assert_int_equal(x.plan.feeds[1].fields[1].field, PLACE_FIELD_AT);
	assert_int_equal(x.plan.feeds[2].covers, COVERS_TIME);
	assert_int_equal(x.plan.feeds[2].covers_time.first, at(&x, "2026-03-11"));
	assert_true(x.plan.feeds[2].rows_max == UINT64_MAX);
	assert_false(x.plan.feeds[2].has_fresh);
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_feed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

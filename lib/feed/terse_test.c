/* Rows that are packed are told again as they were written, and say what rows kept the long way say. */
#include "feed/feed_fixture.h"

#define DOCS \
	"event: p\n" \
	"fields:\n" \
	"  time: {type: time, required: true}\n" \
	"  at: {type: point, required: true}\n" \
	"  n: {type: number}\n" \
	"  until: {type: day}\n" \
	"  s: {type: text}\n" \
	"---\nsubject: S1\n---\nsubject: S2\n" \
	"---\nfeed: src\nevent: p\nsubject: [{reference: who}]\n" \
	"fields: {time: when, recorded: seen, at: {columns: [lat, lon]}, n: n, until: until, s: s}\n"

static const char header[] = "who,when,seen,lat,lon,n,until,s,other\n";

struct row_case {
	const char *row;
	bool packed;
};

static const struct row_case plain[] = {
	{"S1,2026-01-05T00:00:00Z,,52.881362,-2.078084,,,,", true},
	{"S2,2026-01-05T23:59:59Z,2026-01-06T10:00Z,52.1,-2,17,2026-02-28,some text,a", true},
	{"S1,2026-01-05,2026-01-06,-90,180,-0.5,2024-02-29,x,", true},
	{"S1,2026-01-05 09:30,2026-07-05T09:30:01,0.000001,-0.1,0,,,", true},
	{"S1,2026-01-05T09:30:59,,90.0,-180.000000,2000.000001,,\ttabbed,", false},
	{"S1,1970-01-01T00:00:00Z,,1,2,0.0,,,", true},
	{"S1,2106-02-07T06:28:15Z,,1,2,1.10,,,", true},
	{"S1,2106-02-07T06:28:16Z,,1,2,1,,,", false},
	{"S1,1969-12-31T23:59:59Z,,1,2,1,,,", false},
	{"S1,1969-12-31,,1,2,1,,,", true},
	{"S1,2025-10-26T01:30,,1,2,1,,,", false},
	{"S1,2025-10-26T02:30,,1,2,1,,,", true},
	{"S1,2026-03-29T01:30,,1,2,1,,,", false},
	{"S1,2026-01-05T24:00Z,,1,2,1,,,", false},
	{"S1,2026-01-05T00:00:00+01:00,,1,2,1,,,", false},
	{"S1,2026-01-05T00:00:00.5Z,,1,2,1,,,", false},
	{"S1,2026-01-05t00:00Z,,1,2,1,,,", false},
	{"S1,2026-01-05T00:00z,,1,2,1,,,", false},
	{"S1,20260105T0000Z,,1,2,1,,,", false},
	{"s1,2026-01-05,,1,2,1,,,", false},
	{" S1,2026-01-05,,1,2,1,,,", false},
	{"S1 ,2026-01-05,,1,2,1,,,", false},
	{"\"S1\",2026-01-05,,1,2,1,,,", false},
	{"S1,2026-01-05,,1,2,1,,\"a,b\",", false},
	{"S1,2026-01-05,,1,2,1,,caf\xc3\xa9,", false},
	{"S1,2026-01-05,,1,2,1,,,caf\xc3\xa9", false},
	{"S1,2026-01-05,,+1,2,1,,,", false},
	{"S1,2026-01-05,,01,2,1,,,", false},
	{"S1,2026-01-05,,1,-0,1,,,", false},
	{"S1,2026-01-05,,1,-0.00,1,,,", false},
	{"S1,2026-01-05,,1,2,1.1234567,,,", false},
	{"S1,2026-01-05,,1,2,17m,,,", false},
	{"S1,2026-01-05,,1,2,2147483647,,,", true},
	{"S1,2026-01-05,,1,2,2147483648,,,", false},
	{"S1,2026-01-05,,1,2,-2147483647,,,", true},
	{"S1,2026-01-05,,1.123456789,2,1,,,", true},
	{"S1,2026-01-05,,1,2.1474836480,1,,,", false},
	{"S1,2026-01-05,,0.1234567891,2,1,,,", false},
};

#define CODES \
	"event: p\n" \
	"fields:\n" \
	"  time: {type: time, required: true}\n" \
	"  w: {type: word, required: true}\n" \
	"  o: {type: word, one-of: [in, far-out]}\n" \
	"  i: {type: identifier}\n" \
	"  imei: {type: imei}\n" \
	"  pc: {type: postcode}\n" \
	"  to: {type: country}\n" \
	"  from: {type: airport}\n" \
	"---\nsubject: S1\n---\nsubject: S2\n" \
	"---\nfeed: src\nevent: p\nsubject: [{reference: who}]\n" \
	"fields: {time: when, w: w, o: o, i: i, imei: imei, pc: pc, to: to, from: from}\n"

static const char codes_header[] = "x,y,who,when,w,o,u,v,i,imei,pc,to,from,z\n";

static const struct row_case codes[] = {
	{",,S1,2026-01-05,a,,,,,,,,,", true},
	{"one,two,S2,2026-01-05T10:00Z,granted,in,three,four,D4239,490154203237518,SW1A 1AA,FR,CDG,five", true},
	{"1,,S1,2026-01-05,Granted,IN,,2 3,d4239-0,49-015420-323751-8,sw1a1aa,France,cdg,", true},
	{",,S1,2026-01-05,-a-1z,,,,AD-1/2Z-,,,,,", true},
	{",,S1,2026-01-05,0{`9,,,,A.B C,,,,,", true},
	{",,S2,2026-01-05,a/b,,,,[1@,,,,,", true},
	{",,S1,2026-01-05,9,,,,a--A,,,,,", true},
	{",1,S1,2026-01-05,two words,Far_Out,1  , 2,+44 7700 900123,,,fr,BKK,x", true},
	{",,S1,2026-01-05,far-out,far out, 1,2,AB/12,,,TH,,", false},
	{",,S1,2026-01-05,far-out,far out,1,2 ,AB/12,,,TH,,", false},
	{" ,,S2,2026-01-05,a,,,,,,,,,", false},
	{",,S2,2026-01-05,a,,,,,,,,, ", false},
	{",,S2,2026-01-05,caf\xc3\xa9,,,,,,,,,", false},
	{",,S2,2026-01-05,a,,,,caf\xc3\xa9,,,,,", false},
	{",,S2,2026-01-05,a,,,caf\xc3\xa9,,,,,,", false},
	{",,S1,2026-01-05,a,,,, x,,,,,", false},
	{",,S1,2026-01-05,a,,,,\"x\",,,,,", false},
	{",,S1,2026-01-05,a,,\"x\",,,,,,,", false},
	{",,s1,2026-01-05,a,,,,x,,,,,", false},
};

/* A file of such rows, and how they are read. */
struct table {
	const char *docs, *header;
	const struct row_case *rows;
	size_t n;
};

static const struct table tables[] = {
	{DOCS, header, plain, sizeof plain / sizeof *plain},
	{CODES, codes_header, codes, sizeof codes / sizeof *codes},
};

static void write_rows(const struct table *t)
{
	struct buf b = {0};

	buf_add(&b, str_of(t->header));
	for (size_t i = 0; i < t->n; i++)
		buf_printf(&b, "%s\n", t->rows[i].row);
	fixture_write("a.csv", buf_str(&b));
	buf_free(&b);
}

/* The event of a line; NULL: there is none. */
static const struct event *event_at(const struct subject_events *of, uint64_t line)
{
	for (size_t i = 0; i < of->n; i++)
		if (of->events[i].sources[0].line == line)
			return &of->events[i];
	return NULL;
}

static void same_value(const struct value *a, const struct value *b, size_t line)
{
	if (a->kind != b->kind || (a->kind != VALUE_UNKNOWN && !value_same(a, b)))
		fail_msg("line %zu", line);
}

static void compare(const struct event *a, const struct event *b)
{
	for (size_t i = 0; i < a->type->nfields; i++)
		same_value(&a->fields[i], &b->fields[i], a->sources[0].line);
	assert_true(a->time.first == b->time.first && a->time.last == b->time.last && a->time.whole == b->time.whole);
}

/* Each row is told again, and is what it is the long way. all: no row goes the long way because it is the first of a part. */
static void compare_rows(const struct feed_result *r, const struct feed_result *made, const struct table *t, bool all,
                         struct arena *a)
{
	const struct row_case *rows = t->rows;
	struct subject_events is[2] = {feed_subject_anew(r, 0, a), feed_subject_anew(r, 1, a)};

	for (size_t i = 0; i < t->n; i++) {
		size_t who = strstr(rows[i].row, "S2,") != NULL;
		const struct event *e = event_at(&is[who], i + 2), *want = event_at(feed_subject(made, who), i + 2);

		if (!e || !want) {
			fail_msg("%s: rejected", rows[i].row);
			return;
		}
		if (rows[i].packed ? all && !e->sources[0].packed : e->sources[0].packed != NULL)
			fail_msg("%s: packed, or not", rows[i].row);
		compare(e, want);
		e = feed_keep_event(e, a);
		assert_null(e->fields);
		for (size_t k = 0; k < e->type->nfields; k++)
			same_value(&feed_event_fields(e, a)[k], &want->fields[k], i + 2);
		assert_null(e->sources[0].packed);
		if (!str_eq_cstr(e->sources[0].row, rows[i].row) || !str_eq(e->sources[0].row, want->sources[0].row))
			fail_msg("%s: told as %.*s", rows[i].row, STR_ARG(e->sources[0].row));
		e = event_at(feed_subject(r, who), i + 2);
		if (!e || !str_eq(e->sources[0].row, want->sources[0].row))
			fail_msg("%s: told otherwise where its subject is gathered", rows[i].row);
	}
}

static void rows_come_back(const struct table *t)
{
	static const struct feed_scan long_way = {.every_row = true};
	struct feed_result packed;
	struct fixture x;

	write_rows(t);
	fixture_open(&x, t->docs);
	for (size_t jobs = 1; jobs < 3; jobs++) {
		const struct feed_scan parts = {.part = 100};

		x.options.jobs = jobs;
		x.options.scan = jobs > 1 ? &parts : NULL;
		assert_true(fixture_read(&x, "src=a.csv"));
		packed = x.result;
		x.options.scan = &long_way;
		assert_true(fixture_read(&x, "src=a.csv"));
		assert_int_equal(packed.inputs[0]->matched, t->n);
		compare_rows(&packed, &x.result, t, jobs == 1, &x.arena);
	}
	fixture_close(&x);
	unlink("a.csv");
}

static void test_rows_come_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		rows_come_back(&tables[i]);
}

/* What cannot be read is told as the long way tells it. */
static void test_bad_codes(void **state)
{
	static const char csv[] =
	        "who,when,w,o,i,imei,pc,to,from\n"
	        "S1,2026-01-05,,,,,,,\n"
	        "S1,2026-01-05,a,out,,,,,\n"
	        "S1,2026-01-05,a,,3.51235E+14,,,,\n"
	        "S1,2026-01-05,a,,-,,,,\n"
	        "S1,2026-01-05,a,,,490154203237519,,,\n"
	        "S1,2026-01-05,a,,,,SW1,,\n"
	        "S1,2026-01-05,a,,,,,Nowhere,\n"
	        "S1,2026-01-05,a,,,,,,XXX\n"
	        "S1,2026-01-05,a,,,,,,\n";
	static const char *const columns[] = {"w", "o", "i", "i", "imei", "pc", "to", "from"};
	struct fixture x;

	(void)state;
	fixture_write("a.csv", STR(csv));
	fixture_open(&x, CODES);
	assert_true(fixture_read(&x, "src=a.csv"));
	assert_int_equal(x.result.inputs[0]->matched, 1);
	assert_int_equal(x.result.nrejects, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < x.result.nrejects; i++) {
		assert_int_equal(x.result.rejects[i].line, i + 2);
		if (!str_eq_cstr(x.result.rejects[i].column, columns[i]))
			fail_msg("line %zu: %.*s", i + 2, STR_ARG(x.result.rejects[i].column));
	}
	fixture_close(&x);
	unlink("a.csv");
}

/* The order of lines is kept between rows of both kinds, and over pieces. */
static void test_order(void **state)
{
	const struct subject_events *events;
	struct buf b = {0};
	struct fixture x;

	(void)state;
	buf_add(&b, STR(header));
	for (unsigned i = 0; i < 5000; i++)
		buf_printf(&b, "%s,2026-01-05T00:00Z,,%u.%u,2,,,,%s\n", i % 7 == 3 ? "s1" : "S1", i % 90, i, i % 11 == 5 ? "\"q\"" : "");
	fixture_write("a.csv", buf_str(&b));
	fixture_open(&x, DOCS);
	assert_true(fixture_read(&x, "src=a.csv"));
	events = feed_subject(&x.result, 0);
	assert_int_equal(events->n, 5000);
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(events->events[i].sources[0].line, i + 2);
	fixture_close(&x);
	buf_free(&b);
	unlink("a.csv");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_come_back),
		cmocka_unit_test(test_bad_codes),
		cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests(tests, fixture_enter, fixture_leave);
}

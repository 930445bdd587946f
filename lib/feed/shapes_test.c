/* Files as spreadsheets and other programs leave them. */
#include "feed/feed_fixture.h"

#define M_TYPE \
	"---\nevent: m\nfields:\n  time: {type: time, required: true}\n  n: {type: number}\n  far: {type: number, unit: m}\n" \
	"  speed: {type: number, unit: km/h}\n  lasts: {type: duration}\n  at: {type: point}\n  p: {type: identifier}\n"
#define SRC "---\nfeed: src\nevent: m\nsubject: [{reference: who}]\n"

struct shape_case {
	const char *about, *docs;
	const char *csv;
	size_t n; /* of csv; 0: to its end */
	const char *want, *note;
};

#define NUMBER "is no number with \".\" before its decimals"
#define COMMA "is no number with \",\" before its decimals"

static const struct shape_case cases[] = {
	{"sep= says the delimiter and is no header",
	 SRC "fields: {time: at, n: n}\n", "sep=;\r\nat;who;n\r\n2026-03-01;S1;1\r\n", 0, "S1 2026-03-01 n=1 @a.csv:3\n", NULL},
	{"the same in quotes, of a tab, behind a mark",
	 SRC "fields: {time: at, n: n}\n", "\xef\xbb\xbf\"SEP=\t\"\nat\twho\tn\n2026-03-01\tS1\t1\n", 0,
	 "S1 2026-03-01 n=1 @a.csv:3\n", NULL},
	{"a sign that no header would show", SRC "fields: {time: at, n: n}\n", "sep=^\nat^who^n\n2026-03-01^S1^1\n", 0,
	 "S1 2026-03-01 n=1 @a.csv:3\n", NULL},
	{"lines above the header, blank ones and lone quotes too; sep= after them",
	 SRC "fields: {time: at, n: n}\nskip: 3\n", "Export of \"May\n\nby a, b, c, d\nsep=;\nat;who;n\n2026-03-01;S1;1\n", 0,
	 "S1 2026-03-01 n=1 @a.csv:6\n", NULL},
	{"the header again in joined files, with its mark, is no row",
	 SRC "fields: {time: at, n: n}\nrows: 2..2\n",
	 "\xef\xbb\xbf\"at\",who,n\n2026-03-01,S1,1\n\xef\xbb\xbf\"at\",who,n\n2026-03-02,S1,2\nat,who,n\n", 0,
	 "S1 2026-03-01 n=1 @a.csv:2\nS1 2026-03-02 n=2 @a.csv:4\n",
	 "a.csv: the header stands again at 2 lines, first at line 3; such lines are no rows"},
	{"two columns of one name, and two without, that nothing reads",
	 SRC "fields: {time: at, n: n}\n", "at,note,who,Note,n,,\n2026-03-01,a,S1,b,1,,\n", 0, "S1 2026-03-01 n=1 @a.csv:2\n", NULL},
	{"CR alone, LF alone and both in one file",
	 SRC "fields: {time: at, n: n}\n", "at,who,n\r2026-03-01,S1,1\n2026-03-02,S1,2\r\n2026-03-03,S1,3", 0,
	 "S1 2026-03-01 n=1 @a.csv:2\nS1 2026-03-02 n=2 @a.csv:3\nS1 2026-03-03 n=3 @a.csv:4\n", NULL},
	{"decimal commas; a point is none of them",
	 SRC "fields: {time: at, n: n}\ndecimal: \",\"\n", "at;who;n\n2026-03-01;S1;-1,5\n2026-03-02;S1;2\n2026-03-03;S1;2.5\n", 0,
	 "S1 2026-03-01 n=-1.5 @a.csv:2\nS1 2026-03-02 n=2 @a.csv:3\n!a.csv:4 n: \"2.5\" " COMMA "\n", NULL},
	{"thousands where they are stated, in groups of three",
	 SRC "fields: {time: at, n: n}\ndecimal: \",\"\nthousands: \".\"\n",
	 "at;who;n\n2026-03-01;S1;1.234.567,5\n2026-03-02;S1;1234\n2026-03-03;S1;1.23\n2026-03-04;S1;1234.567\n2026-03-05;S1;.500\n", 0,
	 "S1 2026-03-01 n=1234567.5 @a.csv:2\nS1 2026-03-02 n=1234 @a.csv:3\n"
	 "!a.csv:4 n: \"1.23\" " COMMA " and \".\" between groups of three\n"
	 "!a.csv:5 n: \"1234.567\" " COMMA " and \".\" between groups of three\n"
	 "!a.csv:6 n: \".500\" " COMMA " and \".\" between groups of three\n", NULL},
	{"blanks between thousands, also those that do not break",
	 SRC "fields: {time: at, n: n}\nthousands: \" \"\n",
	 "at,who,n\n2026-03-01,S1,1 234.5\n2026-03-02,S1,1\xc2\xa0" "234\n2026-03-03,S1,1\xe2\x80\xaf" "234\xe2\x80\xaf" "567\n", 0,
	 "S1 2026-03-01 n=1234.5 @a.csv:2\nS1 2026-03-02 n=1234 @a.csv:3\nS1 2026-03-03 n=1234567 @a.csv:4\n", NULL},
	{"a comma between thousands that nothing states", SRC "fields: {time: at, n: n}\n",
	 "at,who,n\n2026-03-01,S1,\"1,234\"\n", 0, "!a.csv:2 n: \"1,234\" is no decimal number, or too large a one\n", NULL},
	{"points with decimal commas, of one column and of two",
	 SRC "fields: {time: day, at: {columns: [lat, lon]}}\ndecimal: \",\"\n",
	 "day;who;lat;lon\n2026-03-01;S1;53,8;-1,5\n2026-03-02;S1;53,8 -1,5;\n2026-03-03;S1;53,8;x\n", 0,
	 "S1 2026-03-01 at=53.8,-1.5 @a.csv:2\n"
	 "!a.csv:3 lat: \"53,8 -1,5;\" is not two numbers such as 53,8008; -1,5491\n"
	 "!a.csv:4 lat: \"53,8;x\" is not two numbers such as 53,8008; -1,5491\n", NULL},
	{"one column", SRC "fields: {time: day, at: pos}\ndecimal: \",\"\n",
	 "day;who;pos\n2026-03-01;S1;53,8 -1,5\n2026-03-02;S1;\"53,8; -1,5\"\n2026-03-03;S1;53,8, -1,5\n", 0,
	 "S1 2026-03-01 at=53.8,-1.5 @a.csv:2\nS1 2026-03-02 at=53.8,-1.5 @a.csv:3\nS1 2026-03-03 at=53.8,-1.5 @a.csv:4\n", NULL},
	{"units of columns and of cells",
	 SRC "fields:\n  time: at\n  speed: {column: v, unit: mph}\n  far: {column: d, unit: miles}\n  lasts: {column: l, unit: min}\n",
	 "at,who,v,d,l\n2026-03-01,S1,60,0.5,90\n2026-03-02,S1,60 km/h,100 ft,1.5 h\n2026-03-03,S1,9 kg,,\n2026-03-04,S1,,3 mph,\n"
	 "2026-03-05,S1,,,0.001\n", 0,
	 "S1 2026-03-01 far=804.672 speed=96.56064 lasts=1h30min @a.csv:2\nS1 2026-03-02 far=30.48 speed=60 lasts=1h30min @a.csv:3\n"
	 "!a.csv:4 v: \"9 kg\" is neither in mph nor in a unit of that kind\n"
	 "!a.csv:5 d: \"3 mph\" is neither in mi nor in a unit of that kind\n"
	 "!a.csv:6 l: \"0.001\" is too large, or no whole number of seconds\n", NULL},
	{"what the document writes stands as it writes it",
	 SRC "fields:\n  time: at\n  n: {column: n, map: {high: \"1.5\"}}\n  far: {value: 20}\ndecimal: \",\"\n",
	 "at;who;n\n2026-03-01;S1;high\n", 0, "S1 2026-03-01 n=1.5 far=20 @a.csv:2\n", NULL},
	{"years of two digits with a pivot, and without",
	 SRC "fields:\n  time: {column: at, format: \"%d/%m/%y\", pivot: 1930}\n", "at,who\n01/03/29,S1\n01/03/30,S1\n", 0,
	 "S1 1930-03-01 @a.csv:3\nS1 2029-03-01 @a.csv:2\n", NULL},
	{"days of spreadsheets: decimal commas, the leap year that never was, the calendar of 1904",
	 SRC "fields:\n  time: {column: at, format: [excel]}\ndecimal: \",\"\n", "at;who\n46082,375;S1\n60;S1\n", 0,
	 "S1 2026-03-01T09:00:00+00:00 @a.csv:2\n!a.csv:3 at: \"60\" does not fit the format excel\n", NULL},
	{"the calendar of 1904", SRC "fields:\n  time: {column: at, format: excel-1904}\n", "at,who\n0,S1\n44620,S1\n", 0,
	 "S1 1904-01-01 @a.csv:2\nS1 2026-03-01 @a.csv:3\n", NULL},
	{"numbers that a spreadsheet has shortened are nobody's name: the row is rejected",
	 SRC "fields: {time: at, p: phone}\n", "at,who,phone\n2026-03-01,S1,4.47E+11\n2026-03-02,4.47E+11,1\n2026-03-03,S9,1\n", 0,
	 "!a.csv:2 phone: \"4.47E+11\" is a number that a spreadsheet has shortened: its last digits are lost\n"
	 "!a.csv:3 who: is a number that a spreadsheet has shortened: its last digits are lost\n", NULL},
	{"a name that is no text is nobody's: the row is rejected",
	 "---\nfeed: src\nevent: m\nsubject: [{person: {family: f, given: g, born: b}}]\nfields: {time: at}\n",
	 "at,f,g,b\n2026-03-01,O\xe9,A,1980-02-03\n2026-03-02,Oe,A,1980-02-03\n", 0, "!a.csv:2 f: is not valid UTF-8\n", NULL},
	{"and one with a NUL", SRC "fields: {time: at}\n", "at,who\n2026-03-01,S\0001\n", 22, "!a.csv:2 who: has a NUL byte\n", NULL},
	{"a clock change is counted and told",
	 SRC "fields: {time: at}\n", "at,who\n2026-03-29T01:30,S1\n2026-10-25T01:30,S1\n2026-10-25T01:30Z,S1\n", 0,
	 "S1 2026-03-29T02:30:00+01:00 @a.csv:2\nS1 2026-10-25T01:30:00+01:00 @a.csv:3\nS1 2026-10-25T01:30:00+00:00 @a.csv:4\n",
	 "a.csv: 2 local times fall in a change of the clocks; the first, or the one moved on, is meant"},
};

static bool noted(const struct feed_result *r, const char *note)
{
	for (size_t i = 0; i < r->nnotes; i++)
		if (str_eq_cstr(r->notes[i], note))
			return true;
	return false;
}

static void run(const struct shape_case *c)
{
	struct fixture x;
	char docs[4096];

	snprintf(docs, sizeof docs, "%s%s%s", FIXTURE_DOCS, M_TYPE, c->docs);
	fixture_open(&x, docs);
	fixture_write("a.csv", c->n > 0 ? (struct str){c->csv, c->n} : str_of(c->csv));
	if (!fixture_read(&x, "src=a.csv"))
		fail_msg("%s: %.*s", c->about, STR_ARG(x.diag.entries.at[0].message));
	if (strcmp(fixture_tell(&x), c->want) != 0)
		fail_msg("%s:\n%s\nwanted:\n%s", c->about, x.out.at, c->want);
	if (c->note && !noted(&x.result, c->note))
		fail_msg("%s: no such note", c->about);
	remove("a.csv");
	fixture_close(&x);
}

static void test_shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		run(&cases[i]);
}

/* One damaged row of a file is one reject, and every other row is read. */
static void test_one_damaged_row(void **state)
{
	static const char *const damaged[] = {
		"2026-03-02,S1",          "2026-03-02,S1,2,",      "2026-03-02;S1;2",       "2026-03-02,S1,\"2",        "2026-03-02,\"S1,2",
		"\"2026-03-02,S1,2",      "2026-03-02,S1,2\"",     "2026-03-02,S\"1,2",     "2026-03-02,\"S1\"x,2",     "2026-03-02,S1,\"\"2",
		"\"\"2026-03-02\",S1,2",  "2026-03-02,S1,\"2\"\"", "2026-03-02,\"\"S1\",2", "2026-03-02,S1,\"2\" \"3\"", "2026-03-02\"\",S1,2",
	};
	static const char *const others[2][2] = {{"2026-03-01,S1,1\n", "2026-03-03,S1,3\n2026-03-04,S1,4\n"},
	                                         {"\"2026-03-01\",\"S1\",\"1\"\n", "\"2026-03-03\",\"S1\",\"3\"\n2026-03-04,S1,\"4\"\n"}};

	(void)state;
	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		for (size_t k = 0; k < 2; k++) {
			struct fixture x;
			char csv[512];

			fixture_open(&x, FIXTURE_DOCS);
			snprintf(csv, sizeof csv, "time,subject,n\n%s%s\n%s", others[k][0], damaged[i], others[k][1]);
			fixture_write("e.csv", str_of(csv));
			assert_true(fixture_read(&x, "e=e.csv"));
			if (x.result.nrejects != 1 || x.result.rejects[0].line != 3 || feed_subject(&x.result, 0)->n != 3)
				fail_msg("%s: %zu rejects, %zu events:\n%s", damaged[i], x.result.nrejects, feed_subject(&x.result, 0)->n, fixture_tell(&x));
			remove("e.csv");
			fixture_close(&x);
		}
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {cmocka_unit_test(test_shapes), cmocka_unit_test(test_one_damaged_row)};

	return cmocka_run_group_tests(tests, fixture_enter, fixture_leave);
}

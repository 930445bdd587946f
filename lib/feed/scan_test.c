/* However a file is scanned, what comes of it is the same: held to the scan that makes every row, over dirty files. */
#include "feed/feed_fixture.h"

static uint64_t seed;

static uint64_t draw(uint64_t below)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (seed >> 33) % below;
}

#define SRC "---\nfeed: src\nevent: e\nsubject: [{reference: who}]\n"
#define TWO "---\nfeed: src\nevent: e\nsubject: [{reference: who}, {reference: other}]\n"

#define PERSON \
	"---\nsubject: S3\nname: {family: O'Neill, given: [Zoe, Ann]}\nborn: 1980-02-03\nidentifiers: {passport: \"500000042\"}\n" \
	"---\nsubject: S4\nname: {family: Smith, given: John}\nborn: 1980-02-03\n" \
	"identifiers: {passport: [{value: 500-000-042, from: 2026-03-05}]}\n"

#define POSITION \
	"---\nevent: ping\nfields: {time: {type: time, required: true}, at: {type: point}, until: {type: day}, n: {type: number}, " \
	"s: {type: text}}\n---\nfeed: src\nevent: ping\nsubject: [{reference: who}]\n"

struct scan_case {
	const char *docs;
	const char *header;
	const char *columns; /* w: who, t: a time in ISO 8601, d: day, month and year, c: a clock, p: passport, f: family name,
	                      * g: given name, b: born, y: degrees, x: anything */
};

static const struct scan_case cases[] = {
	{"", "subject,time,n,s", "wtxx"},
	{"", "s,n,time,subject", "xxtw"},
	{SRC "fields: {time: at, s: s}\n", "who,at,s,a,b,c,d,e,f,g,h,i,j,k,l", "wtxxxxxxxxxxxxx"},
	{SRC "fields: {time: at, recorded: seen, s: s}\n", "at,seen,who,s", "ttwx"},
	{SRC "fields: {time: {column: at, format: \"%d/%m/%Y\"}, s: s}\n", "who,at,s", "wdx"},
	{SRC "fields: {time: {columns: [day, clock]}, s: s}\n", "who,day,clock,s", "wtcx"},
	{TWO "fields: {time: at, s: s}\n", "who,at,s,other", "wtxw"},
	{SRC "fields: {time: at, s: s}\nkey: [s]\n", "who,at,s", "wtx"},
	{SRC "fields: {time: at, recorded: seen, s: s}\nkey: [s]\n", "who,at,seen,s", "wttx"},
	{PERSON "---\nfeed: src\nevent: e\nsubject: [{identifier: {passport: doc}}, {reference: who}]\nfields: {time: at, s: s}\n",
	 "doc,who,at,s", "pwtx"},
	{PERSON "---\nfeed: src\nevent: e\nsubject: [{person: {family: f, given: g, born: b}}, {identifier: {passport: doc}}]\n"
	        "fields: {time: at, s: s}\n",
	 "f,g,b,doc,at,s", "fgbptx"},
	{POSITION "fields: {time: at, at: {columns: [lat, lon]}}\n", "who,at,lat,lon", "wtyy"},
	{POSITION "fields: {time: at, recorded: seen, at: {columns: [lat, lon]}, s: s, n: n}\nwhere: ping.n < 30\n",
	 "s,n,who,at,lat,lon,seen,x", "xywtyytx"},
	{POSITION "fields: {time: at, at: {columns: [lat, lon]}, until: day, n: x}\n", "at,day,who,lat,lon,x", "ttwyyx"},
};

static void add_who(struct buf *b)
{
	static const char *const known[] = {"S1", "S2", "s1", " S2 ", "\"S1\"", "\"s2\" "};
	static const char *const odd[] = {"", "4.47E+11", "caf\xe9", "caf\xc3\xa9", "A+B", "subject", "who", "\"X\n2\"", "S 1"};

	if (draw(8) == 0)
		buf_add(b, str_of(known[draw(sizeof known / sizeof *known)]));
	else if (draw(12) == 0)
		buf_add(b, str_of(odd[draw(sizeof odd / sizeof *odd)]));
	else if (draw(300) == 0)
		buf_add(b, STR("a\0b"));
	else
		buf_printf(b, "X-%llu", (unsigned long long)draw(1000000));
}

static void add_time(struct buf *b)
{
	static const char *const clocks[] = {"", "T10:00Z", "T23:59:59+01:00", "T00:30-14:00", " 02:30", "T24:00Z", "T1", "T01:30"};
	static const char *const odd[] = {"", "2026-02-30", "soon", "20260301", "20260301T0900Z", "2026-13-01T00:00Z", "0000-00-00",
	                                  "9999-12-31", "2026-3-1"};

	if (draw(9) == 0)
		buf_add(b, str_of(odd[draw(sizeof odd / sizeof *odd)]));
	else
		buf_printf(b, "20%02u-%02u-%02u%s", 25 + (unsigned)draw(2), 1 + (unsigned)draw(12), 1 + (unsigned)draw(28),
		           clocks[draw(sizeof clocks / sizeof *clocks)]);
}

static void add_degree(struct buf *b)
{
	static const char *const odd[] = {"", "0", "-0", "-0.0", "+1", "007", "1.", ".5", "90", "-180.0", "180.000001", "1e2", "5.1E-05",
	                                  "1234567890123", "\"2.5\"", "2 ", "1.2.3", "-", "12.3456789012"};

	if (draw(9) == 0)
		buf_add(b, str_of(odd[draw(sizeof odd / sizeof *odd)]));
	else
		buf_printf(b, "%s%u.%0*u", draw(2) ? "-" : "", (unsigned)draw(draw(2) ? 60 : 95), (int)draw(9), (unsigned)draw(1000));
}

static void add_any(struct buf *b)
{
	static const char *const odd[] = {"\"a\"", "\"a\nb\"", "\"a\r\nb,\"\"c\"", "\"", "a\"b", "", " ", "caf\xc3\xa9", "\xff", "\"open"};

	if (draw(25) == 0)
		buf_add(b, str_of(odd[draw(sizeof odd / sizeof *odd)]));
	else
		buf_printf(b, "%llu", (unsigned long long)draw(draw(2) ? 10 : 100000));
}

static void add_cell(struct buf *b, char kind)
{
	static const char *const passports[] = {"", "500000042", "500 000 042", "500000043", "X1", "\xff", "", "", "A+B", "\"500-000-042\""};
	static const char *const names[] = {"O'Neill", "Zoe", "Zo\xc3\xab", "SMITH", "john", "Brown", "", "Jon", "Ann Zoe", "\xff\xfe", "Ivanov"};

	if (kind == 'w')
		add_who(b);
	else if (kind == 't')
		add_time(b);
	else if (kind == 'd')
		buf_printf(b, "%02u/%02u/20%02u", (unsigned)draw(31), (unsigned)draw(13), 25 + (unsigned)draw(2));
	else if (kind == 'p')
		buf_add(b, str_of(passports[draw(sizeof passports / sizeof *passports)]));
	else if (kind == 'f' || kind == 'g')
		buf_add(b, str_of(names[draw(sizeof names / sizeof *names)]));
	else if (kind == 'b')
		buf_printf(b, "19%02u-02-%02u", 70 + (unsigned)draw(20), 1 + (unsigned)draw(5));
	else if (kind == 'y')
		add_degree(b);
	else if (kind == 'c')
		buf_printf(b, "%02u:%02u", (unsigned)draw(25), (unsigned)draw(60));
	else
		add_any(b);
}

static void add_row(struct buf *b, const struct scan_case *c)
{
	static const char *const ends[] = {"\n", "\r\n", "\r", "\n\n", "\n \n", "\r\r\n"};
	size_t n = draw(40) == 0 ? (size_t)draw(6) : strlen(c->columns);

	if (draw(60) == 0)
		buf_add(b, STR("\xef\xbb\xbf"));
	if (draw(60) == 0)
		buf_add(b, str_of(c->header));
	else
		for (size_t i = 0; i < n; i++) {
			if (i > 0)
				buf_char(b, ',');
			add_cell(b, i < strlen(c->columns) ? c->columns[i] : 'x');
		}
	buf_add(b, str_of(draw(10) ? "\n" : ends[draw(sizeof ends / sizeof *ends)]));
}

static void add_file(struct buf *b, const struct scan_case *c, uint64_t nrows)
{
	buf_clear(b);
	buf_add(b, str_of(c->header));
	buf_char(b, '\n');
	for (uint64_t i = 0; i < nrows; i++)
		add_row(b, c);
	if (nrows > 0 && draw(2))
		b->n--;
}

struct way {
	struct feed_scan scan;
	size_t jobs;
};

/* The rows that events come of. */
static void tell_rows(struct buf *b, const struct fixture *x)
{
	for (size_t i = 0; i < x->plan.nsubjects; i++) {
		const struct subject_events *of = feed_subject(&x->result, i);

		for (size_t k = 0; k < of->n; k++)
			for (size_t s = 0; s < of->events[k].nsources; s++) {
				buf_printf(b, "%llu ", (unsigned long long)of->events[k].sources[s].line);
				buf_add(b, of->events[k].sources[s].row);
				buf_char(b, '\n');
			}
	}
}

/* Everything that feed_read says. */
static struct str read_all(struct fixture *x, const struct way *way)
{
	struct buf b = {0};
	struct str said;

	x->options.scan = &way->scan;
	x->options.jobs = way->jobs;
	x->options.hash_inputs = true;
	assert_true(fixture_read(x, x->plan.nfeeds > 0 ? "src=a.csv" : "e=a.csv"));
	const struct feed_input *in = x->result.inputs[0];
	buf_printf(&b, "rows %llu matched %llu rejected %llu superseded %llu headers %llu@%llu newest %lld guessed %llu\n",
	           (unsigned long long)in->rows, (unsigned long long)in->matched, (unsigned long long)in->rejected,
	           (unsigned long long)in->superseded, (unsigned long long)in->headers, (unsigned long long)in->header_line,
	           (long long)in->newest, (unsigned long long)in->guessed_times);
	buf_add(&b, str_of(in->sha256));
	if (in->matched == 0)
		buf_add(&b, in->sample);
	for (size_t i = 0; i < x->result.nnotes; i++) {
		buf_add(&b, x->result.notes[i]);
		buf_char(&b, '\n');
	}
	buf_add(&b, str_of(fixture_tell(x)));
	tell_rows(&b, x);
	for (size_t i = 0; i < x->result.nrejects; i++) {
		buf_add(&b, x->result.rejects[i].row);
		buf_printf(&b, " of %zu\n", x->result.rejects[i].subject);
	}
	said = str_dup(&x->arena, buf_str(&b));
	buf_free(&b);
	return said;
}

static const struct way made = {{.variant = "portable", .every_row = true}, 1};

static const struct way ways[] = {
	{{.variant = "portable"}, 1},
	{{.variant = "sse2"}, 1},
	{{.variant = "avx2"}, 1},
	{{.variant = "avx2", .every_row = true}, 3},
	{{.variant = "avx512"}, 1},
	{{.variant = "avx512", .part = 300}, 2},
	{{.variant = "portable", .part = 1}, 2},
	{{.part = 13}, 3},
	{{.part = 64}, 2},
	{{.variant = "sse2", .part = 200}, 8},
	{{.part = 1000}, 2},
	{{.part = 4096}, 3},
};

static void tell_difference(const struct scan_case *c, size_t way, struct str want, struct str said)
{
	struct str a, b;

	while (str_split(&a, &want, want, '\n') && str_split(&b, &said, said, '\n') && str_eq(a, b))
		continue;
	fail_msg("case %s, way %zu:\n%.*s\n%.*s", c->header, way, STR_ARG(a), STR_ARG(b));
}

static void compare(const struct scan_case *c, struct str csv)
{
	struct buf docs = {0};
	struct fixture x;

	buf_add(&docs, STR(FIXTURE_DOCS));
	buf_add(&docs, str_of(c->docs));
	buf_char(&docs, '\0');
	fixture_write("a.csv", csv);
	fixture_open(&x, docs.at);
	struct str want = read_all(&x, &made);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct str said = read_all(&x, &ways[i]);
		if (!str_eq(said, want))
			tell_difference(c, i, want, said);
	}
	fixture_close(&x);
	unlink("a.csv");
	buf_free(&docs);
}

static void test_dirty_files(void **state)
{
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (seed = 0; seed < 40; seed++) {
			uint64_t first = seed;

			seed = seed * 1000 + i;
			add_file(&b, &cases[i], first < 10 ? first : draw(300));
			seed = first;
			compare(&cases[i], buf_str(&b));
		}
	}
	buf_free(&b);
}

/* More than a thousand rows of nobody: the note shows what the first of them says. */
static void test_nobody_at_all(void **state)
{
	struct buf b = {0};

	(void)state;
	buf_add(&b, STR("subject,time,n,s\n,2026-03-01,,\n\"X 1\",2026-03-01,,\n"));
	for (unsigned i = 0; i < 2000; i++)
		buf_printf(&b, "X-%u,2026-03-01T10:00Z,1,a\n", i);
	compare(&cases[0], buf_str(&b));
	buf_free(&b);
}

/* Rows in the order of time, each of which reaches further. */
static void test_in_order(void **state)
{
	struct buf b = {0};

	(void)state;
	buf_add(&b, STR("subject,time,n,s\n"));
	for (unsigned i = 0; i < 4000; i++)
		buf_printf(&b, "X-%u,2026-%02u-%02uT%02u:00+01:00,1,a\n", i, 1 + i / 672, 1 + i / 24 % 28, i % 24);
	compare(&cases[0], buf_str(&b));
	buf_free(&b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dirty_files),
		cmocka_unit_test(test_nobody_at_all),
		cmocka_unit_test(test_in_order),
	};

	return cmocka_run_group_tests(tests, fixture_enter, fixture_leave);
}

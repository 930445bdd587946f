#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "feed/record_scan.h"

/* Rows as text: fields between `<` and `>`, `!LINE` for a bad one, one row a line. */
static void tell(struct buf *out, const struct row *row, enum row_found found)
{
	if (found == ROW_BAD) {
		buf_printf(out, "!%llu\n", (unsigned long long)row->line);
		return;
	}
	buf_printf(out, "%llu", (unsigned long long)row->line);
	for (size_t i = 0; i < row->nfields; i++)
		buf_printf(out, "<%.*s>", STR_ARG(row->fields[i]));
	buf_char(out, '\n');
}

static void scan_by(struct buf *out, struct str csv, size_t chunk, size_t width, char delimiter,
                    const struct scan_variant *variant)
{
	struct input in;
	struct scanner *s;
	struct row row;
	enum row_found found;
	char hex[65];

	input_open_memory(&in, csv, (struct str){NULL, 0});
	in.chunk = chunk;
	s = scanner_open(&in);
	s->variant = variant;
	scanner_expect(s, width);
	scanner_delimit(s, delimiter);
	buf_clear(out);
	while ((found = scanner_next(&row, s)) == ROW_GOOD || found == ROW_BAD)
		tell(out, &row, found);
	assert_int_equal(found, ROW_END);
	scanner_close(s);
	input_close(&in, hex);
}

/* The same rows by every variant. */
static void scan(struct buf *out, struct str csv, size_t chunk, size_t width, char delimiter)
{
	struct buf other = {0};
	bool first = true;

	for (size_t v = 0; v < scan_nvariants; v++) {
		if (!scan_variants[v].there())
			continue;
		scan_by(first ? out : &other, csv, chunk, width, delimiter, &scan_variants[v]);
		if (!first && !str_eq(buf_str(out), buf_str(&other)))
			fail_msg("%s differs", scan_variants[v].name);
		first = false;
	}
	buf_free(&other);
}

struct scan_case {
	const char *csv;
	size_t width;
	const char *rows;
};

static const struct scan_case cases[] = {
        {"", 0, ""},
        {"\n\n", 0, ""},
        {"a", 0, "1<a>\n"},
        {"a,b\nc,d\n", 2, "1<a><b>\n2<c><d>\n"},
        {"a,b\r\nc,d\r\n", 2, "1<a><b>\n2<c><d>\n"},
        {"a,b\rc,d", 2, "1<a><b>\n2<c><d>\n"},
        {"a\r\r\nb", 1, "1<a>\n3<b>\n"},
        {"a\n\r\nb", 1, "1<a>\n3<b>\n"},
        {"\xef\xbb\xbf" "a,b", 2, "1<a><b>\n"},
        /* marks left where files were joined */
        {"a,b\n\xef\xbb\xbf" "c,d\n\xef\xbb\xbf\xef\xbb\xbf\"e\",f\n", 2, "1<a><b>\n2<c><d>\n3<e><f>\n"},
        {"a,b\n\xef\xbb\xbf\nc,d\n\xef\xbb\xbf", 2, "1<a><b>\n3<c><d>\n"},
        {"a\n\xef\xbb\n\xef", 1, "1<a>\n2<\xef\xbb>\n3<\xef>\n"},
        {"a\n \t \n\nb", 1, "1<a>\n4<b>\n"},
        {"  a \t,\tb  \n", 2, "1<a><b>\n"},
        {",\n", 2, "1<><>\n"},
        {" , \n", 2, "1<><>\n"},
        {"a b,c\td\n", 2, "1<a b><c\td>\n"},
        /* quotes */
        {"\"a\",\"b\"\n", 2, "1<a><b>\n"},
        {"\" a \",b\n", 2, "1< a ><b>\n"},
        {"  \"a\"  ,b\n", 2, "1<a><b>\n"},
        {"\"a\"\"b\",\"\"\n", 2, "1<a\"b><>\n"},
        {"\"\"\n", 1, "1<>\n"},
        {"\"a\nb\",c\nd,e\n", 2, "1<a\nb><c>\n3<d><e>\n"},
        {"\"a\r\nb\r\n\",c\r\nd,e\r\n", 2, "1<a\r\nb\r\n><c>\n4<d><e>\n"},
        {"\"a\rb\",c\rd,e\r", 2, "1<a\rb><c>\n3<d><e>\n"},
        {"a,\"b,c\"", 2, "1<a><b,c>\n"},
        {"x,y\n\"a\"", 1, "!1\n2<a>\n"},
        /* a quote where none may be */
        {"a,b\"c\nd,e\n", 2, "!1\n2<d><e>\n"},
        {"\"a\"b,c\nd,e\n", 2, "!1\n2<d><e>\n"},
        {"\"a\" \"b,c\nd,e\n", 2, "!1\n2<d><e>\n"},
        {"a,\"b\nc,d\ne,f\n", 2, "!1\n2<c><d>\n3<e><f>\n"},
        {"a,\"b", 2, "!1\n"},
        {"a,\"b\nc,d\"x\ne,f\n", 2, "!1\n!2\n3<e><f>\n"},
        {"a,\"b\nc,d\",x\ne,f\n", 2, "!1\n!2\n3<e><f>\n"},
        {"a,\"b\nc,d\"\ne,f\n", 2, "1<a><b\nc,d>\n3<e><f>\n"},
        {"a,\"b\r\nc,d\"x\r\ne,f", 2, "!1\n!2\n3<e><f>\n"},
        /* fields */
        {"a,b,c\nd\ne,f\n", 2, "!1\n!2\n3<e><f>\n"},
        {"\"a\",b,c\nd,e\n", 2, "!1\n2<d><e>\n"},
        {"\"a\nb\"\nc,d\n", 2, "!1\n!2\n3<c><d>\n"},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,b\nc,d", 2,
         "1<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa><b>\n2<c><d>\n"},
        {"1,2,3,4,5,6,7,8,9,a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y\n", 34,
         "1<1><2><3><4><5><6><7><8><9><a><b><c><d><e><f><g><h><i><j><k><l><m><n><o><p><q><r><s><t><u><v><w><x><y>\n"},
};

static void test_cases_in_every_chunk_size(void **state)
{
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct str csv = str_of(cases[i].csv);

		for (size_t chunk = 1; chunk <= csv.n + 1; chunk++) {
			scan(&out, csv, chunk, cases[i].width, ',');
			buf_char(&out, '\0');
			assert_string_equal(out.at, cases[i].rows);
		}
	}
	buf_free(&out);
}

static void test_tab_is_no_blank_where_it_parts(void **state)
{
	struct buf out = {0};

	(void)state;
	scan(&out, STR("a\t\t b \n\t\n"), 3, 0, '\t');
	buf_char(&out, '\0');
	assert_string_equal(out.at, "1<a><><b>\n2<><>\n");
	buf_free(&out);
}

/* libcsv's own answer on the whole input; false: it refuses something. */
struct oracle {
	struct buf *out;
	struct buf row;
};

static void oracle_field(void *text, size_t n, void *context)
{
	struct oracle *o = context;

	buf_printf(&o->row, "<%.*s>", (int)n, (const char *)text);
}

static void oracle_row(int end, void *context)
{
	struct oracle *o = context;

	(void)end;
	buf_add(o->out, buf_str(&o->row));
	buf_char(o->out, '\n');
	buf_clear(&o->row);
}

static bool oracle(struct buf *out, struct str csv)
{
	struct csv_parser p;
	struct oracle o = {.out = out};
	bool ok;

	buf_clear(out);
	csv_init(&p, CSV_STRICT | CSV_STRICT_FINI);
	ok = csv_parse(&p, csv.at, csv.n, oracle_field, oracle_row, &o) == csv.n;
	ok = ok && csv_fini(&p, oracle_field, oracle_row, &o) == 0;
	csv_free(&p);
	buf_free(&o.row);
	return ok;
}

/* The scanner's rows as the oracle tells them; false: a bad one among them. */
static bool scan_as_oracle(struct buf *out, struct str csv, size_t chunk, const struct scan_variant *variant)
{
	struct input in;
	struct scanner *s;
	struct row row;
	enum row_found found;
	bool ok = true;
	char hex[65];

	input_open_memory(&in, csv, (struct str){NULL, 0});
	in.chunk = chunk;
	s = scanner_open(&in);
	s->variant = variant;
	buf_clear(out);
	while ((found = scanner_next(&row, s)) == ROW_GOOD || found == ROW_BAD) {
		ok &= found == ROW_GOOD;
		for (size_t i = 0; i < row.nfields; i++)
			buf_printf(out, "<%.*s>", STR_ARG(row.fields[i]));
		buf_char(out, '\n');
	}
	scanner_close(s);
	input_close(&in, hex);
	return ok;
}

/* Every text of up to seven of these characters. */
static void test_all_short_texts_as_libcsv(void **state)
{
	static const char letters[] = {'a', ',', '"', '\n', '\r', ' '};
	struct buf ours = {0}, theirs = {0};
	char csv[7];

	(void)state;
	for (size_t n = 1; n <= sizeof csv; n++) {
		size_t count = 1;

		for (size_t i = 0; i < n; i++)
			count *= sizeof letters;
		for (size_t k = 0; k < count; k++) {
			size_t rest = k;
			struct str text = {csv, n};

			for (size_t i = 0; i < n; i++, rest /= sizeof letters)
				csv[i] = letters[rest % sizeof letters];
			bool taken = oracle(&theirs, text);
			for (size_t v = 0; v < scan_nvariants; v++) {
				if (!scan_variants[v].there())
					continue;
				assert_int_equal(scan_as_oracle(&ours, text, 1 + k % 5, &scan_variants[v]), taken);
				if (taken)
					assert_true(str_eq(buf_str(&ours), buf_str(&theirs)));
			}
		}
	}
	buf_free(&ours);
	buf_free(&theirs);
}

static void test_marks_agree(void **state)
{
	static const char letters[] = "ab,;\"\n\r \t|\0\x8a\xa2\x8d\xbb\x23\x0b\x0c\x3a\xff";
	char block[SCAN_BLOCK];
	uint64_t seed = 7;

	(void)state;
	for (size_t round = 0; round < 2000; round++) {
		for (size_t i = 0; i < sizeof block; i++) {
			seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			block[i] = round % 2 ? (char)(seed >> 40) : letters[(seed >> 33) % (sizeof letters - 1)];
		}
		for (size_t v = 0; v < scan_nvariants; v++) {
			if (!scan_variants[v].there())
				continue;
			struct scan_marks m = scan_variants[v].marks(block, ';');
			for (size_t i = 0; i < sizeof block; i++) {
				char c = block[i];
				assert_int_equal((int)(m.delimiters >> i & 1), c == ';');
				assert_int_equal((int)(m.stops >> i & 1), c == '"' || c == '\n' || c == '\r');
			}
		}
	}
}

/* head, then n times c, then tail */
static struct str long_text(struct buf *b, const char *head, size_t n, char c, const char *tail)
{
	buf_clear(b);
	buf_add(b, str_of(head));
	for (size_t i = 0; i < n; i++)
		buf_char(b, c);
	buf_add(b, str_of(tail));
	return buf_str(b);
}

static void expect_lines(struct str csv, size_t chunk, const char *want)
{
	struct input in;
	struct scanner *s;
	struct row row;
	enum row_found found;
	struct buf out = {0};
	char hex[65];

	input_open_memory(&in, csv, (struct str){NULL, 0});
	in.chunk = chunk;
	s = scanner_open(&in);
	scanner_expect(s, 1);
	while ((found = scanner_next(&row, s)) == ROW_GOOD || found == ROW_BAD)
		buf_printf(&out, "%s%llu ", found == ROW_BAD ? "!" : "", (unsigned long long)row.line);
	buf_char(&out, '\0');
	assert_string_equal(out.at, want);
	buf_free(&out);
	scanner_close(s);
	input_close(&in, hex);
}

static void test_longest_record(void **state)
{
	static const size_t chunks[] = {4096, INPUT_CHUNK, 3000000};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof chunks / sizeof chunks[0]; i++) {
		expect_lines(long_text(&b, "", RECORD_MAX, 'x', "\ny\n"), chunks[i], "1 2 ");
		expect_lines(long_text(&b, "", RECORD_MAX + 1, 'x', "\ny\n"), chunks[i], "!1 2 ");
		expect_lines(long_text(&b, "", RECORD_MAX + 1, 'x', "\r\ny\n"), chunks[i], "!1 2 ");
		expect_lines(long_text(&b, "", 3 * RECORD_MAX, 'x', ""), chunks[i], "!1 ");
		expect_lines(long_text(&b, "\"", RECORD_MAX - 2, 'x', "\"\ny\n"), chunks[i], "1 2 ");
		expect_lines(long_text(&b, "\"", RECORD_MAX - 1, 'x', "\"\ny\n"), chunks[i], "!1 2 ");
		expect_lines(long_text(&b, "\"a\nb\nc", RECORD_MAX, 'x', "\"\ny\n"), chunks[i], "!1 2 !3 4 ");
	}
	buf_free(&b);
}

static void test_utf16(void **state)
{
	static const char le[] = "\xff\xfe" "a\0,\0\xe9\0\n\0b\0,\0c\0";
	struct buf out = {0};

	(void)state;
	for (size_t chunk = 1; chunk <= sizeof le; chunk++) {
		scan(&out, (struct str){le, sizeof le - 1}, chunk, 2, ',');
		buf_char(&out, '\0');
		assert_string_equal(out.at, "1<a><\xc3\xa9>\n2<b><c>\n");
	}
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_cases_in_every_chunk_size),
	        cmocka_unit_test(test_tab_is_no_blank_where_it_parts),
	        cmocka_unit_test(test_all_short_texts_as_libcsv),
	        cmocka_unit_test(test_marks_agree),
	        cmocka_unit_test(test_longest_record),
	        cmocka_unit_test(test_utf16),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Any bytes: the rows are the same in every chunk size, and where libcsv takes
 * the whole input they are its rows. The first two bytes choose width and chunk. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "feed/record_fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static bool scan(struct buf *out, struct str csv, size_t chunk, size_t width, const struct scan_variant *variant)
{
	struct input in;
	struct scanner *s;
	struct row row;
	enum row_found found;
	bool sound = true;
	char hex[65];

	input_open_memory(&in, csv, (struct str){NULL, 0});
	in.chunk = chunk;
	s = scanner_open(&in);
	s->variant = variant;
	scanner_expect(s, width);
	while ((found = scanner_next(&row, s)) == ROW_GOOD || found == ROW_BAD) {
		sound &= found == ROW_GOOD;
		if (width > 0)
			buf_printf(out, "%d %llu ", (int)found, (unsigned long long)row.line);
		for (size_t i = 0; i < row.nfields; i++) {
			buf_add(out, row.fields[i]);
			buf_char(out, '\1');
		}
		buf_char(out, '\2');
	}
	scanner_close(s);
	input_close(&in, hex);
	return sound && found == ROW_END;
}

static void keep_field(void *text, size_t n, void *context)
{
	buf_add(context, (struct str){text, n});
	buf_char(context, '\1');
}

static void keep_row(int end, void *context)
{
	(void)end;
	buf_char(context, '\2');
}

static bool ask_libcsv(struct buf *out, struct str csv)
{
	struct csv_parser p;
	bool ok;

	csv_init(&p, CSV_STRICT | CSV_STRICT_FINI);
	ok = csv_parse(&p, csv.at, csv.n, keep_field, keep_row, out) == csv.n;
	ok = ok && csv_fini(&p, keep_field, keep_row, out) == 0;
	csv_free(&p);
	return ok;
}

/* Bytes that the input, or a record, does not take as text: at its start, or the mark of UTF-8 anywhere. */
static bool has_mark(struct str s)
{
	static const struct str marks[] = {STR_INIT("\xff\xfe"), STR_INIT("\xfe\xff"), STR_INIT("\0\0\xfe\xff")};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (str_starts(s, marks[i]))
			return true;
	for (size_t i = 0; i + 3 <= s.n; i++)
		if (memcmp(s.at + i, "\xef\xbb\xbf", 3) == 0)
			return true;
	return false;
}

/* How far a damaged packed file can be read depends on how much of it is taken at once; feed_input holds those. */
static bool is_packed(struct str s)
{
	/* A frame of zstd that is passed over begins with one of sixteen marks. */
	if (s.n >= 4 && (s.at[0] & 0xf0) == 0x50 && memcmp(s.at + 1, "\x2a\x4d\x18", 3) == 0)
		return true;
	return str_starts(s, STR("\x1f\x8b")) || str_starts(s, STR("\x28\xb5\x2f\xfd")) || str_starts(s, STR("PK\x03\x04"));
}

/* libcsv's rows, where it takes the whole input. */
static void hold_to_libcsv(struct str csv, const struct scan_variant *variant)
{
	struct buf ours = {0}, theirs = {0};
	bool sound = scan(&ours, csv, INPUT_CHUNK, 0, variant);

	assert(ask_libcsv(&theirs, csv) == sound);
	assert(!sound || str_eq(buf_str(&ours), buf_str(&theirs)));
	buf_free(&ours);
	buf_free(&theirs);
}

/* The same rows, however many of them are passed over. */
static void hold_passing(struct str csv, struct how how, unsigned every)
{
	struct buf made = {0}, passed = {0};

	tell_passing(&made, csv, how, 0);
	tell_passing(&passed, csv, how, every);
	assert(str_eq(buf_str(&made), buf_str(&passed)));
	buf_free(&made);
	buf_free(&passed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf whole = {0}, parts = {0};
	struct str csv;

	if (n < 2)
		return 0;
	csv = (struct str){(const char *)bytes + 2, n - 2};
	if (is_packed(csv))
		return 0;
	scan(&whole, csv, INPUT_CHUNK, 1u + bytes[0] % 8, scan_best());
	for (size_t v = 0; v < scan_nvariants; v++) {
		const struct scan_variant *variant = &scan_variants[v];

		if (!variant->there())
			continue;
		if (!has_mark(csv))
			hold_to_libcsv(csv, variant);
		buf_clear(&parts);
		scan(&parts, csv, 1u + bytes[1] % 80, 1u + bytes[0] % 8, variant);
		assert(str_eq(buf_str(&whole), buf_str(&parts)));
		if (!has_mark(csv))
			hold_passing(csv, (struct how){variant, 1u + bytes[1] % 80, 2u + bytes[0] % 8, ','}, 1u + bytes[0] / 8 % 4);
	}
	buf_free(&whole);
	buf_free(&parts);
	return 0;
}

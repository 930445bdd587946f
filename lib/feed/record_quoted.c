#include <string.h>

#include "feed/record_scan.h"

/* libcsv says a field: its text is kept, its place fixed when the row is whole. */
static void keep_field(void *text, size_t n, void *context)
{
	struct scanner *s = context;

	scan_room(s, 1);
	s->fields[s->nfields++] = (struct str){NULL, n};
	buf_add(&s->text, (struct str){text, n});
}

static void keep_row(int end, void *context)
{
	struct scanner *s = context;

	(void)end;
	s->csv_row = true;
}

static void begin_record(struct scanner *s)
{
	if (s->csv_stuck) {
		csv_free(&s->csv);
		csv_init(&s->csv, CSV_STRICT | CSV_STRICT_FINI);
	}
	csv_set_delim(&s->csv, (unsigned char)s->delimiter);
	csv_set_blk_size(&s->csv, 4096);
	s->csv_stuck = true;
	s->csv_row = false;
	s->nfields = 0;
	buf_clear(&s->text);
}

static void place_fields(struct scanner *s)
{
	size_t at = 0;

	buf_room(&s->text, SCAN_BLOCK);

	for (size_t i = 0; i < s->nfields; i++) {
		s->fields[i].at = s->text.at ? s->text.at + at : "";
		at += s->fields[i].n;
	}
}

/* One physical line, or what of it is there and allowed, from the record's byte `from`. */
static size_t part_length(const struct scanner *s, size_t from)
{
	const char *at = s->at + s->begin + from;
	size_t left = s->end - s->begin - from;
	size_t allowed = RECORD_MAX + 1 - from;
	size_t n = 0;

	if (left > allowed)
		left = allowed;
	while (n < left && at[n] != '\n' && at[n] != '\r')
		n++;
	return n < left ? n + 1 : n;
}

static const char *refusal(const struct scanner *s)
{
	return s->csv.quoted ? "has text behind a closing quote" : "has a quote inside an unquoted field";
}

/* The record as libcsv takes it, in parts that end where lines end. nbytes: with
 * the first byte of its line end, if it has one. NULL: read, or not readable (in->why). */
static const char *read_record(size_t *nbytes, struct scanner *s)
{
	size_t n = 0;

	for (; !s->csv_row; *nbytes = n) {
		size_t part = part_length(s, n);

		if (part > 0) {
			if (csv_parse(&s->csv, s->at + s->begin + n, part, keep_field, keep_row, s) != part)
				return refusal(s);
			n += part;
		} else if (n > RECORD_MAX) {
			return "is not closed after 1 MiB";
		} else if (!s->over) {
			if (!scan_fill(s))
				return NULL;
		} else if (csv_fini(&s->csv, keep_field, keep_row, s) != 0) {
			return "has a quote that is not closed";
		}
	}
	return NULL;
}

static size_t count_lines(struct str bytes)
{
	size_t n = 1;

	for (size_t i = 0; i < bytes.n; i++)
		n += bytes.at[i] == '\r' || (bytes.at[i] == '\n' && (i == 0 || bytes.at[i - 1] != '\r'));
	return n;
}

enum row_found scan_quoted(struct row *out, struct scanner *s)
{
	size_t n = 0;
	size_t lines;
	const char *why;
	enum row_found found;

	begin_record(s);
	why = read_record(&n, s);
	if (why) {
		s->refused += n;
		return scan_refuse(out, s, why);
	}
	if (!s->csv_row)
		return ROW_BROKEN;
	if (n > 0 && (s->at[s->begin + n - 1] == '\n' || s->at[s->begin + n - 1] == '\r'))
		n--;
	s->csv_stuck = false;
	lines = count_lines((struct str){s->at + s->begin, n});
	place_fields(s);
	found = scan_row(out, s, n);
	if (found == ROW_BAD && lines > 1) {
		s->refused += n;
		return scan_refuse(out, s, "spans lines and has a wrong number of fields");
	}
	out->spans = lines > 1;
	scan_take(s, n);
	s->line += lines - 1;
	return found;
}

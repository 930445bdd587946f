#include "feed/record.h"

#include <stdio.h>
#include <string.h>

#include "feed/record_scan.h"

struct scanner *scanner_open(struct input *in)
{
	struct scanner *s = mem_alloc(sizeof *s);

	*s = (struct scanner){.in = in, .line = 1, .delimiter = ',', .variant = scan_best(), .limit = SIZE_MAX};
	s->cap = SCAN_BLOCK;
	s->at = mem_alloc(s->cap + SCAN_BLOCK);
	memset(s->at, 0, s->cap + SCAN_BLOCK);
	csv_init(&s->csv, CSV_STRICT | CSV_STRICT_FINI);
	scan_room(s, 2 * SCAN_BLOCK);
	return s;
}

void scanner_close(struct scanner *s)
{
	csv_free(&s->csv);
	buf_free(&s->text);
	mem_free(s->fields);
	mem_free(s->at);
	mem_free(s);
}

void scanner_delimit(struct scanner *s, char delimiter)
{
	s->delimiter = delimiter;
}

void scanner_expect(struct scanner *s, size_t nfields)
{
	s->width = nfields;
}

void scan_room(struct scanner *s, size_t more)
{
	size_t cap = s->fields_cap ? s->fields_cap : 16;

	if (s->fields_cap - s->nfields >= more)
		return;
	while (cap - s->nfields < more)
		cap *= 2;
	s->fields = mem_resize(s->fields, cap * sizeof *s->fields);
	s->fields_cap = cap;
}

/* The window grows with the record that is in it, so that no byte is moved often. */
static void make_room(struct scanner *s)
{
	size_t from = s->limit == SIZE_MAX ? s->begin : 0;
	size_t kept = s->end - from;
	size_t want = 2 * kept > s->in->chunk ? 2 * kept : s->in->chunk;

	if (kept > 0 && from > 0)
		memmove(s->at, s->at + from, kept);
	s->begin -= from;
	s->end = kept;
	if (want > s->cap) {
		s->at = mem_resize(s->at, want + SCAN_BLOCK);
		s->cap = want;
	}
}

bool scan_fill(struct scanner *s)
{
	size_t got = 1;
	size_t want;

	make_room(s);
	want = 2 * s->end > s->in->chunk ? 2 * s->end : s->in->chunk;
	while (s->end < want && got > 0) {
		if (!input_read(&got, s->in, s->at + s->end, want - s->end))
			return false;
		s->end += got;
	}
	s->over = got == 0;
	memset(s->at + s->end, 0, SCAN_BLOCK);
	return true;
}

static bool is_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Bytes of the line at begin, as far as they are there and RECORD_MAX goes. */
static bool whole_line(size_t *n, struct scanner *s)
{
	*n = 0;
	for (;;) {
		while (s->begin + *n < s->end && *n < RECORD_MAX && !is_end(s->at[s->begin + *n]))
			++*n;
		if (s->begin + *n < s->end || *n == RECORD_MAX || s->over)
			return true;
		if (!scan_fill(s))
			return false;
	}
}

void scan_take(struct scanner *s, size_t n)
{
	s->begin += n;
	if (s->begin == s->end) {
		s->skipping = !s->over;
	} else if (is_end(s->at[s->begin])) {
		s->after_cr = s->at[s->begin] == '\r';
		s->begin++;
	} else {
		s->skipping = true;
	}
	s->line++;
}

enum row_found scan_refuse(struct row *out, struct scanner *s, const char *why)
{
	size_t n;

	if (!whole_line(&n, s))
		return ROW_BROKEN;
	*out = (struct row){.line = s->line, .bytes = {s->at + s->begin, n}, .why = str_of(why)};
	scan_take(s, n);
	return ROW_BAD;
}

enum row_found scan_row(struct row *out, struct scanner *s, size_t nbytes)
{
	*out = (struct row){
	        .line = s->line, .bytes = {s->at + s->begin, nbytes}, .fields = s->fields, .nfields = s->nfields};
	if (s->width == 0 || s->nfields == s->width)
		return ROW_GOOD;
	snprintf(s->words, sizeof s->words, "has %zu field%s, the header has %zu", s->nfields,
	         s->nfields == 1 ? "" : "s", s->width);
	out->why = str_of(s->words);
	return ROW_BAD;
}

/* Drops what belongs to lines before: the LF of a CRLF, the rest of a line too long. */
bool scanner_settle(struct scanner *s)
{
	while (s->after_cr || s->skipping) {
		if (s->begin == s->end) {
			if (s->over || (s->skipping && s->begin > s->limit))
				return true;
			if (!scan_fill(s))
				return false;
			continue;
		}
		if (s->after_cr) {
			s->begin += s->at[s->begin] == '\n';
			s->after_cr = false;
		} else {
			char c = s->at[s->begin++];
			s->skipping = !is_end(c);
			s->after_cr = c == '\r';
		}
	}
	return true;
}

/* In files joined as they were, each begins with a mark of its own. False: the input could not be read. */
static bool pass_marks(struct scanner *s)
{
	while (s->begin < s->end && s->at[s->begin] == '\xef') {
		while (s->end - s->begin < 3 && !s->over)
			if (!scan_fill(s))
				return false;
		if (s->end - s->begin < 3 || memcmp(s->at + s->begin, "\xef\xbb\xbf", 3) != 0)
			break;
		s->begin += 3;
	}
	return true;
}

static bool blank(const struct scanner *s)
{
	return s->nfields == 1 && s->fields[0].n == 0;
}

enum row_found scanner_next(struct row *out, struct scanner *s)
{
	size_t n;

	for (;;) {
		enum plain_found found;

		if (!scanner_settle(s))
			return ROW_BROKEN;
		if (s->begin > s->limit)
			return ROW_END;
		if (!pass_marks(s))
			return ROW_BROKEN;
		if (s->begin == s->end && s->over)
			return ROW_END;
		found = s->variant->plain(&n, s);
		if (found == PLAIN_QUOTE)
			return scan_quoted(out, s);
		if (n > RECORD_MAX)
			return scan_refuse(out, s, "is longer than 1 MiB");
		if (found == PLAIN_MORE) {
			if (!scan_fill(s))
				return ROW_BROKEN;
			continue;
		}
		if (!blank(s)) {
			enum row_found row = scan_row(out, s, n);
			scan_take(s, n);
			return row;
		}
		scan_take(s, n);
	}
}

uint64_t scanner_pass_rows(struct scanner *s, const struct row_pass *p)
{
	return s->variant->pass(s, p);
}

bool scanner_pass(struct scanner *s, uint64_t nlines)
{
	size_t n;

	for (uint64_t i = 0; i < nlines; i++) {
		if (!scanner_settle(s) || !whole_line(&n, s))
			return false;
		if (s->begin + n == s->end && s->over && n == 0)
			return true;
		scan_take(s, n);
	}
	return true;
}

void scanner_again(struct scanner *s, struct str bytes)
{
	s->begin = s->end = 0;
	s->over = true;
	s->after_cr = s->skipping = false;
	if (bytes.n > s->cap) {
		s->cap = bytes.n + INPUT_CHUNK;
		s->at = mem_resize(s->at, s->cap + SCAN_BLOCK);
	}
	memcpy(s->at, bytes.at ? bytes.at : "", bytes.n);
	s->end = bytes.n;
	memset(s->at + s->end, 0, SCAN_BLOCK);
}

bool scanner_peek(struct str *line, struct scanner *s)
{
	size_t n;

	for (;;) {
		if (!scanner_settle(s) || !whole_line(&n, s))
			return false;
		*line = (struct str){s->at + s->begin, n};
		if (str_trim(*line).n > 0 || s->begin + n == s->end)
			return true;
		scan_take(s, n);
	}
}

struct row row_move(const struct row *row, struct str *room, char *to, struct arena *a)
{
	struct row kept = *row;

	if (row->bytes.n > 0)
		memcpy(to, row->bytes.at, row->bytes.n);
	kept.bytes.at = to;
	kept.fields = room;
	for (size_t i = 0; i < row->nfields; i++) {
		struct str f = row->fields[i];
		size_t offset = (size_t)((uintptr_t)f.at - (uintptr_t)row->bytes.at);

		if (offset < row->bytes.n && row->bytes.n - offset >= f.n)
			room[i] = (struct str){kept.bytes.at + offset, f.n};
		else
			room[i] = str_dup(a, f);
	}
	return kept;
}

struct row row_keep(const struct row *row, struct str *room, struct arena *a)
{
	return row_move(row, room, arena_alloc(a, row->bytes.n), a);
}

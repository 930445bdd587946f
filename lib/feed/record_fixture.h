/* Rows of a text by every variant of the scanner, made or passed over: for record_test.c, pass_test.c and record_fuzz.c. */
#ifndef FEED_RECORD_FIXTURE_H
#define FEED_RECORD_FIXTURE_H

#include <assert.h>

#include "feed/record_scan.h"

struct how {
	const struct scan_variant *variant;
	size_t chunk, width;
	char delimiter;
};

struct passed {
	struct buf *out;
	struct row_pass pass;
	unsigned every; /* rows of which the length of their first cells can be divided by it are not passed over; 0: none is */
};

static void tell_cells(struct buf *out, const struct str *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_char(out, '<');
		buf_add(out, cells[i]);
		buf_char(out, '>');
	}
	buf_char(out, '\n');
}

static bool pass_cells(void *context, const struct str *cells)
{
	struct passed *p = context;

	if (p->every == 0 || cells[0].n % p->every == 0)
		return false;
	tell_cells(p->out, cells, p->pass.ncolumns);
	return true;
}

static void tell_row(struct buf *out, const struct row *row, enum row_found found, const struct row_pass *p)
{
	struct str cells[PASS_COLUMNS];

	if (found == ROW_BAD) {
		buf_printf(out, "!%llu %.*s %.*s\n", (unsigned long long)row->line, STR_ARG(row->why), STR_ARG(row->bytes));
		return;
	}
	for (size_t i = 0; i < p->ncolumns; i++)
		cells[i] = row->fields[p->columns[i]];
	tell_cells(out, cells, p->ncolumns);
}

/* The first and the last cell of each row, and bad rows with their line, reason and bytes; the line at the end. */
static void tell_passing(struct buf *out, struct str csv, struct how how, unsigned every)
{
	struct passed p = {.out = out, .pass = {.columns = {0, how.width - 1}, .ncolumns = 2, .test = pass_cells}, .every = every};
	enum row_found found = ROW_GOOD;
	struct scanner *s;
	struct input in;
	struct row row;

	assert(how.width > 1);
	p.pass.context = &p;
	input_open_memory(&in, csv, (struct str){NULL, 0});
	in.chunk = how.chunk;
	s = scanner_open(&in);
	s->variant = how.variant;
	scanner_expect(s, how.width);
	scanner_delimit(s, how.delimiter);
	buf_clear(out);
	for (;;) {
		scanner_pass_rows(s, &p.pass);
		found = scanner_next(&row, s);
		if (found != ROW_GOOD && found != ROW_BAD)
			break;
		tell_row(out, &row, found, &p.pass);
	}
	assert(found == ROW_END);
	buf_printf(out, "%llu\n", (unsigned long long)s->line);
	scanner_close(s);
	input_close(&in, (char[65]){0});
}

#endif

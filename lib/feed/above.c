#include "feed/read.h"

enum { LINES = 30 };

static bool row_has(const struct row *row, struct str name, struct arena *a)
{
	struct str folded = header_fold(name, a);

	for (size_t i = 0; i < row->nfields; i++)
		if (text_valid(NULL, row->fields[i]) && str_eq(header_fold(row->fields[i], a), folded))
			return true;
	return false;
}

/* All columns that the feed's fields come of; of a type's own header the required ones. */
static bool is_header(const struct feed_run *run, const struct row *row, struct arena *a)
{
	const struct event_type *t = run->type;
	const struct feed *f = run->feed;

	for (size_t i = 0; run->own_header && i < t->nfields; i++)
		if (t->fields[i].required && !row_has(row, t->fields[i].name, a))
			return false;
	for (size_t i = 0; !run->own_header && i < f->nfields; i++)
		for (size_t k = 0; !f->fields[i].optional && k < f->fields[i].ncolumns; k++)
			if (!row_has(row, f->fields[i].columns[k], a))
				return false;
	return !run->own_header || row_has(row, STR("subject"), a);
}

void above_help(struct reading *r, const struct feed_run *run, struct scanner *s)
{
	struct row row;
	struct str line;

	scanner_expect(s, 0);
	for (size_t i = 0; i < LINES && scanner_peek(&line, s) && line.n > 0; i++) {
		scanner_delimit(s, run->feed->delimiter ? run->feed->delimiter : header_delimiter(line));
		if (scanner_next(&row, s) != ROW_GOOD || !is_header(run, &row, &r->scratch))
			continue;
		diag_help(r->diag, "line %llu has these columns: a feed document with `skip: %llu` reads the file from there",
		          (unsigned long long)row.line, (unsigned long long)row.line - 1);
		return;
	}
}

/* Tables whose cells have several lines. */
#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>

#include "base/text.h"
#include "report/formats.h"
#include "report/sheet.h"
#include "report/table_lines.h"

enum { ENDLESS = 1 << 20 };

struct str cell_wrap(struct str text, size_t width, struct arena *a)
{
	struct sheet s = {.width = width, .tight = true};

	sheet_words(&s, text);
	struct str out = str_dup(a, buf_str(&s.out));
	sheet_free(&s);
	return out;
}

static void add_row(struct libscols_table *t, const struct str *cells, size_t ncolumns)
{
	struct libscols_line *line = scols_table_new_line(t, NULL);
	struct buf cell = {0};

	if (!line)
		mem_exhausted();
	for (size_t i = 0; i < ncolumns; i++) {
		buf_clear(&cell);
		buf_add(&cell, cells[i]);
		buf_char(&cell, '\0');
		if (scols_line_set_data(line, i, cell.at) != 0)
			mem_exhausted();
	}
	buf_free(&cell);
}

static void add_column(struct libscols_table *t, struct str head)
{
	struct buf name = {0};

	buf_add(&name, head);
	buf_char(&name, '\0');
	struct libscols_column *c = scols_table_new_column(t, name.at, 0, SCOLS_FL_WRAP);
	if (!c || scols_column_set_safechars(c, "\n") != 0 ||
	    scols_column_set_wrapfunc(c, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL) != 0)
		mem_exhausted();
	buf_free(&name);
}

static size_t ink(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.at[i] != ' ' && s.at[i] != '\n';
	return n;
}

void report_table_whole(struct str printed, const struct str *cells, size_t n)
{
	size_t least = 0;

	for (size_t i = 0; i < n; i++)
		least += ink(cells[i]);
	if (ink(printed) < least)
		mem_exhausted();
}

/* Lines without the blanks at their ends. */
static bool print_trimmed(FILE *out, struct str text)
{
	struct str line, rest = text;
	bool more = true, written = true;

	while (more && written) {
		more = str_split(&line, &rest, rest, '\n');
		while (line.n > 0 && line.at[line.n - 1] == ' ')
			line.n--;
		written = fwrite(line.at, 1, line.n, out) == line.n && (!more || fputc('\n', out) != EOF);
	}
	return written;
}

bool report_table_lines(FILE *out, const struct str *cells, size_t nrows, size_t ncolumns)
{
	struct libscols_table *t = scols_new_table();
	char *text = NULL;

	if (!t)
		mem_exhausted();
	for (size_t i = 0; i < ncolumns; i++)
		add_column(t, cells[i]);
	scols_table_set_column_separator(t, "  ");
	scols_table_set_termforce(t, SCOLS_TERMFORCE_ALWAYS);
	scols_table_set_termwidth(t, ENDLESS);
	for (size_t i = 1; i < nrows; i++)
		add_row(t, cells + i * ncolumns, ncolumns);
	if (scols_print_table_to_string(t, &text) != 0)
		mem_exhausted();
	if (nrows > 1)
		report_table_whole(str_of(text), cells, nrows * ncolumns);
	bool written = print_trimmed(out, str_of(text)) && fputc('\n', out) != EOF;
	free(text);
	scols_unref_table(t);
	return written;
}

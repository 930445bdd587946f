/* Cells of CSV that is written, and tables on a terminal. */
#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/formats.h"
#include "report/table_lines.h"

bool buf_write(FILE *out, struct buf *b)
{
	bool written = b->n == 0 || fwrite(b->at, 1, b->n, out) == b->n;

	buf_clear(b);
	return written;
}

/* ---- CSV ---- */

/* A spreadsheet takes a cell that begins like this, after blanks even, for a formula. */
static bool formula(struct str s)
{
	size_t i = 0;

	while (i < s.n && (s.at[i] == ' ' || s.at[i] == '"'))
		i++;
	if (i < s.n && memchr("=+-@\t\r\n", s.at[i], 7) != NULL)
		return true;
	return str_starts(str_from(s, i), STR("\xEF\xBC\x9D")) || str_starts(str_from(s, i), STR("\xEF\xBC\x8B")) ||
	       str_starts(str_from(s, i), STR("\xEF\xBC\x8D")) || str_starts(str_from(s, i), STR("\xEF\xBC\xA0"));
}

/* Where a spreadsheet takes ; for what stands between cells, a formula could begin behind one. */
static void guard_parts(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		buf_char(out, s.at[i]);
		if (s.at[i] == ';' && formula(str_from(s, i + 1)))
			buf_char(out, '\'');
	}
}

static void add_cell(struct buf *out, struct str s, char end)
{
	buf_char(out, '"');
	if (formula(s))
		buf_char(out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] == '"')
			buf_char(out, '"');
		buf_char(out, s.at[i]);
	}
	buf_add(out, end == '\n' ? STR("\"\r\n") : STR("\","));
}

static void add_plain(struct buf *out, struct str s)
{
	bool plain = s.n > 0 && !formula(s);

	for (size_t i = 0; i < s.n && plain; i++)
		plain = s.at[i] != '"' && s.at[i] != ',' && s.at[i] != '\r' && s.at[i] != '\n';
	if (!plain && s.n > 0) {
		add_cell(out, s, ',');
		return;
	}
	buf_add(out, s);
	buf_char(out, ',');
}

void cell_add(struct buf *out, struct str s, bool last)
{
	struct buf escaped = {0}, guarded = {0};

	text_escape(&escaped, s);
	guard_parts(&guarded, buf_str(&escaped));
	add_plain(out, buf_str(&guarded));
	buf_free(&escaped);
	buf_free(&guarded);
	if (!last)
		return;
	out->n--;
	buf_add(out, STR("\r\n"));
}

bool report_rejects(FILE *out, const struct feed_result *feeds)
{
	struct buf b = {0}, guarded = {0};
	bool written;

	buf_add(&b, STR("feed,file,line,column,reason,row\r\n"));
	written = buf_write(out, &b);
	for (size_t i = 0; i < feeds->nrejects && written; i++) {
		const struct reject *r = &feeds->rejects[i];
		add_plain(&b, r->input->name);
		add_plain(&b, r->input->file);
		buf_printf(&b, "%llu,", (unsigned long long)r->line);
		add_plain(&b, r->column);
		guard_parts(&guarded, r->reason);
		add_plain(&b, buf_str(&guarded));
		buf_clear(&guarded);
		guard_parts(&guarded, r->row);
		add_cell(&b, buf_str(&guarded), '\n');
		buf_clear(&guarded);
		written = buf_write(out, &b);
	}
	buf_free(&b);
	buf_free(&guarded);
	return written;
}

/* ---- tables ---- */

/* all: takes the cells as they will be shown. */
static void add_row(struct libscols_table *t, const struct str *cells, size_t ncolumns, struct buf *all)
{
	struct libscols_line *line = scols_table_new_line(t, NULL);
	struct buf shown = {0};

	if (!line)
		mem_exhausted();
	for (size_t i = 0; i < ncolumns; i++) {
		buf_clear(&shown);
		text_escape(&shown, cells[i]);
		buf_add(all, buf_str(&shown));
		buf_char(&shown, '\0');
		if (scols_line_set_data(line, i, shown.at) != 0)
			mem_exhausted();
	}
	buf_free(&shown);
}

bool report_table(FILE *out, const struct str *cells, size_t nrows, size_t ncolumns, size_t width)
{
	struct libscols_table *t = scols_new_table();
	struct buf head = {0}, all = {0};
	char *text = NULL;

	if (!t)
		mem_exhausted();
	for (size_t i = 0; i < ncolumns; i++) {
		buf_clear(&head);
		text_escape(&head, cells[i]);
		buf_char(&head, '\0');
		if (!scols_table_new_column(t, head.at, 0, i + 1 == ncolumns && width > 0 ? SCOLS_FL_TRUNC : 0))
			mem_exhausted();
	}
	scols_table_set_column_separator(t, "  ");
	scols_table_set_termforce(t, width > 0 ? SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER);
	if (width > 0)
		scols_table_set_termwidth(t, width);
	for (size_t i = 1; i < nrows; i++)
		add_row(t, cells + i * ncolumns, ncolumns, &all);
	if (scols_print_table_to_string(t, &text) != 0)
		mem_exhausted();
	if (width == 0) /* nothing is cut */
		report_table_whole(str_of(text), &(struct str){all.at, all.n}, 1);
	bool written = fputs(text, out) != EOF && (nrows < 2 || fputc('\n', out) != EOF);
	free(text);
	scols_unref_table(t);
	buf_free(&head);
	buf_free(&all);
	return written;
}

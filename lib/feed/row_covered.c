/* A row that names payment cards, as it may be kept and read again. */
#include <string.h>

#include "feed/read.h"
#include "lang/identifier.h"

static bool is_card(const struct identifier_form *form)
{
	return form && form->most_kept > 0;
}

static bool among(const size_t *columns, size_t n, size_t column)
{
	for (size_t i = 0; i < n; i++)
		if (columns[i] == column)
			return true;
	return false;
}

static bool holds_card(const struct mapping *m, size_t column)
{
	for (size_t i = 0; i < m->feed->nfields; i++) {
		const struct mapping_field *f = &m->fields[i];
		const struct type *t = &m->type->fields[f->from->field].type;

		if (is_card(t->kind == TYPE_LIST ? t->element->form : t->form) && among(f->columns, f->from->ncolumns, column))
			return true;
	}
	for (size_t i = 0; i < m->feed->nways; i++)
		if (m->ways[i].column == column && is_card(identifier_form_find(m->ways[i].way->identifier)))
			return true;
	return false;
}

/* RFC 4180, quoted throughout: blanks at the ends stay. */
static void add_cell(struct buf *b, struct str cell)
{
	buf_char(b, '"');
	for (size_t i = 0; i < cell.n; i++) {
		if (cell.at[i] == '"')
			buf_char(b, '"');
		buf_char(b, cell.at[i]);
	}
	buf_char(b, '"');
}

struct str row_covered(const struct mapping *m, const struct row *row, struct arena *a)
{
	struct buf b = {0};

	for (size_t i = 0; i < row->nfields; i++) {
		if (i > 0)
			buf_char(&b, m->delimiter);
		add_cell(&b, holds_card(m, i) ? card_mask(row->fields[i], a) : row->fields[i]);
	}
	struct str out = str_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

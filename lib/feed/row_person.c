/* Whom a row that was found by name and date of birth calls. */
#include "feed/keeper.h"
#include "feed/mapping.h"

static const struct feed_way *way_by_name(const struct feed *f)
{
	for (size_t i = 0; i < f->nways; i++)
		if (f->ways[i].kind == WAY_PERSON)
			return &f->ways[i];
	return NULL;
}

static struct str cell(const struct header *h, const struct row *row, struct str column)
{
	size_t at = column.n > 0 ? header_find(h, column) : HEADER_NONE;

	return at == HEADER_NONE ? STR("") : str_trim(row->fields[at]);
}

/* As a date, where it can be read as one. */
static struct str born_text(const struct feed *f, const struct feed_way *w, struct str text, struct arena *a)
{
	enum civil_fit fit;
	struct moment born;
	struct buf b = {0};
	bool read = w->born_format.n > 0 ? moment_by_formats(&born, text, &w->born_format, 1, w->born_pivot, &f->zone, &fit)
	                                 : moment_parse(&born, text, &f->zone, &fit);

	if (!read)
		return str_dup(a, text);
	moment_print(&b, born, &f->zone);
	struct str out = str_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

bool row_person(struct kept_person *out, const struct feed *f, struct str header, struct str bytes, struct arena *a)
{
	const struct feed_way *w = way_by_name(f);
	struct feed bare = {.delimiter = header.n > 0 ? header.at[0] : ','};
	struct header h;
	struct input in;
	struct diag d;
	struct row row;

	if (!w || header.n == 0)
		return false;
	diag_init(&d, a);
	input_open_memory(&in, str_from(header, 1), (struct str){NULL, 0});
	struct scanner *s = scanner_open(&in);
	bool good = header_read(&h, s, &bare, (struct place){.source = NULL}, a, &d);
	scanner_again(s, bytes);
	good = good && scanner_next(&row, s) == ROW_GOOD;
	if (good)
		*out = (struct kept_person){str_dup(a, cell(&h, &row, w->family)), str_dup(a, cell(&h, &row, w->given)),
		                            born_text(f, w, cell(&h, &row, w->born), a)};
	scanner_close(s);
	input_close(&in, (char[65]){0});
	return good;
}

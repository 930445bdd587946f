#include <string.h>

#include "base/vec.h"
#include "feed/feed.h"
#include "feed/header.h"

static const struct str subject_name = {"subject", 7};

struct registry {
	struct book *book;
	struct feed_input *input;
	struct header header;
	struct str *columns; /* as the book knows them; empty: unread */
	size_t subject;      /* the column of the id */
	struct str *names, *cells;
	VEC(struct reject) rejects;
	struct arena *arena;
	struct place place;
};

/* A column's name as the book knows it; of `identifier.KIND` and `tag.KEY` the rest stands as written. */
static struct str column_name(const struct header *h, size_t i, struct arena *a)
{
	static const char *const known[] = {"subject",       "family",         "given",        "born",
	                                    "notifies",      "notifies-from",  "notifies-until", "jurisdiction",
	                                    "alias-family",  "alias-given",    "address",      "postcode"};
	static const char *const open[] = {"identifier.", "tag."};

	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
		if (str_eq_cstr(h->folded[i], known[k]))
			return str_of(known[k]);
	}
	for (size_t k = 0; k < sizeof open / sizeof open[0]; k++) {
		size_t n = strlen(open[k]);

		if (h->names[i].n > n && str_eq_nocase(str_cut(h->names[i], 0, n), str_of(open[k])))
			return str_printf(a, "%s%.*s", open[k], STR_ARG(str_from(h->names[i], n)));
	}
	return (struct str){NULL, 0};
}

static bool find_columns(struct registry *g, struct diag *d)
{
	size_t n = g->header.n;
	struct str *unread = arena_array(g->arena, n, sizeof *unread);
	bool *read = arena_array(g->arena, n, sizeof *read);

	g->columns = arena_array(g->arena, n, sizeof *g->columns);
	g->names = arena_array(g->arena, n, sizeof *g->names);
	g->cells = arena_array(g->arena, n, sizeof *g->cells);
	for (size_t i = 0; i < n; i++) {
		g->columns[i] = column_name(&g->header, i, g->arena);
		read[i] = g->columns[i].n > 0;
		if (!read[i] && g->header.names[i].n > 0)
			unread[g->input->nunread++] = g->header.names[i];
	}
	g->input->unread = unread;
	g->subject = header_find(&g->header, subject_name);
	if (g->subject != HEADER_NONE)
		return header_once(&g->header, read, g->place, d);
	diag_error(d, g->place, "has no column \"subject\", which says whom a row is about");
	diag_suggest(d, subject_name, g->header.names, n);
	return false;
}

static void reject(struct registry *g, const struct row *row, struct str why)
{
	struct reject *j = VEC_PUSH(g->arena, &g->rejects);

	g->input->rejected++;
	*j = (struct reject){.input = g->input,
	                     .line = row->line,
	                     .reason = str_dup(g->arena, why),
	                     .row = str_dup(g->arena, row->bytes),
	                     .subject = SIZE_MAX};
}

/* Every part of a broken row that may be the id: an order on it must not go unnoticed. */
static void reject_broken(struct registry *g, const struct row *row)
{
	struct str part, rest = row->bytes;
	size_t i = 0;
	bool more = true;

	g->input->rows++;
	reject(g, row, row->why);
	while (more) {
		more = str_split(&part, &rest, rest, g->header.delimiter);
		part = str_trim(part);
		if (part.n > 0 && part.at[0] == '"')
			part = str_from(part, 1);
		if (i++ == g->subject && part.n > 0 && text_valid(NULL, part))
			book_reject_subject(g->book, str_dup(g->arena, part));
	}
}

static const char *unsound(const struct row *row)
{
	if (memchr(row->bytes.at, '\0', row->bytes.n))
		return "has a NUL byte";
	return text_valid(NULL, row->bytes) ? NULL : "is not valid UTF-8";
}

static void reject_unsound(struct registry *g, const struct row *row, struct str why)
{
	struct str id = str_trim(row->fields[g->subject]);

	reject(g, row, why);
	if (id.n > 0 && text_valid(NULL, id))
		book_reject_subject(g->book, str_dup(g->arena, id));
}

static void take_row(struct registry *g, const struct row *row)
{
	const char *bad = unsound(row);
	struct str why = str_of(bad);
	size_t n = 0;

	g->input->rows++;
	for (size_t i = 0; i < g->header.n; i++) {
		struct str cell = str_trim(row->fields[i]);

		if (g->columns[i].n == 0 || cell.n == 0)
			continue;
		g->names[n] = g->columns[i];
		g->cells[n++] = cell;
	}
	g->place.line = row->line > UINT32_MAX ? UINT32_MAX : (uint32_t)row->line;
	if (bad)
		reject_unsound(g, row, why);
	else if (!book_add_subject_row(g->book, g->names, g->cells, n, g->place, &why))
		reject(g, row, why);
	else
		g->input->matched++;
}

static bool read_rows(struct registry *g, struct scanner *s)
{
	struct row row;

	for (;;) {
		switch (scanner_next(&row, s)) {
		case ROW_GOOD:
			if (header_again(&g->header, &row))
				input_again(g->input, row.line);
			else
				take_row(g, &row);
			break;
		case ROW_BAD:
			reject_broken(g, &row);
			break;
		case ROW_END:
			return true;
		case ROW_BROKEN:
			return false;
		}
	}
}

static bool read_open(struct registry *g, struct input *in, struct diag *d)
{
	struct scanner *s = scanner_open(in);
	struct str line;
	bool ok = scanner_peek(&line, s);

	if (ok && in->nbytes == 0) {
		diag_error(d, g->place, "is empty: not even a header");
		ok = false;
	}
	ok = ok && header_read(&g->header, s, NULL, g->place, g->arena, d) && find_columns(g, d) && read_rows(g, s);
	if (in->why)
		diag_error(d, g->place, "cannot be read: %s", in->why);
	scanner_close(s);
	return ok && !in->why;
}

bool register_read(struct book *b, const char *path, struct feed_input *input, struct reject **rejects, size_t *nrejects,
                   struct arena *a, struct diag *d)
{
	struct registry g = {.book = b, .input = input, .arena = a};
	struct source *source = ARENA_NEW(a, struct source);
	struct input in;
	bool ok;

	*source = (struct source){.file = str_of(path), .text = {"", 0}};
	*input = (struct feed_input){.file = source->file, .name = subject_name, .newest = INSTANT_MIN};
	g.place.source = source;
	*rejects = NULL;
	*nrejects = 0;
	if (!input_open(&in, path, (struct str){NULL, 0}, true)) {
		diag_error(d, g.place, "cannot be read: %s", in.why);
		return false;
	}
	ok = read_open(&g, &in, d);
	input_close(&in, input->sha256);
	*rejects = g.rejects.at;
	*nrejects = g.rejects.n;
	return ok;
}

#include "feed/header.h"

#include <string.h>

char header_delimiter(struct str line)
{
	static const char known[] = {',', ';', '|', '\t'};
	size_t counts[sizeof known] = {0};
	size_t best = 0;
	bool quoted = false;

	for (size_t i = 0; i < line.n; i++) {
		quoted ^= line.at[i] == '"';
		for (size_t k = 0; k < sizeof known; k++)
			counts[k] += !quoted && line.at[i] == known[k];
	}
	for (size_t k = 1; k < sizeof known; k++) {
		if (counts[k] > counts[best])
			best = k;
	}
	return known[best];
}

char header_sep(struct str line)
{
	if (line.n > 2 && line.at[0] == '"' && line.at[line.n - 1] == '"')
		line = str_cut(line, 1, line.n - 2);
	return line.n == 5 && str_eq_nocase(str_cut(line, 0, 4), STR("sep=")) ? line.at[4] : '\0';
}

struct str header_fold(struct str name, struct arena *a)
{
	struct str low = text_lower(a, str_trim(name));
	char *at = arena_copy(a, low.at ? low.at : "", low.n);

	for (size_t i = 0; i < low.n; i++) {
		if (at[i] == '_' || at[i] == ' ' || at[i] == '\t')
			at[i] = '-';
	}
	return (struct str){at, low.n};
}

/* Of columns of one name the first keeps the place: whoever asks for it learns that there are more. */
static void take_place(struct header *h, size_t column)
{
	struct str *first = map_find(&h->places, h->folded[column]);

	if (first)
		h->twice[column] = h->twice[first - h->folded] = true;
	else
		map_put(&h->places, h->folded[column], &h->folded[column]);
}

static bool take_names(struct header *h, const struct row *row, struct place place, struct diag *d)
{
	h->n = row->nfields;
	h->bytes = str_dup(h->arena, row->bytes);
	h->names = arena_array(h->arena, h->n, sizeof *h->names);
	h->folded = arena_array(h->arena, h->n, sizeof *h->folded);
	h->twice = arena_array(h->arena, h->n, sizeof *h->twice);
	for (size_t i = 0; i < h->n; i++) {
		if (row->fields[i].n > 0 && memchr(row->fields[i].at, '\0', row->fields[i].n)) {
			diag_error(d, place, "the header has a NUL byte");
			return false;
		}
		if (!text_valid(NULL, row->fields[i])) {
			diag_error(d, place, "the header is not valid UTF-8");
			diag_help(d, "a feed document may name the file's encoding");
			return false;
		}
		h->names[i] = str_trim(str_dup(h->arena, row->fields[i]));
		h->folded[i] = header_fold(h->names[i], h->arena);
		if (h->folded[i].n > 0)
			take_place(h, i);
	}
	return true;
}

/* What stands above the header. False: the input could not be read. */
static bool pass_above(char *delimiter, struct scanner *s, const struct feed *feed)
{
	struct str line = {NULL, 0};
	char sep;

	*delimiter = feed ? feed->delimiter : '\0';
	if (feed && feed->skip > 0 && !scanner_pass(s, feed->skip))
		return false;
	if (!scanner_peek(&line, s))
		return false;
	sep = header_sep(line);
	if (sep && (!scanner_pass(s, 1) || !scanner_peek(&line, s)))
		return false;
	if (!*delimiter)
		*delimiter = sep ? sep : header_delimiter(line);
	return true;
}

bool header_read(struct header *out, struct scanner *s, const struct feed *feed, struct place place, struct arena *a,
                 struct diag *d)
{
	struct row row;

	*out = (struct header){.arena = a};
	map_init(&out->places, a);
	if (!pass_above(&out->delimiter, s, feed))
		return false;
	scanner_delimit(s, out->delimiter);
	scanner_expect(s, 0);
	switch (scanner_next(&row, s)) {
	case ROW_GOOD:
		scanner_expect(s, row.nfields);
		return take_names(out, &row, place, d);
	case ROW_BAD:
		diag_error(d, place, "the header %.*s", STR_ARG(row.why));
		return false;
	case ROW_END:
		diag_error(d, place, "has no header");
		return false;
	case ROW_BROKEN:
		break;
	}
	return false;
}

size_t header_find(const struct header *h, struct str name)
{
	struct str *folded = map_find(&h->places, header_fold(name, h->arena));

	return folded ? (size_t)(folded - h->folded) : HEADER_NONE;
}

bool header_repeats(const struct header *h, const struct row *row)
{
	for (size_t i = 0; i < h->n; i++)
		if (!str_eq(row->fields[i], h->names[i]))
			return false;
	return true;
}

static void tell_twice(const struct header *h, size_t column, struct place place, struct diag *d)
{
	diag_error(d, place, "two columns are called \"%.*s\"", STR_ARG(h->names[column]));
}

bool header_once(const struct header *h, const bool *read, struct place place, struct diag *d)
{
	for (size_t i = 0; i < h->n; i++) {
		if (!read[i] || !h->twice[i])
			continue;
		tell_twice(h, i, place, d);
		return false;
	}
	return true;
}

bool header_need(size_t *out, const struct header *h, struct str name, const char *what, struct place place,
                 struct diag *d)
{
	*out = header_find(h, name);
	if (*out != HEADER_NONE && h->twice[*out])
		tell_twice(h, *out, place, d);
	if (*out != HEADER_NONE)
		return !h->twice[*out];
	diag_error(d, place, "%s the column \"%.*s\", which the header does not have", what, STR_ARG(name));
	diag_suggest(d, name, h->names, h->n);
	return false;
}

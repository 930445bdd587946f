/* What an open quote swallows: rows between it and the next quote that can close it. */
#include "feed/row_inside.h"

struct lines {
	struct row_reader *rr;
	struct str *cells; /* as many as the header has */
	VEC(struct identity_match) named;
	uint64_t first; /* the line of the first that is named */
};

static struct str cut_line(struct str *rest)
{
	size_t n = 0;
	struct str line;

	while (n < rest->n && rest->at[n] != '\n' && rest->at[n] != '\r')
		n++;
	line = str_cut(*rest, 0, n);
	if (n < rest->n)
		n += n + 1 < rest->n && rest->at[n] == '\r' && rest->at[n + 1] == '\n' ? 2 : 1;
	*rest = str_from(*rest, n);
	return line;
}

static struct str unquoted(struct str cell)
{
	cell = str_trim(cell);
	if (cell.n > 0 && cell.at[0] == '"')
		cell = str_from(cell, 1);
	if (cell.n > 0 && cell.at[cell.n - 1] == '"')
		cell.n--;
	return cell;
}

/* At the delimiters, wherever they stand. False: not as many as the header has. */
static bool split_line(struct row *out, struct lines *l, struct str line)
{
	const struct mapping *m = &l->rr->mapping;
	size_t n = 0;

	*out = (struct row){.bytes = line, .fields = l->cells};
	for (size_t i = 0, from = 0; i <= line.n; i++) {
		if (i < line.n && line.at[i] != m->delimiter)
			continue;
		if (n == m->header->n)
			return false;
		l->cells[n++] = unquoted(str_cut(line, from, i - from));
		from = i + 1;
	}
	out->nfields = n;
	return n == m->header->n;
}

static bool is_one_of(struct identity_match who, size_t subject)
{
	return who.found != IDENTITY_NONE && subject != SIZE_MAX && (who.subject == subject || who.other == subject);
}

static bool meet(struct identity_match a, struct identity_match b)
{
	return is_one_of(a, b.subject) || is_one_of(a, b.other);
}

static bool is_named(const struct lines *l, struct identity_match who)
{
	for (size_t i = 0; i < l->named.n; i++)
		if (meet(l->named.at[i], who))
			return true;
	return false;
}

static void look_at(struct lines *l, struct str text, uint64_t line)
{
	struct reading *r = l->rr->r;
	struct identity_match who;
	enum way_kind by;
	struct row row;

	if (!split_line(&row, l, text) || !row_time_of(l->rr, &row).has)
		return;
	who = mapping_who(&by, &l->rr->mapping, &row, r->index, &r->scratch);
	if (who.found == IDENTITY_NONE || is_named(l, who))
		return;
	if (l->named.n == 0)
		l->first = line;
	*VEC_PUSH(&r->scratch, &l->named) = who;
}

static void reject_all(struct lines *l, const struct row *row)
{
	struct arena *a = &l->rr->r->scratch;
	struct row bad = *row;
	struct identity_match own = mapping_guess(&l->rr->mapping, row, l->rr->r->index);

	bad.why = str_printf(a, "has a quoted field that spans lines, and line %llu reads like a row of its own",
	                     (unsigned long long)l->first);
	row_reject_shape(l->rr, &bad);
	for (size_t i = 0; i < l->named.n; i++)
		if (!meet(own, l->named.at[i]))
			row_blame(l->rr, &bad, NULL, l->named.at[i]);
}

bool row_swallows(struct row_reader *rr, const struct row *row)
{
	struct arena *a = &rr->r->scratch;
	struct arena_mark mark = arena_mark(a);
	struct lines l = {.rr = rr, .cells = arena_array(a, rr->mapping.header->n, sizeof *l.cells)};
	struct str rest = row->bytes;

	cut_line(&rest);
	for (uint64_t line = row->line + 1; rest.n > 0; line++)
		look_at(&l, cut_line(&rest), line);
	if (l.named.n > 0)
		reject_all(&l, row);
	arena_release(a, mark);
	return l.named.n > 0;
}

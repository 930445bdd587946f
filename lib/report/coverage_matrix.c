/* The matrix of conditions by feeds. */
#include "report/coverage_parts.h"

enum { FIRST = 2, LAST = 2, MARK = 5, MISSING = 24, FEWEST = 4 };

struct matrix {
	const struct coverage *of;
	struct arena *arena;
	size_t from, until; /* feeds of this table */
	bool ends;          /* with what is missing, and the extent */
};

static struct str mark(const struct matrix *m, const struct coverage_row *r, size_t feed)
{
	struct buf b = {0};

	for (size_t i = 0; i < r->ntypes; i++)
		if (r->types[i].type == m->of->feeds[feed].type)
			coverage_add_letters(&b, r->types[i].roles);
	if (b.n == 0)
		buf_char(&b, '.');
	struct str out = str_dup(m->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/* Types that no feed holds, with their letters: "contact T, permission U". */
static struct str missing(const struct matrix *m, const struct coverage_row *r)
{
	struct buf b = {0};

	for (size_t i = 0; i < r->ntypes; i++) {
		if (m->of->read->supplies[r->types[i].type->index].supplied)
			continue;
		buf_printf(&b, "%s%.*s ", b.n > 0 ? ", " : "", STR_ARG(r->types[i].type->name));
		coverage_add_letters(&b, r->types[i].roles);
	}
	struct str out = str_dup(m->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/* "yes", "partly: to 31 May 10:30" */
static struct str shown(const struct matrix *m, const struct coverage_row *r)
{
	if (r->extent != EXTENT_PART || r->brief.n == 0)
		return str_of(extent_names[r->extent]);
	return str_printf(m->arena, "%s: %.*s", extent_names[r->extent], STR_ARG(r->brief));
}

static void fill_head(const struct matrix *m, struct str *cells)
{
	*cells++ = STR("ORDER OR SCHEME");
	*cells++ = STR("COND");
	for (size_t i = m->from; i < m->until; i++)
		*cells++ = str_printf(m->arena, "%zu", i + 1);
	if (m->ends) {
		*cells++ = STR("SHOWN");
		*cells = STR("NOT SUPPLIED");
	}
}

static void fill_row(const struct matrix *m, struct str *cells, const struct coverage_row *r)
{
	*cells++ = r->scheme ? r->scheme->name : r->order->id;
	*cells++ = r->condition->id;
	for (size_t i = m->from; i < m->until; i++)
		*cells++ = mark(m, r, i);
	if (m->ends) {
		*cells++ = shown(m, r);
		*cells = missing(m, r);
	}
}

static bool print_part(FILE *out, const struct matrix *m)
{
	size_t ncolumns = FIRST + (m->until - m->from) + (m->ends ? LAST : 0), nrows = m->of->rows.n + 1;
	struct str *cells = arena_array(m->arena, nrows * ncolumns, sizeof *cells);

	fill_head(m, cells);
	for (size_t i = 1; i < nrows; i++)
		fill_row(m, cells + i * ncolumns, &m->of->rows.at[i - 1]);
	return report_table(out, cells, nrows, ncolumns, 0) && fputc('\n', out) != EOF;
}

/* How many feeds a table of that width has room for. */
static size_t room(const struct coverage *c, size_t width)
{
	size_t names = 15, brief = 11, fixed, n;

	for (size_t i = 0; i < c->rows.n; i++) {
		const struct coverage_row *r = &c->rows.at[i];
		size_t one = r->scheme ? r->scheme->name.n : r->order->id.n;
		names = one > names ? one : names;
		if (r->extent == EXTENT_PART && r->brief.n + sizeof "partly: " - 1 > brief)
			brief = r->brief.n + sizeof "partly: " - 1;
	}
	fixed = names + 2 + 6 + brief + 2 + MISSING;
	n = width > fixed ? (width - fixed) / MARK : 0;
	return n < FEWEST ? FEWEST : n;
}

bool coverage_print_matrix(FILE *out, const struct coverage *c, size_t width, struct arena *a)
{
	size_t most = room(c, width), ntables = c->nfeeds == 0 ? 1 : (c->nfeeds + most - 1) / most;
	size_t each = (c->nfeeds + ntables - 1) / ntables;

	for (size_t i = 0; i < ntables; i++) {
		struct matrix m = {.of = c, .arena = a, .from = i * each, .until = (i + 1) * each, .ends = i + 1 == ntables};
		if (m.until > c->nfeeds)
			m.until = c->nfeeds;
		if (!print_part(out, &m))
			return false;
	}
	return true;
}

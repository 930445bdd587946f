/* Counts as a table, as CSV and as JSON. */
#include <inttypes.h>

#include "report/formats.h"
#include "report/node.h"
#include "report/stats.h"

enum { HOURS = 2, COLUMNS = 2 + NSTATS_CELLS + HOURS };

static bool hours_known(const struct stats_row *r)
{
	return r->delays.n > 0 && !r->withheld[STATS_DELAYS];
}

/* "tag:area" */
static struct str group_name(const struct stats *s, const struct stats_row *r)
{
	return str_printf(s->arena, "%s%s%.*s", stats_groups[r->group], r->tag.n > 0 ? ":" : "", STR_ARG(r->tag));
}

/* A withheld count may also be one that would give another away. */
static struct str cell_text(const struct stats *s, const struct stats_row *r, enum stats_cell cell)
{
	if (!stats_has(r->group, cell))
		return STR("");
	if (r->withheld[cell])
		return r->cells[cell] < s->suppress ? str_printf(s->arena, "<%" PRIu64, s->suppress) : STR("withheld");
	return str_printf(s->arena, "%" PRIu64, r->cells[cell]);
}

static struct str hours_text(const struct stats *s, const struct stats_row *r, uint64_t hours)
{
	return hours_known(r) ? str_printf(s->arena, "%" PRIu64, hours) : STR("");
}

static void fill_row(struct str *cells, const struct stats *s, const struct stats_row *r, struct str none)
{
	size_t n = 0;

	cells[n++] = group_name(s, r);
	cells[n++] = r->key.n > 0 || r->group == STATS_ALL ? r->key : none;
	for (size_t cell = 0; cell < NSTATS_CELLS; cell++)
		cells[n++] = cell_text(s, r, (enum stats_cell)cell);
	cells[n++] = hours_text(s, r, r->hours_median);
	cells[n++] = hours_text(s, r, r->hours_most);
}

static void fill_head(struct str *cells)
{
	size_t n = 0;

	cells[n++] = STR("by");
	cells[n++] = STR("value");
	for (size_t cell = 0; cell < NSTATS_CELLS; cell++)
		cells[n++] = str_of(stats_cells[cell]);
	cells[n++] = STR("hours-median");
	cells[n++] = STR("hours-most");
}

static struct str *table_of(const struct stats *s)
{
	struct str *cells = arena_array(s->arena, (s->rows.n + 1) * COLUMNS, sizeof *cells);

	fill_head(cells);
	for (size_t i = 0; i < s->rows.n; i++)
		fill_row(&cells[(i + 1) * COLUMNS], s, s->rows.at[i], STR("(none)"));
	return cells;
}

static bool text_stats(FILE *out, const struct stats *s, const struct report_style *style)
{
	struct buf b = {0};
	bool written = report_table(out, table_of(s), s->rows.n + 1, COLUMNS, style->width);

	if (style->quiet)
		return written;
	buf_add(&b, STR("\nas of "));
	moment_say(&b, moment_instant(s->as_of), &s->plan->zone);
	buf_add(&b, STR("; what each column counts: ordercheck help stats\n"));
	if (s->suppress > 1)
		buf_printf(&b, "counts below %" PRIu64 " are withheld, and where one alone would be, a second\n", s->suppress);
	written = buf_write(out, &b) && written;
	buf_free(&b);
	return written;
}

static bool csv_stats(FILE *out, const struct stats *s, const struct report_style *style)
{
	const struct str *cells = table_of(s);
	struct buf b = {0};

	(void)style;
	for (size_t i = 0; i < (s->rows.n + 1) * COLUMNS; i++)
		cell_add(&b, cells[i], i % COLUMNS == COLUMNS - 1);
	bool written = buf_write(out, &b);
	buf_free(&b);
	return written;
}

static json_t *row_node(const struct stats *s, const struct stats_row *r)
{
	json_t *o = node_made(json_object());

	node_put(o, "by", node_text(str_of(stats_groups[r->group])));
	node_put(o, "tag", node_text_or_null(r->tag));
	node_put(o, "value", node_text_or_null(r->key));
	for (size_t cell = 0; cell < NSTATS_CELLS; cell++) {
		if (!stats_has(r->group, (enum stats_cell)cell))
			continue;
		node_put(o, stats_cells[cell], r->withheld[cell] ? node_text(cell_text(s, r, (enum stats_cell)cell)) : node_count(r->cells[cell]));
	}
	node_put(o, "hours_median", hours_known(r) ? node_count(r->hours_median) : json_null());
	node_put(o, "hours_most", hours_known(r) ? node_count(r->hours_most) : json_null());
	return o;
}

static bool json_stats(FILE *out, const struct stats *s, const struct report_style *style)
{
	json_t *o = node_made(json_object()), *rows = node_made(json_array());
	struct buf b = {0};

	(void)style;
	for (size_t i = 0; i < s->rows.n; i++)
		node_add(rows, row_node(s, s->rows.at[i]));
	node_put(o, "schema", node_text(STR("ordercheck/stats/1")));
	node_put(o, "as_of", node_moment(moment_instant(s->as_of), &s->plan->zone));
	node_put(o, "version", node_text(str_of(s->version)));
	node_put(o, "suppress", s->suppress > 1 ? node_count(s->suppress) : json_null());
	node_put(o, "rows", rows);
	node_print(&b, o);
	buf_char(&b, '\n');
	bool written = buf_write(out, &b);
	buf_free(&b);
	return written;
}

const struct stats_format stats_formats[] = {{"text", text_stats}, {"csv", csv_stats}, {"json", json_stats}, {NULL, NULL}};

const struct stats_format *stats_find(struct str name)
{
	for (const struct stats_format *f = stats_formats; f->name; f++)
		if (str_eq_cstr(name, f->name))
			return f;
	return NULL;
}

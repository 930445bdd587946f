/* Counts as a table, as CSV and as JSON. */
#include <inttypes.h>

#include "report/formats.h"
#include "report/node.h"
#include "report/stats.h"

/* A column: a count, or the hours of a span. */
struct column {
	const char *name, *json; /* json NULL: the same */
	enum stats_cell cell;    /* of hours: what they are counted with */
	enum stats_span span;
	enum { COUNT, MEDIAN, MOST } kind;
};

static const struct column columns[] = {
	{"orders", NULL, STATS_ORDERS, 0, COUNT},
	{"subjects", NULL, STATS_SUBJECTS, 0, COUNT},
	{"breach", NULL, STATS_BREACH, 0, COUNT},
	{"review", NULL, STATS_REVIEW, 0, COUNT},
	{"upcoming", NULL, STATS_UPCOMING, 0, COUNT},
	{"blind", NULL, STATS_BLIND, 0, COUNT},
	{"silent", NULL, STATS_SILENT, 0, COUNT},
	{"late", NULL, STATS_LATE, 0, COUNT},
	{"delays", NULL, STATS_DELAYS, 0, COUNT},
	{"hours-median", "hours_median", STATS_DELAYS, STATS_SPAN_RECORD, MEDIAN},
	{"hours-most", "hours_most", STATS_DELAYS, STATS_SPAN_RECORD, MOST},
	/* Of a store. */
	{"decided", NULL, STATS_DECIDED, 0, COUNT},
	{"withdrawn", NULL, STATS_WITHDRAWN, 0, COUNT},
	{"found", NULL, STATS_FOUND, 0, COUNT},
	{"found-median", "found_hours_median", STATS_FOUND, STATS_SPAN_FOUND, MEDIAN},
	{"found-most", "found_hours_most", STATS_FOUND, STATS_SPAN_FOUND, MOST},
	{"told", NULL, STATS_TOLD, 0, COUNT},
	{"told-median", "told_hours_median", STATS_TOLD, STATS_SPAN_TOLD, MEDIAN},
	{"told-most", "told_hours_most", STATS_TOLD, STATS_SPAN_TOLD, MOST},
};
enum { KEYS = 2, NCOLUMNS = sizeof columns / sizeof *columns, WITHOUT_STORE = 11 };

static size_t ncolumns(const struct stats *s)
{
	return s->stored ? NCOLUMNS : WITHOUT_STORE;
}

static bool hours_known(const struct stats_row *r, const struct column *c)
{
	return r->times[c->span].ms.n > 0 && !r->withheld[c->cell];
}

static uint64_t hours_of(const struct stats_row *r, const struct column *c)
{
	return c->kind == MEDIAN ? r->times[c->span].hours_median : r->times[c->span].hours_most;
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

static struct str column_text(const struct stats *s, const struct stats_row *r, const struct column *c)
{
	if (c->kind == COUNT)
		return cell_text(s, r, c->cell);
	return hours_known(r, c) ? str_printf(s->arena, "%" PRIu64, hours_of(r, c)) : STR("");
}

/* "12 of 2026-06-01" of a run. */
static struct str key_text(const struct stats *s, const struct stats_row *r, struct str none)
{
	struct buf b = {0};

	if (r->group != STATS_RUN)
		return r->key.n > 0 || r->group == STATS_ALL ? r->key : none;
	buf_printf(&b, "%.*s of ", STR_ARG(r->key));
	moment_print(&b, moment_day(&s->plan->zone, civil_day(&s->plan->zone, r->as_of)), &s->plan->zone);
	struct str out = str_dup(s->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

static void fill_row(struct str *cells, const struct stats *s, const struct stats_row *r, struct str none)
{
	cells[0] = group_name(s, r);
	cells[1] = key_text(s, r, none);
	for (size_t i = 0; i < ncolumns(s); i++)
		cells[KEYS + i] = column_text(s, r, &columns[i]);
}

static struct str *table_of(const struct stats *s)
{
	size_t width = KEYS + ncolumns(s);
	struct str *cells = arena_array(s->arena, (s->rows.n + 1) * width, sizeof *cells);

	cells[0] = STR("by");
	cells[1] = STR("value");
	for (size_t i = 0; i < ncolumns(s); i++)
		cells[KEYS + i] = str_of(columns[i].name);
	for (size_t i = 0; i < s->rows.n; i++)
		fill_row(&cells[(i + 1) * width], s, s->rows.at[i], STR("(none)"));
	return cells;
}

static bool text_stats(FILE *out, const struct stats *s, const struct report_style *style)
{
	struct buf b = {0};
	bool written = report_table(out, table_of(s), s->rows.n + 1, KEYS + ncolumns(s), style->width);

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
	size_t width = KEYS + ncolumns(s);
	struct buf b = {0};

	(void)style;
	for (size_t i = 0; i < (s->rows.n + 1) * width; i++)
		cell_add(&b, cells[i], i % width == width - 1);
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
	if (r->group == STATS_RUN)
		node_put(o, "as_of", node_moment(moment_instant(r->as_of), &s->plan->zone));
	for (size_t k = 0; k < ncolumns(s); k++) {
		const struct column *c = &columns[k];
		const char *name = c->json ? c->json : c->name;
		if (c->kind != COUNT)
			node_put(o, name, hours_known(r, c) ? node_count(hours_of(r, c)) : json_null());
		else if (stats_has(r->group, c->cell))
			node_put(o, name, r->withheld[c->cell] ? node_text(cell_text(s, r, c->cell)) : node_count(r->cells[c->cell]));
	}
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

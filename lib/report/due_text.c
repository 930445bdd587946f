/* What falls due, as a table for people. */
#include "base/text.h"
#include "report/due_parts.h"
#include "report/formats.h"
#include "report/sheet.h"
#include "report/table_lines.h"
#include "report/text_parts.h"

enum { COLUMNS = 3, WIDTH = 110, WHO_MAX = 36, WHAT_MIN = 30 };

struct due_table {
	const struct due *due;
	const struct report_style *style;
	struct arena *arena;
	size_t what; /* columns of the last */
};

static void add_line(struct buf *b, struct str line)
{
	if (line.n == 0)
		return;
	if (b->n > 0)
		buf_char(b, '\n');
	buf_add(b, line);
}

static void add_wrapped(struct buf *b, const struct due_table *t, struct str text, size_t width)
{
	if (text.n > 0)
		add_line(b, cell_wrap(text, width, t->arena));
}

static struct str cell_of(const struct due_table *t, struct buf *b)
{
	struct str out = str_dup(t->arena, buf_str(b));

	buf_free(b);
	return out;
}

static struct str when(const struct due_table *t, const struct due_row *r)
{
	struct buf b = {0}, left = {0};

	if (r->has_time) {
		int32_t day;
		bool on_day = due_on_day(&day, t->due, r->time);
		moment_say(&b, on_day ? moment_day(&t->due->plan->zone, day) : moment_instant(r->time.first), &t->due->plan->zone);
		due_left(&left, t->due, r);
		add_line(&b, buf_str(&left));
		buf_free(&left);
	} else {
		buf_add(&b, STR("no date: the clock stands"));
	}
	return cell_of(t, &b);
}

static struct str who(const struct due_table *t, const struct due_row *r)
{
	struct buf b = {0}, where = {0};

	if (r->subject < t->due->plan->nsubjects)
		add_wrapped(&b, t, t->due->plan->subjects[r->subject].id, WHO_MAX);
	if (t->style->names == NAMES_ALWAYS)
		add_wrapped(&b, t, due_name(t->due, r, t->arena), WHO_MAX);
	if (r->order)
		buf_add(&where, r->order->id);
	if (r->scheme)
		buf_printf(&where, "%s%.*s", where.n > 0 ? " " : "", STR_ARG(r->scheme->name));
	if (!r->whole_order) {
		buf_add(&where, r->nconditions == 1 ? STR(" condition ") : STR(" conditions "));
		due_conditions(&where, r);
	}
	add_wrapped(&b, t, buf_str(&where), WHO_MAX);
	buf_free(&where);
	return cell_of(t, &b);
}

static struct str what(const struct due_table *t, const struct due_row *r)
{
	struct buf b = {0}, way = {0};

	add_wrapped(&b, t, r->title, t->what);
	add_wrapped(&b, t, r->asked, t->what);
	if (r->kind == DUE_FORESEEN || r->kind == DUE_EXCUSE)
		add_wrapped(&b, t, r->finding->say, t->what);
	if (r->how.n > 0) {
		due_add_way(&way, r, r->how);
		add_wrapped(&b, t, buf_str(&way), t->what);
		buf_free(&way);
	}
	if (r->clock.n > 0)
		add_wrapped(&b, t, str_printf(t->arena, "clock: %.*s", STR_ARG(r->clock)), t->what);
	if (r->finding)
		add_line(&b, str_printf(t->arena, "[%.*s]", STR_ARG(r->id)));
	if (r != &t->due->rows.at[t->due->rows.n - 1])
		buf_add(&b, STR("\n "));
	return cell_of(t, &b);
}

/* The widest line of the cells of a column. */
static size_t widest(const struct str *cells, size_t nrows, size_t column)
{
	struct str line, rest;
	size_t most = 0;

	for (size_t i = 0; i < nrows; i++) {
		bool more = true;
		for (rest = cells[i * COLUMNS + column]; more;) {
			more = str_split(&line, &rest, rest, '\n');
			most = text_width(line) > most ? text_width(line) : most;
		}
	}
	return most;
}

static bool print_table(FILE *out, struct due_table *t)
{
	size_t n = t->due->rows.n;
	struct str *cells = arena_array(t->arena, (n + 1) * COLUMNS, sizeof *cells);

	cells[0] = STR("DUE");
	cells[1] = STR("WHO");
	cells[2] = STR("WHAT");
	for (size_t i = 0; i < n; i++) {
		const struct due_row *r = &t->due->rows.at[i];
		cells[(i + 1) * COLUMNS] = when(t, r);
		cells[(i + 1) * COLUMNS + 1] = who(t, r);
	}
	size_t width = t->style->width > 0 ? t->style->width : WIDTH, left = widest(cells, n + 1, 0) + widest(cells, n + 1, 1) + 4;
	t->what = width > left + WHAT_MIN ? width - left : WHAT_MIN;
	for (size_t i = 0; i < n; i++)
		cells[(i + 1) * COLUMNS + 2] = what(t, &t->due->rows.at[i]);
	return n == 0 || report_table_lines(out, cells, n + 1, COLUMNS);
}

static bool is_beyond(const struct due *d, const struct due_row *r)
{
	return r->has_time && r->time.first > d->until;
}

static size_t count_of(const struct due *d, enum due_kind kind, bool beyond)
{
	size_t n = 0;

	for (size_t i = 0; i < d->rows.n; i++)
		n += d->rows.at[i].kind == kind && is_beyond(d, &d->rows.at[i]) == beyond;
	return n;
}

/* Of the rows within the horizon, or of those beyond it. False: there are none. */
static bool add_counts(struct sheet *s, const struct due *d, bool beyond)
{
	static const char *const words[][2] = {
		[DUE_OBLIGATION] = {"obligation", "obligations"},
		[DUE_EXCUSE] = {"breach unless excused", "breaches unless excused"},
		[DUE_FORESEEN] = {"breach foreseen", "breaches foreseen"},
		[DUE_REVIEW] = {"review", "reviews"},
		[DUE_BEGINS] = {"beginning", "beginnings"},
		[DUE_ENDS] = {"end", "ends"},
		[DUE_SUSPENDED] = {"suspension", "suspensions"},
		[DUE_RESUMES] = {"end of a suspension", "ends of suspensions"},
	};
	bool any = false;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = count_of(d, (enum due_kind)i, beyond);
		if (n == 0)
			continue;
		if (any || beyond) {
			sheet_join(s);
			sheet_words(s, any ? STR(",") : STR("; beyond that"));
		}
		sheet_printf(s, "%zu %s", n, words[i][n == 1 ? 0 : 1]);
		any = true;
	}
	return any;
}

static bool print_summary(FILE *out, const struct due *d, const struct report_style *style)
{
	struct sheet s = {.width = style->width, .tight = true};
	struct buf until = {0};

	if (!add_counts(&s, d, false))
		sheet_words(&s, STR("nothing known falls due"));
	moment_say(&until, moment_instant(d->until), &d->plan->zone);
	sheet_printf(&s, "to %.*s", STR_ARG(buf_str(&until)));
	add_counts(&s, d, true);
	if (d->later > 0)
		sheet_printf(&s, "(%zu more obligation%s due later)", d->later, d->later == 1 ? "" : "s");
	sheet_end(&s);
	buf_free(&until);
	bool written = buf_write(out, &s.out);
	sheet_free(&s);
	return written;
}

static bool print_missing(FILE *out, const struct due *d, const struct report_style *style)
{
	struct sheet s = {.width = style->width, .tight = true};

	whereabouts_print(&s, d->run, style->names);
	bool written = buf_write(out, &s.out);
	sheet_free(&s);
	return written;
}

bool due_print_text(FILE *out, const struct due *d, const struct report_style *style)
{
	struct arena a;
	struct due_table t = {.due = d, .style = style, .arena = &a};

	arena_init(&a);
	bool written = print_missing(out, d, style) && print_table(out, &t) && (style->quiet || print_summary(out, d, style));
	arena_free(&a);
	return written;
}

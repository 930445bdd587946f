/* What stands in the cells of a column. */
#include <string.h>

#include "feed/guess_parts.h"
#include "feed/respell.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Day first before month first: a tie is read as the United Kingdom writes it. */
static const char *const days[] = {
	"%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%Y", "%m-%d-%Y", "%d-%m-%y", "%m-%d-%y", "%d.%m.%Y", "%d.%m.%y",
	"%Y/%m/%d", "%d %b %Y", "%d %b %y", "%d-%b-%Y", "%d-%b-%y", "%b %d, %Y", "%b %d %Y", "%a %d %b %Y", "%a, %d %b %Y", "%Y%m%d", "%F",
};
static const char *const clocks[] = {
	"", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", ", %H:%M:%S", " %H:%M %Z", " %H:%M:%S %Z",
	" %H:%M:%S %z", " %H:%M %z", " %H%M", "T%H:%M:%S", "T%H:%M", "%H%M%S", "%H%M",
};
static const char *const others[] = {"%a %b %d %T %Z %Y", "%a %b %d %T %Y", "epoch", "epoch-ms", "excel"};

enum { NFORMATS = COUNT(days) * COUNT(clocks) + COUNT(others) };

struct cells { /* of a column that are filled */
	const struct str *at;
	size_t n;
};

static struct cells filled(const struct guessing *g, size_t column)
{
	struct str *at = arena_array(g->arena, g->nrows, sizeof *at);
	size_t n = 0;

	for (size_t i = 0; i < g->nrows; i++)
		if (g->rows[i][column].n > 0)
			at[n++] = g->rows[i][column];
	return (struct cells){at, n};
}

static struct str format_of(size_t i, struct arena *a)
{
	size_t ndays = COUNT(days) * COUNT(clocks);

	if (i >= ndays)
		return str_of(others[i - ndays]);
	return str_printf(a, "%s%s", days[i / COUNT(clocks)], clocks[i % COUNT(clocks)]);
}

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
	return s.n > 0;
}

/* Bare numbers are times only where the header speaks for it, and in the years 2000 to 2099. */
static bool sane(struct str text, struct str format, const struct moment *m, bool named)
{
	bool bare = format_named(format) || all_digits(text);
	int64_t from = INT64_C(946684800000), to = INT64_C(4102444800000);

	if (!bare)
		return true;
	if (str_eq_cstr(format, "epoch") && text.n < 9)
		return false;
	if (str_eq_cstr(format, "epoch-ms") && text.n < 12)
		return false;
	return named && m->first >= from && m->first < to;
}

static bool fits(struct str text, struct str format, const struct guessing *g, bool named, bool *clock)
{
	struct moment m;
	enum civil_fit fit;

	if (!moment_by_formats(&m, text, &format, 1, 0, &g->plan->zone, &fit) || !sane(text, format, &m, named))
		return false;
	*clock = !m.whole;
	return true;
}

static size_t count_fits(const bool *left, const struct cells *c, struct str format, const struct guessing *g, bool named)
{
	size_t n = 0;
	bool clock;

	for (size_t i = 0; i < c->n; i++)
		n += left[i] && fits(c->at[i], format, g, named, &clock);
	return n;
}

/* The same with day and month in each other's place; false: it has none. */
static bool mirror(struct str *out, struct str format, struct arena *a)
{
	char *text = str_cstr(a, format);
	char *d = strstr(text, "%d"), *m = strstr(text, "%m");

	if (!d || !m || (strncmp(text, "%d", 2) != 0 && strncmp(text, "%m", 2) != 0))
		return false;
	d[1] = 'm';
	m[1] = 'd';
	*out = str_of(text);
	return true;
}

static void drop_read(bool *left, struct guess_read *r, const struct cells *c, struct str format, const struct guessing *g, bool named)
{
	bool clock;

	for (size_t i = 0; i < c->n; i++) {
		if (!left[i] || !fits(c->at[i], format, g, named, &clock))
			continue;
		left[i] = false;
		r->nread++;
		r->clock |= clock;
	}
}

static void weigh_mirror(struct guess_read *r, const struct cells *c, const struct guessing *g, bool named)
{
	struct str other;
	bool clock;

	if (r->nformats == 0 || !mirror(&other, r->formats[0], g->arena))
		return;
	for (size_t i = 0; i < c->n; i++) {
		bool here = fits(c->at[i], r->formats[0], g, named, &clock), there = fits(c->at[i], other, g, named, &clock);
		r->nday_first += here && !there;
	}
	r->either = r->nday_first == 0;
}

/* The formats that read most, each of what those before it left: at least one cell in fifty. */
static struct guess_read by_formats(const struct cells *c, const struct guessing *g, bool named)
{
	struct guess_read r = {.nfilled = c->n};
	bool *left = arena_array(g->arena, c->n, sizeof *left);

	for (size_t i = 0; i < c->n; i++)
		left[i] = true;
	while (r.nformats < GUESS_FORMATS && r.nread < c->n) {
		size_t most = 0, best = 0;
		for (size_t i = 0; i < NFORMATS; i++) {
			size_t n = count_fits(left, c, format_of(i, g->arena), g, named);
			if (n > most) {
				most = n;
				best = i;
			}
		}
		if (most == 0 || most * 50 < c->n)
			break;
		r.formats[r.nformats] = format_of(best, g->arena);
		drop_read(left, &r, c, r.formats[r.nformats++], g, named);
	}
	weigh_mirror(&r, c, g, named);
	return r;
}

static bool time_named(const struct guess_tokens *t)
{
	static const char *const words[] = {"date", "time", "when", "timestamp", "departure", "departs", "arrival", "recorded", "updated",
	                                    "start",  "end",  "at",   "dob",     "born",   "until",   "on",      "occurred", "seen"};

	for (size_t i = 0; i < COUNT(words); i++)
		if (guess_has(t, words[i]))
			return true;
	return false;
}

static struct guess_read read_times(const struct cells *c, const struct guessing *g, bool named)
{
	struct guess_read iso = {.nfilled = c->n};
	struct moment m;

	for (size_t i = 0; i < c->n; i++) {
		if (!moment_parse(&m, c->at[i], &g->plan->zone, NULL) || (all_digits(c->at[i]) && !named))
			continue;
		iso.nread++;
		iso.clock |= !m.whole;
	}
	if (iso.nread == c->n || c->n == 0)
		return iso;
	struct guess_read other = by_formats(c, g, named);
	return other.nread > iso.nread ? other : iso;
}

void guess_times(struct guessing *g)
{
	g->times = arena_array(g->arena, g->header.n, sizeof *g->times);
	for (size_t i = 0; i < g->header.n; i++) {
		struct cells c = filled(g, i);
		g->times[i] = read_times(&c, g, time_named(&g->tokens[i]));
	}
}

struct guess_read guess_times_joined(const struct guessing *g, size_t day, size_t clock)
{
	struct str *at = arena_array(g->arena, g->nrows, sizeof *at);
	struct cells c = {at, 0};

	for (size_t i = 0; i < g->nrows; i++) {
		struct str a = g->rows[i][day], b = g->rows[i][clock];
		if (a.n + b.n > 0)
			at[c.n++] = str_printf(g->arena, "%.*s%s%.*s", STR_ARG(a), a.n > 0 && b.n > 0 ? " " : "", STR_ARG(b));
	}
	return read_times(&c, g, true);
}

static bool is_clock(struct str s)
{
	static const char *const forms[] = {"%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %I:%M %p", "%d/%m/%Y %I:%M:%S %p"};
	char text[64];

	if (s.n < 4 || s.n > 20 || !memchr(s.at, ':', s.n))
		return false;
	size_t n = 11 + s.n;
	memcpy(text, "01/05/2026 ", 11);
	memcpy(text + 11, s.at, s.n);
	for (size_t i = 0; i < COUNT(forms); i++)
		if (moment_fits_format((struct str){text, n}, str_of(forms[i])))
			return true;
	return false;
}

bool guess_clocks(const struct guessing *g, size_t column)
{
	struct cells c = filled(g, column);
	size_t n = 0;

	for (size_t i = 0; i < c.n; i++)
		n += is_clock(c.at[i]);
	return c.n > 0 && n * 10 >= c.n * 9;
}

struct guess_read guess_values(const struct guessing *g, size_t column, const struct type *type)
{
	struct cells c = filled(g, column);
	struct guess_read r = {.nfilled = c.n};
	struct feed_field field = {.type = *type};
	struct value_context context = {&g->plan->zone, g->plan->atlas, g->plan->places, g->plan->nplaces, NULL};

	for (size_t i = 0; i < c.n; i++) {
		struct str text = c.at[i], why;
		struct value v;
		bool good = !respell_asked(&g->shape, &field) || respell(&text, &g->shape, &field, g->arena, &why);

		r.nread += good && value_parse(&v, type, text, &context, NULL, g->arena, &why);
	}
	return r;
}

/* ---- decimals and thousands ---- */

/* How many signs of a kind stand in it, and digits behind the last. */
struct spelling {
	size_t ncommas, npoints, behind_comma, behind_point;
	bool number;
};

static struct spelling spell(struct str s)
{
	struct spelling p = {.number = s.n > 0};

	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		p.ncommas += c == ',';
		p.npoints += c == '.';
		p.behind_comma = c == ',' ? 0 : p.behind_comma + 1;
		p.behind_point = c == '.' ? 0 : p.behind_point + 1;
		p.number &= (c >= '0' && c <= '9') || c == ',' || c == '.' || (i == 0 && c == '-');
	}
	return p;
}

void guess_signs(struct guessing *g)
{
	size_t comma = 0, point = 0, comma_groups = 0, point_groups = 0;

	for (size_t r = 0; r < g->nrows; r++) {
		for (size_t i = 0; i < g->header.n; i++) {
			struct spelling p = spell(g->rows[r][i]);
			if (!p.number || p.ncommas + p.npoints == 0)
				continue;
			bool last_comma = p.ncommas > 0 && (p.npoints == 0 || p.behind_comma < p.behind_point);
			comma += p.ncommas == 1 && last_comma && p.behind_comma != 3;
			point += p.npoints == 1 && p.ncommas == 0 && p.behind_point != 3;
			point_groups += (p.npoints > 0 && p.ncommas == 1 && last_comma) || (p.npoints > 1 && p.ncommas == 0 && p.behind_point == 3);
			comma_groups += (p.ncommas > 0 && p.npoints == 1 && !last_comma) || (p.ncommas > 1 && p.npoints == 0 && p.behind_comma == 3);
		}
	}
	if (comma > point && g->out->delimiter != ',')
		g->out->decimal = ',';
	if (point_groups > 0 && g->out->decimal == ',')
		g->out->thousands = '.';
	else if (comma_groups > 0 && g->out->decimal != ',')
		g->out->thousands = ',';
	g->shape.decimal = g->out->decimal;
	g->shape.thousands = g->out->thousands;
}

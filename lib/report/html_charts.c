/* Small drawings of counts: a year of days, and findings by month. */
#include <stdlib.h>

#include "report/html_mark.h"

/* ---- a year of days ---- */

enum { WEEKS = 53, CELL = 13, HEAD = 16, SIDE = 30, SHADES = 5, AHEAD = 56 };

struct year {
	struct html *html;
	int32_t first; /* a Monday */
	size_t counts[WEEKS * 7];
	bool has[NLEVELS][WEEKS * 7];
	size_t nevents, nfindings;
};

static bool day_index(size_t *i, const struct year *d, struct moment m)
{
	int32_t day;

	if (!mark_day(&day, m, &d->html->run->plan->zone) || day < d->first || day >= d->first + WEEKS * 7)
		return false;
	*i = (size_t)(day - d->first);
	return true;
}

/* The last week is that of the as-of day, or of a finding in the weeks after it. */
static void choose_first(struct year *d, const struct html_person *p)
{
	const struct zone *z = &d->html->run->plan->zone;
	int32_t as_of = civil_day(z, d->html->run->as_of), last = as_of, day;

	for (size_t i = 0; i < p->n; i++)
		if (p->findings[i]->has_time && mark_day(&day, p->findings[i]->time, z) && day > last && day <= as_of + AHEAD)
			last = day;
	d->first = last - civil_weekday(last) - 7 * (WEEKS - 1);
}

static void count_days(struct year *d, const struct html_person *p)
{
	const struct mark_event *events;
	size_t n = mark_events(&events, p->findings, p->n, d->html->arena), at;

	for (size_t i = 0; i < n; i++) {
		if (!day_index(&at, d, events[i].time))
			continue;
		d->counts[at]++;
		d->nevents++;
	}
	for (size_t i = 0; i < p->n; i++) {
		if (!p->findings[i]->has_time || !day_index(&at, d, p->findings[i]->time))
			continue;
		d->has[p->findings[i]->level][at] = true;
		d->nfindings++;
	}
}

static size_t shade(size_t n)
{
	return n == 0 ? 0 : n == 1 ? 1 : n < 4 ? 2 : n < 8 ? 3 : 4;
}

static int column(size_t i)
{
	return SIDE + (int)(i / 7) * CELL;
}

static int row(size_t i)
{
	return HEAD + (int)(i % 7) * CELL;
}

static void shaded_days(struct year *d)
{
	for (size_t s = 0; s < SHADES; s++) {
		html_printf(d->html, "<path class=\"day heat%zu\" d=\"", s);
		for (size_t i = 0; i < WEEKS * 7; i++)
			if (shade(d->counts[i]) == s)
				html_printf(d->html, "M%d %dh%dv%dh%dz", column(i), row(i), CELL - 1, CELL - 1, 1 - CELL);
		html_add(d->html, "\"/>");
	}
}

static void marked_days(struct year *d)
{
	struct buf path = {0};

	for (size_t level = 0; level < NLEVELS; level++) {
		buf_clear(&path);
		for (size_t i = 0; i < WEEKS * 7; i++)
			if (d->has[level][i])
				mark_level(&path, (enum level)level, column(i) + CELL / 2, row(i) + CELL / 2, CELL - 3);
		if (path.n > 0)
			html_printf(d->html, "<path class=\"m %s\" d=\"%.*s\"/>", level_names[level], STR_ARG(buf_str(&path)));
	}
	buf_free(&path);
}

static const char *const month_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static void day_labels(struct year *d)
{
	static const char *const weekdays[] = {"Mon", "", "Wed", "", "Fri", "", "Sun"};
	int year, month, mday;

	for (size_t i = 0; i < 7; i += 2)
		html_printf(d->html, "<text x=\"0\" y=\"%d\">%s</text>", row(i) + CELL - 3, weekdays[i]);
	for (size_t i = 0; i < (WEEKS - 2) * 7; i += 7) {
		civil_to_ymd(&year, &month, &mday, d->first + (int32_t)i);
		if (mday <= 7)
			html_printf(d->html, "<text x=\"%d\" y=\"11\">%s</text>", column(i), month_names[month - 1]);
	}
}

void html_days(struct html *h, const struct html_person *p, size_t number)
{
	struct year *d = ARENA_NEW(h->arena, struct year);

	d->html = h;
	choose_first(d, p);
	count_days(d, p);
	if (d->nevents + d->nfindings == 0)
		return;
	html_printf(h, "<figure>\n<svg class=\"small\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"d-%zu\">"
	               "<title id=\"d-%zu\">A year of days to ", SIDE + WEEKS * CELL, HEAD + 7 * CELL, SIDE + WEEKS * CELL, HEAD + 7 * CELL,
	            number, number);
	html_moment(h, moment_day(&h->run->plan->zone, d->first + WEEKS * 7 - 1));
	html_add(h, ": ");
	html_count(h, d->nevents);
	html_add(h, " events in evidence, ");
	html_count(h, d->nfindings);
	html_add(h, " findings</title>\n");
	day_labels(d);
	shaded_days(d);
	marked_days(d);
	html_add(h, "</svg>\n<figcaption>Days of a year, darker with more events in evidence (1, 2 to 3, 4 to 7, 8 or more), with the "
	            "signs of findings.</figcaption>\n</figure>\n");
}

/* ---- findings by month ---- */

enum { MONTHS = 24, COLUMN = 26, HIGH = 80, LOW = 18 };

struct months {
	size_t counts[MONTHS][NLEVELS], totals[MONTHS], before, after, undated, most;
	int last; /* years * 12 + months from 0 */
};

static bool month_of(int *out, const struct finding *f, const struct zone *z)
{
	int32_t day;
	int year, month, mday;

	if (!f->has_time || !mark_day(&day, f->time, z))
		return false;
	civil_to_ymd(&year, &month, &mday, day);
	*out = year * 12 + month - 1;
	return true;
}

/* The last month: the as-of month, or that of a finding in the year after it. */
static void choose_last(struct months *m, const struct run *run, const struct finding *const *list, size_t n)
{
	int year, month, mday, at;

	civil_to_ymd(&year, &month, &mday, civil_day(&run->plan->zone, run->as_of));
	int as_of = year * 12 + month - 1;
	m->last = as_of;
	for (size_t i = 0; i < n; i++)
		if (month_of(&at, list[i], &run->plan->zone) && at > m->last && at <= as_of + 12)
			m->last = at;
}

static void count_months(struct months *m, const struct run *run, const struct finding *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int at;
		if (!month_of(&at, list[i], &run->plan->zone)) {
			m->undated++;
			continue;
		}
		if (at > m->last) {
			m->after++;
		} else if (at <= m->last - MONTHS) {
			m->before++;
		} else {
			size_t k = (size_t)(at - (m->last - MONTHS + 1));
			m->counts[k][list[i]->level]++;
			m->totals[k]++;
			m->most = m->totals[k] > m->most ? m->totals[k] : m->most;
		}
	}
}

/* From the bottom, gravest first; a level that is there has at least one unit of height. */
static void stack(struct buf *paths, const struct months *m, size_t month)
{
	int y = HEAD + HIGH;

	for (size_t level = NLEVELS; level-- > 0;) {
		size_t n = m->counts[month][level];
		int height = n > 0 ? (int)(n * HIGH / m->most) : 0;
		if (n == 0)
			continue;
		height = height > 1 ? height : 2;
		y -= height;
		buf_printf(&paths[level], "M%d %dh%dv%dh%dz", (int)month * COLUMN + 3, y, COLUMN - 6, height, 6 - COLUMN);
	}
}

static void columns(struct html *h, const struct months *m)
{
	struct buf paths[NLEVELS] = {0};

	for (size_t i = 0; i < MONTHS; i++)
		stack(paths, m, i);
	for (size_t level = 0; level < NLEVELS; level++) {
		if (paths[level].n > 0)
			html_printf(h, "<path class=\"col %s\" d=\"%.*s\"/>", level_names[level], STR_ARG(buf_str(&paths[level])));
		buf_free(&paths[level]);
	}
}

static void month_labels(struct html *h, const struct months *m)
{
	for (size_t i = 0; i < MONTHS; i++) {
		int month = m->last - MONTHS + 1 + (int)i, x = (int)i * COLUMN + COLUMN / 2;
		html_printf(h, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", x, HEAD + HIGH + 12, month_names[month % 12]);
		if (month % 12 == 0 || i == 0)
			html_printf(h, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>", x, HEAD + HIGH + 25, month / 12);
		if (m->totals[i] > 0)
			html_printf(h, "<text x=\"%d\" y=\"11\" text-anchor=\"middle\">%zu</text>", x, m->totals[i]);
	}
}

static void others(struct html *h, const char *what, size_t n)
{
	if (n == 0)
		return;
	html_add(h, " ");
	html_printf(h, "%s: ", what);
	html_count(h, n);
	html_add(h, ".");
}

void html_months(struct html *h, const struct finding *const *list, size_t n, const char *name, size_t number)
{
	struct months *m = ARENA_NEW(h->arena, struct months);

	choose_last(m, h->run, list, n);
	count_months(m, h->run, list, n);
	if (m->most == 0 || n < 2)
		return;
	html_printf(h, "<figure>\n<svg class=\"small\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"m-%s-%zu\">"
	               "<title id=\"m-%s-%zu\">Findings by month, two years: ", MONTHS * COLUMN, HEAD + HIGH + LOW + 10, MONTHS * COLUMN,
	            HEAD + HIGH + LOW + 10, name, number, name, number);
	for (size_t i = 0, any = 0; i < MONTHS; i++) {
		int month = m->last - MONTHS + 1 + (int)i;
		if (m->totals[i] > 0)
			html_printf(h, "%s%s %d %zu", any++ > 0 ? ", " : "", month_names[month % 12], month / 12, m->totals[i]);
	}
	html_add(h, "</title>\n");
	month_labels(h, m);
	columns(h, m);
	html_add(h, "</svg>\n<figcaption>Findings by month: breach filled, review striped, upcoming and clear outlined.");
	others(h, "Before", m->before);
	others(h, "After", m->after);
	others(h, "Without a date", m->undated);
	html_add(h, "</figcaption>\n</figure>\n");
}

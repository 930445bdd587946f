/* A subject's time: conditions in force as bars, states as bands, events in evidence and
 * findings as signs. The words of all that is drawn follow in a table. */
#include <inttypes.h>

#include "base/text.h"
#include "report/html_axis.h"
#include "report/html_mark.h"
#include "report/text_parts.h"

enum { LEFT = 290, WIDTH = 700, TOP = 20, ROW = 18, MARGIN = 40, SIGN = 11, LABEL = 44 };

struct drawing {
	struct html *html;
	const struct html_person *person;
	struct axis axis;
	const struct mark_event *events;
	const size_t *bonds; /* by finding: in the timeline's; SIZE_MAX: in none */
	size_t nevents, outside; /* outside: findings and events beyond the ends */
	int y;                          /* the middle of the next row */
};

/* ---- rows ---- */

/* Long labels are cut: the table has them whole. */
static void label(struct drawing *d, struct str text)
{
	struct html *h = d->html;
	size_t end = 0, n = 0;

	while (end < text.n && n < LABEL) {
		text_next(text, &end);
		n++;
	}
	html_printf(h, "<text x=\"0\" y=\"%d\">", d->y + 4);
	html_text(h, str_cut(text, 0, end));
	html_add(h, end < text.n ? "…</text>" : "</text>");
}

static void next_row(struct drawing *d)
{
	d->y += ROW;
	html_add(d->html, "\n");
}

static void bar(struct drawing *d, const char *class, int64_t from, int64_t until, int y, int height)
{
	int left = axis_at(&d->axis, from), right = axis_at(&d->axis, until);

	if (until <= d->axis.from || from >= d->axis.until)
		return;
	html_printf(d->html, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", class, left, y,
	            right > left ? right - left : 1, height);
}

/* ---- findings ---- */

static bool same_bond(const struct bond *b, const struct finding *f)
{
	return b->order == f->order && b->scheme == f->scheme && str_eq(b->condition->id, f->condition->id);
}

/* Several conditions may have one id, as after a variation: then by time. SIZE_MAX: none. */
static size_t bond_of(const struct timeline *t, const struct finding *f)
{
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < t->nbonds; i++) {
		const struct bond *b = &t->bonds[i];
		if (!same_bond(b, f))
			continue;
		found = found == SIZE_MAX ? i : found;
		for (size_t k = 0; f->has_time && k < b->nin_force; k++)
			if (b->in_force[k].from <= f->time.first && f->time.first < b->in_force[k].until)
				return i;
	}
	return found;
}

static void find_bonds(struct drawing *d)
{
	size_t *bonds = arena_array(d->html->arena, d->person->n, sizeof *bonds);

	for (size_t i = 0; i < d->person->n; i++)
		bonds[i] = bond_of(d->person->timeline, d->person->findings[i]);
	d->bonds = bonds;
}

static bool any_of(const struct drawing *d, size_t bond)
{
	for (size_t i = 0; i < d->person->n; i++)
		if (d->bonds[i] == bond)
			return true;
	return false;
}

static void sign(struct drawing *d, const struct finding *f)
{
	struct buf path = {0};
	struct html *h = d->html;

	if (!f->has_time || !axis_holds(&d->axis, f->time.first))
		return;
	mark_level(&path, f->level, axis_at(&d->axis, f->time.first), d->y, SIGN);
	html_printf(h, "<path class=\"m %s\" data-f=\"%s\" d=\"%.*s\"><title>", level_names[f->level], f->id, STR_ARG(buf_str(&path)));
	html_printf(h, "%s, ", level_names[f->level]);
	html_text(h, f->title);
	html_add(h, ", ");
	html_deadline(h, f->time);
	html_add(h, "</title></path>");
	buf_free(&path);
}

static void signs(struct drawing *d, size_t bond)
{
	for (size_t i = 0; i < d->person->n; i++)
		if (d->bonds[i] == bond)
			sign(d, d->person->findings[i]);
}

static void count_outside(struct drawing *d)
{
	for (size_t i = 0; i < d->person->n; i++) {
		const struct finding *f = d->person->findings[i];
		d->outside += f->has_time && !axis_holds(&d->axis, f->time.first);
	}
	for (size_t i = 0; i < d->nevents; i++)
		d->outside += !axis_holds(&d->axis, d->events[i].time.first);
}

/* ---- conditions ---- */

static bool in_sight(const struct drawing *d, const struct bond *b)
{
	for (size_t i = 0; i < b->nin_force; i++)
		if (b->in_force[i].from < d->axis.until && b->in_force[i].until > d->axis.from)
			return true;
	return false;
}

static void bond_words(struct sheet *s, const struct bond *b)
{
	s->tight = true;
	if (b->order)
		sheet_words(s, b->order->id);
	if (b->scheme)
		sheet_words(s, b->scheme->name);
	sheet_words(s, b->condition->id);
	sheet_point(s);
	sheet_words(s, b->condition->title);
}

static void condition_row(struct drawing *d, size_t at)
{
	const struct bond *b = &d->person->timeline->bonds[at];
	struct sheet s = {0};

	bond_words(&s, b);
	label(d, buf_str(&s.out));
	sheet_free(&s);
	for (size_t i = 0; i < b->nin_force; i++)
		bar(d, "bar", b->in_force[i].from, b->in_force[i].until, d->y - 3, 6);
	signs(d, at);
	next_row(d);
}

static void loose_row(struct drawing *d)
{
	label(d, STR("findings of other conditions"));
	signs(d, SIZE_MAX);
	next_row(d);
}

/* ---- states and events ---- */

static void state_rows(struct drawing *d, int bottom)
{
	const struct timeline *t = d->person->timeline;

	for (size_t i = 0; i < t->nstretches; i++) {
		const struct timeline_stretch *s = &t->stretches[i];
		if (i == 0 || !str_eq(s->state, t->stretches[i - 1].state)) {
			if (i > 0)
				next_row(d);
			label(d, s->state);
		}
		bar(d, s->surely ? "band" : "perhaps", s->from, s->until, TOP, bottom - TOP);
		bar(d, "bar", s->from, s->until, d->y - 3, 6);
	}
	if (t->nstretches > 0)
		next_row(d);
}

static void event_rows(struct drawing *d)
{
	for (size_t i = 0; i < d->nevents;) {
		struct str type = d->events[i].type;
		label(d, type);
		html_add(d->html, "<path class=\"ev\" d=\"");
		for (; i < d->nevents && str_eq(d->events[i].type, type); i++)
			if (axis_holds(&d->axis, d->events[i].time.first))
				html_printf(d->html, "M%d %dv10", axis_at(&d->axis, d->events[i].time.first), d->y - 5);
		html_add(d->html, "\"/>");
		next_row(d);
	}
}

static size_t count_kinds(const struct drawing *d)
{
	const struct timeline *t = d->person->timeline;
	size_t n = any_of(d, SIZE_MAX);

	for (size_t i = 0; i < d->nevents; i++)
		n += i == 0 || !str_eq(d->events[i].type, d->events[i - 1].type);
	for (size_t i = 0; i < t->nstretches; i++)
		n += i == 0 || !str_eq(t->stretches[i].state, t->stretches[i - 1].state);
	for (size_t i = 0; i < t->nbonds; i++)
		n += in_sight(d, &t->bonds[i]) || any_of(d, i);
	return n;
}

/* ---- the same in words ---- */

static void stretch_words(struct html *h, int64_t from, int64_t until)
{
	if (from == INSTANT_MIN)
		html_add(h, "always");
	else
		html_moment(h, moment_instant(from));
	html_add(h, until == INSTANT_MAX ? ", no end known" : " until ");
	if (until != INSTANT_MAX)
		html_moment(h, moment_instant(until));
}

static void table_row(struct html *h, struct str what)
{
	html_add(h, "<tr><td>");
	html_text(h, what);
	html_add(h, "</td><td>");
}

static void bond_line(struct html *h, const struct bond *b)
{
	struct sheet s = {0};

	bond_words(&s, b);
	table_row(h, buf_str(&s.out));
	sheet_free(&s);
	for (size_t i = 0; i < b->nin_force; i++) {
		html_add(h, i > 0 ? "; " : "");
		stretch_words(h, b->in_force[i].from, b->in_force[i].until);
	}
	html_add(h, "</td></tr>\n");
}

static void table(struct html *h, const struct timeline *t)
{
	html_add(h, "<details>\n<summary>Dates of the timeline</summary>\n<table>\n<thead><tr><th scope=\"col\">Condition or state</th>"
	            "<th scope=\"col\">From, until (first moment out)</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < t->nbonds; i++)
		bond_line(h, &t->bonds[i]);
	for (size_t i = 0; i < t->nstretches; i++) {
		table_row(h, t->stretches[i].state);
		stretch_words(h, t->stretches[i].from, t->stretches[i].until);
		html_add(h, t->stretches[i].surely ? "</td></tr>\n" : ", perhaps</td></tr>\n");
	}
	html_add(h, "</tbody>\n</table>\n</details>\n");
}

/* ---- the drawing ---- */

static void title(struct drawing *d, size_t number)
{
	struct html *h = d->html;

	html_printf(h, " role=\"img\" aria-labelledby=\"t-%zu\"><title id=\"t-%zu\">Timeline of ", number, number);
	html_subject(h, d->person->subject);
	html_add(h, ", ");
	html_moment(h, moment_day(d->axis.zone, d->axis.first));
	html_add(h, " to ");
	html_moment(h, moment_day(d->axis.zone, d->axis.last - 1));
	html_add(h, "; its dates stand in the table and the findings that follow</title>\n");
}

static void caption(struct drawing *d)
{
	struct html *h = d->html;

	html_add(h, "<figcaption>Bars: when a condition was in force. Signs: ▲ breach, ● review, □ upcoming, ◇ clear. Upright strokes: "
	            "events in evidence. Shaded: in a state. Dashed line: the as-of time.");
	if (d->outside > 0) {
		html_add(h, " Beyond the ends of the drawing: ");
		html_count(h, d->outside);
		html_add(h, d->outside == 1 ? " finding or event." : " findings and events.");
	}
	html_add(h, "</figcaption>\n");
}

void html_timeline(struct html *h, const struct html_person *p, size_t number)
{
	struct drawing d = {.html = h, .person = p, .y = TOP + ROW / 2};
	const struct timeline *t = p->timeline;

	if (!t)
		return;
	axis_open(&d.axis, h->run, p, LEFT, WIDTH);
	d.nevents = mark_events(&d.events, p->findings, p->n, h->arena);
	find_bonds(&d);
	count_outside(&d);
	int bottom = TOP + ROW * (int)count_kinds(&d);
	html_printf(h, "<figure>\n<svg viewBox=\"0 0 %d %d\"", LEFT + WIDTH + MARGIN, bottom + 4);
	title(&d, number);
	axis_print(h, &d.axis, bottom);
	state_rows(&d, bottom);
	event_rows(&d);
	for (size_t i = 0; i < t->nbonds; i++)
		if (in_sight(&d, &t->bonds[i]) || any_of(&d, i))
			condition_row(&d, i);
	if (any_of(&d, SIZE_MAX))
		loose_row(&d);
	html_add(h, "</svg>\n");
	caption(&d);
	html_add(h, "</figure>\n");
	table(h, t);
}

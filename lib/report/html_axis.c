#include "report/html_axis.h"

#include "report/html_mark.h"

enum { BEFORE = 60, AFTER = 21, MOST_BEFORE = 3653, MOST_AFTER = 1826, TICKS = 11 };

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* ---- extent ---- */

static void take_in(struct axis *x, int32_t as_of, struct moment m)
{
	int32_t day;

	if (!mark_day(&day, m, x->zone) || day < as_of - MOST_BEFORE || day > as_of + MOST_AFTER)
		return;
	x->first = day < x->first ? day : x->first;
	x->last = day >= x->last ? day + 1 : x->last;
}

void axis_open(struct axis *x, const struct run *run, const struct html_person *p, int left, int width)
{
	const struct zone *z = &run->plan->zone;
	int32_t as_of = civil_day(z, run->as_of);

	*x = (struct axis){.zone = z, .first = day_add(as_of, -BEFORE), .last = day_add(as_of, AFTER), .left = left, .width = width};
	for (size_t i = 0; i < p->n; i++) {
		const struct finding *f = p->findings[i];
		if (f->has_time)
			take_in(x, as_of, f->time);
		for (size_t k = 0; k < f->nevidence; k++)
			if (f->evidence[k].role != ROLE_NEAR)
				take_in(x, as_of, f->evidence[k].event->time);
	}
	int32_t margin = (x->last - x->first) / 40 + 1;
	x->first = day_add(x->first, -margin);
	x->last = day_add(x->last, margin);
	x->from = civil_day_start(z, x->first);
	x->until = civil_day_start(z, x->last);
}

bool axis_holds(const struct axis *x, int64_t at)
{
	return at >= x->from && at < x->until;
}

int axis_at(const struct axis *x, int64_t at)
{
	int64_t span = x->until / 1000 - x->from / 1000;

	if (at <= x->from || span <= 0)
		return x->left;
	if (at >= x->until)
		return x->left + x->width;
	return x->left + (int)((at / 1000 - x->from / 1000) * x->width / span);
}

/* ---- dates ---- */

/* Every so many days or months from one to the next. */
struct step {
	int32_t days, months;
};
static const struct step steps[] = {{7, 0}, {14, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 6}, {0, 12}, {0, 24}};

/* Mondays, or firsts of months counted from a January. */
static int32_t first_tick(const struct step *s, int32_t from)
{
	int year, month, mday;
	int32_t day = from;

	if (s->days > 0)
		return from + (7 - civil_weekday(from)) % 7;
	civil_to_ymd(&year, &month, &mday, from);
	if (!civil_from_ymd(&day, year, 1, 1))
		return from;
	while (day < from)
		day = day_add_months(day, s->months);
	return day;
}

static int32_t next_tick(const struct step *s, int32_t day)
{
	return s->days > 0 ? day_add(day, s->days) : day_add_months(day, s->months);
}

static const struct step *choose_step(const struct axis *x)
{
	size_t n = sizeof steps / sizeof *steps;

	for (size_t i = 0; i < n; i++) {
		int32_t each = steps[i].days + 30 * steps[i].months;
		if ((x->last - x->first) / each <= TICKS)
			return &steps[i];
	}
	return &steps[n - 1];
}

static void tick_label(struct html *h, const struct step *s, int32_t day)
{
	int year, month, mday;

	civil_to_ymd(&year, &month, &mday, day);
	if (s->days > 0)
		html_printf(h, "%d %s", mday, months[month - 1]);
	else if (s->months < 12)
		html_printf(h, "%s %d", months[month - 1], year);
	else
		html_printf(h, "%d", year);
}

void axis_print(struct html *h, const struct axis *x, int bottom)
{
	const struct step *s = choose_step(x);
	int now = axis_at(x, h->run->as_of);

	html_add(h, "<path class=\"tick\" d=\"");
	for (int32_t day = first_tick(s, x->first); day < x->last; day = next_tick(s, day))
		html_printf(h, "M%d 16V%d", axis_at(x, civil_day_start(x->zone, day)), bottom);
	html_add(h, "\"/>");
	for (int32_t day = first_tick(s, x->first); day < x->last; day = next_tick(s, day)) {
		html_printf(h, "<text x=\"%d\" y=\"12\">", axis_at(x, civil_day_start(x->zone, day)) + 2);
		tick_label(h, s, day);
		html_add(h, "</text>");
	}
	html_printf(h, "<path class=\"now\" d=\"M%d 16V%d\"/>\n", now, bottom);
}

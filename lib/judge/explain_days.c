/* The reckoning of a deadline, day by day. */
#include "judge/explain_kit.h"

enum { DAYS_LISTED = 8, DAYS_WALKED = 3660 };

/* A stretch in which the clock stands. */
struct stop {
	int64_t from, until;
	struct str why;
	bool surely;
};

struct reckoning {
	struct sitting *s;
	const struct pattern_answer *a;
	const struct zone *zone;
	struct line_list lines;
	VEC(struct stop) stops;
	struct buf b;
};

/* ---- what stops the clock ---- */

static bool is_sure(struct sitting *s, const struct pattern *p, size_t i, struct state_span span)
{
	const struct state_span *sure;
	size_t n = pause_spans(&sure, s, p, i, true);

	for (size_t k = 0; k < n; k++)
		if (sure[k].from == span.from && sure[k].until == span.until)
			return true;
	return false;
}

static struct str stop_name(struct reckoning *r, size_t i)
{
	const struct pattern *p = r->a->pattern;

	if (i == p->npause)
		return STR("the order was suspended");
	state_words(&r->b, r->s->of->plan->states[p->pause[i]].name);
	return buf_take(&r->b, r->s->of->arena);
}

/* Those that touch [from, by]. */
static void collect_stops(struct reckoning *r, int64_t from, int64_t by)
{
	const struct state_span *spans;

	for (size_t i = 0; i <= r->a->pattern->npause; i++) {
		size_t n = pause_spans(&spans, r->s, r->a->pattern, i, false);
		for (size_t k = 0; k < n; k++) {
			if (spans[k].until <= from || spans[k].from > by)
				continue;
			*VEC_PUSH(r->s->of->arena, &r->stops) = (struct stop){spans[k].from, spans[k].until, stop_name(r, i),
			                                                      is_sure(r->s, r->a->pattern, i, spans[k])};
		}
	}
}

static const struct stop *stop_of_day(const struct reckoning *r, int32_t day)
{
	int64_t from = civil_day_start(r->zone, day), last = civil_day_end(r->zone, day);

	for (size_t i = 0; i < r->stops.n; i++)
		if (r->stops.at[i].from <= last && r->stops.at[i].until > from)
			return &r->stops.at[i];
	return NULL;
}

/* ---- days ---- */

struct day_list {
	int32_t first, last; /* all days of the reckoning */
	VEC(int32_t) counted;
};

static void add_days(struct reckoning *r, const struct day_list *d, const char *word)
{
	size_t n = d->counted.n;

	for (size_t i = 0; i < n; i++) {
		if (n > DAYS_LISTED && i == 3) {
			buf_add(&r->b, STR(", …"));
			i = n - 1;
		}
		buf_printf(&r->b, "%s%s %zu ", i > 0 ? ", " : "", word, i + 1);
		day_words(&r->b, d->counted.at[i], true, false);
	}
	buf_add(&r->b, STR(", ends 23:59"));
}

static void add_span(struct buf *b, int32_t from, int32_t to)
{
	int y1, m1, d1, y2, m2, d2;

	civil_to_ymd(&y1, &m1, &d1, from);
	civil_to_ymd(&y2, &m2, &d2, to);
	if (from == to)
		day_words(b, from, false, false);
	else if (m1 == m2 && y1 == y2)
		buf_printf(b, "%d", d1);
	else
		day_words(b, from, false, y1 != y2);
	if (from != to) {
		buf_add(b, to == from + 1 ? STR(" and ") : STR(" to "));
		day_words(b, to, false, y1 != y2);
	}
	buf_add(b, from == to ? STR(" does not count: ") : STR(" do not count: "));
}

/* Why a day does not count; empty: it does. */
typedef struct str day_reason(struct reckoning *r, int32_t day);

static struct str stopped_day(struct reckoning *r, int32_t day)
{
	const struct stop *stop = stop_of_day(r, day);

	if (!stop)
		return STR("");
	return stop->surely ? stop->why : str_printf(r->s->of->arena, "perhaps %.*s", STR_ARG(stop->why));
}

static struct str idle_day(struct reckoning *r, int32_t day)
{
	const struct plan *plan = r->s->of->plan;

	for (size_t i = 0; i < plan->nholidays; i++)
		if (plan->holidays[i] == day)
			return STR("a holiday");
	return civil_weekday(day) >= 5 ? STR("weekend") : STR("");
}

/* Counts days from `first` until n are counted; false: too far. */
static bool count_days(struct day_list *out, struct reckoning *r, int32_t first, int64_t n, day_reason *reason)
{
	*out = (struct day_list){.first = first};
	for (int32_t day = first; (int64_t)out->counted.n < n; day = day_add(day, 1)) {
		if (day > first + DAYS_WALKED || day == INT32_MAX)
			return false;
		if (reason(r, day).n == 0)
			*VEC_PUSH(r->s->of->arena, &out->counted) = day;
		out->last = day;
	}
	return out->counted.n > 0;
}

static void add_uncounted(struct reckoning *r, const struct day_list *d, day_reason *reason)
{
	for (int32_t day = d->first; day <= d->last; day++) {
		struct str why = reason(r, day);
		int32_t to = day;
		if (why.n == 0)
			continue;
		while (to < d->last && str_eq(reason(r, to + 1), why))
			to++;
		buf_add(&r->b, STR("; "));
		add_span(&r->b, day, to);
		buf_add(&r->b, why);
		day = to;
	}
}

/* Only where the days lead to the very deadline that counts. */
static bool list_days(struct reckoning *r, int32_t first, int64_t n, const char *word, day_reason *reason)
{
	struct day_list d;

	if (n < 1 || !count_days(&d, r, first, n, reason) || civil_day_end(r->zone, d.last) != r->a->by.last)
		return false;
	add_days(r, &d, word);
	add_uncounted(r, &d, reason);
	line_add(&r->lines, &r->b);
	return true;
}

static bool list_clear_days(struct reckoning *r, int32_t day, int64_t n)
{
	int32_t due = day_add(day, -n - 1);

	if (n < 1 || n > DAYS_WALKED || civil_day_end(r->zone, due) != r->a->by.last)
		return false;
	buf_add(&r->b, STR("the day itself is "));
	day_words(&r->b, day, true, false);
	buf_printf(&r->b, "; %lld whole day%s before it, ", (long long)n, n == 1 ? "" : "s");
	day_words(&r->b, due + 1, false, false);
	if (n > 1) {
		buf_add(&r->b, STR(" to "));
		day_words(&r->b, day - 1, false, false);
	}
	buf_add(&r->b, STR(", must be left; so the last day is "));
	day_words(&r->b, due, true, false);
	buf_add(&r->b, STR(", ends 23:59"));
	line_add(&r->lines, &r->b);
	return true;
}

/* ---- by the clock ---- */

static void tell_stop(struct reckoning *r, const struct stop *stop, int64_t start)
{
	int64_t from = stop->from > start ? stop->from : start;

	buf_add(&r->b, STR("the clock stands from "));
	moment_say(&r->b, moment_instant(from), r->zone);
	if (stop->until == INSTANT_MAX) {
		buf_add(&r->b, STR(", and has not gone on since"));
	} else {
		buf_add(&r->b, STR(" to "));
		moment_say(&r->b, moment_instant(stop->until), r->zone);
		buf_add(&r->b, STR(" ("));
		length_phrase(&r->b, stop->until - from);
		buf_char(&r->b, ')');
	}
	buf_printf(&r->b, ": %s%.*s", stop->surely ? "" : "perhaps ", STR_ARG(stop->why));
	line_add(&r->lines, &r->b);
}

static void tell_clock(struct reckoning *r, int64_t start)
{
	const struct pattern_answer *a = r->a;

	if (r->stops.n == 0)
		return;
	buf_add(&r->b, STR("the clock starts "));
	moment_say(&r->b, moment_instant(start), r->zone);
	buf_add(&r->b, STR("; without a stop the time would end at "));
	moment_say(&r->b, a->by_written, r->zone);
	line_add(&r->lines, &r->b);
	for (size_t i = 0; i < r->stops.n; i++)
		tell_stop(r, &r->stops.at[i], start);
	if (a->stopped_since != INSTANT_MIN || a->by.last == INSTANT_MAX)
		return;
	buf_add(&r->b, STR("so it ends at "));
	moment_say(&r->b, moment_instant(a->by.last), r->zone);
	if (a->by.first != a->by.last && !a->by.whole) {
		buf_add(&r->b, STR(", or as early as "));
		moment_say(&r->b, moment_instant(a->by.first), r->zone);
		buf_add(&r->b, STR(", as it is not certain how long the clock stood"));
	}
	line_add(&r->lines, &r->b);
}

static bool tell_count(struct reckoning *r, const struct expr_days *days)
{
	struct value n = expr_eval(days->count, &r->s->env);
	struct moment from;

	if (n.kind != VALUE_NUMBER || !expr_moment(&from, days->from, &r->s->env, NULL) || from.first == INSTANT_MIN ||
	    from.last == INSTANT_MAX)
		return false;
	int64_t count = n.as.number / NUMBER_ONE;
	int32_t day = civil_day(r->zone, from.first);
	switch (days->kind) {
	case COUNT_NONE:
		return false;
	case COUNT_PERIOD:
		return list_days(r, day, count, "day", stopped_day);
	case COUNT_WORKDAYS:
		return r->stops.n == 0 && list_days(r, day_add(day, 1), count, "working day", idle_day);
	case COUNT_CLEAR_DAYS:
		return list_clear_days(r, day, count);
	}
	return false;
}

void reckon(struct explain_lines *out, struct sitting *s, const struct pattern_answer *a)
{
	struct reckoning r = {.s = s, .a = a, .zone = &s->of->plan->zone, .lines = {.arena = s->of->arena}};
	struct expr_days days;
	bool told = false;

	*out = (struct explain_lines){0};
	if (!a->pattern->by || !a->has_by || a->by_written.last == INSTANT_MAX)
		return;
	int64_t start = pause_clock_start(s, a->pattern);
	bool pauses = a->pattern->npause > 0 || (s->order && s->order->nsuspended > 0);
	if (pauses && a->by_written.last > start)
		collect_stops(&r, start, a->by.last);
	if (expr_days(&days, a->pattern->by) && a->stopped_since == INSTANT_MIN && a->by.first == a->by.last)
		told = tell_count(&r, &days);
	if (!told)
		tell_clock(&r, start);
	buf_free(&r.b);
	*out = lines_of(&r.lines);
}

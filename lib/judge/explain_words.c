/* Dates, intervals and lists in words. */
#include "judge/explain_kit.h"

void line_add(struct line_list *l, struct buf *b)
{
	struct str text = buf_str(b);

	for (size_t i = 0; i < l->lines.n; i++)
		if (str_eq(l->lines.at[i], text))
			text.n = 0;
	if (text.n > 0)
		*VEC_PUSH(l->arena, &l->lines) = str_dup(l->arena, text);
	buf_clear(b);
}

struct explain_lines lines_of(const struct line_list *l)
{
	return (struct explain_lines){l->lines.at, l->lines.n};
}

struct str buf_take(struct buf *b, struct arena *a)
{
	struct str text = str_dup(a, buf_str(b));

	buf_clear(b);
	return text;
}

void day_words(struct buf *out, int32_t day, bool weekday, bool year)
{
	static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
	                                     "September", "October", "November", "December"};
	int y, m, d;

	civil_to_ymd(&y, &m, &d, day);
	if (weekday)
		buf_printf(out, "%s ", weekdays[civil_weekday(day)]);
	buf_printf(out, "%d %s", d, months[m - 1]);
	if (year)
		buf_printf(out, " %d", y);
}

void interval_words(struct buf *out, const struct interval *i, const struct zone *z)
{
	bool begins = i->from != INSTANT_MIN && i->from == civil_day_start(z, civil_day(z, i->from));

	if (i->from != INSTANT_MIN) {
		buf_add(out, STR("from "));
		if (begins)
			day_words(out, civil_day(z, i->from), false, true);
		else
			moment_say(out, moment_instant(i->from), z);
		buf_char(out, ' ');
	}
	if (i->until == INSTANT_MAX) {
		buf_add(out, i->from == INSTANT_MIN ? STR("always") : STR("without an end"));
	} else if (i->until == civil_day_start(z, civil_day(z, i->until))) {
		buf_add(out, STR("to the end of "));
		day_words(out, day_add(civil_day(z, i->until), -1), false, true);
	} else {
		buf_add(out, STR("until "));
		moment_say(out, moment_instant(i->until), z);
	}
}

struct explain_lines intervals_words(const struct interval *list, size_t n, const struct zone *z, struct arena *a)
{
	struct line_list l = {.arena = a};
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		interval_words(&b, &list[i], z);
		line_add(&l, &b);
	}
	if (n == 0) {
		buf_add(&b, STR("at no time"));
		line_add(&l, &b);
	}
	buf_free(&b);
	return lines_of(&l);
}

void state_words(struct buf *out, struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		buf_char(out, name.at[i] == '-' ? ' ' : name.at[i]);
}

void types_words(struct buf *out, const struct event_filter *filters, size_t n)
{
	for (size_t i = 0, told = 0; i < n; i++) {
		bool before = false;
		for (size_t k = 0; k < i; k++)
			before |= filters[k].type == filters[i].type;
		if (before)
			continue;
		if (told++ > 0)
			buf_add(out, i + 1 == n ? STR(" or ") : STR(", "));
		buf_add(out, filters[i].type->name);
	}
}

struct str filters_noun(const struct event_filter *filters, size_t n, struct arena *a)
{
	struct buf b = {0};

	for (size_t i = 1; i < n; i++)
		if (filters[i].type != filters[0].type)
			return STR("event");
	if (n == 0)
		return STR("event");
	state_words(&b, filters[0].type->name);
	struct str out = buf_take(&b, a);
	buf_free(&b);
	return out;
}

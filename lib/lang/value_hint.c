#include "lang/value_hint.h"

#include "base/diag.h"
#include "civil/civil.h"

#define MAX_TOLD 12 /* words of a one-of that a phrase lists */

struct str hint_words(const struct type *t, struct str word, struct arena *a)
{
	struct buf b = {0};
	size_t told = t->nwords <= MAX_TOLD ? t->nwords : MAX_TOLD;

	buf_add(&b, STR("is not one of "));
	for (size_t i = 0; i < told; i++) {
		buf_add(&b, i > 0 ? STR(", ") : STR(""));
		buf_add(&b, t->words[i]);
	}
	if (told < t->nwords) {
		struct str nearest = suggest_nearest(word, t->words, t->nwords);
		buf_add(&b, STR(" …"));
		if (nearest.n > 0)
			buf_printf(&b, " (the nearest is %.*s)", STR_ARG(nearest));
	}
	struct str why = str_dup(a, buf_str(&b));
	buf_free(&b);
	return why;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

const char number_shortened_why[] = "is a number that a spreadsheet has shortened: its last digits are lost";

bool number_shortened(struct str s)
{
	size_t i = 0;

	while (i < s.n && (digit(s.at[i]) || s.at[i] == '.' || s.at[i] == ','))
		i++;
	return i > 0 && i + 2 < s.n && (s.at[i] == 'E' || s.at[i] == 'e') && s.at[i + 1] == '+';
}

bool hint_no_such_day(struct str s)
{
	int32_t day;

	for (size_t i = 0; i < 10; i++)
		if (i >= s.n || (i == 4 || i == 7 ? s.at[i] != '-' : !digit(s.at[i])))
			return false;
	return (s.n == 10 || !digit(s.at[10])) && !day_parse(&day, str_cut(s, 0, 10));
}

static bool number(int *out, struct str *s)
{
	size_t n = 0;

	for (*out = 0; n < s->n && n < 2 && digit(s->at[n]); n++)
		*out = *out * 10 + (s->at[n] - '0');
	*s = str_from(*s, n);
	return n > 0;
}

/* "9pm", "9:30 am" as a clock of 24 hours. */
static bool half_day_clock(struct buf *out, struct str s)
{
	int hour, minute = 0;

	if (!number(&hour, &s) || hour < 1 || hour > 12)
		return false;
	if (s.n > 0 && (*s.at == ':' || *s.at == '.')) {
		s = str_from(s, 1);
		if (!number(&minute, &s) || minute > 59)
			return false;
	}
	s = str_trim(s);
	if (!str_eq_nocase(s, STR("am")) && !str_eq_nocase(s, STR("pm")))
		return false;
	buf_printf(out, "%02d:%02d", hour % 12 + (str_eq_nocase(s, STR("pm")) ? 12 : 0), minute);
	return true;
}

bool hint_hours(struct buf *out, struct str s)
{
	size_t dots = 0, from = 0, start = out->n;

	while (from < s.n && !digit(s.at[from]))
		from++;
	while (dots + 1 < s.n && (s.at[dots] != '.' || s.at[dots + 1] != '.'))
		dots++;
	if (dots + 1 >= s.n || from >= dots)
		return false;
	buf_add(out, str_cut(s, 0, from));
	if (half_day_clock(out, str_trim(str_cut(s, from, dots - from)))) {
		buf_add(out, STR(".."));
		if (half_day_clock(out, str_trim(str_from(s, dots + 2))))
			return true;
	}
	out->n = start;
	return false;
}

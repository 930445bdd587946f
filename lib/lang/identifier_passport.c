#include <string.h>

#include "lang/identifier_check.h"
#include "lang/identifier_read.h"

#define NUMBER_MAX 9

/* Where a line has what, and where the check digit of that stands: one more than its last character. */
struct mrz_part {
	size_t from, until;
	const char *what;
};

/* The lines of ICAO 9303 that hold the number of the document. */
struct mrz_line {
	size_t length;
	size_t number;           /* where it begins */
	struct mrz_part checked[4];
};

static const struct mrz_line lines[] = {
	{44, 0, {{0, 9, "number"}, {13, 19, "date of birth"}, {21, 27, "date of expiry"}, {28, 42, "personal number"}}},
	{36, 0, {{0, 9, "number"}, {13, 19, "date of birth"}, {21, 27, "date of expiry"}}},
	{30, 5, {{5, 14, "number"}}},
};

static bool is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!check_is_digit(s.at[i]) && !check_is_letter(s.at[i]))
			return false;
	return s.n > 0 && s.n <= NUMBER_MAX;
}

static struct str without_filler(struct str s)
{
	while (s.n > 0 && s.at[s.n - 1] == '<')
		s.n--;
	return s;
}

/* An optional part without anything in it may have a filler for a check digit. */
static bool part_right(struct str raw, const struct mrz_part *p)
{
	struct str part = str_cut(raw, p->from, p->until - p->from);
	char given = raw.at[p->until];

	return check_mrz_digit(part) == given || (given == '<' && without_filler(part).n == 0);
}

/* Over number, date of birth, date of expiry and what follows, each with its check digit. */
static bool composite_right(struct str raw, const struct mrz_line *l, struct arena *a)
{
	size_t last = l->length - 1;

	if (l->length == 30)
		return true; /* it stands in another line of the card */
	return check_mrz_digit(str_printf(a, "%.*s%.*s%.*s", STR_ARG(str_cut(raw, 0, 10)), STR_ARG(str_cut(raw, 13, 7)),
	                                  STR_ARG(str_cut(raw, 21, last - 21)))) == raw.at[last];
}

static bool read_line(struct str *out, struct str raw, const struct mrz_line *l, struct arena *a, struct str *why)
{
	for (size_t i = 0; i < sizeof l->checked / sizeof l->checked[0] && l->checked[i].what; i++) {
		if (part_right(raw, &l->checked[i]))
			continue;
		*why = str_printf(a, "the check digit of its %s is wrong", l->checked[i].what);
		return false;
	}
	if (!composite_right(raw, l, a)) {
		*why = STR("the last check digit of the line is wrong");
		return false;
	}
	*out = without_filler(str_cut(raw, l->number, NUMBER_MAX));
	return is_number(*out);
}

bool identifier_read_passport(struct str *out, struct str raw, struct arena *a, struct str *why)
{
	*why = (struct str){NULL, 0};
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (raw.n == lines[i].length)
			return read_line(out, raw, &lines[i], a, why);
	*out = without_filler(raw);
	if (raw.n != NUMBER_MAX + 1)
		return is_number(*out);
	if (check_mrz_digit(str_cut(raw, 0, NUMBER_MAX)) != raw.at[NUMBER_MAX]) {
		*why = STR("its check digit is wrong");
		return false;
	}
	*out = without_filler(str_cut(raw, 0, NUMBER_MAX));
	return is_number(*out);
}

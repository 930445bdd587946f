#include "identity/born.h"

#include <stdlib.h>
#include <string.h>

struct born born_of_day(int32_t day)
{
	int year, month, mday;

	civil_to_ymd(&year, &month, &mday, day);
	return (struct born){(int16_t)year, (int8_t)month, (int8_t)mday};
}

bool born_whole(struct born b)
{
	int32_t day;

	return b.year > 0 && b.month > 0 && b.mday > 0 && civil_from_ymd(&day, b.year, b.month, b.mday);
}

int32_t born_day(struct born b)
{
	int32_t day = 0;

	civil_from_ymd(&day, b.year, b.month, b.mday);
	return day;
}

/* ---- reading ---- */

static int month_named(struct str s)
{
	static const char *const months = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int i = 0; s.n >= 3 && i < 12; i++)
		if (str_eq_nocase(str_cut(s, 0, 3), (struct str){months + (size_t)i * 3, 3}))
			return i + 1;
	return 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct number {
	int value;
	size_t digits; /* 0: a month by name */
};

/* Runs of digits and names of months, up to four. False: something else. */
static bool read_numbers(struct number out[4], size_t *n, struct str s)
{
	*n = 0;
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		bool letters = is_letter(s.at[i]);

		while (i < s.n && (letters ? is_letter(s.at[i]) : is_digit(s.at[i])))
			i++;
		if (i == from) {
			i++;
			continue;
		}
		if (*n == 4 || i - from > 9)
			return false;
		out[*n] = (struct number){letters ? month_named(str_cut(s, from, i - from)) : 0, letters ? 0 : i - from};
		for (size_t k = from; !letters && k < i; k++)
			out[*n].value = out[*n].value * 10 + (s.at[k] - '0');
		if (letters && out[*n].value == 0)
			return false;
		(*n)++;
	}
	return true;
}

static struct born made(int year, int month, int mday)
{
	if (year < 1 || year > 9999 || month > 99 || mday > 99)
		return (struct born){0};
	return (struct born){(int16_t)year, (int8_t)month, (int8_t)mday};
}

struct born born_read(struct str text)
{
	struct number x[4];
	size_t n;

	text = str_trim(text);
	if (text.n >= 11 && (text.at[10] == 'T' || text.at[10] == ' ') && is_digit(text.at[0])) /* a clock time behind it */
		text = str_cut(text, 0, 10);
	if (text.n > 40 || !read_numbers(x, &n, text) || n == 0 || n > 3)
		return (struct born){0};
	if (n == 1 && x[0].digits == 8)
		return made(x[0].value / 10000, x[0].value / 100 % 100, x[0].value % 100);
	if (x[0].digits == 4)
		return made(x[0].value, n > 1 ? x[1].value : 0, n > 2 ? x[2].value : 0);
	if (x[n - 1].digits != 4)
		return (struct born){0};
	if (n == 3)
		return x[0].digits == 0 ? made(x[2].value, x[0].value, x[1].value) : made(x[2].value, x[1].value, x[0].value);
	return n == 2 ? made(x[1].value, x[0].value, 0) : (struct born){0};
}

/* ---- comparing ---- */

/* A digit is another one, or two that stand beside each other changed places; 0 is not known, so no slip. */
static bool one_slip(int a, int b, int digits)
{
	int wrong = 0, sum = 0, unit = 1;

	for (int i = 0; i < digits; i++, unit *= 10) {
		int difference = a / unit % 10 - b / unit % 10;

		wrong += difference != 0;
		sum += difference;
	}
	return wrong == 1 || (wrong == 2 && sum == 0 && a % 10 != b % 10 && a / 10 % 10 == b % 10 && b / 10 % 10 == a % 10);
}

static bool january_first(struct born b)
{
	return b.month == 1 && b.mday == 1;
}

static enum weight compare_parts(struct born a, struct born b)
{
	bool year = a.year == b.year;
	bool month = a.month == b.month || a.month == 0 || b.month == 0, mday = a.mday == b.mday || a.mday == 0 || b.mday == 0;

	if (year && month && mday)
		return BORN_PART;
	return year ? BORN_YEAR : BORN_DIFFERS;
}

enum weight born_compare(struct born a, struct born b)
{
	bool year = a.year == b.year, month = a.month == b.month, mday = a.mday == b.mday;

	if (a.year == 0 || b.year == 0)
		return BORN_MISSING;
	if (a.month == 0 || b.month == 0 || a.mday == 0 || b.mday == 0)
		return compare_parts(a, b);
	if (year && month && mday)
		return january_first(a) ? BORN_EQUAL_JANUARY : BORN_EQUAL;
	if (year && a.month == b.mday && a.mday == b.month)
		return BORN_SWAPPED;
	if ((month && mday && one_slip(a.year, b.year, 4)) || (year && mday && one_slip(a.month, b.month, 2)) ||
	    (year && month && one_slip(a.mday, b.mday, 2)))
		return BORN_DIGIT;
	if (year && (january_first(a) || january_first(b)))
		return BORN_PART;
	if (month && mday)
		return january_first(a) ? BORN_DIFFERS : BORN_DAY;
	return year ? BORN_YEAR : BORN_DIFFERS;
}

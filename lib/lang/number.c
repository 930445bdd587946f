#include "lang/value.h"

#define PLACES 6

__extension__ typedef __int128 wide;

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool narrow(int64_t *out, wide n)
{
	if (n > INT64_MAX || n < -(wide)INT64_MAX)
		return false;
	*out = (int64_t)n;
	return true;
}

/* n / d to the nearest, ties to even. */
static bool quotient(int64_t *out, wide n, wide d)
{
	if (d < 0) {
		n = -n;
		d = -d;
	}
	wide q = n / d, rest = n % d;
	wide twice = 2 * (rest < 0 ? -rest : rest);
	if (twice > d || (twice == d && q % 2 != 0))
		q += n < 0 ? -1 : 1;
	return narrow(out, q);
}

/* The places behind the point, into millionths; up: round the magnitude up. */
static bool parse_places(wide *n, bool *up, struct str s)
{
	bool sticky = false;
	int seventh = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.at[i]))
			return false;
		int digit = s.at[i] - '0';
		if (i < PLACES)
			*n = *n * 10 + digit;
		else if (i == PLACES)
			seventh = digit;
		else
			sticky |= digit != 0;
	}
	for (size_t i = s.n; i < PLACES; i++)
		*n *= 10;
	*up = seventh > 5 || (seventh == 5 && (sticky || *n % 2 != 0));
	return true;
}

/* A run of digits, at most INT64_MAX; none is nought. */
static bool parse_whole(wide *n, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.at[i]))
			return false;
		*n = *n * 10 + (s.at[i] - '0');
		if (*n > INT64_MAX)
			return false;
	}
	return true;
}

bool number_parse(int64_t *out, struct str s)
{
	bool minus = s.n > 0 && s.at[0] == '-', up = false;
	if (s.n > 0 && (s.at[0] == '-' || s.at[0] == '+'))
		s = str_from(s, 1);
	if (s.n == 0)
		return false;

	struct str head, places;
	wide n = 0;
	bool pointed = str_split(&head, &places, s, '.');
	if (!parse_whole(&n, head))
		return false;
	if (!pointed)
		n *= NUMBER_ONE;
	else if (!parse_places(&n, &up, places))
		return false;
	n += up ? 1 : 0;
	return narrow(out, minus ? -n : n);
}

void number_print(struct buf *out, int64_t millionths)
{
	uint64_t n = millionths < 0 ? 0 - (uint64_t)millionths : (uint64_t)millionths;
	unsigned part = (unsigned)(n % NUMBER_ONE);
	int places = PLACES;

	if (millionths < 0)
		buf_char(out, '-');
	buf_printf(out, "%llu", (unsigned long long)(n / NUMBER_ONE));
	if (part == 0)
		return;
	while (part % 10 == 0) {
		part /= 10;
		places--;
	}
	buf_printf(out, ".%0*u", places, part);
}

bool number_of(int64_t *out, int64_t whole)
{
	return narrow(out, (wide)whole * NUMBER_ONE);
}

bool number_add(int64_t *out, int64_t a, int64_t b)
{
	return narrow(out, (wide)a + b);
}

bool number_sub(int64_t *out, int64_t a, int64_t b)
{
	return narrow(out, (wide)a - b);
}

bool number_mul(int64_t *out, int64_t a, int64_t b)
{
	return quotient(out, (wide)a * b, NUMBER_ONE);
}

bool number_div(int64_t *out, int64_t a, int64_t b)
{
	return b != 0 && quotient(out, (wide)a * NUMBER_ONE, b);
}

bool number_scale(int64_t *out, int64_t n, int64_t times, int64_t over)
{
	return quotient(out, (wide)n * times, over);
}

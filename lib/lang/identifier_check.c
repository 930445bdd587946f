#include "lang/identifier_check.h"

bool check_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool check_is_letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

size_t check_digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && check_is_digit(s.at[n]))
		n++;
	return n;
}

bool check_all_digits(struct str s)
{
	return s.n > 0 && check_digits(s) == s.n;
}

/* The sum of Luhn's formula. doubled: the last digit counts twice. */
static unsigned luhn_sum(struct str digits, bool doubled)
{
	unsigned sum = 0;

	for (size_t i = digits.n; i-- > 0; doubled = !doubled) {
		unsigned d = (unsigned)(digits.at[i] - '0');

		if (doubled)
			d = d > 4 ? 2 * d - 9 : 2 * d;
		sum += d;
	}
	return sum;
}

bool check_luhn(struct str digits)
{
	return luhn_sum(digits, false) % 10 == 0;
}

char check_luhn_digit(struct str digits)
{
	return (char)('0' + (10 - luhn_sum(digits, true) % 10) % 10);
}

static unsigned modulo_23(unsigned rest, struct str digits)
{
	for (size_t i = 0; i < digits.n; i++)
		rest = (rest * 10 + (unsigned)(digits.at[i] - '0')) % 23;
	return rest;
}

char check_police_letter(struct str left, struct str right)
{
	return "ZABCDEFGHJKLMNPQRTUVWXY"[modulo_23(modulo_23(0, left), right)];
}

char check_mrz_digit(struct str s)
{
	static const unsigned weights[] = {7, 3, 1};
	unsigned sum = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		unsigned value = check_is_digit(c) ? (unsigned)(c - '0') : check_is_letter(c) ? (unsigned)(c - 'A') + 10 : 0;

		if (value == 0 && c != '0' && c != '<')
			return '\0';
		sum += value * weights[i % 3];
	}
	return (char)('0' + sum % 10);
}

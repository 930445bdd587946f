#include <string.h>

#include "lang/identifier_check.h"
#include "lang/identifier_read.h"

#define CENTURY_PIVOT 50 /* two digits of a year from here on are 19.. */
#define PNC_SERIAL 7
#define CRO_SERIAL 6
#define ASN_SEQUENCE 11

/* The parts of a number, slices of it. */
struct police_number {
	struct str year, serial;
	char letter;
};

/* Takes the check letter off the end. */
static bool take_letter(char *letter, struct str *rest, struct str raw)
{
	if (raw.n < 2 || !check_is_letter(raw.at[raw.n - 1]) || memchr("IOS", raw.at[raw.n - 1], 3))
		return false;
	*letter = raw.at[raw.n - 1];
	*rest = str_cut(raw, 0, raw.n - 1);
	return true;
}

static bool told_letter(struct str *why, char right, char given, struct arena *a)
{
	*why = str_printf(a, "its check letter would be %c, not %c", right, given);
	return false;
}

/* Noughts in front up to n digits. */
static struct str padded(struct str digits, size_t n, struct arena *a)
{
	if (digits.n >= n)
		return digits;
	return str_printf(a, "%.*s%.*s", (int)(n - digits.n), "00000000000", STR_ARG(digits));
}

static char letter_of(const struct police_number *p, size_t pad, struct arena *a)
{
	struct str year = p->year.n == 4 ? str_from(p->year, 2) : p->year;

	return check_police_letter(year, padded(p->serial, pad, a));
}

static bool is_year(struct str s)
{
	return s.n == 2 || (s.n == 4 && (memcmp(s.at, "19", 2) == 0 || memcmp(s.at, "20", 2) == 0));
}

static bool is_serial(struct str s, size_t most)
{
	return check_all_digits(s) && s.n <= most;
}

/* Year and serial with a slash between them, or run together: a year of two digits, unless that leaves too
 * many or has another letter than one of four would. */
static bool split_pnc(struct police_number *p, struct str s, struct arena *a)
{
	if (str_split(&p->year, &p->serial, s, '/'))
		return check_all_digits(p->year) && is_year(p->year) && is_serial(p->serial, PNC_SERIAL);
	for (size_t digits = 2; digits <= 4; digits += 2) {
		if (s.n <= digits)
			break;
		p->year = str_cut(s, 0, digits);
		p->serial = str_from(s, digits);
		if (is_year(p->year) && is_serial(p->serial, PNC_SERIAL) &&
		    (letter_of(p, PNC_SERIAL, a) == p->letter || s.n <= 4))
			return true;
	}
	p->year = str_cut(s, 0, s.n > 9 ? 4 : 2);
	p->serial = str_from(s, p->year.n);
	return check_all_digits(s) && is_year(p->year) && is_serial(p->serial, PNC_SERIAL);
}

static const char *century(struct str year)
{
	if (year.n == 4)
		return "";
	return (year.at[0] - '0') * 10 + year.at[1] - '0' >= CENTURY_PIVOT ? "19" : "20";
}

bool identifier_read_pnc(struct str *out, struct str raw, struct arena *a, struct str *why)
{
	struct police_number p;
	struct str rest;

	*why = (struct str){NULL, 0};
	if (!take_letter(&p.letter, &rest, raw) || !split_pnc(&p, rest, a))
		return false;
	if (letter_of(&p, PNC_SERIAL, a) != p.letter)
		return told_letter(why, letter_of(&p, PNC_SERIAL, a), p.letter, a);
	*out = str_printf(a, "%s%.*s/%.*s%c", century(p.year), STR_ARG(p.year), STR_ARG(padded(p.serial, PNC_SERIAL, a)),
	                  p.letter);
	return true;
}

/* SFYY/N: the year stands first. */
static bool split_file(struct police_number *p, struct str s)
{
	p->year = str_cut(s, 2, 2);
	p->serial = str_from(s, 2 + p->year.n);
	if (p->serial.n > 0 && p->serial.at[0] == '/')
		p->serial = str_from(p->serial, 1);
	return check_all_digits(p->year) && p->year.n == 2 && is_serial(p->serial, CRO_SERIAL);
}

/* N/YY: the year stands last. */
static bool split_cro(struct police_number *p, struct str s)
{
	if (s.n < 3)
		return false;
	p->year = str_from(s, s.n - 2);
	p->serial = str_cut(s, 0, s.n - 2);
	if (p->serial.at[p->serial.n - 1] == '/')
		p->serial.n--;
	return check_all_digits(p->year) && is_serial(p->serial, CRO_SERIAL);
}

bool identifier_read_cro(struct str *out, struct str raw, struct arena *a, struct str *why)
{
	struct police_number p;
	struct str rest;
	bool file = str_starts(raw, STR("SF"));

	*why = (struct str){NULL, 0};
	if (!take_letter(&p.letter, &rest, raw) || !(file ? split_file(&p, rest) : split_cro(&p, rest)))
		return false;
	char right = letter_of(&p, file ? 0 : CRO_SERIAL, a);
	if (right != p.letter)
		return told_letter(why, right, p.letter, a);
	*out = file ? str_printf(a, "SF%.*s/%.*s%c", STR_ARG(p.year), STR_ARG(p.serial), p.letter) :
	              str_printf(a, "%.*s/%.*s%c", STR_ARG(padded(p.serial, CRO_SERIAL, a)), STR_ARG(p.year), p.letter);
	return true;
}

static struct str without_slashes(struct str s, struct arena *a)
{
	char *to = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] != '/')
			to[n++] = s.at[i];
	return (struct str){to, n};
}

static bool all_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!check_is_digit(s.at[i]) && !check_is_letter(s.at[i]))
			return false;
	return true;
}

/* Modulo 23 over force, system, year and sequence, where all are digits. */
static bool asn_letter(char *out, struct str year, struct str unit, struct str sequence, struct arena *a)
{
	struct str force = str_cut(unit, 0, 2), system = str_cut(unit, 4, 2);

	if (unit.n != 6 || !check_all_digits(force) || !check_all_digits(system))
		return false;
	*out = check_police_letter(str_printf(a, "%.*s%.*s%.*s", STR_ARG(force), STR_ARG(system), STR_ARG(year)), sequence);
	return true;
}

bool identifier_read_asn(struct str *out, struct str raw, struct arena *a, struct str *why)
{
	struct str s = without_slashes(raw, a), rest, year, unit, sequence;
	char letter, right;

	*why = (struct str){NULL, 0};
	if (!take_letter(&letter, &rest, s) || rest.n < 9)
		return false;
	size_t nunit = s.n == 21 ? 7 : 6;
	year = str_cut(rest, 0, 2);
	unit = str_cut(rest, 2, nunit);
	sequence = str_from(rest, 2 + nunit);
	if (!check_all_digits(year) || !all_plain(unit) || !is_serial(sequence, ASN_SEQUENCE))
		return false;
	sequence = padded(sequence, ASN_SEQUENCE, a);
	if (asn_letter(&right, year, unit, sequence, a) && right != letter)
		return told_letter(why, right, letter, a);
	*out = str_printf(a, "%.*s%.*s%.*s%c", STR_ARG(year), STR_ARG(unit), STR_ARG(sequence), letter);
	return true;
}

bool identifier_read_nino(struct str *out, struct str raw, struct arena *a, struct str *why)
{
	static const char never[][3] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};

	(void)a;
	*why = (struct str){NULL, 0};
	if (raw.n != 9 || check_digits(str_from(raw, 2)) != 6 || !memchr("ABCD", raw.at[8], 4) || !check_is_letter(raw.at[0]) ||
	    !check_is_letter(raw.at[1]) || memchr("DFIQUV", raw.at[0], 6) || memchr("DFIOQUV", raw.at[1], 7))
		return false;
	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
		if (memcmp(raw.at, never[i], 2) == 0)
			return false;
	*out = raw;
	return true;
}

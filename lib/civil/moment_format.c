#include "civil/civil.h"
#include "civil/scan.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const struct str MONTHS[] = {
	STR_INIT("january"), STR_INIT("february"), STR_INIT("march"),     STR_INIT("april"),   STR_INIT("may"),      STR_INIT("june"),
	STR_INIT("july"),    STR_INIT("august"),   STR_INIT("september"), STR_INIT("october"), STR_INIT("november"), STR_INIT("december"),
	STR_INIT("jan"),     STR_INIT("feb"),      STR_INIT("mar"),       STR_INIT("apr"),     STR_INIT("may"),      STR_INIT("jun"),
	STR_INIT("jul"),     STR_INIT("aug"),      STR_INIT("sep"),       STR_INIT("oct"),     STR_INIT("nov"),      STR_INIT("dec"),
	STR_INIT("jan."),    STR_INIT("feb."),     STR_INIT("mar."),      STR_INIT("apr."),    STR_INIT("may"),      STR_INIT("june"),
	STR_INIT("july"),    STR_INIT("aug."),     STR_INIT("sept"),      STR_INIT("oct."),    STR_INIT("nov."),     STR_INIT("dec."),
};

static const struct str WEEKDAYS[] = {
	STR_INIT("monday"), STR_INIT("tuesday"),  STR_INIT("wednesday"), STR_INIT("thursday"), STR_INIT("friday"),
	STR_INIT("saturday"), STR_INIT("sunday"), STR_INIT("mon"),       STR_INIT("tue"),      STR_INIT("wed"),
	STR_INIT("thu"),    STR_INIT("fri"),      STR_INIT("sat"),       STR_INIT("sun"),
};

static const struct str HALVES[] = {STR_INIT("am"), STR_INIT("pm"), STR_INIT("a.m."), STR_INIT("p.m.")};

/* What %Z takes: the clock of the United Kingdom, and the world's. Elsewhere one name stands for several offsets. */
static const struct str ZONES[] = {STR_INIT("bst"), STR_INIT("gmt"), STR_INIT("utc"), STR_INIT("z")};

enum { PIVOT = 1969 };

enum { UNSET = -1 };

/* What the directives have found; UNSET where a part was not given. */
struct parts {
	int64_t year, month, mday, yday, hour, hour12, minute, second, epoch;
	int32_t fraction, offset;
	int half, weekday, pivot;
	bool clock, has_offset, has_epoch;
};

static bool take(int64_t *out, struct str *rest, size_t least, size_t most, int64_t from, int64_t to)
{
	return scan_number(out, rest, least, most) && *out >= from && *out <= to;
}

static bool take_year2(struct parts *p, struct str *rest)
{
	if (!take(&p->year, rest, 2, 2, 0, 99))
		return false;
	p->year = p->pivot + (p->year - p->pivot % 100 + 100) % 100;
	return true;
}

/* names: several spellings of a round of so many, one round after the other. */
static bool take_name(int *which, struct str *rest, const struct str *names, int n, int round)
{
	if (!scan_name(which, rest, names, n))
		return false;
	*which %= round;
	return true;
}

static bool take_zone(struct parts *p, struct str *rest)
{
	int zone;

	if (!scan_name(&zone, rest, ZONES, COUNT(ZONES)))
		return false;
	p->offset = zone == 0 ? 3600000 : 0;
	p->has_offset = true;
	return true;
}

static bool take_month(struct parts *p, struct str *rest)
{
	int month;

	if (!take_name(&month, rest, MONTHS, COUNT(MONTHS), 12))
		return false;
	p->month = month + 1;
	return true;
}

static bool take_padded_day(struct parts *p, struct str *rest)
{
	scan_char(rest, ' ');
	return take(&p->mday, rest, 1, 2, 1, 31);
}

static bool take_epoch(struct parts *p, struct str *rest)
{
	bool negative = scan_char(rest, '-');

	if (!scan_number(&p->epoch, rest, 1, 15))
		return false;
	if (negative)
		p->epoch = -p->epoch;
	p->has_epoch = true;
	return true;
}

static bool take_time(struct parts *p, struct str *rest)
{
	return take(&p->hour, rest, 1, 2, 0, 23) && scan_char(rest, ':') && take(&p->minute, rest, 1, 2, 0, 59) &&
	       scan_char(rest, ':') && take(&p->second, rest, 1, 2, 0, 59);
}

static bool take_date(struct parts *p, struct str *rest)
{
	return take(&p->year, rest, 4, 4, 1, 9999) && scan_char(rest, '-') && take(&p->month, rest, 1, 2, 1, 12) &&
	       scan_char(rest, '-') && take(&p->mday, rest, 1, 2, 1, 31);
}

static bool directive(struct parts *p, struct str *rest, char c)
{
	switch (c) {
	case 'Y':
		return take(&p->year, rest, 4, 4, 1, 9999);
	case 'y':
		return take_year2(p, rest);
	case 'm':
		return take(&p->month, rest, 1, 2, 1, 12);
	case 'b':
	case 'B':
		return take_month(p, rest);
	case 'd':
		return take(&p->mday, rest, 1, 2, 1, 31);
	case 'e':
		return take_padded_day(p, rest);
	case 'j':
		return take(&p->yday, rest, 1, 3, 1, 366);
	case 'a':
	case 'A':
		return take_name(&p->weekday, rest, WEEKDAYS, COUNT(WEEKDAYS), 7);
	case 'F':
		return take_date(p, rest);
	case 'H':
		return p->clock = take(&p->hour, rest, 1, 2, 0, 23);
	case 'I':
		return p->clock = take(&p->hour12, rest, 1, 2, 1, 12);
	case 'M':
		return take(&p->minute, rest, 1, 2, 0, 59);
	case 'S':
		return take(&p->second, rest, 1, 2, 0, 59);
	case 'T':
		return p->clock = take_time(p, rest);
	case 'f':
		return scan_fraction(&p->fraction, rest);
	case 'p':
		return take_name(&p->half, rest, HALVES, COUNT(HALVES), 2);
	case 'z':
		return p->has_offset = scan_offset(&p->offset, rest);
	case 'Z':
		return take_zone(p, rest);
	case 's':
		return take_epoch(p, rest);
	case '%':
		return scan_char(rest, '%');
	default:
		return false;
	}
}

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool read_parts(struct parts *p, struct str s, struct str format)
{
	for (size_t i = 0; i < format.n; i++) {
		if (blank(format.at[i])) {
			while (s.n > 0 && blank(*s.at))
				s = str_from(s, 1);
		} else if (format.at[i] == '%') {
			if (++i == format.n || !directive(p, &s, format.at[i]))
				return false;
		} else if (!scan_char(&s, format.at[i])) {
			return false;
		}
	}
	return s.n == 0;
}

static bool day_of_parts(int32_t *day, const struct parts *p)
{
	if (p->year == UNSET)
		return false;
	if (p->month != UNSET && p->mday != UNSET) {
		if (!civil_from_ymd(day, (int)p->year, (int)p->month, (int)p->mday))
			return false;
	} else {
		int year, month, mday;

		if (p->yday == UNSET || !civil_from_ymd(day, (int)p->year, 1, 1))
			return false;
		*day += (int32_t)p->yday - 1;
		civil_to_ymd(&year, &month, &mday, *day);
		if (year != p->year)
			return false;
	}
	return p->weekday == UNSET || civil_weekday(*day) == p->weekday;
}

static int32_t clock_of_parts(const struct parts *p)
{
	int64_t hour = p->hour12 == UNSET ? p->hour : p->hour12 % 12 + (p->half == 1 ? 12 : 0);

	return (int32_t)(hour * 3600000 + p->minute * 60000 + p->second * 1000) + p->fraction;
}

static struct parts no_parts(int pivot)
{
	return (struct parts){.year = UNSET, .month = UNSET, .mday = UNSET, .yday = UNSET, .hour12 = UNSET,
	                      .half = UNSET, .weekday = UNSET, .pivot = pivot > 0 ? pivot : PIVOT};
}

bool moment_parse_format(struct moment *out, struct str s, struct str format, const struct zone *z, enum civil_fit *fit)
{
	return moment_parse_pivot(out, s, format, 0, z, fit);
}

bool moment_parse_pivot(struct moment *out, struct str s, struct str format, int pivot, const struct zone *z,
                        enum civil_fit *fit)
{
	struct parts p = no_parts(pivot);
	enum civil_fit found = CIVIL_ONCE;
	int32_t day;

	if (!read_parts(&p, s, format))
		return false;
	if (p.has_epoch)
		*out = moment_instant(p.epoch * 1000 + p.fraction);
	else if (!day_of_parts(&day, &p))
		return false;
	else if (!p.clock)
		*out = moment_day(z, day);
	else if (p.has_offset)
		*out = moment_instant(day * CIVIL_DAY_MS + clock_of_parts(&p) - p.offset);
	else
		*out = moment_instant(civil_instant(z, day, clock_of_parts(&p), &found));
	if (fit != NULL)
		*fit = found;
	return true;
}

bool moment_fits_format(struct str s, struct str format)
{
	struct parts p = no_parts(0);

	return read_parts(&p, s, format);
}

static bool known(char c)
{
	const struct str all = STR("YymbBdejaAFHIMSTfpzZs%");

	for (size_t i = 0; i < all.n; i++) {
		if (all.at[i] == c)
			return true;
	}
	return false;
}

bool moment_format_valid(struct str format, size_t *bad)
{
	for (size_t i = 0; i < format.n; i++) {
		if (format.at[i] != '%')
			continue;
		if (i + 1 == format.n || !known(format.at[i + 1])) {
			if (bad != NULL)
				*bad = i;
			return false;
		}
		i++;
	}
	return true;
}

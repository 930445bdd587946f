#include "civil/civil.h"
#include "civil/scan.h"

/* Lengths of more than 10,000 years are no lengths that anybody means. */
static const int64_t MONTHS_MOST = 120000;
static const int64_t DAYS_MOST = 3652425;
static const int64_t MS_MOST = 3652425 * CIVIL_DAY_MS;

struct unit {
	struct str name;
	int32_t months, days;
	int64_t ms;
};

static const struct unit SHORT[] = {
	{STR_INIT("mo"), 1, 0, 0},  {STR_INIT("min"), 0, 0, 60000}, {STR_INIT("s"), 0, 0, 1000}, {STR_INIT("h"), 0, 0, 3600000},
	{STR_INIT("d"), 0, 1, 0},   {STR_INIT("w"), 0, 7, 0},       {STR_INIT("y"), 12, 0, 0},
};

/* In the order in which ISO 8601 has them. */
static const struct unit ISO_DATE[] = {
	{STR_INIT("Y"), 12, 0, 0}, {STR_INIT("M"), 1, 0, 0}, {STR_INIT("W"), 0, 7, 0}, {STR_INIT("D"), 0, 1, 0},
};
static const struct unit ISO_TIME[] = {
	{STR_INIT("H"), 0, 0, 3600000}, {STR_INIT("M"), 0, 0, 60000}, {STR_INIT("S"), 0, 0, 1000},
};

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* A sum on its way, wide enough for months and days of a count of 17 digits. */
struct sum {
	int64_t months, days, ms;
};

static bool add_units(struct sum *to, int64_t count, const struct unit *u)
{
	int64_t ms;

	to->months += count * u->months;
	to->days += count * u->days;
	if (__builtin_mul_overflow(count, u->ms, &ms) || __builtin_add_overflow(to->ms, ms, &to->ms))
		return false;
	return to->months <= MONTHS_MOST && to->days <= DAYS_MOST && to->ms <= MS_MOST;
}

static const struct unit *unit_of(struct str *rest)
{
	for (int i = 0; i < COUNT(SHORT); i++) {
		if (str_starts(*rest, SHORT[i].name)) {
			*rest = str_from(*rest, SHORT[i].name.n);
			return &SHORT[i];
		}
	}
	return NULL;
}

static bool parse_short(struct sum *out, struct str rest)
{
	while (rest.n > 0) {
		const struct unit *u;
		int64_t count;

		if (!scan_number(&count, &rest, 1, 17) || (u = unit_of(&rest)) == NULL || !add_units(out, count, u))
			return false;
	}
	return true;
}

/* Counts with the letters of units, each at most once and in order. A
 * fraction may stand before S only. */
static bool parse_iso_part(struct sum *out, struct str *rest, const struct unit *units, int n)
{
	int i = 0, nfound = 0;

	while (rest->n > 0 && *rest->at != 'T') {
		int64_t count;
		int32_t fraction = 0;
		bool fractional;

		if (!scan_number(&count, rest, 1, 17))
			return false;
		fractional = scan_char(rest, '.') || scan_char(rest, ',');
		if (fractional && !scan_fraction(&fraction, rest))
			return false;
		while (i < n && !str_starts(*rest, units[i].name))
			i++;
		if (i == n || (fractional && units[i].ms != 1000) || !add_units(out, count, &units[i]))
			return false;
		*rest = str_from(*rest, 1);
		out->ms += fraction;
		nfound++;
		i++;
	}
	return nfound > 0;
}

/* rest: not empty. */
static bool parse_iso(struct sum *out, struct str rest)
{
	bool date = *rest.at != 'T';

	if (date && !parse_iso_part(out, &rest, ISO_DATE, COUNT(ISO_DATE)))
		return false;
	if (scan_char(&rest, 'T'))
		return parse_iso_part(out, &rest, ISO_TIME, COUNT(ISO_TIME)) && rest.n == 0;
	return date;
}

bool duration_parse(struct duration *out, struct str s)
{
	struct sum sum = {0};
	bool iso = scan_char(&s, 'P');

	if (s.n == 0 || !(iso ? parse_iso(&sum, s) : parse_short(&sum, s)))
		return false;
	*out = (struct duration){.months = (int32_t)sum.months, .days = (int32_t)sum.days, .ms = sum.ms};
	return true;
}

bool duration_hint(struct buf *out, struct str s)
{
	static const struct {
		const char *word, *unit;
	} words[] = {{"", "d"}, {"day", "d"}, {"week", "w"}, {"hour", "h"}, {"hr", "h"}, {"minute", "min"}, {"mins", "min"},
	             {"second", "s"}, {"sec", "s"}, {"month", "mo"}, {"year", "y"}, {"yr", "y"}};
	size_t n = 0;

	while (n < s.n && s.at[n] >= '0' && s.at[n] <= '9')
		n++;
	struct str word = str_trim(str_from(s, n));
	if (n == 0 || n > 6)
		return false;
	for (int i = 0; i < COUNT(words); i++) {
		struct str one = str_of(words[i].word);
		bool plural = word.n == one.n + 1 && one.n > 0 && (word.at[one.n] | 32) == 's';
		if (!str_eq_nocase(plural ? str_cut(word, 0, one.n) : word, one))
			continue;
		buf_printf(out, "%.*s%s", (int)n, s.at, words[i].unit);
		return true;
	}
	return false;
}

bool duration_is_exact(struct duration d)
{
	return d.months == 0 && d.days == 0;
}

bool duration_is_civil(struct duration d)
{
	return d.ms == 0;
}

static uint64_t size_of(int64_t n)
{
	return n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
}

static void add_count(struct buf *out, uint64_t n, const char *unit)
{
	if (n > 0)
		buf_printf(out, "%llu%s", (unsigned long long)n, unit);
}

/* Only ISO 8601 has fractions of a second. */
static void print_iso(struct buf *out, uint64_t months, uint64_t days, uint64_t ms)
{
	unsigned fraction = (unsigned)(ms % 1000);

	buf_char(out, 'P');
	add_count(out, months / 12, "Y");
	add_count(out, months % 12, "M");
	add_count(out, days, "D");
	buf_char(out, 'T');
	add_count(out, ms / 3600000, "H");
	add_count(out, ms / 60000 % 60, "M");
	buf_printf(out, "%u.%03u", (unsigned)(ms / 1000 % 60), fraction);
	while (out->at[out->n - 1] == '0')
		out->n--;
	buf_char(out, 'S');
}

static int sign_of(int64_t n)
{
	return (n > 0) - (n < 0);
}

/* "1d-12h": a day less twelve hours; one sign before all would say something else. */
static bool print_apart(struct buf *out, struct duration d)
{
	int months = sign_of(d.months), days = sign_of(d.days), ms = sign_of(d.ms);

	if (months * days >= 0 && months * ms >= 0 && days * ms >= 0)
		return false;
	if (months != 0)
		duration_print(out, (struct duration){.months = d.months});
	if (days != 0)
		duration_print(out, (struct duration){.days = d.days});
	if (ms != 0)
		duration_print(out, (struct duration){.ms = d.ms});
	return true;
}

void duration_print(struct buf *out, struct duration d)
{
	if (print_apart(out, d))
		return;

	uint64_t months = size_of(d.months), days = size_of(d.days), ms = size_of(d.ms);

	if (months == 0 && days == 0 && ms == 0) {
		buf_add(out, STR("0s"));
		return;
	}
	if (d.months < 0 || d.days < 0 || d.ms < 0)
		buf_char(out, '-');
	if (ms % 1000 != 0) {
		print_iso(out, months, days, ms);
		return;
	}
	add_count(out, months / 12, "y");
	add_count(out, months % 12, "mo");
	add_count(out, days, "d");
	add_count(out, ms / 3600000, "h");
	add_count(out, ms / 60000 % 60, "min");
	add_count(out, ms / 1000 % 60, "s");
}

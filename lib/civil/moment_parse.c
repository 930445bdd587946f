#include "civil/civil.h"
#include "civil/scan.h"

/* YYYY-MM-DD, or YYYYMMDD: extended is then false. */
static bool scan_day(int32_t *day, bool *extended, struct str *rest)
{
	int32_t century, year, month, mday;

	if (!scan_two(&century, rest) || !scan_two(&year, rest))
		return false;
	*extended = scan_char(rest, '-');
	if (!scan_two(&month, rest) || (*extended && !scan_char(rest, '-')) || !scan_two(&mday, rest))
		return false;
	return civil_from_ymd(day, century * 100 + year, month, mday);
}

bool day_parse(int32_t *day, struct str s)
{
	bool extended;

	return scan_day(day, &extended, &s) && extended && s.n == 0;
}

/* The hour may have one digit: 1:30 is a time of day. */
bool clock_parse(int32_t *ms, struct str s, bool end_of_day)
{
	char text[32] = {'0'};

	if (s.n >= sizeof text)
		return false;
	if (s.n > 1 && s.at[1] == ':') {
		for (size_t i = 0; i < s.n; i++)
			text[i + 1] = s.at[i];
		s = (struct str){text, s.n + 1};
	}
	return scan_clock(ms, &s, true) && s.n == 0 && (*ms < CIVIL_DAY_MS || end_of_day);
}

bool moment_parse(struct moment *out, struct str s, const struct zone *z, enum civil_fit *fit)
{
	enum civil_fit found = CIVIL_ONCE;
	int32_t day, clock, offset;
	bool extended;

	if (!scan_day(&day, &extended, &s))
		return false;
	if (s.n == 0) {
		*out = moment_day(z, day);
	} else {
		if (!scan_char(&s, 'T') && !scan_char(&s, ' ') && !scan_char(&s, 't'))
			return false;
		if (!scan_clock(&clock, &s, extended))
			return false;
		if (s.n == 0)
			*out = moment_instant(civil_instant(z, day, clock, &found));
		else if (scan_offset(&offset, &s) && s.n == 0)
			*out = moment_instant(day * CIVIL_DAY_MS + clock - offset);
		else
			return false;
	}
	if (fit != NULL)
		*fit = found;
	return true;
}

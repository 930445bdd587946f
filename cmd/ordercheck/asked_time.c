/* Times that options take: what to write where one is not understood. */
#include "check.h"

/* "01/06/2026", "1.6.2026", "2026/6/1": three numbers with one mark between. */
static bool three_numbers(uint64_t out[3], struct str text)
{
	static const char marks[] = "/.-";

	for (const char *mark = marks; *mark; mark++) {
		struct str part, rest = text;
		size_t n = 0;
		bool more = true;
		while (more && n < 3) {
			more = str_split(&part, &rest, rest, *mark);
			if (!str_to_u64(&out[n], str_trim(part)))
				break;
			n++;
		}
		if (n == 3 && !more)
			return true;
	}
	return false;
}

/* The day comes before the month here. */
void asked_time_help(struct call *c, struct str text)
{
	uint64_t n[3];
	int32_t day;

	if (three_numbers(n, str_trim(text)) && n[0] < 9999 && n[1] < 99 && n[2] < 9999) {
		bool year_first = n[0] > 31;
		int year = (int)n[year_first ? 0 : 2], month = (int)n[1], mday = (int)n[year_first ? 2 : 0];
		if (year < 100 || !civil_from_ymd(&day, year, month, mday))
			diag_help(c->diag, "the calendar has no such day; the year stands first, then month and day");
		else
			diag_help(c->diag, "the year stands first: %04d-%02d-%02d", year, month, mday);
		return;
	}
	diag_help(c->diag, "the year stands first, then month and day; a clock time follows a T, such as 2026-06-01T09:00");
}

#include "civil/civil.h"
#include "civil/scan.h"

enum { EVERY_DAY = 0x7F };

static const struct str DAYS[] = {
	STR_INIT("mon"), STR_INIT("tue"), STR_INIT("wed"), STR_INIT("thu"), STR_INIT("fri"), STR_INIT("sat"), STR_INIT("sun"),
};

static void skip_blanks(struct str *rest)
{
	while (scan_char(rest, ' ') || scan_char(rest, '\t'))
		;
}

/* A day or a range of days, which may go over the end of the week. */
static bool scan_days(uint8_t *days, struct str *rest)
{
	int from, to;

	if (!scan_name(&from, rest, DAYS, 7))
		return false;
	to = from;
	if (scan_char(rest, '-') && !scan_name(&to, rest, DAYS, 7))
		return false;
	for (int day = from;; day = (day + 1) % 7) {
		*days = (uint8_t)(*days | 1u << day);
		if (day == to)
			return true;
	}
}

/* The days in front of the hours, if any, and the blanks behind them. */
static bool scan_day_list(uint8_t *days, struct str *rest)
{
	const struct str daily = STR("daily");
	int which;

	*days = 0;
	if (scan_name(&which, rest, &daily, 1)) {
		*days = EVERY_DAY;
		skip_blanks(rest);
		return true;
	}
	do {
		skip_blanks(rest);
		if (!scan_days(days, rest))
			return false;
		skip_blanks(rest);
	} while (scan_char(rest, ','));
	return true;
}

bool weekly_parse(struct weekly *out, struct str s)
{
	struct str rest = str_trim(s), from;
	size_t dots = 0;

	out->days = EVERY_DAY;
	if (rest.n > 0 && (*rest.at < '0' || *rest.at > '9')) {
		const char *before;

		if (!scan_day_list(&out->days, &rest))
			return false;
		before = rest.at - 1;
		if (*before != ' ' && *before != '\t')
			return false;
	}
	while (dots < rest.n && !str_starts(str_from(rest, dots), STR("..")))
		dots++;
	from = str_trim(str_cut(rest, 0, dots));
	rest = str_trim(str_from(rest, dots + 2));
	return clock_parse(&out->from, from, false) && clock_parse(&out->until, rest, true);
}

static bool on(const struct weekly *w, int weekday)
{
	return (w->days >> weekday & 1) != 0;
}

static bool inside(const struct weekly *spans, size_t nspans, int weekday, int32_t clock)
{
	int before = weekday == 0 ? 6 : weekday - 1;

	for (size_t i = 0; i < nspans; i++) {
		const struct weekly *w = &spans[i];

		if (w->from < w->until) {
			if (on(w, weekday) && clock >= w->from && clock < w->until)
				return true;
		} else if ((on(w, weekday) && clock >= w->from) || (on(w, before) && clock < w->until)) {
			return true;
		}
	}
	return false;
}

bool weekly_inside(const struct weekly *spans, size_t nspans, const struct zone *z, int64_t instant)
{
	return inside(spans, nspans, civil_weekday(civil_day(z, instant)), civil_clock(z, instant));
}

/* local: no further from 1970 than the bounds of weekly_covers. */
static bool inside_local(const struct weekly *spans, size_t nspans, int64_t local)
{
	/* Days from a Monday so long ago that none counts below 0, to a Thursday, 1 January 1970. */
	const int64_t since = (INT64_C(1) << 32) * 7 + 3;
	uint64_t at = (uint64_t)(local + since * CIVIL_DAY_MS), day = at / (uint64_t)CIVIL_DAY_MS;

	return inside(spans, nspans, (int)(day % 7), (int32_t)(at - day * (uint64_t)CIVIL_DAY_MS));
}

/* Is it the same (in or out) over [first, last] of the local clock? Only at
 * the ends of spans can it change: one past midnight goes on there. */
static bool steady(const struct weekly *spans, size_t nspans, int64_t first, int64_t last)
{
	bool in = inside_local(spans, nspans, first);
	int64_t midnight = first - (first % CIVIL_DAY_MS + CIVIL_DAY_MS) % CIVIL_DAY_MS;

	for (; midnight <= last; midnight += CIVIL_DAY_MS) {
		for (size_t i = 0; i < nspans; i++) {
			int64_t from = midnight + spans[i].from, until = midnight + spans[i].until;

			if (from > first && from <= last && inside_local(spans, nspans, from) != in)
				return false;
			if (until > first && until <= last && inside_local(spans, nspans, until) != in)
				return false;
		}
	}
	return true;
}

int weekly_covers(const struct weekly *spans, size_t nspans, const struct zone *z, int64_t first, int64_t last)
{
	/* A fortnight and a day see all hours of the week, whatever the clock skips. */
	const int64_t most = 15 * CIVIL_DAY_MS, edge = INT32_MAX * CIVIL_DAY_MS - 2 * most;
	bool in;

	if (first == last && first >= -edge && first <= edge)
		return inside_local(spans, nspans, first + zone_offset(z, first)) ? 1 : -1;
	first = first < -edge ? -edge : first > edge ? edge : first;
	last = last < first ? first : last > edge ? edge : last;
	if (last - first > most)
		last = first + most;
	in = inside_local(spans, nspans, first + zone_offset(z, first));
	if (first == last)
		return in ? 1 : -1;
	for (size_t i = zone_change_at(z, first); i < z->nchanges && z->changes[i].at <= last; i++) {
		int64_t begin = z->changes[i].at > first ? z->changes[i].at : first;
		int64_t end = i + 1 < z->nchanges && z->changes[i + 1].at <= last ? z->changes[i + 1].at - 1 : last;

		if (weekly_inside(spans, nspans, z, begin) != in)
			return 0;
		if (!steady(spans, nspans, begin + z->changes[i].offset, end + z->changes[i].offset))
			return 0;
	}
	return in ? 1 : -1;
}

/* The days as a list in which three or more neighbours are a range. */
static void print_days(struct buf *out, uint8_t days)
{
	const char *between = "";

	for (int day = 0; day < 7; day++) {
		int last = day;

		if ((days >> day & 1) == 0)
			continue;
		while (last < 6 && (days >> (last + 1) & 1) != 0)
			last++;
		if (last - day < 2)
			last = day;
		buf_printf(out, "%s%s", between, DAYS[day].at);
		if (last > day)
			buf_printf(out, "-%s", DAYS[last].at);
		between = ",";
		day = last;
	}
}

void weekly_print(struct buf *out, const struct weekly *w)
{
	if ((w->days & EVERY_DAY) == EVERY_DAY)
		buf_add(out, STR("daily"));
	else
		print_days(out, w->days);
	buf_char(out, ' ');
	clock_print(out, w->from);
	buf_add(out, STR(".."));
	clock_print(out, w->until);
}

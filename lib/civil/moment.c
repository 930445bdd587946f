#include "civil/civil.h"

struct moment moment_instant(int64_t at)
{
	return (struct moment){.first = at, .last = at};
}

/* A day that a zone skipped altogether is the instant at which it was skipped. */
struct moment moment_day(const struct zone *z, int32_t day)
{
	struct moment m = {.first = civil_day_start(z, day), .last = civil_day_end(z, day), .whole = true, .day = day};

	if (m.last < m.first)
		m.last = m.first;
	return m;
}

bool moment_exact(struct moment m)
{
	return m.first == m.last && !m.whole;
}

static int32_t move_day(int32_t day, struct duration d, int sign)
{
	return day_add(day_add_months(day, (int64_t)d.months * sign), (int64_t)d.days * sign);
}

static int64_t move_instant(const struct zone *z, int64_t at, struct duration d, int sign)
{
	if (d.months != 0 || d.days != 0) {
		int32_t day = move_day(civil_day(z, at), d, sign);

		if (day == INT32_MIN || day == INT32_MAX)
			return day == INT32_MIN ? INSTANT_MIN : INSTANT_MAX;
		at = civil_instant(z, day, civil_clock(z, at), NULL);
	}
	if (sign < 0 && d.ms == INT64_MIN)
		return instant_add(instant_add(at, INT64_MAX), 1);
	return instant_add(at, d.ms * sign);
}

struct moment moment_add(const struct zone *z, struct moment m, struct duration d, int sign)
{
	if (m.whole) {
		m = moment_day(z, move_day(m.day, d, sign));
		if (d.ms == 0)
			return m;
		d.months = d.days = 0;
	} else if (d.months == 0 && d.days == 0 && m.first == m.last && d.ms != INT64_MIN) {
		return moment_instant(instant_add(m.first, d.ms * sign));
	}
	return (struct moment){.first = move_instant(z, m.first, d, sign), .last = move_instant(z, m.last, d, sign)};
}

int moment_le(struct moment a, struct moment b)
{
	if (a.whole && b.whole)
		return a.day <= b.day ? 1 : -1;
	return a.last <= b.first ? 1 : a.first > b.last ? -1 : 0;
}

int moment_lt(struct moment a, struct moment b)
{
	return -moment_le(b, a);
}

int moment_eq(struct moment a, struct moment b)
{
	if (a.whole && b.whole)
		return a.day == b.day ? 1 : -1;
	if (a.last < b.first || b.last < a.first)
		return -1;
	return moment_exact(a) && moment_exact(b) ? 1 : 0;
}

int moment_within(struct moment m, struct moment from, struct moment by)
{
	int64_t surely_from = from.whole ? from.first : from.last;
	int64_t surely_by = by.whole ? by.last : by.first;

	if (m.last < from.first || m.first > by.last || from.first > by.last)
		return -1;
	return m.first >= surely_from && m.last <= surely_by ? 1 : 0;
}

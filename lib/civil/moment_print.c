#include "civil/civil.h"

static const char *const WEEKDAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* A mark and two digits. */
static void add_two(struct buf *out, char mark, int n)
{
	buf_char(out, mark);
	buf_number(out, (uint64_t)n, 2);
}

void day_print(struct buf *out, int32_t day)
{
	int year, month, mday;

	civil_to_ymd(&year, &month, &mday, day);
	if (year < 0 || year > 9999) {
		buf_printf(out, "%+05d-%02d-%02d", year, month, mday);
		return;
	}
	buf_number(out, (uint64_t)year, 4);
	add_two(out, '-', month);
	add_two(out, '-', mday);
}

/* HH:MM, seconds where not zero or asked for, milliseconds where not zero. */
static void add_clock(struct buf *out, int32_t ms, bool seconds)
{
	buf_number(out, (uint64_t)ms / 3600000, 2);
	add_two(out, ':', ms / 60000 % 60);
	if (seconds || ms % 60000 != 0)
		add_two(out, ':', ms / 1000 % 60);
	if (ms % 1000 == 0)
		return;
	buf_char(out, '.');
	buf_number(out, (uint64_t)ms % 1000, 3);
}

void clock_print(struct buf *out, int32_t ms)
{
	add_clock(out, ms, false);
}

/* An offset with seconds, from the time before time zones, ISO 8601 cannot
 * say: such an instant is given in UTC. */
static void print_instant(struct buf *out, int64_t at, const struct zone *z)
{
	static const struct tz_change none = {.at = INT64_MIN, .offset = 0};
	const struct zone utc = {.changes = &none, .nchanges = 1};
	int32_t offset, minutes;

	if (at == INSTANT_MIN || at == INSTANT_MAX) {
		buf_add(out, STR(".."));
		return;
	}
	offset = zone_offset(z, at);
	if (offset % 60000 != 0)
		z = &utc;
	day_print(out, civil_day(z, at));
	buf_char(out, 'T');
	add_clock(out, civil_clock(z, at), true);
	if (z == &utc) {
		buf_char(out, 'Z');
		return;
	}
	minutes = (offset < 0 ? -offset : offset) / 60000;
	add_two(out, offset < 0 ? '-' : '+', minutes / 60);
	add_two(out, ':', minutes % 60);
}

void moment_print(struct buf *out, struct moment m, const struct zone *z)
{
	if (m.whole) {
		day_print(out, m.day);
		return;
	}
	print_instant(out, m.first, z);
	if (m.first == m.last)
		return;
	buf_char(out, '/');
	print_instant(out, m.last, z);
}

static void say_day(struct buf *out, int32_t day)
{
	int year, month, mday;

	civil_to_ymd(&year, &month, &mday, day);
	buf_add(out, (struct str){WEEKDAYS[civil_weekday(day)], 3});
	buf_char(out, ' ');
	buf_number(out, (uint64_t)mday, 1);
	buf_char(out, ' ');
	buf_add(out, (struct str){MONTHS[month - 1], 3});
	if (year < 0)
		buf_add(out, STR(" -"));
	else
		buf_char(out, ' ');
	buf_number(out, (uint64_t)(year < 0 ? -(int64_t)year : year), 1);
}

static void say_instant(struct buf *out, int64_t at, const struct zone *z)
{
	int32_t clock;

	if (at == INSTANT_MIN || at == INSTANT_MAX) {
		buf_add(out, at == INSTANT_MIN ? STR("the beginning of time") : STR("the end of time"));
		return;
	}
	clock = civil_clock(z, at);
	say_day(out, civil_day(z, at));
	buf_char(out, ' ');
	add_clock(out, clock - clock % 1000, false);
}

void moment_say(struct buf *out, struct moment m, const struct zone *z)
{
	if (m.whole && m.day != INT32_MIN && m.day != INT32_MAX) {
		say_day(out, m.day);
		return;
	}
	if (m.whole)
		m.first = m.last = m.day == INT32_MIN ? INSTANT_MIN : INSTANT_MAX;
	if (m.first == m.last && m.first != INSTANT_MAX && m.first == civil_day_end(z, civil_day(z, m.first))) {
		buf_add(out, STR("the end of "));
		say_day(out, civil_day(z, m.first));
		return;
	}
	say_instant(out, m.first, z);
	if (m.first == m.last)
		return;
	buf_add(out, STR(" to "));
	say_instant(out, m.last, z);
}

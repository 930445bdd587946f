/* Any text as a day, time, length or weekly hours: what is read prints and reads the same. */
#include <assert.h>
#include <stdlib.h>

#include "civil/civil.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct arena arena;
static struct zone zones[3];

static void open_zones(void)
{
	static const char *const names[] = {"Europe/London", "Australia/Lord_Howe", "America/St_Johns"};

	arena_init(&arena);
	for (size_t i = 0; i < 3; i++)
		if (!zone_open(&zones[i], &arena, str_of(names[i])))
			abort();
}

static void moment(struct str text, const struct zone *z)
{
	struct moment m, again;
	struct buf b = {0};
	enum civil_fit fit;

	if (moment_parse(&m, text, z, &fit)) {
		assert(m.first <= m.last);
		assert(m.whole == (m.first != m.last) || m.whole);
		moment_print(&b, m, z);
		assert(moment_parse(&again, buf_str(&b), z, NULL));
		assert(again.first == m.first && again.last == m.last);
		buf_clear(&b);
		moment_say(&b, m, z);
	}
	buf_free(&b);
}

static void duration(struct str text, const struct zone *z)
{
	struct duration d, again;
	struct buf b = {0};

	if (duration_parse(&d, text)) {
		assert(d.months >= 0 && d.days >= 0 && d.ms >= 0);
		duration_print(&b, d);
		assert(duration_parse(&again, buf_str(&b)));
		assert(again.months == d.months && again.days == d.days && again.ms == d.ms);
		struct moment from = moment_instant(INT64_C(1777622400000));
		struct moment on = moment_add(z, from, d, 1), back = moment_add(z, from, d, -1);
		assert(on.first >= from.first && back.first <= from.first);
	} else {
		duration_hint(&b, text);
	}
	buf_free(&b);
}

static void weekly(struct str text, const struct zone *z)
{
	struct weekly w, again;
	struct buf b = {0};
	int64_t at = INT64_C(1777622400000);

	if (weekly_parse(&w, text)) {
		weekly_print(&b, &w);
		assert(weekly_parse(&again, buf_str(&b)));
		assert(again.days == w.days && again.from == w.from && again.until == w.until);
		for (int i = 0; i < 8; i++, at += 10800000) {
			bool inside = weekly_inside(&w, 1, z, at);
			assert(weekly_covers(&w, 1, z, at, at) == (inside ? 1 : -1));
		}
	}
	buf_free(&b);
}

static void format(struct str text, const struct zone *z)
{
	struct str pattern, rest;
	struct moment m;
	size_t bad;

	if (!str_split(&pattern, &rest, text, '|'))
		return;
	if (!moment_format_valid(pattern, &bad)) {
		assert(bad <= pattern.n);
		return;
	}
	if (moment_parse_format(&m, rest, pattern, z, NULL))
		assert(m.first <= m.last);
	moment_fits_format(rest, pattern);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text;
	int32_t clock, day;

	if (!zones[0].name.n)
		open_zones();
	if (n < 1)
		return 0;
	const struct zone *z = &zones[bytes[0] % 3];
	text = (struct str){(const char *)bytes + 1, n - 1};
	moment(text, z);
	duration(text, z);
	weekly(text, z);
	format(text, z);
	if (clock_parse(&clock, text, false))
		assert(clock >= 0 && clock < CIVIL_DAY_MS);
	if (day_parse(&day, text)) {
		int year, month, mday;
		int32_t again;
		civil_to_ymd(&year, &month, &mday, day);
		assert(civil_from_ymd(&again, year, month, mday) && again == day);
	}
	return 0;
}

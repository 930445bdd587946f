#include "lang/atlas.h"
#include "lang/geo.h"
#include "lang/value.h"

struct value value_missing(void)
{
	return (struct value){.kind = VALUE_UNKNOWN, .missing = true};
}

struct value value_unknown(const struct reason *why)
{
	return (struct value){.kind = VALUE_UNKNOWN, .as.why = why};
}

struct value value_bool(bool b)
{
	return (struct value){.kind = VALUE_BOOL, .as.truth = b};
}

struct value value_truth(enum truth t, const struct reason *why)
{
	return t == TRUTH_UNKNOWN ? value_unknown(why) : value_bool(t == TRUTH_TRUE);
}

struct value value_text(struct str s)
{
	return (struct value){.kind = VALUE_TEXT, .as.text = s};
}

struct value value_time(struct moment m)
{
	return (struct value){.kind = VALUE_TIME, .as.time = m};
}

struct value value_number(int64_t millionths)
{
	return (struct value){.kind = VALUE_NUMBER, .as.number = millionths};
}

struct value value_country(uint16_t code)
{
	return (struct value){.kind = VALUE_COUNTRY, .as.country = code};
}

static bool same_time(struct moment a, struct moment b)
{
	return a.first == b.first && a.last == b.last && a.whole == b.whole && (!a.whole || a.day == b.day);
}

static bool same_duration(struct duration a, struct duration b)
{
	return a.months == b.months && a.days == b.days && a.ms == b.ms;
}

static bool same_hours(const struct value *a, const struct value *b)
{
	if (a->as.hours.n != b->as.hours.n)
		return false;
	for (size_t i = 0; i < a->as.hours.n; i++) {
		struct weekly s = a->as.hours.at[i], t = b->as.hours.at[i];
		if (s.days != t.days || s.from != t.from || s.until != t.until)
			return false;
	}
	return true;
}

static bool same_list(const struct value *a, const struct value *b)
{
	if (a->as.list.n != b->as.list.n)
		return false;
	for (size_t i = 0; i < a->as.list.n; i++) {
		if (!value_same(&a->as.list.at[i], &b->as.list.at[i]))
			return false;
	}
	return true;
}

static bool same_point(struct point p, struct point q)
{
	return !(p.lat < q.lat) && !(p.lat > q.lat) && !(p.lon < q.lon) && !(p.lon > q.lon);
}

bool value_same(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case VALUE_UNKNOWN:
		return false;
	case VALUE_BOOL:
		return a->as.truth == b->as.truth;
	case VALUE_NUMBER:
		return a->as.number == b->as.number;
	case VALUE_TEXT:
		return str_eq(a->as.text, b->as.text);
	case VALUE_TIME:
		return same_time(a->as.time, b->as.time);
	case VALUE_CLOCK:
		return a->as.clock == b->as.clock;
	case VALUE_DURATION:
		return same_duration(a->as.duration, b->as.duration);
	case VALUE_HOURS:
		return same_hours(a, b);
	case VALUE_COUNTRY:
		return a->as.country == b->as.country;
	case VALUE_COUNTRIES:
		return countries_same(a->as.countries, b->as.countries);
	case VALUE_PLACE:
		return str_eq(a->as.place->id, b->as.place->id);
	case VALUE_POINT:
		return same_point(a->as.point, b->as.point);
	case VALUE_LIST:
		return same_list(a, b);
	}
	return false;
}

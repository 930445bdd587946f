#include "lang/unit.h"

#include "lang/value.h"

/* The international yard and pound agreement of 1959: a yard is 0.9144 m. A nautical mile is 1852 m. */
static const struct unit units[] = {
	{"m", UNIT_LENGTH, 1000, 1},        {"km", UNIT_LENGTH, 1000000, 1}, {"cm", UNIT_LENGTH, 10, 1},
	{"mm", UNIT_LENGTH, 1, 1},          {"mi", UNIT_LENGTH, 1609344, 1}, {"yd", UNIT_LENGTH, 9144, 10},
	{"ft", UNIT_LENGTH, 3048, 10},      {"in", UNIT_LENGTH, 254, 10},    {"nmi", UNIT_LENGTH, 1852000, 1},
	{"km/h", UNIT_SPEED, 1000000, 3600}, {"m/s", UNIT_SPEED, 1000, 1},   {"mph", UNIT_SPEED, 1609344, 3600},
	{"kn", UNIT_SPEED, 1852000, 3600},  {"ft/s", UNIT_SPEED, 3048, 10},  {"ms", UNIT_TIME, 1, 1},
	{"s", UNIT_TIME, 1000, 1},          {"min", UNIT_TIME, 60000, 1},    {"h", UNIT_TIME, 3600000, 1},
	{"d", UNIT_TIME, 86400000, 1},
};

static const struct {
	const char *name, *unit;
} other_names[] = {
	{"metre", "m"},    {"metres", "m"},    {"meter", "m"},       {"meters", "m"},     {"kilometres", "km"}, {"kilometers", "km"},
	{"mile", "mi"},    {"miles", "mi"},    {"yard", "yd"},       {"yards", "yd"},     {"foot", "ft"},       {"feet", "ft"},
	{"inch", "in"},    {"inches", "in"},   {"kph", "km/h"},      {"kmh", "km/h"},     {"km/hr", "km/h"},    {"mi/h", "mph"},
	{"knot", "kn"},    {"knots", "kn"},    {"kt", "kn"},         {"kts", "kn"},       {"mps", "m/s"},       {"sec", "s"},
	{"secs", "s"},     {"second", "s"},    {"seconds", "s"},     {"mins", "min"},     {"minute", "min"},    {"minutes", "min"},
	{"hr", "h"},       {"hrs", "h"},       {"hour", "h"},        {"hours", "h"},      {"day", "d"},         {"days", "d"},
};

enum { NUNITS = sizeof units / sizeof *units };

const struct unit *unit_find(struct str name)
{
	for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++)
		if (str_eq_nocase(name, str_of(other_names[i].name)))
			name = str_of(other_names[i].unit);
	for (size_t i = 0; i < NUNITS; i++)
		if (str_eq_nocase(name, str_of(units[i].name)))
			return &units[i];
	return NULL;
}

size_t unit_names(struct str *out, size_t room)
{
	size_t n = 0;

	for (; n < NUNITS && n < room; n++)
		out[n] = str_of(units[n].name);
	return n;
}

bool unit_convert(int64_t *out, int64_t millionths, const struct unit *from, const struct unit *to)
{
	return number_scale(out, millionths, from->times * to->over, from->over * to->times);
}

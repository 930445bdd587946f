#include "lang/func.h"

#define NAME(lit) {(lit), sizeof(lit) - 1}

/* By name. */
static const struct function functions[] = {
	{NAME("age"), "age(born, at)", 2, 2, {ARG_TIME, ARG_TIME}, TYPE_NUMBER, false, func_age},
	{NAME("at"), "at(day, clock)", 2, 2, {ARG_DAY, ARG_CLOCK}, TYPE_TIME, false, func_at},
	{NAME("clear-days-before"), "clear-days-before(n, t)", 2, 2, {ARG_NUMBER, ARG_TIME}, TYPE_TIME, false,
	 func_clear_days_before},
	{NAME("clock"), "clock(t)", 1, 1, {ARG_TIME}, TYPE_CLOCK, false, func_clock},
	{NAME("day"), "day(t)", 1, 1, {ARG_TIME}, TYPE_DAY, false, func_day},
	{NAME("distance"), "distance(p, q)", 2, 2, {ARG_WHERE, ARG_WHERE}, TYPE_NUMBER, false, func_distance},
	{NAME("end-of-day"), "end-of-day(t)", 1, 1, {ARG_TIME}, TYPE_TIME, false, func_end_of_day},
	{NAME("first"), "first(a, b, ...)", 1, FUNCTION_ANY, {ARG_CHOICE}, TYPE_TEXT, true, func_first},
	{NAME("identifier"), "identifier(s)", 1, 1, {ARG_TEXT}, TYPE_IDENTIFIER, false, func_identifier},
	{NAME("if"), "if(condition, a, b)", 3, 3, {ARG_BOOL, ARG_CHOICE, ARG_CHOICE}, TYPE_TEXT, true, func_if},
	{NAME("in-state"), "in-state(states, t)", 2, 2, {ARG_STATES, ARG_TIME}, TYPE_BOOL, false, func_in_state},
	{NAME("in-use"), "in-use(place, t)", 2, 2, {ARG_PLACE, ARG_TIME}, TYPE_BOOL, false, func_in_use},
	{NAME("inside"), "inside(p, place) or inside(p, place, accuracy)", 2, 3, {ARG_POINT, ARG_PLACE, ARG_NUMBER},
	 TYPE_BOOL, false, func_inside},
	{NAME("leaves"), "leaves(states, t)", 2, 2, {ARG_STATES, ARG_TIME}, TYPE_TIME, false, func_leaves},
	{NAME("length"), "length(x)", 1, 1, {ARG_SIZED}, TYPE_NUMBER, false, func_length},
	{NAME("lower"), "lower(s)", 1, 1, {ARG_TEXT}, TYPE_TEXT, false, func_lower},
	{NAME("nearest"), "nearest(class, p) or nearest(class, p, t)", 2, 3, {ARG_CLASS, ARG_POINT, ARG_TIME}, TYPE_NUMBER,
	 false, func_nearest},
	{NAME("period"), "period(n, from)", 2, 2, {ARG_NUMBER, ARG_TIME}, TYPE_TIME, false, func_period},
	{NAME("same"), "same(a, b)", 2, 2, {ARG_TEXT, ARG_TEXTS}, TYPE_BOOL, false, func_same},
	{NAME("similar"), "similar(a, b)", 2, 2, {ARG_TEXT, ARG_TEXTS}, TYPE_NUMBER, false, func_similar},
	{NAME("start-of-day"), "start-of-day(t)", 1, 1, {ARG_TIME}, TYPE_TIME, false, func_start_of_day},
	{NAME("weekday"), "weekday(t)", 1, 1, {ARG_TIME}, TYPE_WORD, false, func_weekday},
	{NAME("workdays"), "workdays(n, from)", 2, 2, {ARG_NUMBER, ARG_TIME}, TYPE_TIME, false, func_workdays},
};

static const struct str names[] = {
	NAME("age"), NAME("at"), NAME("clear-days-before"), NAME("clock"), NAME("day"), NAME("distance"),
	NAME("end-of-day"), NAME("first"), NAME("identifier"), NAME("if"), NAME("in-state"), NAME("in-use"),
	NAME("inside"), NAME("leaves"), NAME("length"), NAME("lower"), NAME("nearest"), NAME("period"), NAME("same"),
	NAME("similar"), NAME("start-of-day"), NAME("weekday"), NAME("workdays"),
};

const struct function *function_find(struct str name)
{
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		if (str_eq(functions[i].name, name))
			return &functions[i];
	}
	return NULL;
}

size_t function_names(const struct str **out)
{
	_Static_assert(sizeof names / sizeof *names == sizeof functions / sizeof *functions, "a name for each");
	*out = names;
	return sizeof names / sizeof *names;
}

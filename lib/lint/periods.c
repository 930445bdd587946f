/* How long an order of each type may or must last. */
#include "lint/checks.h"

static const char *years(int months)
{
	return months == 60 ? "five years" : months == 24 ? "two years" : "a year";
}

/* An order that says neither a date nor until further order. */
static void tell_no_end(struct linting *l, const struct order *o, enum lint_level level)
{
	if (o->terms->has_until || o->terms->further_order)
		return;
	lint_tell_as(l, level, at_order(o, "until"), "no period is stated: %s runs for a fixed period%s", l->law->title,
	             l->law->open ? " or until further order" : " only");
	lint_todo(l, l->law->open ? "write until: with the first day out, or until: further-order" : "write until: with the first day out");
}

/* The least period of a prohibition, as it was made: extensions only add. */
static void check_minimum(struct linting *l, const struct order *o, const struct condition *c)
{
	const struct stretch *s;
	enum travel_ban travel = term_travel_ban(l, c);
	int least = l->law->minimum;

	if (term_kind(l, c) == TERM_REQUIREMENT || travel == TRAVEL_BAN || condition_stretches(&s, l, o, c) == 0)
		return;
	if (!s[0].has_until)
		return;
	switch (period_reaches(s[0].from, s[0].until, least)) {
	case TRUTH_TRUE:
		return;
	case TRUTH_UNKNOWN:
		lint_tell_as(l, LINT_WARNING, s[0].place, "condition %.*s runs from %s to the end of %s: whether that is %s can be argued, "
		             "for the last month has no such day", STR_ARG(c->id), say_day(l, s[0].from), say_day(l, s[0].until - 1), years(least));
		lint_todo(l, "a day more is beyond argument");
		return;
	case TRUTH_FALSE:
		lint_tell_as(l, travel == TRAVEL_CONDITIONAL ? LINT_WARNING : l->rule->level, s[0].place,
		             "condition %.*s runs from %s to the end of %s, less than %s", STR_ARG(c->id), say_day(l, s[0].from),
		             say_day(l, s[0].until - 1), years(least));
		lint_todo(l, "the first day out can be %s or later%s", say_day(l, day_add_months(s[0].from, least)),
		          l->law->open ? ", or until further order" : "");
		return;
	}
}

static bool family_of(const struct linting *l, enum order_family a, enum order_family b)
{
	return !l->law->interim && (l->law->family == a || l->law->family == b);
}

void lint_shpo_period(struct linting *l, const struct order *o)
{
	if (family_of(l, FAMILY_SHPO, FAMILY_SOPO) && !l->law->scottish)
		tell_no_end(l, o, LINT_WARNING);
}

void lint_shpo_prohibition(struct linting *l, const struct order *o, const struct condition *c)
{
	if (family_of(l, FAMILY_SHPO, FAMILY_SOPO) && !l->law->scottish)
		check_minimum(l, o, c);
}

/* Of a Scottish order, also one that is said to run until further order. */
static void tell_open(struct linting *l, const struct order *o)
{
	tell_no_end(l, o, LINT_ERROR);
	if (!o->terms->further_order)
		return;
	lint_tell(l, at_order(o, "until"), "this order has no end: %s has effect for a fixed period of at least %s", l->law->title,
	          years(l->law->minimum));
	lint_todo(l, "write until: with the first day out");
}

void lint_shpo_scot_period(struct linting *l, const struct order *o)
{
	if (family_of(l, FAMILY_SHPO, FAMILY_SHPO) && l->law->scottish)
		tell_open(l, o);
}

void lint_shpo_scot_term(struct linting *l, const struct order *o, const struct condition *c)
{
	if (family_of(l, FAMILY_SHPO, FAMILY_SHPO) && l->law->scottish)
		check_minimum(l, o, c);
}

void lint_sro_period(struct linting *l, const struct order *o)
{
	if (!family_of(l, FAMILY_SRO, FAMILY_RSHO))
		return;
	if (l->law->scottish)
		tell_open(l, o);
	else
		tell_no_end(l, o, LINT_WARNING);
}

void lint_sro_term(struct linting *l, const struct order *o, const struct condition *c)
{
	if (family_of(l, FAMILY_SRO, FAMILY_RSHO))
		check_minimum(l, o, c);
}

void lint_interim_end(struct linting *l, const struct order *o)
{
	const struct order_terms *t = o->terms;

	if (!l->law->interim)
		return;
	tell_no_end(l, o, LINT_ERROR);
	if (t->further_order)
		lint_tell(l, at_order(o, "until"), "this order has no end: %s has effect for a fixed period that it states", l->law->title);
	if (!t->has_determined || o->until <= t->determined.first)
		return;
	int32_t day = civil_day(&l->plan->zone, t->determined.first);
	lint_tell(l, at_order(o, t->has_until ? "until" : "determined"),
	          "the main application was decided on %s, and this interim order is still in force after it", say_day(l, day));
	lint_todo(l, "an interim order ends when the application is decided: write discharged: with that day, or an earlier until:");
}

void lint_further_order(struct linting *l, const struct order *o)
{
	const struct order_terms *t = o->terms;

	if (l->law->open)
		return;
	if (t->further_order)
		lint_tell(l, at_order(o, "until"), "until further order: %s has effect for a fixed period only (%s)", l->law->title,
		          l->law->period);
	for (size_t i = 0; i < t->nvariations; i++)
		if (t->variations[i].has_until && t->variations[i].until.first == INSTANT_MAX)
			lint_tell(l, passage_place(&t->variations[i].place, 0), "varied to run until further order: %s has effect for a fixed "
			          "period only (%s)", l->law->title, l->law->period);
}

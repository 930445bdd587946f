/* Dates that do not go together, and orders that end early. */
#include "lint/checks.h"

static bool before(struct moment a, struct moment b)
{
	return a.last < b.first;
}

static const char *say(struct linting *l, struct moment m)
{
	return say_day(l, m.whole ? m.day : civil_day(&l->plan->zone, m.first));
}

static void check_variations(struct linting *l, const struct order *o)
{
	const struct order_terms *t = o->terms;

	for (size_t i = 0; i < t->nvariations; i++)
		if (t->has_made && before(t->variations[i].on, t->made))
			lint_tell(l, passage_place(&t->variations[i].place, 0), "varied on %s, before it was made on %s",
			          say(l, t->variations[i].on), say(l, t->made));
}

void lint_dates(struct linting *l, const struct order *o)
{
	const struct order_terms *t = o->terms;
	int32_t from, until;

	if (t->has_made && t->has_from && before(t->from, t->made))
		lint_tell(l, at_order(o, "from"), "in force from %s, before it was made on %s", say(l, t->from), say(l, t->made));
	if (order_begins(&from, l, o) && order_ends(&until, l, o) && until <= from)
		lint_tell(l, at_order(o, "until"), "ends before a day of it has passed: until is the first day out");
	if (t->has_made && o->has_served && before(o->served, t->made))
		lint_tell(l, at_order(o, "served"), "served on %s, before it was made on %s", say(l, o->served), say(l, t->made));
	if (t->has_made && t->has_discharged && before(t->discharged, t->made))
		lint_tell(l, at_order(o, "discharged"), "discharged on %s, before it was made on %s", say(l, t->discharged), say(l, t->made));
	if (t->has_made && t->has_determined && before(t->determined, t->made))
		lint_tell(l, at_order(o, "determined"), "the application was decided on %s, before the interim order was made on %s",
		          say(l, t->determined), say(l, t->made));
	if (!l->options->draft && t->has_made && t->made.first > l->options->as_of)
		lint_tell_as(l, LINT_WARNING, at_order(o, "made"), "made on %s, which has not come yet", say(l, t->made));
	check_variations(l, o);
}

/* A clock of the hour that the change of the clocks takes or gives twice. */
static bool in_changed_hour(int32_t clock)
{
	return clock > 3600000 && clock < 2 * 3600000;
}

static void check_hours(struct linting *l, const struct condition *c)
{
	const struct value *v = term_param(c, "hours");

	if (!v || v->kind != VALUE_HOURS)
		return;
	for (size_t i = 0; i < v->as.hours.n; i++) {
		const struct weekly *w = &v->as.hours.at[i];
		if (!in_changed_hour(w->from) && !in_changed_hour(w->until))
			continue;
		lint_tell_as(l, LINT_WARNING, at_condition(c, "with"), "the hours begin or end between 1 and 2 in the morning, an hour that "
		             "the last Sunday of March lacks and that of October has twice");
		lint_todo(l, "take 1:00 or 2:00, or say in the words of the order what holds on those two nights");
		return;
	}
}

void lint_condition_dates(struct linting *l, const struct order *o, const struct condition *c)
{
	const struct condition_terms *t = c->terms;
	int32_t from, until;

	check_hours(l, c);
	if (!order_begins(&from, l, o))
		return;
	if (c->nin_force == 0 && o->from < o->until) {
		lint_tell(l, at_condition(c, t && t->has_until ? "until" : "from"), "condition %.*s is never in force: its dates lie outside the order's",
		          STR_ARG(c->id));
		return;
	}
	if (t && t->has_from && t->from.last < o->from && o->from != INSTANT_MIN)
		lint_tell_as(l, LINT_WARNING, at_condition(c, "from"), "condition %.*s begins on %s, before its order on %s", STR_ARG(c->id),
		             say(l, t->from), say_day(l, from));
	if (t && t->has_until && o->terms->nvariations == 0 && order_ends(&until, l, o) && t->until.first > o->terms->until.first)
		lint_tell_as(l, LINT_WARNING, at_condition(c, "until"), "condition %.*s is to end on %s, after its order on %s: it ends with it",
		             STR_ARG(c->id), say(l, t->until), say_day(l, until));
}

/* ---- early ends ---- */

static bool has_both(const struct str *consents, size_t n)
{
	bool subject = false, officer = false;

	for (size_t i = 0; i < n; i++) {
		subject |= str_eq_cstr(consents[i], "subject");
		officer |= str_eq_cstr(consents[i], "chief-officer");
	}
	return subject && officer;
}

/* An order that forbids nothing but foreign travel may be discharged at any time: s.103E(8). */
static bool only_travel(const struct linting *l, const struct order *o)
{
	for (size_t i = 0; i < o->nconditions; i++)
		if (term_travel_ban(l, &o->conditions[i]) == TRAVEL_NONE && !term_surrenders_passports(l, &o->conditions[i]))
			return false;
	return o->nconditions > 0;
}

static const char *first_years(const struct linting *l)
{
	return l->law->discharge == 60 ? "five" : "two";
}

static void check_variation_end(struct linting *l, const struct order *o, const struct variation *v, int32_t from)
{
	if (!v->has_until || v->until.first == INSTANT_MAX || has_both(v->consents, v->nconsents))
		return;
	int32_t until = civil_day(&l->plan->zone, v->until.first);
	if (period_reaches(from, until, l->law->discharge) != TRUTH_FALSE)
		return;
	lint_tell(l, passage_place(&v->place, 0), "varied to end on %s, within the first %s years, without both consents recorded",
	          say_day(l, until), first_years(l));
	(void)o;
}

void lint_early_end(struct linting *l, const struct order *o)
{
	const struct order_terms *t = o->terms;
	int32_t from, out;

	if (l->law->discharge == 0 || !t->has_made || only_travel(l, o))
		return;
	from = civil_day(&l->plan->zone, t->made.first);
	out = civil_day(&l->plan->zone, t->discharged.first);
	if (t->has_discharged && !has_both(t->consents, t->nconsents) && period_reaches(from, out, l->law->discharge) == TRUTH_FALSE)
		lint_tell(l, at_order(o, "discharged"), "discharged on %s, within the first %s years, without both consents recorded",
		          say_day(l, out), first_years(l));
	for (size_t i = 0; i < t->nvariations; i++)
		check_variation_end(l, o, &t->variations[i], from);
}

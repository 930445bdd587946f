/* Bans on foreign travel: their periods, passports, and the countries they name. */
#include "lint/checks.h"

enum { YEARS_5 = 60 };

/* ---- L04 ---- */

static void tell_long(struct linting *l, const struct stretch *s, const char *what, struct str id)
{
	enum truth exceeds = period_exceeds(s->from, s->until, YEARS_5);
	const char *from, *until;

	if (exceeds == TRUTH_FALSE)
		return;
	from = say_day(l, s->from);
	until = say_day(l, s->until - 1);
	lint_tell_as(l, exceeds == TRUTH_TRUE ? l->rule->level : LINT_WARNING, s->place, "%s%.*s %s from %s to the end of %s, %s", what,
	             STR_ARG(id), s->extension ? "is extended" : "runs", from, until,
	             exceeds == TRUTH_TRUE ? "more than five years" : "whether that is more than five years can be argued");
	lint_todo(l, "the first day out can be %s at the latest%s", say_day(l, day_add_months(s->from, YEARS_5)),
	          s->extension || id.n == 0 ? "" : "; give the condition an until: of its own");
}

void lint_fto_period(struct linting *l, const struct order *o)
{
	struct stretch s = {.place = at_order(o, "until"), .has_until = true};

	if (l->law->maximum == 0)
		return;
	if (!o->terms->has_until) {
		lint_tell(l, at_order(o, "until"), "%s has effect for a fixed period of at most five years, and this one has no end", l->law->title);
		lint_todo(l, "write until: with the first day out");
		return;
	}
	if (order_begins(&s.from, l, o) && order_ends(&s.until, l, o))
		tell_long(l, &s, "the order", STR(""));
	for (size_t i = 0; i < o->terms->nvariations; i++) {
		const struct variation *v = &o->terms->variations[i];
		if (!v->has_until || v->until.first == INSTANT_MAX)
			continue;
		struct stretch next = {.from = s.until, .until = civil_day(&l->plan->zone, v->until.first), .place = passage_place(&v->place, 0),
		                       .extension = true};
		tell_long(l, &next, "the order", STR(""));
		s.until = next.until;
	}
}

void lint_travel_period(struct linting *l, const struct order *o, const struct condition *c)
{
	const struct stretch *s;
	size_t n;

	if (!l->law->travel_limits || l->law->maximum > 0 || term_travel_ban(l, c) != TRAVEL_BAN)
		return;
	n = condition_stretches(&s, l, o, c);
	for (size_t i = 0; i < n; i++) {
		if (s[i].has_until) {
			tell_long(l, &s[i], "the ban on travel in condition ", c->id);
			continue;
		}
		lint_tell(l, s[i].place, "the ban on travel in condition %.*s has no end: it has effect for a fixed period of at most five years",
		          STR_ARG(c->id));
		lint_todo(l, "give the condition an until: of its own, %s at the latest", say_day(l, day_add_months(s[i].from, YEARS_5)));
	}
}

/* ---- L05 ---- */

static bool bans_all(const struct linting *l, const struct condition *c)
{
	static const char *const any[] = {"any|all country|countries|place|territory ~4 outside|other", "outside|out ~3 united|uk", "abroad|overseas",
		"leave|leaving ~2 united|uk|country", NULL};
	static const char *const named[] = {"except|save|other than|apart|but to|for", "except|save|unless", NULL};
	const struct countries *set = term_countries(c);

	if (term_travel_ban(l, c) != TRAVEL_BAN)
		return false;
	if (set)
		return countries_same(set, &l->plan->atlas->abroad) || countries_same(set, &l->plan->atlas->all);
	return words_has_any(words_of(l, c), any) && !words_has_any(words_of(l, c), named);
}

static void check_surrender(struct linting *l, const struct condition *c)
{
	static const char *const stations[] = {"police station|office", "station", NULL};
	static const char *const dates[] = {"by|before|within|on|forthwith|immediately ~6 #", "within|by ~3 one|two|three|four|five|seven|fourteen|ten",
		"# day|days|hours", "forthwith|immediately|today", NULL};
	const struct words *w = words_of(l, c);
	const struct value *by = term_param(c, "by");

	if (!(c->terms && c->terms->station.n > 0) && !words_has_any(w, stations)) {
		lint_tell(l, at_condition(c, "text"), "condition %.*s takes passports and names no police station", STR_ARG(c->id));
		lint_todo(l, "write station: with the station that the order names");
	}
	if (!by && !words_has_any(w, dates)) {
		lint_tell(l, at_condition(c, "text"), "condition %.*s takes passports and says neither by which day nor within which period", STR_ARG(c->id));
		lint_todo(l, "say the day, or the period, within which they are to be surrendered");
	}
}

static size_t count_terms(const struct linting *l, const struct order *o,
                          bool (*is)(const struct linting *l, const struct condition *c))
{
	size_t n = 0;

	for (size_t i = 0; i < o->nconditions; i++)
		n += is(l, &o->conditions[i]);
	return n;
}

void lint_passports(struct linting *l, const struct order *o, const struct condition *c)
{
	if (!l->law->travel_limits)
		return;
	if (term_surrenders_passports(l, c) && count_terms(l, o, bans_all) > 0)
		check_surrender(l, c);
	if (bans_all(l, c) && count_terms(l, o, term_surrenders_passports) == 0)
		lint_tell(l, at_condition(c, "text"), "condition %.*s forbids travel to every country abroad, and no term requires the passports "
		          "to be surrendered", STR_ARG(c->id));
}

/* ---- L24 ---- */

/* What stands behind "except" is allowed, all else forbidden. */
static void check_named(struct linting *l, const struct condition *c, const struct countries *set)
{
	static const char *const except[] = {"except|save|excluding|unless", "other than", "apart from", "country|countries|anywhere|nowhere but", NULL};
	const struct words *w = words_of(l, c);
	struct match m, beyond = {w->n, w->n};
	uint16_t code;

	words_any(&beyond, w, except);
	for (size_t i = 0; i < w->n; i++) {
		if (!term_country(&code, &m, l, w, i))
			continue;
		i = m.end - 1;
		bool allowed = m.first > beyond.first, in = countries_has(set, code);
		if (code == ('G' << 8 | 'B') || in != allowed)
			continue;
		lint_tell(l, at_word(l, c, m.first), "the words of condition %.*s %s %.*s, and its rule is given countries that %s", STR_ARG(c->id),
		          allowed ? "allow" : "name", STR_ARG(quote_of(l, c, m)), in ? "hold it" : "do not hold it");
	}
}

/* The courts must have regard to the list: s.103E(2A). Told where some of it is named, and some is not. */
static void check_s172(struct linting *l, const struct condition *c, const struct countries *set)
{
	struct countries missing = l->s172;
	size_t n = countries_count(&missing);

	for (uint16_t code = 0; countries_next(&code, &l->s172);)
		if (countries_has(set, code))
			countries_remove(&missing, code);
	size_t left = countries_count(&missing);
	if (left == 0 || left == n)
		return;
	lint_tell_as(l, LINT_INFORMATION, at_condition(c, "with"), "condition %.*s covers %zu of the %zu countries on the list under "
	             "Police, Crime, Sentencing and Courts Act 2022 s.172", STR_ARG(c->id), n - left, n);
	lint_todo(l, "nothing, where the others were considered and left out");
}

void lint_countries(struct linting *l, const struct order *o, const struct condition *c)
{
	const struct countries *set = term_countries(c);

	(void)o;
	if (!set || term_travel_ban(l, c) == TRAVEL_NONE)
		return;
	if (c->text.n == 0) {
		lint_tell(l, at_condition(c, "id"), "condition %.*s limits travel and does not quote the words that name or describe the countries",
		          STR_ARG(c->id));
		return;
	}
	check_named(l, c, set);
	check_s172(l, c, set);
}

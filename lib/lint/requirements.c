/* Electronic monitoring, positive requirements, and what lies beyond the subject's control. */
#include "lint/checks.h"

enum { YEAR = 12 };

/* ---- L07 ---- */

static bool may_be_monitored(const struct linting *l)
{
	return (l->law->family == FAMILY_SHPO || l->law->family == FAMILY_SRO) && !l->law->scottish;
}

static void check_monitored_periods(struct linting *l, const struct order *o, const struct condition *c)
{
	const struct stretch *s;
	size_t n = condition_stretches(&s, l, o, c);

	for (size_t i = 0; i < n; i++) {
		if (!s[i].has_until) {
			lint_tell(l, s[i].place, "the electronic monitoring in condition %.*s has no end: it may last twelve months at a time", STR_ARG(c->id));
		} else {
			enum truth exceeds = period_exceeds(s[i].from, s[i].until, YEAR);
			if (exceeds == TRUTH_FALSE)
				continue;
			lint_tell_as(l, exceeds == TRUTH_TRUE ? l->rule->level : LINT_WARNING, s[i].place, "the electronic monitoring in condition "
			             "%.*s %s from %s to the end of %s, more than twelve months", STR_ARG(c->id), s[i].extension ? "is extended" : "runs",
			             say_day(l, s[i].from), say_day(l, s[i].until - 1));
		}
		lint_todo(l, "give the condition an until: of its own, %s at the latest", say_day(l, day_add_months(s[i].from, YEAR)));
	}
}

static void check_monitored_terms(struct linting *l, const struct condition *c)
{
	const struct condition_terms *t = c->terms;
	struct place at = at_condition(c, "monitoring");

	if (!t || t->responsible.n == 0) {
		lint_tell(l, at, "condition %.*s is electronically monitored and names nobody responsible for the monitoring", STR_ARG(c->id));
		lint_todo(l, "write monitoring: {responsible: TEXT, available: true, consent: true}");
	}
	if (t && t->has_available && !t->available)
		lint_tell(l, at, "arrangements for the monitoring in condition %.*s are said not to be available in the area", STR_ARG(c->id));
	else if (!t || !t->has_available)
		lint_tell(l, at, "condition %.*s does not say that arrangements for the monitoring are available in the area", STR_ARG(c->id));
	if (t && t->has_consent && !t->consent)
		lint_tell(l, at, "somebody whose co-operation the monitoring in condition %.*s needs has not consented", STR_ARG(c->id));
	else if (!t || !t->has_consent)
		lint_tell_as(l, LINT_WARNING, at, "condition %.*s does not say whether all whose co-operation the monitoring needs have consented",
		             STR_ARG(c->id));
}

void lint_monitoring(struct linting *l, const struct order *o, const struct condition *c)
{
	if (!may_be_monitored(l) || !term_monitored(l, c))
		return;
	check_monitored_periods(l, o, c);
	check_monitored_terms(l, c);
	lint_tell_as(l, LINT_WARNING, at_condition(c, "monitoring"), "condition %.*s is electronically monitored, and the power to require that was "
	             "shown as not yet in force on 24 November 2024", STR_ARG(c->id));
	lint_todo(l, "see that the power was in force when the order was made; if it was, write allow: {L07: REASON}");
}

/* ---- L08 ---- */

static bool names_supervisor(const struct condition *c)
{
	return c->terms && c->terms->supervisor.n > 0;
}

/* What the Acts themselves require or regulate apart: passports, and monitoring. */
static bool apart(const struct linting *l, const struct condition *c)
{
	return term_surrenders_passports(l, c) || (may_be_monitored(l) && term_monitored(l, c));
}

static void check_supervisor(struct linting *l, const struct condition *c)
{
	static const char *const named[] = {"supervis*", "responsible officer", NULL};

	if (names_supervisor(c))
		return;
	if (words_has_any(words_of(l, c), named))
		lint_tell_as(l, LINT_WARNING, at_condition(c, "text"), "the requirement in condition %.*s speaks of supervision, and supervisor: is missing",
		             STR_ARG(c->id));
	else
		lint_tell(l, at_condition(c, "text"), "the requirement in condition %.*s names nobody who supervises it", STR_ARG(c->id));
	lint_todo(l, "write supervisor: with the person or organisation that the order names");
}

static void check_too_early(struct linting *l, const struct condition *c)
{
	int32_t first, made;

	if (!l->order->terms->has_made || !civil_from_ymd(&first, 2022, 11, 29))
		return;
	made = civil_day(&l->plan->zone, l->order->terms->made.first);
	if (c->nin_force > 0 && c->in_force[0].from > l->order->from && !(c->terms && c->terms->has_from))
		made = civil_day(&l->plan->zone, c->in_force[0].from);
	if (made < first)
		lint_tell(l, at_condition(c, "text"), "condition %.*s requires, and was made on %s: before 29 November 2022 such an order could only prohibit",
		          STR_ARG(c->id), say_day(l, made));
}

void lint_requirement(struct linting *l, const struct order *o, const struct condition *c)
{
	(void)o;
	if (term_kind(l, c) != TERM_REQUIREMENT || apart(l, c))
		return;
	if (!l->law->requirements) {
		lint_tell(l, at_condition(c, "text"), "condition %.*s requires something, and %s can only prohibit", STR_ARG(c->id), l->law->title);
		lint_todo(l, "word it as what the subject must not do, if that is what the order says; kind: prohibition says so of the condition");
		return;
	}
	if (!l->law->supervised)
		return;
	check_supervisor(l, c);
	check_too_early(l, c);
}

/* ---- L33 ---- */

void lint_others_control(struct linting *l, const struct order *o, const struct condition *c)
{
	static const char *const others[] = {
		"ensure|ensuring|ensures|cause|procure ~3 employer|partner|wife|husband|landlord|family|school|parents|provider|others|third",
		"employer|landlord|partner|wife|husband|police|probation|school|provider|parents must|shall|will", NULL};
	static const char *const often[] = {"report|attend|sign|present ~6 daily|hourly", "report|attend|sign|present ~8 every|each day|hour|morning|evening|night",
		"inspect*|visit*|check*|examin* ~8 daily|hourly", "inspect*|visit*|check*|examin* ~8 every|each day|hour|morning|evening|night",
		"monitor*|supervis* ~6 constantly|continuously", "constant|continuous|hour ~1 monitoring|supervision|surveillance", NULL};
	const struct words *w = words_of(l, c);
	struct match m;

	(void)o;
	if (words_any(&m, w, others))
		lint_tell(l, at_word(l, c, m.first), "condition %.*s turns on what somebody else does: \"%.*s\"", STR_ARG(c->id),
		          STR_ARG(quote_of(l, c, m)));
	if (words_any(&m, w, often)) {
		lint_tell(l, at_word(l, c, m.first), "condition %.*s asks for something so often that it may be out of reach: \"%.*s\"", STR_ARG(c->id),
		          STR_ARG(quote_of(l, c, m)));
		lint_todo(l, "see that the subject and the police can keep it up for the whole period");
	}
}

/* How an order and the notification requirements go together. */
#include "lint/checks.h"

static bool notifies(const struct linting *l, const struct order *o)
{
	const struct value *v = subject_key(l, o, "notifies");
	return v && v->kind == VALUE_BOOL && v->as.truth;
}

static bool time_key(struct moment *out, const struct linting *l, const struct order *o, const char *name)
{
	const struct value *v = subject_key(l, o, name);

	if (!v || v->kind != VALUE_TIME)
		return false;
	*out = v->as.time;
	return true;
}

/* ---- L21 ---- */

void lint_notification(struct linting *l, const struct order *o)
{
	struct moment until;

	if (!l->law->notifies || o->subject == SIZE_MAX)
		return;
	if (!notifies(l, o)) {
		lint_tell(l, at_order(o, "subject"), "%s makes its subject notify, and the subject is not marked as notifying", l->law->title);
		lint_todo(l, "write notifies: true in the document of the subject");
		return;
	}
	if (!time_key(&until, l, o, "notifies-until") || until.first >= o->until)
		return;
	lint_tell(l, at_order(o, "subject"), "the notification period ends on %s, before the order%s%s", say_day(l, civil_day(&l->plan->zone, until.first)),
	          o->until == INSTANT_MAX ? ", which has no end" : " on ",
	          o->until == INSTANT_MAX ? "" : say_day(l, civil_day(&l->plan->zone, o->until)));
	lint_todo(l, "write a later notifies-until: the subject stays subject to the requirements until the order ends");
}

/* ---- L22 ---- */

void lint_relevant_date(struct linting *l, const struct order *o)
{
	struct moment from;

	if (!l->law->notifies || o->subject == SIZE_MAX)
		return;
	if (!o->has_served) {
		lint_tell(l, at_order(o, "made"), "no date of service is recorded: the first notification is due from that day");
		lint_todo(l, "write served: with the day on which the subject was served");
		return;
	}
	if (notifies(l, o) && time_key(&from, l, o, "notifies-from") && from.first > o->served.last)
		lint_tell(l, at_order(o, "served"), "the order was served on %s, and the subject is marked as notifying only from %s",
		          say_day(l, civil_day(&l->plan->zone, o->served.first)), say_day(l, civil_day(&l->plan->zone, from.first)));
}

/* ---- L23 ---- */

/* Another order of the subject, or the basis of this one, makes it notify. */
static bool has_other_cause(struct linting *l, const struct order *o)
{
	static const char *const cause[] = {"convict*|caution*|offender|registered|finding|122i|35", NULL};
	const struct subject *s = &l->plan->subjects[o->subject];
	struct words basis;

	for (size_t i = 0; i < s->norders; i++)
		if (law_of(l->plan->orders[s->orders[i]].type)->notifies)
			return true;
	words_split(&basis, o->terms->basis, &l->scratch);
	return words_has_any(&basis, cause);
}

static bool watches_name_and_address(const struct linting *l, const struct order *o)
{
	for (size_t i = 0; i < l->plan->nschemes; i++)
		if (l->plan->schemes[i].bound)
			return true;
	for (size_t i = 0; i < o->nconditions; i++)
		if (term_has_rule(&o->conditions[i], "residence/notify") || words_has(&l->words[i], "122f"))
			return true;
	return false;
}

void lint_registered(struct linting *l, const struct order *o)
{
	if (l->law->family != FAMILY_SRO || o->subject == SIZE_MAX)
		return;
	if (notifies(l, o) && !has_other_cause(l, o)) {
		lint_tell(l, at_order(o, "subject"), "the subject is marked as notifying in full, and %s alone does not make anybody notify in full", l->law->title);
		lint_todo(l, "take notifies: true away, or write in basis: which conviction or caution makes the subject notify");
	} else if (!notifies(l, o) && !l->law->scottish && !watches_name_and_address(l, o)) {
		lint_tell_as(l, LINT_INFORMATION, at_order(o, "type"), "the subject has to notify name and home address within three days of service, and "
		             "nothing here watches that");
		lint_todo(l, "bind a scheme for these duties under settings: schemes:, or give the order a condition for them");
	}
}

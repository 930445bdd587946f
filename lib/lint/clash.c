/* Terms that contradict each other, and orders that should not be in force at one time. */
#include "lint/checks.h"

/* ---- L14 ---- */

static bool overlap(const struct condition *a, const struct condition *b)
{
	for (size_t i = 0; i < a->nin_force; i++)
		for (size_t k = 0; k < b->nin_force; k++)
			if (a->in_force[i].from < b->in_force[k].until && b->in_force[k].from < a->in_force[i].until)
				return true;
	return false;
}

/* A thing, its ban, and the ways in which another term reckons with its being used. */
struct thing {
	const char *name, *ban;
	const char *uses[5];
};

#define VERB "use|using|own|owning|possess|possessing|have|having|access|accessing|operate|acquire"
#define HOLD "to|not|or|and|from|never " VERB
#define THING(called, noun) \
	{called, HOLD " ~5 " noun, \
	 {"may|permitted|allowed|entitled ~3 " VERB " ~6 " noun, noun " ~4 may|must|shall be used|declared|made|registered|available|produced", \
	  VERB " ~6 " noun " ~3 unless|except|only|provided", \
	  "declare|register|notify|tell|inform|produce|available ~12 " noun " ~6 he|she|they|uses|owns|possesses|acquires|has|his|her|their", NULL}}

static const struct thing things[] = {
	THING("a mobile telephone", "phone|phones|smartphone|smartphones|telephone|telephones"),
	THING("a computer", "computer|computers|laptop|laptops|tablet|tablets"),
	THING("a device", "device|devices"),
	THING("the internet", "internet"),
	THING("a camera", "camera|cameras"),
	THING("social media", "social media|networking"),
};

static bool forbids_wholly(struct match *m, const struct linting *l, const struct condition *c, const struct thing *t)
{
	static const char *const excepts[] = {"unless|except|save|provided|only|without|which|that", "other than", "apart from", "for the purpose", NULL};
	const struct words *w = words_of(l, c);

	return term_kind(l, c) == TERM_PROHIBITION && words_match(m, w, 0, t->ban) && !words_has_any(w, excepts) &&
	       (w->at[m->end - 1].end != WORD_GOES_ON || words_has(w, "capable|able|enabled"));
}

static void check_forbidden(struct linting *l, const struct order *o, const struct condition *a)
{
	struct match no, yes;

	for (size_t t = 0; t < sizeof things / sizeof *things; t++) {
		if (!forbids_wholly(&no, l, a, &things[t]))
			continue;
		for (size_t i = 0; i < o->nconditions; i++) {
			const struct condition *b = &o->conditions[i];
			if (b == a || !overlap(a, b) || !words_any(&yes, words_of(l, b), things[t].uses))
				continue;
			lint_tell(l, at_word(l, a, no.first), "condition %.*s forbids %s altogether (\"%.*s\"), and condition %.*s reckons with it (\"%.*s\")",
			          STR_ARG(a->id), things[t].name, STR_ARG(quote_of(l, a, no)), STR_ARG(b->id), STR_ARG(quote_of(l, b, yes)));
			return;
		}
	}
}

/* The age that a condition of contact has: as its rule is given it, else as its words say. -1: none, or several. */
static int age_of(const struct linting *l, const struct condition *c)
{
	const struct value *v = term_param(c, "age");
	int ages[2];

	if (v && v->kind == VALUE_NUMBER)
		return (int)(v->as.number / NUMBER_ONE);
	return term_about_children(l, c) && ages_of(ages, 2, words_of(l, c)) == 1 ? ages[0] : -1;
}

static bool same_rule(const struct condition *a, const struct condition *b)
{
	for (size_t i = 0; i < a->nrules; i++)
		for (size_t k = 0; k < b->nrules; k++)
			if (a->rules[i].rule == b->rules[k].rule)
				return true;
	return false;
}

static void check_ages(struct linting *l, const struct order *o, const struct condition *a)
{
	int age = age_of(l, a);

	for (const struct condition *b = o->conditions; age >= 0 && b < a; b++) {
		int other = age_of(l, b);
		if (other < 0 || other == age || !overlap(a, b))
			continue;
		lint_tell_as(l, same_rule(a, b) ? l->rule->level : LINT_WARNING, at_condition(a, "text"),
		             "condition %.*s takes a child to be under %d, and condition %.*s under %d", STR_ARG(a->id), age, STR_ARG(b->id), other);
		lint_todo(l, "one age for one kind of term, or words that say why they differ");
		return;
	}
}

void lint_contradictions(struct linting *l, const struct order *o)
{
	for (size_t i = 0; i < o->nconditions; i++) {
		l->condition = &o->conditions[i];
		check_forbidden(l, o, l->condition);
		check_ages(l, o, l->condition);
	}
	l->condition = NULL;
}

/* ---- L18 ---- */

static bool same_terms(const struct condition *a, const struct condition *b)
{
	for (size_t i = 0; i < a->nrules; i++) {
		for (size_t k = 0; k < b->nrules; k++) {
			const struct rule *r = a->rules[i].rule;
			bool same = r == b->rules[k].rule && r->name.n > 0;
			for (size_t p = 0; same && p < r->nparams; p++)
				same = (a->rules[i].params[p].kind == VALUE_UNKNOWN) == (b->rules[k].params[p].kind == VALUE_UNKNOWN) &&
				       (a->rules[i].params[p].kind == VALUE_UNKNOWN || value_same(&a->rules[i].params[p], &b->rules[k].params[p]));
			if (same)
				return true;
		}
	}
	return false;
}

static bool tell_repeated(struct linting *l, const struct condition *c, const struct order *other)
{
	for (size_t i = 0; i < other->nconditions; i++) {
		const struct condition *b = &other->conditions[i];
		if (!overlap(c, b) || !same_terms(c, b))
			continue;
		lint_tell(l, at_rule(c), "condition %.*s repeats condition %.*s of order %.*s, which is in force at the same time",
		          STR_ARG(c->id), STR_ARG(b->id), STR_ARG(other->id));
		return true;
	}
	return false;
}

void lint_overlaps(struct linting *l, const struct order *o, const struct condition *c)
{
	static const char *const barred[] = {"work*|employ*|volunteer*|job|occupation ~12 child|children|vulnerable|school|nursery", NULL};
	const struct subject *s = o->subject == SIZE_MAX ? NULL : &l->plan->subjects[o->subject];

	for (size_t i = 0; s && i < s->norders; i++)
		if (&l->plan->orders[s->orders[i]] != o && tell_repeated(l, c, &l->plan->orders[s->orders[i]]))
			break;
	if (words_has_any(words_of(l, c), barred) && o->terms->noverlaps == 0) {
		lint_tell(l, at_condition(c, "text"), "condition %.*s may repeat a bar of the Disclosure and Barring Service", STR_ARG(c->id));
		lint_todo(l, "see which bars and licences bind the subject, and write them under overlaps:");
	}
}

/* ---- L20 ---- */

/* Two orders of one family; a later SHPO ends SOPO and FTO, a later SRO ends RSHO and FTO: s.136ZB. */
static bool supersedes(const struct order_law *later, const struct order_law *earlier)
{
	if (later->interim)
		return false;
	if (later->family == earlier->family)
		return later->family == FAMILY_SHPO || later->family == FAMILY_SRO;
	if (later->family == FAMILY_SHPO)
		return earlier->family == FAMILY_SOPO || earlier->family == FAMILY_FTO;
	return later->family == FAMILY_SRO && (earlier->family == FAMILY_RSHO || earlier->family == FAMILY_FTO);
}

static bool comes_before(const struct order *a, const struct order *b)
{
	return a->from < b->from || (a->from == b->from && a < b);
}

/* Told at the earlier one: that is the one to mend. */
void lint_superseded(struct linting *l, const struct order *o)
{
	const struct subject *s = o->subject == SIZE_MAX ? NULL : &l->plan->subjects[o->subject];
	int32_t begins;

	for (size_t i = 0; s && i < s->norders; i++) {
		const struct order *later = &l->plan->orders[s->orders[i]];
		const struct order_law *law = law_of(later->type);
		if (later == o || !comes_before(o, later) || o->until <= later->from || !order_begins(&begins, l, later) ||
		    !order_begins(&begins, l, o) || !supersedes(law, l->law))
			continue;
		begins = civil_day(&l->plan->zone, later->from);
		lint_tell(l, at_order(o, "until"), "this order is still in force when order %.*s, %s for the same person, begins on %s", STR_ARG(later->id),
		          law->title, say_day(l, begins));
		lint_todo(l, "write replaces: %.*s in the later order, or an earlier end here; allow: {L20: REASON} if the court ordered otherwise",
		          STR_ARG(o->id));
		return;
	}
}

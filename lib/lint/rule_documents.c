/* Rules that find nothing yet, and conditions that nobody looks at again. */
#include "lint/checks.h"
#include "lint/reads.h"

/* ---- R01 ---- */

static const struct commencement *commences_in(const struct rule *r, struct str jurisdiction)
{
	for (size_t i = 0; i < r->ncommences; i++)
		if (str_eq(r->commences[i].jurisdiction, jurisdiction))
			return &r->commences[i];
	return NULL;
}

static void check_rule(struct linting *l, const struct condition *c, const struct rule *r, struct str jurisdiction)
{
	const struct commencement *from = commences_in(r, jurisdiction);
	struct place at = at_condition(c, r->name.n > 0 ? "rule" : "commences");
	struct str name = r->name.n > 0 ? r->name : STR("its own rule");

	if (!r->has_commences)
		return;
	if (!from || from->never) {
		lint_tell(l, at, "condition %.*s finds nothing: %.*s has not commenced in %.*s", STR_ARG(c->id), STR_ARG(name), STR_ARG(jurisdiction));
		return;
	}
	if (from->from > l->options->as_of)
		lint_tell(l, at, "condition %.*s finds nothing before %s: %.*s commences on that day", STR_ARG(c->id),
		          say_day(l, civil_day(&l->plan->zone, from->from)), STR_ARG(name));
	else if (c->nin_force > 0 && c->in_force[0].from < from->from)
		lint_tell_as(l, LINT_INFORMATION, at, "condition %.*s finds nothing of the time before %s, when %.*s commenced", STR_ARG(c->id),
		             say_day(l, civil_day(&l->plan->zone, from->from)), STR_ARG(name));
}

void lint_commencement(struct linting *l, const struct order *o, const struct condition *c)
{
	for (size_t i = 0; i < c->nrules; i++)
		check_rule(l, c, c->rules[i].rule, o->jurisdiction);
}

void lint_scheme_commencement(struct linting *l)
{
	for (size_t i = 0; i < l->plan->nschemes; i++) {
		const struct scheme *s = &l->plan->schemes[i];
		for (size_t k = 0; s->bound && s->jurisdiction.n > 0 && k < s->nconditions; k++)
			for (size_t r = 0; r < s->conditions[k].nrules; r++)
				check_rule(l, &s->conditions[k], s->conditions[k].rules[r].rule, s->jurisdiction);
	}
}

/* ---- R02 ---- */

void lint_unreviewed(struct linting *l, const struct order *o, const struct condition *c)
{
	const struct duration *d = &c->review_every;

	(void)o;
	if (c->unmonitored.n > 0 && d->months == 0 && d->days == 0 && d->ms == 0 && in_force_later(l, c))
		lint_tell(l, at_condition(c, "unmonitored"), "condition %.*s is unmonitored, and nothing says how often a person looks at it",
		          STR_ARG(c->id));
}

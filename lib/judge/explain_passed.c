/* Why an event made no condition ask. */
#include "judge/explain_kit.h"
#include "judge/trigger.h"

struct passing {
	struct subject_case *of;
	const struct event *event;
	VEC(struct explain_passed) passed;
};

static bool of_type(const struct trigger *t, const struct event_type *type)
{
	for (size_t i = 0; i < t->nfilters; i++)
		if (t->filters[i].type == type)
			return true;
	return false;
}

/* The first part that is false, with the values it saw; empty: none is. */
static struct str failed_part(struct sitting *s, const struct expr *e)
{
	const struct expr *parts[CONJUNCTS_MAX];
	size_t n = e ? expr_conjuncts(parts, CONJUNCTS_MAX, e) : 0;
	struct buf b = {0};

	for (size_t i = 0; i < n && b.n == 0; i++)
		if (expr_truth(parts[i], &s->env, NULL) == TRUTH_FALSE)
			expr_say(&b, parts[i], &s->env);
	struct str out = buf_take(&b, s->of->arena);
	buf_free(&b);
	return out;
}

static struct str trigger_failed(struct sitting *s, const struct event *e)
{
	const struct trigger *t = &s->rule->trigger;
	struct str why = failed_part(s, t->where);

	for (size_t i = 0; i < t->nfilters && why.n == 0; i++)
		if (t->filters[i].type == e->type)
			why = failed_part(s, t->filters[i].where);
	return why;
}

static struct str passed_why(struct sitting *s, const struct event *e)
{
	const struct trigger *t = &s->rule->trigger;
	struct trigger_point p = {.time = e->time, .event = e};
	const struct reason *why = NULL;

	if (sitting_in_force(s, e->time) < 0 && !t->carried)
		return STR("the condition was not in force then");
	if (trigger_qualifies(s, e, &why) == TRUTH_FALSE)
		return trigger_failed(s, e);
	verdict_bind(s, &p);
	if (s->rule->where && expr_truth(s->rule->where, &s->env, NULL) == TRUTH_FALSE)
		return failed_part(s, s->rule->where);
	if (t->kind != TRIGGER_EVENT)
		return STR("it is counted, but it did not complete what the rule asks");
	return STR("");
}

static void pass_rule(struct passing *p, const struct bond *b, const struct bound_rule *bound)
{
	struct sitting s;

	if (bound->rule->unmonitored.n > 0 || !of_type(&bound->rule->trigger, p->event->type))
		return;
	sitting_open(&s, p->of, b->order, b->scheme, b->condition, bound);
	s.in_force = b->in_force;
	s.nin_force = b->nin_force;
	struct str why = passed_why(&s, p->event);
	if (why.n > 0)
		*VEC_PUSH(p->of->arena, &p->passed) =
			(struct explain_passed){b->order, b->scheme, b->condition, bound->rule, why};
}

size_t explain_passed(const struct explain_passed **out, const struct judge_input *in, const struct event *event,
                      struct arena *a)
{
	struct subject_case c;
	struct passing p = {.of = &c, .event = event};
	struct bonds bonds;

	subject_case_open(&c, in, a);
	bonds_find(&bonds, &c);
	for (size_t i = 0; i < bonds.n; i++)
		for (size_t k = 0; k < bonds.at[i].condition->nrules; k++)
			pass_rule(&p, &bonds.at[i], &bonds.at[i].condition->rules[k]);
	*out = p.passed.at;
	return p.passed.n;
}

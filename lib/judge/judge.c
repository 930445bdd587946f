#include "judge/judge.h"

#include <stdlib.h>

#include "judge/sitting.h"

static bool begun(const struct subject_case *c, const struct interval *in_force, size_t n)
{
	return n > 0 && now_reached(c->in, in_force[0].from);
}

/* A feed that failed `rows` or `fresh` is there, but what it lacks could be anything. */
static bool is_failure(const struct subject_case *c, struct str words)
{
	for (size_t i = 0; i < c->plan->ntypes; i++)
		if (c->in->supplies[i].failed.n > 0 && str_eq(c->in->supplies[i].failed, words))
			return true;
	return false;
}

static void add_blind(struct subject_case *c, const struct sitting *s, struct str words)
{
	struct finding *f = VEC_PUSH(c->list, &c->findings);
	struct str *why = ARENA_NEW(c->keep, struct str);

	*why = words;
	*f = (struct finding){.level = LEVEL_BLIND, .subject = c->in->subject, .order = s->order, .scheme = s->scheme,
	                      .condition = s->condition, .rule = s->rule, .title = sitting_title(s),
	                      .say = STR("nothing supplied can show this"), .why = why, .nwhy = 1};
	finding_codes(f, c->plan);
	if (is_failure(c, words))
		f->say = STR("what was supplied cannot be relied on to show this");
	f->severity = s->condition->has_severity ? s->condition->severity : s->rule->severity;
	finding_id(f, s, STR("blind"));
}

/* All rules of one condition; one blind entry at most. */
static void judge_condition(struct subject_case *c, const struct bond *b)
{
	const struct condition *condition = b->condition;
	struct sitting s;
	struct str blind = {0}, words = {0};
	struct sitting blind_of;

	for (size_t i = 0; i < condition->nrules; i++) {
		sitting_open(&s, c, b->order, b->scheme, condition, &condition->rules[i]);
		s.in_force = b->in_force;
		s.nin_force = b->nin_force;
		s.at_most_review = b->at_most_review;
		if (s.rule->unmonitored.n > 0)
			continue;
		struct arena_mark mark = arena_mark(c->arena);
		words = (struct str){0};
		sitting_judge(&s, &words);
		if (words.n > 0 && blind.n == 0 && begun(c, s.in_force, s.nin_force)) {
			blind = str_dup(c->keep, words);
			blind_of = s;
		}
		if (c->keep != c->arena)
			arena_release(c->arena, mark);
	}
	if (begun(c, b->in_force, b->nin_force))
		c->nconditions++;
	if (blind.n > 0)
		add_blind(c, &blind_of, blind);
}

/* ---- order of telling ---- */

static void sort_findings(struct findings *out, struct subject_case *c)
{
	const struct finding **refs = arena_array(c->arena, c->findings.n, sizeof *refs);
	struct finding *sorted = arena_array(c->keep, c->findings.n, sizeof *sorted);
	size_t n = c->findings.n;

	/* A merge sort over references: the comparison needs the plan. */
	const struct finding **from = refs, **to = arena_array(c->arena, n, sizeof *to);
	for (size_t i = 0; i < n; i++)
		refs[i] = &c->findings.at[i];
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t low = 0; low < n; low += 2 * width) {
			size_t mid = low + width < n ? low + width : n, high = low + 2 * width < n ? low + 2 * width : n;
			for (size_t i = low, j = mid, k = low; k < high; k++)
				to[k] = i < mid && (j >= high || finding_cmp(from[i], from[j], c->plan) <= 0) ? from[i++] : from[j++];
		}
		const struct finding **swap = from;
		from = to;
		to = swap;
	}
	for (size_t i = 0; i < n; i++)
		sorted[i] = *from[i];
	*out = (struct findings){.at = sorted, .n = n, .nclear = c->nclear, .nconditions = c->nconditions};
}

void subject_case_judge(struct findings *out, struct subject_case *c)
{
	struct bonds bonds;

	bonds_find(&bonds, c);
	for (size_t i = 0; i < bonds.n; i++)
		judge_condition(c, &bonds.at[i]);
	sort_findings(out, c);
}

void judge_subject(struct findings *out, const struct judge_input *in, struct arena *a)
{
	struct subject_case c;
	struct arena own, list, *work = in->work ? in->work : &own;

	if (in->watch) { /* what is watched stays in a */
		subject_case_open(&c, in, a);
		subject_case_judge(out, &c);
		return;
	}
	if (work == &own)
		arena_init(&own);
	arena_init(&list);
	subject_case_open(&c, in, work);
	c.keep = a;
	c.list = &list;
	if (in->passing)
		c.kept = arena_array(work, in->nevents, sizeof *c.kept);
	subject_case_judge(out, &c);
	arena_free(&list);
	if (work == &own)
		arena_free(&own);
	else
		arena_reset(work);
}

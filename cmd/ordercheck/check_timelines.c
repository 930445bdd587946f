/* Timelines of those whom the findings of a run name. */
#include <stdlib.h>

#include "check.h"

static void mark(bool *named, const struct finding *const *list, size_t n, size_t nsubjects)
{
	for (size_t i = 0; i < n; i++)
		if (list[i]->subject < nsubjects)
			named[list[i]->subject] = true;
}

/* From a store whole subjects are judged; told is only of the orders that were asked for. */
static void drop_unasked(struct timeline *t, const struct check *k)
{
	const bool *asked = k->stored.path ? k->stored.asked.orders : k->scope.orders;
	struct bond *kept = arena_array(k->call->arena, t->nbonds, sizeof *kept);
	size_t n = 0;

	for (size_t i = 0; i < t->nbonds; i++) {
		const struct order *o = t->bonds[i].order;
		if (!o || asked[o - k->project.plan.orders])
			kept[n++] = t->bonds[i];
	}
	t->bonds = kept;
	t->nbonds = n;
}

static int by_subject(const void *left, const void *right)
{
	const struct timeline *a = left, *b = right;

	return (a->subject > b->subject) - (a->subject < b->subject);
}

void timelines_find(struct check *k)
{
	struct run *r = &k->run;
	struct arena *a = k->call->arena;
	size_t n = k->project.plan.nsubjects;
	bool *named = arena_array(a, n, sizeof *named);

	if (!k->asked.format->timelines)
		return;
	mark(named, r->told, r->ntold, n);
	mark(named, r->blind, r->nblind, n);
	struct timeline *all = arena_array(a, k->scope.npeople, sizeof *all);
	for (size_t at = 0; at < k->scope.npeople; at++) {
		struct judge_input in;
		if (!named[k->scope.people[at]])
			continue;
		judge_input_of(&in, k, at, a);
		timeline_read(&all[r->ntimelines], &in, a);
		drop_unasked(&all[r->ntimelines++], k);
	}
	if (r->ntimelines > 1)
		qsort(all, r->ntimelines, sizeof *all, by_subject);
	r->timelines = all;
}

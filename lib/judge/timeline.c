#include "judge/timeline.h"

#include "judge/sitting.h"

struct stretch_list {
	struct arena *arena;
	VEC(struct timeline_stretch) at;
};

static bool among(struct state_span s, const struct state_span *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].from == s.from && list[i].until == s.until)
			return true;
	return false;
}

static void add_state(struct stretch_list *l, struct str name, const struct state_spans *s)
{
	for (size_t i = 0; i < s->nsurely; i++)
		*VEC_PUSH(l->arena, &l->at) = (struct timeline_stretch){name, s->surely[i].from, s->surely[i].until, true};
	for (size_t i = 0; i < s->nperhaps; i++)
		if (!among(s->perhaps[i], s->surely, s->nsurely))
			*VEC_PUSH(l->arena, &l->at) = (struct timeline_stretch){name, s->perhaps[i].from, s->perhaps[i].until, false};
}

static void keep_bonds(struct timeline *out, const struct bonds *all, struct arena *a)
{
	struct bond *kept = arena_array(a, all->n, sizeof *kept);

	for (size_t i = 0; i < all->n; i++) {
		if (all->at[i].nin_force == 0)
			continue;
		kept[out->nbonds] = all->at[i];
		kept[out->nbonds++].in_force = arena_copy(a, all->at[i].in_force, all->at[i].nin_force * sizeof *all->at[i].in_force);
	}
	out->bonds = kept;
}

void timeline_read(struct timeline *out, const struct judge_input *in, struct arena *a)
{
	struct stretch_list l = {.arena = a};
	struct subject_case c;
	struct bonds bonds;
	struct arena work;

	arena_init(&work);
	subject_case_open(&c, in, &work);
	bonds_find(&bonds, &c);
	*out = (struct timeline){.subject = in->subject};
	keep_bonds(out, &bonds, a);
	for (size_t i = 0; i < in->plan->nstates; i++)
		add_state(&l, in->plan->states[i].name, &c.states[i]);
	out->stretches = l.at.at;
	out->nstretches = l.at.n;
	arena_free(&work);
}

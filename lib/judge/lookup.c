#include "judge/lookup.h"

#define SMALL 4 /* a track as short as this is searched whole */

struct slot {
	uint64_t hash;
	uint32_t group; /* number + 1; 0: free */
};

/* One filter of one pattern. Events of equal value stand together, groups in the order
 * in which they first appear, so that rows that come in step are read in step. */
struct lookup {
	const struct pattern *pattern;
	size_t filter;
	const struct expr *other; /* NULL: no index is of use */
	struct slot *slots;
	size_t nslots;            /* a power of two */
	size_t *starts;           /* of each group in events; one more at the end */
	size_t ngroups;
	const struct event **events;
	VEC(const struct event *) unknown; /* whose value is not known */
	struct lookup *next;
};

/* Types whose values are equal exactly where their keys are. */
static bool has_key(const struct expr *e)
{
	switch (expr_type(e)->kind) {
	case TYPE_TEXT:
	case TYPE_WORD:
	case TYPE_IDENTIFIER:
	case TYPE_POSTCODE:
	case TYPE_NUMBER:
	case TYPE_COUNTRY:
	case TYPE_AIRPORT:
	case TYPE_DAY:
		return true;
	case TYPE_BOOL:
	case TYPE_TIME:
	case TYPE_CLOCK:
	case TYPE_DURATION:
	case TYPE_HOURS:
	case TYPE_COUNTRIES:
	case TYPE_PLACE:
	case TYPE_POINT:
	case TYPE_OSGB36:
	case TYPE_LIST:
		return false;
	}
	return false;
}

static bool reads_only(const struct expr *e, size_t slot)
{
	return expr_events(e) == UINT64_C(1) << slot && expr_values(e) == 0 && !expr_uses_trigger(e) && !expr_uses_now(e) &&
	       expr_states(e) == 0 && !expr_uses_root(e, ROOT_ORDER) && !expr_uses_root(e, ROOT_CONDITION) &&
	       !expr_uses_root(e, ROOT_SUBJECT);
}

static bool reads_not(const struct expr *e, size_t slot)
{
	return (expr_events(e) >> slot & 1) == 0;
}

static bool find_equality(const struct expr **own, const struct expr **other, const struct pattern *p)
{
	const struct expr *parts[CONJUNCTS_MAX], *a, *b;
	size_t n = p->where ? expr_conjuncts(parts, CONJUNCTS_MAX, p->where) : 0;

	for (size_t i = 0; i < n; i++) {
		if (!expr_equality(&a, &b, parts[i]) || !has_key(a) || !type_same(expr_type(a), expr_type(b)))
			continue;
		bool left = reads_only(a, p->slot) && reads_not(b, p->slot);
		if (!left && !(reads_only(b, p->slot) && reads_not(a, p->slot)))
			continue;
		*own = left ? a : b;
		*other = left ? b : a;
		return true;
	}
	return false;
}

/* Equal values have equal hashes; false: the value is unknown, and could equal any. Others
 * that share a hash do no harm: the pattern's `where` is asked again. */
static bool hash_of(uint64_t *out, const struct value *v)
{
	static const uint64_t seed[2] = {UINT64_C(0x6f72646572636865), UINT64_C(0x636b206c6f6f6b75)};

	switch (v->kind) {
	case VALUE_TEXT:
		*out = hash_bytes(v->as.text.at, v->as.text.n, seed);
		return true;
	case VALUE_NUMBER:
		*out = hash_bytes(&v->as.number, sizeof v->as.number, seed);
		return true;
	case VALUE_COUNTRY:
		*out = hash_bytes(&v->as.country, sizeof v->as.country, seed);
		return true;
	case VALUE_TIME:
		*out = hash_bytes(&v->as.time.day, sizeof v->as.time.day, seed);
		return v->as.time.whole;
	case VALUE_UNKNOWN:
	case VALUE_BOOL:
	case VALUE_CLOCK:
	case VALUE_DURATION:
	case VALUE_HOURS:
	case VALUE_COUNTRIES:
	case VALUE_PLACE:
	case VALUE_POINT:
	case VALUE_LIST:
		return false;
	}
	return false;
}

/* The slot of a hash, or the free one where it belongs. */
static struct slot *slot_of(const struct lookup *l, uint64_t hash)
{
	size_t at = hash & (l->nslots - 1);

	while (l->slots[at].group != 0 && l->slots[at].hash != hash)
		at = (at + 1) & (l->nslots - 1);
	return &l->slots[at];
}

/* The group of each event, by number; UINT32_MAX: its value is not known. */
static void number_events(uint32_t *groups, struct lookup *l, struct sitting *s, const struct expr *own,
                          const struct track *all, size_t n)
{
	const struct event **bound = &s->env.events[l->pattern->slot], *outer = *bound;
	struct value room;

	for (size_t k = 0; k < n; k++) {
		struct arena_mark mark = arena_mark(s->of->arena);
		uint64_t hash = 0;
		*bound = all->events[k];
		bool known = hash_of(&hash, expr_peek(own, &s->env, &room));
		if (s->of->arena->used != mark.used)
			arena_release(s->of->arena, mark);
		groups[k] = UINT32_MAX;
		if (!known) {
			*VEC_PUSH(s->of->arena, &l->unknown) = all->events[k];
			continue;
		}
		struct slot *slot = slot_of(l, hash);
		if (slot->group == 0)
			*slot = (struct slot){hash, (uint32_t)++l->ngroups};
		groups[k] = slot->group - 1;
	}
	*bound = outer;
}

static void file_events(struct lookup *l, struct sitting *s, const struct expr *own, const struct track *all)
{
	size_t n = track_from(all, instant_add(s->of->in->as_of, 1));

	if (n > 0)
		now_reached(s->of->in, all->events[n - 1]->time.first);
	if (n < all->n)
		now_reached(s->of->in, all->events[n]->time.first);
	uint32_t *groups = mem_alloc((n + 1) * sizeof *groups);

	for (l->nslots = 16; l->nslots < 2 * n; l->nslots *= 2)
		;
	l->slots = arena_array(s->of->arena, l->nslots, sizeof *l->slots);
	number_events(groups, l, s, own, all, n);
	l->starts = arena_array(s->of->arena, l->ngroups + 2, sizeof *l->starts);
	l->events = arena_array(s->of->arena, n, sizeof *l->events);
	/* Counted two places on, added up, then filled: starts[g + 1] runs to the end of g. */
	for (size_t k = 0; k < n; k++)
		if (groups[k] != UINT32_MAX)
			l->starts[groups[k] + 2]++;
	for (size_t g = 2; g < l->ngroups + 2; g++)
		l->starts[g] += l->starts[g - 1];
	for (size_t k = 0; k < n; k++)
		if (groups[k] != UINT32_MAX)
			l->events[l->starts[groups[k] + 1]++] = all->events[k];
	mem_free(groups);
}

static struct lookup *lookup_build(struct sitting *s, const struct pattern *p, size_t i)
{
	struct lookup *l = ARENA_NEW(s->of->arena, struct lookup);
	const struct expr *own = NULL;

	*l = (struct lookup){.pattern = p, .filter = i, .next = s->lookups};
	s->lookups = l;
	if (find_equality(&own, &l->other, p))
		file_events(l, s, own, &s->of->tracks[p->filters[i].type->index]);
	return l;
}

static struct lookup *lookup_get(struct sitting *s, const struct pattern *p, size_t i)
{
	for (struct lookup *l = s->lookups; l; l = l->next)
		if (l->pattern == p && l->filter == i)
			return l;
	return lookup_build(s, p, i);
}

void lookup_candidates(struct candidates *out, struct sitting *s, const struct pattern *p, size_t i)
{
	const struct track *all = &s->of->tracks[p->filters[i].type->index];
	struct value room;
	uint64_t hash;

	*out = (struct candidates){{*all}, 1};
	if (all->n <= SMALL || all->n > UINT32_MAX / 4)
		return;
	const struct lookup *l = lookup_get(s, p, i);
	if (!l->other)
		return;
	if (!hash_of(&hash, expr_peek(l->other, &s->env, &room)))
		return;
	uint32_t group = slot_of(l, hash)->group;
	out->nruns = 0;
	if (group > 0)
		out->runs[out->nruns++] = (struct track){l->events + l->starts[group - 1], l->starts[group] - l->starts[group - 1]};
	if (l->unknown.n > 0)
		out->runs[out->nruns++] = (struct track){l->unknown.at, l->unknown.n};
}

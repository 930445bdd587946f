#include "judge/lookup.h"

#define PARTS_MAX 32
#define SMALL 24 /* a track as short as this is searched whole */

struct run {
	VEC(const struct event *) events;
};

/* One filter of one pattern. */
struct lookup {
	const struct pattern *pattern;
	size_t filter;
	const struct expr *other; /* NULL: no index is of use */
	struct map equal;         /* key of the value -> struct run */
	struct run unknown;
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
	const struct expr *parts[PARTS_MAX], *a, *b;
	size_t n = p->where ? expr_conjuncts(parts, PARTS_MAX, p->where) : 0;

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

/* False: the value is unknown, and could equal any. */
static bool key_of(struct buf *out, const struct value *v)
{
	buf_clear(out);
	if (v->kind == VALUE_UNKNOWN || (v->kind == VALUE_TIME && !v->as.time.whole))
		return false;
	value_key(out, v);
	return true;
}

static void file_event(struct lookup *l, struct sitting *s, const struct expr *own, const struct event *e, struct buf *key)
{
	struct arena *a = s->of->arena;
	struct run *run = &l->unknown;

	s->env.events[l->pattern->slot] = e;
	struct value v = expr_eval(own, &s->env);
	s->env.events[l->pattern->slot] = NULL;
	if (key_of(key, &v)) {
		run = map_find(&l->equal, buf_str(key));
		if (!run) {
			run = ARENA_NEW(a, struct run);
			map_put(&l->equal, str_dup(a, buf_str(key)), run);
		}
	}
	*VEC_PUSH(a, &run->events) = e;
}

static struct lookup *lookup_build(struct sitting *s, const struct pattern *p, size_t i)
{
	const struct track *all = &s->of->tracks[p->filters[i].type->index];
	struct lookup *l = ARENA_NEW(s->of->arena, struct lookup);
	const struct expr *own = NULL;
	struct buf key = {0};

	*l = (struct lookup){.pattern = p, .filter = i, .next = s->lookups};
	s->lookups = l;
	if (!find_equality(&own, &l->other, p))
		return l;
	map_init(&l->equal, s->of->arena);
	const struct event *outer = s->env.events[p->slot];
	for (size_t k = 0; k < all->n && all->events[k]->time.first <= s->of->in->as_of; k++)
		file_event(l, s, own, all->events[k], &key);
	s->env.events[p->slot] = outer;
	buf_free(&key);
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
	struct buf key = {0};

	*out = (struct candidates){{*all}, 1};
	if (all->n <= SMALL)
		return;
	const struct lookup *l = lookup_get(s, p, i);
	if (!l->other)
		return;
	struct value v = expr_eval(l->other, &s->env);
	if (key_of(&key, &v)) {
		const struct run *run = map_find(&l->equal, buf_str(&key));
		out->nruns = 0;
		if (run)
			out->runs[out->nruns++] = (struct track){run->events.at, run->events.n};
		if (l->unknown.events.n > 0)
			out->runs[out->nruns++] = (struct track){l->unknown.events.at, l->unknown.events.n};
	}
	buf_free(&key);
}

#include "book/plan.h"

#include <string.h>

#include "base/text.h"
#include "book/load.h"

struct plan_index {
	struct map types, rules, orders, subjects, feeds;
};

/* The index of an element as a pointer that is not NULL. */
static void put(struct map *m, struct str name, const void *element)
{
	union {
		const void *from;
		void *to;
	} slot = {.from = element};
	if (name.n > 0)
		map_add(m, name, slot.to);
}

static void index_orders(struct map *m, const struct plan *p)
{
	for (size_t i = 0; i < p->norders; i++)
		put(m, p->orders[i].id, &p->orders[i]);
	for (size_t i = 0; i < p->norders; i++)
		for (size_t j = 0; p->orders[i].terms && j < p->orders[i].terms->nformerly; j++)
			put(m, p->orders[i].terms->formerly[j], &p->orders[i]);
}

void plan_index_make(struct plan *p, struct arena *a)
{
	struct plan_index *x = ARENA_NEW(a, struct plan_index);
	struct map *const maps[] = {&x->types, &x->rules, &x->orders, &x->subjects, &x->feeds};

	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		map_init(maps[i], a);
	for (size_t i = 0; i < p->ntypes; i++)
		put(&x->types, p->types[i]->name, p->types[i]);
	for (size_t i = 0; i < p->nrules; i++)
		put(&x->rules, p->rules[i]->name, p->rules[i]);
	map_room(&x->orders, p->norders);
	index_orders(&x->orders, p);
	map_room(&x->subjects, p->nsubjects);
	for (size_t i = 0; i < p->nsubjects; i++)
		put(&x->subjects, fold_id(a, p->subjects[i].id), &p->subjects[i]);
	for (size_t i = 0; i < p->nfeeds; i++)
		put(&x->feeds, p->feeds[i].id, &p->feeds[i]);
	p->index = x;
}

const struct event_type *plan_find_type(const struct plan *p, struct str name)
{
	return map_find(&p->index->types, name);
}

const struct rule *plan_find_rule(const struct plan *p, struct str name)
{
	return map_find(&p->index->rules, name);
}

const struct order *plan_find_order(const struct plan *p, struct str id)
{
	return map_find(&p->index->orders, id);
}

const struct feed *plan_find_feed(const struct plan *p, struct str id)
{
	return map_find(&p->index->feeds, id);
}

/* Plain ASCII folds without memory; other ids through an arena of their own. */
static const struct subject *find_subject(const struct plan *p, struct str id)
{
	char room[FOLD_ROOM];
	struct str key;

	if (fold_plain(&key, room, id))
		return map_find(&p->index->subjects, key);
	if (!text_valid(NULL, id))
		return NULL;
	struct arena scratch;
	arena_init(&scratch);
	const struct subject *found = map_find(&p->index->subjects, fold_id(&scratch, id));
	arena_free(&scratch);
	return found;
}

size_t plan_find_subject(const struct plan *p, struct str id)
{
	const struct subject *s = find_subject(p, id);
	return s ? (size_t)(s - p->subjects) : SIZE_MAX;
}

static const struct key_place *find_key(const struct key_places *k, const char *key)
{
	for (size_t i = 0; i < k->n; i++)
		if (strcmp(k->at[i].key, key) == 0)
			return &k->at[i];
	return NULL;
}

bool key_written(const struct key_places *k, const char *key)
{
	return find_key(k, key) != NULL;
}

struct place key_place(const struct key_places *k, const char *key)
{
	const struct key_place *found = find_key(k, key);
	return found ? source_place(k->source, found->offset) : (struct place){.source = NULL};
}

struct place condition_place(const struct condition *c)
{
	return c->told.source ? c->told : passage_place(&c->place, 0);
}

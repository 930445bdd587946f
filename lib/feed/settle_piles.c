/* Rows without a key become events, subject by subject.
 *
 * Where one file tells of a subject each of its rows is an event. Where several do, rows of equal content are told
 * apart by their number in each file. */
#include "feed/settle.h"

/* Rows of equal content of one intake. */
struct equals {
	uint64_t hash;
	const struct value *fields;
	VEC(struct intake_slot *) slots;
	const struct feed_input *input; /* the file being read, and its rows so far */
	size_t nseen;
	struct equals *next; /* of the same bucket */
};

/* The rows of one subject of one intake. */
struct heap {
	const struct intake *in;
	VEC(struct equals *) equals; /* in the order in which they first appear */
	struct equals **buckets;
	size_t nbuckets; /* a power of two */
};

static void settle_one(struct settling *s, const struct intake *in, const struct told *t)
{
	struct event e = {.type = in->type,
	                  .fields = t->fields,
	                  .time = t->fields[FIELD_TIME].as.time,
	                  .by_name = t->by == WAY_PERSON,
	                  .by_identifier = t->by == WAY_IDENTIFIER,
	                  .clock_guessed = t->clock_guessed,
	                  .match = t->match,
	                  .sources = &t->source,
	                  .nsources = 1};

	if (settle_passes(in, &e, s->env))
		s->events[s->n++] = e;
	else
		t->input->filtered++;
}

static bool one_file(const struct pile *pile)
{
	for (const struct told *t = pile->first; t; t = t->next)
		if (t->source.input != pile->first->source.input)
			return false;
	return true;
}

/* ---- rows of several files ---- */

static struct equals *equals_find(const struct heap *h, uint64_t hash, const struct value *fields)
{
	struct equals *e = h->nbuckets > 0 ? h->buckets[hash & (h->nbuckets - 1)] : NULL;

	while (e && !(e->hash == hash && event_content_same(h->in->type, e->fields, fields)))
		e = e->next;
	return e;
}

static struct equals *equals_get(struct heap *h, const struct told *t, const uint64_t seed[2], struct arena *a)
{
	uint64_t hash = event_content_hash(h->in->type, t->fields, seed);
	struct equals *e = equals_find(h, hash, t->fields), **bucket;

	if (e)
		return e;
	e = ARENA_NEW(a, struct equals);
	bucket = &h->buckets[hash & (h->nbuckets - 1)];
	*e = (struct equals){.hash = hash, .fields = t->fields, .next = *bucket};
	*bucket = e;
	*VEC_PUSH(a, &h->equals) = e;
	return e;
}

/* The earliest recorded of equal rows stays; one that does not say it comes last. */
static bool earlier(const struct told *a, const struct told *b)
{
	return a->recorded != INSTANT_MIN && (b->recorded == INSTANT_MIN || a->recorded < b->recorded);
}

static void put_equal(struct equals *e, struct told *t, struct arena *a)
{
	struct intake_slot *slot;

	if (e->input != t->source.input) {
		e->input = t->source.input;
		e->nseen = 0;
	}
	if (e->nseen == e->slots.n)
		*VEC_PUSH(a, &e->slots) = ARENA_NEW(a, struct intake_slot);
	slot = e->slots.at[e->nseen++];
	t->next = NULL;
	if (slot->last)
		slot->last->next = t;
	else
		slot->first = t;
	slot->last = t;
	if (!slot->winner || earlier(t, slot->winner))
		slot->winner = t;
}

static void heap_fill(struct heap *h, const struct intake *in, struct pile *pile, const uint64_t seed[2], struct arena *a)
{
	struct told *next;

	h->in = in;
	for (h->nbuckets = 4; h->nbuckets < pile->n; h->nbuckets *= 2)
		;
	h->buckets = arena_array(a, h->nbuckets, sizeof(struct equals *));
	for (struct told *t = pile->first; t; t = next) {
		next = t->next;
		put_equal(equals_get(h, t, seed, a), t, a);
	}
	*pile = (struct pile){0};
}

/* Sources of an event found again in another feed; the earliest recorded stays. */
static void add_sources(struct event *into, const struct event *from, struct arena *a)
{
	size_t n = into->nsources + from->nsources;
	struct event_source *sources = arena_array(a, n, sizeof *sources);
	const struct value *old = &into->fields[FIELD_RECORDED], *new = &from->fields[FIELD_RECORDED];

	for (size_t i = 0; i < n; i++)
		sources[i] = i < into->nsources ? into->sources[i] : from->sources[i - into->nsources];
	into->sources = sources;
	into->nsources = n;
	into->by_identifier = (into->by_identifier || into->by_name) && (from->by_identifier || from->by_name) &&
	                      !(into->by_name && from->by_name);
	if ((into->by_name && !from->by_name) || !into->match)
		into->match = from->match;
	into->by_name &= from->by_name;
	into->clock_guessed &= from->clock_guessed;
	if (new->kind == VALUE_TIME && (old->kind != VALUE_TIME || new->as.time.first < old->as.time.first))
		into->fields = from->fields;
}

/* The event that the equal rows of another feed made, by number. */
static struct event *equal_before(const struct heap *heaps, size_t nheaps, const struct equals *e, size_t number)
{
	for (size_t i = 0; i < nheaps; i++) {
		const struct equals *before = equals_find(&heaps[i], e->hash, e->fields);

		if (before && number < before->slots.n && before->slots.at[number]->event)
			return before->slots.at[number]->event;
	}
	return NULL;
}

static void settle_equals(struct settling *s, const struct heap *heaps, size_t at, struct equals *equals)
{
	const struct intake *in = heaps[at].in;

	for (size_t k = 0; k < equals->slots.n; k++) {
		struct intake_slot *slot = equals->slots.at[k];
		struct event e = settle_event(in, slot, s->arena);
		struct event *before;

		settle_superseded(slot);
		if (!settle_passes(in, &e, s->env)) {
			slot->winner->input->filtered++;
			continue;
		}
		before = equal_before(heaps, at, equals, k);
		slot->event = before ? before : &s->events[s->n++];
		if (before) {
			add_sources(before, &e, s->arena);
			slot->winner->input->superseded++;
		} else {
			*slot->event = e;
		}
	}
}

static void settle_several(struct settling *s, const struct piled *piled, size_t npiled)
{
	struct heap *heaps;
	struct arena work;

	arena_init(&work);
	heaps = arena_array(&work, npiled, sizeof *heaps);
	for (size_t i = 0; i < npiled; i++) {
		heap_fill(&heaps[i], piled[i].in, piled[i].pile, piled[0].in->seeds[0], &work);
		for (size_t k = 0; k < heaps[i].equals.n; k++)
			settle_equals(s, heaps, i, heaps[i].equals.at[k]);
	}
	arena_free(&work);
}

void piles_settle(struct settling *s, const struct piled *piled, size_t npiled)
{
	const struct piled *only = NULL;
	size_t nwith = 0;

	for (size_t i = 0; i < npiled; i++) {
		if (piled[i].pile->n == 0)
			continue;
		only = &piled[i];
		nwith++;
	}
	if (nwith > 1 || (only && !one_file(only->pile))) {
		settle_several(s, piled, npiled);
		return;
	}
	for (const struct told *t = only ? only->pile->first : NULL; t; t = t->next)
		settle_one(s, only->in, t);
}

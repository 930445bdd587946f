/* What was read of each subject becomes its events, in batches of subjects shared between threads.
 *
 * A batch has an arena, counts and rejects of its own. They are joined in order afterwards, so that nothing depends on
 * which thread did what. */
#include <stdlib.h>

#include "base/pool.h"
#include "feed/read.h"

enum { BATCH = 64 };

/* The counts of one file, as far as one batch adds to them; what is wrong by one wraps round. */
struct shadow {
	struct feed_input counts;
	struct feed_input *of;
	struct row_reader reader; /* of rows that are not decoded yet */
};

struct batch {
	struct reading reading;
	struct env *env;
	struct arena arena; /* for what stays */
	VEC(struct shadow *) shadows;
	struct shadow *last;
};

struct gathering {
	struct reading *r;
	struct gathered *by_subject;
	struct subject_events *out;
	const struct event_type *name_use;
	struct batch *batches;
};

static struct shadow *shadow_new(struct batch *b, struct feed_input *of)
{
	struct shadow *s = ARENA_NEW(&b->reading.scratch, struct shadow);

	*s = (struct shadow){.counts.newest = INSTANT_MIN, .of = of};
	*VEC_PUSH(&b->reading.scratch, &b->shadows) = s;
	return s;
}

static struct shadow *shadow_find(const struct batch *b, const struct feed_input *of)
{
	for (size_t i = 0; i < b->shadows.n; i++)
		if (b->shadows.at[i]->of == of)
			return b->shadows.at[i];
	return NULL;
}

static struct shadow *shadow_get(struct batch *b, const struct told *t)
{
	if (!b->last || b->last->of != t->source.input)
		b->last = shadow_find(b, t->source.input);
	if (!b->last)
		b->last = shadow_new(b, t->input);
	if (t->waits && !b->last->reader.r) {
		b->last->reader = *t->waits;
		b->last->reader.r = &b->reading;
		b->last->reader.input = &b->last->counts;
	}
	return b->last;
}

/* Decodes what waits; what cannot be is taken out. */
static void decode_pile(struct batch *b, struct pile *pile)
{
	struct told **link = &pile->first, *before = NULL;

	for (struct told *t = pile->first; t; t = t->next) {
		struct shadow *s = shadow_get(b, t);
		bool good = !t->waits || row_decode(&s->reader, t, &b->arena);

		t->input = &s->counts;
		if (!good) {
			*link = t->next;
			pile->n--;
			continue;
		}
		link = &t->next;
		before = t;
	}
	pile->last = before;
}

static void gather_one(struct gathering *g, struct batch *b, size_t subject)
{
	struct arena_mark mark;

	for (size_t i = 0; i < g->r->runs.n; i++)
		decode_pile(b, &g->r->runs.at[i]->intake.piles[subject]);
	mark = arena_mark(b->env->arena);
	reading_events(&g->out[subject], &b->reading, &g->by_subject[subject], subject, g->name_use, b->env);
	arena_release(b->env->arena, mark);
}

static void gather_batch(void *context, size_t at)
{
	struct gathering *g = context;
	struct batch *b = &g->batches[at];
	size_t end = (at + 1) * BATCH < g->r->plan->nsubjects ? (at + 1) * BATCH : g->r->plan->nsubjects;
	struct arena work;

	arena_init(&work);
	b->reading = *g->r;
	b->reading.arena = &b->arena;
	arena_init(&b->reading.scratch);
	b->reading.rejects.at = NULL;
	b->reading.rejects.n = b->reading.rejects.cap = b->reading.reject_bytes = 0;
	b->reading.marked.at = NULL;
	b->reading.marked.n = b->reading.marked.cap = 0;
	b->reading.room = NULL;
	b->reading.nroom = 0;
	b->env = reading_env(&b->reading, &work);
	for (size_t i = at * BATCH; i < end; i++)
		gather_one(g, b, i);
	mem_free(b->reading.room);
	arena_free(&work);
}

/* ---- joining ---- */

static void join_counts(struct feed_input *to, const struct feed_input *from)
{
	to->matched += from->matched;
	to->rejected += from->rejected;
	to->filtered += from->filtered;
	to->superseded += from->superseded;
	to->guessed_times += from->guessed_times;
	if (from->newest > to->newest)
		to->newest = from->newest;
}

static struct feed_input *true_input(const struct batch *b, const struct feed_input *shadow)
{
	for (size_t i = 0; i < b->shadows.n; i++)
		if (&b->shadows.at[i]->counts == shadow)
			return b->shadows.at[i]->of;
	return NULL;
}

static void join_batch(struct reading *r, struct batch *b)
{
	for (size_t i = 0; i < b->shadows.n; i++)
		join_counts(b->shadows.at[i]->of, &b->shadows.at[i]->counts);
	for (size_t i = 0; i < b->reading.rejects.n; i++) {
		struct reject *j = VEC_PUSH(r->arena, &r->rejects);

		*j = b->reading.rejects.at[i];
		j->input = true_input(b, j->input);
	}
	arena_free(&b->reading.scratch);
	arena_join(r->arena, &b->arena);
}

static int by_place(const void *a, const void *b)
{
	const struct reject *x = a, *y = b;

	if (x->input != y->input)
		return x->input->rank < y->input->rank ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

static void sort_rejects(struct reading *r)
{
	size_t n = 0;

	qsort(r->rejects.at, r->rejects.n, sizeof *r->rejects.at, by_place);
	r->reject_bytes = 0;
	while (n < r->rejects.n && n < REJECTS_KEPT && r->reject_bytes < REJECTS_BYTES)
		r->reject_bytes += r->rejects.at[n++].row.n;
	r->rejects_full |= n < r->rejects.n;
	r->rejects.n = n;
}

const struct subject_events *gather_all(struct reading *r)
{
	size_t n = r->plan->nsubjects, nbatches = (n + BATCH - 1) / BATCH, nrejects = r->rejects.n;
	struct gathering g = {.r = r, .name_use = reading_name_use(r)};

	g.by_subject = arena_array(r->arena, n, sizeof *g.by_subject);
	g.out = arena_array(r->arena, n, sizeof *g.out);
	g.batches = arena_array(r->arena, nbatches, sizeof *g.batches);
	reading_settle(g.by_subject, r);
	pool_run(r->options->jobs > 0 ? r->options->jobs : 1, nbatches, gather_batch, &g);
	for (size_t i = 0; i < nbatches; i++)
		join_batch(r, &g.batches[i]);
	if (r->rejects.n > nrejects)
		sort_rejects(r);
	return g.out;
}

/* What was read of each subject is made ready for its events, in batches of subjects shared between threads.
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
	struct row_reader reader; /* of rows that are not decoded yet */
	size_t of;                /* the last subject of whom it had rows, and 1 */
};

struct batch {
	struct reading reading;
	struct env *env;
	struct arena arena, work; /* arena: for what stays */
	struct shadow **shadows;  /* by rank; NULL: the batch has no row of the file */
	struct feed_input **counts; /* theirs */
};

struct gathering {
	struct reading *r;
	struct subject_events *out;
	struct batch *batches;
};

static struct shadow *shadow_get(struct batch *b, size_t rank)
{
	struct shadow *s = b->shadows[rank];

	if (s)
		return s;
	s = b->shadows[rank] = ARENA_NEW(&b->reading.scratch, struct shadow);
	s->reader = *b->reading.readers.at[rank];
	s->counts.newest = INSTANT_MIN;
	s->reader.r = &b->reading;
	s->reader.input = b->counts[rank] = &s->counts;
	return s;
}

/* Rows of a second file of a type may say again what the first one says. */
static bool is_second(const struct batch *b, size_t subject, const struct shadow *s)
{
	for (size_t i = 0; i < b->reading.readers.n; i++) {
		const struct shadow *other = b->shadows[i];
		if (other && other != s && other->of == subject + 1 && other->reader.run->type == s->reader.run->type)
			return true;
	}
	return false;
}

/* The subject has rows of the file. */
static void mark_file(struct batch *b, struct shadow *s, size_t subject)
{
	if (s->of == subject + 1)
		return;
	s->of = subject + 1;
	b->reading.nests[subject].several |= s->reader.run->feed->where || is_second(b, subject, s);
}

/* Decodes what waits. */
static void decode_nest(struct batch *b, size_t subject)
{
	struct nest *nest = &b->reading.nests[subject];
	struct nest_walk w;

	for (struct nest_row *row = nest_first(&w, nest); row; row = nest_next(&w)) {
		struct shadow *s = shadow_get(b, row->input);
		mark_file(b, s, subject);
		if (row->flags & NEST_WAITS)
			row_decode(&s->reader, row, subject, &b->work);
	}
	for (const struct terse_piece *p = b->reading.packed[subject].first; p; p = p->next)
		mark_file(b, shadow_get(b, p->input), subject);
}

static void gather_one(struct gathering *g, struct batch *b, size_t subject)
{
	const struct nest *nest = &b->reading.nests[subject];
	struct arena *stays = b->reading.arena;
	struct arena_mark mark;

	if (nest->unready)
		decode_nest(b, subject);
	g->out[subject] = reading_subject(&b->reading, subject);
	if (!nest->several)
		return;
	mark = arena_mark(&b->work); /* what is superseded and filtered is counted */
	b->reading.arena = &b->work;
	reading_events(&(struct subject_events){0}, &b->reading, &(struct gathered){0},
	               shelf_piles(&b->reading, subject, b->counts, &b->work), subject, NULL, b->env);
	b->reading.arena = stays;
	arena_release(&b->work, mark);
}

static void batch_open(struct batch *b, const struct reading *r)
{
	arena_init(&b->work);
	b->reading = *r;
	b->reading.arena = &b->arena;
	arena_init(&b->reading.scratch);
	b->reading.rejects.at = NULL;
	b->reading.rejects.n = b->reading.rejects.cap = b->reading.reject_bytes = 0;
	b->reading.marked.at = NULL;
	b->reading.marked.n = b->reading.marked.cap = 0;
	b->reading.room = NULL;
	b->reading.nroom = 0;
	b->reading.dense = (struct buf){0};
	b->shadows = arena_array(&b->reading.scratch, r->readers.n, sizeof(struct shadow *));
	b->counts = arena_array(&b->reading.scratch, r->readers.n, sizeof *b->counts);
	b->env = reading_env(&b->reading, &b->work);
}

static void gather_batch(void *context, size_t at)
{
	struct gathering *g = context;
	struct batch *b = &g->batches[at];
	size_t end = (at + 1) * BATCH < g->r->plan->nsubjects ? (at + 1) * BATCH : g->r->plan->nsubjects;

	batch_open(b, g->r);
	for (size_t i = at * BATCH; i < end; i++)
		gather_one(g, b, i);
	mem_free(b->reading.room);
	buf_free(&b->reading.dense);
	arena_free(&b->work);
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

static void join_batch(struct reading *r, struct batch *b)
{
	for (size_t i = 0; i < r->readers.n; i++)
		if (b->shadows[i])
			join_counts(r->readers.at[i]->input, b->counts[i]);
	for (size_t i = 0; i < b->reading.rejects.n; i++) {
		struct reject *j = VEC_PUSH(r->arena, &r->rejects);

		*j = b->reading.rejects.at[i];
		for (size_t k = 0; k < r->readers.n; k++)
			if (b->counts[k] == j->input)
				j->input = r->readers.at[k]->input;
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

void gather_all(struct feed_result *out, struct reading *r)
{
	size_t n = r->plan->nsubjects, nbatches = (n + BATCH - 1) / BATCH, nrejects = r->rejects.n;
	struct gathered *by_subject = arena_array(r->arena, n, sizeof *by_subject);
	struct gathering g = {.r = r};

	g.out = arena_array(r->arena, n, sizeof *g.out);
	g.batches = arena_array(r->arena, nbatches, sizeof *g.batches);
	reading_settle(by_subject, r);
	pool_run(r->options->jobs > 0 ? r->options->jobs : 1, nbatches, gather_batch, &g);
	for (size_t i = 0; i < nbatches; i++)
		join_batch(r, &g.batches[i]);
	if (r->rejects.n > nrejects)
		sort_rejects(r);
	out->subjects = g.out;
	out->shelf = shelf_new(r, by_subject);
}

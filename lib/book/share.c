#include "base/pool.h"
#include "book/load.h"

/* Below this a thread costs more than it saves. */
enum { SHARED_LEAST = 256, RANGES_PER_THREAD = 16 };

struct sharing {
	struct book *copies; /* one for each thread */
	size_t nranges, n;
	void (*job)(struct book *own, void *context, size_t i);
	void *context;
};

static void run_range(void *context, size_t range, size_t seat)
{
	struct sharing *s = context;
	size_t end = s->n * (range + 1) / s->nranges;

	for (size_t i = s->n * range / s->nranges; i < end; i++)
		s->job(&s->copies[seat], s->context, i);
}

static void copy_book(struct book *copy, const struct book *b, struct arena *a)
{
	*copy = *b;
	copy->arena = a;
	arena_init(&copy->scratch);
	copy->areas.at = NULL;
	copy->areas.n = copy->areas.cap = 0;
	copy->beside.at = NULL;
	copy->beside.n = copy->beside.cap = 0;
}

bool book_share(struct book *b, size_t n, void (*job)(struct book *own, void *context, size_t i), void *context)
{
	size_t nthreads = b->options.njobs;
	struct sharing s = {.n = n, .job = job, .context = context, .nranges = nthreads * RANGES_PER_THREAD};

	if (nthreads < 2 || n < SHARED_LEAST)
		return false;
	s.copies = arena_array(b->arena, nthreads, sizeof *s.copies);
	struct arena *arenas = arena_array(b->arena, nthreads, sizeof *arenas);
	for (size_t i = 0; i < nthreads; i++)
		copy_book(&s.copies[i], b, &arenas[i]);
	pool_run_seated(nthreads, s.nranges, run_range, &s);
	for (size_t i = 0; i < nthreads; i++) {
		for (size_t k = 0; k < s.copies[i].areas.n; k++)
			*VEC_PUSH(b->arena, &b->areas) = s.copies[i].areas.at[k];
		for (size_t k = 0; k < s.copies[i].beside.n; k++)
			*VEC_PUSH(b->arena, &b->beside) = s.copies[i].beside.at[k];
		arena_free(&s.copies[i].scratch);
		arena_join(b->arena, &arenas[i]);
	}
	return true;
}

#include "base/pool.h"
#include "book/load.h"

/* Below this a thread costs more than it saves. */
enum { SHARED_LEAST = 256, RANGES_PER_THREAD = 4 };

struct sharing {
	struct book *copies; /* one for each range */
	struct arena *arenas;
	size_t nranges, n;
	void (*job)(struct book *own, void *context, size_t i);
	void *context;
};

static void run_range(void *context, size_t range)
{
	struct sharing *s = context;
	struct book *own = &s->copies[range];
	size_t end = s->n * (range + 1) / s->nranges;

	own->arena = &s->arenas[range];
	own->areas.at = NULL;
	own->areas.n = own->areas.cap = 0;
	for (size_t i = s->n * range / s->nranges; i < end; i++)
		s->job(own, s->context, i);
}

bool book_share(struct book *b, size_t n, void (*job)(struct book *own, void *context, size_t i), void *context)
{
	struct sharing s = {.n = n, .job = job, .context = context, .nranges = b->options.njobs * RANGES_PER_THREAD};

	if (b->options.njobs < 2 || n < SHARED_LEAST)
		return false;
	s.copies = arena_array(b->arena, s.nranges, sizeof *s.copies);
	s.arenas = arena_array(b->arena, s.nranges, sizeof *s.arenas);
	for (size_t i = 0; i < s.nranges; i++)
		s.copies[i] = *b;
	pool_run(b->options.njobs, s.nranges, run_range, &s);
	for (size_t i = 0; i < s.nranges; i++) {
		for (size_t k = 0; k < s.copies[i].areas.n; k++)
			*VEC_PUSH(b->arena, &b->areas) = s.copies[i].areas.at[k];
		arena_join(b->arena, &s.arenas[i]);
	}
	return true;
}

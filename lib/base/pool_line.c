#include "base/pool.h"

#include <pthread.h>

#include "base/arena.h"

enum { MOST_THREADS = 256 };

struct running {
	const struct pool_line *line;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t nmade, ntaken; /* nmade: begun */
	bool *ready;          /* by seat: made, not yet taken */
	bool over;
};

/* Under the lock: a job can be begun. */
static bool can_make(const struct running *r)
{
	return r->nmade < r->line->njobs && r->nmade < r->ntaken + r->line->nseats;
}

/* Under the lock, which is open meanwhile. */
static void make_one(struct running *r)
{
	size_t i = r->nmade++;
	size_t seat = i % r->line->nseats;

	pthread_mutex_unlock(&r->lock);
	r->line->make(r->line->context, i, seat);
	pthread_mutex_lock(&r->lock);
	r->ready[seat] = true;
	pthread_cond_broadcast(&r->changed);
}

/* The same. */
static void take_one(struct running *r)
{
	size_t i = r->ntaken;
	size_t seat = i % r->line->nseats;

	pthread_mutex_unlock(&r->lock);
	bool more = r->line->take(r->line->context, i, seat);
	pthread_mutex_lock(&r->lock);
	r->ready[seat] = false;
	r->ntaken++;
	r->over = !more || r->ntaken == r->line->njobs;
	pthread_cond_broadcast(&r->changed);
}

static void *make_all(void *argument)
{
	struct running *r = argument;

	pthread_mutex_lock(&r->lock);
	while (!r->over && r->nmade < r->line->njobs) {
		if (can_make(r))
			make_one(r);
		else
			pthread_cond_wait(&r->changed, &r->lock);
	}
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

static void take_all(struct running *r)
{
	pthread_mutex_lock(&r->lock);
	while (!r->over) {
		if (r->ready[r->ntaken % r->line->nseats])
			take_one(r);
		else if (can_make(r))
			make_one(r);
		else
			pthread_cond_wait(&r->changed, &r->lock);
	}
	pthread_mutex_unlock(&r->lock);
}

/* A thread that cannot be started is done without. */
void pool_line(size_t nthreads, const struct pool_line *line)
{
	struct running r = {.line = line, .over = line->njobs == 0};
	pthread_t threads[MOST_THREADS];
	size_t nstarted = 0;

	if (nthreads > MOST_THREADS)
		nthreads = MOST_THREADS;
	if (pthread_mutex_init(&r.lock, NULL) != 0 || pthread_cond_init(&r.changed, NULL) != 0)
		mem_exhausted();
	r.ready = mem_alloc(line->nseats * sizeof *r.ready);
	for (size_t i = 0; i < line->nseats; i++)
		r.ready[i] = false;
	while (nstarted + 1 < nthreads && pthread_create(&threads[nstarted], NULL, make_all, &r) == 0)
		nstarted++;
	take_all(&r);
	for (size_t i = 0; i < nstarted; i++)
		pthread_join(threads[i], NULL);
	mem_free(r.ready);
	pthread_cond_destroy(&r.changed);
	pthread_mutex_destroy(&r.lock);
}

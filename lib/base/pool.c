#define _GNU_SOURCE 1 /* sched_getaffinity */

#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/arena.h"

enum { MOST_THREADS = 256 };

struct crew {
	void (*job)(void *context, size_t i);
	void (*seated)(void *context, size_t i, size_t seat);
	void *context;
	size_t njobs;
	atomic_size_t next;
};

struct seat {
	struct crew *crew;
	size_t number;
};

static void *work(void *argument)
{
	const struct seat *s = argument;
	struct crew *c = s->crew;

	for (;;) {
		size_t i = atomic_fetch_add(&c->next, 1);

		if (i >= c->njobs)
			return NULL;
		if (c->seated)
			c->seated(c->context, i, s->number);
		else
			c->job(c->context, i);
	}
}

/* The caller works too; a thread that cannot be started is done without. */
static void run(struct crew *c, size_t nthreads)
{
	pthread_t threads[MOST_THREADS];
	struct seat seats[MOST_THREADS];
	size_t nstarted = 0;

	atomic_init(&c->next, 0);
	if (nthreads > c->njobs)
		nthreads = c->njobs;
	if (nthreads > MOST_THREADS)
		nthreads = MOST_THREADS;
	for (size_t i = 0; i < nthreads; i++)
		seats[i] = (struct seat){c, i};
	while (nstarted + 1 < nthreads && pthread_create(&threads[nstarted], NULL, work, &seats[nstarted + 1]) == 0)
		nstarted++;
	work(&(struct seat){c, 0});
	for (size_t i = 0; i < nstarted; i++)
		pthread_join(threads[i], NULL);
}

void pool_run(size_t nthreads, size_t njobs, void (*job)(void *context, size_t i), void *context)
{
	run(&(struct crew){.job = job, .context = context, .njobs = njobs}, nthreads);
}

void pool_run_seated(size_t nthreads, size_t njobs, void (*job)(void *context, size_t i, size_t seat), void *context)
{
	run(&(struct crew){.seated = job, .context = context, .njobs = njobs}, nthreads);
}

size_t pool_cores(void)
{
	cpu_set_t set;
	int ncores;

	if (sched_getaffinity(0, sizeof set, &set) == 0) {
		ncores = CPU_COUNT(&set);
		return ncores < 1 ? 1 : (size_t)ncores;
	}
	return 1;
}

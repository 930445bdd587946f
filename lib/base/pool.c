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
	void *context;
	size_t njobs;
	atomic_size_t next;
};

static void *work(void *argument)
{
	struct crew *c = argument;

	for (;;) {
		size_t i = atomic_fetch_add(&c->next, 1);

		if (i >= c->njobs)
			return NULL;
		c->job(c->context, i);
	}
}

/* The caller works too; a thread that cannot be started is done without. */
void pool_run(size_t nthreads, size_t njobs, void (*job)(void *context, size_t i), void *context)
{
	struct crew c = {.job = job, .context = context, .njobs = njobs};
	pthread_t threads[MOST_THREADS];
	size_t nstarted = 0;

	atomic_init(&c.next, 0);
	if (nthreads > njobs)
		nthreads = njobs;
	if (nthreads > MOST_THREADS)
		nthreads = MOST_THREADS;
	while (nstarted + 1 < nthreads && pthread_create(&threads[nstarted], NULL, work, &c) == 0)
		nstarted++;
	work(&c);
	for (size_t i = 0; i < nstarted; i++)
		pthread_join(threads[i], NULL);
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

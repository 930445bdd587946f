/* pool: a number of jobs shared between threads. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

/* Runs job(context, i) for i in [0, njobs), on up to nthreads threads; a job
 * may run on any thread, in any order. Returns when all are done. */
void pool_run(size_t nthreads, size_t njobs, void (*job)(void *context, size_t i), void *context);
/* The same; each job is told on which seat it runs, below nthreads (seat 0 there is always). Jobs on one seat
 * run one after another, so that what belongs to a seat needs no lock. */
void pool_run_seated(size_t nthreads, size_t njobs, void (*job)(void *context, size_t i, size_t seat), void *context);
size_t pool_cores(void); /* processors this process may use, at least 1 */

/* Jobs that are made on any thread and taken one by one in their order by the caller, who makes some too. */
struct pool_line {
	size_t njobs;
	size_t nseats; /* made or being made, and not yet taken, are at most so many; job i has seat i % nseats, at least 1 */
	void (*make)(void *context, size_t i, size_t seat);
	bool (*take)(void *context, size_t i, size_t seat); /* false: no more are wanted */
	void *context;
};
/* Returns when all are taken, or no more are wanted; nothing runs then. */
void pool_line(size_t nthreads, const struct pool_line *line);

#endif

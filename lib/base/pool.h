/* pool: a number of jobs shared between threads. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stddef.h>

/* Runs job(context, i) for i in [0, njobs), on up to nthreads threads; a job
 * may run on any thread, in any order. Returns when all are done. */
void pool_run(size_t nthreads, size_t njobs, void (*job)(void *context, size_t i), void *context);
size_t pool_cores(void); /* processors this process may use, at least 1 */

#endif

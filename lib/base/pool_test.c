#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdatomic.h>

#include "base/pool.h"

enum { JOBS = 5000 };

static void count(void *context, size_t i)
{
	atomic_int *done = context;

	atomic_fetch_add(&done[i], 1);
}

static void each_job_once(void **state)
{
	static const size_t nthreads[] = {0, 1, 2, 7, 100000};
	static atomic_int done[JOBS];

	(void)state;
	for (size_t k = 0; k < sizeof nthreads / sizeof *nthreads; k++) {
		pool_run(nthreads[k], JOBS, count, done);
		for (size_t i = 0; i < JOBS; i++)
			assert_int_equal(atomic_load(&done[i]), (int)k + 1);
	}
	pool_run(4, 0, count, NULL);
	assert_true(pool_cores() >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_job_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <assert.h>
#include <stdatomic.h>
#include <stdbool.h>

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

struct row_of_jobs {
	size_t made[JOBS]; /* by job: its seat and one; each is written by one thread and read by the caller */
	size_t ntaken, last;
	bool seats[16]; /* in use */
};

static void make(void *context, size_t i, size_t seat)
{
	struct row_of_jobs *r = context;

	assert(!r->seats[seat]); /* cmocka's own would leave the thread */
	r->seats[seat] = true;
	r->made[i] = seat + 1;
}

static bool take(void *context, size_t i, size_t seat)
{
	struct row_of_jobs *r = context;

	assert_int_equal(i, r->ntaken);
	assert_int_equal(r->made[i], seat + 1);
	r->seats[seat] = false;
	return r->ntaken++ < r->last;
}

/* In order, on any number of threads and seats, to the end or until no more are wanted. */
static void jobs_in_order(void **state)
{
	static struct row_of_jobs r;

	(void)state;
	for (size_t nthreads = 0; nthreads < 6; nthreads++) {
		for (size_t nseats = 1; nseats <= 16; nseats += 5) {
			r = (struct row_of_jobs){.last = JOBS};
			pool_line(nthreads, &(struct pool_line){JOBS, nseats, make, take, &r});
			assert_int_equal(r.ntaken, JOBS);
			r = (struct row_of_jobs){.last = 7};
			pool_line(nthreads, &(struct pool_line){JOBS, nseats, make, take, &r});
			assert_int_equal(r.ntaken, 8);
		}
	}
	pool_line(3, &(struct pool_line){0, 1, make, take, &r});
}

enum { SEATS = 7 };

struct hall {
	size_t counts[SEATS];       /* of jobs, without a lock */
	atomic_int taken[SEATS];    /* how many work on the seat just now */
	atomic_bool shared, beyond; /* two on one seat; a seat that there is not */
};

static void sit(void *context, size_t i, size_t seat)
{
	struct hall *h = context;

	(void)i;
	if (seat >= SEATS) {
		atomic_store(&h->beyond, true);
		return;
	}
	if (atomic_fetch_add(&h->taken[seat], 1) != 0)
		atomic_store(&h->shared, true);
	h->counts[seat]++;
	atomic_fetch_sub(&h->taken[seat], 1);
}

static void one_on_a_seat(void **state)
{
	static struct hall h;
	size_t n = 0;

	(void)state;
	pool_run_seated(SEATS, JOBS, sit, &h);
	for (size_t i = 0; i < SEATS; i++)
		n += h.counts[i];
	assert_int_equal(n, JOBS);
	assert_false(atomic_load(&h.shared));
	assert_false(atomic_load(&h.beyond));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_job_once),
		cmocka_unit_test(jobs_in_order),
		cmocka_unit_test(one_on_a_seat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

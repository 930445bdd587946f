/* ordercheck: checks feeds of events against the conditions of civil orders. */
#include <time.h>

#include "base/text.h"

#include "confine.h"
#include "logged.h"
#include "output.h"

#include <malloc.h>

/* Memory of one subject's judging is asked for again by the next: given back to the system in between, its pages
 * would be faulted in and cleared each time. */
static void keep_memory(void)
{
	mallopt(M_MMAP_THRESHOLD, 16 << 20);
	mallopt(M_TRIM_THRESHOLD, 256 << 20);
}

static int64_t clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int main(int argc, char **argv)
{
	struct arena arena;
	struct diag diag;
	struct call c = {.arena = &arena, .diag = &diag, .now = clock_now()};

	confine_environment();
	output_signals();
	text_memory();
	digest_memory();
	keep_memory();
	arena_init(&arena);
	diag_init(&diag, &arena);
	c.account = account_name(&arena); /* may ask a service of the machine: not possible afterwards */
	c.confined = confine_calls(&c.unconfined);
	int status = call_run(&c, argc > 0 ? argc - 1 : 0, argv + 1);
	call_close(&c);
	return status;
}

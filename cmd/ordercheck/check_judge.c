/* Judging all subjects, in batches shared between threads. */
#include <float.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/pool.h"
#include "check.h"

enum { BATCH = 64 };

struct judging {
	struct check *check;
	atomic_size_t done; /* people, for the progress line */
	double progress_from; /* on the clock of call_elapsed */
};

void judge_input_of(struct judge_input *in, const struct check *k, size_t at, struct arena *a)
{
	const struct plan *p = &k->project.plan;
	const struct scope_of_check *s = &k->scope;
	size_t i = s->people[at];
	const struct subject *who = &p->subjects[i];
	const struct subject_events *events = &k->feeds.subjects[i];
	const struct order **orders = arena_array(a, who->norders, sizeof *orders);

	*in = (struct judge_input){.plan = p, .subject = i, .person = who, .orders = orders, .schemes = s->schemes,
	                           .nschemes = s->nschemes, .events = events->events, .nevents = events->n,
	                           .rejected = events->rejected, .supplies = k->feeds.supplies, .as_of = k->asked.as_of};
	for (size_t j = 0; j < who->norders; j++)
		if (s->orders[who->orders[j]])
			orders[in->norders++] = &p->orders[who->orders[j]];
}

static void judge_one(struct check *k, size_t at, struct arena *a)
{
	struct judge_input in;

	judge_input_of(&in, k, at, a);
	in.skip_clear = k->asked.level != LEVEL_CLEAR && !k->asked.has_since && k->scope.nrules == 0 && !k->scope.orders_named &&
	                k->baseline.n == 0;
	judge_subject(&k->found[at], &in, a);
}

static void judge_batch(void *context, size_t batch)
{
	struct judging *j = context;
	struct check *k = j->check;
	size_t end = (batch + 1) * BATCH < k->scope.npeople ? (batch + 1) * BATCH : k->scope.npeople;

	for (size_t at = batch * BATCH; at < end; at++)
		judge_one(k, at, &k->arenas[batch]);
	size_t done = atomic_fetch_add(&j->done, end - batch * BATCH) + end - batch * BATCH;
	if (call_elapsed() >= j->progress_from)
		fprintf(stderr, "\rjudged %zu of %zu subjects", done, k->scope.npeople);
}

/* When the progress line may be shown: on a terminal after a second. */
static double progress_from(const struct call *c)
{
	struct str when = option_last(&c->args, OPT_PROGRESS);

	if (str_eq_cstr(when, "always"))
		return 0;
	if (option_has(&c->args, OPT_QUIET) || str_eq_cstr(when, "never") || isatty(STDERR_FILENO) != 1)
		return DBL_MAX;
	return call_elapsed() + 1;
}

void judge_all(struct check *k)
{
	struct judging j = {.check = k, .progress_from = progress_from(k->call)};

	atomic_init(&j.done, 0);
	k->narenas = (k->scope.npeople + BATCH - 1) / BATCH;
	k->arenas = arena_array(k->call->arena, k->narenas, sizeof *k->arenas);
	k->found = arena_array(k->call->arena, k->scope.npeople, sizeof *k->found);
	for (size_t i = 0; i < k->narenas; i++)
		arena_init(&k->arenas[i]);
	pool_run(k->asked.jobs, k->narenas, judge_batch, &j);
	if (call_elapsed() >= j.progress_from)
		fputs("\r\033[K", stderr);
}

void bonds_visit(const struct check *k, void (*visit)(void *context, size_t subject, const struct bonds *bonds),
                 void *context)
{
	for (size_t at = 0; at < k->scope.npeople; at++) {
		struct judge_input in;
		struct bonds bonds;
		struct arena scratch;

		arena_init(&scratch);
		judge_input_of(&in, k, at, &scratch);
		judge_bonds(&bonds, &in, &scratch);
		visit(context, k->scope.people[at], &bonds);
		arena_free(&scratch);
	}
}

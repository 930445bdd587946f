/* Judging all subjects, in batches shared between threads. */
#include "base/pool.h"
#include "check.h"
#include "progress.h"

enum { BATCH = 64 };

struct judging {
	struct check *check;
	struct progress progress;
};

static void input_of(struct judge_input *in, const struct check *k, size_t at, const struct subject_events *events,
                     struct arena *a)
{
	const struct plan *p = &k->project.plan;
	const struct scope_of_check *s = &k->scope;
	size_t i = s->people[at];
	const struct subject *who = &p->subjects[i];
	const struct order **orders = arena_array(a, who->norders, sizeof *orders);

	*in = (struct judge_input){.plan = p, .subject = i, .person = who, .orders = orders, .schemes = s->schemes,
	                           .nschemes = s->nschemes, .events = events->events, .nevents = events->n,
	                           .rejected = events->rejected, .supplies = k->feeds.supplies, .as_of = k->asked.as_of};
	for (size_t j = 0; j < who->norders; j++)
		if (s->orders[who->orders[j]])
			orders[in->norders++] = &p->orders[who->orders[j]];
}

void judge_input_of(struct judge_input *in, const struct check *k, size_t at, struct arena *a)
{
	input_of(in, k, at, feed_subject(&k->feeds, k->scope.people[at]), a);
}

/* passing: for the subject's events; work: for what judging them takes. */
static void judge_one(struct check *k, size_t at, struct arena *passing, struct arena *work, struct arena *a)
{
	struct subject_events events = feed_subject_anew(&k->feeds, k->scope.people[at], passing);
	struct judge_input in;

	input_of(&in, k, at, &events, passing);
	in.passing = true;
	in.work = work;
	in.skip_clear = k->asked.level != LEVEL_CLEAR && !k->asked.has_since && k->scope.nrules == 0 && !k->scope.orders_named &&
	                k->baseline.n == 0;
	judge_subject(&k->found[at], &in, a);
}

static void judge_batch(void *context, size_t batch)
{
	struct judging *j = context;
	struct check *k = j->check;
	size_t end = (batch + 1) * BATCH < k->scope.npeople ? (batch + 1) * BATCH : k->scope.npeople;
	struct arena passing, work;

	arena_init(&passing);
	arena_init(&work);
	for (size_t at = batch * BATCH; at < end; at++) {
		judge_one(k, at, &passing, &work, &k->arenas[batch]);
		arena_reset(&passing);
	}
	arena_free(&passing);
	arena_free(&work);
	progress_add(&j->progress, end - batch * BATCH, end - batch * BATCH);
}

void judge_all(struct check *k)
{
	struct judging j = {.check = k};

	progress_begin(&j.progress, k->call, "judging", "subjects", k->scope.npeople);
	k->narenas = (k->scope.npeople + BATCH - 1) / BATCH;
	k->arenas = arena_array(k->call->arena, k->narenas, sizeof *k->arenas);
	k->found = arena_array(k->call->arena, k->scope.npeople, sizeof *k->found);
	for (size_t i = 0; i < k->narenas; i++)
		arena_init(&k->arenas[i]);
	pool_run(k->asked.jobs, k->narenas, judge_batch, &j);
	progress_end(&j.progress);
}

bool judge_whole(struct check *k)
{
	if (k->stored.path)
		return stored_judge(k);
	judge_all(k);
	return true;
}

void bonds_visit(const struct check *k, void (*visit)(void *context, size_t subject, const struct bonds *bonds),
                 void *context)
{
	for (size_t at = 0; at < k->scope.npeople; at++) {
		struct judge_input in;
		struct subject_events events;
		struct bonds bonds;
		struct arena scratch;

		arena_init(&scratch);
		events = feed_subject_anew(&k->feeds, k->scope.people[at], &scratch);
		input_of(&in, k, at, &events, &scratch);
		judge_bonds(&bonds, &in, &scratch);
		visit(context, k->scope.people[at], &bonds);
		arena_free(&scratch);
	}
}

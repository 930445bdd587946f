/* Judging all subjects, in batches shared between threads. */
#include "base/pool.h"
#include "check.h"
#include "progress.h"

enum { BATCH = 64 };

/* What judging takes on one seat; the arena of its findings stays with the check. */
struct judge_seat {
	struct arena passing, work; /* of one subject: its events, and what judging them takes */
	struct judge_lines lines;
};

struct judging {
	struct check *check;
	struct progress progress;
	struct judge_seat *seats;
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

static void judge_one(struct check *k, size_t at, struct judge_seat *seat, struct arena *a)
{
	struct subject_events events = feed_subject_anew(&k->feeds, k->scope.people[at], &seat->passing);
	struct judge_input in;

	input_of(&in, k, at, &events, &seat->passing);
	in.passing = true;
	in.work = &seat->work;
	in.lines = &seat->lines;
	in.skip_clear = k->asked.level != LEVEL_CLEAR && !k->asked.has_since && k->scope.nrules == 0 && !k->scope.orders_named &&
	                k->baseline.n == 0;
	judge_subject(&k->found[at], &in, a);
	arena_reset(&seat->passing);
}

static void judge_batch(void *context, size_t batch, size_t seat)
{
	struct judging *j = context;
	struct check *k = j->check;
	size_t end = (batch + 1) * BATCH < k->scope.npeople ? (batch + 1) * BATCH : k->scope.npeople;

	for (size_t at = batch * BATCH; at < end; at++)
		judge_one(k, at, &j->seats[seat], &k->arenas[seat]);
	progress_add(&j->progress, end - batch * BATCH, end - batch * BATCH);
}

static void seats_open(struct judging *j)
{
	struct check *k = j->check;

	k->narenas = k->asked.jobs > 0 ? k->asked.jobs : 1;
	k->arenas = arena_array(k->call->arena, k->narenas, sizeof *k->arenas);
	j->seats = arena_array(k->call->arena, k->narenas, sizeof *j->seats);
	for (size_t i = 0; i < k->narenas; i++) {
		arena_init(&k->arenas[i]);
		arena_init(&j->seats[i].passing);
		arena_init(&j->seats[i].work);
	}
}

void judge_all(struct check *k)
{
	struct judging j = {.check = k};

	progress_begin(&j.progress, k->call, "judging", "subjects", k->scope.npeople);
	k->found = arena_array(k->call->arena, k->scope.npeople, sizeof *k->found);
	seats_open(&j);
	pool_run_seated(k->asked.jobs, (k->scope.npeople + BATCH - 1) / BATCH, judge_batch, &j);
	for (size_t i = 0; i < k->narenas; i++) {
		arena_free(&j.seats[i].passing);
		arena_free(&j.seats[i].work);
	}
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

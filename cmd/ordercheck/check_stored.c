/* Judging from a store: rows out of it, on several threads events and findings, findings into it. */
#include <stdatomic.h>

#include "check.h"
#include "base/pool.h"
#include "progress.h"

enum { ROUND = 1024, BATCH = 64 };

struct seat {
	atomic_flag taken;
	struct replay_seat *replay;
};

struct round {
	struct check *check;
	const size_t *at; /* of scope.people */
	size_t n;
	struct store_rows *rows;
	struct arena fetched;                /* rows; like those below it serves round after round */
	struct arena arenas[ROUND / BATCH]; /* one for each batch: events and findings */
	struct seat *seats;
	size_t nseats;
};

static struct seat *take_seat(struct round *r)
{
	for (size_t i = 0;; i = (i + 1) % r->nseats)
		if (!atomic_flag_test_and_set(&r->seats[i].taken))
			return &r->seats[i];
}

static void judge_one(struct check *k, size_t at, struct arena *a)
{
	struct judge_input in;

	judge_input_of(&in, k, at, a);
	in.skip_clear = k->asked.level != LEVEL_CLEAR && !k->asked.has_since && k->stored.asked.nrules == 0 &&
	                !k->stored.asked.orders_named;
	struct judge_horizon *h = &k->stored.horizons[at];
	horizon_init(h, arena_array(a, k->project.plan.ntypes, sizeof *h->known), k->project.plan.ntypes);
	in.horizon = h;
	judge_subject(&k->found[at], &in, a);
}

static void judge_batch(void *context, size_t batch)
{
	struct round *r = context;
	struct check *k = r->check;
	struct seat *seat = take_seat(r);

	for (size_t i = batch * BATCH; i < (batch + 1) * BATCH && i < r->n; i++) {
		size_t subject = k->scope.people[r->at[i]];
		struct store_rows *rows = &r->rows[i];
		replay_subject(&k->stored.events[subject], seat->replay, subject, rows->rows.at, rows->rows.n, rows->strangers.at,
		               rows->strangers.n, &r->arenas[batch]);
		judge_one(k, r->at[i], &r->arenas[batch]);
	}
	atomic_flag_clear(&seat->taken);
}

/* Keeps the arenas of the batches in the check, or empties them. */
static void leave_round(struct round *r, size_t nbatches, bool keep)
{
	struct check *k = r->check;

	for (size_t i = 0; i < nbatches; i++) {
		if (!keep) {
			arena_reset(&r->arenas[i]);
			continue;
		}
		k->arenas[k->narenas++] = r->arenas[i];
		arena_init(&r->arenas[i]);
	}
	arena_reset(&r->fetched);
	for (size_t i = 0; i < r->n && !keep; i++) {
		k->found[r->at[i]].n = 0;
		k->stored.events[k->scope.people[r->at[i]]] = (struct subject_events){0};
	}
}

static void judge_round(struct round *r, void (*hear)(struct check *k, size_t at), bool keep)
{
	struct check *k = r->check;
	size_t nbatches = (r->n + BATCH - 1) / BATCH;

	r->rows = arena_array(&r->fetched, r->n, sizeof *r->rows);
	for (size_t i = 0; i < r->n; i++)
		store_run_rows(&r->rows[i], k->stored.run, k->scope.people[r->at[i]], &r->fetched);
	pool_run(k->asked.jobs, nbatches, judge_batch, r);
	for (size_t i = 0; i < r->n && hear; i++)
		hear(k, r->at[i]);
	leave_round(r, nbatches, keep);
}

static void open_seats(struct round *r)
{
	struct check *k = r->check;

	arena_init(&r->fetched);
	for (size_t i = 0; i < ROUND / BATCH; i++)
		arena_init(&r->arenas[i]);
	r->nseats = k->asked.jobs > 0 ? k->asked.jobs : 1;
	r->seats = arena_array(k->call->arena, r->nseats, sizeof *r->seats);
	for (size_t i = 0; i < r->nseats; i++) {
		atomic_flag_clear(&r->seats[i].taken);
		/* Findings point at the inputs of a seat: they live as long as the check. */
		r->seats[i].replay = replay_seat_open(k->stored.replay, k->call->arena);
	}
}

static void close_seats(struct round *r)
{
	for (size_t i = 0; i < r->nseats; i++)
		replay_seat_close(r->seats[i].replay);
	arena_free(&r->fetched);
	for (size_t i = 0; i < ROUND / BATCH; i++)
		arena_free(&r->arenas[i]);
}

void stored_judge_some(struct check *k, const bool *wanted, void (*hear)(struct check *k, size_t at), bool keep)
{
	struct round r = {.check = k};
	size_t *at = arena_array(k->call->arena, ROUND, sizeof *at), nwanted = 0;
	struct progress progress;

	for (size_t i = 0; i < k->scope.npeople; i++)
		nwanted += wanted[i];
	progress_begin(&progress, k->call, "judging", "subjects", nwanted);
	open_seats(&r);
	for (size_t i = 0; i < k->scope.npeople;) {
		r.n = 0;
		for (; i < k->scope.npeople && r.n < ROUND; i++)
			if (wanted[i])
				at[r.n++] = i;
		r.at = at;
		if (r.n > 0 && store_good(k->stored.store))
			judge_round(&r, hear, keep);
		progress_add(&progress, r.n, r.n);
	}
	progress_end(&progress);
	close_seats(&r);
}

/* ---- what is kept, and what is told ---- */

static void keep_found(struct check *k, size_t at)
{
	size_t subject = k->scope.people[at];

	if (k->stored.back)
		return;
	store_found(k->stored.run, subject, &k->found[at]);
	store_judged_put(k->stored.run, subject, &k->stored.horizons[at], k->found[at].nconditions);
}

static void tell_notes(struct check *k)
{
	const struct str *notes;
	size_t n = store_found_finish(&notes, k->stored.run);

	redact_begin(k);
	for (size_t i = 0; i < n; i++) {
		struct str note = k->redaction ? redact_message(k->redaction, notes[i]) : notes[i];
		tell("%.*s", STR_ARG(note));
	}
}

static void tell_withdrawn(struct check *k)
{
	const struct store_untold *gone;
	size_t n = store_withdrawn(&gone, k->stored.run, k->stored.reader, k->call->arena);

	redact_begin(k);
	for (size_t i = 0; i < n; i++) {
		struct str id = k->redaction ? redact_finding_id(k->redaction, str_of(gone[i].id)) : str_of(gone[i].id);
		tell("%.*s: told before as %s; the facts no longer show it", STR_ARG(id), level_names[gone[i].level]);
	}
}

/* Those who have something that the reader was not told are judged again, for its words. */
static void judge_untold(struct check *k)
{
	struct stored *s = &k->stored;
	struct arena *a = k->call->arena;
	const struct store_untold *list;
	size_t n = store_untold(&list, s->run, s->reader, k->asked.level, s->since_run, a);
	bool *wanted = arena_array(a, k->scope.npeople, sizeof *wanted);
	bool *by_subject = arena_array(a, k->project.plan.nsubjects, sizeof *by_subject);

	map_init(&s->untold, a);
	for (size_t i = 0; i < n; i++) {
		if (list[i].subject == SIZE_MAX || !s->asked.subjects[list[i].subject])
			continue;
		map_put(&s->untold, str_of(list[i].id), (void *)(uintptr_t)1);
		by_subject[list[i].subject] = true;
	}
	for (size_t i = 0; i < k->scope.npeople; i++)
		wanted[i] = by_subject[k->scope.people[i]];
	stored_judge_some(k, wanted, NULL, true);
	tell_withdrawn(k);
}

struct asking {
	struct check *check;
	bool *wanted;
};

static void ask_batch(void *context, size_t batch)
{
	struct asking *g = context;
	struct check *k = g->check;

	for (size_t i = batch * ROUND; i < (batch + 1) * ROUND && i < k->scope.npeople; i++) {
		size_t subject = k->scope.people[i];
		g->wanted[i] = !k->stored.fresh_only || store_judged_needs(k->stored.run, subject);
		if (!g->wanted[i])
			k->found[i].nconditions = store_judged_conditions(k->stored.run, subject);
	}
}

bool stored_judge(struct check *k)
{
	struct arena *a = k->call->arena;
	bool *wanted = arena_array(a, k->scope.npeople, sizeof *wanted);

	k->found = arena_array(a, k->scope.npeople, sizeof *k->found);
	k->arenas = arena_array(a, 2 * (k->scope.npeople / BATCH + k->scope.npeople / ROUND + 2), sizeof *k->arenas);
	k->stored.horizons = arena_array(a, k->scope.npeople, sizeof *k->stored.horizons);
	pool_run(k->asked.jobs, k->scope.npeople / ROUND + 1, ask_batch, &(struct asking){k, wanted});
	stored_judge_some(k, wanted, keep_found, !k->stored.fresh_only);
	if (!k->stored.back)
		store_found_ended(k->stored.run, k->scope.wanted);
	tell_notes(k);
	if (k->stored.fresh_only)
		judge_untold(k);
	return store_good(k->stored.store);
}

bool stored_takes(struct check *k, const struct finding *f)
{
	const struct stored *s = &k->stored;

	if (!s->path)
		return true;
	if (!s->asked.subjects[f->subject] || (f->order && !s->asked.orders[f->order - k->project.plan.orders]))
		return false;
	if (s->fresh_only)
		return map_has(&s->untold, str_of(f->id));
	return true;
}

const struct decision *stored_decision(struct check *k, const struct finding *f)
{
	return k->stored.run ? store_decided(k->stored.run, f, k->call->arena) : NULL;
}

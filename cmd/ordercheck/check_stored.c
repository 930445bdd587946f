/* Judging from a store: rows out of it, on several threads events and findings, findings into it. */
#include <stdatomic.h>

#include "check.h"
#include "base/pool.h"
#include "progress.h"

enum { ROUND = 1024, BATCH = 32 };

struct seat {
	atomic_flag taken;
	struct replay_seat *replay;
};

/* A batch from when its rows are fetched until its findings are heard; it serves batch after batch. */
struct batch_place {
	struct store_rows rows[BATCH];
	struct arena fetched; /* rows */
	struct arena judged;  /* events and findings */
};

/* Only the caller's thread uses the store: it fetches rows and hears findings, while others judge. */
struct judging {
	struct check *check;
	size_t *at; /* of scope.people */
	size_t n, nbatches, nheard;
	struct batch_place *places;
	size_t nplaces;
	struct seat *seats;
	size_t nseats;
	void (*hear)(struct check *k, size_t at);
	bool keep;
	struct progress progress;
};

static size_t batch_end(const struct judging *g, size_t batch)
{
	return (batch + 1) * BATCH < g->n ? (batch + 1) * BATCH : g->n;
}

static void fetch_batch(struct judging *g, size_t batch)
{
	struct check *k = g->check;
	struct batch_place *p = &g->places[batch % g->nplaces];

	if (batch >= g->nbatches)
		return;
	for (size_t i = batch * BATCH; i < batch_end(g, batch); i++)
		store_run_rows(&p->rows[i % BATCH], k->stored.run, k->scope.people[g->at[i]], &p->fetched);
}

static struct seat *take_seat(struct judging *g)
{
	for (size_t i = 0;; i = (i + 1) % g->nseats)
		if (!atomic_flag_test_and_set(&g->seats[i].taken))
			return &g->seats[i];
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

static void judge_batch(void *context, size_t batch, size_t place)
{
	struct judging *g = context;
	struct check *k = g->check;
	struct batch_place *p = &g->places[place];
	struct seat *seat = take_seat(g);

	for (size_t i = batch * BATCH; i < batch_end(g, batch); i++) {
		size_t subject = k->scope.people[g->at[i]];
		struct store_rows *rows = &p->rows[i % BATCH];
		replay_subject(&k->stored.events[subject], seat->replay, subject, rows->rows.at, rows->rows.n, rows->strangers.at,
		               rows->strangers.n, &p->judged);
		judge_one(k, g->at[i], &p->judged);
	}
	atomic_flag_clear(&seat->taken);
}

static void forget_batch(struct judging *g, size_t batch)
{
	struct check *k = g->check;

	for (size_t i = batch * BATCH; i < batch_end(g, batch); i++) {
		k->found[g->at[i]].n = 0;
		k->stored.events[k->scope.people[g->at[i]]] = (struct subject_events){0};
	}
}

/* Hears it, keeps or empties its arenas, and fetches for the batch that has its place next. */
static bool hear_batch(void *context, size_t batch, size_t place)
{
	struct judging *g = context;
	struct check *k = g->check;
	struct batch_place *p = &g->places[place];
	size_t n = batch_end(g, batch) - batch * BATCH;

	for (size_t i = batch * BATCH; i < batch_end(g, batch) && g->hear; i++)
		g->hear(k, g->at[i]);
	if (g->keep) {
		k->arenas[k->narenas++] = p->judged;
		arena_init(&p->judged);
	} else {
		forget_batch(g, batch);
		arena_reset(&p->judged);
	}
	arena_reset(&p->fetched);
	g->nheard++;
	progress_add(&g->progress, n, n);
	fetch_batch(g, batch + g->nplaces);
	return store_good(k->stored.store);
}

static void open_places(struct judging *g)
{
	struct check *k = g->check;

	g->nseats = k->asked.jobs > 0 ? k->asked.jobs : 1;
	g->nplaces = g->nseats + 2;
	g->places = arena_array(k->call->arena, g->nplaces, sizeof *g->places);
	for (size_t i = 0; i < g->nplaces; i++) {
		arena_init(&g->places[i].fetched);
		arena_init(&g->places[i].judged);
	}
	g->seats = arena_array(k->call->arena, g->nseats, sizeof *g->seats);
	for (size_t i = 0; i < g->nseats; i++) {
		atomic_flag_clear(&g->seats[i].taken);
		/* Findings point at the inputs of a seat: they live as long as the check. */
		g->seats[i].replay = replay_seat_open(k->stored.replay, k->call->arena);
	}
}

/* What was judged and not heard, as the store failed, is nothing. */
static void close_places(struct judging *g)
{
	for (size_t i = g->nheard; i < g->nbatches; i++)
		forget_batch(g, i);
	for (size_t i = 0; i < g->nseats; i++)
		replay_seat_close(g->seats[i].replay);
	for (size_t i = 0; i < g->nplaces; i++) {
		arena_free(&g->places[i].fetched);
		arena_free(&g->places[i].judged);
	}
}

void stored_judge_some(struct check *k, const bool *wanted, void (*hear)(struct check *k, size_t at), bool keep)
{
	struct judging g = {.check = k, .hear = hear, .keep = keep};

	g.at = arena_array(k->call->arena, k->scope.npeople, sizeof *g.at);
	for (size_t i = 0; i < k->scope.npeople; i++)
		if (wanted[i])
			g.at[g.n++] = i;
	g.nbatches = (g.n + BATCH - 1) / BATCH;
	if (!store_good(k->stored.store))
		g.n = g.nbatches = 0;
	progress_begin(&g.progress, k->call, "judging", "subjects", g.n);
	open_places(&g);
	for (size_t i = 0; i < g.nplaces; i++)
		fetch_batch(&g, i);
	pool_line(k->asked.jobs, &(struct pool_line){.njobs = g.nbatches, .nseats = g.nplaces, .make = judge_batch,
	                                             .take = hear_batch, .context = &g});
	progress_end(&g.progress);
	close_places(&g);
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
	k->arenas = arena_array(a, 2 * (k->scope.npeople / BATCH + 1), sizeof *k->arenas);
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

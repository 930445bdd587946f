/* What of the findings counts and what is told. */
#include <stdlib.h>

#include "check.h"

struct sieve {
	struct check *check;
	VEC(const struct finding *) told, blind, doubts; /* doubts: of one subject, about whereabouts */
	VEC(struct whereabouts) missing;
};

/* With a store everybody is judged, and the options narrow what is told of it. */
static const struct scope_of_check *scope_of(const struct check *k)
{
	return k->stored.path ? &k->stored.asked : &k->scope;
}

static bool of_rules(const struct check *k, const struct finding *f)
{
	const struct scope_of_check *s = scope_of(k);

	for (size_t i = 0; i < s->nrules; i++)
		if (f->rule == s->rules[i])
			return true;
	return s->nrules == 0;
}

static bool narrowed_away(struct check *k, const struct finding *f)
{
	if (!stored_takes(k, f))
		return true;
	if (!of_rules(k, f) || (scope_of(k)->orders_named && !f->order))
		return true;
	return k->asked.has_since && f->has_time && f->time.last < k->asked.since;
}

/* Also what never falls due, as with `by: ever`: it is counted, and there is no date to print. */
static bool is_later(const struct check *k, const struct finding *f)
{
	if (f->level != LEVEL_UPCOMING || !f->has_time)
		return false;
	return f->time.first == INSTANT_MAX || (f->is_obligation && f->time.first > k->asked.within_until);
}

/* With --known-at, an event that does not say when it was recorded counts as known at its time. */
static bool unrecorded(const struct finding *f)
{
	struct arena room;
	bool any = false;

	arena_init(&room);
	for (size_t i = 0; i < f->nevidence && !any; i++)
		any = f->evidence[i].role != ROLE_NEAR &&
		      feed_event_fields(f->evidence[i].event, &room)[FIELD_RECORDED].kind == VALUE_UNKNOWN;
	arena_free(&room);
	return any;
}

static const struct finding *with_caveat(const struct finding *f, struct str caveat, struct arena *a)
{
	struct finding *copy = arena_copy(a, f, sizeof *f);
	struct str *caveats = arena_array(a, f->ncaveats + 1, sizeof *caveats);

	for (size_t i = 0; i < f->ncaveats; i++)
		caveats[i] = f->caveats[i];
	caveats[f->ncaveats] = caveat;
	copy->caveats = caveats;
	copy->ncaveats++;
	return copy;
}

/* It is no part of the status. */
static const struct finding *with_decision(struct check *k, const struct finding *f)
{
	const struct decision *d = stored_decision(k, f);

	if (!d)
		return f;
	struct finding *copy = arena_copy(k->call->arena, f, sizeof *f);
	copy->decision = d;
	k->stored.decided[f->level]++;
	return copy;
}

static void take(struct sieve *s, const struct finding *f)
{
	struct check *k = s->check;

	if (narrowed_away(k, f))
		return;
	if (is_later(k, f)) {
		k->run.later++;
		return;
	}
	if (baseline_has(k, f)) {
		k->run.baselined[f->level]++;
		return;
	}
	k->run.counts[f->level]++;
	f = with_decision(k, f);
	if (k->asked.has_known_at && unrecorded(f))
		f = with_caveat(f, STR("an event that does not say when it was recorded counts as known at its time"),
		                k->call->arena);
	if (f->level == LEVEL_BLIND)
		*VEC_PUSH(k->call->arena, &s->blind) = f;
	if (whereabouts_open(f))
		*VEC_PUSH(k->call->arena, &s->doubts) = f;
	if (f->level >= k->asked.level)
		*VEC_PUSH(k->call->arena, &s->told) = f;
}

/* The subject who was just taken, if he or she may be missing. */
static void take_whereabouts(struct sieve *s, size_t subject)
{
	struct check *k = s->check;
	struct arena *a = k->call->arena;
	
	if (s->doubts.n == 0)
		return;
	const struct subject_events *events = feed_subject(&k->feeds, subject);
	struct whereabouts *w = VEC_PUSH(a, &s->missing);
	*w = (struct whereabouts){.subject = subject, .nfindings = s->doubts.n};
	w->findings = arena_copy(a, s->doubts.at, s->doubts.n * sizeof *s->doubts.at);
	whereabouts_read(w, &k->project.plan, events->events, events->n, k->asked.as_of, a);
	s->doubts.n = 0;
}

struct ranked {
	const struct finding *finding;
	const struct plan *plan;
};

static int compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	return finding_cmp(a->finding, b->finding, a->plan);
}

static void sort(const struct finding **list, size_t n, const struct plan *plan)
{
	struct ranked *ranked = mem_alloc((n + 1) * sizeof *ranked);

	for (size_t i = 0; i < n; i++)
		ranked[i] = (struct ranked){list[i], plan};
	qsort(ranked, n, sizeof *ranked, compare);
	for (size_t i = 0; i < n; i++)
		list[i] = ranked[i].finding;
	mem_free(ranked);
}

void sift(struct check *k)
{
	struct sieve s = {.check = k};
	const struct plan *p = &k->project.plan;

	for (size_t i = 0; i < k->scope.npeople; i++) {
		k->run.nconditions += k->found[i].nconditions;
		k->run.counts[LEVEL_CLEAR] += k->found[i].nclear;
		for (size_t j = 0; j < k->found[i].n; j++)
			take(&s, &k->found[i].at[j]);
		take_whereabouts(&s, k->scope.people[i]);
	}
	sort(s.told.at, s.told.n, p);
	sort(s.blind.at, s.blind.n, p);
	k->run.told = s.told.at;
	k->run.ntold = s.told.n;
	k->run.blind = s.blind.at;
	k->run.nblind = s.blind.n;
	k->run.plan = p;
	k->run.whereabouts = s.missing.at;
	k->run.nwhereabouts = s.missing.n;
}

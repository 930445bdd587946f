/* The events that came nearest to what a pattern asks, and why they do not count. */
#include "judge/explain_kit.h"

enum { LOOKS = 200, MISSES_MAX = 3 };

struct explain_part *part_list(size_t *n, struct sitting *s, const struct expr *e, const struct phrase_words *w, bool failed)
{
	const struct expr *parts[CONJUNCTS_MAX];
	size_t all = e ? expr_conjuncts(parts, CONJUNCTS_MAX, e) : 0;
	struct explain_part *list = arena_array(s->of->arena, all, sizeof *list);
	struct buf b = {0};

	*n = 0;
	for (size_t i = 0; i < all; i++) {
		struct explain_part *p = &list[*n];
		p->truth = expr_truth(parts[i], &s->env, NULL);
		if (p->truth == TRUTH_TRUE && (failed || expr_says_nothing(parts[i], &s->env)))
			continue;
		p->asks = phrase_text(parts[i], w, s->of->arena);
		if (str_eq_cstr(p->asks, "always"))
			continue;
		expr_say(&b, parts[i], &s->env);
		p->saw = buf_take(&b, s->of->arena);
		expr_gap(&b, parts[i], &s->env);
		p->off = buf_take(&b, s->of->arena);
		++*n;
	}
	buf_free(&b);
	return list;
}

struct near_event {
	const struct event *event;
	const struct event_filter *filter;
	size_t held;
	int64_t distance;
};

struct near_list {
	struct near_event at[MISSES_MAX];
	size_t n;
};

static bool nearer(const struct near_event *a, const struct near_event *b)
{
	return a->held != b->held ? a->held > b->held : a->distance < b->distance;
}

static void consider(struct near_list *l, const struct near_event *e)
{
	size_t at = l->n;

	while (at > 0 && nearer(e, &l->at[at - 1]))
		at--;
	if (at == MISSES_MAX)
		return;
	for (size_t i = l->n < MISSES_MAX ? l->n++ : MISSES_MAX - 1; i > at; i--)
		l->at[i] = l->at[i - 1];
	l->at[at] = *e;
}

static bool is_witness(const struct pattern_answer *a, const struct event *e)
{
	for (size_t i = 0; i < a->nwitnesses; i++)
		if (a->witnesses[i] == e)
			return true;
	return false;
}

static void look(struct near_list *l, struct sitting *s, const struct pattern_answer *a, const struct event_filter *f)
{
	const struct track *track = &s->of->tracks[f->type->index];
	size_t middle = track_from(track, s->anchor.time.first), from = middle > LOOKS ? middle - LOOKS : 0;

	for (size_t k = from; k < track->n && k < middle + LOOKS; k++) {
		const struct event *e = track->events[k];
		if (e->time.first > s->of->in->as_of)
			break;
		if (e == s->anchor.event || is_witness(a, e))
			continue;
		consider(l, &(struct near_event){e, f, near_held(s, a->pattern, e), near_apart(e->time, s->anchor.time)});
	}
}

/* ---- why ---- */

static int64_t rounded(int64_t at)
{
	return at % 1000 == 999 ? instant_add(at, 1) : at;
}

static void tell_time(struct buf *b, const struct pattern_answer *a, const struct event *e, bool due)
{
	int64_t gap;

	if (a->has_by && e->time.first > a->by.last && !__builtin_sub_overflow(e->time.first, rounded(a->by.last), &gap)) {
		buf_add(b, STR("it came "));
		length_phrase(b, gap);
		buf_add(b, due ? STR(" late") : STR(" after the time that counts"));
	} else if (a->has_from && e->time.last < a->from.first && !__builtin_sub_overflow(a->from.first, rounded(e->time.last), &gap)) {
		buf_add(b, STR("it came "));
		length_phrase(b, gap);
		buf_add(b, STR(" before the time that counts"));
	} else if (a->just_after && moment_lt(a->from, e->time) == -1) {
		buf_add(b, STR("it did not come after the trigger"));
	}
}

/* The event that undid the witness w, if there is one. */
static const struct event *undone_by(struct sitting *s, const struct pattern *p, const struct event *w)
{
	const struct pattern *u = p->unbroken_by;
	const struct event *found = NULL;

	s->env.events[p->slot] = w;
	for (size_t i = 0; u && i < u->nfilters && !found; i++) {
		const struct track *track = &s->of->tracks[u->filters[i].type->index];
		for (size_t k = 0; k < track->n && !found; k++) {
			const struct event *e = track->events[k];
			const struct reason *why = NULL;
			bool counts = e != w && e != s->anchor.event && e->time.first <= s->of->in->as_of &&
			              pattern_between(s->anchor.time, w->time, e->time) != TRUTH_FALSE;
			if (counts && pattern_witness(s, u, &u->filters[i], e, &why) != TRUTH_FALSE)
				found = e;
		}
	}
	s->env.events[p->slot] = NULL;
	return found;
}

static struct str miss_why(struct sitting *s, const struct pattern_answer *a, const struct explain_miss *m, bool due)
{
	struct buf b = {0};
	const struct event *undoing = NULL;

	tell_time(&b, a, m->event, due);
	if (b.n == 0 && m->nparts == 0)
		undoing = undone_by(s, a->pattern, m->event);
	if (undoing) {
		buf_printf(&b, "it was undone by the %.*s event of ", STR_ARG(undoing->type->name));
		moment_say(&b, undoing->time, &s->of->plan->zone);
	} else if (b.n == 0 && m->nparts == 0 && a->pattern->nhaving > 0) {
		buf_add(&b, STR("what it needs beside it is not there"));
	} else if (b.n == 0 && m->nparts == 0) {
		buf_add(&b, STR("it counts, but more are needed, or its time is not certain"));
	}
	struct str out = buf_take(&b, s->of->arena);
	buf_free(&b);
	return out;
}

static void tell_miss(struct explain_miss *out, struct sitting *s, const struct pattern_answer *a,
                      const struct near_event *near, const struct rule_phrases *r, bool due)
{
	const struct pattern *p = a->pattern;
	size_t nown = 0, nwhere = 0;

	s->env.events[p->slot] = near->event;
	struct explain_part *own = part_list(&nown, s, near->filter->where, &r->apart, true);
	struct explain_part *where = part_list(&nwhere, s, p->where, &r->apart, true);
	s->env.events[p->slot] = NULL;
	struct explain_part *all = arena_array(s->of->arena, nown + nwhere, sizeof *all);
	for (size_t i = 0; i < nown + nwhere; i++)
		all[i] = i < nown ? own[i] : where[i - nown];
	*out = (struct explain_miss){.event = near->event, .parts = all, .nparts = nown + nwhere};
	out->why = miss_why(s, a, out, due);
}

void miss_list(struct explain_answer *out, struct sitting *s, const struct pattern_answer *a, const struct rule_phrases *r,
               enum explain_place place)
{
	struct near_list l = {.n = 0};
	struct explain_miss *list;

	for (size_t i = 0; i < a->pattern->nfilters; i++)
		look(&l, s, a, &a->pattern->filters[i]);
	/* Of further events only those that meet at least a part of what is asked. */
	while (l.n > 1 && l.at[l.n - 1].held == 0)
		l.n--;
	list = arena_array(s->of->arena, l.n, sizeof *list);
	for (size_t i = 0; i < l.n; i++)
		tell_miss(&list[i], s, a, &l.at[i], r, place == EXPLAIN_EXPECT);
	out->misses = list;
	out->nmisses = l.n;
}

/* The edges of the windows of provided, unless, expect and review-if. */
#include "trial_edge.h"

enum side { SIDE_BY, SIDE_FROM };

/* One edge of one part. */
struct attempt {
	struct edging *g;
	const struct trigger_seen *t;
	size_t part;
	enum side side;
	int64_t inside, outside;
	const struct event *moved;
	struct without without; /* with what is moved */
	bool certain;           /* nothing but the window hangs on the time of what is moved */
};

static const struct part_seen *part_of(const struct attempt *x)
{
	return &x->t->parts[x->part];
}

/* ---- the two instants ---- */

static bool has_side(const struct part_seen *p, enum side side)
{
	if (side == SIDE_BY)
		return p->pattern->by && p->by.last != INSTANT_MAX && (p->by.whole || moment_exact(p->by));
	if (!p->pattern->from && p->place != EXPLAIN_EXPECT)
		return false;
	return p->from.first != INSTANT_MIN && (p->from.whole || moment_exact(p->from));
}

static bool instants(struct attempt *x)
{
	const struct part_seen *p = part_of(x);
	int64_t low = p->just_after ? instant_add(p->from.last, 1) : p->from.first;

	if (!has_side(p, x->side) || low > p->by.last)
		return false;
	x->inside = x->side == SIDE_BY ? p->by.last : low;
	x->outside = instant_add(x->inside, x->side == SIDE_BY ? 1 : -1);
	return true;
}

/* ---- what is moved ---- */

static bool lies_in(const struct part_seen *p, const struct event *e)
{
	if (p->just_after && moment_lt(p->from, e->time) != 1)
		return false;
	return moment_within(e->time, p->just_after ? moment_instant(INSTANT_MIN) : p->from, p->by) == 1;
}

static int64_t distance(const struct event *e, int64_t at)
{
	return e->time.first > at ? instant_add(e->time.first / 2, -(at / 2)) : instant_add(at / 2, -(e->time.first / 2));
}

/* A witness, or else the fitting event outside that is nearest to the edge. */
static const struct event *choose(const struct attempt *x)
{
	const struct part_seen *p = part_of(x);
	const struct event *best = NULL;

	if (p->state == PART_MET && p->nwitnesses > 0)
		return p->witnesses[p->nwitnesses - 1];
	for (size_t i = 0; i < p->nsure; i++)
		if (!lies_in(p, p->fitting[i]) && (!best || distance(p->fitting[i], x->inside) < distance(best, x->inside)))
			best = p->fitting[i];
	return best;
}

/* Leaves one fewer in the window than are asked for; false: there are too few. */
static bool take_out(struct attempt *x)
{
	const struct part_seen *p = part_of(x);
	const struct event **out = arena_array(x->g->arena, p->nfitting, sizeof *out);
	size_t kept = 0;

	for (size_t i = 0; i < p->nfitting; i++) {
		const struct event *e = p->fitting[i];
		if (e != x->moved && i < p->nsure && kept + 1 < p->need && lies_in(p, e))
			kept++;
		else
			out[x->without.n++] = e;
	}
	x->without.events = out;
	return kept + 1 == p->need;
}

static bool hangs_on_time(const struct attempt *x)
{
	const struct pattern *p = part_of(x)->pattern;
	const struct rule *r = x->t->rule;
	bool hangs = p->nhaving > 0 || p->unbroken_by || reads_own_time(p->where, p->slot) ||
	             type_makes_states(x->g->plan, r, x->moved->type);

	for (size_t i = 0; i < p->nfilters; i++)
		hangs |= reads_own_time(p->filters[i].where, p->slot);
	for (size_t i = 0; i < r->ngiven; i++)
		for (size_t k = 0; r->given[i].pattern && k < r->given[i].pattern->nfilters; k++)
			hangs |= r->given[i].pattern->filters[k].type == x->moved->type;
	return hangs;
}

/* ---- what must come of it ---- */

/* 1 violated, 0 not, -1: something is open or unknown. */
static int violated(const struct trigger_seen *t)
{
	bool out = true, met = true, obliged = false;

	if (t->guard != TRUTH_TRUE || t->blind)
		return -1;
	for (size_t i = 0; i < t->nparts; i++) {
		const struct part_seen *p = &t->parts[i];
		bool is = p->state == PART_MET;
		if (p->place == EXPLAIN_REVIEW_IF)
			continue;
		if (p->state == PART_OPEN || p->state == PART_UNKNOWN)
			return -1;
		if (p->place == EXPLAIN_EXPECT) {
			obliged = true;
			met = met && is;
		} else {
			out = out && (p->place == EXPLAIN_UNLESS ? !is : is);
		}
	}
	return out && !(obliged && met);
}

static const char *state_word(const struct part_seen *p)
{
	static const char *const words[] = {"failed", "unknown", "open", "met"};

	return words[p->state];
}

static void add_window(struct buf *b, const struct attempt *x)
{
	const struct part_seen *p = part_of(x);
	const struct zone *z = &x->g->plan->zone;

	buf_add(b, p->just_after ? STR("after ") : STR("from "));
	moment_say(b, p->from, z);
	buf_add(b, STR(" to "));
	moment_say(b, p->by, z);
}

static struct str differences(const struct attempt *x, const struct trigger_seen *t, enum part_state want)
{
	const struct part_seen *p = part_of(x), *found = &t->parts[x->part];
	int is = violated(t);
	struct buf b = {0};

	if (found->state != want) {
		buf_printf(&b, "  %s %.*s of ", explain_place_names[p->place], STR_ARG(p->pattern->name));
		add_rule_name(&b, t->rule, &p->pattern->text);
		buf_add(&b, STR(", "));
		add_window(&b, x);
		buf_printf(&b, ": expected %s, found %s\n", want == PART_MET ? "met" : "failed", state_word(found));
	}
	if (is >= 0 && (is == 1) == (t->level == LEVEL_CLEAR))
		buf_printf(&b, "  level: expected %s, found %s\n", is == 1 ? "a finding" : "clear", level_names[t->level]);
	struct str out = str_dup(x->g->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

static bool same_moment(struct moment a, struct moment b)
{
	return a.first == b.first && a.last == b.last;
}

/* The same trigger with the same window in the history with the event at that time; NULL: not so. */
static const struct trigger_seen *look(const struct attempt *x, bool with, int64_t at)
{
	struct sightings all;
	const struct part_seen *p = part_of(x), *q;
	const struct trigger_seen *t;

	history_sightings(&all, x->g, &x->without, with ? x->moved : NULL, at);
	t = sighting_same(&all, x->t);
	if (!t || x->part >= t->nparts)
		return NULL;
	q = &t->parts[x->part];
	return q->has_from && q->has_by && !q->stopped && same_moment(p->from, q->from) && same_moment(p->by, q->by) ? t : NULL;
}

static void judge_variant(const struct attempt *x, const struct trigger_seen *t, int64_t at, enum part_state want)
{
	const char *after = want == PART_MET ? "" : x->side == SIDE_BY ? ", 1 ms too late" : ", 1 ms too early";
	struct edge *e = VEC_PUSH(x->g->arena, &x->g->out->tried);

	*e = (struct edge){.what = edge_what(x->g, x->moved, at, after), .differs = differences(x, t, want)};
	e->turned = e->differs.n == 0;
}

static void run(const struct attempt *x)
{
	const struct trigger_seen *without = look(x, false, 0), *in, *out;

	if (!without || without->parts[x->part].state != PART_FAILED) {
		edge_leave_out(x->g, x->t->rule, "its window or its trigger hangs on the event that would be moved");
		return;
	}
	in = look(x, true, x->inside);
	out = look(x, true, x->outside);
	if (!in || !out || (!x->certain && in->parts[x->part].state != PART_MET)) {
		edge_leave_out(x->g, x->t->rule, "more than its window hangs on the time of the event that would be moved");
		return;
	}
	judge_variant(x, in, x->inside, PART_MET);
	judge_variant(x, out, x->outside, PART_FAILED);
}

/* ---- all parts ---- */

static void try_side(struct attempt *x)
{
	const struct part_seen *p = part_of(x);

	if (!p->has_from || !p->has_by || p->stopped) {
		if (x->side == SIDE_BY && p->pattern->by)
			edge_leave_out(x->g, x->t->rule, p->stopped ? "its clock stands" : "its window is not known");
		return;
	}
	if (p->lapsed || p->need == 0 || p->need == SIZE_MAX || !instants(x))
		return;
	if (p->by.last != INSTANT_MAX && p->by.last >= x->g->base.as_of) {
		edge_leave_out(x->g, x->t->rule, "its window ends too far ahead");
		return;
	}
	x->moved = choose(x);
	if (!x->moved || !take_out(x))
		return;
	x->certain = !hangs_on_time(x);
	run(x);
}

void edge_parts(struct edging *g, const struct trigger_seen *t)
{
	for (size_t i = 0; i < t->nparts; i++) {
		for (int side = SIDE_BY; side <= SIDE_FROM; side++) {
			struct attempt x = {.g = g, .t = t, .part = i, .side = (enum side)side};
			if (!t->parts[i].pattern->test)
				try_side(&x);
		}
	}
}

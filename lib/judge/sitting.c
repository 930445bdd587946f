#include <assert.h>

#include "judge/trigger.h"
#include "judge/verdict.h"

void subject_case_open(struct subject_case *c, const struct judge_input *in, struct arena *a)
{
	*c = (struct subject_case){.in = in, .plan = in->plan, .arena = a, .keep = a, .list = a};
	tracks_build(c);
	states_build(c);
}

void sitting_open(struct sitting *s, struct subject_case *c, const struct order *order, const struct scheme *scheme,
                  const struct condition *condition, const struct bound_rule *bound)
{
	const struct plan *plan = c->plan;

	*s = (struct sitting){.of = c, .order = order, .scheme = scheme, .condition = condition, .bound = bound,
	                      .rule = bound->rule, .in_force = condition->in_force, .nin_force = condition->nin_force};
	s->most_compared = c->in->most_compared > 0 ? c->in->most_compared : JUDGE_COMPARED;
	s->env.arena = c->arena;
	s->env.zone = &plan->zone;
	s->env.atlas = plan->atlas;
	s->env.places = plan->places;
	s->env.nplaces = plan->nplaces;
	s->env.place_index = plan->place_index;
	s->env.holidays = plan->holidays;
	s->env.nholidays = plan->nholidays;
	s->env.now = c->in->as_of;
	s->env.now_span = c->in->horizon ? &c->in->horizon->as_of : NULL;
	s->env.params = bound->params;
	s->env.states = c->states;
	s->env.records[ROOT_ORDER] = order ? &order->record : NULL;
	s->env.records[ROOT_CONDITION] = &condition->record;
	s->env.records[ROOT_SUBJECT] = c->in->person ? &c->in->person->record : NULL;
}

/* ---- what one rule found, before it is told ---- */

struct outcome {
	struct trigger_point point;
	enum level level;
	int standing;
	struct moment time;
	size_t next; /* the next of its group; SIZE_MAX: the last */
};

struct outcome_group {
	struct str key;
	size_t first, last;
};

struct hearing {
	VEC(struct outcome) outcomes;
	VEC(struct outcome_group) groups;
	struct map by_key; /* index + 1 of a group */
	int64_t commences;
	bool never;
	bool weary; /* the rest was left out, and that is told */
	struct str blind;
};

/* The values of `once-per`; false: one is missing, and equals no other. */
static bool once_per_key(struct str *out, struct sitting *s)
{
	struct buf b = {0}, one = {0};
	bool all = true;

	for (size_t i = 0; i < s->rule->nonce_per && all; i++) {
		struct value v = expr_eval(s->rule->once_per[i], &s->env);
		all = v.kind != VALUE_UNKNOWN;
		buf_clear(&one);
		value_key(&one, &v);
		buf_number(&b, one.n, 1);
		buf_char(&b, ':');
		buf_add(&b, buf_str(&one));
	}
	if (all)
		*out = str_printf(s->of->arena, "once %.*s", STR_ARG(buf_str(&b)));
	buf_free(&b);
	buf_free(&one);
	return all;
}

static struct outcome_group *group_of(struct hearing *h, struct sitting *s, struct str key)
{
	void *found = map_find(&h->by_key, key);

	if (found)
		return &h->groups.at[(size_t)(uintptr_t)found - 1];
	struct outcome_group *g = VEC_PUSH(s->of->arena, &h->groups);
	*g = (struct outcome_group){key, SIZE_MAX, SIZE_MAX};
	map_put(&h->by_key, key, (void *)(uintptr_t)h->groups.n);
	return g;
}

/* The verdict and what it is of; where it would take too long, a matter for a person in the place of all that follow. */
static const struct trigger_point *hear_point(struct hearing *h, struct sitting *s, const struct trigger_point *p, int standing)
{
	struct trigger_point *rest;

	s->ncompared += JUDGE_HELD * p->nwindow;
	verdict_reach(s->of->verdict, s, p, standing);
	h->weary = sitting_weary(s);
	if (!h->weary)
		return p;
	rest = arena_copy(s->of->arena, p, sizeof *p);
	rest->time_missing = true;
	rest->nwindow = 0;
	rest->why = reason_text(s->of->arena, STR("from here on there is more to weigh than is judged"), NULL);
	verdict_reach(s->of->verdict, s, rest, standing);
	return rest;
}

static void hear(struct sitting *s, const struct trigger_point *p, void *context)
{
	struct hearing *h = context;
	struct str key;
	int standing = trigger_standing(s, p);
	struct verdict *v = s->of->verdict;

	if (standing < 0 || h->never || p->time.first < h->commences || h->weary)
		return;
	s->recording = s->wording = s->of->in->watch != NULL;
	p = hear_point(h, s, p, standing);
	if (s->recording)
		watch_tell(s, p, v);
	s->recording = s->wording = false;
	if (v->none)
		return;
	if (v->blind) {
		h->blind = h->blind.n > 0 ? h->blind : v->blind_of;
		return;
	}
	if (v->level == LEVEL_CLEAR && s->of->in->skip_clear && s->rule->nonce_per == 0) {
		s->of->nclear++;
		return;
	}
	if (s->rule->nonce_per == 0 || !once_per_key(&key, s))
		key = trigger_key(s, p);
	struct outcome_group *g = group_of(h, s, key);
	size_t index = h->outcomes.n;
	*VEC_PUSH(s->of->arena, &h->outcomes) =
		(struct outcome){*p, v->level, standing, v->time, SIZE_MAX};
	if (g->first == SIZE_MAX)
		g->first = index;
	else
		h->outcomes.at[g->last].next = index;
	g->last = index;
}

/* ---- commencement ---- */

static void commencement(struct hearing *h, const struct sitting *s)
{
	const struct bond b = {.order = s->order, .scheme = s->scheme};

	h->commences = bond_commences(&b, s->rule, s->of->in->person);
	h->never = h->commences == INSTANT_MAX;
}

/* ---- findings ---- */

static bool earlier(struct moment a, struct moment b)
{
	return a.first < b.first || (a.first == b.first && a.whole && !b.whole);
}

/* The outcome that speaks for a group: the first at its highest level. */
static const struct outcome *spokesman(const struct hearing *h, const struct outcome_group *g, struct moment *time)
{
	const struct outcome *best = NULL;
	bool dated = false;

	for (size_t i = g->first; i != SIZE_MAX; i = h->outcomes.at[i].next)
		if (!best || h->outcomes.at[i].level > best->level ||
		    (h->outcomes.at[i].level == best->level && earlier(h->outcomes.at[i].time, best->time)))
			best = &h->outcomes.at[i];
	assert(best);
	for (size_t i = g->first; i != SIZE_MAX; i = h->outcomes.at[i].next) {
		const struct outcome *o = &h->outcomes.at[i];
		if (o->level == LEVEL_CLEAR && best->level != LEVEL_CLEAR)
			continue;
		if (!dated || earlier(o->time, *time))
			*time = o->time;
		dated = true;
	}
	return best;
}

static void all_triggers(struct finding *f, struct sitting *s, const struct hearing *h, const struct outcome_group *g,
                         const struct outcome *best)
{
	VEC(struct evidence) list = {0};

	*VEC_PUSH(s->of->arena, &list) = (struct evidence){.role = ROLE_TRIGGER};
	for (size_t i = g->first; i != SIZE_MAX; i = h->outcomes.at[i].next) {
		const struct event *e = h->outcomes.at[i].point.event;
		if (e && &h->outcomes.at[i] != best)
			*VEC_PUSH(s->of->arena, &list) = (struct evidence){.role = ROLE_TRIGGER, .event = e};
	}
	list.at[0].event = best->point.event;
	size_t skip = best->point.event ? 0 : 1;
	struct evidence *all = arena_array(s->of->arena, list.n - skip + f->nevidence, sizeof *all);
	size_t n = 0;
	for (size_t i = skip; i < list.n; i++)
		all[n++] = list.at[i];
	for (size_t i = 0; i < f->nevidence; i++)
		all[n++] = f->evidence[i];
	f->evidence = all;
	f->nevidence = n;
}

static void add_finding(struct hearing *h, struct sitting *s, const struct outcome_group *g)
{
	struct moment time = {0};
	const struct outcome *best = spokesman(h, g, &time);
	struct verdict *v = s->of->verdict;

	if (best->level == LEVEL_CLEAR && s->of->in->skip_clear) {
		s->of->nclear++;
		return;
	}
	struct finding *f = VEC_PUSH(s->of->list, &s->of->findings);

	*f = (struct finding){.level = best->level, .subject = s->of->in->subject, .order = s->order, .scheme = s->scheme,
	                      .condition = s->condition, .rule = s->rule, .has_time = true, .time = time,
	                      .title = sitting_title(s)};
	f->severity = s->condition->has_severity ? s->condition->severity : s->rule->severity;
	finding_id(f, s, g->key);
	finding_codes(f, s->of->plan);
	s->recording = s->wording = true;
	trigger_standing(s, &best->point);
	verdict_reach(v, s, &best->point, best->standing);
	f->is_obligation = v->is_obligation;
	f->by_name = best->point.event && best->point.event->by_name;
	f->by_identifier = best->point.event && best->point.event->by_identifier;
	f->match = best->point.event ? best->point.event->match : NULL;
	verdict_tell(f, v, s, &best->point);
	if (f->level == LEVEL_UPCOMING)
		verdict_await(f, v, s);
	s->recording = s->wording = false;
	all_triggers(f, s, h, g, best);
	if (s->of->hears)
		s->of->hears(s, &(struct finding_told){f, v, &best->point}, s->of->context);
	if (s->of->keep != s->of->arena)
		finding_keep(f, s->of);
}

static bool trigger_supplied(const struct sitting *s)
{
	const struct trigger *t = &s->rule->trigger;

	return t->nfilters == 0 || filters_stretch(s, t->filters, t->nfilters).supplied;
}

static struct str trigger_blind(const struct sitting *s)
{
	const struct trigger *t = &s->rule->trigger;
	const struct supply *first = &s->of->in->supplies[t->filters[0].type->index];
	struct buf b = {0};

	if (first->failed.n > 0)
		return first->failed;
	for (size_t i = 0; i < t->nfilters; i++)
		buf_printf(&b, "%s%.*s", i == 0 ? "" : i + 1 < t->nfilters ? ", " : " or ", STR_ARG(t->filters[i].type->name));
	struct str out = str_printf(s->of->arena, "no %.*s feed was supplied", STR_ARG(buf_str(&b)));
	buf_free(&b);
	return out;
}

void sitting_judge(struct sitting *s, struct str *blind)
{
	struct hearing *h = ARENA_NEW(s->of->arena, struct hearing);

	map_init(&h->by_key, s->of->arena);
	s->of->verdict = verdict_room(s);
	commencement(h, s);
	s->limited = true;
	triggers_visit(s, hear, h);
	s->limited = false;
	for (size_t i = 0; i < h->groups.n; i++)
		add_finding(h, s, &h->groups.at[i]);
	if (!trigger_supplied(s) && !h->never)
		h->blind = trigger_blind(s);
	if (h->blind.n > 0)
		*blind = h->blind;
}

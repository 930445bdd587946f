#include "report/stats.h"

#include <stdlib.h>

enum { HOUR_MS = 3600000 };

const char *const stats_cells[NSTATS_CELLS] = {
	"orders", "subjects", "breach", "review", "upcoming", "blind", "silent", "late", "delays",
	"decided", "withdrawn", "found", "told",
};
const char *const stats_groups[NSTATS_GROUPS] = {"all", "order-type", "kind", "rule", "tag", "month", "decision", "run"};

bool stats_has(enum stats_group group, enum stats_cell cell)
{
	if (cell == STATS_ORDERS)
		return group == STATS_ALL || group == STATS_TYPE || group == STATS_TAG;
	if (cell == STATS_SUBJECTS)
		return group != STATS_KIND && group != STATS_RULE && group != STATS_DECISION && group != STATS_RUN;
	if (group == STATS_RUN)
		return (cell >= STATS_BREACH && cell <= STATS_BLIND) || cell == STATS_DECIDED || cell == STATS_WITHDRAWN;
	return group != STATS_DECISION || (cell != STATS_WITHDRAWN && cell != STATS_DECIDED);
}

/* ---- rows ---- */

static struct stats_row *row_of(struct stats *s, enum stats_group group, struct str tag, struct str key)
{
	struct stats_row *r;

	for (size_t i = 0; i < s->rows.n; i++) {
		r = s->rows.at[i];
		if (r->group == group && str_eq(r->key, key) && str_eq(r->tag, tag))
			return r;
	}
	r = ARENA_NEW(s->arena, struct stats_row);
	*r = (struct stats_row){.group = group, .tag = tag, .key = str_dup(s->arena, key)};
	r->subjects = arena_array(s->arena, s->plan->nsubjects, sizeof *r->subjects);
	r->silent = arena_array(s->arena, s->plan->nsubjects, sizeof *r->silent);
	*VEC_PUSH(s->arena, &s->rows) = r;
	return r;
}

static void count_once(const struct stats *s, struct stats_row *r, bool *counted, enum stats_cell cell, size_t subject)
{
	if (subject >= s->plan->nsubjects || counted[subject])
		return;
	counted[subject] = true;
	r->cells[cell]++;
}

/* The value of the tag; empty: it has none. */
static struct str tag_of(const struct stats *s, size_t subject, struct str key)
{
	if (subject >= s->plan->nsubjects)
		return STR("");
	const struct subject *who = &s->plan->subjects[subject];
	for (size_t i = 0; i < who->ntags; i++)
		if (str_eq(who->tags[i].key, key))
			return *(const struct str *)who->tags[i].value;
	return STR("");
}

void stats_open(struct stats *s)
{
	s->rows.n = 0;
	row_of(s, STATS_ALL, STR(""), STR(""));
}

/* ---- orders ---- */

static void add_order(const struct stats *s, struct stats_row *r, const struct order *o)
{
	r->cells[STATS_ORDERS]++;
	count_once(s, r, r->subjects, STATS_SUBJECTS, o->subject);
}

/* A suspended order is one that is in force. */
void stats_add_order(struct stats *s, const struct order *o)
{
	if (o->from > s->as_of || o->until <= s->as_of)
		return;
	add_order(s, row_of(s, STATS_ALL, STR(""), STR("")), o);
	add_order(s, row_of(s, STATS_TYPE, STR(""), o->type), o);
	for (size_t i = 0; i < s->ntags; i++)
		add_order(s, row_of(s, STATS_TAG, s->tags[i], tag_of(s, o->subject, s->tags[i])), o);
}

/* ---- findings ---- */

static bool is_bad(const struct finding *f)
{
	return f->level == LEVEL_BREACH || f->level == LEVEL_REVIEW;
}

static bool expects_notification(const struct rule *r)
{
	for (size_t i = 0; r && i < r->nexpect; i++)
		for (size_t k = 0; k < r->expect[i]->nfilters; k++)
			if (str_eq_cstr(r->expect[i]->filters[k].type->name, "notification"))
				return true;
	return false;
}

static const struct event *trigger_of(const struct finding *f)
{
	for (size_t i = 0; i < f->nevidence; i++)
		if (f->evidence[i].role == ROLE_TRIGGER)
			return f->evidence[i].event;
	return NULL;
}

/* From the event to its record. False: not known. */
static bool delay_of(int64_t *out, const struct stats *s, const struct finding *f)
{
	for (size_t i = 0; i < f->nevidence; i++) {
		const struct event *e = f->evidence[i].event;
		if (f->evidence[i].role != ROLE_TRIGGER)
			continue;
		const struct value *recorded = &feed_event_fields(e, s->arena)[FIELD_RECORDED];
		if (recorded->kind != VALUE_TIME)
			continue;
		*out = recorded->as.time.first - e->time.first;
		return true;
	}
	return false;
}

/* What was recorded, found or told before it happened took no time. */
static void add_time(const struct stats *s, struct stats_row *r, enum stats_span span, enum stats_cell cell, int64_t ms)
{
	r->cells[cell]++;
	*VEC_PUSH(s->arena, &r->times[span].ms) = ms > 0 ? ms : 0;
}

/* From the event that asked, else from the deadline or the silence that the finding is dated at. */
static void add_known(const struct stats *s, struct stats_row *r, const struct finding *f, const struct stats_known *known)
{
	const struct event *e = trigger_of(f);
	int64_t from = e ? e->time.first : f->time.first;

	if (!known || (!e && !f->has_time))
		return;
	if (known->found != INSTANT_MIN)
		add_time(s, r, STATS_SPAN_FOUND, STATS_FOUND, known->found - from);
	if (known->told != INSTANT_MIN)
		add_time(s, r, STATS_SPAN_TOLD, STATS_TOLD, known->told - from);
}

static void add_finding(const struct stats *s, struct stats_row *r, const struct finding *f, const struct stats_known *known)
{
	static const enum stats_cell cells[NLEVELS] = {[LEVEL_BLIND] = STATS_BLIND, [LEVEL_UPCOMING] = STATS_UPCOMING,
	                                               [LEVEL_REVIEW] = STATS_REVIEW, [LEVEL_BREACH] = STATS_BREACH};
	int64_t delay;

	r->cells[cells[f->level]]++;
	if (is_bad(f) && f->rule && f->rule->trigger.kind == TRIGGER_SILENCE)
		count_once(s, r, r->silent, STATS_SILENT, f->subject);
	if (f->level == LEVEL_BREACH && expects_notification(f->rule))
		r->cells[STATS_LATE]++;
	r->cells[STATS_DECIDED] += f->decision != NULL;
	if (is_bad(f) && delay_of(&delay, s, f))
		add_time(s, r, STATS_SPAN_RECORD, STATS_DELAYS, delay);
	if (is_bad(f))
		add_known(s, r, f, known);
	if (r->group == STATS_MONTH)
		count_once(s, r, r->subjects, STATS_SUBJECTS, f->subject);
}

/* "2026-05"; empty: it has no time. */
static struct str month_of(const struct stats *s, bool has_time, const struct moment *m)
{
	int year, month, day;

	if (!has_time)
		return STR("");
	civil_to_ymd(&year, &month, &day, m->whole ? m->day : civil_day(&s->plan->zone, m->first));
	return str_printf(s->arena, "%04d-%02d", year, month);
}

void stats_add_finding(struct stats *s, const struct finding *f, const struct stats_known *known)
{
	const struct str none = STR("");
	struct str kind = f->condition->kind;

	if (f->level == LEVEL_CLEAR)
		return;
	if (kind.n == 0 && f->rule)
		kind = f->rule->kind;
	add_finding(s, row_of(s, STATS_ALL, none, none), f, known);
	add_finding(s, row_of(s, STATS_TYPE, none, f->order ? f->order->type : none), f, known);
	add_finding(s, row_of(s, STATS_KIND, none, kind), f, known);
	add_finding(s, row_of(s, STATS_RULE, none, f->rule ? f->rule->name : none), f, known);
	add_finding(s, row_of(s, STATS_MONTH, none, month_of(s, f->has_time, &f->time)), f, known);
	for (size_t i = 0; i < s->ntags; i++)
		add_finding(s, row_of(s, STATS_TAG, s->tags[i], tag_of(s, f->subject, s->tags[i])), f, known);
	if (s->stored)
		add_finding(s, row_of(s, STATS_DECISION, none, f->decision ? f->decision->outcome : none), f, known);
}

/* ---- what only a store knows ---- */

static struct str kind_in(const struct condition *list, size_t n, struct str id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i].id, id))
			return list[i].kind;
	return STR("");
}

/* As its order or scheme is now. */
static struct str kind_of_gone(const struct stats *s, const struct stats_gone *g, const struct order *o)
{
	const struct rule *rule = plan_find_rule(s->plan, g->rule);
	struct str kind = o ? kind_in(o->conditions, o->nconditions, g->condition) : STR("");

	for (size_t i = 0; i < s->plan->nschemes && !o; i++)
		if (str_eq(s->plan->schemes[i].name, g->scheme))
			kind = kind_in(s->plan->schemes[i].conditions, s->plan->schemes[i].nconditions, g->condition);
	return kind.n == 0 && rule ? rule->kind : kind;
}

void stats_add_gone(struct stats *s, const struct stats_gone *g)
{
	const struct order *o = g->order.n > 0 ? plan_find_order(s->plan, g->order) : NULL;
	const struct moment at = moment_instant(g->first);
	const struct str none = STR("");

	row_of(s, STATS_ALL, none, none)->cells[STATS_WITHDRAWN]++;
	row_of(s, STATS_TYPE, none, o ? o->type : none)->cells[STATS_WITHDRAWN]++;
	row_of(s, STATS_KIND, none, kind_of_gone(s, g, o))->cells[STATS_WITHDRAWN]++;
	row_of(s, STATS_RULE, none, g->rule)->cells[STATS_WITHDRAWN]++;
	row_of(s, STATS_MONTH, none, month_of(s, g->has_time, &at))->cells[STATS_WITHDRAWN]++;
	for (size_t i = 0; i < s->ntags; i++)
		row_of(s, STATS_TAG, s->tags[i], tag_of(s, g->subject, s->tags[i]))->cells[STATS_WITHDRAWN]++;
}

struct stats_row *stats_run(struct stats *s, int64_t run, int64_t as_of)
{
	struct stats_row *r = row_of(s, STATS_RUN, STR(""), str_printf(s->arena, "%lld", (long long)run));

	r->as_of = as_of;
	return r;
}

/* ---- the end ---- */

static int compare_rows(const void *left, const void *right)
{
	const struct stats_row *const *a = left, *const *b = right;
	int c = (int)(*a)->group - (int)(*b)->group;

	if (c == 0)
		c = str_cmp((*a)->tag, (*b)->tag);
	if (c == 0 && (*a)->group == STATS_RUN) /* numbers */
		c = ((*a)->key.n > (*b)->key.n) - ((*a)->key.n < (*b)->key.n);
	return c != 0 ? c : str_cmp((*a)->key, (*b)->key);
}

static int compare_delays(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* Whole hours, rounded down; of an even number the lower median. */
static void reckon(struct stats_times *t)
{
	size_t n = t->ms.n;

	if (n == 0)
		return;
	qsort(t->ms.at, n, sizeof *t->ms.at, compare_delays);
	t->hours_median = (uint64_t)t->ms.at[(n - 1) / 2] / HOUR_MS;
	t->hours_most = (uint64_t)t->ms.at[n - 1] / HOUR_MS;
}

static bool same_part(const struct stats_row *a, const struct stats_row *b)
{
	return a->group == b->group && str_eq(a->tag, b->tag);
}

/* One withheld count alone could be reckoned from the total: the least of the others is withheld too. */
static void withhold_second(struct stats *s, size_t first, size_t end, enum stats_cell cell)
{
	struct stats_row *least = NULL;
	size_t withheld = 0;

	for (size_t i = first; i < end; i++) {
		struct stats_row *r = s->rows.at[i];
		withheld += r->withheld[cell];
		if (!r->withheld[cell] && r->cells[cell] > 0 && (!least || r->cells[cell] < least->cells[cell]))
			least = r;
	}
	if (withheld == 1 && least)
		least->withheld[cell] = true;
}

static void withhold(struct stats *s)
{
	for (size_t first = 0, end; first < s->rows.n; first = end) {
		for (end = first; end < s->rows.n && same_part(s->rows.at[first], s->rows.at[end]); end++)
			for (size_t cell = 0; cell < NSTATS_CELLS; cell++)
				s->rows.at[end]->withheld[cell] = s->rows.at[end]->cells[cell] > 0 && s->rows.at[end]->cells[cell] < s->suppress;
		for (size_t cell = 0; cell < NSTATS_CELLS && s->rows.at[first]->group != STATS_RUN; cell++)
			withhold_second(s, first, end, (enum stats_cell)cell);
	}
}

void stats_close(struct stats *s)
{
	for (size_t i = 0; i < s->rows.n; i++)
		for (size_t span = 0; span < NSTATS_SPANS; span++)
			reckon(&s->rows.at[i]->times[span]);
	qsort(s->rows.at, s->rows.n, sizeof *s->rows.at, compare_rows);
	if (s->suppress > 1)
		withhold(s);
}

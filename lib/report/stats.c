#include "report/stats.h"

#include <stdlib.h>

enum { HOUR_MS = 3600000 };

const char *const stats_cells[NSTATS_CELLS] = {
	"orders", "subjects", "breach", "review", "upcoming", "blind", "silent", "late", "delays",
};
const char *const stats_groups[NSTATS_GROUPS] = {"all", "order-type", "kind", "rule", "tag", "month"};

bool stats_has(enum stats_group group, enum stats_cell cell)
{
	if (cell == STATS_ORDERS)
		return group == STATS_ALL || group == STATS_TYPE || group == STATS_TAG;
	if (cell == STATS_SUBJECTS)
		return group != STATS_KIND && group != STATS_RULE;
	return true;
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

/* From the event to its record: what was recorded before it happened has no delay. False: not known. */
static bool delay_of(int64_t *out, const struct finding *f)
{
	for (size_t i = 0; i < f->nevidence; i++) {
		const struct event *e = f->evidence[i].event;
		const struct value *recorded = &e->fields[FIELD_RECORDED];
		if (f->evidence[i].role != ROLE_TRIGGER || recorded->kind != VALUE_TIME)
			continue;
		int64_t ms = recorded->as.time.first - e->time.first;
		*out = ms > 0 ? ms : 0;
		return true;
	}
	return false;
}

static void add_finding(const struct stats *s, struct stats_row *r, const struct finding *f)
{
	static const enum stats_cell cells[NLEVELS] = {[LEVEL_BLIND] = STATS_BLIND, [LEVEL_UPCOMING] = STATS_UPCOMING,
	                                               [LEVEL_REVIEW] = STATS_REVIEW, [LEVEL_BREACH] = STATS_BREACH};
	int64_t delay;

	r->cells[cells[f->level]]++;
	if (is_bad(f) && f->rule && f->rule->trigger.kind == TRIGGER_SILENCE)
		count_once(s, r, r->silent, STATS_SILENT, f->subject);
	if (f->level == LEVEL_BREACH && expects_notification(f->rule))
		r->cells[STATS_LATE]++;
	if (is_bad(f) && delay_of(&delay, f)) {
		r->cells[STATS_DELAYS]++;
		*VEC_PUSH(s->arena, &r->delays) = delay;
	}
	if (r->group == STATS_MONTH)
		count_once(s, r, r->subjects, STATS_SUBJECTS, f->subject);
}

/* "2026-05"; empty: it has no time. */
static struct str month_of(const struct stats *s, const struct finding *f)
{
	int year, month, day;

	if (!f->has_time)
		return STR("");
	civil_to_ymd(&year, &month, &day, f->time.whole ? f->time.day : civil_day(&s->plan->zone, f->time.first));
	return str_printf(s->arena, "%04d-%02d", year, month);
}

void stats_add_finding(struct stats *s, const struct finding *f)
{
	const struct str none = STR("");
	struct str kind = f->condition->kind;

	if (f->level == LEVEL_CLEAR)
		return;
	if (kind.n == 0 && f->rule)
		kind = f->rule->kind;
	add_finding(s, row_of(s, STATS_ALL, none, none), f);
	add_finding(s, row_of(s, STATS_TYPE, none, f->order ? f->order->type : none), f);
	add_finding(s, row_of(s, STATS_KIND, none, kind), f);
	add_finding(s, row_of(s, STATS_RULE, none, f->rule ? f->rule->name : none), f);
	add_finding(s, row_of(s, STATS_MONTH, none, month_of(s, f)), f);
	for (size_t i = 0; i < s->ntags; i++)
		add_finding(s, row_of(s, STATS_TAG, s->tags[i], tag_of(s, f->subject, s->tags[i])), f);
}

/* ---- the end ---- */

static int compare_rows(const void *left, const void *right)
{
	const struct stats_row *const *a = left, *const *b = right;
	int c = (int)(*a)->group - (int)(*b)->group;

	if (c == 0)
		c = str_cmp((*a)->tag, (*b)->tag);
	return c != 0 ? c : str_cmp((*a)->key, (*b)->key);
}

static int compare_delays(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* Whole hours, rounded down; of an even number the lower median. */
static void reckon_delays(struct stats_row *r)
{
	size_t n = r->delays.n;

	if (n == 0)
		return;
	qsort(r->delays.at, n, sizeof *r->delays.at, compare_delays);
	r->hours_median = (uint64_t)r->delays.at[(n - 1) / 2] / HOUR_MS;
	r->hours_most = (uint64_t)r->delays.at[n - 1] / HOUR_MS;
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
		for (size_t cell = 0; cell < NSTATS_CELLS; cell++)
			withhold_second(s, first, end, (enum stats_cell)cell);
	}
}

void stats_close(struct stats *s)
{
	for (size_t i = 0; i < s->rows.n; i++)
		reckon_delays(s->rows.at[i]);
	qsort(s->rows.at, s->rows.n, sizeof *s->rows.at, compare_rows);
	if (s->suppress > 1)
		withhold(s);
}

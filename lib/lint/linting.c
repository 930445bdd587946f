#include "lint/linting.h"

const char *const lint_level_words[NLINT_LEVELS] = {"information", "warning", "error"};

/* ---- telling ---- */

__attribute__((format(printf, 4, 0)))
static void add(struct linting *l, enum lint_level level, struct place at, const char *format, va_list args)
{
	struct lint_finding *f = VEC_PUSH(l->arena, &l->findings);
	struct buf b = {0};

	buf_vprintf(&b, format, args);
	*f = (struct lint_finding){.rule = l->rule, .level = level, .order = l->order, .condition = l->condition, .place = at,
	                           .message = str_dup(l->arena, buf_str(&b)), .todo = str_of(l->rule->todo)};
	buf_free(&b);
}

void lint_tell(struct linting *l, struct place at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(l, l->rule->level, at, format, args);
	va_end(args);
}

void lint_tell_as(struct linting *l, enum lint_level level, struct place at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(l, level, at, format, args);
	va_end(args);
}

void lint_todo(struct linting *l, const char *format, ...)
{
	struct buf b = {0};
	va_list args;

	va_start(args, format);
	buf_vprintf(&b, format, args);
	va_end(args);
	l->findings.at[l->findings.n - 1].todo = str_dup(l->arena, buf_str(&b));
	buf_free(&b);
}

/* ---- places ---- */

struct place at_order(const struct order *o, const char *key)
{
	struct place p = key_place(&o->terms->keys, key);
	return p.source ? p : passage_place(&o->place, 0);
}

struct place at_condition(const struct condition *c, const char *key)
{
	struct place p = key_place(&c->keys, key);
	return p.source ? p : passage_place(&c->place, 0);
}

struct place at_rule(const struct condition *c)
{
	return at_condition(c, key_written(&c->keys, "rule") ? "rule" : "when");
}

const struct words *words_of(const struct linting *l, const struct condition *c)
{
	return &l->words[c - l->order->conditions];
}

struct place at_word(const struct linting *l, const struct condition *c, size_t word)
{
	const struct words *w = words_of(l, c);
	return word < w->n ? passage_place(&c->words, w->at[word].from) : at_condition(c, "text");
}

struct str quote_of(const struct linting *l, const struct condition *c, struct match m)
{
	const struct words *w = words_of(l, c);
	size_t from = w->at[m.first].from;
	return str_cut(c->text, from, w->at[m.end - 1].to - from);
}

const char *say_day(struct linting *l, int32_t day)
{
	struct buf b = {0};

	moment_say(&b, moment_day(&l->plan->zone, day), &l->plan->zone);
	const char *said = str_cstr(l->arena, buf_str(&b));
	buf_free(&b);
	return said;
}

/* ---- dates ---- */

static int32_t day_of(const struct linting *l, struct moment m)
{
	return m.whole ? m.day : civil_day(&l->plan->zone, m.first);
}

bool order_begins(int32_t *day, const struct linting *l, const struct order *o)
{
	const struct order_terms *t = o->terms;

	if (t->has_from || t->has_made)
		*day = day_of(l, t->has_from ? t->from : t->made);
	return t->has_from || t->has_made;
}

bool order_ends(int32_t *day, const struct linting *l, const struct order *o)
{
	if (o->terms->has_until)
		*day = day_of(l, o->terms->until);
	return o->terms->has_until;
}

/* The day that so many months end with, by the calendar's arithmetic (a month end clamps); and the day after
 * it where the last month lacks the day of the month, for then the period may be said to reach a day further. */
static void period_end(int32_t *clamped, int32_t *strict, int32_t from, int months)
{
	int year, month, day, other;

	*clamped = *strict = day_add_months(from, months);
	civil_to_ymd(&year, &month, &day, from);
	civil_to_ymd(&year, &month, &other, *clamped);
	if (other != day)
		++*strict;
}

enum truth period_reaches(int32_t from, int32_t until, int months)
{
	int32_t clamped, strict;

	period_end(&clamped, &strict, from, months);
	if (until >= strict)
		return TRUTH_TRUE;
	return until < clamped ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

enum truth period_exceeds(int32_t from, int32_t until, int months)
{
	int32_t clamped, strict;

	period_end(&clamped, &strict, from, months);
	if (until <= clamped)
		return TRUTH_FALSE;
	return until > strict ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

/* ---- stretches ---- */

static bool begins(int32_t *day, const struct linting *l, const struct order *o, const struct condition *c)
{
	if (c->terms && c->terms->has_from) {
		*day = day_of(l, c->terms->from);
		return true;
	}
	if (!order_begins(day, l, o))
		return false;
	if (c->nin_force > 0 && c->in_force[0].from > o->from)
		*day = civil_day(&l->plan->zone, c->in_force[0].from); /* added by a variation */
	return true;
}

/* A variation that still finds the condition there. */
static bool touches(const struct condition *c, const struct variation *v)
{
	return v->has_until && c->nin_force > 0 && v->on.first <= c->in_force[c->nin_force - 1].until;
}

static struct stretch extended(const struct linting *l, const struct stretch *before, const struct variation *v)
{
	int32_t on = day_of(l, v->on);
	struct stretch s = {.extension = true, .place = passage_place(&v->place, 0)};

	s.has_until = v->until.first != INSTANT_MAX;
	s.until = s.has_until ? day_of(l, v->until) : 0;
	s.from = before->has_until && before->until > on ? before->until : on;
	return s;
}

size_t condition_stretches(const struct stretch **out, struct linting *l, const struct order *o, const struct condition *c)
{
	const struct order_terms *t = o->terms;
	struct stretch *all = arena_array(&l->scratch, t->nvariations + 1, sizeof *all);
	struct stretch now = {.place = at_order(o, "until"), .has_until = t->has_until};
	size_t n = 0;

	*out = all;
	if (!begins(&now.from, l, o, c))
		return 0;
	now.until = t->has_until ? day_of(l, t->until) : 0;
	if (c->terms && c->terms->has_until) {
		all[0] = (struct stretch){.from = now.from, .until = day_of(l, c->terms->until), .has_until = true,
		                          .place = at_condition(c, "until")};
		return 1;
	}
	int32_t start = now.from;
	for (size_t i = 0; i < t->nvariations; i++) {
		if (!touches(c, &t->variations[i]))
			continue;
		struct stretch next = extended(l, &now, &t->variations[i]);
		if (day_of(l, t->variations[i].on) <= start) { /* the end that the condition started with */
			next.extension = false;
			next.from = start;
		} else {
			all[n++] = now;
		}
		now = next;
	}
	all[n++] = now;
	return n;
}

/* ---- the subject ---- */

const struct value *subject_key(const struct linting *l, const struct order *o, const char *name)
{
	if (o->subject == SIZE_MAX)
		return NULL;
	const struct record *r = &l->plan->subjects[o->subject].record;
	for (size_t i = 0; i < r->nkeys; i++)
		if (str_eq_cstr(r->keys[i].name, name) && r->keys[i].nvalues > 0)
			return &r->keys[i].values[0].value;
	return NULL;
}

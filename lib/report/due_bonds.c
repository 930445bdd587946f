/* Rows of the calendar: what begins, ends, is suspended or is to be reviewed. */
#include "base/digest.h"
#include "report/due_parts.h"

enum { REVIEWS_MAX = 100 }; /* of one condition within the horizon */

#define DAYS_OF_MONTH 30.436875 /* over the 400 years of the calendar */

struct calendar {
	struct due *due;
	size_t subject;
	size_t first; /* of the rows of this order or scheme */
};

static void part(struct buf *b, struct str s)
{
	buf_printf(b, "%zu:", s.n);
	buf_add(b, s);
}

/* 16 hex digits over subject, order, scheme, condition (of a review), kind and time. */
static struct str id_of(struct due *d, const struct due_row *r)
{
	struct buf b = {0};
	char hex[17];

	part(&b, r->subject < d->plan->nsubjects ? d->plan->subjects[r->subject].id : STR(""));
	part(&b, r->order ? r->order->hash_id : STR(""));
	part(&b, r->scheme ? r->scheme->name : STR(""));
	part(&b, r->kind == DUE_REVIEW ? r->conditions[0]->id : STR(""));
	part(&b, str_of(due_kind_names[r->kind]));
	moment_print(&b, r->time, &d->plan->zone);
	struct digest digest = digest_of(buf_str(&b));
	buf_free(&b);
	digest_hex(hex, 16, &digest);
	return str_dup(d->arena, str_of(hex));
}

/* A bound that is the first instant of a day is told as that day. */
static struct moment bound_of(const struct due *d, int64_t at, bool clock)
{
	const struct zone *z = &d->plan->zone;
	int32_t day = civil_day(z, at);

	return !clock && at == civil_day_start(z, day) ? moment_day(z, day) : moment_instant(at);
}

static const struct condition *const *joined(struct due *d, const struct due_row *r, const struct condition *c)
{
	const struct condition **list = arena_array(d->arena, r->nconditions + 1, sizeof *list);

	for (size_t i = 0; i < r->nconditions; i++)
		list[i] = r->conditions[i];
	list[r->nconditions] = c;
	return list;
}

/* Conditions of one order that begin, or end, together make one row. */
static void add_change(struct calendar *c, const struct bond *b, enum due_kind kind, struct moment at)
{
	struct due *d = c->due;
	struct due_row r = {.kind = kind, .has_time = true, .time = at, .subject = c->subject, .order = b->order,
	                    .scheme = b->scheme};

	if (!due_wanted(d, at) || at.first <= d->as_of)
		return;
	for (size_t i = c->first; i < d->rows.n; i++) {
		struct due_row *same = &d->rows.at[i];
		if (same->kind != kind || same->time.first != at.first || same->time.whole != at.whole)
			continue;
		same->conditions = joined(d, same, b->condition);
		same->nconditions++;
		return;
	}
	r.conditions = joined(d, &r, b->condition);
	r.nconditions = 1;
	r.title = b->condition->title;
	r.id = id_of(d, &r);
	*VEC_PUSH(d->arena, &d->rows) = r;
}

/* ---- reviews ---- */

static bool times(struct duration *out, struct duration d, int64_t n)
{
	int64_t months, days;

	if (__builtin_mul_overflow((int64_t)d.months, n, &months) || __builtin_mul_overflow((int64_t)d.days, n, &days) ||
	    __builtin_mul_overflow(d.ms, n, &out->ms) || months > INT32_MAX || days > INT32_MAX)
		return false;
	out->months = (int32_t)months;
	out->days = (int32_t)days;
	return true;
}

/* A number of intervals that surely lies at or before the as-of time; the count goes on from there. */
static int64_t first_near(const struct due *d, int64_t from, struct duration every)
{
	double length = ((double)every.months * DAYS_OF_MONTH + every.days) * (double)CIVIL_DAY_MS + (double)every.ms;
	double gone = (double)d->as_of - (double)from - (every.months || every.days ? 5.0 * (double)CIVIL_DAY_MS : 0.0);

	return length > 0 && gone > length ? (int64_t)(gone / length) - 1 : 1;
}

static void add_review(struct calendar *c, const struct bond *b, struct str why, struct duration every,
                       const struct interval *in)
{
	struct due *d = c->due;
	struct moment from = bound_of(d, in->from, !in->from_bare);
	struct duration whole;
	size_t told = 0;

	if (in->from == INSTANT_MIN || (every.months == 0 && every.days == 0 && every.ms <= 0))
		return;
	for (int64_t n = first_near(d, in->from, every); told < REVIEWS_MAX && times(&whole, every, n < 1 ? 1 : n); n++) {
		struct due_row r = {.kind = DUE_REVIEW, .has_time = true, .subject = c->subject, .order = b->order,
		                    .scheme = b->scheme, .title = b->condition->title, .nconditions = 1};
		r.time = moment_add(&d->plan->zone, from, whole, 1);
		if (r.time.first > d->until || r.time.first >= in->until)
			return;
		if (!due_wanted(d, r.time))
			continue;
		r.conditions = joined(d, &(struct due_row){0}, b->condition);
		r.asked = str_printf(d->arena, "a review is due: no feed shows this (%.*s)", STR_ARG(why));
		r.how = r.how_bare = STR("a look at the case, and a note of it");
		r.id = id_of(d, &r);
		*VEC_PUSH(d->arena, &d->rows) = r;
		told++;
	}
}

static void add_reviews(struct calendar *c, const struct bond *b)
{
	const struct condition *of = b->condition;
	struct str why = of->unmonitored;
	struct duration every = of->review_every;

	for (size_t i = 0; i < of->nrules && why.n == 0; i++) {
		why = of->rules[i].rule->unmonitored;
		every = of->rules[i].rule->review_every;
	}
	for (size_t i = 0; i < b->nin_force && why.n > 0; i++)
		add_review(c, b, why, every, &b->in_force[i]);
}

/* ---- suspensions ---- */

static void add_suspensions(struct calendar *c, const struct bond *b)
{
	const struct order *o = b->order;

	for (size_t i = 0; o && !b->scheme && i < o->nsuspended; i++) {
		add_change(c, b, DUE_SUSPENDED, bound_of(c->due, o->suspended[i].from, false));
		add_change(c, b, DUE_RESUMES, bound_of(c->due, o->suspended[i].until, false));
	}
}

/* ---- words ---- */

static void say_end(struct buf *b, const struct due *d, const struct due_row *r)
{
	const struct zone *z = &d->plan->zone;

	if (r->time.whole) {
		buf_add(b, STR("; the last day in force is "));
		moment_say(b, moment_day(z, day_add(r->time.day, -1)), z);
	}
}

static void say_change(struct due *d, struct due_row *r)
{
	static const struct {
		const char *one, *many;
	} words[] = {[DUE_BEGINS] = {"comes into force", "come into force"},
	             [DUE_ENDS] = {"ends", "end"},
	             [DUE_SUSPENDED] = {"is suspended", "are suspended"},
	             [DUE_RESUMES] = {"is in force again", "are in force again"}};
	struct buf b = {0};

	if (r->order && !r->scheme && r->nconditions == r->order->nconditions && r->nconditions > 1) {
		r->whole_order = true;
		buf_printf(&b, "the whole order %s", words[r->kind].one);
	} else {
		buf_add(&b, r->nconditions == 1 ? STR("condition ") : STR("conditions "));
		due_conditions(&b, r);
		buf_printf(&b, " %s", r->nconditions == 1 ? words[r->kind].one : words[r->kind].many);
	}
	if (r->kind == DUE_ENDS)
		say_end(&b, d, r);
	if (r->nconditions > 1)
		r->title = (struct str){"", 0};
	r->asked = str_dup(d->arena, buf_str(&b));
	buf_free(&b);
}

/* ---- all of a subject ---- */

static bool of_rules(const struct due *d, const struct condition *c)
{
	for (size_t i = 0; i < c->nrules; i++)
		for (size_t k = 0; k < d->nrules; k++)
			if (c->rules[i].rule == d->rules[k])
				return true;
	return d->nrules == 0;
}

static void add_bond(struct calendar *c, const struct bond *b)
{
	for (size_t i = 0; i < b->nin_force; i++) {
		const struct interval *in = &b->in_force[i];
		if (in->from != INSTANT_MIN)
			add_change(c, b, DUE_BEGINS, bound_of(c->due, in->from, !in->from_bare));
		if (in->until != INSTANT_MAX)
			add_change(c, b, DUE_ENDS, bound_of(c->due, in->until, in->until_clock));
	}
	add_suspensions(c, b);
	add_reviews(c, b);
}

void due_add_bonds(struct due *d, size_t subject, const struct bonds *bonds)
{
	struct calendar c = {.due = d, .subject = subject, .first = d->rows.n};
	size_t from = d->rows.n;

	for (size_t i = 0; i < bonds->n; i++) {
		const struct bond *b = &bonds->at[i], *before = i > 0 ? &bonds->at[i - 1] : NULL;
		if (before && (before->order != b->order || before->scheme != b->scheme))
			c.first = d->rows.n;
		if (of_rules(d, b->condition))
			add_bond(&c, b);
	}
	for (size_t i = from; i < d->rows.n; i++)
		if (d->rows.at[i].kind != DUE_REVIEW)
			say_change(d, &d->rows.at[i]);
}

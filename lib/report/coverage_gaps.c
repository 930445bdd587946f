/* What is missing for a condition, and how much of it the data can show. */
#include "lang/phrase.h"
#include "report/coverage_parts.h"

struct gap_list {
	const struct coverage *of;
	int64_t wanted; /* to here the feeds must be known */
	VEC(struct str) gaps;
	struct str brief; /* the shortest */
};

static void add_gap(struct gap_list *l, struct buf *words, struct str brief)
{
	if (l->brief.n == 0 || brief.n < l->brief.n)
		l->brief = brief;
	*VEC_PUSH(l->of->arena, &l->gaps) = str_dup(l->of->arena, buf_str(words));
	buf_free(words);
}

static struct str brief_type(const struct gap_list *l, const char *before, const struct coverage_type *t)
{
	return str_printf(l->of->arena, "%s %.*s", before, STR_ARG(t->type->name));
}

/* "to 31 May 10:30", "to 31 May", with the year where it is not that of the as-of time */
static struct str brief_time(const struct gap_list *l, int64_t at)
{
	static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const struct zone *z = &l->of->plan->zone;
	int32_t day = civil_day(z, at);
	int year, month, mday, this_year, other;
	struct buf b = {0};

	civil_to_ymd(&this_year, &other, &mday, civil_day(z, l->of->as_of));
	civil_to_ymd(&year, &month, &mday, day);
	buf_printf(&b, "to %d %s", mday, months[month - 1]);
	if (year != this_year)
		buf_printf(&b, " %d", year);
	if (at != civil_day_start(z, day) && at != civil_day_end(z, day)) {
		buf_char(&b, ' ');
		clock_print(&b, civil_clock(z, at) / 60000 * 60000);
	}
	struct str out = str_dup(l->of->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/* ---- of a type ---- */

/* What follows of it that nothing supplies the type. */
static const char *consequence(unsigned roles)
{
	if (roles & COVERS_TRIGGER)
		return "what would show a breach is not seen";
	if (roles & COVERS_EXPECT)
		return "what is asked for is not seen";
	if (roles & (COVERS_PROVIDED | COVERS_GIVEN))
		return "what the rule rests on is not seen";
	if (roles & COVERS_UNLESS)
		return "what would excuse a breach is not seen";
	if (roles & COVERS_REVIEW)
		return "what would make it a matter for a person is not seen";
	return "times in a state that counts are not seen";
}

/* Of a condition that is over it is enough if what is known reaches to its end. */
static void add_reach(struct gap_list *l, const struct coverage_type *t, const struct supply *s)
{
	struct buf b = {0};
	int64_t missing;

	if (s->known_until >= l->wanted || __builtin_sub_overflow(l->wanted, s->known_until, &missing)) {
		if (s->known_until != INSTANT_MIN)
			return;
		buf_printf(&b, "%.*s: the feed holds no row up to the as-of time", STR_ARG(t->type->name));
		add_gap(l, &b, brief_type(l, "no row of", t));
		return;
	}
	if (missing < 1000)
		return;
	buf_printf(&b, "%.*s: known only to ", STR_ARG(t->type->name));
	coverage_add_time(&b, l->of, s->known_until);
	if (s->narrowest.n > 0)
		buf_printf(&b, ", by %.*s", STR_ARG(s->narrowest));
	buf_add(&b, STR("; missing: "));
	length_phrase(&b, missing);
	add_gap(l, &b, brief_time(l, s->known_until));
}

static void add_rejected(struct gap_list *l, const struct coverage_type *t)
{
	struct buf b = {0};

	if (t->nrejected == 0)
		return;
	buf_printf(&b, "%.*s: rejected rows name %.*s", STR_ARG(t->type->name), STR_ARG(t->rejected));
	if (t->nrejected > 1)
		buf_printf(&b, " and %zu more", t->nrejected - 1);
	add_gap(l, &b, STR("rejected rows"));
}

static void add_type(struct gap_list *l, const struct coverage_type *t)
{
	const struct supply *s = &l->of->read->supplies[t->type->index];
	struct buf b = {0};

	if (s->failed.n > 0) {
		buf_printf(&b, "%.*s: %.*s; %s", STR_ARG(t->type->name), STR_ARG(s->failed), consequence(t->roles));
		add_gap(l, &b, brief_type(l, "failed:", t));
	} else if (!s->supplied) {
		buf_printf(&b, "%.*s: no feed is supplied; %s", STR_ARG(t->type->name), consequence(t->roles));
		add_gap(l, &b, brief_type(l, "no", t));
	} else {
		add_reach(l, t, s);
	}
	add_rejected(l, t);
}

/* ---- of a rule ---- */

static bool some_supplied(const struct coverage *c, const struct event_filter *filters, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c->read->supplies[filters[i].type->index].supplied)
			return true;
	return n == 0;
}

/* Without it nothing shows a breach: the trigger, any provision, all obligations. */
static bool can_show(const struct coverage *c, const struct rule *r)
{
	bool asked = r->nexpect == 0;

	if (!some_supplied(c, r->trigger.filters, r->trigger.nfilters))
		return false;
	for (size_t i = 0; i < r->nprovided; i++)
		if (!some_supplied(c, r->provided[i]->filters, r->provided[i]->nfilters))
			return false;
	for (size_t i = 0; i < r->nexpect; i++)
		asked = asked || some_supplied(c, r->expect[i]->filters, r->expect[i]->nfilters);
	return asked;
}

static bool has_commenced(struct gap_list *l, const struct coverage_row *row, const struct rule *r)
{
	const struct bond b = {.order = row->order, .scheme = row->scheme};
	const struct subject *who = row->subject < l->of->plan->nsubjects ? &l->of->plan->subjects[row->subject] : NULL;
	int64_t at = bond_commences(&b, r, who);
	struct buf words = {0};

	if (at <= l->of->as_of)
		return true;
	buf_printf(&words, "%.*s has not commenced", STR_ARG(r->name.n > 0 ? r->name : STR("the rule")));
	if (at != INSTANT_MAX) {
		buf_add(&words, STR(": it does on "));
		coverage_add_time(&words, l->of, at);
	}
	add_gap(l, &words, STR("not commenced"));
	return false;
}

/* ---- of a row ---- */

static void take_unmonitored(struct coverage_row *r)
{
	const struct condition *c = r->condition;

	r->unmonitored = c->unmonitored;
	r->review_every = c->review_every;
	for (size_t i = 0; i < c->nrules && r->unmonitored.n == 0; i++) {
		r->unmonitored = c->rules[i].rule->unmonitored;
		r->review_every = c->rules[i].rule->review_every;
	}
}

static void part_unmonitored(struct gap_list *l, const struct coverage_row *r)
{
	struct buf b = {0};

	if (r->unmonitored.n == 0)
		return;
	buf_printf(&b, "a part is not monitored: %.*s", STR_ARG(r->unmonitored));
	add_gap(l, &b, STR("some not monitored"));
}

void coverage_judge(struct coverage_row *r, const struct coverage *c)
{
	struct gap_list l = {.of = c, .wanted = r->over ? r->ended.first : c->as_of};
	size_t nmonitored = 0, nshown = 0;

	take_unmonitored(r);
	for (size_t i = 0; i < r->condition->nrules; i++) {
		const struct rule *rule = r->condition->rules[i].rule;
		if (rule->unmonitored.n > 0)
			continue;
		nmonitored++;
		nshown += has_commenced(&l, r, rule) && can_show(c, rule);
	}
	for (size_t i = 0; i < r->ntypes; i++)
		add_type(&l, &r->types[i]);
	if (nmonitored > 0)
		part_unmonitored(&l, r);
	r->gaps = l.gaps.at;
	r->ngaps = l.gaps.n;
	r->brief = l.brief;
	if (nmonitored == 0)
		r->extent = EXTENT_UNMONITORED;
	else if (nshown == 0)
		r->extent = EXTENT_NONE;
	else
		r->extent = nshown < nmonitored || r->ngaps > 0 ? EXTENT_PART : EXTENT_WHOLE;
}

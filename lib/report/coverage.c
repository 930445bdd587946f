#include "report/coverage.h"

#include <stdlib.h>

#include "report/coverage_parts.h"

const char coverage_letters[NROLES] = {'T', 'P', 'E', 'G', 'U', 'R', 'S'};
const char *const coverage_roles[NROLES] = {"trigger", "provided", "expect", "given", "unless", "review-if", "state"};
const char *const extent_names[NEXTENTS] = {"no", "partly", "yes", "unmonitored"};

const struct coverage_format coverage_formats[] = {
	{"text", coverage_print_text}, {"json", coverage_print_json}, {"csv", coverage_print_csv}, {NULL, NULL},
};

const struct coverage_format *coverage_find(struct str name)
{
	for (const struct coverage_format *f = coverage_formats; f->name; f++)
		if (str_eq_cstr(name, f->name))
			return f;
	return NULL;
}

void coverage_add_letters(struct buf *out, unsigned roles)
{
	for (size_t i = 0; i < NROLES; i++)
		if (roles >> i & 1)
			buf_char(out, coverage_letters[i]);
}

void coverage_add_time(struct buf *out, const struct coverage *c, int64_t at)
{
	const struct zone *z = &c->plan->zone;
	int32_t day = civil_day(z, at);

	if (at != INSTANT_MIN)
		moment_say(out, at == civil_day_start(z, day) ? moment_day(z, day) : moment_instant(at), z);
}

void coverage_grow(struct coverage_span *s, struct moment at)
{
	if (s->n == 0 || at.first < s->first.first)
		s->first = at;
	if (s->n == 0 || at.first > s->last.first)
		s->last = at;
	s->n++;
}

/* ---- feeds ---- */

/* Files of one feed follow each other. */
static struct coverage_feed *feed_entry(struct coverage *c, const struct feed_input *const *at)
{
	const struct feed_input *in = *at;
	size_t n = c->nfeeds;

	if (n > 0 && str_eq(c->feeds[n - 1].name, in->name) && c->feeds[n - 1].type == in->feed->type)
		return &c->feeds[n - 1];
	c->feeds[n] = (struct coverage_feed){.name = in->name, .type = in->feed->type, .inputs = at};
	c->nfeeds++;
	return &c->feeds[n];
}

/* Registers of subjects and of places are no feeds of events. */
void coverage_open(struct coverage *c)
{
	const struct feed_result *read = c->read;

	c->feeds = arena_array(c->arena, read->ninputs, sizeof *c->feeds);
	for (size_t i = 0; i < read->ninputs; i++) {
		const struct feed_input *in = read->inputs[i];
		if (!in->feed || !in->feed->type)
			continue;
		struct coverage_feed *f = feed_entry(c, &read->inputs[i]);
		f->ninputs++;
		f->rows += in->rows;
		f->matched += in->matched;
		f->rejected += in->rejected;
	}
}

static size_t feed_of(const struct coverage *c, const struct feed_input *in)
{
	for (size_t i = 0; i < c->nfeeds; i++)
		for (size_t k = 0; k < c->feeds[i].ninputs; k++)
			if (c->feeds[i].inputs[k] == in)
				return i;
	for (size_t i = 0; i < c->nfeeds; i++)
		for (size_t k = 0; k < c->feeds[i].ninputs; k++)
			if (input_same(c->feeds[i].inputs[k], in))
				return i;
	return SIZE_MAX;
}

/* An event that several rows of a feed say counts once for it. */
static void span_events(struct coverage *c, struct coverage_span *spans, const struct subject_events *events)
{
	const struct feed_input *input = NULL;
	size_t feed = SIZE_MAX;

	for (size_t i = 0; i < events->n; i++) {
		const struct event *e = &events->events[i];
		size_t before = SIZE_MAX;
		for (size_t k = 0; k < e->nsources; k++) {
			if (e->sources[k].input != input)
				feed = feed_of(c, e->sources[k].input);
			input = e->sources[k].input;
			if (feed == SIZE_MAX || feed == before)
				continue;
			before = feed;
			coverage_grow(&spans[feed], e->time);
			coverage_grow(&c->feeds[feed].span, e->time);
		}
	}
}

/* ---- rows ---- */

static bool of_rules(const struct coverage *c, const struct condition *of)
{
	for (size_t i = 0; i < of->nrules; i++)
		for (size_t k = 0; k < c->nrules; k++)
			if (of->rules[i].rule == c->rules[k])
				return true;
	return c->nrules == 0;
}

static struct coverage_row *new_row(struct coverage *c, size_t subject, const struct bond *b)
{
	struct coverage_row *r = VEC_PUSH(c->arena, &c->rows);
	const struct interval *last = &b->in_force[b->nin_force - 1];

	*r = (struct coverage_row){.order = b->scheme ? NULL : b->order, .scheme = b->scheme, .condition = b->condition,
	                           .subject = subject};
	r->over = !b->scheme && last->until <= c->as_of;
	int32_t day = civil_day(&c->plan->zone, last->until);
	bool midnight = last->until == civil_day_start(&c->plan->zone, day);
	r->ended = midnight ? moment_day(&c->plan->zone, day) : moment_instant(last->until);
	coverage_types(r, c);
	return r;
}

static struct coverage_row *row_of(struct coverage *c, size_t subject, const struct bond *b)
{
	if (!b->scheme)
		return new_row(c, subject, b);
	for (size_t i = 0; i < c->scheme_rows.n; i++)
		if (c->rows.at[c->scheme_rows.at[i]].condition == b->condition)
			return &c->rows.at[c->scheme_rows.at[i]];
	*VEC_PUSH(c->arena, &c->scheme_rows) = c->rows.n;
	return new_row(c, subject, b);
}

static void join(struct coverage_span *into, const struct coverage_span *s)
{
	if (s->n == 0)
		return;
	if (into->n == 0 || s->first.first < into->first.first)
		into->first = s->first;
	if (into->n == 0 || s->last.first > into->last.first)
		into->last = s->last;
	into->n += s->n;
}

static void add_subject(struct coverage *c, struct coverage_row *r, size_t subject, const struct coverage_span *spans)
{
	const bool *rejected = c->read->subjects[subject].rejected;

	r->nsubjects++;
	for (size_t i = 0; i < r->ntypes; i++) {
		struct coverage_type *t = &r->types[i];
		for (size_t k = 0; k < t->nfeeds; k++)
			join(&t->spans[k], &spans[t->feeds[k]]);
		if (!rejected || !rejected[t->type->index])
			continue;
		if (t->nrejected++ == 0)
			t->rejected = c->plan->subjects[subject].id;
	}
}

/* A scheme that binds a subject by several orders counts it once. */
static bool counted(const struct bonds *bonds, size_t i)
{
	for (size_t k = i; k-- > 0 && bonds->at[i].scheme;)
		if (bonds->at[k].condition == bonds->at[i].condition)
			return true;
	return false;
}

void coverage_add(struct coverage *c, size_t subject, const struct bonds *bonds)
{
	struct coverage_span *spans = mem_alloc((c->nfeeds + 1) * sizeof *spans);
	struct subject_events events;
	struct arena passing;

	for (size_t i = 0; i < c->nfeeds; i++)
		spans[i] = (struct coverage_span){0};
	arena_init(&passing);
	events = feed_subject_anew(c->read, subject, &passing);
	span_events(c, spans, &events);
	arena_free(&passing);
	for (size_t i = 0; i < bonds->n; i++) {
		const struct bond *b = &bonds->at[i];
		if (b->nin_force > 0 && b->in_force[0].from <= c->as_of && of_rules(c, b->condition) && !counted(bonds, i))
			add_subject(c, row_of(c, subject, b), subject, spans);
	}
	mem_free(spans);
}

/* ---- order ---- */

static int compare(const void *left, const void *right)
{
	const struct coverage_row *a = left, *b = right;

	if ((a->scheme != NULL) != (b->scheme != NULL))
		return a->scheme ? 1 : -1;
	int c = a->scheme ? str_cmp(a->scheme->name, b->scheme->name) : str_cmp(a->order->id, b->order->id);
	return c != 0 ? c : (a->condition > b->condition) - (a->condition < b->condition);
}

void coverage_close(struct coverage *c)
{
	for (size_t i = 0; i < c->rows.n; i++) {
		coverage_judge(&c->rows.at[i], c);
		c->counts[c->rows.at[i].extent]++;
	}
	if (c->rows.n > 1)
		qsort(c->rows.at, c->rows.n, sizeof *c->rows.at, compare);
}

#include "round.h"

#include <stdio.h>
#include <stdlib.h>

void round_file(const char *name, struct buf *text)
{
	FILE *f = fopen(name, "wb");

	if (!f || fwrite(text->at, 1, text->n, f) != text->n || fclose(f) != 0) {
		perror(name);
		exit(2);
	}
	buf_free(text);
}

static void fresh(struct arena *a)
{
	arena_free(a);
	arena_init(a);
}

void round_open(struct round *r)
{
	arena_init(&r->fixed);
	arena_init(&r->documents);
	arena_init(&r->judging);
	atlas_init(&r->atlas, &r->fixed);
	r->settings.zone = STR("Europe/London");
	if (!zone_open(&r->zone, &r->fixed, r->settings.zone) || !zone_open(&r->utc, &r->fixed, STR("UTC"))) {
		fputs("truth: no zones\n", stderr);
		exit(2);
	}
}

void round_close(struct round *r)
{
	arena_free(&r->judging);
	arena_free(&r->documents);
	arena_free(&r->fixed);
}

static bool compile(struct round *r)
{
	struct book_options options = {.zone = &r->zone, .atlas = &r->atlas, .settings = &r->settings};
	struct diag d;
	struct buf text = {0};

	fresh(&r->documents);
	diag_init(&d, &r->documents);
	struct book *book = book_open(&options, &r->documents, &d);
	naive_print(&text, &r->world);
	book_add_text(book, STR("orders.yaml"), str_dup(&r->documents, buf_str(&text)));
	buf_free(&text);
	return book_compile(&r->plan, book) && r->plan.ntypes == NAIVE_TYPES && r->plan.nsubjects == r->npeople;
}

/* ---- what can stand in files ---- */

static void draw_feeds(struct round *r)
{
	struct naive_chance *c = &r->world.chance;
	struct naive_history *first = &r->lives[0];

	for (size_t i = 0; i < NAIVE_TYPES; i++) {
		struct round_feed *f = &r->feeds[i];
		struct supply *s = &first->supplies[i];
		f->given = s->supplied;
		f->keyed = chance_in(c, 70);
		f->filters = chance_in(c, 40);
		f->fails = f->given && chance_in(c, 4);
		s->supplied = s->supplied && !f->fails;
	}
}

/* As the feed makes it: each part as its length, a colon and its bytes. */
static struct str keyed_by(struct round *r, const struct event_type *t, struct str id)
{
	return str_printf(&r->documents, "%zu:%.*s-feed%zu:%.*s", t->name.n + 5, STR_ARG(t->name), id.n, STR_ARG(id));
}

static void name_event(struct round *r, struct naive_history *h, size_t i, size_t person)
{
	struct event *e = &h->events[i];
	struct str id = str_printf(&r->documents, "S%zu-%zu", person + 1, i);

	h->fields[i][event_field_find(e->type, STR("id"))] = value_text(id);
	e->fields = h->fields[i];
	e->key = r->feeds[e->type->index].keyed ? keyed_by(r, e->type, id) : event_content_key(e->type, e->fields, &r->documents);
}

/* Only what files can say: no event of a type without one, each under an id of its own. */
static void settle_life(struct round *r, size_t person)
{
	struct naive_history *h = &r->lives[person];
	size_t n = 0;

	for (size_t i = 0; i < h->nevents; i++) {
		if (!r->feeds[h->events[i].type->index].given)
			continue;
		h->events[n] = h->events[i];
		for (size_t f = 0; f < h->events[n].type->nfields; f++)
			h->fields[n][f] = h->fields[i][f];
		name_event(r, h, n++, person);
	}
	h->nevents = n;
	for (size_t i = 0; i < NAIVE_TYPES; i++) {
		h->supplies[i] = r->lives[0].supplies[i];
		h->rejected[i] = r->feeds[i].given && chance_in(&r->world.chance, 6);
	}
}

bool round_draw(struct round *r, uint64_t seed)
{
	struct naive_chance first = {seed ^ UINT64_C(0x7472757468)};

	r->npeople = 1 + (size_t)chance_below(&first, NAIVE_PEOPLE);
	naive_write(&r->world, seed, r->npeople, &r->zone);
	if (!compile(r))
		return false;
	naive_supply(&r->lives[0], &r->world, &r->plan);
	for (size_t i = 1; i < r->npeople; i++)
		r->lives[i] = r->lives[0];
	draw_feeds(r);
	for (size_t i = 0; i < r->npeople; i++) {
		naive_happen(&r->lives[i], &r->world, &r->plan);
		settle_life(r, i);
	}
	return true;
}

/* ---- what the second opinion finds ---- */

static int by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void print_ids(struct buf *out, const struct naive_finding *f, struct arena *a)
{
	struct str *ids = arena_array(a, f->ntriggers + 1, sizeof *ids);

	for (size_t i = 0; i < f->ntriggers; i++)
		ids[i] = f->triggers[i]->fields[event_field_find(f->triggers[i]->type, STR("id"))].as.text;
	qsort(ids, f->ntriggers, sizeof *ids, by_text);
	for (size_t i = 0; i < f->ntriggers; i++)
		buf_printf(out, "%s%.*s", i > 0 ? " " : "", STR_ARG(ids[i]));
}

static void print_finding(struct buf *out, const struct naive_finding *f, struct str subject, struct round *r)
{
	buf_printf(out, "%s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t", level_names[f->level], STR_ARG(subject),
	           STR_ARG(f->order ? f->order->id : STR("")), STR_ARG(f->scheme ? f->scheme->name : STR("")),
	           STR_ARG(f->condition->id), STR_ARG(f->rule ? f->rule->name : STR("")));
	if (f->level != LEVEL_BLIND)
		moment_print(out, f->time, &r->zone);
	buf_char(out, '\t');
	print_ids(out, f, &r->judging);
	buf_char(out, '\n');
}

/* What has all the time of the world to come true or be cured is counted, and never printed. */
static bool never_due(const struct naive_finding *f)
{
	return f->level == LEVEL_UPCOMING && f->time.first == INSTANT_MAX;
}

static void expect_of(struct buf *out, struct round *r, size_t person)
{
	const struct plan *p = &r->plan;
	const struct subject *who = &p->subjects[person];
	const struct naive_history *h = &r->lives[person];
	const struct order **orders = arena_array(&r->judging, who->norders + 1, sizeof *orders);
	const struct scheme **schemes = arena_array(&r->judging, p->nschemes + 1, sizeof *schemes);
	struct naive_findings found = {NULL, 0, 0, 0};

	for (size_t i = 0; i < who->norders; i++)
		orders[i] = &p->orders[who->orders[i]];
	for (size_t i = 0; i < p->nschemes; i++)
		schemes[i] = &p->schemes[i];
	struct judge_input in = {.plan = p, .subject = person, .person = who, .orders = orders, .norders = who->norders,
	                         .schemes = schemes, .nschemes = p->nschemes, .events = h->events, .nevents = h->nevents,
	                         .rejected = h->rejected, .supplies = h->supplies, .as_of = r->lives[0].as_of};
	naive_judge(&found, &in, &r->judging);
	for (size_t i = 0; i < found.n; i++)
		if (!never_due(&found.at[i]))
			print_finding(out, &found.at[i], who->id, r);
}

void round_expect(struct round *r)
{
	struct buf out = {0};

	fresh(&r->judging);
	for (size_t i = 0; i < r->npeople; i++)
		expect_of(&out, r, i);
	round_file("expected.tsv", &out);
}

/* Which event type a file fits best, and which column is which field. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "feed/guess_parts.h"

enum { WEAK = 40, LEAST = 25, NEAR = 85, REQUIRED = 50 };

struct pair {
	size_t column, field;
	unsigned score;
	struct guess_read read;
	const char *type; /* that the cells are read as, of a field of another */
};

struct fitting { /* a type being tried */
	const struct event_type *type;
	struct guess_field *fields;
	size_t nfields;
	long score;
	bool *used; /* columns */
};

/* ---- values ---- */

static bool is_time(const struct type *t)
{
	return t->kind == TYPE_TIME || t->kind == TYPE_DAY;
}

/* Words of a closed set that nothing says are left to a person; half must be known, or alike. */
static struct guess_read read_words(const struct guessing *g, size_t column, const struct type *type)
{
	struct type open = *type;

	open.words = NULL;
	open.nwords = 0;
	struct guess_read r = guess_values(g, column, &open), closed = guess_values(g, column, type);
	r.clock = closed.nread * 2 >= closed.nfilled && closed.nread > 0; /* a strong hint: see weigh */
	return r;
}

static struct guess_read read_as(const struct guessing *g, struct pair *p, const struct type *type)
{
	static const struct type airport = {.kind = TYPE_AIRPORT};
	struct guess_read r;

	if (is_time(type))
		return g->times[p->column];
	if (type->kind == TYPE_WORD && type->words)
		return read_words(g, p->column, type);
	r = guess_values(g, p->column, type);
	if (type->kind != TYPE_COUNTRY || r.nread == r.nfilled)
		return r;
	struct guess_read other = guess_values(g, p->column, &airport);
	if (other.nread <= r.nread)
		return r;
	p->type = "airport";
	return other;
}

/* ---- scores ---- */

static bool open_text(const struct type *t)
{
	return t->kind == TYPE_TEXT || t->kind == TYPE_IDENTIFIER || (t->kind == TYPE_WORD && !t->words);
}

/* 0: they do not go together. */
static void weigh(struct pair *p, const struct guessing *g, const struct event_type *type)
{
	const struct event_field *field = &type->fields[p->field];

	p->score = guess_name_score(&g->tokens[p->column], type, field);
	if (p->score < LEAST)
		p->score = 0;
	if (p->score == 0)
		return;
	p->read = read_as(g, p, &field->type);
	if (p->read.nfilled == 0)
		p->score = p->score >= WEAK ? p->score / 4 : 0;
	else if (p->read.nread * 5 < p->read.nfilled * 3)
		p->score = 0;
	else if (field->type.kind == TYPE_WORD && field->type.words && p->read.clock)
		p->score += 60;
	else if (!open_text(&field->type))
		p->score += 10;
}

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *p = a, *q = b;

	if (p->score != q->score)
		return p->score < q->score ? 1 : -1;
	if (p->column != q->column)
		return p->column < q->column ? -1 : 1;
	return p->field < q->field ? -1 : p->field > q->field;
}

/* A field that every type has says little about which it is; one that all events of the type must have, much. */
static long worth(const struct pair *p, const struct event_type *type)
{
	static const char *const common[] = {"time", "id", "status", "recorded", "reason", "kind", "until", "officer"};
	struct str name = type->fields[p->field].name;

	if (type->fields[p->field].required && p->field != FIELD_TIME)
		return (long)p->score + REQUIRED;
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (str_eq_cstr(name, common[i]) && p->score <= 110)
			return (long)p->score / 3;
	return (long)p->score;
}

static bool field_used(const struct fitting *f, size_t field)
{
	for (size_t i = 0; i < f->nfields; i++)
		if (f->fields[i].field == field)
			return true;
	return false;
}

static void take_pair(struct fitting *f, const struct pair *p)
{
	if (f->used[p->column] || field_used(f, p->field))
		return;
	f->fields[f->nfields++] =
	        (struct guess_field){.field = p->field, .columns = {p->column}, .ncolumns = 1, .read = p->read, .type = p->type, .weak = p->score < WEAK};
	f->used[p->column] = true;
	f->score += worth(p, f->type);
}

/* ---- two columns ---- */

static void take_two(struct fitting *f, size_t field, size_t a, size_t b, const char *type)
{
	f->fields[f->nfields++] = (struct guess_field){.field = field, .columns = {a, b}, .ncolumns = 2, .type = type};
	f->used[a] = f->used[b] = true;
	f->score += 100;
}

static size_t free_column(const struct guessing *g, const struct fitting *f, const char *const *words)
{
	static const struct type number = {.kind = TYPE_NUMBER};

	for (size_t i = 0; i < g->header.n; i++) {
		if (f->used[i] || g->header.twice[i])
			continue;
		for (size_t k = 0; words[k]; k++) {
			struct guess_read r = {0};
			if (guess_has(&g->tokens[i], words[k]))
				r = guess_values(g, i, &number);
			if (r.nfilled > 0 && r.nread * 5 >= r.nfilled * 4)
				return i;
		}
	}
	return HEADER_NONE;
}

static void take_point(struct fitting *f, const struct guessing *g)
{
	static const char *const norths[] = {"lat", "latitude", NULL}, *const easts[] = {"lon", "lng", "long", "longitude", NULL};
	static const char *const grid_easts[] = {"easting", "eastings", NULL}, *const grid_norths[] = {"northing", "northings", NULL};
	size_t field = SIZE_MAX, a, b;

	for (size_t i = 0; i < f->type->nfields && field == SIZE_MAX; i++)
		if (f->type->fields[i].type.kind == TYPE_POINT)
			field = i;
	if (field == SIZE_MAX || field_used(f, field))
		return;
	a = free_column(g, f, norths);
	b = free_column(g, f, easts);
	if (a != HEADER_NONE && b != HEADER_NONE) {
		take_two(f, field, a, b, NULL);
		return;
	}
	a = free_column(g, f, grid_easts);
	b = free_column(g, f, grid_norths);
	if (a != HEADER_NONE && b != HEADER_NONE)
		take_two(f, field, a, b, "osgb36");
}

/* A day whose clock stands in a column of its own: the nearest behind it, else before it. */
static size_t clock_of(const struct guessing *g, const struct fitting *f, size_t day)
{
	for (size_t i = day + 1; i < g->header.n; i++)
		if (!f->used[i] && !g->header.twice[i] && guess_clocks(g, i))
			return i;
	for (size_t i = day; i-- > 0;)
		if (!f->used[i] && !g->header.twice[i] && guess_clocks(g, i))
			return i;
	return HEADER_NONE;
}

static void join_clocks(struct fitting *f, const struct guessing *g)
{
	for (size_t i = 0; i < f->nfields; i++) {
		struct guess_field *x = &f->fields[i];
		size_t clock;

		if (!is_time(&f->type->fields[x->field].type) || x->ncolumns != 1 || x->read.clock || x->read.nread == 0)
			continue;
		clock = clock_of(g, f, x->columns[0]);
		if (clock == HEADER_NONE)
			continue;
		struct guess_read read = guess_times_joined(g, x->columns[0], clock);
		if (read.nread * 5 < read.nfilled * 4)
			continue;
		x->columns[x->ncolumns++] = clock;
		x->read = read;
		f->used[clock] = true;
	}
}

/* ---- a type ---- */

/* The time must be somewhere: the fullest free column that reads as one. */
static void take_time(struct fitting *f, const struct guessing *g)
{
	struct pair best = {.field = FIELD_TIME, .score = 0};

	if (field_used(f, FIELD_TIME))
		return;
	for (size_t i = 0; i < g->header.n; i++) {
		const struct guess_read *r = &g->times[i];
		if (f->used[i] || g->header.twice[i] || g->header.names[i].n == 0 || r->nread * 5 < r->nfilled * 3 || r->nread <= best.read.nread)
			continue;
		best = (struct pair){.column = i, .field = FIELD_TIME, .score = LEAST, .read = *r};
	}
	if (best.score > 0)
		take_pair(f, &best);
}

static bool complete(const struct fitting *f)
{
	for (size_t i = 0; i < f->type->nfields; i++)
		if (f->type->fields[i].required && !field_used(f, i))
			return false;
	return true;
}

static size_t all_pairs(struct pair *pairs, const struct guessing *g, const struct event_type *type)
{
	size_t n = 0;

	for (size_t i = 0; i < g->header.n; i++) {
		if (g->taken[i] || g->header.twice[i] || g->header.names[i].n == 0)
			continue;
		for (size_t k = 0; k < type->nfields; k++) {
			pairs[n] = (struct pair){.column = i, .field = k};
			weigh(&pairs[n], g, type);
			n += pairs[n].score > 0;
		}
	}
	return n;
}

static struct fitting fit_type(const struct guessing *g, const struct event_type *type, struct str stem)
{
	struct fitting f = {.type = type, .score = guess_stem_score(stem, type, g->arena)};
	struct pair *pairs = arena_array(g->arena, g->header.n * type->nfields + 1, sizeof *pairs);
	size_t n = all_pairs(pairs, g, type);

	f.fields = arena_array(g->arena, type->nfields + 1, sizeof *f.fields);
	f.used = arena_array(g->arena, g->header.n, sizeof *f.used);
	for (size_t i = 0; i < g->header.n; i++)
		f.used[i] = g->taken[i];
	qsort(pairs, n, sizeof *pairs, compare_pairs);
	take_point(&f, g);
	for (size_t i = 0; i < n; i++)
		take_pair(&f, &pairs[i]);
	take_time(&f, g);
	join_clocks(&f, g);
	return f;
}

static int compare_fields(const void *a, const void *b)
{
	const struct guess_field *f = a, *g = b;

	return f->field < g->field ? -1 : f->field > g->field;
}

bool guess_type(struct guessing *g, const struct event_type *only, struct str stem)
{
	struct fitting best = {.score = LONG_MIN};
	long second = LONG_MIN;
	const struct event_type *runner = NULL;

	for (size_t i = 0; i < g->plan->ntypes; i++) {
		if (only && g->plan->types[i] != only)
			continue;
		struct fitting f = fit_type(g, g->plan->types[i], stem);
		if (!complete(&f))
			continue;
		if (f.score > best.score) {
			second = best.score;
			runner = best.type;
			best = f;
		} else if (f.score > second) {
			second = f.score;
			runner = f.type;
		}
	}
	if (!best.type)
		return false;
	qsort(best.fields, best.nfields, sizeof *best.fields, compare_fields);
	g->out->type = best.type;
	g->out->second = runner && second * 100 > best.score * NEAR ? runner : NULL;
	g->out->fields = best.fields;
	g->out->nfields = best.nfields;
	return true;
}

/* Events out of what is kept of a subject: made when they are asked for, so that those of all subjects never stand
 * together. */
#include "feed/dense.h"
#include "feed/name_use.h"
#include "feed/read.h"

struct feed_shelf {
	struct reading reading;
	const struct gathered *by_subject;
	const struct event_type *name_use;
	bool *made; /* by subject: its events stay */
};

struct feed_shelf *shelf_new(const struct reading *r, const struct gathered *by_subject)
{
	struct feed_shelf *s = ARENA_NEW(r->arena, struct feed_shelf);
	struct feed_options *options = arena_copy(r->arena, r->options, sizeof *options);

	*s = (struct feed_shelf){.reading = *r, .by_subject = by_subject, .name_use = reading_name_use(r)};
	s->made = arena_array(r->arena, r->plan->nsubjects, sizeof *s->made);
	s->reading.options = options;
	s->reading.diag = NULL;
	s->reading.room = NULL;
	s->reading.dense = (struct buf){0};
	return s;
}

static const struct value *fields_of(const struct nest_row *row, const struct event_type *type, struct arena *a)
{
	struct value *fields = arena_array(a, type->nfields, sizeof *fields);

	dense_read(fields, type->nfields, nest_values(row), nest_bytes(row), a);
	return fields;
}

static struct event_source source_of(const struct row_reader *rr, const struct nest_row *row)
{
	const struct nest_more *more = nest_more(row);

	return (struct event_source){.input = rr->input, .line = row->line, .row = nest_bytes(row),
	                             .sha256 = more ? more->sha256 : NULL};
}

static size_t run_index(const struct reading *r, const struct feed_run *run)
{
	size_t i = 0;

	while (r->runs.at[i] != run)
		i++;
	return i;
}

static void tell_row(struct told *t, const struct row_reader *rr, const struct nest_row *row, struct feed_input *counts,
                     struct arena *a)
{
	const struct value *fields = fields_of(row, rr->run->type, a), *recorded = &fields[FIELD_RECORDED];

	*t = (struct told){.source = source_of(rr, row),
	                   .input = counts,
	                   .fields = fields,
	                   .by = (enum way_kind)row->by,
	                   .clock_guessed = row->flags & NEST_GUESSED,
	                   .match = nest_more(row) ? nest_more(row)->match : NULL,
	                   .recorded = recorded->kind == VALUE_TIME ? recorded->as.time.first : INSTANT_MIN};
}

struct pile *const *shelf_piles(const struct reading *r, size_t subject, struct feed_input *const *counts, struct arena *a)
{
	const struct nest *nest = &r->nests[subject];
	struct pile **piles = arena_array(a, r->runs.n, sizeof *piles), *all = arena_array(a, r->runs.n, sizeof *all);
	struct told *told = arena_array(a, nest->n, sizeof *told);
	struct nest_walk w;

	for (size_t i = 0; i < r->runs.n; i++)
		piles[i] = &all[i];
	for (struct nest_row *row = nest_first(&w, nest); row; row = nest_next(&w)) {
		const struct row_reader *rr = r->readers.at[row->input];
		if (row->flags & NEST_GONE)
			continue;
		tell_row(told, rr, row, counts[row->input], a);
		told->subject = subject;
		pile_put(piles[run_index(r, rr->run)], told++);
	}
	return piles;
}

static struct event event_of(const struct row_reader *rr, const struct nest_row *row, struct event_source *source,
                             struct arena *a)
{
	const struct value *fields = fields_of(row, rr->run->type, a);
	const struct nest_more *more = nest_more(row);

	*source = source_of(rr, row);
	return (struct event){.type = rr->run->type,
	                      .fields = fields,
	                      .packed = nest_values(row),
	                      .time = fields[FIELD_TIME].as.time,
	                      .by_name = row->by == WAY_PERSON,
	                      .by_identifier = row->by == WAY_IDENTIFIER,
	                      .clock_guessed = row->flags & NEST_GUESSED,
	                      .match = more ? more->match : NULL,
	                      .sources = source,
	                      .nsources = 1};
}

/* Each row is an event. */
static void make_plain(struct subject_events *out, const struct feed_shelf *s, size_t subject, struct arena *a)
{
	const struct reading *r = &s->reading;
	const struct nest *nest = &r->nests[subject];
	const struct gathered *g = &s->by_subject[subject];
	size_t most = g->events.n + nest->n;
	struct event *events = arena_array(a, s->name_use ? 2 * most : most, sizeof *events);
	struct event_source *sources = arena_array(a, nest->n, sizeof *sources);
	struct nest_walk w;

	out->events = events;
	for (size_t k = 0; k < g->events.n; k++)
		events[out->n++] = *g->events.at[k];
	for (struct nest_row *row = nest_first(&w, nest); row; row = nest_next(&w))
		if (!(row->flags & NEST_GONE))
			events[out->n++] = event_of(r->readers.at[row->input], row, sources++, a);
	out->n += name_uses(events + out->n, events, out->n, s->name_use, a);
}

static void make_settled(struct subject_events *out, const struct feed_shelf *s, size_t subject, struct arena *a)
{
	struct reading r = s->reading;
	struct feed_input counted = {0}; /* they were counted when all was gathered */
	struct feed_input **counts = arena_array(a, r.readers.n, sizeof *counts);

	for (size_t i = 0; i < r.readers.n; i++)
		counts[i] = &counted;
	r.arena = a;
	reading_events(out, &r, &s->by_subject[subject], shelf_piles(&r, subject, counts, a), subject, s->name_use,
	               reading_env(&r, a));
}

struct subject_events feed_subject_anew(const struct feed_result *r, size_t subject, struct arena *a)
{
	struct subject_events out = r->subjects[subject];

	if (!r->shelf || r->shelf->made[subject])
		return out;
	if (r->shelf->reading.nests[subject].several)
		make_settled(&out, r->shelf, subject, a);
	else
		make_plain(&out, r->shelf, subject, a);
	return out;
}

const struct subject_events *feed_subject(const struct feed_result *r, size_t subject)
{
	if (r->shelf && !r->shelf->made[subject]) {
		r->subjects[subject] = feed_subject_anew(r, subject, r->shelf->reading.arena);
		r->shelf->made[subject] = true;
	}
	return &r->subjects[subject];
}

/* ---- keeping ---- */

static struct value keep_value(const struct value *v, struct arena *keep)
{
	struct value out = *v, *list;

	if (v->kind == VALUE_HOURS) {
		out.as.hours.at = arena_copy(keep, v->as.hours.at, v->as.hours.n * sizeof *v->as.hours.at);
	} else if (v->kind == VALUE_COUNTRIES) {
		out.as.countries = arena_copy(keep, v->as.countries, sizeof *v->as.countries);
	} else if (v->kind == VALUE_LIST) {
		list = arena_array(keep, v->as.list.n, sizeof *list);
		for (size_t i = 0; i < v->as.list.n; i++)
			list[i] = keep_value(&v->as.list.at[i], keep);
		out.as.list.at = list;
	}
	return out;
}

const struct event *feed_keep_event(const struct event *e, struct arena *keep)
{
	struct event *out = arena_copy(keep, e, sizeof *e);

	out->key = str_dup(keep, e->key);
	out->sources = arena_copy(keep, e->sources, e->nsources * sizeof *e->sources);
	out->fields = NULL;
	if (e->packed)
		return out;
	struct value *fields = arena_array(keep, e->type->nfields, sizeof *fields);
	for (size_t i = 0; i < e->type->nfields; i++)
		fields[i] = keep_value(&e->fields[i], keep);
	out->fields = fields;
	return out;
}

const struct value *feed_event_fields(const struct event *e, struct arena *a)
{
	if (e->fields)
		return e->fields;
	struct value *fields = arena_array(a, e->type->nfields, sizeof *fields);
	dense_read(fields, e->type->nfields, e->packed, e->sources[0].row, a);
	return fields;
}

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

/* ---- rows of both kinds, in the order in which they were read ---- */

enum { ROOM = 512 }; /* values that are made room for together, at most */

struct kept_walk {
	const struct reading *reading;
	struct arena *arena;
	struct nest_walk full;
	struct nest_row *row; /* the next one that is kept in full; NULL: none */
	struct terse_walk packed;
	const struct str *who; /* the subject's reference */
	struct value *room;
	size_t nroom;
	size_t nrows; /* that have no room yet */
};

struct kept {
	const struct row_reader *rr;
	const struct value *fields;
	const char *packed; /* of what they are made */
	enum way_kind by;
	bool guessed;
	const struct event_match *match; /* NULL: it has none */
};

static struct nest_row *standing(struct nest_row *row, struct nest_walk *w)
{
	while (row && row->flags & NEST_GONE)
		row = nest_next(w);
	return row;
}

static size_t count_kept(const struct reading *r, size_t subject)
{
	return r->nests[subject].n + r->packed[subject].n;
}

static void kept_first(struct kept_walk *w, const struct reading *r, size_t subject, struct arena *a)
{
	*w = (struct kept_walk){.reading = r, .arena = a, .who = &r->plan->subjects[subject].id,
	                        .nrows = count_kept(r, subject)};
	w->row = standing(nest_first(&w->full, &r->nests[subject]), &w->full);
	terse_first(&w->packed, &r->packed[subject]);
}

static struct value *room_for(struct kept_walk *w, size_t n)
{
	if (w->nroom < n) {
		w->nroom = n > ROOM ? n : w->nrows < ROOM / n ? w->nrows * n : ROOM;
		w->room = arena_array(w->arena, w->nroom, sizeof *w->room);
	}
	w->nroom -= n;
	w->nrows--;
	w->room += n;
	return w->room - n;
}

/* Is it the packed row that comes next? */
static bool packed_next(const struct kept_walk *w)
{
	const struct terse_piece *p = w->packed.piece;

	if (!w->row || !p)
		return !w->row;
	return w->row->input != p->input ? p->input < w->row->input : w->packed.line < w->row->line;
}

static void take_packed(struct kept *out, struct event_source *source, struct kept_walk *w)
{
	struct value *fields;

	*out = (struct kept){.rr = w->reading->readers.at[w->packed.piece->input], .packed = w->packed.at,
	                     .by = WAY_REFERENCE};
	out->fields = fields = room_for(w, out->rr->run->type->nfields);
	*source = (struct event_source){.input = out->rr->input, .line = w->packed.line, .row = *w->who, .packed = w->packed.at};
	terse_take(fields, &w->packed);
}

static void take_full(struct kept *out, struct event_source *source, struct kept_walk *w)
{
	const struct nest_row *row = w->row;
	const struct nest_more *more = nest_more(row);
	struct value *fields;

	*out = (struct kept){.rr = w->reading->readers.at[row->input], .packed = nest_values(row), .by = (enum way_kind)row->by,
	                     .guessed = row->flags & NEST_GUESSED, .match = more ? more->match : NULL};
	out->fields = fields = room_for(w, out->rr->run->type->nfields);
	*source = (struct event_source){.input = out->rr->input, .line = row->line, .row = nest_bytes(row),
	                                .sha256 = more ? more->sha256 : NULL};
	dense_read(fields, out->rr->run->type->nfields, out->packed, source->row, w->arena);
	w->row = standing(nest_next(&w->full), &w->full);
}

/* False: there is no more. */
static bool kept_next(struct kept *out, struct event_source *source, struct kept_walk *w)
{
	if (!w->row && !w->packed.piece)
		return false;
	if (packed_next(w))
		take_packed(out, source, w);
	else
		take_full(out, source, w);
	return true;
}

/* ---- events ---- */

static size_t run_index(const struct reading *r, const struct feed_run *run)
{
	size_t i = 0;

	while (r->runs.at[i] != run)
		i++;
	return i;
}

static void tell_row(struct told *t, const struct kept *k, size_t subject, struct feed_input *counts)
{
	const struct value *recorded = &k->fields[FIELD_RECORDED];

	t->input = counts;
	t->fields = k->fields;
	t->subject = subject;
	t->by = k->by;
	t->clock_guessed = k->guessed;
	t->match = k->match;
	t->recorded = recorded->kind == VALUE_TIME ? recorded->as.time.first : INSTANT_MIN;
}

struct pile *const *shelf_piles(const struct reading *r, size_t subject, struct feed_input *const *counts, struct arena *a)
{
	struct pile **piles = arena_array(a, r->runs.n, sizeof *piles), *all = arena_array(a, r->runs.n, sizeof *all);
	struct told *told = arena_array(a, count_kept(r, subject), sizeof *told);
	struct kept_walk w;
	struct kept k;

	for (size_t i = 0; i < r->runs.n; i++)
		piles[i] = &all[i];
	for (kept_first(&w, r, subject, a); kept_next(&k, &told->source, &w); told++) {
		tell_row(told, &k, subject, counts[k.rr->input->rank]);
		pile_put(piles[run_index(r, k.rr->run)], told);
	}
	return piles;
}

/* Each row is an event. */
static void make_plain(struct subject_events *out, const struct feed_shelf *s, size_t subject, struct arena *a)
{
	const struct reading *r = &s->reading;
	const struct gathered *g = &s->by_subject[subject];
	size_t nrows = count_kept(r, subject), most = g->events.n + nrows;
	struct event *events = arena_array(a, s->name_use ? 2 * most : most, sizeof *events);
	struct event_source *sources = arena_array(a, nrows + 1, sizeof *sources);
	struct kept_walk w;
	struct kept k;

	out->events = events;
	for (size_t i = 0; i < g->events.n; i++)
		events[out->n++] = *g->events.at[i];
	for (kept_first(&w, r, subject, a); kept_next(&k, sources, &w); sources++)
		events[out->n++] = (struct event){.type = k.rr->run->type,
		                                  .fields = k.fields,
		                                  .packed = k.packed,
		                                  .packed_whole = sources->packed,
		                                  .time = k.fields[FIELD_TIME].as.time,
		                                  .by_name = k.by == WAY_PERSON,
		                                  .by_identifier = k.by == WAY_IDENTIFIER,
		                                  .clock_guessed = k.guessed,
		                                  .match = k.match,
		                                  .sources = sources,
		                                  .nsources = 1};
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

static const struct event_source *keep_sources(const struct event *e, struct arena *keep)
{
	struct event_source *out = arena_copy(keep, e->sources, e->nsources * sizeof *out);
	struct buf row = {0};

	for (size_t i = 0; i < e->nsources; i++) {
		if (!out[i].packed)
			continue;
		buf_clear(&row);
		terse_text(&row, out[i].input->terse, out[i].row, out[i].packed);
		out[i].row = str_dup(keep, buf_str(&row));
		out[i].packed = NULL;
	}
	buf_free(&row);
	return out;
}

const struct event *feed_keep_event(const struct event *e, struct arena *keep)
{
	struct event *out = arena_copy(keep, e, sizeof *e);

	out->key = str_dup(keep, e->key);
	out->sources = keep_sources(e, keep);
	out->fields = NULL;
	if (e->packed)
		return out;
	struct value *fields = arena_array(keep, e->type->nfields, sizeof *fields);
	for (size_t i = 0; i < e->type->nfields; i++)
		fields[i] = keep_value(&e->fields[i], keep);
	out->fields = fields;
	return out;
}

static void unpack_rows(struct subject_events *s, struct arena *keep)
{
	struct event *events = arena_copy(keep, s->events, s->n * sizeof *events);

	for (size_t i = 0; i < s->n; i++)
		events[i].sources = keep_sources(&events[i], keep);
	s->events = events;
}

const struct subject_events *feed_subject(const struct feed_result *r, size_t subject)
{
	if (r->shelf && !r->shelf->made[subject]) {
		r->subjects[subject] = feed_subject_anew(r, subject, r->shelf->reading.arena);
		unpack_rows(&r->subjects[subject], r->shelf->reading.arena);
		r->shelf->made[subject] = true;
	}
	return &r->subjects[subject];
}

const struct value *feed_event_fields(const struct event *e, struct arena *a)
{
	struct value *fields;

	if (e->fields)
		return e->fields;
	fields = arena_array(a, e->type->nfields, sizeof *fields);
	if (e->packed_whole)
		terse_values(fields, e->sources[0].input->terse, e->packed);
	else
		dense_read(fields, e->type->nfields, e->packed, e->sources[0].row, a);
	return fields;
}

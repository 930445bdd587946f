#include "feed/body.h"
#include "feed/keeper.h"
#include "feed/name_use.h"
#include "feed/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void reading_note(struct reading *r, const char *format, ...)
{
	struct buf b = {0};
	va_list args;

	va_start(args, format);
	buf_vprintf(&b, format, args);
	va_end(args);
	*VEC_PUSH(r->arena, &r->notes) = str_dup(r->arena, buf_str(&b));
	buf_free(&b);
}

static struct place whole_file(struct str file, struct arena *a)
{
	struct source *source = ARENA_NEW(a, struct source);

	*source = (struct source){.file = file, .text = {"", 0}};
	return (struct place){.source = source};
}

bool reading_map(struct row_reader *rr, struct header *h, struct place place)
{
	struct reading *r = rr->r;
	const struct feed *feed = rr->run->feed;

	if (rr->run->own_header && !own_columns(&feed, rr->input, feed, h, place, r->arena, r->diag))
		return false;
	rr->input->feed = feed;
	return mapping_build(&rr->mapping, feed, h, r->plan, place, r->arena, r->diag);
}

/* The header found, and what of the file is read by it. */
static bool begin_rows(struct row_reader *rr, struct scanner *s, struct place place)
{
	struct reading *r = rr->r;
	struct header *h = ARENA_NEW(r->arena, struct header);

	if (!header_read(h, s, rr->run->feed, place, r->arena, r->diag))
		return false;
	bool good = reading_map(rr, h, place);
	rr->may_wait = good && row_may_wait(rr);
	rr->size = good ? row_size(&rr->mapping) : 0;
	rr->terse = rr->may_wait && r->options->known_at == INSTANT_MAX ? terse_compile(&rr->mapping, r->arena) : NULL;
	rr->input->terse = rr->terse;
	if (!good)
		above_help(r, rr->run, s);
	return good;
}

static bool read_open(struct row_reader *rr, struct input *in, struct place place)
{
	const struct feed_scan *how = rr->r->options->scan;
	struct scanner *s = scanner_open(in);
	struct str line;

	if (how && how->variant)
		scanner_use(s, how->variant);
	bool ok = scanner_peek(&line, s);

	if (ok && in->nbytes == 0) {
		diag_error(rr->r->diag, place, "is empty: not even a header");
		diag_help(rr->r->diag, "an export that found nothing has a header still: was it cut short? Without this file: leave it out");
		ok = false;
	} else if (ok) {
		ok = begin_rows(rr, s, place) && body_read(rr, s, in);
	}
	if (in->why) {
		diag_error(rr->r->diag, place, "cannot be read: %s", in->why);
		if (strstr(in->why, "spreadsheet"))
			diag_help(rr->r->diag, "open it in the spreadsheet and save it as CSV (UTF-8)");
	}
	scanner_close(s);
	mapping_close(&rr->mapping);
	return ok && !in->why;
}

static bool is_alone(const struct reading *r, const struct feed_run *run)
{
	bool alone = !run->feed->where && run->files.n == 1;

	for (size_t i = 0; i < r->runs.n; i++)
		alone &= r->runs.at[i] == run || r->runs.at[i]->type != run->type;
	return alone;
}

static bool read_file(struct reading *r, struct feed_run *run, const struct feed_file *file)
{
	const struct feed_options *o = r->options;
	struct place place = whole_file(file->input->file, r->arena);
	struct row_reader *rr = ARENA_NEW(r->arena, struct row_reader); /* rows that wait know it */
	struct input in;
	bool ok;

	*rr = (struct row_reader){.r = r, .run = run, .input = file->input, .alone = is_alone(r, run)};
	file->input->rank = r->readers.n;
	*VEC_PUSH(r->arena, &r->readers) = rr;
	if (o->keeper && !o->keeper->begin(o->keeper->context, file->input, file->path))
		return true;
	rr->cap = o->known_at < o->as_of ? o->known_at : o->as_of;
	if (!input_open(&in, file->path, run->feed->encoding, o->hash_inputs)) {
		diag_error(r->diag, place, "cannot be read: %s", in.why);
		return false;
	}
	ok = read_open(rr, &in, place);
	input_close(&in, file->input->sha256);
	if (ok && o->keeper)
		ok = o->keeper->end(o->keeper->context, file->input, rr->mapping.header);
	return ok;
}

static bool read_run(struct reading *r, struct feed_run *run)
{
	bool ok = true;

	intake_init(&run->intake, run->feed, NULL, r->arena);
	for (size_t i = 0; i < run->files.n; i++)
		ok &= read_file(r, run, &run->files.at[i]);
	return ok;
}

/* All of them even after an error, so that every one is told. */
static bool read_all(struct reading *r)
{
	bool ok = true;

	for (size_t i = 0; i < r->runs.n; i++)
		ok &= read_run(r, r->runs.at[i]);
	return ok;
}

struct env *reading_env(struct reading *r, struct arena *scratch)
{
	const struct plan *p = r->plan;
	struct env *env = ARENA_NEW(r->arena, struct env);

	*env = (struct env){.arena = scratch,
	                    .zone = &p->zone,
	                    .atlas = p->atlas,
	                    .places = p->places,
	                    .nplaces = p->nplaces,
	                    .place_index = p->place_index,
	                    .holidays = p->holidays,
	                    .nholidays = p->nholidays,
	                    .now = r->options->as_of};
	return env;
}

void reading_settle(struct gathered *by_subject, struct reading *r)
{
	struct env *env = reading_env(r, &r->scratch);

	for (size_t i = 0; i < r->runs.n; i++)
		intake_settle(&r->runs.at[i]->intake, by_subject, env);
}

const struct event_type *reading_name_use(const struct reading *r)
{
	for (size_t i = 0; i < r->runs.n; i++)
		if (name_use_shown(r->runs.at[i]->feed))
			return name_use_type(r->plan);
	return NULL;
}

/* Each type at the first of its runs. */
static void settle_piles(struct settling *s, struct reading *r, struct pile *const *piles)
{
	struct piled *same = arena_array(s->env->arena, r->runs.n, sizeof *same);

	for (size_t i = 0; i < r->runs.n; i++) {
		const struct event_type *type = r->runs.at[i]->type;
		size_t nsame = 0;

		for (size_t k = 0; k < r->runs.n && (k >= i || r->runs.at[k]->type != type); k++)
			if (r->runs.at[k]->type == type)
				same[nsame++] = (struct piled){&r->runs.at[k]->intake, piles[k]};
		piles_settle(s, same, nsame);
	}
}

static size_t count_piled(const struct reading *r, struct pile *const *piles)
{
	size_t n = 0;

	for (size_t i = 0; i < r->runs.n; i++)
		n += piles[i]->n;
	return n;
}

struct subject_events reading_subject(const struct reading *r, size_t subject)
{
	struct subject_events out = {.rejected = r->rejected[subject]};

	for (size_t t = 0; out.rejected && t < r->plan->ntypes && t < 64; t++)
		out.rejected_types |= (uint64_t)out.rejected[t] << t;
	return out;
}

void reading_events(struct subject_events *out, struct reading *r, const struct gathered *g, struct pile *const *piles,
                    size_t subject, const struct event_type *name_use, struct env *env)
{
	size_t most = g->events.n + count_piled(r, piles);
	struct event *events = arena_array(r->arena, name_use ? 2 * most : most, sizeof *events);
	struct settling s = {.env = env, .events = events, .n = g->events.n, .arena = r->arena};

	for (size_t k = 0; k < g->events.n; k++)
		events[k] = *g->events.at[k];
	if (most > g->events.n)
		settle_piles(&s, r, piles);
	*out = reading_subject(r, subject);
	out->events = events;
	out->n = s.n + name_uses(events + s.n, events, s.n, name_use, r->arena);
}

static void list_inputs(struct feed_result *out, struct reading *r)
{
	const struct feed_input **inputs;
	size_t n = 0;

	for (size_t i = 0; i < r->runs.n; i++)
		n += r->runs.at[i]->files.n;
	inputs = arena_array(r->arena, n, sizeof *inputs);
	for (size_t i = 0; i < r->runs.n; i++) {
		for (size_t k = 0; k < r->runs.at[i]->files.n; k++)
			inputs[out->ninputs++] = r->runs.at[i]->files.at[k].input;
	}
	out->inputs = inputs;
}

static void finish(struct feed_result *out, struct reading *r)
{
	struct supply *supplies = arena_array(r->arena, r->plan->ntypes, sizeof *supplies);

	list_inputs(out, r);
	if (!r->options->keeper)
		gather_all(out, r);
	reading_sum_up(r);
	out->rejects = r->rejects.at;
	out->nrejects = r->rejects.n;
	if (r->rejects_full)
		reading_note(r, "only the first %zu rejected rows are kept; all are counted", r->rejects.n);
	if (r->options->keeper)
		return;
	out->failed = supply_all(supplies, r);
	out->supplies = supplies;
}

/* --covers names a feed or a type that is there. */
static bool check_covers(struct reading *r)
{
	const struct plan *p = r->plan;
	bool ok = true;

	for (size_t i = 0; i < r->options->ncovers; i++) {
		struct str name = r->options->cover_names[i];

		if (plan_find_feed(p, name) || plan_find_type(p, name))
			continue;
		diag_error(r->diag, (struct place){0}, "--covers: \"%.*s\" is neither a feed nor an event type", STR_ARG(name));
		ok = false;
	}
	return ok;
}

bool feed_read(struct feed_result *out, const struct plan *plan, const struct feed_request *requests, size_t nrequests,
               const struct feed_options *options, struct arena *a, struct diag *d)
{
	struct reading r = {.plan = plan, .options = options, .arena = a, .diag = d};
	bool ok;

	*out = (struct feed_result){0};
	arena_init(&r.scratch);
	r.index = options->index ? options->index : identity_build(plan, a);
	r.rejected = arena_array(a, plan->nsubjects, sizeof *r.rejected);
	r.nests = arena_array(a, plan->nsubjects, sizeof *r.nests);
	r.packed = arena_array(a, plan->nsubjects, sizeof *r.packed);
	ok = check_covers(&r);
	ok &= claim_all(&r, requests, nrequests);
	ok = ok && read_all(&r);
	if (ok)
		finish(out, &r);
	else
		reading_sum_up(&r);
	out->notes = r.notes.at;
	out->nnotes = r.notes.n;
	for (size_t i = 0; i < r.runs.n; i++)
		intake_free(&r.runs.at[i]->intake);
	mem_free(r.room);
	buf_free(&r.dense);
	arena_free(&r.scratch);
	return ok;
}

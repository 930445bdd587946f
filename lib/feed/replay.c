#include "feed/replay.h"

#include <stdlib.h>
#include <string.h>

#include "feed/read.h"

/* A kept file in its place: the runs are in order of name, their files in order of reading. */
struct replay_place {
	size_t run, rank; /* rank: among all files */
	bool gone;        /* its feed is no more */
};

struct feed_replay {
	struct reading reading; /* as far as the seats share it */
	const struct replay_file *files;
	size_t nfiles;
	struct replay_place *places; /* by file */
	struct mapping *mappings;    /* by file */
	const struct feed_input *inputs;
	uint64_t seeds[2][2];
	const struct event_type *name_use; /* NULL: no row shows the use of a name */
	struct input nothing; /* what the scanners are opened on */
};

struct replay_seat {
	const struct feed_replay *of;
	struct reading reading;
	struct feed_input *inputs; /* by file: as their rows are counted */
	struct gathered *by_subject;
	struct pile **piles; /* by run, then subject */
	struct input nothing;
	struct scanner *scanner;
};

/* ---- opening ---- */

static struct feed_run *run_of_file(struct reading *r, const struct replay_file *f)
{
	const struct feed *feed = f->own_header ? NULL : plan_find_feed(r->plan, f->name);
	const struct event_type *type = f->own_header ? plan_find_type(r->plan, f->name) : NULL;

	if (f->own_header ? !type : !feed || feed->places)
		return NULL;
	return claim_run(r, feed, type);
}

struct ranked_file {
	const struct replay_file *file;
	size_t index, run;
};

static int by_order(const void *a, const void *b)
{
	const struct ranked_file *x = a, *y = b;
	int order = x->run < y->run ? -1 : x->run > y->run;

	order = order != 0 ? order : claim_cmp(x->file->file, y->file->file);
	return order != 0 ? order : x->file->age < y->file->age ? -1 : x->file->age > y->file->age;
}

static void note_gone(struct reading *r, const struct replay_file *f)
{
	reading_note(r, "%.*s was taken in for the %s %.*s, which is no longer among the documents: its rows are not judged",
	             STR_ARG(f->file), f->own_header ? "event type" : "feed", STR_ARG(f->name));
}

static size_t run_index(const struct reading *r, const struct feed_run *run)
{
	for (size_t i = 0; i < r->runs.n; i++)
		if (r->runs.at[i] == run)
			return i;
	return SIZE_MAX;
}

/* Which run each file belongs to, and the order in which files are read. */
static void place_files(struct feed_replay *p)
{
	struct reading *r = &p->reading;
	struct feed_run **runs = arena_array(r->arena, p->nfiles, sizeof *runs);
	struct ranked_file *ranked = arena_array(r->arena, p->nfiles, sizeof *ranked);

	for (size_t i = 0; i < p->nfiles; i++) {
		runs[i] = run_of_file(r, &p->files[i]);
		if (!runs[i])
			note_gone(r, &p->files[i]);
	}
	if (r->runs.n > 1)
		qsort(r->runs.at, r->runs.n, sizeof *r->runs.at, claim_cmp_runs);
	for (size_t i = 0; i < p->nfiles; i++)
		ranked[i] = (struct ranked_file){&p->files[i], i, run_index(r, runs[i])};
	if (p->nfiles > 1)
		qsort(ranked, p->nfiles, sizeof *ranked, by_order);
	for (size_t i = 0; i < p->nfiles; i++)
		p->places[ranked[i].index] = (struct replay_place){ranked[i].run, i, ranked[i].run == SIZE_MAX};
}

static void hash_of(struct feed_input *input, const struct replay_file *f)
{
	memset(input->sha256, 0, sizeof input->sha256);
	memcpy(input->sha256, f->sha256.at, f->sha256.n < sizeof input->sha256 ? f->sha256.n : sizeof input->sha256 - 1);
}

/* The columns of a header, by its feed. */
static bool map_file(struct feed_replay *p, size_t i, struct feed_input *input)
{
	const struct replay_file *f = &p->files[i];
	struct reading *r = &p->reading;
	struct feed_run *run = r->runs.at[p->places[i].run];
	struct source *source = ARENA_NEW(r->arena, struct source);
	struct row_reader rr = {.r = r, .run = run, .input = input};
	struct header *h = ARENA_NEW(r->arena, struct header);
	struct place place = {.source = source};
	struct input in;

	*source = (struct source){.file = f->file, .text = {"", 0}};
	*input = (struct feed_input){.file = f->file, .name = run->name, .feed = run->feed, .own_header = f->own_header,
	                             .newest = INSTANT_MIN};
	hash_of(input, f);
	input_open_memory(&in, str_from(f->header, 1), (struct str){NULL, 0});
	struct scanner *s = scanner_open(&in);
	struct feed bare = {.delimiter = f->header.n > 0 ? f->header.at[0] : ','}; /* nothing stands above it */
	bool ok = header_read(h, s, &bare, place, r->arena, r->diag) && reading_map(&rr, h, place);
	scanner_close(s);
	input_close(&in, (char[65]){0});
	p->mappings[i] = rr.mapping;
	run->rows += f->rows;
	run->rejected += f->rejected;
	run->newest = f->newest > run->newest ? f->newest : run->newest;
	return ok;
}

/* Files of one feed and one header share their columns. */
static bool map_as_before(struct feed_replay *p, size_t i, struct feed_input *inputs)
{
	for (size_t k = i; k-- > 0;) {
		if (p->places[k].run != p->places[i].run || !str_eq(p->files[k].header, p->files[i].header))
			continue;
		struct feed_run *run = p->reading.runs.at[p->places[i].run];
		p->mappings[i] = p->mappings[k];
		inputs[i] = inputs[k];
		inputs[i].file = p->files[i].file;
		hash_of(&inputs[i], &p->files[i]);
		run->rows += p->files[i].rows;
		run->rejected += p->files[i].rejected;
		run->newest = p->files[i].newest > run->newest ? p->files[i].newest : run->newest;
		return true;
	}
	return false;
}

struct feed_replay *feed_replay_open(const struct plan *plan, const struct feed_options *options,
                                     const struct replay_file *files, size_t nfiles, uint64_t seeds[2][2],
                                     struct arena *a, struct diag *d)
{
	struct feed_replay *p = ARENA_NEW(a, struct feed_replay);
	struct feed_input *inputs = arena_array(a, nfiles, sizeof *inputs);
	bool ok = true;

	*p = (struct feed_replay){.reading = {.plan = plan, .options = options, .arena = a, .diag = d}, .files = files,
	                          .nfiles = nfiles, .inputs = inputs};
	for (size_t i = 0; i < 4; i++)
		p->seeds[i / 2][i % 2] = seeds[i / 2][i % 2];
	p->reading.index = options->index ? options->index : identity_build(plan, a);
	p->places = arena_array(a, nfiles, sizeof *p->places);
	p->mappings = arena_array(a, nfiles, sizeof *p->mappings);
	place_files(p);
	for (size_t i = 0; i < nfiles; i++)
		if (!p->places[i].gone && !map_as_before(p, i, inputs))
			ok &= map_file(p, i, &inputs[i]);
	p->name_use = reading_name_use(&p->reading);
	return ok ? p : NULL;
}

void feed_replay_supplies(struct feed_result *out, struct feed_replay *p, struct diag *d)
{
	struct reading *r = &p->reading;
	struct supply *supplies = arena_array(r->arena, r->plan->ntypes, sizeof *supplies);

	r->diag = d;
	arena_init(&r->scratch);
	out->failed = supply_all(supplies, r);
	arena_free(&r->scratch);
	out->supplies = supplies;
	out->notes = r->notes.at;
	out->nnotes = r->notes.n;
}

void feed_replay_inputs(struct feed_result *out, struct feed_replay *p)
{
	struct arena *a = p->reading.arena;
	const struct feed_input **list = arena_array(a, p->nfiles, sizeof *list);
	size_t n = 0;

	for (size_t i = 0; i < p->nfiles; i++) {
		struct feed_input *in = arena_copy(a, &p->inputs[i], sizeof *in);
		in->rows = p->files[i].rows;
		in->matched = p->files[i].matched;
		in->rejected = p->files[i].rejected;
		in->newest = p->files[i].newest;
		in->rank = p->places[i].rank;
		list[p->places[i].rank] = in;
	}
	for (size_t i = 0; i < p->nfiles; i++)
		if (list[i]->feed)
			list[n++] = list[i];
	out->inputs = list;
	out->ninputs = n;
}

/* ---- seats ---- */

struct replay_seat *replay_seat_open(const struct feed_replay *p, struct arena *a)
{
	struct replay_seat *s = ARENA_NEW(a, struct replay_seat);
	struct reading *r = &s->reading;
	size_t nruns = p->reading.runs.n;

	*s = (struct replay_seat){.of = p};
	*r = (struct reading){.plan = p->reading.plan, .options = p->reading.options, .index = p->reading.index};
	arena_init(&r->scratch);
	r->rejected = arena_array(a, r->plan->nsubjects, sizeof *r->rejected);
	s->by_subject = arena_array(a, r->plan->nsubjects, sizeof *s->by_subject);
	s->inputs = arena_array(a, p->nfiles, sizeof *s->inputs);
	for (size_t i = 0; i < p->nfiles; i++)
		s->inputs[i] = p->inputs[i];
	s->piles = arena_array(a, nruns, sizeof *s->piles);
	for (size_t i = 0; i < nruns; i++)
		s->piles[i] = arena_array(a, r->plan->nsubjects, sizeof **s->piles);
	for (size_t i = 0; i < nruns; i++)
		*VEC_PUSH(a, &r->runs) = arena_copy(a, p->reading.runs.at[i], sizeof(struct feed_run));
	input_open_memory(&s->nothing, (struct str){"", 0}, (struct str){NULL, 0});
	s->scanner = scanner_open(&s->nothing);
	return s;
}

void replay_seat_close(struct replay_seat *s)
{
	scanner_close(s->scanner);
	input_close(&s->nothing, (char[65]){0});
	mem_free(s->reading.room);
	buf_free(&s->reading.dense);
	arena_free(&s->reading.scratch);
}

/* ---- one subject ---- */

struct replaying {
	struct replay_seat *seat;
	const struct replay_stranger *strangers;
	size_t nstrangers, next; /* next: not yet put in */
	VEC(struct str) keys;    /* by stranger: the text of its key; empty: no row has it */
};

static size_t rank_of(const struct replay_seat *s, size_t file)
{
	return s->of->places[file].rank;
}

static bool is_gone(const struct replay_seat *s, size_t file)
{
	return s->of->places[file].gone;
}

struct ranked_row {
	size_t rank;
	uint64_t line;
	size_t index;
};

static int by_rank(const void *a, const void *b)
{
	const struct ranked_row *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static bool before(const struct ranked_row *a, const struct ranked_row *b)
{
	return by_rank(a, b) < 0;
}

/* Mostly they come in order. */
static void rank_sort(struct ranked_row *rows, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (before(&rows[i], &rows[i - 1])) {
			qsort(rows, n, sizeof *rows, by_rank);
			return;
		}
}

static struct row_reader reader_of(struct replay_seat *s, size_t file)
{
	const struct feed_options *o = s->reading.options;
	struct row_reader rr = {.r = &s->reading, .run = s->reading.runs.at[s->of->places[file].run],
	                        .input = &s->inputs[file], .mapping = s->of->mappings[file]};

	rr.cap = o->known_at < o->as_of ? o->known_at : o->as_of;
	return rr;
}

static bool split_again(struct row *out, struct replay_seat *s, const struct mapping *m, const struct replay_row *row)
{
	scanner_delimit(s->scanner, m->delimiter);
	scanner_expect(s->scanner, m->header->n);
	scanner_again(s->scanner, row->bytes);
	if (scanner_next(out, s->scanner) != ROW_GOOD)
		return false;
	out->line = row->line;
	return true;
}

static struct str key_again(struct replaying *w, const struct replay_row *row)
{
	struct row_reader rr = reader_of(w->seat, row->file);
	struct row split;

	if (row->broken || rr.mapping.feed->nkey == 0 || !split_again(&split, w->seat, &rr.mapping, row))
		return (struct str){NULL, 0};
	return intake_key(&rr.run->intake, rr.mapping.key, rr.mapping.feed->nkey, split.fields);
}

/* Of the strangers only hashes were kept: the rows of the subject say what their keys are. */
static void find_keys(struct replaying *w, const struct replay_row *rows, size_t nrows)
{
	const uint64_t(*seeds)[2] = w->seat->of->seeds;
	struct arena *a = w->seat->reading.arena;

	for (size_t i = 0; i < w->nstrangers; i++)
		*VEC_PUSH(a, &w->keys) = (struct str){NULL, 0};
	for (size_t i = 0; i < nrows && w->nstrangers > 0; i++) {
		if (is_gone(w->seat, rows[i].file))
			continue;
		struct str key = key_again(w, &rows[i]);
		uint64_t hash[2] = {hash_bytes(key.at, key.n, seeds[0]), hash_bytes(key.at, key.n, seeds[1])};
		for (size_t k = 0; k < w->nstrangers && key.n > 0; k++)
			if (w->keys.at[k].n == 0 && w->strangers[k].hash[0] == hash[0] && w->strangers[k].hash[1] == hash[1])
				w->keys.at[k] = str_dup(a, key);
	}
}

static void put_stranger(struct replaying *w, size_t i)
{
	const struct replay_stranger *one = &w->strangers[i];
	const struct feed_options *o = w->seat->reading.options;

	if (w->keys.at[i].n == 0 || is_gone(w->seat, one->file))
		return;
	if (one->known > o->known_at)
		return;
	intake_put_nobody(&reader_of(w->seat, one->file).run->intake, w->keys.at[i], one->recorded);
}

static void put_row(struct replaying *w, const struct replay_row *row)
{
	struct row_reader rr = reader_of(w->seat, row->file);
	struct row split;

	if (row->broken)
		row_mark_rejected(&rr, row->subject);
	else if (split_again(&split, w->seat, &rr.mapping, row)) {
		rr.sha256 = row->sha256 ? str_cstr(rr.r->arena, str_of(row->sha256)) : NULL;
		row_read(&rr, &split);
	}
}

/* Rows and strangers in the one order in which the files are read. */
static void put_all(struct replaying *w, const struct replay_row *rows, size_t nrows)
{
	struct arena *a = w->seat->reading.arena;
	size_t n = nrows + w->nstrangers, used = 0;
	struct ranked_row *order = arena_array(a, n, sizeof *order);

	for (size_t i = 0; i < nrows; i++)
		if (!is_gone(w->seat, rows[i].file))
			order[used++] = (struct ranked_row){rank_of(w->seat, rows[i].file), rows[i].line, i};
	for (size_t i = 0; i < w->nstrangers; i++)
		if (!is_gone(w->seat, w->strangers[i].file))
			order[used++] = (struct ranked_row){rank_of(w->seat, w->strangers[i].file), w->strangers[i].line, nrows + i};
	rank_sort(order, used);
	for (size_t i = 0; i < used; i++) {
		if (order[i].index < nrows)
			put_row(w, &rows[order[i].index]);
		else
			put_stranger(w, order[i].index - nrows);
	}
}

static void forget_slot(struct replay_seat *s, const struct intake_slot *slot)
{
	if (slot->winner)
		s->by_subject[slot->winner->subject] = (struct gathered){0};
}

/* Rows of others may be among those that were read. */
static void forget(struct replay_seat *s)
{
	struct reading *r = &s->reading;

	for (size_t i = 0; i < r->runs.n; i++) {
		struct intake *in = &r->runs.at[i]->intake;
		for (size_t k = 0; k < in->keyed.n; k++)
			forget_slot(s, in->keyed.entries[k].value);
		for (size_t k = 0; k < in->piled.n; k++)
			in->piles[in->piled.at[k]] = (struct pile){0};
		intake_free(in);
	}
	for (size_t i = 0; i < r->marked.n; i++)
		r->rejected[r->marked.at[i]] = NULL;
	r->marked.n = r->marked.cap = 0;
	r->marked.at = NULL;
	r->rejects.n = r->rejects.cap = 0;
	r->rejects.at = NULL;
}

void replay_subject(struct subject_events *out, struct replay_seat *s, size_t subject, struct replay_row *rows,
                    size_t nrows, struct replay_stranger *strangers, size_t nstrangers, struct arena *a)
{
	struct reading *r = &s->reading;
	struct pile **piles = arena_array(a, r->runs.n, sizeof *piles);
	struct replaying w = {.seat = s, .strangers = strangers, .nstrangers = nstrangers};

	r->arena = a;
	for (size_t i = 0; i < r->runs.n; i++)
		intake_init(&r->runs.at[i]->intake, r->runs.at[i]->feed, s->piles[i], a);
	for (size_t i = 0; i < r->runs.n; i++)
		piles[i] = &s->piles[i][subject];
	find_keys(&w, rows, nrows);
	put_all(&w, rows, nrows);
	reading_settle(s->by_subject, r);
	reading_events(out, r, &s->by_subject[subject], piles, subject, s->of->name_use, reading_env(r, &r->scratch));
	forget(s);
}

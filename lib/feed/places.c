#include "feed/places.h"

#include <stdlib.h>

static void note(struct place_reading *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void note(struct place_reading *r, const char *format, ...)
{
	struct buf b = {0};
	va_list args;

	va_start(args, format);
	buf_vprintf(&b, format, args);
	va_end(args);
	*VEC_PUSH(r->arena, &r->notes) = str_dup(r->arena, buf_str(&b));
	buf_free(&b);
}

/* ---- which files are of places ---- */

static struct place_run *run_of(struct place_reading *r, const struct feed *feed)
{
	struct place_run *run;

	for (size_t i = 0; i < r->runs.n; i++)
		if (r->runs.at[i]->feed == feed)
			return r->runs.at[i];
	run = ARENA_NEW(r->arena, struct place_run);
	run->feed = feed;
	run->name = feed ? feed->id : place_type.name;
	run->keys.feed = feed;
	map_init(&run->by_key, r->arena);
	*VEC_PUSH(r->arena, &r->runs) = run;
	return run;
}

static void add_file(struct place_reading *r, struct place_run *run, const char *path)
{
	struct feed_input *input = ARENA_NEW(r->arena, struct feed_input);

	*input = (struct feed_input){.file = str_of(path), .name = run->name, .feed = run->feed, .own_header = !run->feed,
	                             .newest = INSTANT_MIN};
	*VEC_PUSH(r->arena, &run->files) = (struct feed_file){path, input};
}

/* As claim_all would decide; a request that it would refuse is left to it. */
static bool of_places(const struct feed **feed, struct place_reading *r, const struct feed_request *q)
{
	struct str path = str_of(q->path), name = q->name;
	bool bare = name.n == 0;
	struct diag quiet;

	*feed = NULL;
	if (bare && str_eq_cstr(path, "-"))
		return false;
	diag_init(&quiet, r->arena);
	if (bare && !claim_by_pattern(feed, r->plan, path, &quiet))
		return false;
	if (bare && !*feed)
		name = claim_stem(path);
	if (!*feed)
		*feed = plan_find_feed(r->plan, name);
	return *feed ? (*feed)->places : str_eq(name, place_type.name);
}

static void part_requests(struct places_result *out, struct place_reading *r, const struct feed_request *requests, size_t n)
{
	out->others = arena_array(r->arena, n, sizeof *out->others);
	for (size_t i = 0; i < n; i++) {
		const struct feed *feed;

		if (of_places(&feed, r, &requests[i]))
			add_file(r, run_of(r, feed), requests[i].path);
		else
			out->others[out->nothers++] = requests[i];
	}
}

static bool every_feed_given(const struct place_reading *r)
{
	for (size_t i = 0; i < r->plan->nfeeds; i++) {
		bool given = !r->plan->feeds[i].places || r->plan->feeds[i].shipped;

		for (size_t k = 0; k < r->runs.n && !given; k++)
			given = r->runs.at[k]->feed == &r->plan->feeds[i];
		if (!given)
			return false;
	}
	return true;
}

static int compare_runs(const void *a, const void *b)
{
	const struct place_run *const *r = a, *const *s = b;
	int order = str_cmp((*r)->name, (*s)->name);

	return order != 0 ? order : ((*r)->feed == NULL) - ((*s)->feed == NULL);
}

static int compare_rejects(const void *a, const void *b)
{
	const struct reject *j = a, *k = b;
	int order = claim_cmp(j->input->file, k->input->file);

	return order != 0 ? order : (j->line > k->line) - (j->line < k->line);
}

/* ---- reading ---- */

static void check_rows(struct place_reading *r, const struct place_run *run)
{
	uint64_t good = run->nrows - run->nrejected;
	bool few = run->feed && good < run->feed->rows_min, many = run->feed && good > run->feed->rows_max;

	if (!few && !many)
		return;
	r->failed = true;
	note(r, "%.*s has %llu row%s, %s than %llu: places may be missing or wrong", STR_ARG(run->name), (unsigned long long)good,
	     good == 1 ? "" : "s", few ? "fewer" : "more",
	     (unsigned long long)(few ? run->feed->rows_min : run->feed->rows_max));
}

static bool read_run(struct place_reading *r, struct place_run *run)
{
	size_t first = r->rejects.n;
	bool ok = true;

	qsort(run->files.at, run->files.n, sizeof *run->files.at, claim_cmp_files);
	for (size_t i = 0; i < run->files.n; i++) {
		ok &= place_rows_read(r, run, &run->files.at[i]);
		struct str unread = unread_words(run->files.at[i].input, r->arena);
		if (unread.n > 0)
			note(r, "%.*s", STR_ARG(unread));
		*VEC_PUSH(r->arena, &r->inputs) = run->files.at[i].input;
	}
	place_rows_settle(r, run);
	check_rows(r, run);
	if (r->rejects.n > first + 1)
		qsort(r->rejects.at + first, r->rejects.n - first, sizeof *r->rejects.at, compare_rejects);
	buf_free(&run->keys.key);
	return ok;
}

bool places_read(struct places_result *out, struct book *b, const struct feed_request *requests, size_t nrequests,
                 int64_t as_of, bool hash_inputs, struct arena *a, struct diag *d)
{
	struct place_reading r = {.book = b, .plan = book_prepare(b), .as_of = as_of, .hash_inputs = hash_inputs,
	                          .arena = a, .diag = d};
	bool ok = true;

	*out = (struct places_result){0};
	part_requests(out, &r, requests, nrequests);
	if (r.runs.n > 0)
		qsort(r.runs.at, r.runs.n, sizeof *r.runs.at, compare_runs);
	for (size_t i = 0; i < r.runs.n; i++)
		ok &= read_run(&r, r.runs.at[i]);
	if (every_feed_given(&r))
		book_places_complete(b);
	mem_free(r.room);
	out->inputs = r.inputs.at;
	out->ninputs = r.inputs.n;
	out->rejects = r.rejects.at;
	out->nrejects = r.rejects.n;
	out->notes = r.notes.at;
	out->nnotes = r.notes.n;
	out->failed = r.failed;
	return ok;
}

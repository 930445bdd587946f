/* A row of a file that is gone, as the store kept it. */
#include <inttypes.h>
#include <stdlib.h>

#include "explain_call.h"
#include "store/line.h"

static struct str kept_words(struct check *k, const struct store_line *l)
{
	struct arena *a = k->call->arena;
	const struct str more = l->versions > 1 ? str_printf(a, ", one of %zu files of this name", l->versions) : STR("");

	return str_printf(a, "out of the store, not read again: as run %" PRId64 " took it in (SHA-256 %.*s%.*s)", l->run,
	                  STR_ARG(l->sha256), STR_ARG(more));
}

/* The file of a row that was kept, among the inputs; NULL: its feed is no more. */
static const struct feed_input *input_of(const struct feed_result *all, const struct replay_file *f)
{
	for (size_t i = 0; i < all->ninputs; i++) {
		const struct feed_input *in = all->inputs[i];
		if (str_eq(in->file, f->file) && str_eq(in->name, f->name) && in->own_header == f->own_header &&
		    str_eq_cstr(f->sha256, in->sha256))
			return in;
	}
	return NULL;
}

struct gathering {
	const struct feed_result *all;
	VEC(struct story_row) rows;
	VEC(struct story_nobody) nobodies;
};

static int by_place(const void *a, const void *b)
{
	const struct story_row *x = a, *y = b;

	if (x->input->rank != y->input->rank)
		return x->input->rank < y->input->rank ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static void gather_nobodies(struct gathering *g, struct check *k, const struct store_rows *rows, const struct replay_file *files)
{
	for (size_t i = 0; i < rows->strangers.n; i++) {
		const struct replay_stranger *n = &rows->strangers.at[i];
		const struct feed_input *in = input_of(g->all, &files[n->file]);
		if (in && n->known <= k->asked.known_at)
			*VEC_PUSH(k->call->arena, &g->nobodies) =
				(struct story_nobody){in, n->line, {n->hash[0], n->hash[1]}, n->recorded};
	}
}

/* Rows of whoever shares a key with the subject, of the feed of the row. */
static void gather(struct gathering *g, struct check *k, const struct feed_input *of, size_t subject,
                   const struct replay_file *files, uint64_t but)
{
	struct arena *a = k->call->arena;
	struct store_rows rows;

	store_run_rows(&rows, k->stored.run, subject, a);
	for (size_t i = 0; i < rows.rows.n; i++) {
		const struct replay_row *row = &rows.rows.at[i];
		const struct replay_file *f = &files[row->file];
		const struct feed_input *in = row->broken || !str_eq(f->name, of->name) ? NULL : input_of(g->all, f);
		if (in && !(in == of && row->line == but))
			*VEC_PUSH(a, &g->rows) = (struct story_row){in, f->header, row->line, row->bytes};
	}
	gather_nobodies(g, k, &rows, files);
}

static bool not_kept(struct check *k, const struct feed_input *in, uint64_t line)
{
	diag_error(k->call->diag, NOWHERE, "%s keeps nothing of %.*s:%" PRIu64 ": it named nobody who was known then, or no row begins there",
	           k->stored.path, STR_ARG(in->file), line);
	diag_help(k->call->diag, "give the file itself (NAME=FILE) to see how the row is read");
	return false;
}

bool kept_row(struct story_place *out, struct check *k, const struct feed_result *all)
{
	struct arena *a = k->call->arena;
	const struct feed_options options = {.as_of = k->asked.as_of, .known_at = k->asked.known_at};
	const struct replay_file *files;
	struct gathering g = {.all = all};
	struct story_kept *kept = ARENA_NEW(a, struct story_kept);
	struct store_line l;

	if (!store_line(&l, k->stored.run, out->input, out->line, a))
		return false;
	if (!l.found)
		return not_kept(k, out->input, out->line);
	store_run_files(&files, k->stored.run, &options);
	const struct feed_input *in = input_of(all, &files[l.file]);
	if (!in)
		return not_kept(k, out->input, out->line);
	out->input = in;
	if (!l.broken && !l.nobody)
		*VEC_PUSH(a, &g.rows) = (struct story_row){out->input, files[l.file].header, out->line, l.bytes};
	if (!l.broken && l.subject != SIZE_MAX)
		gather(&g, k, out->input, l.subject, files, out->line);
	if (g.rows.n > 1)
		qsort(g.rows.at, g.rows.n, sizeof *g.rows.at, by_place);
	*kept = (struct story_kept){.words = kept_words(k, &l), .nobody = l.nobody, .broken = l.broken, .row = l.bytes,
	                            .column = l.column, .why = l.reason, .subject = l.subject, .rows = g.rows.at, .nrows = g.rows.n,
	                            .nobodies = g.nobodies.at, .nnobodies = g.nobodies.n};
	store_run_seeds(kept->seeds, k->stored.run);
	out->kept = kept;
	return true;
}

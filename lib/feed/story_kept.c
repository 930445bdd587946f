/* Rows out of a store, in place of files that are gone. */
#include "feed/story_parts.h"

/* The columns of a header that was kept, as replay.c reads it. */
static bool begin(struct telling *t, struct scanner *s, const struct story_row *row)
{
	struct header *h = ARENA_NEW(t->arena, struct header);
	struct feed bare = {.delimiter = row->header.n > 0 ? row->header.at[0] : ','}; /* nothing stands above it */

	mapping_close(&t->mapping);
	return header_read(h, s, &bare, t->place, t->arena, t->diag) &&
	       mapping_build(&t->mapping, row->input->feed, h, t->plan, t->place, t->arena, t->diag);
}

static bool visit_one(struct telling *t, const struct story_row *kept, row_visit *visit, void *context, bool *more)
{
	struct row row;
	struct input in;

	input_open_memory(&in, str_from(kept->header, 1), (struct str){NULL, 0});
	struct scanner *s = scanner_open(&in);
	bool ok = begin(t, s, kept);
	if (ok) {
		scanner_again(s, kept->bytes);
		enum row_found found = scanner_next(&row, s);
		row.line = kept->line;
		if (found != ROW_END && found != ROW_BROKEN)
			*more = visit(t, &row, found == ROW_GOOD, context);
	}
	scanner_close(s);
	input_close(&in, (char[65]){0});
	return ok;
}

bool story_read_kept(struct telling *t, const struct feed_input *input, row_visit *visit, void *context)
{
	struct source *source = ARENA_NEW(t->arena, struct source);
	bool more = true;

	*source = (struct source){.file = input->file, .text = {"", 0}};
	t->place = (struct place){.source = source};
	for (size_t i = 0; i < t->kept->nrows && more; i++)
		if (t->kept->rows[i].input == input && !visit_one(t, &t->kept->rows[i], visit, context, &more))
			return false;
	if (t->out)
		t->out->form = t->kept->words;
	return true;
}

void story_tell_lost(struct telling *t)
{
	const struct story_kept *k = t->kept;

	t->out->form = k->words;
	t->out->fate = k->nobody ? ROW_NOBODY : ROW_REJECTED;
	t->out->row = k->row;
	t->out->column = k->column;
	t->out->why = k->why;
	t->out->subject = k->subject;
}

static bool behind(const struct story_nobody *n, const struct event_source *best)
{
	return n->input->rank != best->input->rank ? n->input->rank > best->input->rank : n->line > best->line;
}

void story_weigh_nobody(struct telling *t, struct event_source **best, int64_t recorded)
{
	const struct story_kept *k = t->kept;
	const uint64_t hash[2] = {hash_bytes(t->key.at, t->key.n, k->seeds[0]), hash_bytes(t->key.at, t->key.n, k->seeds[1])};

	for (size_t i = 0; i < k->nnobodies; i++) {
		const struct story_nobody *n = &k->nobodies[i];
		if (n->hash[0] != hash[0] || n->hash[1] != hash[1] || n->recorded < recorded)
			continue;
		if (n->recorded == recorded && *best && !behind(n, *best))
			continue;
		recorded = n->recorded;
		*best = ARENA_NEW(t->arena, struct event_source);
		**best = (struct event_source){.input = n->input, .line = n->line, .row = STR("not kept: it names nobody known")};
	}
}

#include "book/reading.h"

#include "base/digest.h"
#include "base/pool.h"

/* Pieces are not cut smaller than this; a batch for each thread is too few, where some take longer. */
enum { PIECE = 1 << 16, BATCHES_PER_THREAD = 8 };

/* A document as it was read, or what ended its file. */
struct sheet {
	const struct yaml_node *node;
	struct diag *own; /* NULL: nothing to tell */
	bool end;         /* no document: the error behind the last */
};

/* A part of a file. */
struct piece {
	const struct reading_file *file;
	size_t from, end;
	VEC(struct sheet) sheets;
};

/* Pieces that one thread reads without a break. */
struct batch {
	size_t first, n;
};

struct reading {
	struct book *book;
	struct reading_file *files;
	size_t nfiles;
	size_t nfetches;
	struct arena *arenas; /* one for each thread */
	VEC(struct piece) pieces;
	VEC(struct batch) batches;
};

static size_t threads_of(const struct book *b)
{
	return b->options.njobs > 0 ? b->options.njobs : 1;
}

/* ---- first the texts ---- */

static void fetch_one(struct reading_file *f, struct arena *a)
{
	if (f->path && f->real.n == 0)
		f->real = path_real(a, f->file);
	if (f->path && !book_read_file(&f->text, f->file, a, &f->why))
		return;
	f->source = ARENA_NEW(a, struct source);
	*f->source = (struct source){.file = f->file, .text = f->text};
	source_index(f->source, a);
	f->document = ARENA_NEW(a, struct document);
}

static void fetch(void *context, size_t i, size_t seat)
{
	struct reading *r = context;
	size_t end = r->nfiles * (i + 1) / r->nfetches;

	for (size_t f = r->nfiles * i / r->nfetches; f < end; f++)
		fetch_one(&r->files[f], &r->arenas[seat]);
}

static void fetch_all(struct reading *r)
{
	struct book *b = r->book;
	size_t most = threads_of(b) * BATCHES_PER_THREAD;

	r->nfetches = r->nfiles < most ? r->nfiles : most;
	pool_run_seated(threads_of(b), r->nfetches, fetch, r);
	for (size_t i = 0; i < threads_of(b); i++)
		arena_join(b->arena, &r->arenas[i]);
}

/* ---- then the trees ---- */

static void add_sheet(struct piece *p, const struct yaml_node *node, const struct diag *own, bool end, struct arena *a)
{
	struct sheet *s = VEC_PUSH(a, &p->sheets);

	s->node = node;
	s->end = end;
	if (own->entries.n > 0)
		s->own = arena_copy(a, own, sizeof *own);
}

static void read_piece(struct piece *p, struct arena *a)
{
	struct yaml_reader *r = yaml_open_part(p->file->source, p->from, p->end);
	const struct yaml_node *node;
	bool more;

	do {
		struct diag own;
		diag_init(&own, a);
		more = yaml_next(&node, r, a, &own);
		if (more || own.entries.n > 0)
			add_sheet(p, node, &own, !more, a);
	} while (more);
	yaml_close(r);
}

static void note_document(const struct reading_file *f)
{
	struct document *document = f->document;
	struct digest digest = digest_of(f->text);

	document->file = f->file;
	document->shipped = f->origin->shipped;
	document->text = f->text;
	digest_hex(document->sha256, 64, &digest);
}

static void read_batch(void *context, size_t i, size_t seat)
{
	struct reading *r = context;
	const struct batch *batch = &r->batches.at[i];

	for (size_t p = batch->first; p < batch->first + batch->n; p++) {
		struct piece *piece = &r->pieces.at[p];

		if (piece->from == 0)
			note_document(piece->file);
		read_piece(piece, &r->arenas[seat]);
	}
}

static void cut_file(struct reading *r, const struct reading_file *f, size_t share)
{
	struct arena *a = r->book->arena;
	const size_t *starts;
	size_t n = yaml_split(&starts, f->source, f->text.n / share + 1, a);

	for (size_t i = 0; i < n; i++)
		*VEC_PUSH(a, &r->pieces) = (struct piece){.file = f, .from = starts[i], .end = starts[i + 1]};
}

/* Bytes that a batch is to read. */
static size_t share_of(const struct reading *r)
{
	size_t bytes = 0, share, threads = threads_of(r->book);

	for (size_t i = 0; i < r->nfiles; i++)
		bytes += r->files[i].text.n;
	share = threads > 1 ? bytes / (threads * BATCHES_PER_THREAD) + 1 : SIZE_MAX;
	return share > PIECE ? share : PIECE;
}

/* Pieces that follow one another, until there are bytes enough. */
static void make_batches(struct reading *r, size_t share)
{
	struct batch *open = NULL;
	size_t bytes = 0;

	for (size_t i = 0; i < r->pieces.n; i++) {
		size_t more = r->pieces.at[i].end - r->pieces.at[i].from;

		if (!open || more > share - bytes) {
			open = VEC_PUSH(r->book->arena, &r->batches);
			open->first = i;
			bytes = 0;
		}
		open->n++;
		bytes += more < share - bytes ? more : share - bytes;
	}
}

static void read_all(struct reading *r)
{
	size_t share = share_of(r);

	for (size_t i = 0; i < r->nfiles; i++)
		if (r->files[i].source)
			cut_file(r, &r->files[i], share);
	make_batches(r, share);
	pool_run_seated(threads_of(r->book), r->batches.n, read_batch, r);
	for (size_t i = 0; i < threads_of(r->book); i++)
		arena_join(&r->book->trees, &r->arenas[i]);
}

/* ---- then what the book makes of them ---- */

/* The number of documents, those in error too. */
static size_t take_sheets(struct book *b, const struct piece *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->sheets.n; i++) {
		const struct sheet *s = &p->sheets.at[i];

		if (s->own && !s->node && !s->end)
			book_tell_broken(b, s->own);
		else if (s->own)
			book_retell(b->diag, s->own, false);
		n += !s->end;
		if (s->node)
			book_add_document(b, s->node, p->file->origin);
	}
	return n;
}

static bool ended_in_error(const struct piece *p)
{
	return p->sheets.n > 0 && p->sheets.at[p->sheets.n - 1].end;
}

/* Pieces of one file. Behind an error in one of several the rest is read again, as a whole. */
static size_t take_pieces(struct book *b, struct piece *pieces, size_t n)
{
	size_t ndocuments = 0;

	for (size_t i = 0; i < n; i++) {
		struct piece rest = {.file = pieces[i].file, .from = pieces[i].from, .end = pieces[n - 1].end};

		if (!ended_in_error(&pieces[i])) {
			ndocuments += take_sheets(b, &pieces[i]);
			continue;
		}
		if (n > 1)
			read_piece(&rest, &b->trees);
		return ndocuments + take_sheets(b, n > 1 ? &rest : &pieces[i]);
	}
	return ndocuments;
}

static void take_file(struct book *b, const struct reading_file *f, struct piece *pieces, size_t n)
{
	size_t before = b->diag->nerrors;

	if (f->real.n > 0 && !map_put(&b->read, f->real, b))
		return;
	if (!f->source) {
		book_tell_file(b, f->file, "cannot be read", f->why);
		return;
	}
	*VEC_PUSH(b->arena, &b->documents) = *f->document;
	if (take_pieces(b, pieces, n) == 0 && b->diag->nerrors == before)
		diag_error(b->diag, (struct place){.source = f->source}, "there is no document in this file");
}

void book_read_files(struct book *b, struct reading_file *files, size_t n)
{
	struct reading r = {.book = b, .files = files, .nfiles = n};
	size_t at = 0;

	r.arenas = arena_array(b->arena, threads_of(b), sizeof *r.arenas);
	fetch_all(&r);
	read_all(&r);
	for (size_t i = 0; i < n; i++) {
		size_t first = at;

		while (at < r.pieces.n && r.pieces.at[at].file == &files[i])
			at++;
		take_file(b, &files[i], at > first ? &r.pieces.at[first] : NULL, at - first);
	}
}

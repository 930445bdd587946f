#include "feed/split.h"

#include <assert.h>

#include "base/pool.h"
#include "feed/record_scan.h"

enum { FEWEST_PARTS = 3 };

/* A row that is not nobody's, or no good one. */
struct odd_row {
	uint64_t line; /* of the part, from 0 */
	size_t at, n;  /* its bytes, from the part's first */
	enum row_found found;
	struct str why;
};

struct part {
	struct input in;
	struct scanner *s;
	struct nobody nobody;
	struct arena words; /* of bad rows */
	struct odd_row *odd;
	size_t nodd, odd_cap;
	uint64_t nrows; /* of nobody */
	uint64_t begin, end; /* bytes of the file */
	struct scan_point from, to;
	enum row_found last;
};

struct split {
	struct row_reader *rr;
	struct scanner *s;    /* of the whole file; between parts it reads odd rows again */
	struct input *in;
	struct steps *steps;
	struct part *parts;
	size_t nparts, njobs;
	size_t size;                 /* of a part, in bytes; the last is larger */
	struct scan_point begin, at; /* at: the end of the parts taken */
};

static void begin_part(struct part *p, struct split *sp, struct scan_point at)
{
	input_place(&p->in, sp->in, at.offset, sp->size + sp->size / 16 + SCAN_BLOCK);
	at.line = 0;
	scanner_jump(p->s, at);
	scanner_limit(p->s, (size_t)(p->end - at.offset));
	arena_free(&p->words);
	arena_init(&p->words);
	p->nodd = 0;
	p->nrows = 0;
}

static void keep_odd(struct part *p, const struct row *row, enum row_found found)
{
	if (p->nodd == p->odd_cap) {
		p->odd_cap = p->odd_cap ? 2 * p->odd_cap : 64;
		p->odd = mem_resize(p->odd, p->odd_cap * sizeof *p->odd);
	}
	p->odd[p->nodd++] = (struct odd_row){.line = row->line,
	                                     .at = (size_t)(row->bytes.at - p->s->at),
	                                     .n = row->bytes.n,
	                                     .found = found,
	                                     .why = str_dup(&p->words, row->why)};
}

/* most: bytes of refused records beyond which a guess is given up; it would be a wrong one. */
static void scan_part(struct part *p, uint64_t most)
{
	struct row row;

	p->last = scanner_settle(p->s) ? ROW_END : ROW_BROKEN;
	p->from = p->to = scanner_point(p->s);
	if (p->last == ROW_BROKEN || p->from.skipping)
		return;
	for (;;) {
		if (!p->nobody.weighed)
			p->nrows += scanner_pass_rows(p->s, &p->nobody.pass);
		p->last = scanner_next(&row, p->s);
		if (p->last == ROW_END || p->last == ROW_BROKEN)
			break;
		if (p->last == ROW_GOOD && nobody_row(&p->nobody, &row))
			p->nrows++;
		else
			keep_odd(p, &row, p->last);
		if (p->s->refused > most)
			p->from.skipping = true;
		if (p->from.skipping)
			return;
	}
	p->to = scanner_point(p->s);
}

static void make(void *context, size_t i, size_t seat)
{
	struct split *sp = context;
	struct part *p = &sp->parts[seat];
	struct scan_point at = sp->begin;

	at.offset += (uint64_t)i * sp->size;
	if (i > 0)
		at = (struct scan_point){.offset = at.offset, .skipping = true};
	p->begin = at.offset;
	p->end = i + 1 == sp->njobs ? sp->in->size : at.offset + sp->size;
	begin_part(p, sp, at);
	scan_part(p, i > 0 ? 8 * (uint64_t)sp->size : UINT64_MAX);
}

/* From where the part before it ended, which its guess did not find. */
static void make_again(struct part *p, struct split *sp)
{
	nobody_begin(&p->nobody, sp->rr);
	p->from = p->to = sp->at;
	p->to.line = 0;
	p->nodd = 0;
	p->nrows = 0;
	p->last = ROW_END;
	if (sp->at.offset > p->end)
		return;
	begin_part(p, sp, sp->at);
	scan_part(p, UINT64_MAX);
}

static void hand_on(struct split *sp, const struct part *p, const struct odd_row *odd)
{
	struct str bytes = {p->s->at + odd->at, odd->n};
	struct row row = {.bytes = bytes, .why = odd->why};

	if (odd->found == ROW_GOOD) {
		scanner_again(sp->s, bytes);
		enum row_found found = scanner_next(&row, sp->s);
		assert(found == ROW_GOOD);
	}
	row.line = sp->at.line + odd->line;
	body_row(sp->rr, &row, odd->found);
}

static void hash_part(struct split *sp, const struct part *p)
{
	size_t n = (size_t)(p->end - p->begin);

	input_hash(sp->in, p->begin, (struct str){p->s->at, n < p->s->end ? n : p->s->end});
}

static bool take(void *context, size_t i, size_t seat)
{
	struct split *sp = context;
	struct part *p = &sp->parts[seat];

	(void)i;
	hash_part(sp, p);
	if (p->from.offset != sp->at.offset || p->from.skipping || sp->at.skipping)
		make_again(p, sp);
	for (size_t k = 0; k < p->nodd; k++)
		hand_on(sp, p, &p->odd[k]);
	sp->rr->input->rows += p->nrows;
	if (p->nobody.newest > sp->rr->input->newest)
		sp->rr->input->newest = p->nobody.newest;
	nobody_begin(&p->nobody, sp->rr);
	p->to.line += sp->at.line;
	sp->at = p->to;
	sp->in->nbytes = sp->at.offset;
	sp->steps->rows += p->nrows + p->nodd;
	body_step(sp->steps);
	if (p->last == ROW_BROKEN)
		sp->in->why = p->in.why;
	return p->last != ROW_BROKEN && (!p->s->over || sp->at.offset >= p->end);
}

static void open_parts(struct split *sp, size_t nthreads)
{
	sp->nparts = 2 * nthreads;
	sp->parts = mem_alloc(sp->nparts * sizeof *sp->parts);
	for (size_t i = 0; i < sp->nparts; i++) {
		struct part *p = &sp->parts[i];

		*p = (struct part){.s = scanner_open(&p->in)};
		scanner_like(p->s, sp->s);
		nobody_open(&p->nobody, sp->rr);
		arena_init(&p->words);
	}
}

static void close_parts(struct split *sp)
{
	for (size_t i = 0; i < sp->nparts; i++) {
		struct part *p = &sp->parts[i];

		nobody_close(&p->nobody);
		scanner_close(p->s);
		arena_free(&p->words);
		mem_free(p->odd);
	}
	mem_free(sp->parts);
}

bool split_rows(struct row_reader *rr, struct scanner *s, struct input *in, struct steps *steps)
{
	const struct feed_options *o = rr->r->options;
	struct split sp = {.rr = rr, .s = s, .in = in, .steps = steps, .size = o->scan && o->scan->part ? o->scan->part : SPLIT_PART};

	if (o->jobs < 2 || !input_divides(in))
		return true;
	if (!scanner_settle(s))
		return false;
	sp.begin = sp.at = scanner_point(s);
	if (in->size <= sp.at.offset || (in->size - sp.at.offset) / sp.size < FEWEST_PARTS)
		return true;
	sp.njobs = (size_t)((in->size - sp.at.offset) / sp.size);
	open_parts(&sp, o->jobs);
	pool_line(o->jobs, &(struct pool_line){sp.njobs, sp.nparts, make, take, &sp});
	close_parts(&sp);
	if (in->why || !input_jump(in, sp.at.offset))
		return false;
	scanner_jump(s, sp.at);
	return true;
}

#include "feed/split.h"

#include <assert.h>
#include <string.h>

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

/* A row of a known subject; then its values and its bytes. */
struct made_row {
	struct ready ready; /* its values: only how many */
	uint64_t line;      /* of the part */
};

/* A packed row of one; then its bytes. */
struct packed_row {
	uint64_t line; /* of the part */
	uint32_t subject, nbytes;
};

struct part {
	struct input in;
	struct scanner *s;
	struct nobody nobody;
	struct arena words; /* of bad rows */
	struct odd_row *odd;
	size_t nodd, odd_cap;
	struct reading reading; /* of this part's thread */
	struct row_reader reader;
	struct feed_input counts;
	struct arena stays;   /* values that have no place in their row's room */
	struct buf made; /* struct made_row, in order of line */
	uint64_t nmade;
	struct buf packed; /* struct packed_row, in order of line */
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

static void empty_part(struct part *p)
{
	buf_clear(&p->made);
	buf_clear(&p->packed);
	p->counts = (struct feed_input){.rank = p->counts.rank, .newest = INSTANT_MIN};
	p->nmade = 0;
	p->nodd = 0;
	p->nrows = 0;
}

static void begin_part(struct part *p, struct split *sp, struct scan_point at)
{
	input_place(&p->in, sp->in, at.offset, sp->size + sp->size / 16 + SCAN_BLOCK);
	at.line = 0;
	scanner_jump(p->s, at);
	scanner_limit(p->s, (size_t)(p->end - at.offset));
	arena_free(&p->words);
	arena_init(&p->words);
	empty_part(p);
}

static bool make_row(struct part *p, const struct row *row)
{
	struct made_row made = {.line = row->line};

	if (!p->reader.may_wait || !row_make(&made.ready, &p->reader, row))
		return false;
	buf_add(&p->made, (struct str){(const char *)&made, sizeof made});
	buf_add(&p->made, made.ready.values);
	buf_add(&p->made, row->bytes);
	p->nmade++;
	return true;
}

static void pack_row(void *context, const struct terse_maker *made, uint64_t line)
{
	struct part *p = context;
	struct packed_row head = {line, (uint32_t)made->subject, (uint32_t)made->n};
	char *to = buf_room(&p->packed, sizeof head + made->n);

	memcpy(to, &head, sizeof head);
	memcpy(to + sizeof head, made->bytes, made->n);
	p->packed.n += sizeof head + made->n;
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
		else if (p->last != ROW_GOOD || !make_row(p, &row))
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
	empty_part(p);
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

/* Rows of known subjects, and before each the odd ones that stand before it; then the rest of these. */
static void take_rows(struct split *sp, const struct part *p)
{
	struct str rest = buf_str(&p->made);
	size_t odd = 0;

	while (rest.n > 0) {
		struct made_row made;

		memcpy(&made, rest.at, sizeof made);
		for (; odd < p->nodd && p->odd[odd].line < made.line; odd++)
			hand_on(sp, p, &p->odd[odd]);
		made.ready.values.at = rest.at + sizeof made;
		made.ready.head.line += sp->at.line;
		rest = str_from(rest, sizeof made + made.ready.values.n);
		row_take(sp->rr, &made.ready, str_cut(rest, 0, made.ready.head.nbytes));
		rest = str_from(rest, made.ready.head.nbytes);
	}
	for (; odd < p->nodd; odd++)
		hand_on(sp, p, &p->odd[odd]);
}

static void take_packed(struct split *sp, const struct part *p)
{
	for (struct str rest = buf_str(&p->packed); rest.n > 0;) {
		struct packed_row head;

		memcpy(&head, rest.at, sizeof head);
		rest = str_from(rest, sizeof head);
		row_take_packed(sp->rr, head.subject, sp->at.line + head.line, str_cut(rest, 0, head.nbytes));
		rest = str_from(rest, head.nbytes);
	}
}

static void take_counts(struct feed_input *to, const struct part *p)
{
	int64_t newest = p->counts.newest > p->nobody.newest ? p->counts.newest : p->nobody.newest;

	to->rows += p->nrows + p->nmade;
	to->guessed_times += p->counts.guessed_times;
	to->newest = newest > to->newest ? newest : to->newest;
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
	take_rows(sp, p);
	take_packed(sp, p);
	take_counts(sp->rr->input, p);
	nobody_begin(&p->nobody, sp->rr);
	p->to.line += sp->at.line;
	sp->at = p->to;
	sp->in->nbytes = sp->at.offset;
	sp->steps->rows += p->nrows + p->nmade + p->nodd;
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

		*p = (struct part){.s = scanner_open(&p->in), .reading = *sp->rr->r, .reader = *sp->rr};
		arena_init(&p->reading.scratch);
		p->reading.arena = &p->stays;
		p->reading.dense = (struct buf){0};
		p->counts.rank = sp->rr->input->rank;
		p->reader.r = &p->reading;
		p->reader.input = &p->counts;
		scanner_like(p->s, sp->s);
		nobody_open(&p->nobody, sp->rr);
		nobody_pack(&p->nobody, sp->rr, pack_row, p);
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
		arena_free(&p->reading.scratch);
		buf_free(&p->reading.dense);
		buf_free(&p->made);
		buf_free(&p->packed);
		arena_join(sp->rr->r->arena, &p->stays);
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

#include "feed/nobody.h"

#include <string.h>

#include "feed/keeper.h"

#define SCRATCH_MAX ((size_t)1 << 16)
#define DAYS_APART 3 /* what a clock, an offset and a change of the clocks can move a date, and more */

/* The digits of YYYY-MM-DD as a number that orders as dates do; 0: the text does not begin so. */
static inline uint64_t date_digits(struct str text)
{
	const uint64_t zeros = UINT64_C(0x3030303030303030), high = UINT64_C(0xf0f0f0f0f0f0f0f0);
	uint64_t begin, end, digits;

	if (text.n < 10 || text.at[4] != '-' || text.at[7] != '-')
		return 0;
	begin = sieve_word(text.at);
	end = sieve_word(text.at + 2);
	digits = (begin & 0xffffffff) | (begin >> 8 & UINT64_C(0xffff00000000)) | (end & UINT64_C(0xffff000000000000));
	if ((digits & high) != zeros || ((digits + UINT64_C(0x0606060606060606)) & high) != zeros)
		return 0;
	return __builtin_bswap64(digits);
}

/* 0: no date of four digits a year. */
static uint64_t digits_of_day(int32_t day)
{
	struct buf b = {0};
	uint64_t digits = 0;

	if (day > INT32_MIN && day < INT32_MAX)
		day_print(&b, day);
	if (b.n == 10)
		digits = date_digits(buf_str(&b));
	buf_free(&b);
	return digits;
}

static int32_t day_of(int64_t instant)
{
	int64_t day = instant / CIVIL_DAY_MS;

	return day > INT32_MAX / 2 ? INT32_MAX : day < INT32_MIN / 2 ? INT32_MIN : (int32_t)day;
}

static void set_low(struct nobody *n)
{
	n->low = n->newest == INSTANT_MIN ? 0 : digits_of_day(day_add(day_of(n->newest), -DAYS_APART));
}

static void reach(struct nobody *n, const struct moment *at)
{
	int64_t reached = row_reach(at, n->cap);
	bool new_day;

	if (reached <= n->newest)
		return;
	new_day = n->newest == INSTANT_MIN || reached / CIVIL_DAY_MS != n->newest / CIVIL_DAY_MS;
	n->newest = reached;
	if (new_day)
		set_low(n);
}

/* Whatever clock follows it, the date adds nothing. */
static inline bool reaches_no_further(const struct nobody *n, const struct nobody_time *t, const struct str *cells)
{
	struct str text = cells[t->cells[0]];
	uint64_t date;

	if (!t->iso || text.n == 0)
		return t->iso;
	date = date_digits(text);
	return date > 0 && (date < n->low || (n->high > 0 && date > n->high));
}

static void read_time(struct nobody *n, const struct str *cells)
{
	struct row row = {.fields = n->fields, .nfields = n->mapping->header->n};
	struct moment at;

	for (size_t i = 0; i < n->ntimes; i++) {
		const struct nobody_time *t = &n->times[i];

		for (size_t k = 0; k < t->field->from->ncolumns; k++)
			n->fields[t->field->columns[k]] = cells[t->cells[k]];
		if (!mapping_moment(&at, n->mapping, t->field, &row, &n->scratch))
			continue;
		reach(n, &at);
		break;
	}
	if (n->scratch.used > SCRATCH_MAX) {
		arena_free(&n->scratch);
		arena_init(&n->scratch);
	}
}

/* The header again, perhaps. */
static inline bool like_header(const struct nobody *n, const struct str *cells)
{
	struct str name = n->mapping->header->names[0];

	return cells[0].n == name.n && memcmp(cells[0].at, name.at ? name.at : "", name.n) == 0;
}

static inline bool names_nobody(const struct nobody *n, const struct str *cells)
{
	for (size_t i = 0; i < n->nways; i++)
		if (cells[n->ways[i]].n > 0 && !sieve_is_nobodys(n->sieve, cells[n->ways[i]]))
			return false;
	return true;
}

static inline void look_at_times(struct nobody *n, const struct str *cells)
{
	bool further = false;

	for (size_t i = 0; i < n->ntimes && !further; i++)
		further = !reaches_no_further(n, &n->times[i], cells);
	if (further)
		read_time(n, cells);
}

static bool test(void *context, const struct str *cells)
{
	struct nobody *n = context;

	if (like_header(n, cells) || !names_nobody(n, cells) || (!n->sampled && cells[n->ways[0]].n > 0))
		return false;
	look_at_times(n, cells);
	return true;
}

static bool pack(void *context, const struct row *row)
{
	struct nobody *n = context;

	if (like_header(n, row->fields) || !terse_find(&n->maker, row))
		return false;
	if (n->nests)
		terse_nest_soon(&n->nests[n->maker.subject]);
	if (!terse_make(&n->maker, row) || (n->wanted && !n->wanted[n->maker.subject]))
		return false;
	reach(n, &n->maker.said);
	n->take(n->context, &n->maker, row->line);
	return true;
}

void nobody_pack(struct nobody *n, const struct row_reader *rr,
                 void (*take)(void *context, const struct terse_maker *made, uint64_t line), void *context)
{
	if (!rr->terse)
		return;
	terse_begin(&n->maker, rr->terse, rr->r->index, &n->scratch);
	n->wanted = rr->r->options->wanted;
	n->take = take;
	n->context = context;
	n->pass.take = pack;
}

/* The cell of a column; false: too many are asked for. */
static bool ask(size_t *cell, struct nobody *n, size_t column)
{
	struct row_pass *p = &n->pass;

	for (*cell = 0; *cell < p->ncolumns; ++*cell)
		if (p->columns[*cell] == column)
			return true;
	if (p->ncolumns == PASS_COLUMNS)
		return false;
	p->columns[p->ncolumns++] = column;
	return true;
}

static bool way_there(const struct mapping_way *w)
{
	return w->way->kind == WAY_PERSON ? w->family != HEADER_NONE || w->given != HEADER_NONE : w->column != HEADER_NONE;
}

/* The cells of references, if all ways that the file has are such. */
static bool ask_ways(struct nobody *n)
{
	const struct mapping *m = n->mapping;

	for (size_t i = 0; i < m->feed->nways; i++)
		n->weighed |= way_there(&m->ways[i]) && m->ways[i].way->kind != WAY_REFERENCE;
	for (size_t i = 0; i < m->feed->nways && !n->weighed; i++) {
		if (!way_there(&m->ways[i]))
			continue;
		if (n->nways == PASS_COLUMNS || !ask(&n->ways[n->nways], n, m->ways[i].column))
			return false;
		n->nways++;
	}
	return true;
}

/* As row.c takes it. */
static size_t sample_column(const struct mapping *m)
{
	const struct mapping_way *w = m->ways;

	return m->feed->nways == 0 ? HEADER_NONE : w->way->kind == WAY_PERSON ? w->family : w->column;
}

static bool ask_time(struct nobody *n, const struct mapping_field *f)
{
	struct nobody_time *t = &n->times[n->ntimes];
	enum type_kind kind;

	if (!f || (f->from->ncolumns == 0 && f->from->constant.n == 0))
		return true;
	kind = f->from->type.kind;
	*t = (struct nobody_time){.field = f, .iso = f->plain && f->from->nformats == 0 && (kind == TYPE_TIME || kind == TYPE_DAY)};
	if (f->from->ncolumns == 0 || f->from->ncolumns > PASS_COLUMNS)
		return false;
	for (size_t i = 0; i < f->from->ncolumns; i++)
		if (!ask(&t->cells[i], n, f->columns[i]))
			return false;
	n->ntimes++;
	return true;
}

bool nobody_open(struct nobody *n, const struct row_reader *rr)
{
	const struct mapping *m = &rr->mapping;
	const struct feed_options *o = rr->r->options;
	size_t first;

	if (o->keeper || o->known_at != INSTANT_MAX || m->feed->nkey > 0 || (o->scan && o->scan->every_row))
		return false;
	*n = (struct nobody){.mapping = m, .index = rr->r->index, .sieve = identity_sieve(rr->r->index), .cap = rr->cap};
	n->pass.test = test;
	n->pass.context = n;
	if (!ask(&first, n, 0) || !ask_ways(n) || !ask_time(n, m->recorded) || !ask_time(n, m->time))
		return false;
	n->sample = sample_column(m);
	n->high = digits_of_day(day_add(day_of(n->cap), DAYS_APART));
	n->fields = mem_alloc(m->header->n * sizeof *n->fields);
	memset(n->fields, 0, m->header->n * sizeof *n->fields);
	arena_init(&n->scratch);
	nobody_begin(n, rr);
	return true;
}

void nobody_begin(struct nobody *n, const struct row_reader *rr)
{
	n->sampled = n->sample == HEADER_NONE || rr->input->sample.n > 0 || rr->input->matched > 0;
	n->newest = rr->input->newest;
	set_low(n);
}

/* By the ways in which the feed finds people; that takes long, but any thread can do it. */
static bool weigh(struct nobody *n, const struct row *row)
{
	struct arena_mark mark = arena_mark(&n->scratch);
	enum way_kind by;
	struct identity_match who = mapping_who(&by, n->mapping, row, n->index, &n->scratch);
	size_t column;

	arena_release(&n->scratch, mark);
	return who.found == IDENTITY_NONE && !row_unreadable(&column, n->mapping, row);
}

bool nobody_row(struct nobody *n, const struct row *row)
{
	struct str cells[PASS_COLUMNS];

	if (row->spans)
		return false;
	for (size_t i = 0; i < n->pass.ncolumns; i++)
		cells[i] = str_trim(row->fields[n->pass.columns[i]]);
	if (like_header(n, cells) || !(n->weighed ? weigh(n, row) : names_nobody(n, cells)))
		return false;
	if (!n->sampled && str_trim(row->fields[n->sample]).n > 0) {
		struct str text = str_trim(row->fields[n->sample]);

		n->sampled = text.n <= 80 && text_valid(NULL, text);
		return false;
	}
	look_at_times(n, cells);
	return true;
}

void nobody_close(struct nobody *n)
{
	mem_free(n->fields);
	arena_free(&n->scratch);
}

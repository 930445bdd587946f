/* Rows of known subjects without a key, kept in nests: decoded by the thread that scans them, or waiting to be decoded
 * until all files are read, which any thread may do. */
#include "feed/dense.h"
#include "feed/row_inside.h"

/* When an event was recorded, else when it is of. */
struct moment row_said_time(const struct value *fields)
{
	return fields[FIELD_RECORDED].kind == VALUE_TIME ? fields[FIELD_RECORDED].as.time : fields[FIELD_TIME].as.time;
}

bool row_may_wait(const struct row_reader *rr)
{
	const struct mapping *m = &rr->mapping;
	bool may = rr->r->nests && !rr->r->options->keeper && m->feed->nkey == 0 && !m->grid && !m->cards;

	for (size_t i = 0; i < m->feed->nways; i++)
		may &= m->feed->ways[i].kind != WAY_PERSON;
	return may;
}

size_t row_size(const struct mapping *m)
{
	size_t n = m->type->nfields;

	for (size_t i = 0; i < m->feed->nfields; i++)
		n += dense_size(&m->feed->fields[i].type) - 1;
	return n;
}

/* False: a field is no part of the row's bytes, for it was quoted. */
static bool slice_all(struct buf *out, const struct row *row)
{
	struct slice *slices;

	buf_clear(out);
	slices = (void *)buf_room(out, row->nfields * sizeof *slices);
	for (size_t i = 0; i < row->nfields; i++) {
		size_t from = (size_t)((uintptr_t)row->fields[i].at - (uintptr_t)row->bytes.at);

		if (from > row->bytes.n || row->bytes.n - from < row->fields[i].n)
			return false;
		slices[i] = (struct slice){(uint16_t)from, (uint16_t)row->fields[i].n};
	}
	out->n += row->nfields * sizeof *slices;
	return true;
}

static struct nest_row head_of(const struct row_reader *rr, const struct row *row, const struct finder *who)
{
	return (struct nest_row){.line = row->line, .nbytes = (uint32_t)row->bytes.n, .input = (uint32_t)rr->input->rank,
	                         .by = (uint8_t)who->by};
}

static void add(struct row_reader *rr, size_t subject, const struct nest_row *head, const struct nest_more *more,
                struct str within, struct str row)
{
	struct nest *nest = &rr->r->nests[subject];

	nest_add(nest, *head, more, within, row, rr->r->arena);
	nest->unready |= !rr->alone || head->flags & NEST_WAITS;
}

/* head.flags and room; the values, or a pointer to them. */
static struct str dense_of(struct nest_row *head, struct row_reader *rr, const struct row *row, const struct value *fields)
{
	struct reading *r = rr->r;
	struct str values;
	const char *apart;

	buf_clear(&r->dense);
	dense_add(&r->dense, fields, rr->run->type->nfields, row->bytes);
	values = buf_str(&r->dense);
	head->room = nest_room(values.n);
	if (head->room > 0)
		return values;
	apart = arena_copy(r->arena, values.at, values.n);
	head->room = nest_room(sizeof apart);
	head->flags |= NEST_APART;
	buf_clear(&r->dense);
	buf_add(&r->dense, (struct str){(const char *)&apart, sizeof apart});
	return buf_str(&r->dense);
}

void row_nest(struct row_reader *rr, const struct row *row, const struct value *fields, const struct finder *who,
              struct nest_more more, bool clock_guessed)
{
	struct nest_row head = head_of(rr, row, who);
	struct str values = dense_of(&head, rr, row, fields);

	head.flags |= (uint8_t)((clock_guessed ? NEST_GUESSED : 0) | (more.match || more.sha256 ? NEST_MORE : 0));
	add(rr, who->match.subject, &head, head.flags & NEST_MORE ? &more : NULL, values, row->bytes);
}

/* ---- what is decoded at once ---- */

static bool make(struct ready *out, struct row_reader *rr, const struct row *row, const struct finder *who)
{
	struct value *fields = arena_array(&rr->r->scratch, rr->run->type->nfields, sizeof *fields);
	struct str column, why;
	uint64_t guessed = 0;

	if (!mapping_decode(fields, &column, &why, &guessed, &rr->mapping, row, &rr->r->scratch))
		return false;
	out->subject = who->match.subject;
	out->head = head_of(rr, row, who);
	out->values = dense_of(&out->head, rr, row, fields);
	out->head.flags |= guessed > 0 ? NEST_GUESSED : 0;
	rr->input->guessed_times += guessed;
	row_reached(rr, &(struct row_time){true, false, row_said_time(fields)});
	return true;
}

bool row_make(struct ready *out, struct row_reader *rr, const struct row *row)
{
	struct reading *r = rr->r;
	struct arena_mark mark = arena_mark(&r->scratch);
	struct finder who;
	bool made;

	if (r->options->known_at != INSTANT_MAX || row->spans || row->bytes.n > UINT16_MAX ||
	    header_again(rr->mapping.header, row))
		return false;
	who.match = mapping_who(&who.by, &rr->mapping, row, r->index, &r->scratch);
	made = who.match.found == IDENTITY_ONE && (!r->options->wanted || r->options->wanted[who.match.subject]) &&
	       make(out, rr, row, &who);
	arena_release(&r->scratch, mark);
	return made;
}

void row_take(struct row_reader *rr, const struct ready *ready, struct str row)
{
	rr->input->matched++;
	add(rr, ready->subject, &ready->head, NULL, ready->values, row);
}

void row_take_packed(struct row_reader *rr, size_t subject, uint64_t line, struct str packed)
{
	struct reading *r = rr->r;

	rr->input->matched++;
	if (!rr->alone)
		r->nests[subject].unready = true;
	terse_nest_add(&r->packed[subject], rr->terse, (uint32_t)rr->input->rank, line, packed, r->arena);
}

/* Nobody would decode it later but this thread. */
static bool take_now(struct row_reader *rr, const struct row *row, const struct finder *who)
{
	struct arena_mark mark = arena_mark(&rr->r->scratch);
	struct ready ready;
	bool made = make(&ready, rr, row, who);

	if (made)
		row_take(rr, &ready, row->bytes);
	arena_release(&rr->r->scratch, mark);
	return made;
}

bool row_put_off(struct row_reader *rr, const struct row *row, const struct finder *who)
{
	struct reading *r = rr->r;
	struct nest_row head = head_of(rr, row, who);

	if (!rr->may_wait || row->bytes.n > UINT16_MAX)
		return false;
	if (r->options->jobs < 2 && take_now(rr, row, who))
		return true;
	if (!slice_all(&r->dense, row))
		return false;
	head.nslices = (uint16_t)row->nfields;
	head.room = nest_room(r->dense.n > rr->size ? r->dense.n : rr->size);
	head.flags = NEST_WAITS;
	if (head.room == 0 || row->nfields > UINT16_MAX)
		return false;
	rr->input->matched++;
	add(rr, who->match.subject, &head, NULL, buf_str(&r->dense), row->bytes);
	return true;
}

/* ---- decoding what waited ---- */

static struct row sliced(struct nest_row *t, struct arena *scratch)
{
	struct str bytes = nest_bytes(t), *fields = arena_array(scratch, t->nslices, sizeof *fields);
	const struct slice *slices = (const void *)nest_within(t);

	for (size_t i = 0; i < t->nslices; i++)
		fields[i] = (struct str){bytes.at + slices[i].from, slices[i].n};
	return (struct row){.line = t->line, .bytes = bytes, .fields = fields, .nfields = t->nslices};
}

/* The row as it was: its fields stand in the scratch. */
static bool decode(struct row_reader *rr, struct nest_row *t, size_t subject, struct arena *scratch)
{
	struct value *fields = arena_array(scratch, rr->run->type->nfields, sizeof *fields);
	struct row row = sliced(t, scratch);
	struct str column, why;
	uint64_t guessed = 0;
	bool good = mapping_decode(fields, &column, &why, &guessed, &rr->mapping, &row, scratch);

	rr->input->guessed_times += guessed;
	t->flags |= guessed > 0 ? NEST_GUESSED : 0;
	if (good) {
		buf_clear(&rr->r->dense);
		dense_add(&rr->r->dense, fields, rr->run->type->nfields, row.bytes);
		nest_decoded(t, buf_str(&rr->r->dense), rr->r->arena);
		row_reached(rr, &(struct row_time){true, false, row_said_time(fields)});
		return true;
	}
	struct row_time at = row_time_of(rr, &row);
	row_reached(rr, &at);
	rr->input->matched--;
	row_reject_fields(rr, &row, &(struct finder){.match = {.found = IDENTITY_ONE, .subject = subject}, .by = t->by}, column, why);
	t->flags |= NEST_GONE;
	return false;
}

bool row_decode(struct row_reader *rr, struct nest_row *t, size_t subject, struct arena *scratch)
{
	struct arena_mark mark = arena_mark(scratch);
	bool good = decode(rr, t, subject, scratch);

	arena_release(scratch, mark);
	return good;
}

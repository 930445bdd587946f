/* Rows that wait: of a known subject, kept as they are until all files are read. Nothing but their decoding is left
 * then, which any thread may do. */
#include <string.h>

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

/* False: a field is no part of the row's bytes, for it was quoted. */
static bool slice_all(struct slice *out, const struct row *row)
{
	for (size_t i = 0; i < row->nfields; i++) {
		size_t from = (size_t)((uintptr_t)row->fields[i].at - (uintptr_t)row->bytes.at);

		if (from > row->bytes.n || row->bytes.n - from < row->fields[i].n)
			return false;
		out[i] = (struct slice){(uint16_t)from, (uint16_t)row->fields[i].n};
	}
	return true;
}

bool row_put_off(struct row_reader *rr, const struct row *row, const struct finder *who)
{
	struct reading *r = rr->r;
	size_t slices = row->nfields * sizeof(struct slice);
	char *room;
	struct told *t;

	if (!rr->may_wait || row->bytes.n > UINT16_MAX)
		return false;
	room = nest_room(&r->nests[who->match.subject], sizeof *t + slices + row->bytes.n, r->arena);
	t = (void *)room;
	if (!slice_all((void *)(room + sizeof *t), row))
		return false;
	memcpy(room + sizeof *t + slices, row->bytes.at, row->bytes.n);
	*t = (struct told){.source = {.input = rr->input, .line = row->line, .row = {room + sizeof *t + slices, row->bytes.n}},
	                   .input = rr->input,
	                   .waits = rr,
	                   .slices = (void *)(room + sizeof *t),
	                   .nslices = row->nfields,
	                   .subject = who->match.subject,
	                   .by = who->by};
	rr->input->matched++;
	intake_put(&rr->run->intake, t, (struct str){NULL, 0});
	return true;
}

static struct row sliced(struct reading *r, const struct told *t)
{
	row_room(r, t->nslices);
	for (size_t i = 0; i < t->nslices; i++)
		r->room[i] = (struct str){t->source.row.at + t->slices[i].from, t->slices[i].n};
	return (struct row){.line = t->source.line, .bytes = t->source.row, .fields = r->room, .nfields = t->nslices};
}

bool row_decode(struct row_reader *rr, struct told *t, struct arena *a)
{
	struct value *fields = arena_array(a, rr->run->type->nfields, sizeof *fields);
	struct row row = sliced(rr->r, t);
	struct str column, why;
	uint64_t guessed = 0;
	bool good = mapping_decode(fields, &column, &why, &guessed, &rr->mapping, &row, a);

	rr->input->guessed_times += guessed;
	t->waits = NULL;
	if (good) {
		t->fields = fields;
		t->clock_guessed = guessed > 0;
		t->recorded = fields[FIELD_RECORDED].kind == VALUE_TIME ? fields[FIELD_RECORDED].as.time.first : INSTANT_MIN;
		row_reached(rr, &(struct row_time){true, false, row_said_time(fields)});
		return true;
	}
	struct row_time at = row_time_of(rr, &row);
	row_reached(rr, &at);
	rr->input->matched--;
	row_reject_fields(rr, &row, &(struct finder){.match = {.found = IDENTITY_ONE, .subject = t->subject}, .by = t->by}, column, why);
	return false;
}

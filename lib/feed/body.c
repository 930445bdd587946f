#include "feed/body.h"

#include "feed/split.h"

enum { STEP = 1024 }; /* rows */

void body_step(struct steps *s)
{
	if (s->options->step)
		s->options->step(s->options->step_context, s->rows, s->in->nbytes - s->bytes);
	s->rows = 0;
	s->bytes = s->in->nbytes;
}

bool body_row(struct row_reader *rr, const struct row *row, enum row_found found)
{
	switch (found) {
	case ROW_GOOD:
		if (header_again(rr->mapping.header, row))
			input_again(rr->input, row->line);
		else if (!row->spans || !row_swallows(rr, row))
			row_read(rr, row);
		return true;
	case ROW_BAD:
		row_reject_shape(rr, row);
		return true;
	case ROW_END:
	case ROW_BROKEN:
		break;
	}
	return false;
}

static bool read_rows(struct row_reader *rr, struct scanner *s, struct nobody *nobody, struct steps *steps)
{
	enum row_found found;
	bool more = true;
	struct row row;

	while (more) {
		uint64_t passed = nobody ? scanner_pass_rows(s, &nobody->pass) : 0;

		found = scanner_next(&row, s);
		if (found == ROW_GOOD && nobody && nobody_row(nobody, &row))
			passed++;
		else
			more = body_row(rr, &row, found);
		rr->input->rows += passed;
		steps->rows += passed + more;
		if (!more || steps->rows >= STEP)
			body_step(steps);
	}
	return found == ROW_END;
}

static void take_packed(void *context, const struct terse_maker *made, uint64_t line)
{
	row_take_packed(context, made->subject, line, (struct str){made->bytes, made->n});
}

bool body_read(struct row_reader *rr, struct scanner *s, struct input *in)
{
	struct steps steps = {.options = rr->r->options, .in = in};
	struct nobody nobody;

	if (!nobody_open(&nobody, rr))
		return read_rows(rr, s, NULL, &steps);
	nobody_pack(&nobody, rr, take_packed, rr);
	nobody.nests = rr->r->packed;
	bool ok = split_rows(rr, s, in, &steps) && read_rows(rr, s, nobody.weighed ? NULL : &nobody, &steps);
	if (nobody.newest > rr->input->newest)
		rr->input->newest = nobody.newest;
	nobody_close(&nobody);
	return ok;
}

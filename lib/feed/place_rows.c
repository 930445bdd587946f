#include "feed/places.h"

struct place_file {
	struct place_reading *r;
	struct place_run *run;
	struct feed_input *input;
	struct mapping mapping;
	struct place at; /* the file; of a row with its line */
};

static void reject(struct place_reading *r, struct feed_input *input, struct place at, struct str column, struct str why,
                   struct str bytes)
{
	struct reject *j;

	input->rejected++;
	if (r->rejects.n >= REJECTS_KEPT)
		return;
	j = VEC_PUSH(r->arena, &r->rejects);
	*j = (struct reject){.input = input,
	                     .line = at.line,
	                     .column = column,
	                     .reason = str_dup(r->arena, why),
	                     .row = str_dup(r->arena, bytes),
	                     .subject = SIZE_MAX};
}

static void begin_row(struct place_file *f, const struct row *row)
{
	f->input->rows++;
	f->at.line = row->line > UINT32_MAX ? UINT32_MAX : (uint32_t)row->line;
}

/* HEADER_NONE: a constant, or not mapped. */
static size_t column_of(const struct mapping *m, size_t field)
{
	for (size_t i = 0; i < m->feed->nfields; i++)
		if (m->feed->fields[i].field == field && m->feed->fields[i].ncolumns > 0)
			return m->fields[i].columns[0];
	return HEADER_NONE;
}

static struct str column_name(const struct mapping *m, size_t field)
{
	size_t column = column_of(m, field);

	return column == HEADER_NONE ? (struct str){NULL, 0} : m->header->names[column];
}

/* The part of a broken row that may be the id: what names the place must not go unnoticed. */
static void reject_broken(struct place_file *f, const struct row *row)
{
	struct str part, rest = row->bytes;
	size_t column = column_of(&f->mapping, PLACE_FIELD_ID), i = 0;
	bool more = true;

	begin_row(f, row);
	reject(f->r, f->input, f->at, (struct str){NULL, 0}, row->why, row->bytes);
	while (more) {
		more = str_split(&part, &rest, rest, f->mapping.delimiter);
		part = str_trim(part);
		if (part.n > 0 && part.at[0] == '"')
			part = str_from(part, 1);
		if (i++ == column && text_valid(NULL, part))
			book_reject_place(f->r->book, part, f->at, row->why);
	}
}

static void reject_row(struct place_file *f, const struct row *row, const struct value *fields, struct str column, struct str why)
{
	reject(f->r, f->input, f->at, column, why, row->bytes);
	if (fields[PLACE_FIELD_ID].kind == VALUE_TEXT)
		book_reject_place(f->r->book, fields[PLACE_FIELD_ID].as.text, f->at, why);
}

static struct row keep(struct place_reading *r, const struct row *row)
{
	if (row->nfields > r->nroom) {
		r->room = mem_resize(r->room, row->nfields * sizeof *r->room);
		r->nroom = row->nfields;
	}
	return row_keep(row, r->room, r->arena);
}

static void add_row(struct place_file *f, const struct row *kept, const struct value *fields)
{
	struct place_run *run = f->run;
	struct place_row *row = ARENA_NEW(f->r->arena, struct place_row), *before;
	struct str key = intake_key(&run->keys, f->mapping.key, f->mapping.feed->nkey, kept->fields);

	*row = (struct place_row){.input = f->input, .at = f->at, .bytes = kept->bytes, .fields = fields,
	                          .id_column = column_name(&f->mapping, PLACE_FIELD_ID),
	                          .at_column = column_name(&f->mapping, PLACE_FIELD_AT)};
	*VEC_PUSH(f->r->arena, &run->rows) = row;
	f->input->matched++;
	if (key.n == 0)
		return;
	before = map_find(&run->by_key, key);
	if (before)
		before->replaced = true;
	map_put(&run->by_key, str_dup(f->r->arena, key), row);
}

static void take_row(struct place_file *f, const struct row *row)
{
	struct place_reading *r = f->r;
	struct value *fields = arena_array(r->arena, NPLACE_FIELDS, sizeof *fields);
	struct row kept = keep(r, row);
	struct str column, why;

	begin_row(f, row);
	if (!mapping_decode(fields, &column, &why, &f->input->guessed_times, &f->mapping, &kept, r->arena))
		reject_row(f, &kept, fields, column, why);
	else if (fields[PLACE_FIELD_RADIUS].kind == VALUE_NUMBER && fields[PLACE_FIELD_RADIUS].as.number < 0)
		reject_row(f, &kept, fields, column_name(&f->mapping, PLACE_FIELD_RADIUS), STR("a radius is no less than 0 metres"));
	else
		add_row(f, &kept, fields);
}

static bool read_rows(struct place_file *f, struct scanner *s)
{
	struct row row;

	for (;;) {
		switch (scanner_next(&row, s)) {
		case ROW_GOOD:
			if (header_again(f->mapping.header, &row))
				input_again(f->input, row.line);
			else
				take_row(f, &row);
			break;
		case ROW_BAD:
			reject_broken(f, &row);
			break;
		case ROW_END:
			return true;
		case ROW_BROKEN:
			return false;
		}
	}
}

static bool begin_rows(struct place_file *f, struct scanner *s)
{
	struct place_reading *r = f->r;
	struct header *h = ARENA_NEW(r->arena, struct header);
	const struct feed *feed = NULL;

	if (!header_read(h, s, f->run->feed, f->at, r->arena, r->diag))
		return false;
	if (f->run->feed) {
		struct feed *typed = arena_copy(r->arena, f->run->feed, sizeof *typed);
		typed->type = &place_type;
		feed = typed;
	} else if (!place_columns(&feed, f->input, r->plan, h, f->at, r->arena, r->diag)) {
		return false;
	}
	return mapping_build(&f->mapping, feed, h, r->plan, f->at, r->arena, r->diag);
}

static bool read_open(struct place_file *f, struct input *in)
{
	struct scanner *s = scanner_open(in);
	struct str line;
	bool ok = scanner_peek(&line, s);

	if (ok && in->nbytes == 0) {
		diag_error(f->r->diag, f->at, "is empty: not even a header");
		diag_help(f->r->diag, "an export that found nothing has a header still: was it cut short? Without this file: leave it out");
		ok = false;
	}
	ok = ok && begin_rows(f, s) && read_rows(f, s);
	if (in->why)
		diag_error(f->r->diag, (struct place){.source = f->at.source}, "cannot be read: %s", in->why);
	scanner_close(s);
	mapping_close(&f->mapping);
	return ok && !in->why;
}

bool place_rows_read(struct place_reading *r, struct place_run *run, const struct feed_file *file)
{
	struct source *source = ARENA_NEW(r->arena, struct source);
	struct place_file f = {.r = r, .run = run, .input = file->input, .at = {.source = source}};
	struct input in;
	bool ok;

	*source = (struct source){.file = file->input->file, .text = {"", 0}};
	if (!input_open(&in, file->path, run->feed ? run->feed->encoding : (struct str){NULL, 0}, r->hash_inputs)) {
		diag_error(r->diag, f.at, "cannot be read: %s", in.why);
		return false;
	}
	ok = read_open(&f, &in);
	input_close(&in, file->input->sha256);
	run->nrows += file->input->rows;
	run->nrejected += file->input->rejected;
	return ok;
}

/* Terms stand in one cell, parted by `;`. */
static bool terms_of(struct geo_use *u, struct str text, struct arena *a)
{
	struct str part, rest = text;
	struct days *terms;
	bool more = true;

	for (size_t i = 0; i < text.n; i++)
		u->nterms += text.at[i] == ';';
	terms = arena_array(a, u->nterms + 1, sizeof *terms);
	u->nterms = 0;
	u->terms = terms;
	while (more) {
		more = str_split(&part, &rest, rest, ';');
		if (str_trim(part).n > 0 && !days_parse(&terms[u->nterms++], part))
			return false;
	}
	return true;
}

/* When the place is in use, or NULL. False: its terms are not understood. */
static bool use_of(const struct geo_use **out, const struct value *f, struct arena *a)
{
	struct geo_use *u = ARENA_NEW(a, struct geo_use);

	*out = NULL;
	*u = (struct geo_use){.from = INT32_MIN, .until = INT32_MAX};
	if (f[PLACE_FIELD_FROM].kind == VALUE_TIME)
		u->from = f[PLACE_FIELD_FROM].as.time.day;
	if (f[PLACE_FIELD_UNTIL].kind == VALUE_TIME)
		u->until = f[PLACE_FIELD_UNTIL].as.time.day;
	if (f[PLACE_FIELD_HOURS].kind == VALUE_HOURS) {
		u->hours = f[PLACE_FIELD_HOURS].as.hours.at;
		u->nhours = f[PLACE_FIELD_HOURS].as.hours.n;
	}
	if (f[PLACE_FIELD_TERMS].kind == VALUE_TEXT && !terms_of(u, f[PLACE_FIELD_TERMS].as.text, a))
		return false;
	if (u->from != INT32_MIN || u->until != INT32_MAX || u->nterms > 0 || u->nhours > 0)
		*out = u;
	return true;
}

static struct geo_place place_of(const struct place_row *row)
{
	const struct value *f = row->fields;
	struct geo_place p = {.id = f[PLACE_FIELD_ID].as.text, .at = f[PLACE_FIELD_AT].as.point};

	if (f[PLACE_FIELD_CLASS].kind == VALUE_TEXT)
		p.class = f[PLACE_FIELD_CLASS].as.text;
	if (f[PLACE_FIELD_NAME].kind == VALUE_TEXT)
		p.title = f[PLACE_FIELD_NAME].as.text;
	if (f[PLACE_FIELD_RADIUS].kind == VALUE_NUMBER)
		p.radius = (double)f[PLACE_FIELD_RADIUS].as.number / (double)NUMBER_ONE;
	return p;
}

/* What needs the place says so. */
static void refuse_place(struct place_reading *r, const struct place_row *row, struct str column, const char *why)
{
	row->input->matched--;
	reject(r, row->input, row->at, column, str_of(why), row->bytes);
	book_reject_place(r->book, row->fields[PLACE_FIELD_ID].as.text, row->at, str_of(why));
}

static void add_place(struct place_reading *r, const struct place_row *row)
{
	struct geo_place p;
	struct str why = {NULL, 0};

	if (row->fields[PLACE_FIELD_AT].kind != VALUE_POINT) {
		refuse_place(r, row, row->at_column, "is missing, and the place needs it");
		return;
	}
	p = place_of(row);
	if (!use_of(&p.use, row->fields, r->arena)) {
		refuse_place(r, row, STR("terms"), "a term is its first and its last day, as 2026-09-02..2026-10-23");
		return;
	}
	switch (book_add_place(r->book, &p, row->at, &why)) {
	case PLACE_ADDED:
		break;
	case PLACE_AGAIN:
		row->input->superseded++;
		break;
	case PLACE_CLASHES:
		row->input->matched--;
		reject(r, row->input, row->at, row->id_column, why, row->bytes);
		break;
	}
}

static bool passes(const struct feed *f, const struct place_row *row, struct env *env)
{
	struct event e = {.type = &place_type, .fields = row->fields};
	bool passed;

	if (!f || !f->where)
		return true;
	env->events[0] = &e;
	passed = expr_truth(f->where, env, NULL) != TRUTH_FALSE;
	env->events[0] = NULL;
	return passed;
}

void place_rows_settle(struct place_reading *r, struct place_run *run)
{
	struct env *env = ARENA_NEW(r->arena, struct env);

	*env = (struct env){.arena = r->arena, .zone = &r->plan->zone, .atlas = r->plan->atlas, .holidays = r->plan->holidays,
	                    .nholidays = r->plan->nholidays, .now = r->as_of};
	for (size_t i = 0; i < run->rows.n; i++) {
		const struct place_row *row = run->rows.at[i];

		if (row->replaced)
			row->input->superseded++;
		else if (!passes(run->feed, row, env))
			row->input->filtered++;
		else
			add_place(r, row);
	}
}

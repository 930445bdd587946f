#include "feed/story_parts.h"

struct str story_cell(const struct row *row, size_t column)
{
	return column < row->nfields ? str_trim(row->fields[column]) : (struct str){"", 0};
}

/* ---- the file again ---- */

static struct str form_of(const struct telling *t, const struct input *in)
{
	static const char *const packings[] = {[PACKING_NONE] = "", [PACKING_GZIP] = ", gzip", [PACKING_ZSTD] = ", zstd"};
	const struct feed *f = t->mapping.feed;
	struct buf b = {0};
	struct str form;

	if (t->mapping.delimiter == '\t')
		buf_add(&b, STR("fields between tabs"));
	else
		buf_printf(&b, "fields between \"%c\"", t->mapping.delimiter);
	buf_printf(&b, ", %.*s%s", STR_ARG(in->read_as), packings[in->packing]);
	if (f->skip > 0)
		buf_printf(&b, ", header below %llu lines", (unsigned long long)f->skip);
	if (f->decimal == ',')
		buf_add(&b, STR(", decimal commas"));
	if (f->thousands)
		buf_printf(&b, ", \"%c\" between thousands", f->thousands);
	form = str_dup(t->arena, buf_str(&b));
	buf_free(&b);
	return form;
}

static bool begin(struct telling *t, struct scanner *s, const struct feed_input *input)
{
	struct header *h = ARENA_NEW(t->arena, struct header);

	mapping_close(&t->mapping);
	return header_read(h, s, input->feed, t->place, t->arena, t->diag) &&
	       mapping_build(&t->mapping, input->feed, h, t->plan, t->place, t->arena, t->diag);
}

static void visit_rows(struct telling *t, struct scanner *s, row_visit *visit, void *context)
{
	struct row row;

	for (;;) {
		enum row_found found = scanner_next(&row, s);
		if (found == ROW_END || found == ROW_BROKEN || !visit(t, &row, found == ROW_GOOD, context))
			return;
	}
}

/* Calls visit at each row until it is false. */
static bool read_again(struct telling *t, const struct feed_input *input, row_visit *visit, void *context)
{
	struct source *source = ARENA_NEW(t->arena, struct source);
	struct input in;
	bool ok;

	if (t->kept)
		return story_read_kept(t, input, visit, context);
	*source = (struct source){.file = input->file, .text = {"", 0}};
	t->place = (struct place){.source = source};
	if (str_eq_cstr(input->file, "-")) {
		diag_error(t->diag, t->place, "is standard input, which cannot be read a second time");
		return false;
	}
	if (!input_open(&in, str_cstr(t->arena, input->file), input->feed->encoding, false)) {
		diag_error(t->diag, t->place, "cannot be read: %s", in.why);
		return false;
	}
	struct scanner *s = scanner_open(&in);
	ok = begin(t, s, input);
	if (ok)
		visit_rows(t, s, visit, context);
	if (ok && t->out)
		t->out->form = form_of(t, &in);
	scanner_close(s);
	input_close(&in, (char[65]){0});
	return ok;
}

/* ---- what became of it ---- */

static bool same_row(const struct event_source *s, const struct feed_input *input, uint64_t line)
{
	return s->line == line && input_same(s->input, input);
}

static const struct event *event_of(const struct telling *t)
{
	const struct subject_events *events = feed_subject(t->result, t->out->subject);

	for (size_t i = 0; i < events->n; i++)
		for (size_t k = 0; k < events->events[i].nsources; k++)
			if (same_row(&events->events[i].sources[k], t->out->input, t->out->line))
				return &events->events[i];
	return NULL;
}

static bool is_later(struct telling *t)
{
	const struct mapping *m = &t->mapping;
	struct moment at;
	bool has;

	if (t->options->known_at == INSTANT_MAX)
		return false;
	has = m->recorded && mapping_moment(&at, m, m->recorded, &t->row, t->arena);
	has = has || (m->time && mapping_moment(&at, m, m->time, &t->row, t->arena));
	return has && at.last > t->options->known_at;
}

static const struct event *decode_event(struct telling *t)
{
	struct event *e = ARENA_NEW(t->arena, struct event);
	struct value *fields = arena_array(t->arena, t->mapping.type->nfields, sizeof *fields);
	uint64_t guessed = 0;

	if (!mapping_decode(fields, &t->out->column, &t->out->why, &guessed, &t->mapping, &t->row, t->arena))
		return NULL;
	*e = (struct event){.type = t->mapping.type, .fields = fields, .time = fields[FIELD_TIME].as.time,
	                    .by_name = t->out->by_name, .match = t->out->match};
	return e;
}

static bool passes(struct telling *t, const struct event *e)
{
	const struct plan *p = t->plan;
	struct env *env = ARENA_NEW(t->arena, struct env);

	*env = (struct env){.arena = t->arena, .zone = &p->zone, .atlas = p->atlas, .places = p->places,
	                    .nplaces = p->nplaces, .place_index = p->place_index, .holidays = p->holidays, .nholidays = p->nholidays,
	                    .now = t->options->as_of};
	env->events[0] = e;
	return !t->mapping.feed->where || expr_truth(t->mapping.feed->where, env, NULL) != TRUTH_FALSE;
}

/* ---- the row that counts in its place ---- */

struct winner {
	struct telling *story;   /* of the row that is explained */
	const struct feed_input *input;
	struct event_source *best;
	int64_t recorded;
};

static struct str key_text(const struct mapping *m, const struct row *row, struct arena *a)
{
	struct intake in = {.feed = m->feed};
	struct str out = str_dup(a, intake_key(&in, m->key, m->feed->nkey, row->fields));

	buf_free(&in.key);
	return out;
}

static bool weigh_row(struct telling *t, const struct row *row, bool good, void *context)
{
	struct winner *w = context;
	struct moment at;
	int64_t recorded = INSTANT_MIN;
	struct arena scratch;

	if (!good)
		return true;
	arena_init(&scratch);
	bool same = str_eq(key_text(&t->mapping, row, &scratch), w->story->key);
	if (same && t->mapping.recorded && mapping_moment(&at, &t->mapping, t->mapping.recorded, row, &scratch))
		recorded = at.first;
	arena_free(&scratch);
	if (!same || recorded < w->recorded)
		return true;
	w->recorded = recorded;
	w->best = ARENA_NEW(t->arena, struct event_source);
	*w->best = (struct event_source){.input = w->input, .line = row->line, .row = story_shown(t, str_dup(t->arena, row->bytes))};
	return true;
}

/* Of all rows of the key in the feed's files, in the order in which they were read. */
static void find_winner(struct telling *t)
{
	struct winner w = {.story = t, .recorded = INSTANT_MIN};

	for (size_t i = 0; i < t->result->ninputs; i++) {
		struct telling other = {.plan = t->plan, .options = t->options, .kept = t->kept, .arena = t->arena, .diag = t->diag};
		w.input = t->result->inputs[i];
		if (!str_eq(w.input->name, t->out->input->name) || w.input->own_header != t->out->input->own_header)
			continue;
		if (!read_again(&other, w.input, weigh_row, &w))
			return;
	}
	if (t->kept)
		story_weigh_nobody(t, &w.best, w.recorded);
	if (w.best && !same_row(w.best, t->out->input, t->out->line))
		t->out->instead = w.best;
}

static void decide_known(struct telling *t)
{
	struct row_story *o = t->out;

	o->event = event_of(t);
	if (o->event) {
		o->fate = ROW_KEPT;
		return;
	}
	o->event = decode_event(t);
	if (!o->event) {
		o->fate = ROW_REJECTED;
		return;
	}
	t->key = key_text(&t->mapping, &t->row, t->arena);
	if (t->key.n > 0)
		find_winner(t);
	if (o->instead)
		o->fate = ROW_SUPERSEDED;
	else if (!passes(t, o->event))
		o->fate = ROW_FILTERED;
	else
		o->fate = t->options->wanted && !t->options->wanted[o->subject] ? ROW_UNWANTED : ROW_SUPERSEDED;
}

static void decide(struct telling *t)
{
	struct row_story *o = t->out;
	struct identity_match who = story_whose(t);

	story_cells(t);
	o->subject = who.subject;
	if (t->mapping.feed->where)
		o->filter = expr_text(t->mapping.feed->where);
	if (is_later(t)) {
		o->fate = ROW_LATER;
	} else if (who.found == IDENTITY_NONE) {
		o->fate = ROW_NOBODY;
	} else if (who.found == IDENTITY_TIE) {
		o->fate = ROW_REJECTED;
		o->other = who.other;
		o->why = STR("names two subjects equally well");
	} else {
		decide_known(t);
	}
	o->subject = who.found == IDENTITY_NONE ? SIZE_MAX : who.subject;
}

/* ---- finding the row ---- */

struct sought {
	uint64_t line;
	bool found, good;
	uint64_t before; /* the last row that begins before the line */
};

static bool take_row(struct telling *t, const struct row *row, bool good, void *context)
{
	struct sought *q = context;

	if (row->line < q->line) {
		q->before = row->line;
		return true;
	}
	q->found = row->line == q->line;
	q->good = good;
	if (q->found) {
		struct str *room = arena_array(t->arena, row->nfields, sizeof *room);
		t->row = good ? row_keep(row, room, t->arena) : (struct row){.line = row->line, .bytes = str_dup(t->arena, row->bytes),
		                                                             .why = str_dup(t->arena, row->why)};
	}
	return false;
}

static bool not_there(struct telling *t, const struct sought *q)
{
	diag_error(t->diag, (struct place){0}, "%.*s has no row that begins at line %llu", STR_ARG(t->out->input->file),
	           (unsigned long long)q->line);
	if (q->line == 1)
		diag_help(t->diag, "line 1 is the header");
	else if (q->before > 0)
		diag_help(t->diag, "the row before it begins at line %llu", (unsigned long long)q->before);
	return false;
}

static bool tell(struct telling *t)
{
	struct row_story *out = t->out;
	struct sought q = {.line = out->line};

	if (t->kept && (t->kept->broken || t->kept->nobody)) {
		story_tell_lost(t);
		return true;
	}
	if (!read_again(t, out->input, take_row, &q))
		return false;
	if (!q.found)
		return not_there(t, &q);
	if (q.good && header_again(t->mapping.header, &t->row)) {
		diag_error(t->diag, (struct place){0}, "%.*s says the header again at line %llu: that is no row",
		           STR_ARG(out->input->file), (unsigned long long)out->line);
		return false;
	}
	out->row = story_shown(t, t->row.bytes);
	if (!q.good) {
		out->fate = ROW_REJECTED;
		out->why = t->row.why;
		return true;
	}
	t->index = identity_build(t->plan, t->arena);
	decide(t);
	out->why = story_shown(t, out->why);
	return true;
}

bool row_story(struct row_story *out, const struct feed_result *result, const struct story_place *of,
               const struct plan *plan, const struct feed_options *options, struct arena *a, struct diag *d)
{
	struct telling t = {.out = out, .kept = of->kept, .result = result, .plan = plan, .options = options, .arena = a, .diag = d};
	bool told;

	*out = (struct row_story){.input = of->input, .kept = of->kept, .line = of->line, .subject = SIZE_MAX, .other = SIZE_MAX};
	told = tell(&t);
	mapping_close(&t.mapping);
	return told;
}

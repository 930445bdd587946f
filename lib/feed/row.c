#include <string.h>

#include "base/digest.h"
#include "feed/keeper.h"
#include "feed/row_inside.h"
#include "lang/identifier.h"

#define SCRATCH_MAX ((size_t)1 << 20)

struct row_time row_time_of(const struct row_reader *rr, const struct row *row)
{
	const struct mapping *m = &rr->mapping;
	struct row_time t = {false, false, {0}};

	if (m->recorded)
		t.recorded = mapping_moment(&t.at, m, m->recorded, row, &rr->r->scratch);
	t.has = t.recorded || (m->time && mapping_moment(&t.at, m, m->time, row, &rr->r->scratch));
	return t;
}

/* False: the row was not known yet. */
static bool known(struct row_reader *rr, const struct row_time *t)
{
	if (rr->r->options->known_at == INSTANT_MAX || !t->has)
		return true;
	if (t->at.last > rr->r->options->known_at) {
		rr->input->later++;
		return false;
	}
	rr->run->unrecorded += !t->recorded;
	return true;
}

void row_reached(struct row_reader *rr, const struct row_time *t)
{
	int64_t at = t->has ? row_reach(&t->at, rr->cap) : INSTANT_MIN;

	if (at > rr->input->newest)
		rr->input->newest = at;
}

/* Text of a row as it may be kept. */
static struct str keepable(const struct row_reader *rr, struct str text)
{
	return rr->mapping.cards ? card_mask(text, rr->r->arena) : text;
}

static const char *hash_of(struct str bytes, struct arena *a)
{
	struct digest d = digest_of(bytes);
	char *hex = arena_alloc(a, 65);

	digest_hex(hex, 64, &d);
	return hex;
}

static struct event_source source_of(const struct row_reader *rr, const struct row *kept)
{
	struct event_source s = {.input = rr->input, .line = kept->line, .row = keepable(rr, kept->bytes)};

	if (rr->sha256)
		s.sha256 = rr->sha256;
	else if (s.row.at != kept->bytes.at)
		s.sha256 = hash_of(kept->bytes, rr->r->arena);
	return s;
}

static struct reject *reject(struct row_reader *rr, const struct row *row, struct str why)
{
	struct reading *r = rr->r;
	struct reject *j;

	rr->input->rejected++;
	if (r->rejects.n >= REJECTS_KEPT || r->reject_bytes >= REJECTS_BYTES) {
		r->rejects_full = true;
		return NULL;
	}
	r->reject_bytes += row->bytes.n;
	j = VEC_PUSH(r->arena, &r->rejects);
	*j = (struct reject){.input = rr->input,
	                     .line = row->line,
	                     .reason = str_dup(r->arena, keepable(rr, why)),
	                     .row = str_dup(r->arena, keepable(rr, row->bytes)),
	                     .subject = SIZE_MAX};
	return j;
}

void row_mark_rejected(struct row_reader *rr, size_t subject)
{
	struct reading *r = rr->r;

	if (!r->rejected[subject]) {
		r->rejected[subject] = arena_array(r->arena, r->plan->ntypes, sizeof **r->rejected);
		*VEC_PUSH(r->arena, &r->marked) = subject;
	}
	r->rejected[subject][rr->run->type->index] = true;
}

static void mark_match(struct row_reader *rr, struct reject *j, struct identity_match who)
{
	if (who.found == IDENTITY_NONE)
		return;
	row_mark_rejected(rr, who.subject);
	if (who.found == IDENTITY_TIE)
		row_mark_rejected(rr, who.other);
	if (j)
		j->subject = who.subject;
}

static struct str key_of(struct row_reader *rr, const struct row *row)
{
	return intake_key(&rr->run->intake, rr->mapping.key, rr->mapping.feed->nkey, row->fields);
}

/* ---- for a keeper ---- */

static void keep_row(struct row_reader *rr, const struct row *row, size_t subject, bool broken)
{
	const struct feed_keeper *k = rr->r->options->keeper;
	struct arena *a = &rr->r->scratch;
	struct kept_row kept = {.line = row->line, .bytes = row->bytes, .broken = broken, .subject = subject};

	if (rr->mapping.cards) {
		kept.bytes = row->why.n > 0 ? card_mask(row->bytes, a) : row_covered(&rr->mapping, row, a);
		kept.sha256 = hash_of(row->bytes, a);
	}
	if (row->why.n == 0)
		kept.key = key_of(rr, row);
	k->row(k->context, &kept);
}

static void keep_match(struct row_reader *rr, const struct row *row, struct identity_match who, bool broken)
{
	if (!rr->r->options->keeper || who.found == IDENTITY_NONE)
		return;
	keep_row(rr, row, who.subject, broken);
	if (who.found == IDENTITY_TIE)
		keep_row(rr, row, who.other, broken);
}

static void keep_moment(const struct row_reader *rr, const struct row_time *t, bool rejected)
{
	const struct feed_keeper *k = rr->r->options->keeper;

	if (k)
		k->moment(k->context, t && t->has ? &t->at : NULL, rejected);
}

void row_blame(struct row_reader *rr, const struct row *row, struct reject *j, struct identity_match who)
{
	mark_match(rr, j, who);
	keep_match(rr, row, who, true);
}

void row_reject_shape(struct row_reader *rr, const struct row *row)
{
	struct reject *j = reject(rr, row, row->why);

	rr->input->rows++;
	row_blame(rr, row, j, mapping_guess(&rr->mapping, row, rr->r->index));
	keep_moment(rr, NULL, true);
}

static void reject_tie(struct row_reader *rr, const struct row *row, struct identity_match who)
{
	const struct subject *subjects = rr->r->plan->subjects;
	struct str why = str_printf(&rr->r->scratch, "names two subjects equally well, %.*s and %.*s",
	                            STR_ARG(subjects[who.subject].id), STR_ARG(subjects[who.other].id));

	mark_match(rr, reject(rr, row, why), who);
	keep_match(rr, row, who, false);
}

/* What the file calls people, for a note where nobody of them is known. */
static void take_sample(struct row_reader *rr, const struct row *row)
{
	const struct mapping_way *w = rr->mapping.ways;
	size_t column;
	struct str text;

	if (rr->input->matched > 0 || rr->input->sample.n > 0 || rr->mapping.feed->nways == 0)
		return;
	column = w->way->kind == WAY_PERSON ? w->family : w->column;
	if (column == HEADER_NONE)
		return;
	text = str_trim(row->fields[column]);
	if (text.n > 0 && text.n <= 80 && text_valid(NULL, text))
		rr->input->sample = str_dup(rr->r->arena, text);
}

static void pass_nobody(struct row_reader *rr, const struct row *row, const struct row_time *t)
{
	const struct feed_keeper *k = rr->r->options->keeper;
	struct str key = key_of(rr, row);
	int64_t recorded = t->recorded ? t->at.first : INSTANT_MIN;

	if (key.n > 0 && k)
		k->nobody(k->context, key, recorded, t->has ? t->at.last : INSTANT_MIN, row->line);
	else if (key.n > 0)
		intake_put_nobody(&rr->run->intake, key, recorded);
}

static void row_room(struct reading *r, size_t nfields)
{
	if (nfields <= r->nroom)
		return;
	r->room = mem_resize(r->room, nfields * sizeof *r->room);
	r->nroom = nfields;
}

/* A row that is kept: what is told, its fields and its bytes stand in one piece. */
struct kept {
	struct told *told;
	struct value *fields;
	struct row row; /* its slices: until the next row */
};

static struct kept keep(struct row_reader *rr, const struct row *row)
{
	struct reading *r = rr->r;
	size_t fields = rr->run->type->nfields * sizeof(struct value), bytes = row->bytes.n;
	char *room = arena_alloc(r->arena, sizeof(struct told) + fields + bytes);
	struct kept k = {.told = (void *)room, .fields = (void *)(room + sizeof(struct told))};

	row_room(r, row->nfields);
	k.row = row_move(row, r->room, room + sizeof(struct told) + fields, r->arena);
	return k;
}

static void put(struct row_reader *rr, const struct kept *k, const struct finder *who, bool clock_guessed)
{
	const struct value *recorded = &k->fields[FIELD_RECORDED];
	struct reading *r = rr->r;

	*k->told = (struct told){.source = source_of(rr, &k->row),
	                         .input = rr->input,
	                         .fields = k->fields,
	                         .subject = who->match.subject,
	                         .by = who->by,
	                         .clock_guessed = clock_guessed,
	                         .match = mapping_match(&rr->mapping, &k->row, &who->match, who->by, r->index, r->arena, &r->scratch),
	                         .recorded = recorded->kind == VALUE_TIME ? recorded->as.time.first : INSTANT_MIN};
	intake_put(&rr->run->intake, k->told, key_of(rr, &k->row));
}

static void nest(struct row_reader *rr, const struct row *row, const struct value *fields, const struct finder *who,
                 bool clock_guessed)
{
	struct reading *r = rr->r;
	struct event_source source = source_of(rr, row);
	struct row kept = *row;
	struct nest_more more = {.match = mapping_match(&rr->mapping, row, &who->match, who->by, r->index, r->arena, &r->scratch),
	                         .sha256 = source.sha256};

	kept.bytes = source.row;
	row_nest(rr, &kept, fields, who, more, clock_guessed);
}

void row_reject_fields(struct row_reader *rr, const struct row *row, const struct finder *who, struct str column,
                          struct str why)
{
	struct reject *j = reject(rr, row, why);

	row_mark_rejected(rr, who->match.subject);
	if (j) {
		j->subject = who->match.subject;
		j->column = column;
	}
	keep_match(rr, row, who->match, rr->mapping.cards);
}

static void read_kept(struct row_reader *rr, const struct row *row, const struct finder *who)
{
	struct reading *r = rr->r;
	struct arena_mark mark = arena_mark(&r->scratch);
	bool nests = r->nests && key_of(rr, row).n == 0;
	struct kept k = nests ? (struct kept){.fields = arena_array(&r->scratch, rr->run->type->nfields, sizeof *k.fields), .row = *row}
	                      : keep(rr, row);
	struct str column, why;
	uint64_t guessed = 0;

	if (mapping_decode(k.fields, &column, &why, &guessed, &rr->mapping, &k.row, nests ? &r->scratch : r->arena)) {
		row_reached(rr, &(struct row_time){true, false, row_said_time(k.fields)});
		rr->input->matched++;
		if (nests)
			nest(rr, row, k.fields, who, guessed > 0);
		else
			put(rr, &k, who, guessed > 0);
	} else {
		struct row_time t = row_time_of(rr, row);

		row_reached(rr, &t);
		row_reject_fields(rr, row, who, column, why);
	}
	rr->input->guessed_times += guessed;
	arena_release(&r->scratch, mark);
}

static bool is_wanted(const struct reading *r, size_t subject)
{
	return !r->options->keeper && (!r->options->wanted || r->options->wanted[subject]);
}

static void read_matched(struct row_reader *rr, const struct row *row, const struct row_time *t, const struct finder *who)
{
	struct reading *r = rr->r;
	struct value *fields;
	uint64_t guessed = 0;
	struct str column, why;

	if (is_wanted(r, who->match.subject)) {
		read_kept(rr, row, who);
		return;
	}
	fields = arena_array(&r->scratch, rr->run->type->nfields, sizeof *fields);
	if (!mapping_decode(fields, &column, &why, &guessed, &rr->mapping, row, &r->scratch)) {
		row_reject_fields(rr, row, who, column, why);
	} else {
		rr->input->matched++;
		if (r->options->keeper)
			keep_match(rr, row, who->match, false);
		else
			pass_nobody(rr, row, t);
	}
	rr->input->guessed_times += guessed;
}

static bool readable(struct row_reader *rr, const struct row *row)
{
	size_t column;
	const char *why = row_unreadable(&column, &rr->mapping, row);
	struct reject *j = why ? reject(rr, row, str_of(why)) : NULL;

	if (j)
		j->column = rr->mapping.header->names[column];
	return !why;
}

void row_read(struct row_reader *rr, const struct row *row)
{
	struct reading *r = rr->r;
	struct row_time t;
	struct finder who;
	uint64_t rejected = rr->input->rejected;

	if (r->scratch.used > SCRATCH_MAX) {
		arena_free(&r->scratch);
		arena_init(&r->scratch);
	}
	rr->input->rows++;
	who.match = mapping_who(&who.by, &rr->mapping, row, r->index, &r->scratch);
	if (who.match.found == IDENTITY_ONE && r->options->known_at == INSTANT_MAX && is_wanted(r, who.match.subject)) {
		if (!row_put_off(rr, row, &who))
			read_kept(rr, row, &who);
		return;
	}
	t = row_time_of(rr, row);
	if (!known(rr, &t))
		return;
	row_reached(rr, &t);
	switch (who.match.found) {
	case IDENTITY_NONE:
		if (!readable(rr, row))
			break;
		take_sample(rr, row);
		pass_nobody(rr, row, &t);
		break;
	case IDENTITY_ONE:
		read_matched(rr, row, &t, &who);
		break;
	case IDENTITY_TIE:
		reject_tie(rr, row, who.match);
		break;
	}
	keep_moment(rr, &t, rr->input->rejected > rejected);
}

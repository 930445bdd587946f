/* Orders, conditions, schemes, files and rejects of a redacted run. */
#include <string.h>

#include "base/digest.h"
#include "report/redact_parts.h"

static struct str masked(const struct redaction *r, struct str text)
{
	return mask_text(&r->mask, text, MASK_NOBODY);
}

/* ---- conditions ---- */

/* "4", "2b", "3.1(c)": no word, and no number that could be somebody's. */
static bool says_nothing(struct str id)
{
	size_t letters = 0, digits = 0;

	for (size_t i = 0; i < id.n; i++) {
		bool digit = id.at[i] >= '0' && id.at[i] <= '9', mark = !digit && strchr(".-()/ ", id.at[i]);
		letters = digit || mark ? 0 : letters + 1;
		digits = digit ? digits + 1 : 0;
		if (letters > 2 || digits > 3)
			return false;
	}
	return true;
}

static struct str condition_id(const struct redaction *r, const struct condition *c)
{
	return !r->nameless || says_nothing(c->id) ? masked(r, c->id) : mask_pseudonym(&r->mask, "condition", c->id);
}

/* A title of the user's own may say anything; that of a shipped rule is known to all. */
static struct str title_of(const struct redaction *r, const struct condition *c)
{
	for (size_t i = 0; i < c->nrules; i++)
		if (c->rules[i].rule->shipped)
			return c->rules[i].rule->title;
	return str_printf(r->arena, "Condition %.*s", STR_ARG(condition_id(r, c)));
}

static void fill_condition(struct condition *to, const struct redaction *r, const struct condition *c)
{
	bool has_public = c->public_text.n > 0;
	struct place at = condition_place(c);

	*to = (struct condition){.id = condition_id(r, c), .title = title_of(r, c), .kind = c->kind, .in_force = c->in_force,
	                         .nin_force = c->nin_force};
	to->text = has_public ? masked(r, c->public_text) : c->text.n > 0 ? STR(MASK_WITHHELD) : c->text;
	if (at.source)
		to->told = redact_place(r, at);
	to->public_text = has_public ? to->text : c->public_text;
}

const struct condition *redact_condition(struct redaction *r, const struct condition *c)
{
	struct condition *to = twin_of(r, c);

	if (to)
		return to;
	to = ARENA_NEW(r->arena, struct condition);
	fill_condition(to, r, c);
	twin_set(r, c, to);
	return to;
}

static struct condition *redact_conditions(struct redaction *r, const struct condition *list, size_t n)
{
	struct condition *all = arena_array(r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		fill_condition(&all[i], r, &list[i]);
		twin_set(r, &list[i], &all[i]);
	}
	return all;
}

/* ---- orders and schemes ---- */

const struct order *redact_order(struct redaction *r, const struct order *o)
{
	struct order *to = o ? twin_of(r, o) : NULL;

	if (to || !o)
		return to;
	to = ARENA_NEW(r->arena, struct order);
	*to = (struct order){.id = redact_order_id(r, o->id), .type = o->type, .jurisdiction = o->jurisdiction,
	                     .subject = redact_subject(r, o->subject), .from = o->from, .until = o->until};
	to->hash_id = to->id;
	to->conditions = redact_conditions(r, o->conditions, o->nconditions);
	to->nconditions = o->nconditions;
	twin_set(r, o, to);
	return to;
}

const struct scheme *redact_scheme(struct redaction *r, const struct scheme *s)
{
	struct scheme *to = s ? twin_of(r, s) : NULL;

	if (to || !s)
		return to;
	to = ARENA_NEW(r->arena, struct scheme);
	*to = (struct scheme){.name = redact_name(r, "scheme", s->name), .shipped = s->shipped,
	                      .jurisdiction = s->jurisdiction, .bound = s->bound};
	to->conditions = redact_conditions(r, s->conditions, s->nconditions);
	to->nconditions = s->nconditions;
	twin_set(r, s, to);
	return to;
}

/* ---- files ---- */

/* The hash of a file of few rows could be found by trying. */
static void hide_hash(char *out, const struct redaction *r, const char *hex)
{
	struct str hidden = hex[0] ? mask_hex(&r->mask, "sha256", str_of(hex), 64) : (struct str){"", 0};

	for (size_t i = 0; i < hidden.n; i++)
		out[i] = hidden.at[i];
	out[hidden.n] = '\0';
}

const struct feed_input *redact_input(struct redaction *r, const struct feed_input *in)
{
	struct feed_input *to = twin_of(r, in);

	if (to)
		return to;
	to = ARENA_NEW(r->arena, struct feed_input);
	*to = (struct feed_input){.file = redact_path(r, in->file), .name = redact_name(r, "feed", in->name), .own_header = in->own_header,
	                          .rows = in->rows, .matched = in->matched, .rejected = in->rejected, .filtered = in->filtered,
	                          .later = in->later, .superseded = in->superseded, .headers = in->headers,
	                          .header_line = in->header_line, .newest = in->newest, .guessed_times = in->guessed_times};
	hide_hash(to->sha256, r, in->sha256);
	if (in->feed) {
		struct feed *feed = ARENA_NEW(r->arena, struct feed);
		*feed = (struct feed){.id = to->name, .type = in->feed->type};
		to->feed = feed;
	}
	twin_set(r, in, to);
	return to;
}

/* Only how far the types of the inputs are known. */
static const struct supply *redact_supplies(const struct redaction *r, const struct feed_result *in)
{
	struct supply *all;
	size_t n = 0;

	for (size_t i = 0; i < in->ninputs; i++)
		if (in->inputs[i]->feed && in->inputs[i]->feed->type && in->inputs[i]->feed->type->index >= n)
			n = in->inputs[i]->feed->type->index + 1;
	all = arena_array(r->arena, n, sizeof *all);
	for (size_t i = 0; i < n; i++)
		all[i] = (struct supply){.supplied = in->supplies[i].supplied, .given = in->supplies[i].given,
		                         .known_until = in->supplies[i].known_until};
	return all;
}

/* Of a file without a header a person may stand where columns are named. */
static struct str redact_column(const struct redaction *r, struct str column)
{
	if (column.n > 0 && r->nameless)
		return mask_pseudonym(&r->mask, "column", column);
	return mask_text(&r->mask, column, MASK_ANYBODY);
}

void redact_reject_words(struct str *feed, struct str *column, struct str *reason, const struct redaction *r)
{
	*feed = redact_name(r, "feed", *feed);
	*column = redact_column(r, *column);
	*reason = redact_message(r, *reason);
}

static const struct reject *redact_rejects(struct redaction *r, const struct feed_result *in)
{
	struct reject *all = arena_array(r->arena, in->nrejects, sizeof *all);

	for (size_t i = 0; i < in->nrejects; i++) {
		const struct reject *from = &in->rejects[i];
		all[i] = (struct reject){.input = redact_input(r, from->input), .line = from->line,
		                         .column = redact_column(r, from->column),
		                         .reason = redact_message(r, from->reason), .row = STR(MASK_WITHHELD),
		                         .subject = redact_subject(r, from->subject)};
	}
	return all;
}

void redact_feeds(struct feed_result *out, struct redaction *r, const struct feed_result *in)
{
	const struct feed_input **inputs = arena_array(r->arena, in->ninputs, sizeof *inputs);
	struct str *notes = arena_array(r->arena, in->nnotes, sizeof *notes);

	for (size_t i = 0; i < in->ninputs; i++)
		inputs[i] = redact_input(r, in->inputs[i]);
	for (size_t i = 0; i < in->nnotes; i++)
		notes[i] = redact_message(r, in->notes[i]);
	*out = (struct feed_result){.inputs = inputs, .ninputs = in->ninputs, .failed = in->failed, .notes = notes,
	                            .nnotes = in->nnotes, .nrejects = in->nrejects};
	out->rejects = redact_rejects(r, in);
	out->supplies = redact_supplies(r, in);
}

#include "feed/guess.h"

#include <string.h>

#include "feed/guess_parts.h"
#include "feed/read.h"

enum { WORDS_MAX = 24, BORN_PIVOT = 1925 };

/* The header's unit, where the field has another of its kind. */
static void find_units(struct guessing *g)
{
	for (size_t i = 0; i < g->out->nfields; i++) {
		struct guess_field *f = &g->out->fields[i];
		const struct unit *own = g->out->type->fields[f->field].unit;
		const struct guess_tokens *t = &g->tokens[f->columns[0]];

		for (size_t k = 0; own && k < t->n; k++) {
			const struct unit *unit = t->at[k].n > 1 || t->n > 1 ? unit_find(t->at[k]) : NULL;
			if (unit && unit != own && unit->kind == own->kind)
				f->unit = unit;
		}
	}
}

static bool known_word(const struct type *t, struct str text, struct arena *a)
{
	struct value v;
	struct str why;
	struct value_context none = {0};

	return value_parse(&v, t, text, &none, NULL, a, &why);
}

static size_t find_word(const struct guess_word *words, size_t n, struct str text)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(words[i].from, text))
			return i;
	return n;
}

/* Codes that many systems write, and the word of ours that they stand for. */
static struct str word_of(struct str text, const struct type *t, struct arena *a)
{
	static const char *const codes[][2] = {
		{"HK", "booked"},       {"CONFIRMED", "booked"}, {"XX", "cancelled"},  {"CNL", "cancelled"}, {"CANCELED", "cancelled"}, {"BD", "boarded"},
		{"BOARDING", "boarded"}, {"FLOWN", "boarded"},    {"ARR", "arrived"},   {"LANDED", "arrived"}, {"DNA", "missed"},         {"FTA", "missed"},
		{"ATTENDED", "attended"}, {"IN", "in"},            {"OUT", "out"},
	};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (str_eq_nocase(text, str_of(codes[i][0])) && known_word(t, str_of(codes[i][1]), a))
			return str_of(codes[i][1]);
	struct str near = suggest_nearest(text, t->words, t->nwords);
	return text.n > 3 ? near : (struct str){NULL, 0};
}

static size_t count_unknown(const struct guessing *g, const struct guess_field *f)
{
	const struct type *t = &g->out->type->fields[f->field].type;
	size_t n = 0;

	for (size_t i = 0; i < g->nrows; i++) {
		struct str text = g->rows[i][f->columns[0]];
		size_t at = find_word(f->words, f->nwords, text);
		n += text.n > 0 && (at < f->nwords ? f->words[at].to.n == 0 : !known_word(t, text, g->arena));
	}
	return n;
}

/* Words of a closed set that the set does not have. */
static void find_words(struct guessing *g, struct guess_field *f)
{
	const struct type *t = &g->out->type->fields[f->field].type;
	struct guess_word *words;
	size_t n = 0;

	if (t->kind != TYPE_WORD || !t->words)
		return;
	words = arena_array(g->arena, WORDS_MAX, sizeof *words);
	for (size_t i = 0; i < g->nrows && n < WORDS_MAX; i++) {
		struct str text = g->rows[i][f->columns[0]];
		if (text.n == 0 || known_word(t, text, g->arena) || find_word(words, n, text) < n)
			continue;
		words[n++] = (struct guess_word){text, word_of(text, t, g->arena)};
	}
	f->words = words;
	f->nwords = n;
	f->left = 2 * count_unknown(g, f) > f->read.nfilled && !g->out->type->fields[f->field].required;
}

static bool two_digits(const struct guess_read *r)
{
	for (size_t i = 0; i < r->nformats; i++)
		for (size_t k = 0; k + 1 < r->formats[i].n; k++)
			if (r->formats[i].at[k] == '%' && r->formats[i].at[k + 1] == 'y')
				return true;
	return false;
}

/* ---- the key ---- */

static bool repeats(const struct guessing *g, const size_t *columns, size_t n, bool *filled)
{
	struct map seen;
	bool again = false;

	map_init(&seen, g->arena);
	*filled = true;
	for (size_t i = 0; i < g->nrows; i++) {
		struct str key = {"", 0};
		for (size_t k = 0; k < n; k++) {
			struct str cell = g->rows[i][columns[k]];
			key = str_printf(g->arena, "%.*s%zu:%.*s", STR_ARG(key), cell.n, STR_ARG(cell));
			*filled &= k > 0 || cell.n > 0;
		}
		again |= !map_put(&seen, key, &seen);
	}
	return again;
}

static bool names_person(const struct guessing *g, size_t column)
{
	for (size_t i = 0; i < g->out->nways; i++)
		if (g->out->ways[i].column == column || g->out->ways[i].given == column || g->out->ways[i].born == column)
			return true;
	return false;
}

/* The column of the field id; else one that calls itself the record's, and no person's or device's. */
static size_t id_column(const struct guessing *g)
{
	static const char *const phrases[] = {"id",        "record id", "event id", "row id",    "transaction id", "transaction ref", "message id",
	                                      "unique id", "guid",      "uid",      "uuid",      "booking ref",    "incident no",     "incident id"};

	for (size_t i = 0; i < g->out->nfields; i++)
		if (str_eq_cstr(g->out->type->fields[g->out->fields[i].field].name, "id"))
			return g->out->fields[i].columns[0];
	for (size_t i = 0; i < g->header.n; i++)
		for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++)
			if (!names_person(g, i) && !g->header.twice[i] && guess_says(&g->tokens[i], phrases[k], true))
				return i;
	return HEADER_NONE;
}

/* Beside the record's id the person: of two people on one booking neither then replaces the other. */
static void find_key(struct guessing *g)
{
	struct guess *o = g->out;
	size_t id = id_column(g);
	bool filled;

	if (id == HEADER_NONE || g->nrows == 0 || names_person(g, id))
		return;
	o->key[o->nkey++] = id;
	for (size_t i = 0; i < o->nways && o->nkey == 1; i++)
		if (o->ways[i].kind == WAY_REFERENCE && o->ways[i].column != id)
			o->key[o->nkey++] = o->ways[i].column;
	o->key_repeats = repeats(g, o->key, o->nkey, &filled);
	if (!filled)
		o->nkey = 0;
}

static size_t count_twice(const struct guessing *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->header.n; i++)
		n += g->header.twice[i];
	return n;
}

static bool no_type(struct guessing *g, const struct event_type *only, const char *path)
{
	struct buf needs = {0};

	for (size_t i = 0; only && i < only->nfields; i++)
		if (only->fields[i].required)
			buf_printf(&needs, "%s%.*s", needs.n > 0 ? ", " : "", STR_ARG(only->fields[i].name));
	if (only)
		diag_error(g->diag, (struct place){0}, "%s: not every field that a %.*s must have (%.*s) has a column that reads as it", path,
		           STR_ARG(only->name), STR_ARG(buf_str(&needs)));
	else
		diag_error(g->diag, (struct place){0}, "%s: no column of it reads as a time, and every event has one", path);
	if (count_twice(g) > 0)
		diag_help(g->diag, "%zu columns share their names with others, and such a column cannot be read", count_twice(g));
	else
		diag_help(g->diag, "fields were split at \"%c\", into %zu columns", g->out->delimiter, g->out->ncolumns);
	buf_free(&needs);
	return false;
}

bool feed_guess(struct guess *out, const char *path, const struct event_type *only, const struct plan *plan, struct arena *a,
                struct diag *d)
{
	struct guessing g = {.out = out, .plan = plan, .arena = a, .diag = d};

	*out = (struct guess){.type_given = only != NULL, .base = claim_unpacked(claim_base(str_of(path))), .stem = claim_stem(str_of(path))};
	g.shape = (struct feed){.zone = plan->zone, .rows_max = UINT64_MAX};
	if (!guess_sample(&g, path))
		return false;
	guess_signs(&g);
	guess_times(&g);
	guess_people(&g);
	if (!guess_type(&g, only, out->stem))
		return no_type(&g, only, path);
	find_units(&g);
	for (size_t i = 0; i < out->nfields; i++)
		find_words(&g, &out->fields[i]);
	for (size_t i = 0; i < out->nways; i++)
		out->ways[i].weak |= out->ways[i].kind == WAY_PERSON && two_digits(&out->ways[i].read);
	find_key(&g);
	return true;
}

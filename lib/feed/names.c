#include "feed/names.h"

#include <string.h>

#include "base/vec.h"
#include "feed/header.h"
#include "lang/identifier.h"

enum column_kind { COLUMN_UNREAD, COLUMN_WHOLE, COLUMN_FAMILY, COLUMN_GIVEN, COLUMN_BORN, COLUMN_POSTCODE, COLUMN_IDENTIFIER };

static const struct {
	const char *name;
	enum column_kind kind;
} known[] = {
        {"name", COLUMN_WHOLE},        {"full-name", COLUMN_WHOLE},  {"family", COLUMN_FAMILY},       {"family-name", COLUMN_FAMILY},
        {"surname", COLUMN_FAMILY},    {"last-name", COLUMN_FAMILY}, {"given", COLUMN_GIVEN},         {"given-name", COLUMN_GIVEN},
        {"given-names", COLUMN_GIVEN}, {"forename", COLUMN_GIVEN},   {"forenames", COLUMN_GIVEN},     {"first-name", COLUMN_GIVEN},
        {"born", COLUMN_BORN},         {"dob", COLUMN_BORN},         {"date-of-birth", COLUMN_BORN},  {"birth-date", COLUMN_BORN},
        {"postcode", COLUMN_POSTCODE}, {"post-code", COLUMN_POSTCODE},
};

struct names_reader {
	const struct plan *plan;
	struct header header;
	enum column_kind *kinds;
	struct str *identifiers; /* by column: the kind */
	struct feed_input *input;
	VEC(struct names_row) rows;
	VEC(struct reject) rejects;
	struct arena *arena;
	struct place place;
	bool cards; /* some column holds numbers of payment cards */
};

static bool is_kind(const struct plan *p, struct str name)
{
	if (identifier_form_find(name))
		return true;
	for (size_t i = 0; i < p->nsubjects; i++)
		for (size_t k = 0; k < p->subjects[i].nidentifiers; k++)
			if (str_eq(p->subjects[i].identifiers[k].kind, name))
				return true;
	return false;
}

static enum column_kind kind_of(struct str *identifier, const struct names_reader *r, size_t i)
{
	static const struct str prefix = {"identifier.", 11};
	struct str name = r->header.folded[i];
	bool said = str_starts(name, prefix);

	for (size_t k = 0; k < sizeof known / sizeof *known; k++)
		if (str_eq_cstr(name, known[k].name))
			return known[k].kind;
	*identifier = said ? str_from(name, prefix.n) : name;
	return name.n > 0 && (said || is_kind(r->plan, name)) ? COLUMN_IDENTIFIER : COLUMN_UNREAD;
}

static bool find_columns(struct names_reader *r, struct diag *d)
{
	size_t n = r->header.n;
	struct str *unread = arena_array(r->arena, n, sizeof *unread);
	bool named = false;

	r->kinds = arena_array(r->arena, n, sizeof *r->kinds);
	r->identifiers = arena_array(r->arena, n, sizeof *r->identifiers);
	for (size_t i = 0; i < n; i++) {
		const struct identifier_form *form;

		r->kinds[i] = kind_of(&r->identifiers[i], r, i);
		form = r->kinds[i] == COLUMN_IDENTIFIER ? identifier_form_find(r->identifiers[i]) : NULL;
		r->cards |= form && form->most_kept > 0;
		named |= r->kinds[i] == COLUMN_WHOLE || r->kinds[i] == COLUMN_FAMILY || r->kinds[i] == COLUMN_GIVEN;
		if (r->kinds[i] == COLUMN_UNREAD && r->header.names[i].n > 0)
			unread[r->input->nunread++] = r->header.names[i];
	}
	r->input->unread = unread;
	if (!named) {
		diag_error(d, r->place, "has no column of names");
		diag_help(d, "it needs `name`, or `family` and `given`; `born`, `postcode` and kinds of identifiers help");
	}
	return named;
}

static void reject(struct names_reader *r, const struct row *row, struct str why)
{
	r->input->rejected++;
	*VEC_PUSH(r->arena, &r->rejects) = (struct reject){.input = r->input, .line = row->line, .reason = str_dup(r->arena, why),
	                                                   .row = str_dup(r->arena, r->cards ? card_mask(row->bytes, r->arena) : row->bytes),
	                                                   .subject = SIZE_MAX};
}

static struct str shown(const struct names_reader *r, const struct row *row)
{
	struct buf b = {0};
	struct str out;

	for (size_t i = 0; i < row->nfields && i < r->header.n; i++) {
		struct str cell = str_trim(row->fields[i]);

		if (r->kinds[i] == COLUMN_UNREAD || r->kinds[i] == COLUMN_IDENTIFIER || cell.n == 0)
			continue;
		buf_printf(&b, "%s%.*s", b.n > 0 ? " " : "", STR_ARG(cell));
	}
	out = str_dup(r->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/* A family name of its own counts before a whole name. */
static void take_cell(struct person_query *q, struct identifier_said *said, const struct names_reader *r, size_t i, struct str cell)
{
	switch (r->kinds[i]) {
	case COLUMN_UNREAD:
		break;
	case COLUMN_WHOLE:
		if (q->family.n == 0 && q->given.n == 0) {
			q->family = cell;
			q->whole = true;
		}
		break;
	case COLUMN_FAMILY:
		q->family = cell;
		q->whole = false;
		break;
	case COLUMN_GIVEN:
		if (q->whole)
			q->family = (struct str){NULL, 0};
		q->given = cell;
		q->whole = false;
		break;
	case COLUMN_BORN:
		q->born = born_read(cell);
		break;
	case COLUMN_POSTCODE:
		q->postcode = cell;
		break;
	case COLUMN_IDENTIFIER:
		said[q->nsaid++] = (struct identifier_said){r->identifiers[i], cell};
		break;
	}
}

static void take_row(struct names_reader *r, const struct row *row)
{
	struct identifier_said *said;
	struct names_row *to;

	if (!text_valid(NULL, row->bytes) || memchr(row->bytes.at, '\0', row->bytes.n)) {
		reject(r, row, STR("is not valid UTF-8, or has a NUL byte"));
		return;
	}
	to = VEC_PUSH(r->arena, &r->rows);
	said = arena_array(r->arena, r->header.n, sizeof *said);
	*to = (struct names_row){.input = r->input, .line = row->line, .shown = shown(r, row)};
	to->query.at = (struct moment){.first = INSTANT_MIN, .last = INSTANT_MAX};
	to->query.said = said;
	for (size_t i = 0; i < row->nfields && i < r->header.n; i++) {
		struct str cell = str_trim(row->fields[i]);
		if (cell.n > 0)
			take_cell(&to->query, said, r, i, str_dup(r->arena, cell));
	}
}

static bool read_rows(struct names_reader *r, struct scanner *s)
{
	struct row row;

	for (;;) {
		switch (scanner_next(&row, s)) {
		case ROW_GOOD:
			r->input->rows++;
			take_row(r, &row);
			break;
		case ROW_BAD:
			r->input->rows++;
			reject(r, &row, row.why);
			break;
		case ROW_END:
			return true;
		case ROW_BROKEN:
			return false;
		}
	}
}

static bool read_open(struct names_reader *r, struct input *in, struct diag *d)
{
	struct scanner *s = scanner_open(in);
	struct str line;
	bool ok = scanner_peek(&line, s);

	if (ok && in->nbytes == 0) {
		diag_error(d, r->place, "is empty: not even a header");
		diag_help(d, "an export that found nothing has a header still: was it cut short? Without this file: leave it out");
		ok = false;
	}
	ok = ok && header_read(&r->header, s, NULL, r->place, r->arena, d) && find_columns(r, d) && read_rows(r, s);
	if (in->why)
		diag_error(d, r->place, "cannot be read: %s", in->why);
	scanner_close(s);
	return ok && !in->why;
}

bool names_read(struct names_result *out, const char *path, const struct plan *plan, struct arena *a, struct diag *d)
{
	struct feed_input *file = ARENA_NEW(a, struct feed_input);
	struct names_reader r = {.plan = plan, .input = file, .arena = a};
	struct source *source = ARENA_NEW(a, struct source);
	struct input in;
	bool ok;

	*source = (struct source){.file = str_of(path), .text = {"", 0}};
	*file = (struct feed_input){.file = source->file, .name = STR("names"), .newest = INSTANT_MIN};
	r.place.source = source;
	if (!input_open(&in, path, (struct str){NULL, 0}, false)) {
		diag_error(d, r.place, "cannot be read: %s", in.why);
		return false;
	}
	ok = read_open(&r, &in, d);
	input_close(&in, (char[65]){0});
	*out = (struct names_result){file, r.rows.at, r.rows.n, r.rejects.at, r.rejects.n};
	return ok;
}

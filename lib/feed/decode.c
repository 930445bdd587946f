#include <string.h>

#include "feed/mapping.h"
#include "feed/respell.h"
#include "lang/geo.h"

/* The text of several columns: joined by a blank, or by a comma for a point; empty ones left out. */
static struct str join_columns(const struct mapping *m, const struct mapping_field *f, const struct row *row, struct arena *a)
{
	bool point = f->from->type.kind == TYPE_POINT || f->from->type.kind == TYPE_OSGB36;
	struct buf b = {0};
	struct str joined;
	size_t npresent = 0;

	for (size_t i = 0; i < f->from->ncolumns; i++) {
		struct str part = str_trim(row->fields[f->columns[i]]);

		npresent += part.n > 0;
		if (i > 0 && (point || (part.n > 0 && b.n > 0)))
			buf_char(&b, point ? respell_glue(m->feed) : ' ');
		buf_add(&b, part);
	}
	joined = npresent > 0 ? str_dup(a, buf_str(&b)) : (struct str){NULL, 0};
	buf_free(&b);
	return joined;
}

/* as_written: a column's own text, not one that the feed's document puts in its place. */
static struct str field_text(bool *as_written, const struct mapping *m, const struct mapping_field *f, const struct row *row,
                             struct arena *a)
{
	struct str text;

	*as_written = f->from->ncolumns > 0;
	if (f->from->ncolumns == 0)
		return f->from->constant;
	text = f->from->ncolumns == 1 ? str_trim(row->fields[f->columns[0]]) : join_columns(m, f, row, a);
	for (size_t i = 0; i < f->from->nmap; i++) {
		if (!str_eq(f->from->map[i].from, text))
			continue;
		*as_written = false;
		return f->from->map[i].to;
	}
	return text;
}

static struct str formats_phrase(const struct feed_field *f, struct str text, struct arena *a)
{
	for (size_t i = 0; i < f->nformats; i++)
		if (moment_fits_format(text, f->formats[i]))
			return STR("is no day: the calendar has no such day");
	if (f->nformats == 1)
		return str_printf(a, "does not fit the format %.*s", STR_ARG(f->formats[0]));
	return str_printf(a, "fits none of the %zu formats", f->nformats);
}

static bool read_formatted(struct value *out, enum civil_fit *fit, const struct mapping *m,
                           const struct mapping_field *f, struct str text, struct arena *a, struct str *why)
{
	struct moment at;

	if (!moment_by_formats(&at, text, f->from->formats, f->from->nformats, f->from->pivot, &m->feed->zone, fit)) {
		*why = formats_phrase(f->from, text, a);
		return false;
	}
	if (f->from->type.kind == TYPE_DAY && !at.whole)
		at = moment_day(&m->feed->zone, civil_day(&m->feed->zone, at.first));
	*out = value_time(at);
	return true;
}

/* False: it is for the long way to say what is wrong. */
static bool read_pair(struct value *out, const struct mapping_field *f, const struct row *row)
{
	struct point at;

	if (!point_parse_pair(&at, str_trim(row->fields[f->columns[0]]), str_trim(row->fields[f->columns[1]])))
		return false;
	*out = (struct value){.kind = VALUE_POINT, .as.point = at};
	return true;
}

static bool read_text(struct value *out, enum civil_fit *fit, const struct mapping *m, const struct mapping_field *f,
                      const struct row *row, struct arena *a, struct str *why)
{
	enum type_kind kind = f->from->type.kind;
	bool as_written = false;
	struct str text;

	*fit = CIVIL_ONCE;
	*out = value_missing();
	if (f->pair && read_pair(out, f, row))
		return true;
	text = f->plain ? row->fields[f->columns[0]] : field_text(&as_written, m, f, row, a);
	text = str_trim(text);
	if (text.n == 0)
		return true;
	if (!f->plain && as_written && respell_asked(m->feed, f->from) && !respell(&text, m->feed, f->from, a, why))
		return false;
	if (f->from->nformats > 0 && (kind == TYPE_TIME || kind == TYPE_DAY))
		return read_formatted(out, fit, m, f, text, a, why);
	if (value_parse(out, &f->from->type, text, &m->values, fit, a, why))
		return true;
	/* A file that is read by its own header has no document, where `format` could stand. */
	if ((kind == TYPE_TIME || kind == TYPE_DAY) && !m->feed->place.source && str_starts(*why, STR("is no ")) &&
	    !str_starts(*why, STR("is no day: ")))
		*why = str_printf(a, "%.*s; a feed document with `format:` reads other forms", STR_ARG(*why));
	return false;
}

bool mapping_moment(struct moment *out, const struct mapping *m, const struct mapping_field *f, const struct row *row,
                    struct arena *scratch)
{
	struct value v;
	enum civil_fit fit;
	struct str why;

	if (!read_text(&v, &fit, m, f, row, scratch, &why) || v.kind != VALUE_TIME)
		return false;
	*out = v.as.time;
	return true;
}

/* What is wrong so far: the leftmost column of all that are. */
struct complaint {
	bool any;
	size_t column; /* HEADER_NONE: none, after all columns */
	struct str why;
};

static void complain(struct complaint *c, size_t column, struct str why)
{
	if (!c->any || column < c->column)
		*c = (struct complaint){true, column, why};
}

static struct str quoted_why(struct str text, struct str why, struct arena *a)
{
	bool cut = text.n > 60;
	size_t n = cut ? 60 : text.n;

	while (cut && n > 0 && ((unsigned char)text.at[n] & 0xc0) == 0x80)
		n--;
	return str_printf(a, "\"%.*s%s\" %.*s", (int)n, text.at, cut ? "…" : "", STR_ARG(why));
}

/* What a row becomes. */
static const char *made_of(const struct mapping *m)
{
	return m->feed->places ? "place" : "event";
}

/* A place without a position may yet be left out by the feed's `where`. */
static bool needs_now(const struct mapping *m, size_t field)
{
	return m->type->fields[field].required && !(m->feed->places && field == PLACE_FIELD_AT);
}

static void decode_field(struct value *fields, struct complaint *c, uint64_t *guessed, const struct mapping *m,
                         const struct mapping_field *f, const struct row *row, struct arena *a)
{
	size_t column = f->from->ncolumns > 0 ? f->columns[0] : HEADER_NONE;
	enum civil_fit fit;
	struct str why;
	bool as_written;

	if (!read_text(&fields[f->from->field], &fit, m, f, row, a, &why))
		complain(c, column, quoted_why(field_text(&as_written, m, f, row, a), why, a));
	else if (fields[f->from->field].kind == VALUE_UNKNOWN && needs_now(m, f->from->field))
		complain(c, column, str_printf(a, "is missing, and the %s needs it", made_of(m)));
	*guessed += fit != CIVIL_ONCE;
}

/* Required fields that the feed does not read at all. */
static void need_rest(struct value *fields, struct complaint *c, const struct mapping *m, struct arena *a)
{
	for (size_t i = 0; i < m->type->nfields; i++) {
		const struct event_field *f = &m->type->fields[i];

		if (needs_now(m, i) && fields[i].kind == VALUE_UNKNOWN && !c->any)
			complain(c, HEADER_NONE, str_printf(a, "%.*s is missing, and the %s needs it", STR_ARG(f->name), made_of(m)));
	}
}

static bool sound_bytes(struct complaint *c, const struct row *row)
{
	bool plain = text_ascii(row->bytes);

	if (memchr(row->bytes.at, '\0', row->bytes.n)) {
		complain(c, HEADER_NONE, STR("has a NUL byte"));
		return false;
	}
	for (size_t i = 0; !plain && i < row->nfields; i++) {
		if (!text_valid(NULL, row->fields[i])) {
			complain(c, i, STR("is not valid UTF-8"));
			return false;
		}
	}
	return true;
}

bool mapping_decode(struct value *fields, struct str *column, struct str *why, uint64_t *guessed,
                    const struct mapping *m, const struct row *row, struct arena *a)
{
	struct complaint c = {false, HEADER_NONE, {NULL, 0}};

	for (size_t i = 0; i < m->type->nfields; i++)
		fields[i] = value_missing();
	if (sound_bytes(&c, row)) {
		for (size_t i = 0; i < m->feed->nfields; i++)
			decode_field(fields, &c, guessed, m, &m->fields[i], row, a);
		need_rest(fields, &c, m, a);
	}
	*why = c.why;
	*column = c.column == HEADER_NONE ? (struct str){NULL, 0} : m->header->names[c.column];
	return !c.any;
}

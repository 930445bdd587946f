/* What of a feed decides which rows of a file are kept, and how. */
#include "base/digest.h"
#include "feed/keeper.h"

static void part(struct buf *b, struct str s)
{
	buf_printf(b, "%zu:", s.n);
	buf_add(b, s);
}

static void add_ways(struct buf *b, const struct feed *f)
{
	for (size_t i = 0; i < f->nways; i++) {
		const struct feed_way *w = &f->ways[i];

		buf_printf(b, "way %d ", (int)w->kind);
		part(b, w->column);
		part(b, w->identifier);
		part(b, w->family);
		part(b, w->given);
		part(b, w->born);
		part(b, w->born_format);
		buf_printf(b, "%d ", w->born_pivot);
	}
}

static void add_field(struct buf *b, const struct feed *f, const struct feed_field *field)
{
	const struct event_field *to = &f->type->fields[field->field];

	buf_add(b, STR("field "));
	part(b, to->name);
	type_print(b, &to->type);
	for (size_t i = 0; i < to->type.nwords; i++)
		part(b, to->type.words[i]);
	buf_printf(b, " %d ", (int)to->required);
	type_print(b, &field->type);
	part(b, field->constant);
	buf_printf(b, "%d ", field->pivot);
	part(b, str_of(field->unit ? field->unit->name : ""));
	for (size_t i = 0; i < field->ncolumns; i++)
		part(b, field->columns[i]);
	for (size_t i = 0; i < field->nformats; i++)
		part(b, field->formats[i]);
	for (size_t i = 0; i < field->nmap; i++) {
		part(b, field->map[i].from);
		part(b, field->map[i].to);
	}
}

void feed_digest(char hex[65], const struct feed *f)
{
	struct buf b = {0};

	part(&b, f->id);
	part(&b, f->type->name);
	add_ways(&b, f);
	for (size_t i = 0; i < f->nfields; i++)
		add_field(&b, f, &f->fields[i]);
	for (size_t i = 0; i < f->nkey; i++)
		part(&b, f->key[i]);
	part(&b, f->zone.name);
	part(&b, f->encoding);
	buf_printf(&b, "%llu %d %d ", (unsigned long long)f->skip, f->decimal, f->thousands);
	buf_printf(&b, "%d", f->delimiter);
	struct digest d = digest_of(buf_str(&b));
	digest_hex(hex, 64, &d);
	buf_free(&b);
}

void feed_type_digest(char hex[65], const struct event_type *t, const struct zone *z)
{
	struct buf b = {0};

	part(&b, t->name);
	for (size_t i = 0; i < t->nfields; i++) {
		part(&b, t->fields[i].name);
		type_print(&b, &t->fields[i].type);
		for (size_t k = 0; k < t->fields[i].type.nwords; k++)
			part(&b, t->fields[i].type.words[k]);
		buf_printf(&b, " %d ", (int)t->fields[i].required);
	}
	part(&b, z->name);
	struct digest d = digest_of(buf_str(&b));
	digest_hex(hex, 64, &d);
	buf_free(&b);
}

/* An event type, explained: its fields and what their cells may hold. */
#include "report/explain_sheet.h"
#include "report/formats.h"
#include "report/node.h"

static struct str field_words(const struct event_field *f, struct arena *a)
{
	struct buf b = {0};

	type_print(&b, &f->type);
	if (f->required)
		buf_add(&b, STR(", required"));
	for (size_t i = 0; i < f->type.nwords; i++)
		buf_printf(&b, "%s%.*s", i == 0 ? ": " : ", ", STR_ARG(f->type.words[i]));
	if (f->title.n > 0 && !str_eq(f->title, f->name))
		buf_printf(&b, " — %.*s", STR_ARG(f->title));
	struct str out = str_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

static bool print_text(FILE *out, const struct event_type *t, const struct explain_style *style)
{
	struct sheet s = explain_sheet(style);
	struct buf header = {0};
	struct arena a;

	arena_init(&a);
	sheet_words(&s, t->name);
	sheet_point(&s);
	sheet_words(&s, t->title.n > 0 ? t->title : STR("event type"));
	sheet_end(&s);
	buf_add(&header, STR("subject"));
	for (size_t i = 0; i < t->nfields; i++) {
		const struct event_field *f = &t->fields[i];
		struct str line = str_printf(&a, "%.*s: %.*s", STR_ARG(f->name), STR_ARG(field_words(f, &a)));
		entry(&s, i == 0 ? "fields" : "", line);
		buf_printf(&header, ",%.*s", STR_ARG(f->name));
	}
	if (t->until >= 0)
		entry(&s, "lasts", str_printf(&a, "an event lasts to its %.*s; while that is missing, to the as-of time",
		                              STR_ARG(t->fields[t->until].name)));
	entry(&s, "csv header", buf_str(&header));
	entry(&s, "", STR("in any order; columns that are not needed may be left out, and an empty cell is missing"));
	buf_free(&header);
	arena_free(&a);
	return sheet_write(out, &s);
}

static bool print_json(FILE *out, const struct event_type *t)
{
	json_t *o = node_made(json_object()), *fields = node_made(json_array());
	struct buf b = {0};

	node_put(o, "schema", node_text(STR("ordercheck/explain/1")));
	node_put(o, "event", node_text(t->name));
	node_put(o, "title", node_text_or_null(t->title));
	for (size_t i = 0; i < t->nfields; i++) {
		const struct event_field *f = &t->fields[i];
		json_t *one = node_made(json_object()), *words = node_made(json_array());
		buf_clear(&b);
		type_print(&b, &f->type);
		node_put(one, "name", node_text(f->name));
		node_put(one, "type", node_text(buf_str(&b)));
		node_put(one, "required", node_made(json_boolean(f->required)));
		node_put(one, "title", node_text_or_null(f->title));
		for (size_t k = 0; k < f->type.nwords; k++)
			node_add(words, node_text(f->type.words[k]));
		node_put(one, "one_of", words);
		node_add(fields, one);
	}
	node_put(o, "fields", fields);
	buf_clear(&b);
	node_print(&b, o);
	buf_char(&b, '\n');
	bool written = buf_write(out, &b);
	buf_free(&b);
	return written;
}

bool report_explain_type(FILE *out, const struct event_type *t, const struct explain_style *s)
{
	return s->json ? print_json(out, t) : print_text(out, t, s);
}

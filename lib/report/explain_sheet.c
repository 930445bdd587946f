#include "report/explain_sheet.h"

#include <inttypes.h>

#include "report/formats.h"

enum { LEFT = 2, BODY = 15, SUB = 17, WIDTH_LEAST = 40 };

struct sheet explain_sheet(const struct explain_style *s)
{
	size_t width = s->style.width;

	return (struct sheet){.width = width > 0 && width < WIDTH_LEAST ? WIDTH_LEAST : width, .colour = s->style.colour, .tight = true};
}

bool sheet_write(FILE *out, struct sheet *s)
{
	bool written = buf_write(out, &s->out);

	sheet_free(s);
	return written;
}

void entry(struct sheet *s, const char *label, struct str words)
{
	entries(s, label, (struct explain_lines){&words, words.n > 0 ? 1 : 0});
}

void entries(struct sheet *s, const char *label, struct explain_lines lines)
{
	for (size_t i = 0; i < lines.n; i++) {
		sheet_indent(s, LEFT);
		if (i == 0 && *label)
			sheet_label(s, label, INK_DIM, BODY - LEFT);
		sheet_indent(s, BODY);
		sheet_words(s, lines.at[i]);
		sheet_end(s);
	}
}

void bullet(struct sheet *s, const char *label, struct str words)
{
	if (words.n == 0)
		return;
	sheet_indent(s, BODY);
	sheet_words(s, STR("-"));
	if (*label) {
		sheet_words(s, str_of(label));
		sheet_join(s);
		sheet_words(s, STR(":"));
	}
	s->indent = SUB;
	sheet_words(s, words);
	sheet_end(s);
}

void bullets(struct sheet *s, const char *label, struct explain_lines lines)
{
	for (size_t i = 0; i < lines.n; i++)
		bullet(s, i == 0 ? label : "", lines.at[i]);
}

void event_print(struct buf *out, const struct event *e, const struct zone *z)
{
	buf_printf(out, "the %.*s event of ", STR_ARG(e->type->name));
	moment_say(out, e->time, z);
	if (e->nsources > 0)
		buf_printf(out, " (%.*s:%" PRIu64 ")", STR_ARG(e->sources[0].input->file), e->sources[0].line);
}

/* ---- JSON ---- */

json_t *node_lines(struct explain_lines lines)
{
	return node_texts(lines.at, lines.n);
}

json_t *node_explain(const char *kind)
{
	json_t *o = node_made(json_object());

	node_put(o, "schema", node_text(STR("ordercheck/explain/1")));
	node_put(o, "of", node_text(str_of(kind)));
	return o;
}

bool node_write(FILE *out, json_t *value)
{
	struct buf b = {0};

	node_print(&b, value);
	buf_char(&b, '\n');
	bool written = buf_write(out, &b);
	buf_free(&b);
	return written;
}

json_t *node_event(const struct event *e, const struct zone *z)
{
	json_t *o = node_made(json_object());

	node_put(o, "event", node_text(e->type->name));
	node_put(o, "time", node_moment(e->time, z));
	node_put(o, "file", e->nsources > 0 ? node_text(e->sources[0].input->file) : json_null());
	node_put(o, "line", e->nsources > 0 ? node_count(e->sources[0].line) : json_null());
	node_put(o, "row", e->nsources > 0 ? node_text(e->sources[0].row) : json_null());
	return o;
}

#include "base/diag.h"


#include "base/text.h"

enum { SHOWN = 100, BEFORE = 60 }; /* characters of a long line, and of those before the caret */

static const char *severity_name(enum diag_severity s)
{
	switch (s) {
	case DIAG_ERROR:
		return "error";
	case DIAG_WARNING:
		return "warning";
	case DIAG_NOTE:
		return "note";
	}
	return "";
}

/* Line number `line` of the source, without its end and without a BOM. False: no such line. */
static bool line_of(struct str *out, const struct source *s, uint32_t line)
{
	struct str rest = s->text;
	uint32_t i = 1;

	if (s->lines != NULL && line <= s->nlines) {
		rest = str_from(s->text, s->lines[line - 1]);
		i = line;
	}
	while (str_split(out, &rest, rest, '\n') && i < line)
		i++;
	if (i < line)
		return false;
	if (line == 1 && str_starts(*out, STR("\xEF\xBB\xBF")))
		*out = str_from(*out, 3);
	if (out->n > 0 && out->at[out->n - 1] == '\r')
		out->n--;
	return true;
}

/* The offset of the character with this number, or the end. */
static size_t character_at(struct str s, size_t number)
{
	size_t i = 0;

	while (i < s.n && number > 0) {
		i++;
		while (i < s.n && ((unsigned char)s.at[i] & 0xC0) == 0x80)
			i++;
		number--;
	}
	return i;
}

/* Escaped, with a blank for each tab. */
static void add_shown(struct buf *out, struct str s)
{
	struct str part, rest = s;

	for (;;) {
		bool more = str_split(&part, &rest, rest, '\t');

		text_escape(out, part);
		if (!more)
			return;
		buf_char(out, ' ');
	}
}

/* The line, cut on both sides where it is long, and a caret under the column (from 0). */
static void add_line(struct buf *out, struct str line, uint32_t number, size_t column)
{
	size_t skipped = column >= SHOWN ? column - BEFORE : 0;
	struct str rest = str_from(line, character_at(line, skipped));
	struct str shown = str_cut(rest, 0, character_at(rest, SHOWN));
	size_t split = character_at(shown, column - skipped), begin, indent;

	buf_printf(out, "%6u | ", number);
	begin = out->n;
	if (skipped > 0)
		buf_add(out, STR("... "));
	add_shown(out, str_cut(shown, 0, split));
	indent = text_width(str_from(buf_str(out), begin));
	add_shown(out, str_from(shown, split));
	if (shown.n < rest.n)
		buf_add(out, STR(" ..."));
	buf_printf(out, "\n       | %*s^\n", (int)indent, "");
}

static void add_where(struct buf *out, struct place p)
{
	if (p.source == NULL)
		return;
	text_escape(out, p.source->file);
	if (p.line > 0)
		buf_printf(out, ":%u:%u", p.line, p.column);
	buf_add(out, STR(": "));
}

void diag_excerpt(struct buf *out, struct place p)
{
	struct str line;

	if (p.source != NULL && p.line > 0 && p.column > 0 && line_of(&line, p.source, p.line))
		add_line(out, line, p.line, p.column - 1);
}

void diag_render(struct buf *out, const struct diag_entry *e)
{
	add_where(out, e->place);
	buf_printf(out, "%s: ", severity_name(e->severity));
	text_escape(out, e->message);
	buf_char(out, '\n');
	diag_excerpt(out, e->place);
	if (e->help.n > 0) {
		buf_add(out, STR("  help: "));
		text_escape(out, e->help);
		buf_char(out, '\n');
	}
}

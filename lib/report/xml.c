#include "report/xml.h"

#include <assert.h>

#include "base/text.h"

/* ---- characters ---- */

/* Line ends and tabs in an attribute would be read as blanks. */
static bool add_blank(struct buf *out, int32_t c, bool attribute)
{
	if (c != '\n' && c != '\t')
		return false;
	if (attribute)
		buf_printf(out, "&#%d;", (int)c);
	else
		buf_char(out, (char)c);
	return true;
}

static bool add_markup(struct buf *out, int32_t c)
{
	switch (c) {
	case '&':
		buf_add(out, STR("&amp;"));
		return true;
	case '<':
		buf_add(out, STR("&lt;"));
		return true;
	case '>':
		buf_add(out, STR("&gt;"));
		return true;
	case '"':
		buf_add(out, STR("&quot;"));
		return true;
	default:
		return false;
	}
}

void xml_escape(struct buf *out, struct str s, bool attribute)
{
	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		int32_t c = text_next(s, &i);
		if (add_blank(out, c, attribute) || add_markup(out, c))
			continue;
		if (c == 0xFFFE || c == 0xFFFF)
			buf_printf(out, "\\u{%04X}", (unsigned)c);
		else
			text_escape(out, str_cut(s, at, i - at));
	}
}

/* ---- elements ---- */

static void close_tag(struct xml *x)
{
	if (x->in_tag)
		buf_char(&x->out, '>');
	x->in_tag = false;
}

static void new_line(struct xml *x)
{
	buf_char(&x->out, '\n');
	for (size_t i = 0; i < x->depth; i++)
		buf_add(&x->out, STR("  "));
}

void xml_open(struct xml *x)
{
	*x = (struct xml){0};
	buf_add(&x->out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
}

void xml_begin(struct xml *x, const char *name)
{
	assert(x->depth < XML_DEPTH && !x->text);
	close_tag(x);
	new_line(x);
	buf_printf(&x->out, "<%s", name);
	x->open[x->depth++] = name;
	x->in_tag = true;
}

void xml_attr(struct xml *x, const char *name, struct str value)
{
	assert(x->in_tag);
	buf_printf(&x->out, " %s=\"", name);
	xml_escape(&x->out, value, true);
	buf_char(&x->out, '"');
}

void xml_attr_count(struct xml *x, const char *name, uint64_t n)
{
	assert(x->in_tag);
	buf_printf(&x->out, " %s=\"%llu\"", name, (unsigned long long)n);
}

void xml_text(struct xml *x, struct str text)
{
	assert(x->depth > 0);
	close_tag(x);
	xml_escape(&x->out, text, false);
	x->text = true;
}

void xml_end(struct xml *x)
{
	assert(x->depth > 0);
	const char *name = x->open[--x->depth];

	if (x->in_tag) {
		buf_add(&x->out, STR("/>"));
	} else {
		if (!x->text)
			new_line(x);
		buf_printf(&x->out, "</%s>", name);
	}
	x->in_tag = false;
	x->text = false;
	if (x->depth == 0)
		buf_char(&x->out, '\n');
}

void xml_free(struct xml *x)
{
	buf_free(&x->out);
}

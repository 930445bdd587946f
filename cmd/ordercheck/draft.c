#include "draft.h"

#include "base/text.h"
#include "yaml/decode.h"

/* Letters, digits, - _ and single blanks inside, a letter first: plain in YAML, wherever it stands. */
static bool plain(struct str s)
{
	bool good = s.n > 0 && s.at[0] != '-' && s.at[s.n - 1] != ' ';

	for (size_t i = 0; i < s.n && good; i++) {
		char c = s.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
		bool digit = (c >= '0' && c <= '9') || c == '-';
		good = letter || (i > 0 && (digit || c == ' '));
	}
	return good;
}

static void add_escaped(struct buf *b, int32_t c)
{
	if (c < 0x100)
		buf_printf(b, "\\x%02x", (unsigned)c);
	else if (c < 0x10000)
		buf_printf(b, "\\u%04x", (unsigned)c);
	else
		buf_printf(b, "\\U%08x", (unsigned)c);
}

/* What could steer a terminal, end a line or hide: see text_escape. */
static bool harmless(struct str s, size_t from, size_t to)
{
	struct buf b = {0};
	struct str part = str_cut(s, from, to - from);

	text_escape(&b, part);
	bool same = str_eq(buf_str(&b), part);
	buf_free(&b);
	return same;
}

void draft_quoted(struct buf *b, struct str text)
{
	buf_char(b, '"');
	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		int32_t c = text_next(text, &i);

		if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", (char)c);
		else if (c < 0)
			buf_add(b, STR("\\ufffd"));
		else if (harmless(text, from, i))
			buf_add(b, str_cut(text, from, i - from));
		else
			add_escaped(b, c);
	}
	buf_char(b, '"');
}

void draft_scalar(struct buf *b, struct str text)
{
	if (plain(text))
		buf_add(b, text);
	else
		draft_quoted(b, text);
}

bool draft_open(struct project *p, struct call *c)
{
	if (c->book)
		book_close(c->book);
	c->book = NULL;
	if (!project_open(p, c, true))
		return false;
	return !option_has(&c->args, OPT_ORDERS) || project_read(p, c, NULL, 0);
}

bool draft_loads(struct call *c, struct str text)
{
	struct project p;

	return draft_open(&p, c) && book_add_text(p.book, STR("the new document"), text) && project_compile(&p, c);
}

#include "base/diag.h"

/* A scalar as it stands in its source, read one step at a time: each step
 * tells how many bytes of the value some bytes of the source stand for. */
struct walk {
	struct str text; /* of the source */
	size_t j;        /* where the next step begins */
	size_t unbroken; /* blanks before this offset end in no line break */
	size_t indent;   /* of a block scalar */
	bool folded;     /* of a block scalar: > */
};

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t skip_blanks(struct str t, size_t j)
{
	while (j < t.n && blank(t.at[j]))
		j++;
	return j;
}

/* Past a line break at j; j itself where there is none. */
static size_t skip_break(struct str t, size_t j)
{
	if (j < t.n && t.at[j] == '\r')
		return j + 1 < t.n && t.at[j + 1] == '\n' ? j + 2 : j + 1;
	return j < t.n && t.at[j] == '\n' ? j + 1 : j;
}

/* Blanks, breaks and the blanks of the next lines, as flow scalars fold them:
 * one break is one blank, more are one line feed fewer. False: no break here. */
static bool fold(size_t *nvalue, struct walk *w)
{
	size_t j, nbreaks = 0;

	if (w->j < w->unbroken)
		return false;
	j = skip_blanks(w->text, w->j);
	w->unbroken = j;
	for (;;) {
		size_t next = skip_break(w->text, j);

		if (next == j)
			break;
		nbreaks++;
		j = skip_blanks(w->text, next);
	}
	if (nbreaks == 0)
		return false;
	w->j = j;
	*nvalue = nbreaks == 1 ? 1 : nbreaks - 1;
	return true;
}

static size_t utf8_size(uint32_t c)
{
	return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

static uint32_t hex_value(struct str digits)
{
	uint32_t value = 0;

	for (size_t i = 0; i < digits.n; i++) {
		char c = digits.at[i];

		value = value << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10) % 16;
	}
	return value;
}

/* A backslash and what belongs to it, in double quotes. */
static size_t escape_step(struct walk *w)
{
	size_t after = w->j + 1;
	size_t ndigits = 0;
	char c;

	if (after >= w->text.n) {
		w->j = w->text.n;
		return 1;
	}
	if (skip_break(w->text, after) != after) {
		w->j = skip_blanks(w->text, skip_break(w->text, after));
		return 0;
	}
	c = w->text.at[after];
	if (c == 'x' || c == 'u' || c == 'U')
		ndigits = c == 'x' ? 2 : c == 'u' ? 4 : 8;
	w->j = after + 1 + ndigits;
	if (ndigits > 0)
		return utf8_size(hex_value(str_cut(w->text, after + 1, ndigits)));
	return c == 'N' || c == '_' ? 2 : c == 'L' || c == 'P' ? 3 : 1;
}

static size_t flow_step(struct walk *w, enum passage_style style)
{
	size_t nvalue;

	if (fold(&nvalue, w))
		return nvalue;
	if (style == PASSAGE_DOUBLE && w->text.at[w->j] == '\\')
		return escape_step(w);
	if (style == PASSAGE_SINGLE && str_starts(str_from(w->text, w->j), STR("''")))
		w->j++;
	w->j++;
	return 1;
}

/* Past the header of a block scalar, to the first byte of its text. */
static void block_begin(struct walk *w)
{
	size_t line, text;

	w->folded = w->j < w->text.n && w->text.at[w->j] == '>';
	while (w->j < w->text.n && w->text.at[w->j] != '\n' && w->text.at[w->j] != '\r')
		w->j++;
	w->j = skip_break(w->text, w->j);
	line = w->j;
	for (;;) {
		size_t next;

		for (text = line; text < w->text.n && w->text.at[text] == ' ';)
			text++;
		next = skip_break(w->text, text);
		if (next == text)
			break;
		line = next;
	}
	w->indent = text - line;
}

/* The blanks that begin a line, as many as the block is indented by. */
static void skip_indent(struct walk *w)
{
	for (size_t i = 0; i < w->indent && w->j < w->text.n && w->text.at[w->j] == ' '; i++)
		w->j++;
}

/* In a folded block one break is a blank, more are one line feed fewer; near
 * lines that are indented further the answer is off by a line at most. */
static size_t block_step(struct walk *w)
{
	size_t after = skip_break(w->text, w->j), nbreaks = 1;

	if (after == w->j) {
		w->j++;
		return 1;
	}
	w->j = after;
	skip_indent(w);
	while (w->folded && (after = skip_break(w->text, w->j)) != w->j) {
		nbreaks++;
		w->j = after;
		skip_indent(w);
	}
	return nbreaks == 1 ? 1 : nbreaks - 1;
}

size_t passage_offset(const struct passage *p, size_t at)
{
	struct walk w = {.text = p->source->text, .j = p->offset};
	size_t done = 0;

	if (p->style == PASSAGE_SINGLE || p->style == PASSAGE_DOUBLE)
		w.j++;
	if (p->style == PASSAGE_BLOCK) {
		block_begin(&w);
		skip_indent(&w);
	}
	while (w.j < w.text.n) {
		size_t begin = w.j;

		done += p->style == PASSAGE_BLOCK ? block_step(&w) : flow_step(&w, p->style);
		if (done > at)
			return begin;
	}
	return w.j < w.text.n ? w.j : w.text.n;
}

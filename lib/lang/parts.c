#include <string.h>

#include "base/vec.h"
#include "lang/parts.h"

#define MAX_PARTS 100000
#define MAX_QUOTE 60

struct cutter {
	struct parts *out;
	struct str text;
	bool bracketed;
	enum parts_of of;
	struct arena *arena;
};

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

static struct str unquoted(struct str s)
{
	if (s.n >= 2 && is_quote(s.at[0]) && s.at[s.n - 1] == s.at[0])
		return str_cut(s, 1, s.n - 2);
	return s;
}

static bool push(struct cutter *c, size_t from, size_t to)
{
	struct str part = str_trim(str_cut(c->text, from, to - from));
	if (c->bracketed)
		part = unquoted(part);
	if (part.n == 0)
		return true;
	if (c->out->n == MAX_PARTS)
		return false;
	*VEC_PUSH(c->arena, c->out) = part;
	return true;
}

/* The end of the quoted stretch that begins at i; i where it has none. */
static size_t skip_quoted(struct str s, size_t i)
{
	const char *end = memchr(s.at + i + 1, s.at[i], s.n - i - 1);
	return end ? (size_t)(end - s.at) : i;
}

static bool cut(struct cutter *c)
{
	struct str s = c->text;
	size_t from = 0;
	bool begun = false, spanned = false;

	for (size_t i = 0; i < s.n; i++) {
		char b = s.at[i];
		spanned |= b == '.';
		if (b == ';' || (b == ',' && c->bracketed && (c->of != PARTS_HOURS || spanned))) {
			if (!push(c, from, i))
				return false;
			from = i + 1;
			begun = spanned = false;
		} else if (!begun && c->bracketed && is_quote(b)) {
			size_t end = skip_quoted(s, i);
			spanned |= end != i;
			i = end;
			begun = true;
		} else {
			begun |= b != ' ' && b != '\t' && b != '\n' && b != '\r';
		}
	}
	return push(c, from, s.n);
}

bool parts_split(struct parts *out, struct str text, enum parts_of of, struct arena *a)
{
	*out = (struct parts){0};
	text = str_trim(text);
	bool bracketed = text.n >= 2 && text.at[0] == '[' && text.at[text.n - 1] == ']';
	if (bracketed)
		text = str_cut(text, 1, text.n - 2);
	struct cutter c = {.out = out, .text = text, .bracketed = bracketed, .of = of, .arena = a};
	return cut(&c);
}

struct str parts_quote(struct str s, struct arena *a)
{
	size_t n = MAX_QUOTE;
	if (s.n <= n)
		return s;
	while (n > 0 && ((unsigned char)s.at[n] & 0xc0) == 0x80)
		n--;
	return str_printf(a, "%.*s…", (int)n, s.at);
}

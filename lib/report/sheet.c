#define _GNU_SOURCE 1 /* memmem */

#include "report/sheet.h"

#include <string.h>

#include "base/text.h"

enum { EDGE = 100 }; /* where the right edge is taken to be when nothing is wrapped */

static const char *const inks[] = {"", "1", "2", "1;31", "33", "36", "35", "32"};

void sheet_free(struct sheet *s)
{
	buf_free(&s->out);
}

void sheet_end(struct sheet *s)
{
	buf_char(&s->out, '\n');
	s->column = s->indent = 0;
	s->tight = true;
}

static void blanks(struct sheet *s, size_t column)
{
	if (column <= s->column)
		return;
	memset(buf_room(&s->out, column - s->column), ' ', column - s->column);
	s->out.n += column - s->column;
	s->column = column;
}

void sheet_indent(struct sheet *s, size_t column)
{
	blanks(s, column);
	s->indent = s->column;
	s->tight = true;
}

/* width: columns of the word. */
static void add_word(struct sheet *s, struct str word, size_t width)
{
	size_t gap = s->tight ? 0 : 1;

	if (s->width > 0 && s->column + gap + width > s->width && s->column > s->indent && !s->tight) {
		buf_char(&s->out, '\n');
		s->column = 0;
		blanks(s, s->indent);
		gap = 0;
	}
	if (gap > 0)
		buf_char(&s->out, ' ');
	buf_add(&s->out, word);
	s->column += gap + width;
	s->tight = false;
}

/* Words with one blank between any two, and none around them. */
static bool well_spaced(struct str s)
{
	return s.n > 0 && s.at[0] != ' ' && s.at[s.n - 1] != ' ' && !memmem(s.at, s.n, "  ", 2);
}

/* plain: each byte takes a column. */
static void add_words(struct sheet *s, struct str escaped, bool plain)
{
	struct str word, rest = escaped;
	bool more = true;

	if (s->width == 0 && well_spaced(escaped)) { /* where no line is broken, all of them are as one */
		add_word(s, escaped, plain ? escaped.n : text_width(escaped));
		return;
	}
	while (more) {
		more = str_split(&word, &rest, rest, ' ');
		if (word.n > 0)
			add_word(s, word, plain ? word.n : text_width(word));
	}
}

void sheet_words(struct sheet *s, struct str text)
{
	struct buf escaped = {0};

	if (text_plain(text)) {
		add_words(s, text, true);
		return;
	}
	text_escape(&escaped, text);
	add_words(s, buf_str(&escaped), false);
	buf_free(&escaped);
}

void sheet_point(struct sheet *s)
{
	add_word(s, STR("·"), 1);
}

void sheet_printf(struct sheet *s, const char *format, ...)
{
	struct buf text = {0};
	va_list args;

	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	sheet_words(s, buf_str(&text));
	buf_free(&text);
}

void sheet_join(struct sheet *s)
{
	s->tight = true;
}

static void add_inked(struct sheet *s, const char *text, enum ink ink)
{
	bool inked = s->colour && ink != INK_NONE;

	if (inked)
		buf_printf(&s->out, "\033[%sm", inks[ink]);
	buf_add(&s->out, str_of(text));
	if (inked)
		buf_add(&s->out, STR("\033[0m"));
	s->column += text_width(str_of(text));
}

void sheet_label(struct sheet *s, const char *text, enum ink ink, size_t pad)
{
	size_t end = s->column + pad;

	add_inked(s, text, ink);
	blanks(s, s->column + 2 > end ? s->column + 2 : end);
	s->tight = true;
}

void sheet_right(struct sheet *s, const char *text, enum ink ink)
{
	size_t edge = s->width > 0 ? s->width : EDGE, n = text_width(str_of(text));

	if (s->width > 0 && s->column + 2 + n > edge) {
		buf_char(&s->out, '\n');
		s->column = 0;
	}
	blanks(s, s->column > 0 && s->column + 2 + n > edge ? s->column + 2 : edge > n ? edge - n : 0);
	add_inked(s, text, ink);
	s->tight = false;
}

void count_print(struct buf *out, uint64_t n)
{
	uint64_t group = 1;

	while (n / group >= 1000)
		group *= 1000;
	buf_number(out, n / group, 1);
	for (group /= 1000; group > 0; group /= 1000) {
		buf_char(out, ',');
		buf_number(out, n / group % 1000, 3);
	}
}

#include "base/diag.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

/* Behind the next line feed from `at` on; 0: there is none. */
static size_t next_line(struct str text, size_t at)
{
	const char *end = at < text.n ? memchr(text.at + at, '\n', text.n - at) : NULL;

	return end ? (size_t)(end - text.at) + 1 : 0;
}

void source_index(struct source *s, struct arena *a)
{
	size_t n = 1, *lines;

	for (size_t at = next_line(s->text, 0); at > 0; at = next_line(s->text, at))
		n++;
	lines = arena_array(a, n, sizeof *lines);
	n = 1;
	for (size_t at = next_line(s->text, 0); at > 0; at = next_line(s->text, at))
		lines[n++] = at;
	s->lines = lines;
	s->nlines = n;
}

/* The last line that begins at or before the offset, by halves. */
static size_t line_by_index(const struct source *s, size_t offset)
{
	size_t low = 0, high = s->nlines;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (s->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Where the line of the offset begins; its number, from 0, into line. */
static size_t line_start(size_t *line, const struct source *s, size_t offset)
{
	size_t start = 0;
	const char *end;

	if (s->lines != NULL && s->nlines > 0) {
		*line = line_by_index(s, offset);
		return s->lines[*line];
	}
	*line = 0;
	while (start < offset && (end = memchr(s->text.at + start, '\n', offset - start)) != NULL) {
		start = (size_t)(end - s->text.at) + 1;
		++*line;
	}
	return start;
}

static uint32_t count_from_one(size_t n)
{
	return n >= UINT32_MAX ? UINT32_MAX : (uint32_t)(n + 1);
}

struct place source_place(const struct source *s, size_t offset)
{
	size_t line, start;
	struct str before;

	if (s == NULL)
		return (struct place){0};
	if (offset > s->text.n)
		offset = s->text.n;
	start = line_start(&line, s, offset);
	before = str_cut(s->text, start, offset - start);
	if (line == 0 && str_starts(before, STR("\xEF\xBB\xBF")))
		before = str_from(before, 3);
	return (struct place){s, count_from_one(line), count_from_one(text_length(before))};
}

struct passage passage_part(const struct passage *p, size_t from, size_t n)
{
	struct passage part = *p;

	if (from > p->text.n)
		from = p->text.n;
	part.text = str_cut(p->text, from, n);
	part.before = from > UINT32_MAX - p->before ? UINT32_MAX : (uint32_t)(p->before + from);
	return part;
}

struct place passage_place(const struct passage *p, size_t at)
{
	size_t n;

	if (p->source == NULL || p->style == PASSAGE_NONE)
		return source_place(p->source, p->offset);
	if (__builtin_add_overflow(p->before, at, &n))
		n = SIZE_MAX;
	return source_place(p->source, passage_offset(p, n));
}

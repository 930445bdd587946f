#include "report/rows.h"

#include <inttypes.h>
#include <stdlib.h>

enum { PARTS_SHOWN = 20, FEW = 8 };

struct row_place {
	const struct feed_input *input;
	size_t file; /* in order of first use */
	uint64_t line;
};

struct row_list {
	struct row_place *at;
	size_t n;
};

static int compare(const void *left, const void *right)
{
	const struct row_place *a = left, *b = right;

	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

static bool shown(const struct evidence *e, bool near)
{
	return (e->role == ROLE_NEAR) == near;
}

static size_t count_sources(const struct finding *f, bool near)
{
	size_t n = 0;

	for (size_t i = 0; i < f->nevidence; i++)
		if (shown(&f->evidence[i], near))
			n += f->evidence[i].event->nsources;
	return n;
}

static size_t file_rank(const struct row_list *l, const struct feed_input *input)
{
	size_t next = 0;

	for (size_t i = l->n; i-- > 0;) {
		if (l->at[i].input == input)
			return l->at[i].file;
		next = l->at[i].file >= next ? l->at[i].file + 1 : next;
	}
	return next;
}

/* The last place is nearly always of the same file, so that ranks are found at once. */
static void add_places(struct row_list *l, const struct event *e)
{
	for (size_t i = 0; i < e->nsources; i++) {
		const struct event_source *s = &e->sources[i];
		l->at[l->n] = (struct row_place){s->input, file_rank(l, s->input), s->line};
		l->n++;
	}
}

static void drop_repeats(struct row_list *l)
{
	size_t kept = 0;

	if (l->n > 1)
		qsort(l->at, l->n, sizeof *l->at, compare);
	for (size_t i = 0; i < l->n; i++)
		if (i == 0 || compare(&l->at[kept - 1], &l->at[i]) != 0)
			l->at[kept++] = l->at[i];
	l->n = kept;
}

/* The end of a stretch of lines that follow each other, from i. */
static size_t stretch(const struct row_list *l, size_t i)
{
	while (i + 1 < l->n && l->at[i + 1].file == l->at[i].file && l->at[i + 1].line == l->at[i].line + 1)
		i++;
	return i;
}

static void print_file(struct buf *out, struct str file)
{
	buf_add(out, file);
	buf_char(out, ':');
}

static void print_end(struct buf *out, uint64_t line)
{
	buf_char(out, '-');
	buf_number(out, line, 1);
}

static void print_places(struct buf *out, const struct row_list *l)
{
	size_t parts = 0;

	for (size_t i = 0; i < l->n; i++, parts++) {
		bool same = i > 0 && l->at[i - 1].file == l->at[i].file;
		size_t end = stretch(l, i);

		if (parts == PARTS_SHOWN) {
			buf_printf(out, " and %zu more", l->n - i);
			return;
		}
		if (i > 0)
			buf_add(out, same ? STR(", ") : STR("; "));
		if (!same)
			print_file(out, l->at[i].input->file);
		buf_number(out, l->at[i].line, 1);
		if (end > i + 1)
			print_end(out, l->at[end].line);
		i = end > i + 1 ? end : i;
	}
}

void rows_print(struct buf *out, const struct finding *f, bool near)
{
	size_t n = count_sources(f, near);
	struct row_place few[FEW];
	struct row_list l = {n <= FEW ? few : mem_alloc(n * sizeof *l.at), 0};

	for (size_t i = 0; i < f->nevidence; i++)
		if (shown(&f->evidence[i], near))
			add_places(&l, f->evidence[i].event);
	drop_repeats(&l);
	print_places(out, &l);
	if (n > FEW)
		mem_free(l.at);
}

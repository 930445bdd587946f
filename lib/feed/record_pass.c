/* Plain rows passed over: of each only its end, the number of its fields and a few cells are found. */
#include "feed/record_scan.h"

#define INLINE static inline __attribute__((always_inline))

enum { BLOCKS = 64 }; /* a longer row is made and judged like any odd one */

typedef struct scan_marks marks_of(const char *at, char delimiter);

struct line {
	uint64_t delimiters[BLOCKS];
	size_t n;         /* bytes without the line end */
	size_t ndelimiters;
};

/* False: it has a quote, is too long, or does not end before `end`. */
INLINE bool find_end(struct line *l, const char *line, const char *end, char delimiter, marks_of *marks)
{
	size_t count = 0;

	for (size_t b = 0; b < BLOCKS && line + b * SCAN_BLOCK < end; b++) {
		struct scan_marks m = marks(line + b * SCAN_BLOCK, delimiter);
		uint64_t before = (m.stops & (~m.stops + 1)) - 1; /* all bits where there is no stop */

		l->delimiters[b] = m.delimiters & before;
		count += (size_t)__builtin_popcountll(l->delimiters[b]);
		if (m.stops == 0)
			continue;
		l->n = b * SCAN_BLOCK + (size_t)__builtin_ctzll(m.stops);
		l->ndelimiters = count;
		return line + l->n < end && line[l->n] != '"';
	}
	return false;
}

/* The cell of a column that the line has. */
INLINE struct str find_cell(const struct line *l, const char *line, size_t column)
{
	size_t b = 0, from = 0;
	uint64_t m = l->delimiters[0];

	if (column > 0) {
		size_t number = column;

		for (size_t here; (here = (size_t)__builtin_popcountll(m)) < number; m = l->delimiters[++b])
			number -= here;
		for (; number > 1; number--)
			m &= m - 1;
		from = b * SCAN_BLOCK + (size_t)__builtin_ctzll(m) + 1;
		m &= m - 1;
	}
	if (column == l->ndelimiters)
		return scan_trimmed(line + from, line + l->n);
	while (m == 0)
		m = l->delimiters[++b];
	return scan_trimmed(line + from, line + b * SCAN_BLOCK + (size_t)__builtin_ctzll(m));
}

/* Bytes of the line end at `at`; 0: the window ends, so that it cannot be said. */
INLINE size_t end_length(const char *at, const char *end)
{
	if (*at == '\n')
		return 1;
	return at + 1 == end ? 0 : 1u + (at[1] == '\n');
}

/* All its fields, for who takes the row. */
INLINE bool take_row(struct scanner *s, const struct row_pass *p, const struct line *l, const char *line, uint64_t number)
{
	const char *field = line;

	s->nfields = 0;
	for (size_t b = 0; s->nfields < l->ndelimiters; b++) {
		for (uint64_t m = l->delimiters[b]; m; m &= m - 1) {
			const char *to = line + b * SCAN_BLOCK + __builtin_ctzll(m);

			s->fields[s->nfields++] = scan_trimmed(field, to);
			field = to + 1;
		}
	}
	s->fields[s->nfields++] = scan_trimmed(field, line + l->n);
	return p->take(p->context, &(struct row){.line = number, .bytes = {line, l->n}, .fields = s->fields, .nfields = s->nfields});
}

INLINE bool test_row(const struct row_pass *p, const struct line *l, const char *line)
{
	struct str cells[PASS_COLUMNS];

	for (size_t i = 0; i < p->ncolumns; i++)
		cells[i] = find_cell(l, line, p->columns[i]);
	return p->test(p->context, cells);
}

/* One that was taken is mostly followed by another. */
INLINE bool is_done(bool *taking, struct scanner *s, const struct row_pass *p, const struct line *l, const char *line, uint64_t number)
{
	bool taken = *taking;

	if (taken && take_row(s, p, l, line, number))
		return true;
	*taking = false;
	if (test_row(p, l, line))
		return true;
	*taking = !taken && p->take && take_row(s, p, l, line, number);
	return *taking;
}

INLINE uint64_t pass(struct scanner *s, const struct row_pass *p, marks_of *marks)
{
	const char *at = s->at + s->begin, *end = s->at + s->end;
	const char *last = s->limit < s->end ? s->at + s->limit : end; /* where a record may begin */
	struct line l;
	uint64_t nrows = 0;
	bool taking = false;
	size_t eol;

	if (s->after_cr || s->skipping || s->width < 2)
		return 0;
	s->nfields = 0;
	scan_room(s, s->width);
	for (; at < end && at <= last && *at != '\xef' && find_end(&l, at, end, s->delimiter, marks); nrows++) {
		if (l.ndelimiters + 1 != s->width || (eol = end_length(at + l.n, end)) == 0)
			break;
		if (!is_done(&taking, s, p, &l, at, s->line + nrows))
			break;
		at += l.n + eol;
	}
	s->begin = (size_t)(at - s->at);
	s->line += nrows;
	return nrows;
}

uint64_t scan_pass_portable(struct scanner *s, const struct row_pass *p)
{
	return pass(s, p, marks_portable);
}

#if defined __x86_64__
uint64_t scan_pass_sse2(struct scanner *s, const struct row_pass *p)
{
	return pass(s, p, marks_sse2);
}

__attribute__((target("avx2,bmi,popcnt"))) uint64_t scan_pass_avx2(struct scanner *s, const struct row_pass *p)
{
	return pass(s, p, marks_avx2);
}

__attribute__((target("avx512f,avx512bw,bmi,popcnt"))) uint64_t scan_pass_avx512(struct scanner *s, const struct row_pass *p)
{
	return pass(s, p, marks_avx512);
}
#endif

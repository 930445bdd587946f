#include <string.h>

#include "feed/record_scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

struct scan_marks scan_marks_portable(const char *at, char delimiter)
{
	struct scan_marks m = {0, 0};

	for (unsigned i = 0; i < SCAN_BLOCK; i++) {
		char c = at[i];

		m.delimiters |= (uint64_t)(c == delimiter) << i;
		m.stops |= (uint64_t)(c == '"' || c == '\n' || c == '\r') << i;
	}
	return m;
}

#ifdef __SSE2__
struct scan_marks scan_marks_fast(const char *at, char delimiter)
{
	const __m128i delim = _mm_set1_epi8(delimiter), quote = _mm_set1_epi8('"');
	const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
	struct scan_marks m = {0, 0};

	for (unsigned i = 0; i < 4; i++) {
		__m128i c;
		__m128i stop;

		memcpy(&c, at + 16 * (size_t)i, sizeof c);
		stop = _mm_or_si128(_mm_cmpeq_epi8(c, quote), _mm_or_si128(_mm_cmpeq_epi8(c, lf), _mm_cmpeq_epi8(c, cr)));
		m.delimiters |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(c, delim)) << (16 * i);
		m.stops |= (uint64_t)(uint32_t)_mm_movemask_epi8(stop) << (16 * i);
	}
	return m;
}
#else
struct scan_marks scan_marks_fast(const char *at, char delimiter)
{
	return scan_marks_portable(at, delimiter);
}
#endif

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* A field without its outer blanks, as libcsv reads it. */
static inline struct str trimmed(const char *from, const char *to)
{
	while (from < to && is_blank(*from))
		from++;
	while (from < to && is_blank(to[-1]))
		to--;
	return (struct str){from, (size_t)(to - from)};
}

enum plain_found scan_plain(size_t *nbytes, struct scanner *s)
{
	const char *line = s->at ? s->at + s->begin : "";
	const char *field = line;
	size_t left = s->end - s->begin;
	size_t at = 0;

	s->nfields = 0;
	*nbytes = left;
	for (; at < left; at += SCAN_BLOCK) {
		struct scan_marks m = scan_marks_fast(line + at, s->delimiter);
		uint64_t stop;

		if (left - at < SCAN_BLOCK) {
			uint64_t inside = (UINT64_C(1) << (left - at)) - 1;
			m.stops &= inside;
			m.delimiters &= inside;
		}
		stop = m.stops & (~m.stops + 1);
		m.delimiters &= stop - 1;
		scan_room(s, SCAN_BLOCK + 1);
		for (; m.delimiters; m.delimiters &= m.delimiters - 1) {
			const char *to = line + at + __builtin_ctzll(m.delimiters);

			s->fields[s->nfields++] = trimmed(field, to);
			field = to + 1;
		}
		if (stop) {
			*nbytes = at + (size_t)__builtin_ctzll(stop);
			break;
		}
	}
	if (*nbytes < left && line[*nbytes] == '"')
		return PLAIN_QUOTE;
	if (*nbytes == left && !s->over)
		return PLAIN_MORE;
	s->fields[s->nfields++] = trimmed(field, line + *nbytes);
	return PLAIN_ROW;
}

/* A record without a quote, split in place. */
#include "feed/record_scan.h"

#define INLINE static inline __attribute__((always_inline))

typedef struct scan_marks marks_of(const char *at, char delimiter);

INLINE enum plain_found split(size_t *nbytes, struct scanner *s, marks_of *marks)
{
	const char *line = s->at + s->begin;
	const char *field = line;
	size_t left = s->end - s->begin;
	size_t at = 0;

	s->nfields = 0;
	*nbytes = left;
	for (; at < left; at += SCAN_BLOCK) {
		struct scan_marks m = marks(line + at, s->delimiter);
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

			s->fields[s->nfields++] = scan_trimmed(field, to);
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
	s->fields[s->nfields++] = scan_trimmed(field, line + *nbytes);
	return PLAIN_ROW;
}

enum plain_found scan_plain_portable(size_t *nbytes, struct scanner *s)
{
	return split(nbytes, s, marks_portable);
}

#if defined __x86_64__
enum plain_found scan_plain_sse2(size_t *nbytes, struct scanner *s)
{
	return split(nbytes, s, marks_sse2);
}

__attribute__((target("avx2,bmi,popcnt"))) enum plain_found scan_plain_avx2(size_t *nbytes, struct scanner *s)
{
	return split(nbytes, s, marks_avx2);
}

__attribute__((target("avx512f,avx512bw,bmi,popcnt"))) enum plain_found scan_plain_avx512(size_t *nbytes, struct scanner *s)
{
	return split(nbytes, s, marks_avx512);
}
#endif

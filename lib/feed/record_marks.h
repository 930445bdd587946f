/* Which of 64 bytes are delimiters, and which may end a plain record: four ways to see it. */
#ifndef FEED_RECORD_MARKS_H
#define FEED_RECORD_MARKS_H

#include <stdint.h>
#include <string.h>

#if defined __x86_64__
#include <immintrin.h>
#endif

struct scan_marks {
	uint64_t delimiters, stops; /* stops: quote, CR, LF; bit 0: the first byte */
};

#define MARKS_LOW UINT64_C(0x7f7f7f7f7f7f7f7f)
#define MARKS_ONES UINT64_C(0x0101010101010101)

/* The high bit of each byte of w that is c; exact. */
static inline uint64_t marks_equal(uint64_t w, char c)
{
	uint64_t x = w ^ MARKS_ONES * (unsigned char)c;

	return ~(((x & MARKS_LOW) + MARKS_LOW) | x | MARKS_LOW);
}

/* The high bits of eight bytes as eight bits, the first byte lowest. */
static inline uint64_t marks_gather(uint64_t high)
{
	return (high >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* Eight bytes, the first lowest. */
static inline uint64_t marks_word(const char *at)
{
	uint64_t w;

	memcpy(&w, at, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

static inline struct scan_marks marks_portable(const char *at, char delimiter)
{
	struct scan_marks m = {0, 0};

	for (unsigned i = 0; i < 8; i++) {
		uint64_t w = marks_word(at + 8 * (size_t)i);
		uint64_t stops = marks_equal(w, '"') | marks_equal(w, '\n') | marks_equal(w, '\r');

		m.delimiters |= marks_gather(marks_equal(w, delimiter)) << (8 * i);
		m.stops |= marks_gather(stops) << (8 * i);
	}
	return m;
}

#if defined __x86_64__
static inline struct scan_marks marks_sse2(const char *at, char delimiter)
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

/* Indexed by the low half of a byte: the one stop that has it, else a byte that has another. A byte beyond ASCII finds nought. */
#define MARKS_STOPS -1, -1, '"', -1, -1, -1, -1, -1, -1, -1, '\n', -1, -1, '\r', -1, -1

__attribute__((target("avx2"))) static inline struct scan_marks marks_avx2(const char *at, char delimiter)
{
	const __m256i delim = _mm256_set1_epi8(delimiter), stops = _mm256_broadcastsi128_si256(_mm_setr_epi8(MARKS_STOPS));
	struct scan_marks m = {0, 0};

	for (unsigned i = 0; i < 2; i++) {
		__m256i c;
		__m256i stop;

		memcpy(&c, at + 32 * (size_t)i, sizeof c);
		stop = _mm256_cmpeq_epi8(c, _mm256_shuffle_epi8(stops, c));
		m.delimiters |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(c, delim)) << (32 * i);
		m.stops |= (uint64_t)(uint32_t)_mm256_movemask_epi8(stop) << (32 * i);
	}
	return m;
}

__attribute__((target("avx512f,avx512bw"))) static inline struct scan_marks marks_avx512(const char *at, char delimiter)
{
	const __m512i stops = _mm512_broadcast_i32x4(_mm_setr_epi8(MARKS_STOPS));
	__m512i c;

	memcpy(&c, at, sizeof c);
	return (struct scan_marks){.delimiters = _mm512_cmpeq_epi8_mask(c, _mm512_set1_epi8(delimiter)),
	                           .stops = _mm512_cmpeq_epi8_mask(c, _mm512_shuffle_epi8(stops, c))};
}
#endif

#endif

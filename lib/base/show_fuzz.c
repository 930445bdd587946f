/* Any bytes as text: what is shown is harmless, folding settles, globs agree with a naive matcher. */
#include <assert.h>
#include <stdlib.h>

#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static bool harmful(int32_t rune)
{
	return rune < ' ' || (rune >= 0x7F && rune < 0xA0) || (rune >= 0x202A && rune <= 0x202E) ||
	       (rune >= 0x2066 && rune <= 0x2069) || rune == 0x200E || rune == 0x200F || rune == 0x061C || rune == 0x2028 ||
	       rune == 0x2029;
}

static void escape(struct str s)
{
	struct buf out = {0};

	text_escape(&out, s);
	for (size_t i = 0; i < out.n;)
		assert(!harmful(text_next(buf_str(&out), &i)));
	buf_free(&out);
}

static void fold(struct str s, struct arena *a)
{
	if (!text_valid(NULL, s))
		return;
	struct str folded = text_fold(a, s), normal = text_normal(a, s), latin = text_latin(a, s);
	assert(text_valid(NULL, folded) && text_valid(NULL, normal) && text_valid(NULL, latin));
	assert(str_eq(text_normal(a, normal), normal));
	assert(text_length(s) <= s.n);
	text_width(s);
	text_writing(s);
	text_visible(a, s);
}

/* May take time that grows with a power of the stars: short texts alone. */
static bool naive_glob(struct str s, struct str p)
{
	size_t i = 0;

	if (p.n == 0)
		return s.n == 0;
	if (p.at[0] == '*')
		return naive_glob(s, str_from(p, 1)) || (s.n > 0 && naive_glob(str_from(s, 1), p));
	if (s.n == 0)
		return false;
	if (p.at[0] == '?') {
		text_next(s, &i);
		return naive_glob(str_from(s, i), str_from(p, 1));
	}
	return s.at[0] == p.at[0] && naive_glob(str_from(s, 1), str_from(p, 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = {(const char *)bytes, n}, s, pattern;
	struct arena arena;

	arena_init(&arena);
	escape(text);
	fold(text, &arena);
	if (str_split(&pattern, &s, text, '\n') && text_valid(NULL, s) && text_valid(NULL, pattern)) {
		bool found = text_glob(s, pattern);
		if (s.n < 24 && pattern.n < 12)
			assert(found == naive_glob(s, pattern));
	}
	arena_free(&arena);
	return 0;
}

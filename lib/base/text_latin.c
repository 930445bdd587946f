#include "base/text.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <unicode/utrans.h>
#include <unicode/utf16.h>
#include <unicode/uchar.h>

#include "base/text_units.h"

/* Opening a transliterator takes milliseconds, and one must not serve two
 * threads: so each thread keeps its own, opened at the first need and closed
 * when the thread ends. The key is the only state; no answer depends on it. */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;

static void close_own(void *transliterator)
{
	utrans_close(transliterator);
}

static void make_key(void)
{
	if (pthread_key_create(&key, close_own) != 0)
		mem_exhausted();
}

static UTransliterator *own_transliterator(void)
{
	static const UChar id[] = u"Any-Latin; Latin-ASCII";
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *t;

	pthread_once(&once, make_key);
	t = pthread_getspecific(key);
	if (t != NULL)
		return t;
	t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	if (U_FAILURE(status) || pthread_setspecific(key, t) != 0)
		mem_exhausted();
	return t;
}

enum { PIECE = 512 }; /* units; a longer text would cost its square */

/* The end of the piece that begins at `from`: behind a blank where there is one. */
static int32_t piece_end(const struct units *u, int32_t from)
{
	int32_t end = from + PIECE;

	if (u->n - from <= PIECE)
		return u->n;
	for (int32_t i = end; i > from + PIECE / 2; i--) {
		if (u_isUWhiteSpace(u->at[i - 1]))
			return i;
	}
	U16_SET_CP_START(u->at, from, end);
	return end;
}

/* Appends the piece in Latin letters to out. */
static void add_latin(struct units *out, const UTransliterator *t, const UChar *piece, int32_t n)
{
	UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
	int32_t cap = n * 8 + 64, size = 0;

	for (; status == U_BUFFER_OVERFLOW_ERROR; cap *= 2) {
		int32_t limit = n;

		status = U_ZERO_ERROR;
		size = n;
		if (out->cap - out->n < cap)
			units_room(out, out->cap + out->cap / 2 + cap);
		assert(out->at); /* there is always room for 64 */
		memcpy(out->at + out->n, piece, (size_t)n * sizeof *piece);
		utrans_transUChars(t, out->at + out->n, &size, out->cap - out->n, 0, &limit, &status);
	}
	if (U_FAILURE(status))
		mem_exhausted();
	out->n += size;
}

struct str text_latin(struct arena *a, struct str s)
{
	struct units u, out = {0};
	const UTransliterator *t;

	if (text_ascii(s) || s.n > UNITS_TEXT_MAX / 64 || !units_from(&u, s))
		return text_fold(a, s);
	t = own_transliterator();
	for (int32_t from = 0, end; from < u.n; from = end) {
		end = piece_end(&u, from);
		add_latin(&out, t, u.at + from, end - from);
	}
	s = text_fold(a, units_to_str(a, &out));
	units_free(&u);
	units_free(&out);
	return s;
}

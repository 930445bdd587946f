#include "base/text_units.h"

#include <assert.h>
#include <unicode/uclean.h>
#include <unicode/ustring.h>

#include "base/arena.h"
#include "base/text.h"

static void *icu_alloc(const void *context, size_t n)
{
	(void)context;
	return mem_alloc(n);
}

static void *icu_resize(const void *context, void *old, size_t n)
{
	(void)context;
	return mem_resize(old, n);
}

static void icu_free(const void *context, void *p)
{
	(void)context;
	mem_free(p);
}

void text_memory(void)
{
	UErrorCode status = U_ZERO_ERROR;

	u_setMemoryFunctions(NULL, icu_alloc, icu_resize, icu_free, &status);
	assert(U_SUCCESS(status));
}

bool units_from(struct units *out, struct str s)
{
	UErrorCode status = U_ZERO_ERROR;

	*out = (struct units){0};
	if (s.n > UNITS_TEXT_MAX)
		return false;
	units_room(out, (int32_t)s.n + 1);
	u_strFromUTF8WithSub(out->at, out->cap, &out->n, s.n == 0 ? "" : s.at, (int32_t)s.n, 0xFFFD, NULL, &status);
	if (U_FAILURE(status))
		mem_exhausted();
	return true;
}

struct str units_to_str(struct arena *a, const struct units *u)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0;
	char *at = arena_array(a, (size_t)u->n + 1, 3);

	u_strToUTF8WithSub(at, u->n * 3 + 1, &n, u->at, u->n, 0xFFFD, NULL, &status);
	if (U_FAILURE(status))
		mem_exhausted();
	return (struct str){at, (size_t)n};
}

void units_room(struct units *u, int32_t cap)
{
	if (cap <= u->cap)
		return;
	u->at = mem_resize(u->at, (size_t)cap * sizeof *u->at);
	u->cap = cap;
}

void units_free(struct units *u)
{
	mem_free(u->at);
	*u = (struct units){0};
}

#include "base/text_units.h"

#include <unicode/ustring.h>

#include "base/arena.h"

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

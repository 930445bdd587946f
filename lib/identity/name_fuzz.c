/* Two lines as names of people: read within their bounds, and compared the same way round and the other. */
#include <assert.h>

#include "identity/closeness.h"
#include "identity/compare.h"
#include "identity/nicknames.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static bool read_one(struct name *out, struct name_room *room, struct str line, struct arena *a)
{
	struct str family, given;
	bool parted = str_split(&family, &given, line, '|');
	bool good = parted ? name_read(out, room, family, given, false, a) : name_read_whole(out, room, line, a);

	assert(!good || (out->n >= 1 && out->n <= NAME_PARTS && out->nfamily <= out->n));
	for (size_t i = 0; good && i < out->n; i++) {
		assert(out->parts[i].n >= 1 && out->parts[i].n <= NAME_LETTERS);
		for (size_t k = 0; k < out->parts[i].n; k++)
			assert(out->parts[i].at[k] >= 'a' && out->parts[i].at[k] <= 'z');
	}
	return good;
}

static int compare(const struct name *a, const struct name *b)
{
	struct score s = {0};

	compare_names(&s, a, b, NULL);
	assert(s.nparts <= SCORE_PARTS);
	return s.tenths;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str first, second, text = {(const char *)bytes, n};
	struct name_room rooms[2];
	struct name a, b;
	struct arena arena;

	arena_init(&arena);
	str_split(&first, &second, text, '\n');
	bool good = read_one(&a, &rooms[0], first, &arena);
	if (read_one(&b, &rooms[1], second, &arena) && good) {
		assert(compare(&a, &b) == compare(&a, &b));
	}
	assert(closeness_edits(first, second, 3) == closeness_edits(second, first, 3));
	arena_free(&arena);
	return 0;
}

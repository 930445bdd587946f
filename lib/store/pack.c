/* The rows of one subject in one file as one run of bytes: of each row the step to its line, what it
 * is, its hash where it was covered, its length and its bytes. */
#include <string.h>

#include "store/run_inside.h"

enum { PACK_BROKEN = 1, PACK_HASHED = 2, HASH_DIGITS = 64 };

void pack_row(struct buf *out, const struct taken_row *row, uint64_t *line_before)
{
	varint_add(out, row->line - *line_before);
	varint_add(out, (row->broken ? PACK_BROKEN : 0) | (row->sha256 ? PACK_HASHED : 0));
	if (row->sha256)
		buf_add(out, (struct str){row->sha256, HASH_DIGITS});
	varint_add(out, row->bytes.n);
	buf_add(out, row->bytes);
	*line_before = row->line;
}

bool unpack_rows(struct store_rows *out, struct str packed, size_t file, size_t subject, struct arena *a)
{
	uint64_t line = 0;

	while (packed.n > 0) {
		struct replay_row *row = VEC_PUSH(a, &out->rows);
		line += varint_take(&packed);
		uint64_t flags = varint_take(&packed);
		*row = (struct replay_row){.file = file, .line = line, .broken = flags & PACK_BROKEN, .subject = subject};
		if (flags > 3 || ((flags & PACK_HASHED) && packed.n < HASH_DIGITS))
			return false;
		if (flags & PACK_HASHED) {
			row->sha256 = str_cstr(a, str_cut(packed, 0, HASH_DIGITS));
			packed = str_from(packed, HASH_DIGITS);
		}
		uint64_t n = varint_take(&packed);
		if (n > packed.n)
			return false;
		row->bytes = str_cut(packed, 0, (size_t)n);
		packed = str_from(packed, (size_t)n);
	}
	return true;
}

#include "feed/squeeze.h"

#include <zstd.h>

#include "feed/unpack.h"

enum { LEVEL = 6, CHUNK = 1 << 16 };

void squeeze(struct buf *out, struct str text)
{
	size_t room = ZSTD_compressBound(text.n);
	size_t n = ZSTD_compress(buf_room(out, room), room, text.at, text.n, LEVEL);

	if (ZSTD_isError(n))
		mem_exhausted();
	out->n += n;
}

bool unsqueeze(struct buf *out, struct str packed, size_t most)
{
	struct unpacker *u = unpack_open(PACKING_ZSTD);
	const char *why = NULL;
	size_t got = 1, before = out->n;
	bool good = packing_of(packed) == PACKING_ZSTD;

	while (good && got > 0 && out->n - before <= most) {
		good = unpack_some(&got, u, &packed, buf_room(out, CHUNK), CHUNK, &why);
		out->n += good ? got : 0;
	}
	good = good && unpack_whole(u) && packed.n == 0 && out->n - before <= most;
	unpack_close(u);
	return good;
}

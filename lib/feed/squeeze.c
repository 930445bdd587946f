#define _GNU_SOURCE /* fopencookie */
#include "feed/squeeze.h"

#include <zstd.h>

#include "feed/unpack.h"

enum { LEVEL = 6, CHUNK = 1 << 16 };

struct squeezer {
	ZSTD_CCtx *context;
	struct buf *out;
};

/* All of the bytes; end: and what was held back. */
static bool push(struct squeezer *s, const char *bytes, size_t n, bool end)
{
	ZSTD_inBuffer in = {bytes, n, 0};
	size_t left = 1;

	while (in.pos < in.size || (end && left > 0)) {
		ZSTD_outBuffer out = {buf_room(s->out, CHUNK), CHUNK, 0};
		left = ZSTD_compressStream2(s->context, &out, &in, end ? ZSTD_e_end : ZSTD_e_continue);
		if (ZSTD_isError(left))
			return false;
		s->out->n += out.pos;
	}
	return true;
}

static ssize_t take_bytes(void *cookie, const char *bytes, size_t n)
{
	return push(cookie, bytes, n, false) ? (ssize_t)n : 0;
}

static int end_bytes(void *cookie)
{
	struct squeezer *s = cookie;
	bool good = push(s, "", 0, true);

	ZSTD_freeCCtx(s->context);
	mem_free(s);
	return good ? 0 : EOF;
}

FILE *squeeze_open(struct buf *out)
{
	struct squeezer *s = mem_alloc(sizeof *s);

	*s = (struct squeezer){ZSTD_createCCtx(), out};
	if (!s->context || ZSTD_isError(ZSTD_CCtx_setParameter(s->context, ZSTD_c_compressionLevel, LEVEL)))
		mem_exhausted();
	FILE *file = fopencookie(s, "w", (cookie_io_functions_t){.write = take_bytes, .close = end_bytes});
	if (!file)
		end_bytes(s);
	return file;
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

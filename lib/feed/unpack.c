#include "feed/unpack.h"

#define ZLIB_CONST

#include <limits.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

enum { WINDOW_LOG_MAX = 27 }; /* of Zstandard: 128 MiB, as its own program allows */

struct unpacker {
	enum packing packing;
	z_stream gzip;
	ZSTD_DStream *zstd;
	bool inside; /* a member has begun and not ended */
	bool behind; /* at least one has ended */
	bool held;   /* the last call filled its room: more may come of the bytes it took */
};

enum packing packing_of(struct str head)
{
	if (str_starts(head, STR("\x1f\x8b")))
		return PACKING_GZIP;
	if (str_starts(head, STR("\x28\xb5\x2f\xfd")))
		return PACKING_ZSTD;
	/* A frame that is to be skipped, as parallel packers write first. */
	if (head.n >= 4 && ((unsigned char)head.at[0] & 0xf0) == 0x50 && memcmp(head.at + 1, "\x2a\x4d\x18", 3) == 0)
		return PACKING_ZSTD;
	return PACKING_NONE;
}

struct unpacker *unpack_open(enum packing packing)
{
	struct unpacker *u = mem_alloc(sizeof *u);

	*u = (struct unpacker){.packing = packing};
	if (packing == PACKING_GZIP) {
		if (inflateInit2(&u->gzip, MAX_WBITS + 16) != Z_OK)
			mem_exhausted();
	} else {
		u->zstd = ZSTD_createDStream();
		if (!u->zstd)
			mem_exhausted();
		ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
	}
	return u;
}

void unpack_close(struct unpacker *u)
{
	if (!u)
		return;
	if (u->packing == PACKING_GZIP)
		inflateEnd(&u->gzip);
	ZSTD_freeDStream(u->zstd);
	mem_free(u);
}

/* Between members: noughts are padding, as tapes and block devices leave it. False: something else stands there. */
static bool begin_member(struct unpacker *u, struct str *packed)
{
	while (u->behind && packed->n > 0 && *packed->at == '\0')
		*packed = str_from(*packed, 1);
	if (packed->n == 0)
		return true;
	if (u->behind && *packed->at != '\x1f')
		return false;
	inflateReset(&u->gzip);
	u->inside = true;
	return true;
}

static bool unpack_gzip(size_t *got, struct unpacker *u, struct str *packed, char *to, size_t room, const char **why)
{
	uInt most = room > UINT_MAX ? UINT_MAX : (uInt)room;
	int status;

	if (!u->inside && !begin_member(u, packed)) {
		*why = "has bytes behind its compressed part that are not compressed";
		return false;
	}
	if (!u->inside)
		return true; /* padding alone */
	u->gzip.next_in = (const Bytef *)packed->at;
	u->gzip.avail_in = packed->n > UINT_MAX ? UINT_MAX : (uInt)packed->n;
	u->gzip.next_out = (Bytef *)to;
	u->gzip.avail_out = most;
	status = inflate(&u->gzip, Z_NO_FLUSH);
	*packed = str_from(*packed, (size_t)((const char *)u->gzip.next_in - packed->at));
	*got = most - u->gzip.avail_out;
	if (status == Z_STREAM_END) {
		u->inside = false;
		u->behind = true;
	} else if (status != Z_OK && status != Z_BUF_ERROR) {
		*why = "is damaged: its gzip stream does not unpack";
		return false;
	}
	return true;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the library writes to it */
static bool unpack_zstd(size_t *got, struct unpacker *u, struct str *packed, char *to, size_t room, const char **why)
{
	ZSTD_inBuffer in = {packed->at, packed->n, 0};
	ZSTD_outBuffer out = {to, room, 0};
	size_t left = ZSTD_decompressStream(u->zstd, &out, &in);

	if (ZSTD_isError(left)) {
		*why = "is damaged, or wants more than 128 MiB to unpack: its zstd stream does not unpack";
		return false;
	}
	*packed = str_from(*packed, in.pos);
	*got = out.pos;
	u->inside = left != 0;
	return true;
}

bool unpack_some(size_t *got, struct unpacker *u, struct str *packed, char *to, size_t room, const char **why)
{
	*got = 0;
	while (*got == 0 && (packed->n > 0 || u->held)) {
		bool good = u->packing == PACKING_GZIP ? unpack_gzip(got, u, packed, to, room, why)
		                                       : unpack_zstd(got, u, packed, to, room, why);
		if (!good)
			return false;
		u->held = u->inside && *got == room;
	}
	return true;
}

bool unpack_whole(const struct unpacker *u)
{
	return !u->inside;
}

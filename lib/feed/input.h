/* input: the bytes of a file, a pipe or memory, as UTF-8.
 *
 * raw bytes -> unpacked, where the first bytes are those of gzip or zstd ->
 * decoded, where a byte order mark of UTF-16 or UTF-32 says so, or an encoding
 * is given. A UTF-8 mark is dropped. The caller owns the struct; input_close
 * frees what it holds.
 */
#ifndef FEED_INPUT_H
#define FEED_INPUT_H

#include "base/digest.h"
#include "base/str.h"
#include "base/text.h"
#include "feed/unpack.h"

#define INPUT_CHUNK ((size_t)262144)

struct input {
	int fd;            /* -1: memory */
	struct str memory; /* what is left of it */
	size_t chunk;      /* most bytes taken at once; tests make it small */
	struct str encoding;
	struct text_decoder *decoder;
	struct digest_stream *digest;
	struct unpacker *unpacker;
	char *store;       /* chunk bytes, with an unpacker */
	struct str packed; /* what is left of them */
	char head[4];      /* the first bytes, unpacked, until handed out */
	size_t nhead, head_at;
	char *raw;       /* chunk bytes, with a decoder */
	struct buf text; /* decoded, from text_at on not handed out */
	size_t text_at;
	bool begun;
	bool over;  /* the file has no more bytes */
	bool ended; /* nor are there any to unpack */
	bool decoded; /* nor to decode */
	uint64_t size;          /* of a regular file when it was opened; 0: not asked */
	uint64_t nbytes; /* as they stood in the file */
	uint64_t from;   /* bytes of the file before the first of them */
	bool placed;     /* a part of a file that another input reads (input_place) */
	uint64_t hashed; /* bytes that went into the digest */
	enum packing packing; /* as found */
	struct str read_as;   /* the encoding in which it is read */
	const char *why; /* what went wrong */
};

/* path "-": standard input. False: why is set. */
bool input_open(struct input *in, const char *path, struct str encoding, bool hash);
void input_open_memory(struct input *in, struct str bytes, struct str encoding);
/* Up to room bytes; *got 0: the end. False: why is set. */
bool input_read(size_t *got, struct input *in, char *to, size_t room);
/* The bytes are those of a regular file as they stand, so that it can be read in parts. */
bool input_divides(const struct input *in);
/* The same file from an offset on, read independently; not closed. chunk: most bytes taken at once. */
void input_place(struct input *out, const struct input *of, uint64_t offset, size_t chunk);
/* Bytes from an offset of the file, which come in order, into the digest; those that are in it are passed over. */
void input_hash(struct input *in, uint64_t offset, struct str bytes);
/* Goes on at an offset. Bytes before it that were not hashed are. False: why is set. */
bool input_jump(struct input *in, uint64_t offset);
/* Closes; hex gets the SHA-256 of all bytes, or an empty text. */
void input_close(struct input *in, char hex[65]);

#endif

/* digest: SHA-256 and HMAC by it (libcrypto). */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdint.h>

#include "base/str.h"

struct digest {
	uint8_t bytes[32];
};

struct digest_stream; /* an EVP context behind a pointer */

/* Before anything else of libcrypto: want of memory ends the program in order, where it would go on with what it has not. */
void digest_memory(void);
struct digest digest_of(struct str bytes);
/* HMAC-SHA-256 (RFC 2104). */
struct digest digest_keyed(struct str key, struct str bytes);
struct digest_stream *digest_open(void);
void digest_add(struct digest_stream *d, struct str bytes);
/* Ends and frees the stream. */
struct digest digest_close(struct digest_stream *d);
/* Overwrites a secret that is no longer needed; no compiler leaves it out. */
void digest_wipe(void *secret, size_t n);
/* The first ndigits lower-case hex digits (at most 64) and a NUL into out. */
void digest_hex(char *out, size_t ndigits, const struct digest *d);

#endif

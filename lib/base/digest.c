/* SHA256 and its like look the algorithm up by name for each text, which costs ten times a short text's own digest. */
#define OPENSSL_SUPPRESS_DEPRECATED 1

#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <assert.h>
#include <limits.h>

#include "base/arena.h"

struct digest_stream {
	EVP_MD_CTX *context;
};

static void *crypto_alloc(size_t n, const char *file, int line)
{
	(void)file, (void)line;
	return mem_alloc(n > 0 ? n : 1);
}

static void *crypto_resize(void *old, size_t n, const char *file, int line)
{
	(void)file, (void)line;
	return mem_resize(old, n > 0 ? n : 1);
}

static void crypto_free(void *p, const char *file, int line)
{
	(void)file, (void)line;
	mem_free(p);
}

void digest_memory(void)
{
	int set = CRYPTO_set_mem_functions(crypto_alloc, crypto_resize, crypto_free);

	assert(set == 1); /* libcrypto has allocated nothing yet */
	(void)set;
}

struct digest digest_of(struct str bytes)
{
	struct digest d;
	SHA256_CTX state;

	if (SHA256_Init(&state) != 1 || SHA256_Update(&state, bytes.n == 0 ? "" : bytes.at, bytes.n) != 1 ||
	    SHA256_Final(d.bytes, &state) != 1)
		mem_exhausted();
	return d;
}

struct digest digest_keyed(struct str key, struct str bytes)
{
	const unsigned char *at = (const unsigned char *)(bytes.n == 0 ? "" : bytes.at);
	struct digest d;
	unsigned n = sizeof d.bytes;

	if (key.n > INT_MAX || HMAC(EVP_sha256(), key.n == 0 ? "" : key.at, (int)key.n, at, bytes.n, d.bytes, &n) == NULL)
		mem_exhausted();
	return d;
}

/* The calls below fail only for want of memory. */
struct digest_stream *digest_open(void)
{
	struct digest_stream *d = mem_alloc(sizeof *d);

	d->context = EVP_MD_CTX_new();
	if (d->context == NULL || EVP_DigestInit_ex(d->context, EVP_sha256(), NULL) != 1)
		mem_exhausted();
	return d;
}

void digest_add(struct digest_stream *d, struct str bytes)
{
	if (bytes.n > 0 && EVP_DigestUpdate(d->context, bytes.at, bytes.n) != 1)
		mem_exhausted();
}

struct digest digest_close(struct digest_stream *d)
{
	struct digest out;

	if (EVP_DigestFinal_ex(d->context, out.bytes, NULL) != 1)
		mem_exhausted();
	EVP_MD_CTX_free(d->context);
	mem_free(d);
	return out;
}

void digest_wipe(void *secret, size_t n)
{
	OPENSSL_cleanse(secret, n);
}

void digest_hex(char *out, size_t ndigits, const struct digest *d)
{
	if (ndigits > 2 * sizeof d->bytes)
		ndigits = 2 * sizeof d->bytes;
	for (size_t i = 0; i < ndigits; i++) {
		unsigned byte = d->bytes[i / 2];

		out[i] = "0123456789abcdef"[i % 2 == 0 ? byte >> 4 : byte & 15];
	}
	out[ndigits] = '\0';
}

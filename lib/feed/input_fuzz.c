/* Any bytes as a file, plain, packed or in another encoding: the same text in every chunk size. */
#include <assert.h>
#include <string.h>

#include "feed/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { MOST = 1 << 22 }; /* a packed file may be far longer than it looks */

static const char *read_all(struct buf *out, struct str bytes, struct str encoding, size_t chunk)
{
	struct input in;
	size_t got = 1;
	char hex[65];

	input_open_memory(&in, bytes, encoding);
	in.chunk = chunk;
	while (got > 0 && out->n < MOST && input_read(&got, &in, buf_room(out, chunk), chunk)) {
		assert(got <= chunk);
		out->n += got;
	}
	const char *why = in.why;
	input_close(&in, hex);
	return why;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const encodings[] = {"", "windows-1252", "utf-16le", "utf-16be", "iso-8859-1", "utf-32le", "shift_jis", "utf-8"};
	struct buf whole = {0}, parts = {0};
	struct str text, encoding;

	if (n < 2)
		return 0;
	encoding = str_of(encodings[bytes[0] % 8]);
	text = (struct str){(const char *)bytes + 2, n - 2};
	const char *why = read_all(&whole, text, encoding, INPUT_CHUNK);
	const char *other = read_all(&parts, text, encoding, 1U + bytes[1]);
	if (whole.n < MOST && parts.n < MOST) {
		assert((why == NULL) == (other == NULL));
		assert(why != NULL || str_eq(buf_str(&whole), buf_str(&parts)));
	}
	buf_free(&whole);
	buf_free(&parts);
	return 0;
}

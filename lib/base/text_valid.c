#include "base/text.h"

#include <stdint.h>
#include <string.h>

#include "base/text_units.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)

/* How many ASCII bytes s begins with; 32 at a time. */
static size_t ascii_run(struct str s)
{
	size_t i = 0;
	uint64_t w[4];

	for (; i + sizeof w <= s.n; i += sizeof w) {
		memcpy(w, s.at + i, sizeof w);
		if (((w[0] | w[1] | w[2] | w[3]) & HIGH_BITS) != 0)
			break;
	}
	for (; i + sizeof w[0] <= s.n; i += sizeof w[0]) {
		memcpy(w, s.at + i, sizeof w[0]);
		if ((w[0] & HIGH_BITS) != 0)
			break;
	}
	while (i < s.n && (unsigned char)s.at[i] < 0x80)
		i++;
	return i;
}

bool text_ascii(struct str s)
{
	return ascii_run(s) == s.n;
}

/* Eight bytes of ASCII among which a control character or DEL is, or perhaps is where a byte is not ASCII. */
static bool has_control(uint64_t w)
{
	return ((w | (w - UINT64_C(0x2020202020202020)) | (w + UINT64_C(0x0101010101010101))) & HIGH_BITS) != 0;
}

bool text_plain(struct str s)
{
	size_t i = 0;
	uint64_t w;

	for (; i + sizeof w <= s.n; i += sizeof w) {
		memcpy(&w, s.at + i, sizeof w);
		if (has_control(w))
			return false;
	}
	for (; i < s.n; i++)
		if (s.at[i] < 0x20 || s.at[i] > 0x7E)
			return false;
	return true;
}

static bool continues(const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return false;
	}
	return true;
}

/* Bytes of the well-formed sequence beyond ASCII at p, n bytes being left; 0: none. */
static size_t sequence(const unsigned char *p, size_t n)
{
	unsigned char lead = p[0];

	if (lead < 0xC2 || lead > 0xF4 || n < 2)
		return 0;
	if (lead < 0xE0)
		return continues(p + 1, 1) ? 2 : 0;
	if (lead < 0xF0) {
		if (n < 3 || !continues(p + 1, 2) || (lead == 0xE0 && p[1] < 0xA0) || (lead == 0xED && p[1] > 0x9F))
			return 0;
		return 3;
	}
	if (n < 4 || !continues(p + 1, 3) || (lead == 0xF0 && p[1] < 0x90) || (lead == 0xF4 && p[1] > 0x8F))
		return 0;
	return 4;
}

bool text_valid(size_t *bad, struct str s)
{
	size_t i = ascii_run(s);

	while (i < s.n) {
		const unsigned char *p = (const unsigned char *)s.at + i;
		size_t n = *p < 0x80 ? ascii_run(str_from(s, i)) : sequence(p, s.n - i);

		if (n == 0) {
			if (bad != NULL)
				*bad = i;
			return false;
		}
		i += n;
	}
	return true;
}

int32_t text_next(struct str s, size_t *i)
{
	const unsigned char *p = (const unsigned char *)s.at + *i;
	size_t n;

	if (*p < 0x80) {
		++*i;
		return *p;
	}
	n = sequence(p, s.n - *i);
	*i += n == 0 ? 1 : n;
	switch (n) {
	case 2:
		return (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
	case 3:
		return (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	case 4:
		return (p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
	default:
		return -1;
	}
}

size_t text_length(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.at[i] & 0xC0) != 0x80;
	return n;
}

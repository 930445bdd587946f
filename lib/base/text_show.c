#include "base/text.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

static size_t width_of(UChar32 c)
{
	int32_t east;

	if (c < 0)
		return 1;
	if (c < 0x300)
		return c >= 0x20 && (c < 0x7F || c >= 0xA0) && c != 0xAD;
	if ((U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0)
		return 0;
	if (c >= 0x1160 && c <= 0x11FF)
		return 0; /* vowels and finals that join the Hangul syllable before */
	east = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
	return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

size_t text_width(struct str s)
{
	size_t width = 0;

	if (text_plain(s))
		return s.n;
	for (size_t i = 0; i < s.n;)
		width += width_of(text_next(s, &i));
	return width;
}

/* Unseen, and apt to mislead. Joiners and the soft hyphen are a part of spelling. */
static bool misleading(UChar32 c)
{
	if (c < 0x300)
		return c < 0x20 || (c >= 0x7F && c < 0xA0);
	if (c == 0x200C || c == 0x200D)
		return false;
	if ((U_GET_GC_MASK(c) & (U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0 || u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL))
		return true;
	return u_charType(c) == U_FORMAT_CHAR && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

void text_escape(struct buf *out, struct str s)
{
	size_t plain = 0;

	if (text_plain(s)) {
		buf_add(out, s);
		return;
	}
	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		UChar32 c = text_next(s, &i);

		if (c >= 0 && !misleading(c))
			continue;
		buf_add(out, str_cut(s, plain, at - plain));
		plain = i;
		if (c < 0x80) /* or not UTF-8: below 0 */
			buf_printf(out, "\\x%02x", (unsigned)(unsigned char)s.at[at]);
		else
			buf_printf(out, "\\u{%04X}", (unsigned)c);
	}
	buf_add(out, str_from(s, plain));
}

const char *text_icu_version(void)
{
	return U_ICU_VERSION;
}

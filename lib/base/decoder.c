#include "base/text.h"

#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

enum { PIECE = 4096 };

/* What the converter writes for bytes that the encoding does not have; a
 * lone surrogate comes out of no text that is well formed. */
static const UChar BROKEN = 0xDFFF;

struct text_decoder {
	UConverter *converter;
	UChar high; /* first half of a pair at the end of a piece, or 0 */
	bool windows; /* a code page that has no control characters from U+0080 on */
};

static void mark_broken(const void *context, UConverterToUnicodeArgs *args, const char *bytes, int32_t n,
                        UConverterCallbackReason reason, UErrorCode *status)
{
	(void)context;
	(void)bytes;
	(void)n;
	if (reason > UCNV_IRREGULAR)
		return;
	*status = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(args, &BROKEN, 1, 0, status);
}

/* windows-1250 to windows-1258: ICU reads the bytes that they do not have as control characters. */
static bool is_windows(UConverter *converter)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *name = ucnv_getStandardName(ucnv_getName(converter, &status), "IANA", &status);

	return U_SUCCESS(status) && name && strncmp(name, "windows-125", 11) == 0;
}

/* Letters, digits and - _ . : only: no options of ICU's, no paths. */
static bool plain_name(char *out, size_t room, struct str name)
{
	if (name.n == 0 || name.n >= room)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (!letter && c != '-' && c != '_' && c != '.' && c != ':')
			return false;
		out[i] = c;
	}
	out[name.n] = '\0';
	return true;
}

struct text_decoder *text_decoder_open(struct str encoding)
{
	UErrorCode status = U_ZERO_ERROR;
	struct text_decoder *d;
	UConverter *converter;
	char name[64];

	if (!plain_name(name, sizeof name, encoding))
		return NULL;
	converter = ucnv_open(name, &status);
	if (U_FAILURE(status))
		return NULL;
	ucnv_setToUCallBack(converter, mark_broken, NULL, NULL, NULL, &status);
	d = mem_alloc(sizeof *d);
	*d = (struct text_decoder){.converter = converter, .windows = is_windows(converter)};
	return d;
}

void text_decoder_close(struct text_decoder *d)
{
	if (d == NULL)
		return;
	ucnv_close(d->converter);
	mem_free(d);
}

static size_t put_character(char *to, UChar32 c)
{
	size_t n = 0;

	if (c < 0x80) {
		*to = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[n++] = (char)(0xC0 | c >> 6);
	} else {
		if (c < 0x10000) {
			to[n++] = (char)(0xE0 | c >> 12);
		} else {
			to[n++] = (char)(0xF0 | c >> 18);
			to[n++] = (char)(0x80 | (c >> 12 & 0x3F));
		}
		to[n++] = (char)(0x80 | (c >> 6 & 0x3F));
	}
	to[n++] = (char)(0x80 | (c & 0x3F));
	return n;
}

/* Room for four bytes a unit is more than enough: a pair has four in all. */
static void add_units(struct buf *out, struct text_decoder *d, const UChar *at, const UChar *end)
{
	char *begin = buf_room(out, (size_t)(end - at) * 4 + 1), *to = begin;

	for (; at < end; at++) {
		if (d->high != 0) {
			UChar high = d->high;

			d->high = 0;
			if (U16_IS_TRAIL(*at)) {
				to += put_character(to, U16_GET_SUPPLEMENTARY(high, *at));
				continue;
			}
			*to++ = '\xFF';
		}
		if (U16_IS_LEAD(*at))
			d->high = *at;
		else if (U16_IS_TRAIL(*at) || (d->windows && *at >= 0x80 && *at < 0xA0))
			*to++ = '\xFF';
		else
			to += put_character(to, *at);
	}
	out->n += (size_t)(to - begin);
}

void text_decode(struct buf *out, struct text_decoder *d, struct str bytes, bool last)
{
	const char *from = bytes.n == 0 ? "" : bytes.at, *end = from + bytes.n;
	UErrorCode status;
	UChar units[PIECE];

	do {
		const char *before = from;
		UChar *to = units;

		status = U_ZERO_ERROR;
		ucnv_toUnicode(d->converter, &to, units + PIECE, &from, end, NULL, last, &status);
		add_units(out, d, units, to);
		if (U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR)
			continue;
		buf_char(out, '\xFF');
		if (from == before && from < end)
			from++; /* a byte that the converter refuses altogether */
	} while (status == U_BUFFER_OVERFLOW_ERROR || (U_FAILURE(status) && from < end));
	if (!last)
		return;
	if (d->high != 0)
		buf_char(out, '\xFF');
	d->high = 0;
}

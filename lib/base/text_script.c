#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/text.h"

static enum text_writing writing_of(UScriptCode script)
{
	switch ((int)script) {
	case USCRIPT_ARABIC:
	case USCRIPT_HEBREW:
	case USCRIPT_SYRIAC:
	case USCRIPT_SAMARITAN:
		return WRITING_CONSONANTS;
	case USCRIPT_COMMON:
	case USCRIPT_INHERITED:
	case USCRIPT_LATIN:
		return WRITING_LATIN;
	default:
		return WRITING_OTHER;
	}
}

enum text_writing text_writing(struct str s)
{
	enum text_writing most = WRITING_LATIN;

	for (size_t i = 0; i < s.n;) {
		UErrorCode status = U_ZERO_ERROR;
		int32_t c = text_next(s, &i);
		enum text_writing w = c < 0x80 ? WRITING_LATIN : writing_of(uscript_getScript(c, &status));

		if (w > most)
			most = w;
	}
	return most;
}

struct str text_visible(struct arena *a, struct str s)
{
	struct buf b = {0};
	struct str out;

	for (size_t i = 0, from = 0; i < s.n; from = i) {
		int32_t c = text_next(s, &i);

		if (c < 0 || !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
			buf_add(&b, str_cut(s, from, i - from));
	}
	out = str_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

/* A row whose names cannot be read may be anybody's. */
#include <string.h>

#include "base/text.h"
#include "feed/read.h"

/* Nothing that could make it unreadable: no NUL, no byte beyond ASCII, and no + as in 4.47E+11. */
static bool plain(struct str text)
{
	unsigned char seen = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.at[i];
		seen |= (unsigned char)((c & 0x80) | (c == '\0') | (c == '+'));
	}
	return seen == 0;
}

/* Why a name cannot be read at all, so that the row may be anybody's; NULL: it can. */
static const char *unreadable(struct str text, bool number)
{
	if (plain(text))
		return NULL;
	if (text_ascii(text) && !memchr(text.at ? text.at : "", '\0', text.n))
		return number && number_shortened(str_trim(text)) ? number_shortened_why : NULL;
	if (text.n > 0 && memchr(text.at, '\0', text.n))
		return "has a NUL byte";
	return text_valid(NULL, text) ? NULL : "is not valid UTF-8";
}

const char *row_unreadable(size_t *column, const struct mapping *m, const struct row *row)
{
	for (size_t i = 0; i < m->feed->nways; i++) {
		const struct mapping_way *w = &m->ways[i];
		bool person = w->way->kind == WAY_PERSON;
		size_t columns[] = {person ? w->family : w->column, person ? w->given : HEADER_NONE};

		for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
			const char *why = columns[k] == HEADER_NONE ? NULL : unreadable(row->fields[columns[k]], !person);

			*column = columns[k];
			if (why)
				return why;
		}
	}
	return NULL;
}

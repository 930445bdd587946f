/* text_units: text in ICU's UTF-16, for the inside of text_*.c alone. */
#ifndef BASE_TEXT_UNITS_H
#define BASE_TEXT_UNITS_H

#include <unicode/umachine.h>

#include "base/str.h"

/* UTF-16 on the heap. */
struct units {
	UChar *at;
	int32_t n, cap;
};

#define UNITS_TEXT_MAX ((size_t)1 << 28) /* bytes */

/* Bytes that are not UTF-8 become U+FFFD. False: longer than UNITS_TEXT_MAX. */
bool units_from(struct units *out, struct str s);
/* Lone surrogates become U+FFFD. */
struct str units_to_str(struct arena *a, const struct units *u);
void units_room(struct units *u, int32_t cap);
void units_free(struct units *u);

#endif

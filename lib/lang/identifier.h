/* identifier: numbers that have a form of their own, and one way to write each.
 *
 * A form knows its check digit or letter, so that a slip of the pen is told
 * where it is read. Of a payment card only the last four digits are ever kept.
 */
#ifndef LANG_IDENTIFIER_H
#define LANG_IDENTIFIER_H

#include "base/str.h"

struct identifier_form {
	struct str name; /* as a type, and as a kind in a subject's `identifiers:` */
	const char *phrase; /* "a PNC number such as 1979/0163001B" */
	/* raw: capitals and digits, blanks, hyphens and full stops gone. *out: the one way to write it.
	 * False: *why is what is wrong ("the check letter is B, not C"), or NULL: not of that shape. */
	bool (*read)(struct str *out, struct str raw, struct arena *a, struct str *why);
	size_t most_kept; /* of a value that is not of the form: no more than its last characters; 0: all */
};

extern const struct identifier_form identifier_forms[];
extern const size_t nidentifier_forms;

/* NULL: no such form, any identifier is meant. */
const struct identifier_form *identifier_form_find(struct str name);

/* Valid UTF-8 text as the form has it. False: why says what is wrong ("is no IMEI …"). */
bool identifier_form_parse(struct str *out, const struct identifier_form *form, struct str text, struct arena *a,
                           struct str *why);

/* For comparing: as the form has it where it is of that form, else as any identifier (form may be NULL), of a card
 * number the last four characters. False: it cannot be an identifier. */
bool identifier_normal(struct str *out, const struct identifier_form *form, struct str text, struct arena *a);

/* The text with all but the last four digits of whatever can be a card's number (12 to 19 digits, also with single
 * blanks or hyphens between them) made `*`. A slice of it where nothing changes. */
struct str card_mask(struct str text, struct arena *a);

#endif

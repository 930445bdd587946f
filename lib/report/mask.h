/* mask: pseudonyms, and free text without what names a known person. Inside lib/report only.
 *
 * A pseudonym is HMAC-SHA-256 of a kind and a value under a key: the same with one key, another
 * with another, and not to be found out by trying values without the key. Words are compared
 * without regard to case, accents and what stands between them, so that AlexExample.csv and
 * EXAMPLE, Alex are both found; parts of a longer word are not.
 */
#ifndef REPORT_MASK_H
#define REPORT_MASK_H

#include "base/map.h"

#define MASK_WITHHELD "[withheld]"
enum { MASK_DIGITS = 12 };

/* Whose single names are masked, beside all that is known of everybody else. */
#define MASK_ANYBODY SIZE_MAX
#define MASK_NOBODY (SIZE_MAX - 1)

struct mask {
	struct str key;
	struct arena *arena;
	struct map phrases; /* folded, without blanks -> struct str: its pseudonym */
	struct map names;   /* folded -> struct mask_name */
	size_t longest;     /* bytes of the longest phrase or name */
};

void mask_init(struct mask *m, struct str key, struct arena *a);

/* "subject-3f9a0c2b1d4e". */
struct str mask_pseudonym(const struct mask *m, const char *kind, struct str value);
/* The first ndigits (at most 64) hex digits alone. */
struct str mask_hex(const struct mask *m, const char *kind, struct str value, size_t ndigits);

/* From now on the text, and its longest run of digits where that is long enough, becomes the pseudonym
 * wherever it stands. Under three letters, or four digits alone, it is too short to be known by. */
void mask_know(struct mask *m, struct str text, struct str pseudonym);
/* A family or given name of the subject: masked where it stands alone. */
void mask_know_name(struct mask *m, struct str name, size_t subject);

/* Known words as pseudonyms. */
struct str mask_text(const struct mask *m, struct str text, size_t subject);
/* A message of the program: also all from its first quotation mark to the last is withheld, as that is a value. */
struct str mask_message(const struct mask *m, struct str text, size_t subject);
/* The name of a file; of an absolute one the folder is a pseudonym whole. */
struct str mask_path(const struct mask *m, struct str path);

#endif

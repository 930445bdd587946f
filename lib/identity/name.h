/* name: a person's name taken apart for comparison.
 *
 * Everything goes through ICU to small Latin letters first; invisible
 * characters, apostrophes and honorifics leave, hyphens and blanks part.
 */
#ifndef IDENTITY_NAME_H
#define IDENTITY_NAME_H

#include "base/arena.h"
#include "base/str.h"

enum { NAME_PARTS = 12, NAME_LETTERS = 40, NAME_ROOM = NAME_PARTS * NAME_LETTERS, NAME_BYTES = 1024 };

struct name_part {
	const char *at;   /* 1 to NAME_LETTERS of a to z */
	uint8_t n;
	bool particle;    /* "van", "de la", "al": weighed only where both have them */
	uint16_t code;    /* name_code of its letters */
	uint32_t letters; /* bit of each letter that occurs */
};

/* Parts: given names first, then the family name. */
struct name {
	const struct name_part *parts;
	uint8_t n, nfamily;
	uint8_t generation; /* 0: not said; 1: senior; 2: junior, the second; 3 … */
	bool foreign;       /* written in a script without Latin letters: skeletons may speak */
	bool whole;         /* it came as one text: which part is the family name was guessed */
};

struct name_room { /* of one name; may live on the stack */
	struct name_part parts[NAME_PARTS];
	char letters[NAME_ROOM];
	size_t nletters;
};

/* given empty: the name as one text if whole, else a family name alone. Texts beyond NAME_BYTES are cut there,
 * parts beyond NAME_PARTS and letters beyond NAME_LETTERS are left out. False: no letter is left. */
bool name_read(struct name *out, struct name_room *room, struct str family, struct str given, bool whole, struct arena *scratch);
/* Family and given, apart by a comma; or "given family" as people write it. */
bool name_read_whole(struct name *out, struct name_room *room, struct str text, struct arena *scratch);
struct name name_keep(const struct name *n, struct arena *a);

/* The first letter's class and those of the next three consonants, of 15 bits: what is told apart by ear stays apart,
 * vowels, doubled letters and spellings of one sound do not. */
uint16_t name_code(const char *at, size_t n);

/* Consonants alone in classes of sound, as scripts without vowels write them. At most cap; the number of classes. */
size_t name_skeleton(char *out, size_t cap, struct str letters);

#endif

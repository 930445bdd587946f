#include "identity/name.h"

/* Consonants that one sound is spelled with share a class; vowels, and the letters that consonant scripts write for
 * vowels (h, w, y), have none. Near to the classes of Soundex (Russell 1918), with c, g, j, k, q, s, x, z told apart
 * by what they sound like at the beginning of English syllables. */
static const char classes[26] = {
        ['b' - 'a'] = 'B', ['c' - 'a'] = 'K', ['d' - 'a'] = 'D', ['f' - 'a'] = 'B', ['g' - 'a'] = 'K', ['j' - 'a'] = 'S',
        ['k' - 'a'] = 'K', ['l' - 'a'] = 'L', ['m' - 'a'] = 'M', ['n' - 'a'] = 'N', ['p' - 'a'] = 'B', ['q' - 'a'] = 'K',
        ['r' - 'a'] = 'R', ['s' - 'a'] = 'S', ['t' - 'a'] = 'D', ['v' - 'a'] = 'B', ['x' - 'a'] = 'S', ['z' - 'a'] = 'S',
};

/* Two letters that are one sound: "sh", "th", "ph", "ch", "ck", "ts", "tz", "dj"; *used: letters taken. */
static char class_at(const char *at, size_t n, size_t *used)
{
	char c = at[0], next = n > 1 ? at[1] : '\0';

	*used = 1;
	if (c == 's' && next == 'h')
		*used = 2;
	else if (c == 'c' && (next == 'h' || next == 'e' || next == 'i'))
		return 'S';
	else if (c == 'g' && (next == 'e' || next == 'i'))
		return 'S';
	else if ((c == 't' && (next == 's' || next == 'z')) || (c == 'd' && next == 'j'))
		return *used = 2, 'S';
	return classes[c - 'a'];
}

size_t name_skeleton(char *out, size_t cap, struct str letters)
{
	size_t n = 0, used = 1;

	for (size_t i = 0; i < letters.n && n < cap; i += used) {
		char c = class_at(letters.at + i, letters.n - i, &used);

		if (c != '\0' && (n == 0 || out[n - 1] != c))
			out[n++] = c;
	}
	return n;
}

/* A vowel, h, w or y at the beginning is one class of its own: "Olsen" is not "Lason". */
uint16_t name_code(const char *at, size_t n)
{
	static const char order[] = "BKDSLMNR";
	char skeleton[4];
	bool open = n > 0 && classes[at[0] - 'a'] == '\0';
	size_t kept = name_skeleton(skeleton, 4, (struct str){at, n});
	uint16_t code = open;

	for (size_t i = 0; i < 4; i++) {
		uint16_t digit = 0;

		for (uint16_t k = 0; i < kept && order[k] != '\0'; k++)
			if (order[k] == skeleton[i])
				digit = (uint16_t)(k + 1);
		code = (uint16_t)(code * 9 + digit);
	}
	return code;
}

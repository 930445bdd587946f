#include "base/text.h"

/* Past the character at i. */
static size_t step(struct str s, size_t i)
{
	i++;
	while (i < s.n && ((unsigned char)s.at[i] & 0xC0) == 0x80)
		i++;
	return i;
}

bool text_glob(struct str s, struct str pattern)
{
	size_t i = 0, p = 0;
	size_t again_i = 0, again_p = 0; /* behind the last star, and how far it reaches */
	bool star = false;

	while (i < s.n) {
		if (p < pattern.n && pattern.at[p] == '*') {
			star = true;
			again_p = ++p;
			again_i = i;
		} else if (p < pattern.n && pattern.at[p] == '?') {
			p++;
			i = step(s, i);
		} else if (p < pattern.n && pattern.at[p] == s.at[i]) {
			p++;
			i++;
		} else if (star) {
			p = again_p;
			again_i = step(s, again_i);
			i = again_i;
		} else {
			return false;
		}
	}
	while (p < pattern.n && pattern.at[p] == '*')
		p++;
	return p == pattern.n;
}

#include "draw.h"

#include <stddef.h>
#include <string.h>

static const char *const syllables[] = {"ba", "ko", "li", "mer", "tu", "san", "dri", "vel", "ho", "rin", "pa", "quo"};

uint64_t draw_next(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

uint64_t draw_below(uint64_t *state, uint64_t n)
{
	return n == 0 ? 0 : draw_next(state) % n;
}

void draw_name(char out[32], uint64_t *state)
{
	size_t n = 2 + (size_t)draw_below(state, 2), at = 0;

	for (size_t i = 0; i < n; i++) {
		const char *s = syllables[draw_below(state, sizeof syllables / sizeof *syllables)];
		memcpy(out + at, s, strlen(s));
		at += strlen(s);
	}
	out[at] = '\0';
	out[0] = (char)(out[0] - 'a' + 'A');
}

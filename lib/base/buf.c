#include "base/str.h"

#include <stdio.h>
#include <string.h>

char *buf_room(struct buf *b, size_t n)
{
	size_t need, cap = b->cap < 64 ? 64 : b->cap;

	if (n <= b->cap - b->n && b->at != NULL)
		return b->at + b->n;
	if (__builtin_add_overflow(b->n, n, &need))
		mem_exhausted();
	while (cap < need) {
		if (__builtin_mul_overflow(cap, 2u, &cap))
			mem_exhausted();
	}
	b->at = mem_resize(b->at, cap);
	b->cap = cap;
	return b->at + b->n;
}

void buf_add(struct buf *b, struct str s)
{
	if (s.n == 0)
		return;
	memcpy(buf_room(b, s.n), s.at, s.n);
	b->n += s.n;
}

void buf_char(struct buf *b, char c)
{
	*buf_room(b, 1) = c;
	b->n++;
}

void buf_number(struct buf *b, uint64_t n, size_t width)
{
	char digits[24];
	size_t at = sizeof digits;

	for (; n > 9; n /= 10)
		digits[--at] = (char)('0' + n % 10);
	digits[--at] = (char)('0' + n);
	for (size_t shown = sizeof digits - at; shown < width; shown++)
		buf_char(b, '0');
	buf_add(b, (struct str){digits + at, sizeof digits - at});
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vprintf(b, format, args);
	va_end(args);
}

void buf_vprintf(struct buf *b, const char *format, va_list args)
{
	va_list again;
	char *at = buf_room(b, 64);
	int n;

	va_copy(again, args);
	n = vsnprintf(at, b->cap - b->n, format, args);
	if (n < 0)
		mem_exhausted(); /* longer than INT_MAX */
	if ((size_t)n >= b->cap - b->n) {
		at = buf_room(b, (size_t)n + 1);
		(void)vsnprintf(at, (size_t)n + 1, format, again);
	}
	va_end(again);
	b->n += (size_t)n;
}

struct str buf_str(const struct buf *b)
{
	return b->n == 0 ? (struct str){"", 0} : (struct str){b->at, b->n};
}

void buf_clear(struct buf *b)
{
	b->n = 0;
}

void buf_free(struct buf *b)
{
	mem_free(b->at);
	*b = (struct buf){0};
}

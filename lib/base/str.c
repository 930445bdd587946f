#include "base/str.h"

#include <stdio.h>
#include <string.h>

struct str str_of(const char *cstr)
{
	return cstr == NULL ? (struct str){"", 0} : (struct str){cstr, strlen(cstr)};
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

bool str_eq_cstr(struct str a, const char *b)
{
	if (a.n > 0 && b != NULL && *b != *a.at)
		return false;
	return str_eq(a, str_of(b));
}

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		if (lower(a.at[i]) != lower(b.at[i]))
			return false;
	}
	return true;
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n == 0 ? 0 : memcmp(a.at, b.at, n);

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.at, prefix.at, prefix.n) == 0);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
	size_t from = 0, to = s.n;

	while (from < to && is_blank(s.at[from]))
		from++;
	while (to > from && is_blank(s.at[to - 1]))
		to--;
	return str_cut(s, from, to - from);
}

struct str str_from(struct str s, size_t offset)
{
	if (offset == 0)
		return s;
	if (offset > s.n)
		offset = s.n;
	return s.n == 0 ? s : (struct str){s.at + offset, s.n - offset};
}

struct str str_cut(struct str s, size_t offset, size_t n)
{
	s = str_from(s, offset);
	if (n < s.n)
		s.n = n;
	return s;
}

bool str_split(struct str *head, struct str *rest, struct str s, char c)
{
	const char *at = s.n == 0 ? NULL : memchr(s.at, c, s.n);
	size_t n = at == NULL ? s.n : (size_t)(at - s.at);

	*head = str_cut(s, 0, n);
	*rest = str_from(s, at == NULL ? n : n + 1);
	return at != NULL;
}

struct str str_dup(struct arena *a, struct str s)
{
	return s.n == 0 ? (struct str){"", 0} : (struct str){arena_copy(a, s.at, s.n), s.n};
}

char *str_cstr(struct arena *a, struct str s)
{
	char *copy;

	if (s.n == SIZE_MAX)
		mem_exhausted();
	copy = arena_alloc(a, s.n + 1);
	if (s.n > 0)
		memcpy(copy, s.at, s.n);
	return copy;
}

struct str str_printf(struct arena *a, const char *format, ...)
{
	struct buf b = {0};
	struct str s;
	va_list args;

	va_start(args, format);
	buf_vprintf(&b, format, args);
	va_end(args);
	s = str_dup(a, buf_str(&b));
	buf_free(&b);
	return s;
}

bool str_to_u64(uint64_t *out, struct str s)
{
	uint64_t value = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		if (__builtin_mul_overflow(value, 10u, &value) ||
		    __builtin_add_overflow(value, (uint64_t)(s.at[i] - '0'), &value))
			return false;
	}
	*out = value;
	return true;
}

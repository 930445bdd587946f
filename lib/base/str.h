/* str: a slice of text, and a buffer that grows.
 *
 * A slice owns nothing and need not end in NUL. Text is UTF-8 unless a
 * function says bytes. A buffer owns heap memory until buf_free.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct str {
	const char *at;
	size_t n;
};

#define STR(lit) ((struct str){(lit), sizeof(lit) - 1})
/* The same for static tables. */
#define STR_INIT(lit) {(lit), sizeof(lit) - 1}
/* For printf: "%.*s", STR_ARG(s) */
#define STR_ARG(s) (int)(s).n, (s).at

struct str str_of(const char *cstr); /* NULL gives an empty slice */
bool str_eq(struct str a, struct str b);
bool str_eq_cstr(struct str a, const char *b);
/* ASCII letters without regard to case; other bytes exactly. */
bool str_eq_nocase(struct str a, struct str b);
/* Order of bytes, shorter first where one begins the other: <0, 0, >0. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
/* Without outer blanks (space, tab, CR, LF). */
struct str str_trim(struct str s);
struct str str_from(struct str s, size_t offset); /* the rest, from offset */
struct str str_cut(struct str s, size_t offset, size_t n);
/* Splits at the first byte c: head, and rest behind it; false: no c, head is all. */
bool str_split(struct str *head, struct str *rest, struct str s, char c);
struct str str_dup(struct arena *a, struct str s);
char *str_cstr(struct arena *a, struct str s); /* NUL-terminated copy */
struct str str_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Decimal digits only, no sign, whole slice; false where it does not fit. */
bool str_to_u64(uint64_t *out, struct str s);

struct buf {
	char *at;
	size_t n, cap;
};

/* Room for n more bytes behind the n there are; who writes them adds to b->n. */
char *buf_room(struct buf *b, size_t n);
void buf_add(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
void buf_number(struct buf *b, uint64_t n, size_t width); /* decimal, with noughts before it up to the width */
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
struct str buf_str(const struct buf *b); /* valid until the next change */
void buf_clear(struct buf *b);
void buf_free(struct buf *b);

#endif

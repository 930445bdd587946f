/* What the tests of base share: an arena for each file of tests. */
#ifndef BASE_BASE_FIXTURE_H
#define BASE_BASE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

static struct arena arena;

static inline int open_arena(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static inline int close_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static inline void assert_str(struct str s, const char *expected)
{
	if (!str_eq_cstr(s, expected))
		fail_msg("got \"%.*s\", not \"%s\"", STR_ARG(s), expected);
}

#endif

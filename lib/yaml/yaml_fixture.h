/* What the tests of yaml share: a text as a file, and what its errors say. */
#ifndef YAML_YAML_FIXTURE_H
#define YAML_YAML_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "yaml/tree.h"

struct file {
	struct arena arena;
	struct source source;
	struct diag diag;
	struct yaml_reader *reader;
};

static inline void file_open(struct file *f, struct str text)
{
	*f = (struct file){.source = {.file = STR("order.yaml"), .text = text}};
	arena_init(&f->arena);
	diag_init(&f->diag, &f->arena);
	f->reader = yaml_open(&f->source);
}

static inline void file_close(struct file *f)
{
	yaml_close(f->reader);
	arena_free(&f->arena);
}

static inline bool has(struct str s, const char *part)
{
	size_t n = strlen(part);
	for (size_t i = 0; s.n > 0 && i + n <= s.n; i++)
		if (memcmp(s.at + i, part, n) == 0)
			return true;
	return n == 0;
}

static inline void assert_entry(const struct diag_entry *e, uint32_t line, uint32_t column, const char *message, const char *help)
{
	if (!has(e->message, message) || !has(e->help, help) || e->place.line != line || e->place.column != column)
		fail_msg("at %u:%u, not %u:%u: %.*s | %.*s; wanted: %s | %s", e->place.line, e->place.column, line, column,
			 STR_ARG(e->message), STR_ARG(e->help), message, help);
}

#endif

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

/* A tree with all its places and styles, and what is told, as text to compare. */
static inline void put_node(struct buf *b, const struct yaml_node *n)
{
	struct place p = yaml_place(n);

	buf_printf(b, "(%d%d%d %zu@%u:%u ", (int)n->kind, n->flow, n->null, n->passage.offset, p.line, p.column);
	buf_add(b, n->passage.text);
	buf_printf(b, " %d", (int)n->passage.style);
	for (size_t i = 0; i < n->n; i++) {
		if (n->kind == YAML_MAP)
			put_node(b, n->entries[i].key);
		put_node(b, n->kind == YAML_MAP ? n->entries[i].value : n->elements[i]);
	}
	buf_char(b, ')');
}

static inline void put_told(struct buf *b, const struct diag *d)
{
	for (size_t i = 0; i < d->entries.n; i++) {
		const struct diag_entry *e = &d->entries.at[i];
		buf_printf(b, "%u:%u %.*s | %.*s\n", e->place.line, e->place.column, STR_ARG(e->message), STR_ARG(e->help));
	}
}

#endif

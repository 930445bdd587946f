/* Any bytes as a YAML file: read to its end, every node in its place, and the same by libyaml alone. */
#include <assert.h>

#include "base/text.h"
#include "yaml/plain.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void add_text(struct buf *out, const struct yaml_node *n)
{
	struct place p = passage_place(&n->passage, n->passage.text.n);

	assert(text_valid(NULL, n->passage.text));
	assert(p.line >= 1 && p.column >= 1);
	buf_char(out, n->null ? '~' : '=');
	buf_add(out, n->passage.text);
}

static void add_node(struct buf *out, const struct yaml_node *n, unsigned depth)
{
	struct place p = yaml_place(n);

	assert(depth <= YAML_DEPTH_MAX);
	assert(p.line >= 1 && p.column >= 1);
	buf_printf(out, "%u:%u %d(", p.line, p.column, (int)n->kind);
	if (n->kind == YAML_SCALAR)
		add_text(out, n);
	for (size_t i = 0; n->kind == YAML_LIST && i < n->n; i++)
		add_node(out, n->elements[i], depth + 1);
	for (size_t i = 0; n->kind == YAML_MAP && i < n->n; i++) {
		assert(n->entries[i].key->kind == YAML_SCALAR);
		add_node(out, n->entries[i].key, depth + 1);
		add_node(out, n->entries[i].value, depth + 1);
	}
	buf_char(out, ')');
}

static void read_all(struct buf *out, struct str text, bool plain)
{
	struct source source = {.file = STR("f.yaml"), .text = text};
	struct arena arena;
	struct diag diag;
	const struct yaml_node *root;

	arena_init(&arena);
	diag_init(&diag, &arena);
	struct yaml_reader *r = yaml_open(&source);
	if (!plain)
		yaml_without_plain(r);
	while (yaml_next(&root, r, &arena, &diag))
		if (root)
			add_node(out, root, 0);
		else
			assert(diag.nerrors > 0);
	yaml_close(r);
	for (size_t i = 0; i < diag.entries.n; i++)
		diag_render(out, &diag.entries.at[i]);
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf once = {0}, again = {0};
	struct str text = {(const char *)bytes, n};

	read_all(&once, text, true);
	read_all(&again, text, false);
	assert(str_eq(buf_str(&once), buf_str(&again)));
	buf_free(&once);
	buf_free(&again);
	return 0;
}

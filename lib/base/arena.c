#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

/* Memory of a block that is not in use is zero. */
struct arena_block {
	struct arena_block *next;
	size_t used, cap, number;
	alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *a)
{
	*a = (struct arena){0};
}

void arena_free(struct arena *a)
{
	struct arena_block *next;

	for (struct arena_block *b = a->head; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	*a = (struct arena){0};
}

static struct arena_block *block_new(size_t cap)
{
	struct arena_block *b;

	if (cap > SIZE_MAX - sizeof *b)
		mem_exhausted();
	b = calloc(1, sizeof *b + cap);
	if (b == NULL)
		mem_exhausted();
	b->cap = cap;
	return b;
}

/* A large request gets a block of its own behind the head, whose rest stays in use. */
static struct arena_block *block_for(struct arena *a, size_t n)
{
	size_t cap = a->head == NULL ? FIRST_BLOCK : a->head->cap * 2;
	struct arena_block *b;

	if (cap > LARGEST_BLOCK)
		cap = LARGEST_BLOCK;
	a->blocks++;
	if (n <= cap / 2 || a->head == NULL) {
		b = block_new(n > cap ? n : cap);
		b->number = a->blocks;
		b->next = a->head;
		a->head = b;
		return b;
	}
	b = block_new(n);
	b->number = a->blocks;
	b->next = a->head->next;
	a->head->next = b;
	return b;
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){a->head, a->head ? a->head->used : 0, a->used, a->blocks};
}

static void free_after(struct arena *a, size_t number)
{
	struct arena_block **at = &a->head;

	while (*at) {
		struct arena_block *b = *at;

		if (b->number <= number) {
			at = &b->next;
			continue;
		}
		*at = b->next;
		free(b);
	}
}

void arena_release(struct arena *a, struct arena_mark mark)
{
	if (a->blocks != mark.blocks)
		free_after(a, mark.blocks);
	a->blocks = mark.blocks;
	if (mark.head) {
		memset(mark.head->bytes + mark.head_used, 0, mark.head->used - mark.head_used);
		mark.head->used = mark.head_used;
	}
	a->used = mark.used;
}

void *arena_alloc(struct arena *a, size_t n)
{
	const size_t align = alignof(max_align_t);
	struct arena_block *b = a->head;
	void *p;

	if (n > SIZE_MAX - align)
		mem_exhausted();
	n = n == 0 ? align : (n + align - 1) / align * align;
	if (b == NULL || n > b->cap - b->used)
		b = block_for(a, n);
	p = b->bytes + b->used;
	b->used += n;
	a->used += n;
	return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n))
		mem_exhausted();
	return arena_alloc(a, n);
}

void *arena_copy(struct arena *a, const void *from, size_t n)
{
	void *to = arena_alloc(a, n);

	if (n > 0)
		memcpy(to, from, n);
	return to;
}

void *mem_alloc(size_t n)
{
	void *p = malloc(n == 0 ? 1 : n);

	if (p == NULL)
		mem_exhausted();
	return p;
}

void *mem_resize(void *old, size_t n)
{
	void *p = realloc(old, n == 0 ? 1 : n);

	if (p == NULL)
		mem_exhausted();
	return p;
}

void mem_free(void *p)
{
	free(p);
}

_Noreturn void mem_exhausted(void)
{
	fputs("ordercheck: out of memory\n", stderr);
	_Exit(2);
}

#define _DEFAULT_SOURCE 1 /* MAP_ANONYMOUS, madvise */

#include "base/arena.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Once an arena is large it grows by blocks that one large page can hold each: a
 * fault for every 4 KiB would cost more than what is written there. */
enum { FIRST_BLOCK = 4096, LARGEST_HEAP_BLOCK = 1 << 20, LARGE_PAGE = 1 << 21, PAGE = 4096, MOST_PAGES = 4 };

/* Memory of a mapped block that is not in use is zero; that of the heap is cleared when it is handed out. */
struct arena_block {
	struct arena_block *next;
	size_t used, cap, number;
	size_t mapped; /* bytes; 0: of the heap */
	alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *a)
{
	*a = (struct arena){0};
}

static void block_free(struct arena_block *b)
{
	if (b->mapped > 0)
		munmap(b, b->mapped);
	else
		free(b);
}

static void blocks_free(struct arena_block *b)
{
	struct arena_block *next;

	for (; b != NULL; b = next) {
		next = b->next;
		block_free(b);
	}
}

void arena_free(struct arena *a)
{
	blocks_free(a->head);
	blocks_free(a->pages);
	*a = (struct arena){0};
}

/* n bytes of zeros that begin where a large page can. */
static struct arena_block *map_block(size_t n)
{
	char *all = mmap(NULL, n + LARGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t before;

	if (all == MAP_FAILED)
		mem_exhausted();
	before = (LARGE_PAGE - (uintptr_t)all % LARGE_PAGE) % LARGE_PAGE;
	if (before > 0)
		munmap(all, before);
	munmap(all + before + n, LARGE_PAGE - before);
	madvise(all + before, n, MADV_HUGEPAGE);
	return (void *)(all + before);
}

static struct arena_block *block_new(size_t cap)
{
	struct arena_block *b;
	size_t n = sizeof *b + cap, mapped = 0;

	if (cap > SIZE_MAX / 2)
		mem_exhausted();
	if (n >= LARGE_PAGE) {
		mapped = n = (n + PAGE - 1) / PAGE * PAGE;
		b = map_block(n);
	} else {
		b = mem_alloc(n);
	}
	*b = (struct arena_block){.cap = n - sizeof *b, .mapped = mapped};
	return b;
}

static size_t next_cap(const struct arena *a)
{
	if (a->head == NULL)
		return FIRST_BLOCK;
	return a->head->cap < LARGEST_HEAP_BLOCK ? a->head->cap * 2 : LARGE_PAGE - sizeof(struct arena_block);
}

static struct arena_block *block_get(struct arena *a, size_t cap)
{
	struct arena_block *b = a->pages;

	if (b == NULL || cap > b->cap || cap < LARGEST_HEAP_BLOCK)
		return block_new(cap);
	a->pages = b->next;
	a->npages--;
	return b;
}

/* A large request gets a block of its own behind the head, whose rest stays in use. */
static struct arena_block *block_for(struct arena *a, size_t n)
{
	size_t cap = next_cap(a);
	struct arena_block *b;

	a->blocks++;
	if (n <= cap / 2 || a->head == NULL) {
		b = block_get(a, n > cap ? n : cap);
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
		block_free(b);
	}
}

/* What is left behind to begin again: the largest block of the heap. Mapped ones are of use only to what is large again. */
static struct arena_block *spare(const struct arena *a)
{
	struct arena_block *best = NULL;

	for (struct arena_block *b = a->head; b; b = b->next)
		if (b->mapped == 0 && (!best || b->cap > best->cap))
			best = b;
	return best;
}

/* To clear what was used of a large page is cheaper than a new page, which the kernel clears whole. */
static void keep_or_free(struct arena *a, struct arena_block *b)
{
	if (b->mapped != LARGE_PAGE || a->npages == MOST_PAGES) {
		block_free(b);
		return;
	}
	memset(b->bytes, 0, b->used);
	b->used = 0;
	b->next = a->pages;
	a->pages = b;
	a->npages++;
}

void arena_reset(struct arena *a)
{
	struct arena_block *kept = spare(a), *next;

	for (struct arena_block *b = a->head; b; b = next) {
		next = b->next;
		if (b != kept)
			keep_or_free(a, b);
	}
	*a = (struct arena){.head = kept, .blocks = kept ? 1 : 0, .pages = a->pages, .npages = a->npages};
	if (kept)
		*kept = (struct arena_block){.cap = kept->cap, .number = 1};
}

void arena_release(struct arena *a, struct arena_mark mark)
{
	if (mark.blocks == 0) { /* it was empty: what is marked and given back row by row keeps its block */
		arena_reset(a);
		return;
	}
	if (a->blocks != mark.blocks)
		free_after(a, mark.blocks);
	a->blocks = mark.blocks;
	if (mark.head) {
		if (mark.head->mapped > 0)
			memset(mark.head->bytes + mark.head_used, 0, mark.head->used - mark.head_used);
		mark.head->used = mark.head_used;
	}
	a->used = mark.used;
}

/* n bytes, rounded up; zero: they are so already. */
static void *take(bool *zero, struct arena *a, size_t n)
{
	const size_t align = alignof(max_align_t);
	struct arena_block *b = a->head;
	void *p;

	if (n > SIZE_MAX - align)
		mem_exhausted();
	n = n == 0 ? align : (n + align - 1) / align * align;
	if (b == NULL || n > b->cap - b->used)
		b = block_for(a, n);
	*zero = b->mapped > 0;
	p = b->bytes + b->used;
	b->used += n;
	a->used += n;
	return p;
}

void *arena_alloc(struct arena *a, size_t n)
{
	bool zero;
	void *p = take(&zero, a, n);

	return zero ? p : memset(p, 0, n);
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
	bool zero;
	void *to = take(&zero, a, n);

	if (n > 0)
		memcpy(to, from, n);
	return to;
}

/* The blocks go behind the head, whose rest stays in use. */
void arena_join(struct arena *to, struct arena *from)
{
	struct arena_block **at = to->head ? &to->head->next : &to->head, *rest = *at;

	*at = from->head;
	for (; *at; at = &(*at)->next)
		(*at)->number = ++to->blocks;
	*at = rest;
	to->used += from->used;
	blocks_free(from->pages);
	arena_init(from);
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

/* The one state of lib/: set once by the program, before threads start. */
static void (*on_exhausted)(void);
static atomic_flag ending = ATOMIC_FLAG_INIT;

void mem_on_exhausted(void (*end)(void))
{
	on_exhausted = end;
}

_Noreturn void mem_exhausted(void)
{
	static const char words[] = "ordercheck: out of memory: there is no verdict\n";

	if (on_exhausted && !atomic_flag_test_and_set(&ending))
		on_exhausted();
	ssize_t told = write(STDERR_FILENO, words, sizeof words - 1); /* past stdio, which may allocate */
	(void)told;
	_Exit(2);
}

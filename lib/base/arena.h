/* arena: memory that is given back all at once.
 *
 * Owner: whoever calls arena_init; everything allocated lives until
 * arena_free. Allocation never fails: when memory is out, mem_exhausted
 * ends the program (status 2) in one place. Not for sharing between threads.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *head;
	size_t used;   /* bytes handed out, for figures */
	size_t blocks; /* ever made: each block's number */
	struct arena_block *pages; /* emptied blocks of one large page each */
	size_t npages;
};

/* A point to which an arena can go back. */
struct arena_mark {
	struct arena_block *head;
	size_t head_used, used, blocks;
};

void arena_init(struct arena *a);
void arena_free(struct arena *a);
/* All that `from` holds goes with `to` from now on; `from` is empty then. */
void arena_join(struct arena *to, struct arena *from);

struct arena_mark arena_mark(const struct arena *a);
/* Gives back all that was allocated since the mark. */
void arena_release(struct arena *a, struct arena_mark mark);

/* Gives back all that was allocated; the largest block of the heap stays for what comes next, and a few of those
 * that are large pages. */
void arena_reset(struct arena *a);

/* n bytes, zeroed, aligned for any type. */
void *arena_alloc(struct arena *a, size_t n);
/* count * size bytes, zeroed; an overflow counts as memory being out. */
void *arena_array(struct arena *a, size_t count, size_t size);
void *arena_copy(struct arena *a, const void *from, size_t n);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))

/* Heap memory for what must grow or be freed early; never NULL. */
void *mem_alloc(size_t n);
void *mem_resize(void *old, size_t n);
void mem_free(void *p);
/* What is done before that end, such as taking half a file away; called at most once. It may not allocate. */
void mem_on_exhausted(void (*end)(void));
/* Says so on stderr and ends the program with status 2. */
_Noreturn void mem_exhausted(void);

#endif

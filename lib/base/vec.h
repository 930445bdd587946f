/* vec: arrays that grow inside an arena.
 *
 * struct { T *at; size_t n, cap; } is a vector of T. VEC_PUSH gives the
 * address of a new zeroed element. Old room stays in the arena until it goes.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(T) struct { T *at; size_t n, cap; }

/* The address of a new, zeroed last element; v is a pointer to a vector. */
#define VEC_PUSH(a, v) \
	((v)->at = vec_room((a), (v)->at, (v)->n, &(v)->cap, sizeof *(v)->at), &(v)->at[(v)->n++])

void *vec_room(struct arena *a, void *at, size_t n, size_t *cap, size_t size);

#endif

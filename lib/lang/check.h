/* check: gives every node its type, names their slots and text its value.
 *
 * Each function is false where it has told an error. `want` is the type that
 * the place asks for (NULL: none): text literals are read as it; whether the
 * rest fits is for the caller to see.
 */
#ifndef LANG_CHECK_H
#define LANG_CHECK_H

#include "lang/ast.h"

struct checker {
	const struct scope *scope, *top; /* top: the outermost */
	struct arena *arena;
	struct diag *diag;
};

extern const struct type check_text_type, check_bool_type, check_time_type;

bool check_node(struct checker *c, struct expr *e, const struct type *want, enum bound bound);
/* A condition; says so where it is none. */
bool check_condition(struct checker *c, struct expr *e);
bool check_name(struct checker *c, struct expr *e, enum bound bound);
bool check_param(struct checker *c, struct expr *e);
bool check_text(struct checker *c, struct expr *e, const struct type *want);
bool check_list(struct checker *c, struct expr *e, const struct type *want);
bool check_compare(struct checker *c, struct expr *e);
bool check_in(struct checker *c, struct expr *e);
bool check_in_range(struct checker *c, struct expr *e);
bool check_match(struct checker *c, struct expr *e);
bool check_arith(struct checker *c, struct expr *e);
bool check_negate(struct checker *c, struct expr *e);
bool check_except(struct checker *c, struct expr *e);
bool check_call(struct checker *c, struct expr *e, const struct type *want, enum bound bound);
/* Choices (from parts[first] on) that must be of one type, which becomes that of e. */
bool check_choice(struct checker *c, struct expr *e, size_t first, const struct type *want, enum bound bound);
/* The names of states become indexes of e's call. */
bool check_states(struct checker *c, struct expr *e, struct expr *states);

/* Text, a bare word, `ever`, or a list or choice of nothing else: of whatever type is asked for. */
bool check_adaptable(const struct checker *c, const struct expr *e);
/* Both sides of a comparison, each as the other asks. */
bool check_pair(struct checker *c, struct expr *a, enum bound abound, struct expr *b, enum bound bbound);
/* Is there an order between, or only equality of, values of the two types? */
bool check_comparable(const struct type *a, const struct type *b);
bool check_ordered(const struct type *a, const struct type *b);
void check_tell_pair(struct checker *c, const struct expr *e, const struct expr *a, const struct expr *b);
/* A difference of times against a length with civil parts, as a literal or (params not NULL) in a parameter. */
bool check_exact(const struct expr *a, const struct expr *b, enum node_op op, const struct value *params,
                 struct diag *d);

bool type_textlike(const struct type *t);
bool type_timelike(const struct type *t);
/* An airport is read as its country. */
struct type type_read(struct type t, struct arena *a);
/* The type of values that are of either; false: there is none. */
bool type_join(struct type *out, const struct type *a, const struct type *b, struct arena *arena);
/* May a value of type `got` stand where `want` is asked for? */
bool type_fits(const struct type *want, const struct type *got);
/* "a number", "text", "a list of words" … */
struct str type_phrase(const struct type *t, struct arena *a);
const struct scope_name *scope_find(const struct scope *s, struct str name);

#endif

/* say: what the files that put parts of expressions into words share. */
#ifndef LANG_SAY_H
#define LANG_SAY_H

#include "lang/ast.h"

/* A part as something that has a value: "travel.to France (FR)", "200", "7d". */
void say_operand(struct buf *out, const struct expr *e, struct env *env);
/* The value alone; text that is empty, and names for what would be too long. */
void say_value(struct buf *out, const struct expr *e, const struct value *v, const struct env *env);
/* first(a, b) that came to its constant: "a is not recorded (taken as b)". False: nothing is said. */
bool say_fallback(struct buf *out, const struct expr *e, struct env *env);
/* What first(a, b) or if(c, a, b) came to; NULL: neither, or none. */
const struct expr *say_chosen(const struct expr *e, struct env *env);
/* A comparison between its sides, of the type of the left one: " is before ". */
struct str op_words(enum node_op op, const struct type *t);
/* What holds where the comparison does not. */
enum node_op op_opposite(enum node_op op);
/* Comparisons and the like as they came out; truth: how. */
void say_compare(struct buf *out, const struct expr *e, struct env *env, enum truth truth);
void say_in(struct buf *out, const struct expr *e, struct env *env, enum truth truth);
void say_call(struct buf *out, const struct expr *e, struct env *env, enum truth truth);

#endif

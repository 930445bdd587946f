/* say: what the files that put parts of expressions into words share. */
#ifndef LANG_SAY_H
#define LANG_SAY_H

#include "lang/ast.h"

/* A part as something that has a value: "travel.to France (FR)", "200", "7d". */
void say_operand(struct buf *out, const struct expr *e, struct env *env);
/* The value alone; text that is empty, and names for what would be too long. */
void say_value(struct buf *out, const struct expr *e, const struct value *v, const struct env *env);
/* Comparisons and the like as they came out; truth: how. */
void say_compare(struct buf *out, const struct expr *e, struct env *env, enum truth truth);
void say_in(struct buf *out, const struct expr *e, struct env *env, enum truth truth);
void say_call(struct buf *out, const struct expr *e, struct env *env, enum truth truth);

#endif

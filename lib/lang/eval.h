/* eval: what the files of the evaluator share. */
#ifndef LANG_EVAL_H
#define LANG_EVAL_H

#include "lang/ast.h"

/* Instants outside this are the ends of time for every function of the calendar (some 10,000 years). */
#define EVAL_FAR INT64_C(345600000000000)

/* A value, its type and the part that gave it, for a reason. */
struct operand {
	struct value value;
	const struct type *type;
	const struct expr *at;
};

struct value eval_logic(const struct expr *e, struct env *env);
struct value eval_name(const struct expr *e, struct env *env);
struct value eval_compare(const struct expr *e, struct env *env);
struct value eval_in(const struct expr *e, struct env *env);
struct value eval_in_range(const struct expr *e, struct env *env);
struct value eval_match(const struct expr *e, struct env *env);
struct value eval_arith(const struct expr *e, struct env *env);
struct value eval_negate(const struct expr *e, struct env *env);
struct value eval_call(const struct expr *e, struct env *env);

/* What expr_truth comes to, without a reason. */
enum truth eval_quick(const struct expr *e, struct env *env);

/* Unknown for this reason at this part. */
struct value eval_unknown(struct env *env, enum reason_kind kind, const struct expr *at);
struct value eval_unknown_text(struct env *env, struct str text);
/* Unknown for what the unknown ones among n values lack; missing where one of them is. */
struct value eval_unknown_of(struct env *env, const struct value *values, size_t n);
const struct reason *reasons_join(const struct reason *a, const struct reason *b, struct arena *arena);

/* Both known. why: set where unknown. */
enum truth operand_equal(const struct operand *a, const struct operand *b, struct env *env, const struct reason **why);
enum truth operand_order(const struct operand *a, const struct operand *b, enum node_op op, struct env *env,
                         const struct reason **why);
/* Of an unknown order or equality of two times: whichever is not exact. */
const struct reason *operand_open(const struct operand *a, const struct operand *b, struct env *env);

/* m moved by a length; unknown at e where that leaves the calendar. The ends of time stay. */
struct value eval_moved(const struct expr *e, struct env *env, struct moment m, struct duration by, int sign);

#endif

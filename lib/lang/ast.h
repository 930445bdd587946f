/* ast: the tree of an expression, private to the folder.
 *
 * The parser makes nodes of names, words and text; the checker gives every
 * node its type and turns names into slots and text into values. After that
 * nothing changes.
 */
#ifndef LANG_AST_H
#define LANG_AST_H

#include "lang/expr.h"

#define EXPR_DEPTH 64    /* deepest nesting, of brackets and of the tree */
#define EXPR_NODES 10000 /* most nodes of one expression */

enum node_kind {
	NODE_NAME, /* only before the check */
	NODE_WORD, /* a bare word in a list */
	NODE_TEXT, /* text in quotes */
	NODE_LITERAL,
	NODE_LIST,
	NODE_RANGE,
	NODE_FIELD,
	NODE_VALUE,
	NODE_PARAM,
	NODE_KEY,
	NODE_NOW,
	NODE_TRIGGER,
	NODE_EVER,
	NODE_AND,
	NODE_OR,
	NODE_NOT,
	NODE_COMPARE,
	NODE_IN,
	NODE_MATCHES,
	NODE_CONTAINS,
	NODE_MISSING,
	NODE_ARITH,
	NODE_NEGATE,
	NODE_EXCEPT,
	NODE_CALL
};

enum node_op { OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE, OP_ADD, OP_SUB, OP_MUL, OP_DIV };

/* What one compilation shares. */
struct expr_unit {
	struct passage passage;
};

/* What a part and all below it reach. */
struct expr_uses {
	uint64_t events, values, states;
	uint8_t roots;
	bool trigger, now;
};

/* A field of an event of one of several types. */
struct node_field {
	size_t slot;
	struct str name;
	const struct event_type *const *types;
	size_t ntypes;
	const size_t *indexes; /* in the fields of each type */
};

struct node_key {
	enum root root;
	struct str name;
	bool at_now; /* no trigger in scope: lists as at now */
};

struct function;

struct node_call {
	const struct function *function;
	const size_t *states; /* of in-state and leaves: indexes of env->states */
	size_t nstates;
};

struct expr {
	enum node_kind kind;
	enum node_op op;   /* NODE_COMPARE, NODE_ARITH */
	uint32_t from, n;  /* bytes of the passage */
	uint32_t depth;    /* of the tree below */
	const struct expr_unit *unit;
	struct type type;  /* set by the checker */
	struct expr **parts;
	size_t nparts;
	struct expr *rests; /* of NODE_AND: rests[i] holds parts i + 1 and on */
	bool negated;       /* not in; is present */
	bool checked;
	bool exact;         /* a duration that comes of time - time */
	struct expr_uses uses;
	struct reason missing, unbound; /* of a name: ready to be given */
	struct str text;    /* of a name, a word, quoted text, a call; of a pattern, folded */
	union {
		struct value literal;
		struct node_field field;
		struct node_key key;
		struct node_call call;
		size_t slot; /* NODE_VALUE, NODE_PARAM */
		bool upper;  /* NODE_EVER: the end of time */
	} as;
};

/* NULL with one error in d. */
struct expr *parse_expression(const struct passage *text, const struct zone *zone, struct arena *a, struct diag *d);
/* As written, unless it is longer than a line of an error should be. */
struct str expr_text_short(const struct expr *e);

#endif

/* parser: what the files of the parser share. Every function that gives a
 * node gives NULL where it has told an error. */
#ifndef LANG_PARSER_H
#define LANG_PARSER_H

#include "lang/ast.h"
#include "lang/lexer.h"

struct parser {
	const struct token *tokens;
	size_t at;
	struct expr_unit *unit;
	struct arena *arena;
	struct diag *diag;
	size_t depth, nnodes;
};

struct parts {
	struct expr **at;
	size_t n, cap;
};

const struct token *parser_token(const struct parser *p);
bool parser_take(struct parser *p, enum token_kind kind);
struct place parser_place(const struct parser *p, const struct token *t);
/* A node over the tokens from `start` to the one before the current. */
struct expr *parser_node(struct parser *p, enum node_kind kind, size_t start, struct parts parts);
/* False with an error: nested too deeply. Each enter has its leave. */
bool parser_enter(struct parser *p);
void parser_leave(struct parser *p);
/* Where a flow sequence of YAML has cut an expression at its comma, help says so. */
void parser_help_flow(const struct parser *p);

/* The current token is not expected where it stands. */
void parser_tell_unexpected(const struct parser *p);

struct expr *parse_or(struct parser *p);
struct expr *parse_primary(struct parser *p);

#endif

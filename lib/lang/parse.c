#include "lang/parser.h"

const struct token *parser_token(const struct parser *p)
{
	return &p->tokens[p->at];
}

bool parser_take(struct parser *p, enum token_kind kind)
{
	if (parser_token(p)->kind != kind)
		return false;
	p->at++;
	return true;
}

struct place parser_place(const struct parser *p, const struct token *t)
{
	return passage_place(&p->unit->passage, t->from);
}

static bool too_deep(struct parser *p, size_t start)
{
	diag_error(p->diag, parser_place(p, &p->tokens[start]), "this expression is nested more than %d deep", EXPR_DEPTH);
	return false;
}

struct expr *parser_node(struct parser *p, enum node_kind kind, size_t start, struct parts parts)
{
	const struct token *first = &p->tokens[start], *last = &p->tokens[p->at - 1];
	struct expr *e;

	if (++p->nnodes > EXPR_NODES) {
		diag_error(p->diag, parser_place(p, first), "this expression has more than %d parts", EXPR_NODES);
		return NULL;
	}
	e = ARENA_NEW(p->arena, struct expr);
	e->kind = kind;
	e->unit = p->unit;
	e->from = first->from;
	e->n = last->from + last->n - first->from;
	e->parts = parts.at;
	e->nparts = parts.n;
	for (size_t i = 0; i < parts.n; i++) {
		if (e->depth <= parts.at[i]->depth)
			e->depth = parts.at[i]->depth + 1;
	}
	e->missing = (struct reason){.kind = REASON_MISSING, .at = e};
	e->unbound = (struct reason){.kind = REASON_UNBOUND, .at = e};
	return e->depth > EXPR_DEPTH && !too_deep(p, start) ? NULL : e;
}

bool parser_enter(struct parser *p)
{
	return ++p->depth <= EXPR_DEPTH || too_deep(p, p->at);
}

void parser_leave(struct parser *p)
{
	p->depth--;
}

void parser_help_flow(const struct parser *p)
{
	if (p->unit->passage.style == PASSAGE_PLAIN)
		diag_help(p->diag, "inside YAML's [ ] and { } an expression with a comma, bracket or brace stands in quotes");
}

void parser_tell_unexpected(const struct parser *p)
{
	const struct token *t = parser_token(p);
	struct str spelt = str_cut(p->unit->passage.text, t->from, t->n < 60 ? t->n : 60);

	diag_error(p->diag, parser_place(p, t), "%.*s is not expected here", STR_ARG(spelt));
}

static struct expr *pair(struct parser *p, enum node_kind kind, size_t start, struct expr *a, struct expr *b)
{
	struct parts parts = {0};

	if (!a || !b)
		return NULL;
	*VEC_PUSH(p->arena, &parts) = a;
	*VEC_PUSH(p->arena, &parts) = b;
	return parser_node(p, kind, start, parts);
}

static struct expr *single(struct parser *p, enum node_kind kind, size_t start, struct expr *a)
{
	struct parts parts = {0};

	if (!a)
		return NULL;
	*VEC_PUSH(p->arena, &parts) = a;
	return parser_node(p, kind, start, parts);
}

static struct expr *parse_except(struct parser *p)
{
	size_t start = p->at;
	struct expr *e = parse_primary(p);

	while (e && parser_take(p, TOKEN_EXCEPT))
		e = pair(p, NODE_EXCEPT, start, e, parse_primary(p));
	return e;
}

static struct expr *parse_unary(struct parser *p)
{
	size_t start = p->at;
	struct expr *e;

	if (!parser_take(p, TOKEN_MINUS))
		return parse_except(p);
	if (!parser_enter(p))
		return NULL;
	e = single(p, NODE_NEGATE, start, parse_unary(p));
	parser_leave(p);
	return e;
}

static bool factor(enum node_op *op, enum token_kind kind)
{
	*op = kind == TOKEN_STAR ? OP_MUL : OP_DIV;
	return kind == TOKEN_STAR || kind == TOKEN_SLASH;
}

static struct expr *parse_product(struct parser *p)
{
	size_t start = p->at;
	struct expr *e = parse_unary(p);
	enum node_op op;

	while (e && factor(&op, parser_token(p)->kind)) {
		p->at++;
		e = pair(p, NODE_ARITH, start, e, parse_unary(p));
		if (e)
			e->op = op;
	}
	return e;
}

/* A minus that touches what is before or behind it is more likely part of a name. */
static bool minus_apart(struct parser *p)
{
	const struct token *t = parser_token(p);

	if (t->from > t[-1].from + t[-1].n && t[1].from > t->from + t->n)
		return true;
	diag_error(p->diag, parser_place(p, t), "subtraction stands between blanks");
	diag_help(p->diag, "write a - b");
	return false;
}

static struct expr *parse_sum(struct parser *p)
{
	size_t start = p->at;
	struct expr *e = parse_product(p);

	while (e && (parser_token(p)->kind == TOKEN_PLUS || parser_token(p)->kind == TOKEN_MINUS)) {
		enum node_op op = parser_token(p)->kind == TOKEN_PLUS ? OP_ADD : OP_SUB;
		if (op == OP_SUB && !minus_apart(p))
			return NULL;
		p->at++;
		e = pair(p, NODE_ARITH, start, e, parse_product(p));
		if (e)
			e->op = op;
	}
	return e;
}

static struct expr *parse_range(struct parser *p)
{
	size_t start = p->at;
	struct expr *e = parse_sum(p);

	if (e && parser_take(p, TOKEN_RANGE))
		return pair(p, NODE_RANGE, start, e, parse_sum(p));
	return e;
}

static bool relation(enum node_op *op, enum token_kind kind)
{
	static const enum node_op ops[] = {OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE};

	if (kind < TOKEN_EQ || kind > TOKEN_GE)
		return false;
	*op = ops[kind - TOKEN_EQ];
	return true;
}

static struct expr *parse_is(struct parser *p, size_t start, struct expr *left)
{
	const struct token *t = parser_token(p);
	struct expr *e;

	if (t->kind == TOKEN_NOT && (str_eq_cstr(t[1].text, "missing") || str_eq_cstr(t[1].text, "present"))) {
		diag_error(p->diag, parser_place(p, t), "\"is not\" is no operator");
		diag_help(p->diag, "write is %s", str_eq_cstr(t[1].text, "missing") ? "present" : "missing");
		return NULL;
	}
	if (t->kind != TOKEN_NAME || (!str_eq_cstr(t->text, "missing") && !str_eq_cstr(t->text, "present"))) {
		diag_error(p->diag, parser_place(p, t), "after \"is\" stands missing or present");
		diag_help(p->diag, "to compare, write ==");
		return NULL;
	}
	p->at++;
	e = single(p, NODE_MISSING, start, left);
	if (e)
		e->negated = str_eq_cstr(t->text, "present");
	return e;
}

static struct expr *parse_relation(struct parser *p, size_t start, struct expr *left)
{
	const struct token *t = parser_token(p);
	enum node_op op = OP_EQ;
	struct expr *e;

	p->at++;
	if (t->kind == TOKEN_IS)
		return parse_is(p, start, left);
	if (t->kind == TOKEN_NOT)
		p->at++;
	if (relation(&op, t->kind))
		e = pair(p, NODE_COMPARE, start, left, parse_range(p));
	else if (t->kind == TOKEN_MATCHES || t->kind == TOKEN_CONTAINS)
		e = pair(p, t->kind == TOKEN_MATCHES ? NODE_MATCHES : NODE_CONTAINS, start, left, parse_range(p));
	else
		e = pair(p, NODE_IN, start, left, parse_range(p));
	if (e) {
		e->op = op;
		e->negated = t->kind == TOKEN_NOT;
	}
	return e;
}

static bool relates(const struct token *t)
{
	enum node_op op;

	return relation(&op, t->kind) || t->kind == TOKEN_IN || t->kind == TOKEN_IS || t->kind == TOKEN_MATCHES ||
	       t->kind == TOKEN_CONTAINS || (t->kind == TOKEN_NOT && t[1].kind == TOKEN_IN);
}

static struct expr *parse_comparison(struct parser *p)
{
	size_t start = p->at;
	struct expr *e = parse_range(p);

	if (!e || !relates(parser_token(p)))
		return e;
	e = parse_relation(p, start, e);
	if (e && relates(parser_token(p))) {
		diag_error(p->diag, parser_place(p, parser_token(p)), "comparisons do not chain");
		diag_help(p->diag, "write a < b and b < c, or x in a..b");
		return NULL;
	}
	return e;
}

static struct expr *parse_not(struct parser *p)
{
	size_t start = p->at;
	struct expr *e;

	if (!parser_take(p, TOKEN_NOT))
		return parse_comparison(p);
	if (!parser_enter(p))
		return NULL;
	e = single(p, NODE_NOT, start, parse_not(p));
	parser_leave(p);
	return e;
}

/* rests[i] is the same conjunction without the first i + 1 parts. */
static void set_rests(struct parser *p, struct expr *e)
{
	const size_t end = e->from + e->n;

	e->rests = arena_array(p->arena, e->nparts - 2, sizeof *e->rests);
	for (size_t i = 0; i + 2 < e->nparts; i++) {
		struct expr *rest = &e->rests[i];
		*rest = *e;
		rest->rests = NULL;
		rest->parts = e->parts + i + 1;
		rest->nparts = e->nparts - i - 1;
		rest->from = rest->parts[0]->from;
		rest->n = (uint32_t)(end - rest->from);
	}
}

static struct expr *parse_joined(struct parser *p, enum token_kind by, enum node_kind kind,
                                 struct expr *(*operand)(struct parser *p))
{
	size_t start = p->at;
	struct parts parts = {0};
	struct expr *e;

	do {
		e = operand(p);
		if (!e)
			return NULL;
		*VEC_PUSH(p->arena, &parts) = e;
	} while (parser_take(p, by));
	if (parts.n == 1)
		return e;
	e = parser_node(p, kind, start, parts);
	if (e && kind == NODE_AND && parts.n > 2)
		set_rests(p, e);
	return e;
}

static struct expr *parse_and(struct parser *p)
{
	return parse_joined(p, TOKEN_AND, NODE_AND, parse_not);
}

struct expr *parse_or(struct parser *p)
{
	return parse_joined(p, TOKEN_OR, NODE_OR, parse_and);
}

static void tell_unexpected(struct parser *p)
{
	static const struct str joins[] = {{"and", 3}, {"or", 2}, {"not", 3}, {"in", 2}, {"is", 2}, {"matches", 7}, {"contains", 8}};
	const struct token *t = parser_token(p);

	if (t->kind == TOKEN_RPAREN || t->kind == TOKEN_RBRACKET) {
		diag_error(p->diag, parser_place(p, t), "nothing is open that %.*s could close", STR_ARG(t->text));
		parser_help_flow(p);
		return;
	}
	parser_tell_unexpected(p);
	if (t->kind == TOKEN_NAME)
		diag_suggest(p->diag, t->text, joins, sizeof joins / sizeof *joins);
	else if (t->kind == TOKEN_COMMA)
		parser_help_flow(p);
	else if (t->kind == TOKEN_ODD || t->kind == TOKEN_NUMBER || t->kind == TOKEN_TEXT)
		diag_help(p->diag, "an operator is missing before it");
}

struct expr *parse_expression(const struct passage *text, const struct zone *zone, struct arena *a, struct diag *d)
{
	struct tokens tokens = {0};
	struct parser p = {.arena = a, .diag = d};
	struct expr *e;

	p.unit = ARENA_NEW(a, struct expr_unit);
	p.unit->passage = *text;
	p.unit->passage.text = str_dup(a, text->text);
	if (p.unit->passage.text.n > UINT32_MAX / 2) {
		diag_error(d, passage_place(text, 0), "this expression is too long");
		return NULL;
	}
	if (!lexer_read(&tokens, &p.unit->passage, zone, a, d))
		return NULL;
	p.tokens = tokens.list.at;
	if (p.tokens[0].kind == TOKEN_END) {
		diag_error(d, passage_place(text, 0), "an expression is missing");
		return NULL;
	}
	e = parse_or(&p);
	if (e && parser_token(&p)->kind != TOKEN_END) {
		tell_unexpected(&p);
		return NULL;
	}
	return e;
}

#include "lang/parser.h"

static struct expr *leaf(struct parser *p, enum node_kind kind, struct str text)
{
	struct expr *e;

	p->at++;
	e = parser_node(p, kind, p->at - 1, (struct parts){0});
	if (e)
		e->text = text;
	return e;
}

static struct expr *literal(struct parser *p, enum type_kind kind, struct value value)
{
	struct expr *e = leaf(p, NODE_LITERAL, (struct str){0});

	if (e) {
		e->type.kind = kind;
		e->as.literal = value;
	}
	return e;
}

static struct expr *tell_open(struct parser *p, size_t start, const char *which)
{
	const struct token *t = parser_token(p);

	if (t->kind == TOKEN_END) {
		diag_error(p->diag, parser_place(p, &p->tokens[start]), "this %s is not closed", which);
		parser_help_flow(p);
		return NULL;
	}
	parser_tell_unexpected(p);
	diag_help(p->diag, "an operator, a comma or a closing %s is missing before it", which);
	return NULL;
}

static struct expr *parse_group(struct parser *p)
{
	size_t start = p->at++;
	struct expr *e;

	if (!parser_enter(p))
		return NULL;
	e = parse_or(p);
	parser_leave(p);
	if (e && !parser_take(p, TOKEN_RPAREN))
		return tell_open(p, start, "bracket (");
	return e;
}

static struct expr *parse_call(struct parser *p)
{
	size_t start = p->at;
	struct parts parts = {0};
	struct expr *e;

	p->at += 2;
	if (!parser_enter(p))
		return NULL;
	if (parser_token(p)->kind != TOKEN_RPAREN) {
		do {
			e = parse_or(p);
			if (!e)
				return NULL;
			*VEC_PUSH(p->arena, &parts) = e;
		} while (parser_take(p, TOKEN_COMMA));
	}
	parser_leave(p);
	if (!parser_take(p, TOKEN_RPAREN))
		return tell_open(p, start + 1, "bracket (");
	e = parser_node(p, NODE_CALL, start, parts);
	if (e)
		e->text = p->tokens[start].text;
	return e;
}

static bool dotted(struct str s)
{
	struct str head, rest;

	return str_split(&head, &rest, s, '.');
}

static bool wordlike(const struct token *t)
{
	return t->kind == TOKEN_NAME || (t->kind >= TOKEN_NUMBER && t->kind <= TOKEN_EXCEPT && t->kind != TOKEN_TEXT);
}

/* Does an entry of a list that is plain words begin here? */
static bool bare(const struct token *t)
{
	if (t[0].kind == TOKEN_END || t[1].kind == TOKEN_LPAREN || !wordlike(t))
		return false;
	if (t->kind == TOKEN_NAME)
		return !dotted(t->text);
	return t->kind >= TOKEN_ODD || wordlike(t + 1);
}

static struct expr *parse_bare(struct parser *p)
{
	size_t start = p->at;
	struct expr *e;
	const struct token *t;

	while (wordlike(parser_token(p)))
		p->at++;
	t = parser_token(p);
	if (t->kind != TOKEN_COMMA && t->kind != TOKEN_RBRACKET && t->kind != TOKEN_END) {
		parser_tell_unexpected(p);
		diag_help(p->diag, "a bare word in a list is text; what is to be worked out there stands in ( )");
		return NULL;
	}
	e = parser_node(p, NODE_WORD, start, (struct parts){0});
	if (e)
		e->text = str_cut(p->unit->passage.text, e->from, e->n);
	return e;
}

static struct expr *parse_list(struct parser *p)
{
	size_t start = p->at++;
	struct parts parts = {0};
	struct expr *e;

	if (!parser_enter(p))
		return NULL;
	if (parser_token(p)->kind != TOKEN_RBRACKET) {
		do {
			e = bare(parser_token(p)) ? parse_bare(p) : parse_or(p);
			if (!e)
				return NULL;
			*VEC_PUSH(p->arena, &parts) = e;
		} while (parser_take(p, TOKEN_COMMA));
	}
	parser_leave(p);
	if (!parser_take(p, TOKEN_RBRACKET))
		return tell_open(p, start, "bracket [");
	return parser_node(p, NODE_LIST, start, parts);
}

static struct expr *parse_name(struct parser *p)
{
	const struct token *t = parser_token(p);

	if (t[1].kind == TOKEN_LPAREN)
		return parse_call(p);
	if (str_eq_cstr(t->text, "true") || str_eq_cstr(t->text, "false"))
		return literal(p, TYPE_BOOL, value_bool(str_eq_cstr(t->text, "true")));
	return leaf(p, NODE_NAME, t->text);
}

static bool has_minus(struct str s)
{
	struct str head, rest;

	return str_split(&head, &rest, s, '-');
}

static struct expr *tell_odd(struct parser *p)
{
	const struct token *t = parser_token(p);

	diag_error(p->diag, parser_place(p, t), "%.*s is no number, date, time or length of time",
	           STR_ARG(str_cut(t->text, 0, 60)));
	if (has_minus(t->text))
		diag_help(p->diag, "a date is YYYY-MM-DD; subtraction stands between blanks");
	else
		diag_help(p->diag, "the units are s min h d w mo y, and m for metres; text stands in quotes");
	return NULL;
}

static struct expr *tell_no_value(struct parser *p)
{
	const struct token *t = parser_token(p);

	if (t->kind == TOKEN_END) {
		diag_error(p->diag, parser_place(p, t), "a value is missing at the end");
		parser_help_flow(p);
		return NULL;
	}
	diag_error(p->diag, parser_place(p, t), "a value is missing before %.*s", STR_ARG(t->text));
	return NULL;
}

struct expr *parse_primary(struct parser *p)
{
	const struct token *t = parser_token(p);

	switch (t->kind) {
	case TOKEN_NAME:
		return parse_name(p);
	case TOKEN_PARAM:
		return leaf(p, NODE_PARAM, t->text);
	case TOKEN_NUMBER:
		return literal(p, TYPE_NUMBER, t->value);
	case TOKEN_DAY:
		return literal(p, TYPE_DAY, t->value);
	case TOKEN_TIME:
		return literal(p, TYPE_TIME, t->value);
	case TOKEN_CLOCK:
		return literal(p, TYPE_CLOCK, t->value);
	case TOKEN_DURATION:
		return literal(p, TYPE_DURATION, t->value);
	case TOKEN_TEXT:
		return leaf(p, NODE_TEXT, t->text);
	case TOKEN_LPAREN:
		return parse_group(p);
	case TOKEN_LBRACKET:
		return parse_list(p);
	case TOKEN_ODD:
		return tell_odd(p);
	case TOKEN_END: case TOKEN_AND: case TOKEN_OR: case TOKEN_NOT: case TOKEN_IN: case TOKEN_IS:
	case TOKEN_MATCHES: case TOKEN_CONTAINS: case TOKEN_EXCEPT: case TOKEN_EQ: case TOKEN_NE:
	case TOKEN_LT: case TOKEN_LE: case TOKEN_GT: case TOKEN_GE: case TOKEN_PLUS: case TOKEN_MINUS:
	case TOKEN_STAR: case TOKEN_SLASH: case TOKEN_RANGE: case TOKEN_RPAREN: case TOKEN_RBRACKET:
	case TOKEN_COMMA:
		break;
	}
	return tell_no_value(p);
}

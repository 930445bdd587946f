#include "lang/ast.h"

/* Most {expressions} in one text. */
#define HOLES_MAX 1000

/* Words, then perhaps an expression. */
struct segment {
	struct str words;
	const struct expr *expr; /* NULL: none follows */
};

struct template {
	struct segment *segments;
	size_t nsegments;
};

struct segments {
	struct segment *at;
	size_t n, cap;
};

struct cutter {
	const struct passage *text;
	const struct scope *scope;
	struct arena *arena;
	struct diag *diag;
	struct segments segments;
	struct buf words;
	size_t at;
};

static void add_segment(struct cutter *c, const struct expr *e)
{
	struct segment *s = VEC_PUSH(c->arena, &c->segments);

	s->words = str_dup(c->arena, buf_str(&c->words));
	s->expr = e;
	buf_clear(&c->words);
}

/* The closing brace of an expression that begins at `from`, outside quotes; text.n: none. */
static size_t closing(struct str text, size_t from)
{
	char quote = '\0';

	for (size_t i = from; i < text.n; i++) {
		char ch = text.at[i];
		if (quote && ch == '\\')
			i++;
		else if (quote && ch == quote)
			quote = '\0';
		else if (!quote && (ch == '"' || ch == '\''))
			quote = ch;
		else if (!quote && ch == '}')
			return i;
	}
	return text.n;
}

static bool add_expression(struct cutter *c)
{
	size_t from = c->at + 1, end = closing(c->text->text, from);
	struct passage part;
	const struct expr *e;

	if (end == c->text->text.n) {
		diag_error(c->diag, passage_place(c->text, c->at), "this brace { is not closed");
		diag_help(c->diag, "a brace that is no expression is written {{");
		c->at = end;
		return false;
	}
	if (c->segments.n >= HOLES_MAX) {
		diag_error(c->diag, passage_place(c->text, c->at), "more than %d expressions in one text", HOLES_MAX);
		c->at = c->text->text.n;
		return false;
	}
	part = passage_part(c->text, from, end - from);
	e = expr_compile(&part, c->scope, NULL, BOUND_NONE, c->diag);
	c->at = end + 1;
	add_segment(c, e);
	return e != NULL;
}

static bool doubled(const struct cutter *c, char brace)
{
	struct str s = c->text->text;

	return s.at[c->at] == brace && c->at + 1 < s.n && s.at[c->at + 1] == brace;
}

static bool cut(struct cutter *c)
{
	struct str s = c->text->text;
	bool ok = true;

	while (c->at < s.n) {
		bool twice = doubled(c, '{') || doubled(c, '}');
		if (s.at[c->at] == '{' && !twice) {
			ok = add_expression(c) && ok;
			continue;
		}
		buf_char(&c->words, s.at[c->at]);
		c->at += twice ? 2 : 1;
	}
	add_segment(c, NULL);
	return ok;
}

const struct template *template_compile(const struct passage *text, const struct scope *scope, struct diag *d)
{
	const struct scope *top = scope;
	struct cutter c = {.text = text, .scope = scope, .diag = d};
	struct template *t;
	bool ok;

	while (top->outer)
		top = top->outer;
	c.arena = top->arena;
	ok = cut(&c);
	buf_free(&c.words);
	if (!ok)
		return NULL;
	t = ARENA_NEW(c.arena, struct template);
	t->segments = c.segments.at;
	t->nsegments = c.segments.n;
	return t;
}

void template_say(struct buf *out, const struct template *t, struct env *env)
{
	for (size_t i = 0; i < t->nsegments; i++) {
		const struct segment *s = &t->segments[i];
		struct value v;
		buf_add(out, s->words);
		if (!s->expr)
			continue;
		v = expr_eval(s->expr, env);
		value_say(out, &v, env->zone, env->atlas);
	}
}

void template_visit_fields(const struct template *t, void (*visit)(void *context, size_t slot, struct str field), void *context)
{
	for (size_t i = 0; i < t->nsegments; i++) {
		if (t->segments[i].expr)
			expr_visit_fields(t->segments[i].expr, visit, context);
	}
}

#include "lang/check.h"

#include "lang/atlas.h"
#include "lang/func.h"

static bool choice(const struct expr *e)
{
	return e->kind == NODE_CALL && (str_eq_cstr(e->text, "first") || str_eq_cstr(e->text, "if"));
}

bool check_adaptable(const struct checker *c, const struct expr *e)
{
	if (e->kind == NODE_TEXT || e->kind == NODE_WORD || e->kind == NODE_EVER)
		return true;
	if (e->kind == NODE_NAME)
		return str_eq_cstr(e->text, "ever") && !scope_find(c->scope, e->text);
	if (e->kind != NODE_LIST && !choice(e))
		return false;
	for (size_t i = str_eq_cstr(e->text, "if") ? 1 : 0; i < e->nparts; i++) {
		if (!check_adaptable(c, e->parts[i]))
			return false;
	}
	return true;
}

static bool tell_text(struct checker *c, const struct expr *e, const struct type *t, struct str why)
{
	diag_error(c->diag, expr_place(e), "\"%.*s\" %.*s", STR_ARG(str_cut(e->text, 0, 60)), STR_ARG(why));
	if (t->kind == TYPE_WORD && t->nwords > 0)
		diag_suggest(c->diag, e->text, t->words, t->nwords);
	return false;
}

bool check_text(struct checker *c, struct expr *e, const struct type *want)
{
	struct type t = want && want->kind != TYPE_LIST ? *want : check_text_type;
	struct value v = {0};
	struct str why = {0};

	if (t.kind != TYPE_TEXT && str_trim(e->text).n == 0) {
		diag_error(c->diag, expr_place(e), "this text is empty");
		diag_help(c->diag, "an empty field is missing: write x is missing");
		return false;
	}
	if (str_trim(e->text).n == 0)
		v = value_text(e->text);
	else if (!value_parse(&v, &t, e->text, &c->top->values, NULL, c->arena, &why))
		return tell_text(c, e, &t, why);
	if (t.kind == TYPE_TIME && v.as.time.whole)
		t.kind = TYPE_DAY;
	e->kind = NODE_LITERAL;
	e->type = t;
	e->as.literal = v;
	return true;
}

/* A literal in a list whose place asks for text is the text as written: [0012]. */
static bool check_element(struct checker *c, struct expr *e, const struct type *want)
{
	if (e->kind == NODE_LITERAL && want && e->type.kind != want->kind &&
	    (type_textlike(want) || want->kind == TYPE_COUNTRY)) {
		e->text = expr_text(e);
		return check_text(c, e, want);
	}
	return check_node(c, e, want, BOUND_NONE);
}

static bool check_set(struct checker *c, struct expr *e, const struct type *want)
{
	struct str *entries = arena_array(c->arena, e->nparts, sizeof *entries), why;
	size_t bad = 0;
	struct value v = {0};

	for (size_t i = 0; i < e->nparts; i++)
		entries[i] = e->parts[i]->text;
	if (!value_parse_list(&v, want, entries, e->nparts, &c->top->values, NULL, c->arena, &bad, &why))
		return tell_text(c, bad < e->nparts ? e->parts[bad] : e, want, why);
	e->kind = NODE_LITERAL;
	e->type = *want;
	e->as.literal = v;
	return true;
}

static void fold(struct checker *c, struct expr *e)
{
	struct value *at = arena_array(c->arena, e->nparts, sizeof *at);

	for (size_t i = 0; i < e->nparts; i++) {
		if (e->parts[i]->kind != NODE_LITERAL)
			return;
		at[i] = e->parts[i]->as.literal;
	}
	e->kind = NODE_LITERAL;
	e->as.literal = (struct value){.kind = VALUE_LIST, .as.list = {at, e->nparts}};
}

static bool tell_element(struct checker *c, const struct expr *part, const struct type *element)
{
	if (part->type.kind == TYPE_LIST) {
		diag_error(c->diag, expr_place(part), "a list holds no lists");
		return false;
	}
	diag_error(c->diag, expr_place(part), "%.*s is %.*s in a list of %.*s", STR_ARG(expr_text_short(part)),
	           STR_ARG(type_phrase(&part->type, c->arena)), STR_ARG(type_phrase(element, c->arena)));
	return false;
}

/* The type of the first entry that has one of its own. */
static bool list_element_type(struct checker *c, struct type *out, struct expr *e)
{
	*out = check_text_type;
	for (size_t i = 0; i < e->nparts; i++) {
		if (check_adaptable(c, e->parts[i]))
			continue;
		if (!check_node(c, e->parts[i], NULL, BOUND_NONE))
			return false;
		*out = e->parts[i]->type;
		if (out->kind == TYPE_DAY)
			out->kind = TYPE_TIME;
		break;
	}
	return true;
}

static bool element_fits(const struct type *element, const struct type *got)
{
	if (got->kind == TYPE_LIST)
		return false;
	return type_fits(element, got) || (element->kind == TYPE_COUNTRY && got->kind == TYPE_COUNTRIES);
}

static bool check_elements(struct checker *c, struct expr *e, const struct type *element)
{
	bool ok = true;

	for (size_t i = 0; i < e->nparts; i++) {
		struct expr *part = e->parts[i];
		if (!check_element(c, part, element))
			ok = false;
		else if (!element_fits(element, &part->type))
			ok = tell_element(c, part, element);
	}
	return ok;
}

bool check_list(struct checker *c, struct expr *e, const struct type *want)
{
	struct type *element = ARENA_NEW(c->arena, struct type);

	if (want && (want->kind == TYPE_COUNTRIES || want->kind == TYPE_HOURS) && check_adaptable(c, e))
		return check_set(c, e, want);
	if (want && want->kind == TYPE_LIST && want->element)
		*element = *want->element;
	else if (want && want->kind == TYPE_COUNTRIES)
		element->kind = TYPE_COUNTRY;
	else if (!list_element_type(c, element, e))
		return false;
	e->type = (struct type){.kind = TYPE_LIST, .element = element};
	if (!check_elements(c, e, element))
		return false;
	fold(c, e);
	return true;
}

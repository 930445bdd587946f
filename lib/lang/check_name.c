#include "lang/check.h"

#include "lang/atlas.h"
#include "lang/func.h"

struct names {
	struct str *at;
	size_t n, cap;
};

const struct scope_name *scope_find(const struct scope *s, struct str name)
{
	for (; s; s = s->outer) {
		for (size_t i = 0; i < s->nnames; i++) {
			if (str_eq(s->names[i].name, name))
				return &s->names[i];
		}
	}
	return NULL;
}

/* The nearest of all that can be named here; empty: none is near. */
static struct str nearest_name(struct checker *c, struct str word)
{
	static const struct str always[] = {{"now", 3}, {"ever", 4}, {"all-abroad", 10}, {"order", 5},
	                                    {"condition", 9}, {"subject", 7}, {"trigger", 7}};
	struct names names = {0};

	for (const struct scope *s = c->scope; s; s = s->outer) {
		for (size_t i = 0; i < s->nnames; i++)
			*VEC_PUSH(c->arena, &names) = s->names[i].name;
	}
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		*VEC_PUSH(c->arena, &names) = always[i];
	return suggest_nearest(word, names.at, names.n);
}

static bool has_field(const struct scope_name *name, struct str field)
{
	for (size_t i = 0; i < name->ntypes; i++) {
		if (event_field_find(name->types[i], field) < 0)
			return false;
	}
	return true;
}

static bool tell_no_field(struct checker *c, const struct expr *e, const struct scope_name *name,
                          const struct event_type *without, struct str field)
{
	const struct event_type *first = name->types[0];
	struct names names = {0};

	diag_error(c->diag, expr_place(e), "%.*s has no field \"%.*s\"", STR_ARG(without->name), STR_ARG(field));
	for (size_t i = 0; i < first->nfields; i++) {
		if (has_field(name, first->fields[i].name))
			*VEC_PUSH(c->arena, &names) = first->fields[i].name;
	}
	diag_suggest(c->diag, field, names.at, names.n);
	return false;
}

static bool join_field(struct checker *c, struct expr *e, size_t i, const struct event_type *t, size_t index)
{
	struct type type = type_read(t->fields[index].type, c->arena), joined;

	if (i == 0) {
		e->type = type;
		return true;
	}
	if (!type_join(&joined, &e->type, &type, c->arena)) {
		diag_error(c->diag, expr_place(e), "%.*s is %.*s in %.*s, and %.*s in %.*s", STR_ARG(e->text),
		           STR_ARG(type_phrase(&e->type, c->arena)), STR_ARG(e->as.field.types[0]->name),
		           STR_ARG(type_phrase(&type, c->arena)), STR_ARG(t->name));
		return false;
	}
	e->type = joined;
	return true;
}

static bool check_field(struct checker *c, struct expr *e, const struct scope_name *name, struct str field)
{
	size_t *indexes = arena_array(c->arena, name->ntypes, sizeof *indexes);

	e->as.field = (struct node_field){
		.slot = name->slot, .name = field, .types = name->types, .ntypes = name->ntypes, .indexes = indexes};
	for (size_t i = 0; i < name->ntypes; i++) {
		int index = event_field_find(name->types[i], field);
		if (index < 0)
			return tell_no_field(c, e, name, name->types[i], field);
		indexes[i] = (size_t)index;
		if (!join_field(c, e, i, name->types[i], (size_t)index))
			return false;
	}
	e->kind = NODE_FIELD;
	return true;
}

static bool check_bound_name(struct checker *c, struct expr *e, const struct scope_name *name, struct str rest)
{
	if (name->ntypes > 0 && rest.n > 0)
		return check_field(c, e, name, rest);
	if (name->ntypes > 0) {
		diag_error(c->diag, expr_place(e), "%.*s is an event, and a value is wanted here", STR_ARG(name->name));
		diag_help(c->diag, "write one of its fields, as in %.*s.time", STR_ARG(name->name));
		return false;
	}
	if (rest.n > 0) {
		diag_error(c->diag, expr_place(e), "%.*s is a value and has no fields", STR_ARG(name->name));
		return false;
	}
	e->kind = NODE_VALUE;
	e->type = type_read(name->type, c->arena);
	e->as.slot = name->slot;
	return true;
}

static bool check_key(struct checker *c, struct expr *e, enum root root, struct str head, struct str key)
{
	const struct str *keys;
	size_t nkeys = root_keys(&keys, root);

	if (key.n > 0 && str_eq(key, head))
		key = STR("id");
	e->as.key = (struct node_key){.root = root, .name = key, .at_now = !c->top->has_trigger};
	if (key.n > 0 && root_key_type(&e->type, root, key, c->arena)) {
		e->kind = NODE_KEY;
		return true;
	}
	if (key.n == 0) {
		diag_error(c->diag, expr_place(e), "%.*s is a document, and a value is wanted here", STR_ARG(head));
		diag_help(c->diag, "write one of its keys, as in %.*s.id", STR_ARG(head));
		return false;
	}
	diag_error(c->diag, expr_place(e), "%.*s has no key \"%.*s\" that holds a value", STR_ARG(head), STR_ARG(key));
	diag_suggest(c->diag, key, keys, nkeys);
	return false;
}

static bool check_trigger(struct checker *c, struct expr *e, struct str rest)
{
	if (c->top->has_trigger && str_eq_cstr(rest, "time")) {
		e->kind = NODE_TRIGGER;
		e->type = check_time_type;
		return true;
	}
	if (c->top->has_trigger) {
		diag_error(c->diag, expr_place(e), "of the trigger there is only trigger.time");
		diag_help(c->diag, "a field of the event that fired stands under the name of its type, as in travel.to");
	} else {
		diag_error(c->diag, expr_place(e), "nothing has fired here, so there is no trigger");
	}
	return false;
}

static bool check_ever(struct checker *c, struct expr *e, enum bound bound)
{
	if (bound == BOUND_NONE) {
		diag_error(c->diag, expr_place(e), "\"ever\" stands only as a bound");
		diag_help(c->diag, "in from: and by:, at an end of a..b, or beside < <= > >=");
		return false;
	}
	e->kind = NODE_EVER;
	e->type = check_time_type;
	e->as.upper = bound == BOUND_UPPER;
	return true;
}

static bool check_all_abroad(struct checker *c, struct expr *e)
{
	if (!c->top->values.atlas) {
		diag_error(c->diag, expr_place(e), "no country is known here");
		return false;
	}
	e->kind = NODE_LITERAL;
	e->type.kind = TYPE_COUNTRIES;
	e->as.literal = (struct value){.kind = VALUE_COUNTRIES, .as.countries = &c->top->values.atlas->abroad};
	return true;
}

static bool tell_unknown(struct checker *c, const struct expr *e, struct str head, bool dotted)
{
	const struct function *f = function_find(e->text);
	struct str near = nearest_name(c, head);

	diag_error(c->diag, expr_place(e), "nothing is called \"%.*s\" here", STR_ARG(str_cut(head, 0, 60)));
	if (f)
		diag_help(c->diag, "a function is called with brackets: %s", f->usage);
	else if (str_starts(e->text, STR("\xE2\x80")))
		diag_help(c->diag, "text stands in straight quotes: \"...\"");
	else if (near.n > 0)
		diag_help(c->diag, "did you mean \"%.*s\"?", STR_ARG(near));
	else if (!dotted)
		diag_help(c->diag, "text stands in quotes: \"%.*s\"", STR_ARG(str_cut(e->text, 0, 60)));
	return false;
}

bool check_name(struct checker *c, struct expr *e, enum bound bound)
{
	struct str head, rest;
	bool dotted = str_split(&head, &rest, e->text, '.');
	const struct scope_name *name = scope_find(c->scope, head);

	if (!dotted)
		rest = (struct str){0};
	if (name)
		return check_bound_name(c, e, name, rest);
	if (str_eq_cstr(head, "order"))
		return check_key(c, e, ROOT_ORDER, head, rest);
	if (str_eq_cstr(head, "condition"))
		return check_key(c, e, ROOT_CONDITION, head, rest);
	if (str_eq_cstr(head, "subject"))
		return check_key(c, e, ROOT_SUBJECT, head, rest);
	if (str_eq_cstr(head, "trigger"))
		return check_trigger(c, e, rest);
	if (str_eq_cstr(e->text, "ever"))
		return check_ever(c, e, bound);
	if (str_eq_cstr(e->text, "all-abroad"))
		return check_all_abroad(c, e);
	if (!str_eq_cstr(e->text, "now"))
		return tell_unknown(c, e, head, dotted);
	e->kind = NODE_NOW;
	e->type = check_time_type;
	return true;
}

bool check_param(struct checker *c, struct expr *e)
{
	struct names names = {0};

	for (size_t i = 0; i < c->top->nparams; i++) {
		if (str_eq(c->top->params[i].name, e->text)) {
			e->as.slot = i;
			e->type = type_read(c->top->params[i].type, c->arena);
			return true;
		}
		*VEC_PUSH(c->arena, &names) = c->top->params[i].name;
	}
	diag_error(c->diag, expr_place(e), "there is no parameter \"%.*s\"", STR_ARG(e->text));
	diag_suggest(c->diag, e->text, names.at, names.n);
	return false;
}

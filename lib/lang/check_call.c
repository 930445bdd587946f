#include "lang/check.h"

#include "lang/func.h"

static const struct type number_type = {.kind = TYPE_NUMBER}, day_type = {.kind = TYPE_DAY},
                         clock_type = {.kind = TYPE_CLOCK}, point_type = {.kind = TYPE_POINT},
                         place_type = {.kind = TYPE_PLACE};

static bool place_id(const struct checker *c, struct str text);

static const struct type *arg_type(const struct checker *c, enum arg arg, const struct expr *e)
{
	switch (arg) {
	case ARG_TIME: return &check_time_type;
	case ARG_DAY: return &day_type;
	case ARG_CLOCK: return &clock_type;
	case ARG_NUMBER: return &number_type;
	case ARG_TEXT: case ARG_TEXTS: case ARG_SIZED: case ARG_CLASS: return &check_text_type;
	case ARG_POINT: return &point_type;
	case ARG_PLACE: return &place_type;
	case ARG_WHERE: return e->kind == NODE_TEXT && place_id(c, e->text) ? &place_type : &point_type;
	case ARG_BOOL: return &check_bool_type;
	case ARG_STATES: case ARG_CHOICE: break;
	}
	return NULL;
}

static bool arg_fits(enum arg arg, const struct type *want, const struct type *got)
{
	if (arg == ARG_TEXTS && got->kind == TYPE_LIST)
		return got->element && type_textlike(got->element);
	if (arg == ARG_SIZED && got->kind == TYPE_LIST)
		return true;
	if (arg == ARG_WHERE && got->kind == TYPE_PLACE)
		return true;
	return type_fits(want, got);
}

static bool tell_arg(struct checker *c, const struct expr *call, const struct expr *arg, const struct type *want)
{
	diag_error(c->diag, expr_place(arg), "%.*s is %.*s, and %.*s takes %.*s here", STR_ARG(expr_text_short(arg)),
	           STR_ARG(type_phrase(&arg->type, c->arena)), STR_ARG(call->text), STR_ARG(type_phrase(want, c->arena)));
	if (want->kind == TYPE_DAY && arg->type.kind == TYPE_TIME)
		diag_help(c->diag, "write day(%.*s)", STR_ARG(expr_text_short(arg)));
	else
		diag_help(c->diag, "%s", call->as.call.function->usage);
	return false;
}

static bool check_class(struct checker *c, const struct expr *arg)
{
	if (arg->kind != NODE_LITERAL || !c->top->classes)
		return true;
	for (size_t i = 0; i < c->top->nclasses; i++) {
		if (str_eq(c->top->classes[i], arg->as.literal.as.text))
			return true;
	}
	diag_error(c->diag, expr_place(arg), "there is no place of class \"%.*s\"", STR_ARG(arg->as.literal.as.text));
	diag_suggest(c->diag, arg->as.literal.as.text, c->top->classes, c->top->nclasses);
	return false;
}

static bool check_arg(struct checker *c, struct expr *call, struct expr *e, enum arg arg)
{
	const struct type *want = arg_type(c, arg, e);

	if (arg == ARG_STATES)
		return check_states(c, call, e);
	if (!check_node(c, e, want, BOUND_NONE))
		return false;
	if (want && !arg_fits(arg, want, &e->type))
		return tell_arg(c, call, e, want);
	return arg != ARG_CLASS || check_class(c, e);
}

static bool place_id(const struct checker *c, struct str text)
{
	struct value v = {0};
	struct str why;

	return value_parse(&v, &place_type, text, &c->top->values, NULL, c->arena, &why);
}

static bool check_count(struct checker *c, const struct expr *e, const struct function *f)
{
	if (e->nparts >= f->nmin && (e->nparts <= f->nmax || f->nmax == FUNCTION_ANY))
		return true;
	diag_error(c->diag, expr_place(e), "%.*s is given %zu value%s", STR_ARG(f->name), e->nparts,
	           e->nparts == 1 ? "" : "s");
	diag_help(c->diag, "%s", f->usage);
	return false;
}

static const struct function *find(struct checker *c, const struct expr *e)
{
	const struct function *f = function_find(e->text);
	const struct str *names;
	size_t nnames;

	if (f)
		return f;
	diag_error(c->diag, expr_place(e), "there is no function \"%.*s\"", STR_ARG(str_cut(e->text, 0, 60)));
	nnames = function_names(&names);
	diag_suggest(c->diag, e->text, names, nnames);
	return NULL;
}

static bool check_places(struct checker *c, const struct expr *e)
{
	if (e->parts[0]->type.kind == TYPE_POINT || e->parts[1]->type.kind == TYPE_POINT)
		return true;
	return tell_arg(c, e, e->parts[0], &point_type);
}

/* A whole number written out that no period, count of days or the like can have. */
static bool check_whole(struct checker *c, const struct expr *e)
{
	const struct expr *n = e->parts[0];
	int64_t least = str_eq_cstr(e->text, "clear-days-before") ? 0 : NUMBER_ONE;

	if (n->type.kind != TYPE_NUMBER || n->kind != NODE_LITERAL || e->nparts < 2)
		return true;
	if (n->as.literal.as.number >= least && n->as.literal.as.number % NUMBER_ONE == 0)
		return true;
	diag_error(c->diag, expr_place(n), "%.*s counts whole days, and this is %.*s", STR_ARG(e->text),
	           STR_ARG(expr_text_short(n)));
	return false;
}

static void weekday_type(struct type *out)
{
	static const struct str days[] = {{"mon", 3}, {"tue", 3}, {"wed", 3}, {"thu", 3}, {"fri", 3}, {"sat", 3}, {"sun", 3}};

	out->words = days;
	out->nwords = sizeof days / sizeof *days;
}

bool check_call(struct checker *c, struct expr *e, const struct type *want, enum bound bound)
{
	const struct function *f = find(c, e);
	bool ok = true;

	if (!f || !check_count(c, e, f))
		return false;
	e->as.call.function = f;
	if (f->args[0] == ARG_CHOICE)
		return check_choice(c, e, 0, want, bound);
	if (f->args[0] == ARG_BOOL)
		return check_condition(c, e->parts[0]) && check_choice(c, e, 1, want, bound);
	for (size_t i = 0; i < e->nparts; i++)
		ok = check_arg(c, e, e->parts[i], f->args[i]) && ok;
	if (!ok || (f->args[0] == ARG_WHERE && !check_places(c, e)) || (f->args[0] == ARG_NUMBER && !check_whole(c, e)))
		return false;
	e->type.kind = f->result;
	if (f->result == TYPE_WORD)
		weekday_type(&e->type);
	return true;
}

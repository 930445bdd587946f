/* Truth of one condition at many events, part after part: what a part needs is looked up once, and what already decided
 * a condition is not asked further. Shapes that are not known here are asked one event after the other. */
#include "lang/eval.h"

#include "lang/func.h"
#include "lang/geo.h"

struct many {
	struct env *env;
	size_t slot;
	const struct event *const *events;
	size_t n; /* at most EXPR_MANY */
};

/* A field of the events that are asked about. */
static bool is_own(const struct expr *e, const struct many *m)
{
	return e->kind == NODE_FIELD && e->as.field.slot == m->slot;
}

/* The same value at all events, and known; else NULL. */
static const struct value *fixed(const struct expr *e, const struct many *m)
{
	const struct value *v = NULL;

	if (e->kind == NODE_LITERAL)
		v = &e->as.literal;
	else if (e->kind == NODE_PARAM)
		v = &m->env->params[e->as.slot];
	return v && v->kind != VALUE_UNKNOWN ? v : NULL;
}

/* NULL: none of the types that the field was compiled for. */
static const struct value *own_value(const struct expr *e, const struct event *event)
{
	const struct node_field *f = &e->as.field;

	for (size_t i = 0; i < f->ntypes; i++)
		if (f->types[i] == event->type)
			return &event->fields[f->indexes[i]];
	return NULL;
}

static enum truth one_truth(const struct expr *e, const struct many *m, size_t i)
{
	m->env->events[m->slot] = m->events[i];
	m->env->trigger = m->events[i]->time;
	return eval_quick(e, m->env);
}

static enum truth truth_if(bool b)
{
	return b ? TRUTH_TRUE : TRUTH_FALSE;
}

/* A time in hours of the week. */
static bool hours_truths(enum truth *out, const struct expr *e, const struct many *m)
{
	const struct value *hours = fixed(e->parts[1], m);

	if (!hours || hours->kind != VALUE_HOURS || !is_own(e->parts[0], m))
		return false;
	for (size_t i = 0; i < m->n; i++) {
		const struct value *v = own_value(e->parts[0], m->events[i]);
		if (!v || v->kind != VALUE_TIME || v->as.time.first < -EVAL_FAR || v->as.time.last > EVAL_FAR) {
			out[i] = one_truth(e, m, i);
			continue;
		}
		enum truth t = truth_of(weekly_covers(hours->as.hours.at, hours->as.hours.n, m->env->zone, v->as.time.first, v->as.time.last));
		out[i] = e->negated ? truth_not(t) : t;
	}
	return true;
}

/* A position in a place. */
static bool inside_truths(enum truth *out, const struct expr *e, const struct many *m)
{
	const struct value *place;

	if (e->as.call.function->eval != func_inside || e->nparts != 2 || !is_own(e->parts[0], m))
		return false;
	place = fixed(e->parts[1], m);
	if (!place || place->kind != VALUE_PLACE)
		return false;
	for (size_t i = 0; i < m->n; i++) {
		const struct value *v = own_value(e->parts[0], m->events[i]);
		out[i] = v && v->kind == VALUE_POINT ? truth_if(geo_inside(v->as.point, place->as.place)) : one_truth(e, m, i);
	}
	return true;
}

static bool same_text_type(const struct type *a, const struct type *b)
{
	return a->kind == b->kind && a->form == b->form;
}

/* A text that equals another, or does not. */
static bool text_truths(enum truth *out, const struct expr *e, const struct many *m)
{
	const struct value *text = fixed(e->parts[1], m);

	if (!text || text->kind != VALUE_TEXT || !is_own(e->parts[0], m) || (e->op != OP_EQ && e->op != OP_NE) ||
	    !same_text_type(&e->parts[0]->type, &e->parts[1]->type))
		return false;
	for (size_t i = 0; i < m->n; i++) {
		const struct value *v = own_value(e->parts[0], m->events[i]);
		out[i] = v && v->kind == VALUE_TEXT ? truth_if(str_eq(v->as.text, text->as.text) == (e->op == OP_EQ)) : one_truth(e, m, i);
	}
	return true;
}

static void truths(enum truth *out, const struct expr *e, const struct many *m);

/* Each further part is asked only of the events that are still open. */
static void joined_truths(enum truth *out, const struct expr *e, const struct many *m, enum truth absorbing)
{
	const struct event *events[EXPR_MANY];
	enum truth own[EXPR_MANY];
	uint8_t at[EXPR_MANY];

	truths(out, e->parts[0], m);
	for (size_t k = 1; k < e->nparts; k++) {
		struct many open = {m->env, m->slot, events, 0};
		for (size_t i = 0; i < m->n; i++) {
			at[open.n] = (uint8_t)i;
			events[open.n] = m->events[i];
			open.n += out[i] != absorbing;
		}
		if (open.n == 0)
			return;
		truths(own, e->parts[k], &open);
		for (size_t i = 0; i < open.n; i++)
			if (own[i] == absorbing || own[i] == TRUTH_UNKNOWN)
				out[at[i]] = own[i];
	}
}

static void not_truths(enum truth *out, const struct expr *e, const struct many *m)
{
	truths(out, e->parts[0], m);
	for (size_t i = 0; i < m->n; i++)
		out[i] = truth_not(out[i]);
}

static bool known_shape(enum truth *out, const struct expr *e, const struct many *m)
{
	if (e->kind == NODE_IN)
		return hours_truths(out, e, m);
	if (e->kind == NODE_CALL)
		return inside_truths(out, e, m);
	return e->kind == NODE_COMPARE && text_truths(out, e, m);
}

static void truths(enum truth *out, const struct expr *e, const struct many *m)
{
	if (e->kind == NODE_AND || e->kind == NODE_OR) {
		joined_truths(out, e, m, e->kind == NODE_AND ? TRUTH_FALSE : TRUTH_TRUE);
		return;
	}
	if (e->kind == NODE_NOT) {
		not_truths(out, e, m);
		return;
	}
	if (known_shape(out, e, m))
		return;
	for (size_t i = 0; i < m->n; i++)
		out[i] = one_truth(e, m, i);
}

void expr_truths(enum truth *out, const struct expr *e, struct env *env, size_t slot, const struct event *const *events, size_t n)
{
	truths(out, e, &(struct many){env, slot, events, n});
}

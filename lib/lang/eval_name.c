#include "lang/eval.h"

static struct value with_reason(struct value v, const struct reason *why)
{
	if (v.kind == VALUE_UNKNOWN && !v.as.why)
		v.as.why = why;
	return v;
}

static struct value nothing(const struct reason *why)
{
	struct value v = value_missing();

	v.as.why = why;
	return v;
}

static struct value eval_field(const struct expr *e, struct env *env)
{
	const struct node_field *f = &e->as.field;
	const struct event *event = env->events[f->slot];
	int index;

	if (!event)
		return nothing(&e->unbound);
	for (size_t i = 0; i < f->ntypes; i++) {
		if (f->types[i] == event->type)
			return with_reason(event->fields[f->indexes[i]], &e->missing);
	}
	index = event_field_find(event->type, f->name);
	return index < 0 ? nothing(&e->missing) : with_reason(event->fields[index], &e->missing);
}

static const struct record_key *find_key(const struct record *r, struct str name)
{
	for (size_t i = 0; r && i < r->nkeys; i++) {
		if (str_eq(r->keys[i].name, name))
			return &r->keys[i];
	}
	return NULL;
}

static bool holds(const struct record_value *v, struct moment at)
{
	return v->from <= at.last && (v->until > at.first || v->until == INSTANT_MAX);
}

static struct value list_at(const struct record_key *key, struct moment at, struct env *env)
{
	struct value *values = arena_array(env->arena, key->nvalues, sizeof *values);
	size_t n = 0;

	for (size_t i = 0; i < key->nvalues; i++) {
		if (holds(&key->values[i], at))
			values[n++] = key->values[i].value;
	}
	return n == 0 ? value_missing() : (struct value){.kind = VALUE_LIST, .as.list = {values, n}};
}

void now_span_note(struct now_span *s, int64_t now, int64_t at)
{
	if (at <= now && at > s->low)
		s->low = at;
	else if (at > now && at - 1 < s->high)
		s->high = at - 1;
}

/* Which of the values hold may depend on now. */
static void note_dates(const struct record_key *key, struct env *env)
{
	for (size_t i = 0; i < key->nvalues; i++) {
		now_span_note(env->now_span, env->now, key->values[i].from);
		now_span_note(env->now_span, env->now, key->values[i].until);
	}
}

static void note_now(struct env *env)
{
	if (env->now_span)
		*env->now_span = (struct now_span){env->now, env->now};
}

static struct value eval_key(const struct expr *e, struct env *env)
{
	const struct node_key *k = &e->as.key;
	const struct record_key *key = find_key(env->records[k->root], k->name);
	struct moment at = k->at_now ? moment_instant(env->now) : env->trigger;

	if (!key || key->nvalues == 0)
		return nothing(&e->missing);
	if (env->now_span && (k->at_now || env->trigger_is_now))
		note_dates(key, env);
	if (e->type.kind == TYPE_LIST)
		return with_reason(list_at(key, at, env), &e->missing);
	for (size_t i = 0; i < key->nvalues; i++) {
		if (holds(&key->values[i], at))
			return with_reason(key->values[i].value, &e->missing);
	}
	return nothing(&e->missing);
}

struct value eval_name(const struct expr *e, struct env *env)
{
	if (e->kind == NODE_FIELD)
		return eval_field(e, env);
	if (e->kind == NODE_KEY)
		return eval_key(e, env);
	if (e->kind == NODE_PARAM)
		return with_reason(env->params[e->as.slot], &e->missing);
	if (e->kind == NODE_VALUE)
		return with_reason(env->values[e->as.slot], &e->missing);
	if (e->kind == NODE_NOW || env->trigger_is_now)
		note_now(env);
	return value_time(e->kind == NODE_NOW ? moment_instant(env->now) : env->trigger);
}

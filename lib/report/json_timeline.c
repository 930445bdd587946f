/* Timelines as a run keeps them. */
#include "report/formats.h"
#include "report/node.h"

/* The ends of time are null. */
static json_t *instant(int64_t at, const struct run *run)
{
	if (at == INSTANT_MIN || at == INSTANT_MAX)
		return json_null();
	return node_moment(moment_instant(at), &run->plan->zone);
}

static json_t *stretch(int64_t from, int64_t until, const struct run *run)
{
	json_t *o = node_made(json_object());

	node_put(o, "from", instant(from, run));
	node_put(o, "until", instant(until, run));
	return o;
}

static json_t *bond(const struct bond *b, const struct run *run)
{
	json_t *o = node_made(json_object()), *in_force = node_made(json_array());

	node_put(o, "order", b->order ? node_text(b->order->id) : json_null());
	if (b->scheme)
		node_put(o, "scheme", node_text(b->scheme->name));
	node_put(o, "condition", node_text(b->condition->id));
	node_put(o, "title", node_text(b->condition->title));
	for (size_t i = 0; i < b->nin_force; i++)
		node_add(in_force, stretch(b->in_force[i].from, b->in_force[i].until, run));
	node_put(o, "in_force", in_force);
	return o;
}

json_t *node_timeline(const struct run *run, const struct timeline *t)
{
	json_t *o = node_made(json_object()), *conditions = node_made(json_array()), *states = node_made(json_array());

	node_put(o, "subject", node_text(run->plan->subjects[t->subject].id));
	for (size_t i = 0; i < t->nbonds; i++)
		node_add(conditions, bond(&t->bonds[i], run));
	node_put(o, "conditions", conditions);
	for (size_t i = 0; i < t->nstretches; i++) {
		json_t *one = stretch(t->stretches[i].from, t->stretches[i].until, run);
		node_put(one, "state", node_text(t->stretches[i].state));
		node_put(one, "surely", json_boolean(t->stretches[i].surely));
		node_add(states, one);
	}
	node_put(o, "states", states);
	return o;
}

/* Rows with a key become events; those without are in settle_piles.c. */
#include "feed/settle.h"

/* Rows that say just what the winner says. */
static bool says_it(const struct told *t, const struct told *winner, const struct event_type *type, bool keyed)
{
	return !keyed || t == winner || (t->subject == winner->subject && event_content_same(type, t->fields, winner->fields));
}

static size_t count_sources(const struct intake_slot *slot, const struct event_type *type, bool keyed)
{
	size_t n = 0;

	for (const struct told *t = slot->first; t; t = t->next)
		n += says_it(t, slot->winner, type, keyed);
	return n;
}

struct event settle_event(const struct intake *in, const struct intake_slot *slot, struct arena *a)
{
	const struct told *w = slot->winner;
	bool keyed = slot->key.n > 0;
	struct event_source *sources = arena_array(a, count_sources(slot, in->type, keyed), sizeof *sources);
	struct event e = {.type = in->type,
	                  .fields = w->fields,
	                  .time = w->fields[FIELD_TIME].as.time,
	                  .key = slot->key,
	                  .clock_guessed = w->clock_guessed,
	                  .sources = sources};
	const struct told *surest = w;

	for (const struct told *t = slot->first; t; t = t->next) {
		if (says_it(t, w, in->type, keyed)) {
			sources[e.nsources++] = t->source;
			surest = t->by < surest->by ? t : surest;
			e.clock_guessed &= t->clock_guessed;
		}
	}
	e.by_name = surest->by == WAY_PERSON;
	e.by_identifier = surest->by == WAY_IDENTIFIER;
	e.match = surest->match;
	return e;
}

void settle_superseded(const struct intake_slot *slot)
{
	for (const struct told *t = slot->first; t; t = t->next)
		t->input->superseded += t != slot->winner;
}

bool settle_passes(const struct intake *in, const struct event *e, struct env *env)
{
	bool passed;

	if (!in->feed->where)
		return true;
	env->events[0] = e;
	passed = expr_truth(in->feed->where, env, NULL) != TRUTH_FALSE;
	env->events[0] = NULL;
	return passed;
}

static struct event *keep(struct intake *in, const struct event *e, struct gathered *by_subject, size_t subject)
{
	struct event *kept = arena_copy(in->arena, e, sizeof *e);

	*VEC_PUSH(in->arena, &by_subject[subject].events) = kept;
	return kept;
}

void intake_settle(struct intake *in, struct gathered *by_subject, struct env *env)
{
	for (size_t i = 0; i < in->keyed.n; i++) {
		struct intake_slot *slot = in->keyed.entries[i].value;
		struct event e;

		settle_superseded(slot);
		if (!slot->winner)
			continue;
		e = settle_event(in, slot, in->arena);
		if (settle_passes(in, &e, env))
			slot->event = keep(in, &e, by_subject, slot->winner->subject);
		else
			slot->winner->input->filtered++;
	}
}

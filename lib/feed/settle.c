#include "feed/intake.h"

/* Rows that say just what the winner says. */
static bool says_it(const struct told *t, const struct told *winner, bool keyed)
{
	return !keyed || (t->content[0] == winner->content[0] && t->content[1] == winner->content[1]);
}

static size_t count_sources(const struct intake_slot *slot, bool keyed)
{
	size_t n = 0;

	for (const struct told *t = slot->first; t; t = t->next)
		n += says_it(t, slot->winner, keyed);
	return n;
}

static struct event event_of(struct intake *in, const struct intake_slot *slot, bool keyed)
{
	const struct told *w = slot->winner;
	struct event_source *sources = arena_array(in->arena, count_sources(slot, keyed), sizeof *sources);
	struct event e = {.type = in->type,
	                  .fields = w->fields,
	                  .time = w->fields[FIELD_TIME].as.time,
	                  .key = slot->key,
	                  .clock_guessed = w->clock_guessed,
	                  .sources = sources};
	const struct told *surest = w;

	for (const struct told *t = slot->first; t; t = t->next) {
		if (says_it(t, w, keyed)) {
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

static void count_superseded(const struct intake_slot *slot)
{
	for (const struct told *t = slot->first; t; t = t->next)
		t->input->superseded += t != slot->winner;
}

static bool passes(const struct intake *in, const struct event *e, struct env *env)
{
	bool passed;

	if (!in->feed->where)
		return true;
	env->events[0] = e;
	passed = expr_truth(in->feed->where, env, NULL) != TRUTH_FALSE;
	env->events[0] = NULL;
	return passed;
}

/* Sources of an event found again in another feed; the earliest recorded stays. */
static void add_sources(struct event *into, const struct event *from, struct arena *a)
{
	size_t n = into->nsources + from->nsources;
	struct event_source *sources = arena_array(a, n, sizeof *sources);
	const struct value *old = &into->fields[FIELD_RECORDED], *new = &from->fields[FIELD_RECORDED];

	for (size_t i = 0; i < n; i++)
		sources[i] = i < into->nsources ? into->sources[i] : from->sources[i - into->nsources];
	into->sources = sources;
	into->nsources = n;
	into->by_identifier = (into->by_identifier || into->by_name) && (from->by_identifier || from->by_name) &&
	                      !(into->by_name && from->by_name);
	if ((into->by_name && !from->by_name) || !into->match)
		into->match = from->match;
	into->by_name &= from->by_name;
	into->clock_guessed &= from->clock_guessed;
	if (new->kind == VALUE_TIME && (old->kind != VALUE_TIME || new->as.time.first < old->as.time.first))
		into->fields = from->fields;
}

/* The event that the equal rows of another feed made, by number. */
static struct event *equal_before(struct intake *const *earlier, size_t nearlier, struct str key, size_t number)
{
	for (size_t i = 0; i < nearlier; i++) {
		const struct intake_equals *equals = map_find(&earlier[i]->equals, key);

		if (equals && number < equals->slots.n && equals->slots.at[number]->event)
			return equals->slots.at[number]->event;
	}
	return NULL;
}

static struct event *keep(struct intake *in, const struct event *e, struct gathered *by_subject, size_t subject)
{
	struct event *kept = arena_copy(in->arena, e, sizeof *e);

	*VEC_PUSH(in->arena, &by_subject[subject].events) = kept;
	return kept;
}

static void settle_keyed(struct intake *in, struct gathered *by_subject, struct env *env)
{
	for (size_t i = 0; i < in->keyed.n; i++) {
		struct intake_slot *slot = in->keyed.entries[i].value;
		struct event e;

		count_superseded(slot);
		if (!slot->winner)
			continue;
		e = event_of(in, slot, true);
		if (passes(in, &e, env))
			slot->event = keep(in, &e, by_subject, slot->winner->subject);
		else
			slot->winner->input->filtered++;
	}
}

static void settle_equals(struct intake *in, const struct map_entry *entry, struct gathered *by_subject,
                          struct intake *const *earlier, size_t nearlier, struct env *env)
{
	const struct intake_equals *equals = entry->value;
	for (size_t k = 0; k < equals->slots.n; k++) {
		struct intake_slot *slot = equals->slots.at[k];
		struct event e = event_of(in, slot, false);
		struct event *before;

		count_superseded(slot);
		if (!passes(in, &e, env)) {
			slot->winner->input->filtered++;
			continue;
		}
		before = equal_before(earlier, nearlier, entry->key, k);
		slot->event = before ? before : keep(in, &e, by_subject, slot->winner->subject);
		if (before) {
			add_sources(before, &e, in->arena);
			slot->winner->input->superseded++;
		}
	}
}

void intake_settle(struct intake *in, struct gathered *by_subject, struct intake *const *earlier, size_t nearlier,
                   struct env *env)
{
	settle_keyed(in, by_subject, env);
	for (size_t i = 0; i < in->equals.n; i++)
		settle_equals(in, &in->equals.entries[i], by_subject, earlier, nearlier, env);
}

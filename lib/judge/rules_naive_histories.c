#include <stdio.h>

#include "judge/rules_naive_world.h"

/* An instant near what matters: an edge of the documents, an earlier event, a midnight. */
static int64_t near(struct naive_world *w, const struct naive_history *h)
{
	static const int64_t steps[] = {0, 0, 1, -1, CIVIL_DAY_MS, -CIVIL_DAY_MS, 2 * CIVIL_DAY_MS, 3 * CIVIL_DAY_MS,
	                                CIVIL_DAY_MS * 3 / 2, CIVIL_DAY_MS + 3600000, -CIVIL_DAY_MS * 3 / 2};
	int32_t day = w->base - 12 + (int32_t)chance_below(&w->chance, 27);
	int64_t at = civil_instant(w->zone, day, (int32_t)chance_below(&w->chance, 24) * 3600000, NULL);

	if (w->nedges > 0 && chance_in(&w->chance, 25))
		at = w->edges[chance_below(&w->chance, w->nedges)];
	else if (h->nevents > 0 && chance_in(&w->chance, 40))
		at = h->events[chance_below(&w->chance, h->nevents)].time.first;
	else if (chance_in(&w->chance, 15))
		at = h->as_of;
	else
		return at;
	return at + steps[chance_below(&w->chance, sizeof steps / sizeof *steps)] +
	       (chance_in(&w->chance, 15) ? (int64_t)chance_below(&w->chance, 3) - 1 : 0);
}

static struct moment some_time(struct naive_world *w, const struct naive_history *h)
{
	int64_t at = near(w, h);
	return chance_in(&w->chance, 20) ? moment_day(w->zone, civil_day(w->zone, at)) : moment_instant(at);
}

static void set_field(struct event *e, struct value *fields, const char *name, struct value v)
{
	int at = event_field_find(e->type, str_of(name));
	if (at >= 0)
		fields[at] = v;
}

static void add_event(struct naive_history *h, struct naive_world *w, const struct plan *plan)
{
	size_t i = h->nevents;
	struct event *e = &h->events[i];
	const struct event_type *type = plan->types[chance_below(&w->chance, plan->ntypes)];

	if (!h->supplies[type->index].supplied && !chance_in(&w->chance, 10))
		return;
	*e = (struct event){.type = type, .fields = h->fields[i], .time = some_time(w, h)};
	for (size_t f = 0; f < sizeof h->fields[i] / sizeof *h->fields[i]; f++)
		h->fields[i][f] = value_missing();
	h->fields[i][FIELD_TIME] = value_time(e->time);
	if (chance_in(&w->chance, 85))
		set_field(e, h->fields[i], "kind", value_text(chance_in(&w->chance, 60) ? STR("x") : STR("y")));
	if (chance_in(&w->chance, 85))
		set_field(e, h->fields[i], "n", value_number(((int64_t)chance_below(&w->chance, 8) - 1) * NUMBER_ONE));
	if (chance_in(&w->chance, 40))
		set_field(e, h->fields[i], "due", value_time(some_time(w, h)));
	if (chance_in(&w->chance, 15))
		h->fields[i][FIELD_RECORDED] = value_time(some_time(w, h));
	snprintf(h->keys[i], sizeof h->keys[i], "k%zu", chance_in(&w->chance, 3) && i > 0 ? i - 1 : i);
	e->key = str_of(h->keys[i]);
	set_field(e, h->fields[i], "id", value_text(e->key));
	e->by_name = chance_in(&w->chance, 5);
	h->nevents++;
}

static void supply_types(struct naive_history *h, struct naive_world *w, const struct plan *plan)
{
	for (size_t i = 0; i < plan->ntypes && i < NAIVE_TYPES; i++) {
		struct supply *s = &h->supplies[i];
		s->supplied = s->given = chance_in(&w->chance, 88);
		s->known_until = s->supplied ? h->as_of : INSTANT_MIN;
		if (s->supplied && chance_in(&w->chance, 35))
			s->known_until = near(w, h);
		if (s->known_until > h->as_of)
			s->known_until = h->as_of;
		s->narrowest = plan->types[i]->name;
		h->rejected[i] = chance_in(&w->chance, 5);
	}
}

void naive_supply(struct naive_history *out, struct naive_world *w, const struct plan *plan)
{
	*out = (struct naive_history){.nevents = 0};
	out->as_of = civil_day_end(w->zone, w->base + 2);
	out->as_of = chance_in(&w->chance, 20) ? near(w, out)
	           : civil_instant(w->zone, w->base - 4 + (int32_t)chance_below(&w->chance, 12), 43200000, NULL);
	supply_types(out, w, plan);
}

void naive_happen(struct naive_history *out, struct naive_world *w, const struct plan *plan)
{
	size_t n = (size_t)chance_below(&w->chance, NAIVE_EVENTS + 1);

	out->nevents = 0;
	for (size_t i = 0; i < n; i++)
		add_event(out, w, plan);
}

void naive_live(struct naive_history *out, struct naive_world *w, const struct plan *plan)
{
	naive_supply(out, w, plan);
	naive_happen(out, w, plan);
}

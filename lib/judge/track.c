#include "judge/sitting.h"

#include <stdlib.h>
#include <string.h>

static int by_timeline(const void *a, const void *b)
{
	const struct event *const *x = a, *const *y = b;
	return event_cmp(*x, *y);
}

/* Feeds are mostly in order of time. */
static bool in_order(const struct event *const *events, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (events[i - 1]->time.first >= events[i]->time.first && event_cmp(events[i - 1], events[i]) > 0)
			return false;
	return true;
}

void events_sort(const struct event **events, size_t n)
{
	if (!in_order(events, n))
		qsort(events, n, sizeof *events, by_timeline);
}

void tracks_build(struct subject_case *c)
{
	const struct judge_input *in = c->in;
	size_t *counts = arena_array(c->arena, in->plan->ntypes, sizeof *counts);
	const struct event ***room = arena_array(c->arena, in->plan->ntypes, sizeof *room);

	c->tracks = arena_array(c->arena, in->plan->ntypes, sizeof *c->tracks);
	for (size_t i = 0; i < in->nevents; i++)
		counts[in->events[i].type->index]++;
	for (size_t t = 0; t < in->plan->ntypes; t++) {
		room[t] = counts[t] > 0 ? arena_array(c->arena, counts[t], sizeof **room) : NULL;
		c->tracks[t].events = room[t];
	}
	for (size_t i = 0; i < in->nevents; i++) {
		size_t t = in->events[i].type->index;
		room[t][c->tracks[t].n++] = &in->events[i];
	}
	for (size_t t = 0; t < in->plan->ntypes; t++)
		events_sort(room[t], counts[t]);
}

size_t track_from(const struct track *t, int64_t from)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (t->events[mid]->time.first < from)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

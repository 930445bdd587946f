#include "judge/sitting.h"

#include <stdlib.h>
#include <string.h>

static int by_timeline(const void *a, const void *b)
{
	const struct event *const *x = a, *const *y = b;
	return event_cmp(*x, *y);
}

void events_sort(const struct event **events, size_t n)
{
	if (n > 1)
		qsort(events, n, sizeof *events, by_timeline);
}

void tracks_build(struct subject_case *c)
{
	const struct judge_input *in = c->in;
	const struct event **sorted = arena_array(c->arena, in->nevents, sizeof *sorted);
	size_t *counts = arena_array(c->arena, in->plan->ntypes, sizeof *counts);

	c->tracks = arena_array(c->arena, in->plan->ntypes, sizeof *c->tracks);
	for (size_t i = 0; i < in->nevents; i++) {
		sorted[i] = &in->events[i];
		counts[in->events[i].type->index]++;
	}
	events_sort(sorted, in->nevents);
	const struct event ***room = arena_array(c->arena, in->plan->ntypes, sizeof *room);
	for (size_t t = 0; t < in->plan->ntypes; t++) {
		room[t] = arena_array(c->arena, counts[t], sizeof **room);
		c->tracks[t].events = room[t];
	}
	for (size_t i = 0; i < in->nevents; i++) {
		size_t t = sorted[i]->type->index;
		room[t][c->tracks[t].n++] = sorted[i];
	}
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

#include "report/html_mark.h"

#include <stdlib.h>

void mark_level(struct buf *path, enum level level, int x, int y, int size)
{
	int r = size / 2;

	switch (level) {
	case LEVEL_BREACH:
		buf_printf(path, "M%d %dl%d %dh%dz", x, y - r, r, size, -size);
		return;
	case LEVEL_REVIEW:
		buf_printf(path, "M%d %da%d %d 0 1 0 %d 0a%d %d 0 1 0 %d 0z", x - r, y, r, r, size, r, r, -size);
		return;
	case LEVEL_UPCOMING:
		buf_printf(path, "M%d %dh%dv%dh%dz", x - r, y - r, size, size, -size);
		return;
	case LEVEL_BLIND:
		buf_printf(path, "M%d %dl%d %dm0 %dl%d %d", x - r, y - r, size, size, -size, -size, size);
		return;
	case LEVEL_CLEAR:
		buf_printf(path, "M%d %dl%d %dl%d %dl%d %dz", x, y - r, r, r, -r, r, -r, -r);
		return;
	}
}

static int compare(const void *left, const void *right)
{
	const struct mark_event *a = left, *b = right;
	int c = str_cmp(a->type, b->type);

	if (c == 0)
		c = (a->time.first > b->time.first) - (a->time.first < b->time.first);
	if (c == 0)
		c = (a->time.last > b->time.last) - (a->time.last < b->time.last);
	if (c == 0)
		c = str_cmp(a->file, b->file);
	return c != 0 ? c : (a->line > b->line) - (a->line < b->line);
}

static size_t count_evidence(const struct finding *const *list, size_t n)
{
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += list[i]->nevidence;
	return all;
}

static struct mark_event event_of(const struct event *e)
{
	struct mark_event m = {.type = e->type->name, .time = e->time};

	if (e->nsources > 0) {
		m.file = e->sources[0].input->file;
		m.line = e->sources[0].line;
	}
	return m;
}

size_t mark_events(const struct mark_event **out, const struct finding *const *list, size_t n, struct arena *a)
{
	struct mark_event *all = arena_array(a, count_evidence(list, n), sizeof *all);
	size_t found = 0, kept = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < list[i]->nevidence; k++)
			if (list[i]->evidence[k].role != ROLE_NEAR)
				all[found++] = event_of(list[i]->evidence[k].event);
	if (found > 1)
		qsort(all, found, sizeof *all, compare);
	for (size_t i = 0; i < found; i++)
		if (i == 0 || compare(&all[kept - 1], &all[i]) != 0)
			all[kept++] = all[i];
	*out = all;
	return kept;
}

bool mark_day(int32_t *day, struct moment m, const struct zone *z)
{
	static const int64_t first = INT64_C(-62135596800000), last = INT64_C(253402214400000); /* years 1 to 9999 */
	int64_t at = m.first > INSTANT_MIN ? m.first : m.last;

	if (at <= first || at >= last)
		return false;
	*day = civil_day(z, at);
	return true;
}

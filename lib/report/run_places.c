#include "report/run_places.h"

static bool listed(const struct run_place *list, size_t n, const struct event_source *s)
{
	for (size_t i = n; i-- > 0;)
		if (list[i].line == s->line && str_eq(list[i].file, s->input->file))
			return true;
	return false;
}

/* The nearest events that failed are no part of what was found. */
size_t run_places(struct run_place *out, size_t max, uint64_t *all, const struct finding *f)
{
	size_t n = 0;

	*all = 0;
	for (size_t i = 0; i < f->nevidence; i++) {
		const struct event *e = f->evidence[i].event;
		for (size_t k = 0; f->evidence[i].role != ROLE_NEAR && k < e->nsources; k++) {
			const struct event_source *s = &e->sources[k];
			if (n < max && listed(out, n, s))
				continue;
			++*all;
			if (n < max)
				out[n++] = (struct run_place){s->input->file, s->line};
		}
	}
	return n;
}

#include "judge/whereabouts.h"

bool whereabouts_open(const struct finding *f)
{
	return f->rule && f->rule->whereabouts && f->level >= LEVEL_REVIEW;
}

static bool is_later(const struct event *e, const struct event *than)
{
	return !than || event_cmp(e, than) > 0;
}

static bool read_home(struct str *home, const struct event *e, struct env *env, struct arena *a)
{
	struct value v = expr_eval(e->type->home, env);

	if (v.kind != VALUE_TEXT || str_trim(v.as.text).n == 0)
		return false;
	*home = str_dup(a, str_trim(v.as.text));
	return true;
}

static struct sighting sighting_of(const struct event *e)
{
	if (!e)
		return (struct sighting){0};
	struct sighting s = {.found = true, .what = e->type->title.n > 0 ? e->type->title : e->type->name, .time = e->time};
	if (e->nsources > 0) {
		s.file = e->sources[0].input->file;
		s.line = e->sources[0].line;
	}
	return s;
}

void whereabouts_read(struct whereabouts *out, const struct plan *plan, const struct event *events, size_t nevents,
                      int64_t as_of, struct arena *a)
{
	struct env env = {.arena = a, .zone = &plan->zone, .atlas = plan->atlas, .places = plan->places,
	                  .nplaces = plan->nplaces, .place_index = plan->place_index, .holidays = plan->holidays,
	                  .nholidays = plan->nholidays, .now = as_of, .trigger = moment_instant(as_of)};

	const struct event *seen = NULL, *told = NULL;

	for (size_t i = 0; i < nevents; i++) {
		const struct event *e = &events[i];
		if (e->time.first > as_of)
			continue;
		env.events[0] = e;
		if (e->type->seen && is_later(e, seen) && expr_truth(e->type->seen, &env, NULL) == TRUTH_TRUE)
			seen = e;
		if (e->type->home && is_later(e, told) && read_home(&out->home, e, &env, a))
			told = e;
	}
	out->seen = sighting_of(seen);
	out->told = sighting_of(told);
}

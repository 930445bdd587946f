#include "feed/name_use.h"
#include "feed/read.h"

static int64_t cap_of(const struct feed_options *o)
{
	return o->known_at < o->as_of ? o->known_at : o->as_of;
}

/* --covers NAME=TIME: by the feed's name, else by its type's. */
static bool told_by_option(int64_t *out, const struct feed_run *run, const struct feed_options *o)
{
	struct str names[] = {run->name, run->type->name};

	for (size_t k = 0; k < 2; k++) {
		for (size_t i = o->ncovers; i > 0; i--) {
			if (str_eq(o->cover_names[i - 1], names[k])) {
				*out = o->cover_times[i - 1].last;
				return true;
			}
		}
	}
	*out = INSTANT_MAX;
	return o->covers_all_as_of;
}

static int64_t by_expression(const struct feed_run *run, struct reading *r)
{
	const struct plan *p = r->plan;
	struct env *env = ARENA_NEW(&r->scratch, struct env);
	struct moment at;

	*env = (struct env){.arena = &r->scratch,
	                    .zone = &p->zone,
	                    .atlas = p->atlas,
	                    .holidays = p->holidays,
	                    .nholidays = p->nholidays,
	                    .now = r->options->as_of};
	return expr_moment(&at, run->feed->covers_expr, env, NULL) ? at.last : INSTANT_MIN;
}

/* Where the feed's known stretch ends. */
static int64_t reach_of(const struct feed_run *run, struct reading *r)
{
	int64_t cap = cap_of(r->options);
	int64_t at = INSTANT_MIN;

	if (!told_by_option(&at, run, r->options)) {
		switch (run->feed->covers) {
		case COVERS_NEWEST:
			at = run->newest;
			break;
		case COVERS_AS_OF:
			at = cap;
			break;
		case COVERS_TIME:
			at = run->feed->covers_time.last;
			break;
		case COVERS_EXPR:
			at = by_expression(run, r);
			break;
		}
	}
	return at < cap ? at : cap;
}

static struct str told_time(int64_t at, struct reading *r)
{
	struct buf b = {0};
	struct str s;

	moment_say(&b, moment_instant(at), &r->plan->zone);
	s = str_dup(r->arena, buf_str(&b));
	buf_free(&b);
	return s;
}

static struct str told_duration(struct duration d, struct reading *r)
{
	struct buf b = {0};
	struct str s;

	duration_print(&b, d);
	s = str_dup(r->arena, buf_str(&b));
	buf_free(&b);
	return s;
}

/* Why the feed fails `rows` or `fresh`; empty: it does not. */
static struct str failure_of(const struct feed_run *run, struct reading *r)
{
	const struct feed *f = run->feed;
	unsigned long long good = run->rows - run->rejected;
	struct moment oldest;

	if (good < f->rows_min)
		return str_printf(r->arena, "%.*s has %llu row%s, fewer than %llu", STR_ARG(run->name), good,
		                  good == 1 ? "" : "s", (unsigned long long)f->rows_min);
	if (good > f->rows_max)
		return str_printf(r->arena, "%.*s has %llu rows, more than %llu", STR_ARG(run->name), good,
		                  (unsigned long long)f->rows_max);
	if (!f->has_fresh)
		return (struct str){NULL, 0};
	oldest = moment_add(&r->plan->zone, moment_instant(cap_of(r->options)), f->fresh, -1);
	if (run->newest == INSTANT_MIN)
		return str_printf(r->arena, "%.*s has no row up to the as-of time, and must be fresh", STR_ARG(run->name));
	if (run->newest < oldest.first)
		return str_printf(r->arena, "%.*s has no row after %.*s, and must be no older than %.*s", STR_ARG(run->name),
		                  STR_ARG(told_time(run->newest, r)), STR_ARG(told_duration(f->fresh, r)));
	return (struct str){NULL, 0};
}

static void add_run(struct supply *s, const struct feed_run *run, const struct event_type *type, struct reading *r)
{
	int64_t reach = reach_of(run, r);
	struct str failed = failure_of(run, r);

	if (!s->given) {
		*s = (struct supply){.supplied = true, .given = true, .known_until = reach, .narrowest = run->name};
	} else if (reach < s->known_until && s->failed.n == 0) {
		s->known_until = reach;
		s->narrowest = run->name;
	} else if (reach < s->known_until) {
		s->known_until = reach;
	}
	if (failed.n == 0)
		return;
	s->supplied = false;
	if (s->failed.n == 0) {
		s->failed = failed;
		s->narrowest = run->name;
	}
	reading_note(r, "%.*s: what needs %.*s is blind", STR_ARG(failed), STR_ARG(type->name));
}

static bool has_run(const struct reading *r, const struct feed *f)
{
	for (size_t i = 0; i < r->runs.n; i++)
		if (r->runs.at[i]->feed == f)
			return true;
	return false;
}

/* A feed of the documents without a file: told, and failed where it asks for rows or to be fresh. */
static bool check_absent(struct supply *supplies, struct reading *r)
{
	bool failed = false;

	for (size_t i = 0; r->options->all_feeds && i < r->plan->nfeeds; i++) {
		const struct feed *f = &r->plan->feeds[i];
		if (!f->type || f->shipped || has_run(r, f))
			continue;
		struct str words = str_printf(r->arena, "%.*s has no file", STR_ARG(f->id));
		reading_note(r, "%.*s", STR_ARG(words));
		if (f->rows_min == 0 && !f->has_fresh)
			continue;
		struct supply *s = &supplies[f->type->index];
		s->supplied = false;
		s->failed = s->failed.n > 0 ? s->failed : words;
		s->narrowest = f->id;
		failed = true;
	}
	return failed;
}

/* --covers for what no file was given for: it says nothing of what is not there. */
static void note_idle_covers(struct reading *r)
{
	const struct feed_options *o = r->options;

	for (size_t i = 0; i < o->ncovers; i++) {
		bool used = false;
		for (size_t k = 0; k < r->runs.n && !used; k++)
			used = str_eq(r->runs.at[k]->name, o->cover_names[i]) || str_eq(r->runs.at[k]->type->name, o->cover_names[i]);
		if (!used)
			reading_note(r, "--covers %.*s: no file was given for it", STR_ARG(o->cover_names[i]));
	}
}

bool supply_all(struct supply *supplies, struct reading *r)
{
	const struct event_type *name_use = name_use_type(r->plan);
	bool failed = false;

	for (size_t i = 0; i < r->plan->ntypes; i++)
		supplies[i] = (struct supply){.known_until = INSTANT_MIN};
	for (size_t i = 0; i < r->runs.n; i++) {
		const struct feed_run *run = r->runs.at[i];
		struct supply *s = &supplies[run->type->index];

		add_run(s, run, run->type, r);
		if (name_use && name_use_shown(run->feed))
			add_run(&supplies[name_use->index], run, name_use, r);
		failed |= s->failed.n > 0;
	}
	note_idle_covers(r);
	return check_absent(supplies, r) || failed;
}

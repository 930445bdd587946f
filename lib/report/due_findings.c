/* Rows of upcoming findings: words that read before the fact. */
#include "report/due_parts.h"

enum { MARK_MAX = 60 };

static struct str text_of(struct due *d, struct buf *b)
{
	struct str out = str_dup(d->arena, buf_str(b));

	buf_free(b);
	return out;
}

/* ---- how ---- */

static void add_way(struct buf *b, const struct awaited *a, bool bare)
{
	struct str how = bare ? a->how_bare : a->how;

	buf_add(b, a->asked);
	if (how.n > 0)
		buf_printf(b, " where %.*s", STR_ARG(how));
}

/* Exceptions that are not there, any of which would do. */
static void add_exceptions(struct buf *b, const struct finding *f, bool bare, bool open_alone)
{
	bool first = true;

	for (size_t i = 0; i < f->nawaited; i++) {
		const struct awaited *a = &f->awaited[i];
		if (!a->exception || (open_alone && !a->open))
			continue;
		buf_add(b, first ? STR("") : STR("; or "));
		add_way(b, a, bare);
		first = false;
	}
}

static struct str how_obligation(struct due *d, const struct finding *f, const struct awaited *a, bool bare)
{
	struct buf b = {0}, excused = {0};

	add_way(&b, a, bare);
	add_exceptions(&excused, f, bare, false);
	if (excused.n > 0)
		buf_printf(&b, "; not due with %.*s", STR_ARG(buf_str(&excused)));
	buf_free(&excused);
	return text_of(d, &b);
}

static struct str how_excuse(struct due *d, const struct finding *f, bool bare)
{
	struct buf b = {0};

	add_exceptions(&b, f, bare, true);
	return text_of(d, &b);
}

static struct str how_foreseen(struct due *d, const struct finding *f, bool bare)
{
	struct buf b = {0};

	add_exceptions(&b, f, bare, false);
	for (size_t i = 0; i < f->nawaited; i++)
		if (!f->awaited[i].exception) {
			buf_add(&b, b.n > 0 ? STR("; or ") : STR(""));
			add_way(&b, &f->awaited[i], bare);
		}
	if (b.n == 0)
		buf_add(&b, STR("nothing allows it: the rule has no exception"));
	return text_of(d, &b);
}

/* ---- what is asked ---- */

/* " in which the status is declared": the first thing asked of it, where that is short. */
static void add_mark(struct buf *b, const struct awaited *a)
{
	struct str mark = a->how_bare, first, rest;

	if (str_split(&first, &rest, mark, ','))
		mark = first;
	if (mark.n == 0 || mark.n > MARK_MAX || str_starts(mark, STR("either ")) || str_starts(mark, STR("not before ")))
		return;
	buf_printf(b, " in which %.*s", STR_ARG(mark));
}

static struct str asked_obligation(struct due *d, const struct awaited *a)
{
	struct buf b = {0};

	buf_printf(&b, "due: %.*s", STR_ARG(a->asked));
	add_mark(&b, a);
	if (a->has_by && a->stopped_until != INSTANT_MAX) {
		buf_add(&b, STR(", by "));
		due_when(&b, d, a->by);
	}
	return text_of(d, &b);
}

static const struct event *foreseen_event(const struct due *d, const struct finding *f)
{
	for (size_t i = 0; i < f->nevidence; i++)
		if (f->evidence[i].role == ROLE_TRIGGER && f->evidence[i].event->time.first > d->as_of)
			return f->evidence[i].event;
	return NULL;
}

/* "a breach is foreseen: travel on Sat 20 Jun 2026 21:35, and …" */
static struct str asked_foreseen(struct due *d, const struct finding *f)
{
	const struct event *e = foreseen_event(d, f);
	struct buf b = {0};

	buf_add(&b, f->nunknown > 0 ? STR("a breach may be foreseen: ") : STR("a breach is foreseen: "));
	if (e) {
		buf_printf(&b, "%.*s, ", STR_ARG(e->type->name));
		due_when(&b, d, e->time);
	} else {
		buf_add(&b, f->title);
	}
	for (size_t i = 0; i < f->nawaited; i++)
		if (!f->awaited[i].exception && f->awaited[i].has_by && !f->awaited[i].open) {
			buf_printf(&b, "; due was %.*s", STR_ARG(f->awaited[i].asked));
			add_mark(&b, &f->awaited[i]);
			buf_add(&b, STR(", by "));
			due_when(&b, d, f->awaited[i].by);
		}
	return text_of(d, &b);
}

static struct str asked_excuse(struct due *d, const struct finding *f)
{
	struct buf b = {0};

	buf_add(&b, STR("a breach unless it is excused"));
	if (f->has_time) {
		buf_add(&b, STR(" by "));
		due_when(&b, d, f->time);
	}
	return text_of(d, &b);
}

static struct str clock_of(struct due *d, const struct awaited *a)
{
	struct buf b = {0};
	const struct zone *z = &d->plan->zone;

	if (a->stopped_since == INSTANT_MIN)
		return (struct str){"", 0};
	buf_add(&b, STR("stopped since "));
	moment_say(&b, moment_day(z, civil_day(z, a->stopped_since)), z);
	if (a->stopped_until != INSTANT_MAX) {
		buf_add(&b, STR(" until "));
		moment_say(&b, moment_instant(a->stopped_until), z);
	}
	if (a->stopped_by.n > 0)
		buf_printf(&b, ": %.*s", STR_ARG(a->stopped_by));
	return text_of(d, &b);
}

/* ---- rows ---- */

static struct due_row row_of(struct due *d, const struct finding *f)
{
	const struct condition **conditions = arena_array(d->arena, 1, sizeof *conditions);

	conditions[0] = f->condition;
	return (struct due_row){.id = str_dup(d->arena, str_of(f->id)), .has_time = f->has_time, .time = f->time,
	                        .subject = f->subject, .order = f->order, .scheme = f->scheme, .conditions = conditions,
	                        .nconditions = 1, .finding = f, .title = f->title};
}

static void keep(struct due *d, const struct due_row *r)
{
	if (!d->has_since || !r->has_time || r->time.last >= d->since)
		*VEC_PUSH(d->arena, &d->rows) = *r;
}

static bool add_obligation(struct due *d, const struct finding *f, const struct awaited *a)
{
	struct due_row r = row_of(d, f);

	if (a->exception || !a->open)
		return false;
	r.kind = DUE_OBLIGATION;
	r.has_time = a->has_by && a->stopped_until != INSTANT_MAX;
	r.time = a->by;
	if (r.has_time && a->by.first > d->until) {
		d->later++;
		return true;
	}
	if (a->index > 0)
		r.id = str_printf(d->arena, "%s-%zu", f->id, a->index + 1);
	r.asked = asked_obligation(d, a);
	r.how = how_obligation(d, f, a, false);
	r.how_bare = how_obligation(d, f, a, true);
	r.clock = clock_of(d, a);
	keep(d, &r);
	return true;
}

static bool may_be_excused(const struct finding *f)
{
	for (size_t i = 0; i < f->nawaited; i++)
		if (f->awaited[i].exception && f->awaited[i].open)
			return true;
	return false;
}

static void add_finding(struct due *d, const struct finding *f)
{
	struct due_row r = row_of(d, f);
	bool added = false;

	for (size_t i = 0; i < f->nawaited; i++)
		added = add_obligation(d, f, &f->awaited[i]) || added;
	if (added)
		return;
	if (may_be_excused(f) && !foreseen_event(d, f)) {
		r.kind = DUE_EXCUSE;
		r.asked = asked_excuse(d, f);
		r.how = how_excuse(d, f, false);
		r.how_bare = how_excuse(d, f, true);
	} else {
		r.kind = DUE_FORESEEN;
		r.asked = asked_foreseen(d, f);
		r.how = how_foreseen(d, f, false);
		r.how_bare = how_foreseen(d, f, true);
	}
	keep(d, &r);
}

void due_add_findings(struct due *d, const struct finding *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i]->level == LEVEL_UPCOMING)
			add_finding(d, list[i]);
}

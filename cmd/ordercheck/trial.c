#include "trial.h"

/* ---- judging ---- */

static bool lists(const struct test *t, const struct event_type *type)
{
	bool listed = !t->has_supplied;

	for (size_t i = 0; i < t->nsupplied && !listed; i++)
		listed = t->supplied[i] == type;
	for (size_t i = 0; i < t->ncovers && !listed; i++)
		listed = t->covers[i].type == type;
	return listed;
}

/* Everything is supplied and known to the as-of time, unless the test says less. */
static struct supply *supplies_of(const struct plan *plan, const struct test *t, struct arena *a)
{
	struct supply *all = arena_array(a, plan->ntypes, sizeof *all);

	for (size_t i = 0; i < plan->ntypes; i++) {
		bool given = lists(t, plan->types[i]);
		all[i] = (struct supply){.supplied = given, .given = given, .known_until = given ? t->as_of : INSTANT_MIN,
		                         .narrowest = plan->types[i]->name};
	}
	for (size_t i = 0; i < t->ncovers; i++) {
		struct supply *s = &all[t->covers[i].type->index];
		if (t->covers[i].until.last < s->known_until)
			s->known_until = t->covers[i].until.last;
	}
	return all;
}

static size_t subject_index(const struct plan *plan, const struct subject *s)
{
	for (size_t i = s ? 0 : plan->nsubjects; i < plan->nsubjects; i++)
		if (&plan->subjects[i] == s)
			return i;
	return SIZE_MAX;
}

void trial_judge(struct findings *out, const struct plan *plan, const struct test *test, const struct judge_watch *watch,
                 struct arena *a)
{
	const struct judge_input in = {.plan = plan, .subject = subject_index(plan, test->subject), .person = test->subject,
	                         .orders = &test->order, .norders = test->order != NULL, .schemes = &test->scheme,
	                         .nschemes = test->scheme != NULL, .events = test->events, .nevents = test->nevents,
	                         .supplies = supplies_of(plan, test, a), .as_of = test->as_of, .watch = watch};

	judge_subject(out, &in, a);
}

static void judge(struct trial *t, const struct plan *plan, const struct judge_watch *watch, struct arena *a)
{
	struct findings all;

	trial_judge(&all, plan, t->test, watch, a);
	t->found = arena_array(a, all.n, sizeof *t->found);
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].level >= LEVEL_UPCOMING)
			t->found[t->nfound++] = &all.at[i];
}

/* ---- comparing ---- */

struct str trial_subject(const struct trial *t, const struct finding *f)
{
	(void)f;
	return t->test->subject ? t->test->subject->id : STR("");
}

static bool same_time(const struct finding *f, struct moment m)
{
	return f->has_time && f->time.whole == m.whole && f->time.first == m.first && f->time.last == m.last;
}

unsigned trial_differences(const struct trial *t, const struct test_expect *e, const struct finding *f)
{
	bool differs[NTRIAL_FIELDS] = {
		[TRIAL_LEVEL] = e->has_level && !str_eq_cstr(e->level, level_names[f->level]),
		[TRIAL_ORDER] = e->has_order && !(f->order && str_eq(e->order, f->order->id)),
		[TRIAL_SUBJECT] = e->has_subject && !str_eq(e->subject, trial_subject(t, f)),
		[TRIAL_CONDITION] = e->has_condition && !str_eq(e->condition, f->condition->id),
		[TRIAL_TIME] = e->has_time && !same_time(f, e->time),
		[TRIAL_RULE] = e->has_rule && !(f->rule && str_eq(e->rule, f->rule->name)),
		[TRIAL_SAY] = e->has_say && !str_eq(e->say, f->say),
		[TRIAL_SEVERITY] = e->has_severity && !str_eq_cstr(e->severity, severity_words[f->severity]),
		[TRIAL_TITLE] = e->has_title && !str_eq(e->title, f->title),
	};
	unsigned bits = 0;

	for (unsigned i = 0; i < NTRIAL_FIELDS; i++)
		bits |= (unsigned)differs[i] << i;
	return bits;
}

/* ---- matching ---- */

struct matching {
	struct trial *trial;
	size_t *from; /* by finding: the expectation that reached it in this search, or SIZE_MAX */
	size_t *queue;
};

/* Follows the path back and gives each expectation on it the finding that it reached. */
static void turn(struct matching *m, size_t finding)
{
	struct trial *t = m->trial;

	while (finding != SIZE_MAX) {
		size_t e = m->from[finding], before = t->found_for[e];
		t->found_for[e] = finding;
		t->expected_for[finding] = e;
		finding = before;
	}
}

/* Breadth first along expectations and the findings that serve them, until a free finding is met
 * (an augmenting path): as many expectations as possible are served. */
static void serve(struct matching *m, size_t expectation)
{
	struct trial *t = m->trial;
	size_t head = 0, tail = 0;

	for (size_t i = 0; i < t->nfound; i++)
		m->from[i] = SIZE_MAX;
	m->queue[tail++] = expectation;
	while (head < tail) {
		size_t e = m->queue[head++];
		for (size_t i = 0; i < t->nfound; i++) {
			if (m->from[i] != SIZE_MAX || trial_differences(t, &t->test->expect[e], t->found[i]) != 0)
				continue;
			m->from[i] = e;
			if (t->expected_for[i] == SIZE_MAX) {
				turn(m, i);
				return;
			}
			m->queue[tail++] = t->expected_for[i];
		}
	}
}

void trial_run(struct trial *t, const struct plan *plan, const struct test *test, const struct judge_watch *watch,
               struct arena *a)
{
	size_t served = 0;

	*t = (struct trial){.test = test};
	judge(t, plan, watch, a);
	t->found_for = arena_array(a, test->nexpect, sizeof *t->found_for);
	t->expected_for = arena_array(a, t->nfound, sizeof *t->expected_for);
	for (size_t i = 0; i < test->nexpect; i++)
		t->found_for[i] = SIZE_MAX;
	for (size_t i = 0; i < t->nfound; i++)
		t->expected_for[i] = SIZE_MAX;
	struct matching m = {.trial = t, .from = arena_array(a, t->nfound, sizeof *m.from),
	                     .queue = arena_array(a, test->nexpect + 1, sizeof *m.queue)};
	for (size_t i = 0; i < test->nexpect; i++)
		serve(&m, i);
	for (size_t i = 0; i < test->nexpect; i++)
		served += t->found_for[i] != SIZE_MAX;
	t->passed = served == test->nexpect && served == t->nfound;
}

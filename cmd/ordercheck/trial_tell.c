/* What differs between what a test expects and what was found. */
#include "base/text.h"
#include "trial.h"

static const char *const field_names[NTRIAL_FIELDS] = {"level", "order", "subject", "condition", "time",
                                                       "rule", "say", "severity", "title"};

static void add_time(struct buf *out, struct moment m, const struct plan *plan)
{
	moment_print(out, m, &plan->zone);
}

static void add_quoted(struct buf *out, struct str s)
{
	buf_char(out, '"');
	text_escape(out, s);
	buf_char(out, '"');
}

/* ---- one side ---- */

static void add_expected_field(struct buf *out, const struct test_expect *e, unsigned field, const struct plan *plan)
{
	const struct str texts[NTRIAL_FIELDS] = {
		[TRIAL_LEVEL] = e->level, [TRIAL_ORDER] = e->order, [TRIAL_SUBJECT] = e->subject, [TRIAL_CONDITION] = e->condition,
		[TRIAL_RULE] = e->rule, [TRIAL_SAY] = e->say, [TRIAL_SEVERITY] = e->severity, [TRIAL_TITLE] = e->title};

	if (field == TRIAL_TIME)
		add_time(out, e->time, plan);
	else if (field == TRIAL_SAY || field == TRIAL_TITLE)
		add_quoted(out, texts[field]);
	else
		text_escape(out, texts[field]);
}

static void add_found_field(struct buf *out, const struct trial *t, const struct finding *f, unsigned field,
                            const struct plan *plan)
{
	const struct str texts[NTRIAL_FIELDS] = {
		[TRIAL_LEVEL] = str_of(level_names[f->level]), [TRIAL_ORDER] = f->order ? f->order->id : STR("none"),
		[TRIAL_SUBJECT] = trial_subject(t, f), [TRIAL_CONDITION] = f->condition->id,
		[TRIAL_RULE] = f->rule && f->rule->name.n > 0 ? f->rule->name : STR("an inline rule"), [TRIAL_SAY] = f->say,
		[TRIAL_SEVERITY] = str_of(severity_words[f->severity]), [TRIAL_TITLE] = f->title};

	if (field == TRIAL_TIME && f->has_time)
		add_time(out, f->time, plan);
	else if (field == TRIAL_TIME)
		buf_add(out, STR("no time"));
	else if (field == TRIAL_SAY || field == TRIAL_TITLE)
		add_quoted(out, texts[field]);
	else
		text_escape(out, texts[field]);
}

static void add_expected(struct buf *out, const struct test_expect *e, const struct plan *plan)
{
	const bool given[NTRIAL_FIELDS] = {e->has_level, e->has_order, e->has_subject, e->has_condition, e->has_time,
	                                   e->has_rule, e->has_say, e->has_severity, e->has_title};
	const char *gap = "";

	for (unsigned i = 0; i < NTRIAL_FIELDS; i++) {
		if (!given[i])
			continue;
		buf_printf(out, "%s%s ", gap, field_names[i]);
		add_expected_field(out, e, i, plan);
		gap = ", ";
	}
	if (*gap == '\0')
		buf_add(out, STR("any finding"));
	buf_char(out, '\n');
}

static void add_lines(struct buf *out, const char *label, const struct str *lines, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "      %-9s", label);
		text_escape(out, lines[i]);
		buf_char(out, '\n');
	}
}

static void add_reasons(struct buf *out, const struct finding *f)
{
	add_lines(out, "say", &f->say, 1);
	add_lines(out, "why", f->why, f->nwhy);
	add_lines(out, "unknown", f->unknown, f->nunknown);
	add_lines(out, "caveat", f->caveats, f->ncaveats);
}

static void add_found(struct buf *out, const struct trial *t, const struct finding *f, const struct plan *plan)
{
	static const unsigned shown[] = {TRIAL_LEVEL, TRIAL_CONDITION, TRIAL_TIME};

	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		buf_printf(out, "%s%s ", i > 0 ? ", " : "", field_names[shown[i]]);
		add_found_field(out, t, f, shown[i], plan);
	}
	buf_char(out, '\n');
	add_reasons(out, f);
}

/* ---- both sides ---- */

static unsigned count_bits(unsigned bits)
{
	unsigned n = 0;

	for (; bits; bits &= bits - 1)
		n++;
	return n;
}

/* The finding left over that differs least from the expectation, by no more than two fields. */
static size_t nearest(const struct trial *t, const struct test_expect *e, const bool *paired)
{
	size_t best = SIZE_MAX;
	unsigned least = 3;

	for (size_t i = 0; i < t->nfound; i++) {
		if (t->expected_for[i] != SIZE_MAX || paired[i])
			continue;
		unsigned n = count_bits(trial_differences(t, e, t->found[i]));
		if (n < least) {
			least = n;
			best = i;
		}
	}
	return best;
}

static void add_pair(struct buf *out, const struct trial *t, const struct test_expect *e, const struct finding *f,
                     const struct plan *plan)
{
	unsigned bits = trial_differences(t, e, f);

	buf_add(out, STR("  found otherwise than expected: "));
	add_expected(out, e, plan);
	for (unsigned i = 0; i < NTRIAL_FIELDS; i++) {
		if (!(bits >> i & 1))
			continue;
		buf_printf(out, "      %s: expected ", field_names[i]);
		add_expected_field(out, e, i, plan);
		buf_add(out, STR(", found "));
		add_found_field(out, t, f, i, plan);
		buf_char(out, '\n');
	}
	add_reasons(out, f);
}

void trial_tell(struct buf *out, const struct trial *t, const struct plan *plan)
{
	bool *paired = mem_alloc(t->nfound + 1);

	for (size_t i = 0; i < t->nfound; i++)
		paired[i] = false;
	for (size_t i = 0; i < t->test->nexpect; i++) {
		const struct test_expect *e = &t->test->expect[i];
		if (t->found_for[i] != SIZE_MAX)
			continue;
		size_t near = nearest(t, e, paired);
		if (near == SIZE_MAX) {
			buf_add(out, STR("  expected, but not found: "));
			add_expected(out, e, plan);
			continue;
		}
		paired[near] = true;
		add_pair(out, t, e, t->found[near], plan);
	}
	for (size_t i = 0; i < t->nfound; i++) {
		if (t->expected_for[i] != SIZE_MAX || paired[i])
			continue;
		buf_add(out, STR("  found, but not expected: "));
		add_found(out, t, t->found[i], plan);
	}
	mem_free(paired);
}

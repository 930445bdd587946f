/* Rule tests as JUnit XML: what Ant's schema asks for, and no more than Jenkins' allows. */
#include "report/junit.h"
#include "report/trials.h"

static struct str suite_name(const struct told_trial *t)
{
	return t->file.n > 0 ? t->file : STR("tests");
}

static struct str first_line(struct str lines)
{
	struct str head, rest;

	str_split(&head, &rest, lines, '\n');
	return str_trim(head);
}

static void add_case(struct xml *x, const struct told_trial *t)
{
	struct buf name = {0}, text = {0};
	struct junit_case c = {.suite = suite_name(t), .outcome = t->passed ? JUNIT_PASSED : JUNIT_FAILED,
	                       .type = t->boundary.n > 0 ? STR("boundary") : STR("findings")};

	buf_add(&name, t->name);
	if (t->boundary.n > 0)
		buf_printf(&name, " (boundary: %.*s)", STR_ARG(t->boundary));
	if (t->line > 0)
		buf_printf(&text, "%.*s:%u\n", STR_ARG(t->file), t->line);
	buf_add(&text, t->differs);
	c.name = buf_str(&name);
	c.message = first_line(t->differs);
	c.text = buf_str(&text);
	junit_case_add(x, &c);
	buf_free(&name);
	buf_free(&text);
}

/* The timestamp is the latest time at which one of its tests judges. */
static void add_suite(struct xml *x, const struct told_trial *t, size_t n, size_t id)
{
	struct junit_suite s = {.name = suite_name(t), .id = id, .at = t[0].as_of, .tests = n};

	for (size_t i = 0; i < n; i++) {
		s.failures += !t[i].passed;
		s.at = t[i].as_of > s.at ? t[i].as_of : s.at;
	}
	junit_suite_begin(x, &s);
	for (size_t i = 0; i < n; i++)
		add_case(x, &t[i]);
	junit_suite_end(x, STR(""));
}

void trials_junit(struct buf *out, const struct told_trials *t)
{
	struct xml x;
	size_t suites = 0;

	xml_open(&x);
	xml_begin(&x, "testsuites");
	for (size_t i = 0, next; i < t->ntrials; i = next) {
		next = i + 1;
		while (next < t->ntrials && str_eq(t->trials[next].file, t->trials[i].file))
			next++;
		add_suite(&x, &t->trials[i], next - i, suites++);
	}
	xml_end(&x);
	buf_add(out, buf_str(&x.out));
	xml_free(&x);
}

/* Rule tests as JUnit XML: what Ant's schema asks for, and no more than Jenkins' allows. */
#include "report/trials.h"
#include "report/xml.h"

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

static void add_failure(struct xml *x, const struct told_trial *t)
{
	xml_begin(x, "failure");
	xml_attr(x, "message", first_line(t->differs));
	xml_attr(x, "type", t->boundary.n > 0 ? STR("boundary") : STR("findings"));
	if (t->line > 0) {
		struct buf place = {0};
		buf_printf(&place, "%.*s:%u\n", STR_ARG(t->file), t->line);
		xml_text(x, buf_str(&place));
		buf_free(&place);
	}
	xml_text(x, t->differs);
	xml_end(x);
}

static void add_case(struct xml *x, const struct told_trial *t)
{
	struct buf name = {0};

	buf_add(&name, t->name);
	if (t->boundary.n > 0)
		buf_printf(&name, " (boundary: %.*s)", STR_ARG(t->boundary));
	xml_begin(x, "testcase");
	xml_attr(x, "name", buf_str(&name));
	xml_attr(x, "classname", suite_name(t));
	xml_attr(x, "time", STR("0"));
	if (!t->passed)
		add_failure(x, t);
	xml_end(x);
	buf_free(&name);
}

/* In UTC, without fractions: the latest time at which one of its tests judges. */
static void add_timestamp(struct xml *x, const struct told_trial *t, size_t n)
{
	static const struct tz_change none = {.at = INT64_MIN, .offset = 0};
	const struct zone utc = {.changes = &none, .nchanges = 1};
	struct buf b = {0};
	int64_t latest = t[0].as_of;

	for (size_t i = 1; i < n; i++)
		latest = t[i].as_of > latest ? t[i].as_of : latest;
	day_print(&b, civil_day(&utc, latest));
	int32_t clock = civil_clock(&utc, latest);
	buf_printf(&b, "T%02d:%02d:%02d", clock / 3600000, clock / 60000 % 60, clock / 1000 % 60);
	xml_attr(x, "timestamp", buf_str(&b));
	buf_free(&b);
}

static void add_suite(struct xml *x, const struct told_trial *t, size_t n, size_t id)
{
	size_t failures = 0;

	for (size_t i = 0; i < n; i++)
		failures += !t[i].passed;
	xml_begin(x, "testsuite");
	xml_attr(x, "name", suite_name(t));
	xml_attr(x, "package", STR("ordercheck"));
	xml_attr_count(x, "id", id);
	add_timestamp(x, t, n);
	xml_attr(x, "hostname", STR("localhost"));
	xml_attr_count(x, "tests", n);
	xml_attr_count(x, "failures", failures);
	xml_attr(x, "errors", STR("0"));
	xml_attr(x, "time", STR("0"));
	xml_begin(x, "properties");
	xml_end(x);
	for (size_t i = 0; i < n; i++)
		add_case(x, &t[i]);
	xml_begin(x, "system-out");
	xml_end(x);
	xml_begin(x, "system-err");
	xml_end(x);
	xml_end(x);
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

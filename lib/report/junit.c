#include "report/junit.h"

#include "civil/civil.h"

/* In UTC, without fractions. */
static void add_timestamp(struct xml *x, int64_t at)
{
	static const struct tz_change none = {.at = INT64_MIN, .offset = 0};
	const struct zone utc = {.changes = &none, .nchanges = 1};
	struct buf b = {0};

	day_print(&b, civil_day(&utc, at));
	int32_t clock = civil_clock(&utc, at);
	buf_printf(&b, "T%02d:%02d:%02d", clock / 3600000, clock / 60000 % 60, clock / 1000 % 60);
	xml_attr(x, "timestamp", buf_str(&b));
	buf_free(&b);
}

void junit_suite_begin(struct xml *x, const struct junit_suite *s)
{
	xml_begin(x, "testsuite");
	xml_attr(x, "name", s->name);
	xml_attr(x, "package", STR("ordercheck"));
	xml_attr_count(x, "id", s->id);
	add_timestamp(x, s->at);
	xml_attr(x, "hostname", STR("localhost"));
	xml_attr_count(x, "tests", s->tests);
	xml_attr_count(x, "failures", s->failures);
	xml_attr(x, "errors", STR("0"));
	if (s->skipped > 0)
		xml_attr_count(x, "skipped", s->skipped);
	xml_attr(x, "time", STR("0"));
	xml_begin(x, "properties");
	xml_end(x);
}

void junit_case_add(struct xml *x, const struct junit_case *c)
{
	xml_begin(x, "testcase");
	xml_attr(x, "name", c->name);
	xml_attr(x, "classname", c->suite);
	xml_attr(x, "time", STR("0"));
	if (c->outcome != JUNIT_PASSED) {
		xml_begin(x, c->outcome == JUNIT_FAILED ? "failure" : "skipped");
		xml_attr(x, "message", c->message);
		if (c->outcome == JUNIT_FAILED)
			xml_attr(x, "type", c->type);
		if (c->text.n > 0)
			xml_text(x, c->text);
		xml_end(x);
	}
	xml_end(x);
}

void junit_suite_end(struct xml *x, struct str out)
{
	xml_begin(x, "system-out");
	if (out.n > 0)
		xml_text(x, out);
	xml_end(x);
	xml_begin(x, "system-err");
	xml_end(x);
	xml_end(x);
}

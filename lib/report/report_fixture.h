/* report_fixture: a small run made by hand, for the tests of lib/report. */
#ifndef REPORT_FIXTURE_H
#define REPORT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/report.h"

/* ---- one breach of condition 1 of LDS-2026-0042 by V-0001042, from bookings.csv:12, as of 1 June 2026 ---- */

enum { MOST = 8 };

struct sample {
	struct arena arena;
	struct plan plan;
	struct subject subject;
	struct person_name name;
	struct str given;
	struct order order;
	const struct order *judged[1];
	struct condition condition;
	struct rule rule;
	struct event_type type;
	struct event_field fields[3];
	struct value values[3];
	struct event event;
	struct event_source source;
	struct feed feed;
	struct feed_input input;
	const struct feed_input *inputs[1];
	struct supply supply;
	struct feed_result feeds;
	struct evidence evidence;
	struct str why;
	struct finding findings[MOST];
	const struct finding *told[MOST];
	struct run run;
};

static const int64_t first_of_may = INT64_C(1777622400000); /* 2026-05-01T08:00Z */
static const int64_t first_of_june = INT64_C(1780268400000); /* 2026-05-31T23:00Z: midnight in London */

static inline void make_event(struct sample *s)
{
	s->fields[0] = (struct event_field){.name = STR("time")};
	s->fields[1] = (struct event_field){.name = STR("recorded")};
	s->fields[2] = (struct event_field){.name = STR("to")};
	s->values[0] = value_time(moment_instant(first_of_may));
	s->values[1] = value_missing();
	s->values[2] = value_text(STR("FR"));
	s->type = (struct event_type){.name = STR("travel"), .fields = s->fields, .nfields = 3, .until = -1};
	s->feed = (struct feed){.id = STR("carrier"), .type = &s->type};
	s->input = (struct feed_input){.file = STR("bookings.csv"), .name = STR("carrier"), .feed = &s->feed,
	                               .rows = 1204331, .matched = 41, .newest = INSTANT_MIN};
	s->source = (struct event_source){.input = &s->input, .line = 12, .row = STR("abc")};
	s->event = (struct event){.type = &s->type, .fields = s->values, .time = s->values[0].as.time,
	                          .sources = &s->source, .nsources = 1};
	s->inputs[0] = &s->input;
	s->supply = (struct supply){.known_until = INSTANT_MIN};
	s->feeds = (struct feed_result){.inputs = s->inputs, .ninputs = 1, .supplies = &s->supply};
	s->evidence = (struct evidence){.role = ROLE_TRIGGER, .event = &s->event};
}

static inline void make_order(struct sample *s)
{
	s->given = STR("Alex");
	s->name = (struct person_name){.family = STR("Example"), .given = &s->given, .ngiven = 1};
	s->subject = (struct subject){.id = STR("V-0001042"), .names = &s->name, .nnames = 1, .has_name = true};
	s->condition = (struct condition){.id = STR("1"), .text = STR("Words of the condition."), .title = STR("Foreign travel")};
	s->order = (struct order){.id = STR("LDS-2026-0042"), .type = STR("shpo-sc"), .conditions = &s->condition,
	                          .nconditions = 1};
	s->judged[0] = &s->order;
	s->rule = (struct rule){.name = STR("travel/foreign-travel"), .kind = STR("prohibition"), .severity = SEVERITY_HIGH};
	s->plan.subjects = &s->subject;
	s->plan.nsubjects = 1;
}

static inline void sample_init(struct sample *s)
{
	*s = (struct sample){.why = STR("travel.to FR is in all-abroad")};
	arena_init(&s->arena);
	assert_true(zone_open(&s->plan.zone, &s->arena, STR("Europe/London")));
	make_order(s);
	make_event(s);
	for (size_t i = 0; i < MOST; i++) {
		s->findings[i] = (struct finding){
			.id = "9f86d081884c7d65", .level = LEVEL_BREACH, .severity = SEVERITY_HIGH, .order = &s->order,
			.condition = &s->condition, .rule = &s->rule, .has_time = true, .time = s->event.time,
			.title = s->condition.title, .say = STR("went to FR on Fri 1 May 2026 09:00"), .why = &s->why, .nwhy = 1,
			.evidence = &s->evidence, .nevidence = 1};
		s->told[i] = &s->findings[i];
	}
	s->run = (struct run){.plan = &s->plan, .feeds = &s->feeds, .as_of = first_of_june, .told = s->told, .ntold = 1,
	                      .counts = {[LEVEL_BREACH] = 1}, .within = STR("14d"), .orders = s->judged, .norders = 1, .nconditions = 2,
	                      .version = "1.2.3"};
}

static inline const char *printed(struct sample *s, const char *format, const struct report_style *style)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	const struct report_format *f = report_find(str_of(format));

	assert_non_null(out);
	assert_non_null(f);
	assert_true(f->print(out, &s->run, style));
	assert_int_equal(fclose(out), 0);
	const char *copy = str_cstr(&s->arena, (struct str){text, n});
	free(text);
	return copy;
}

static inline bool holds(const char *text, const char *part)
{
	return strstr(text, part) != NULL;
}

#endif

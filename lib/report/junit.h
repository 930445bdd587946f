/* junit: suites and cases as both published schemas of JUnit take them. Inside lib/report only.
 *
 * No clock is read: the times that they ask for are nought, the timestamp is given.
 */
#ifndef REPORT_JUNIT_H
#define REPORT_JUNIT_H

#include "report/xml.h"

enum junit_outcome { JUNIT_PASSED, JUNIT_FAILED, JUNIT_SKIPPED };

struct junit_case {
	struct str name, suite;
	enum junit_outcome outcome;
	struct str message, type, text; /* unless passed; type and text of a failure */
};

struct junit_suite {
	struct str name;
	size_t id; /* its number in the report */
	int64_t at; /* the instant of the timestamp */
	size_t tests, failures, skipped;
};

void junit_suite_begin(struct xml *x, const struct junit_suite *s);
void junit_case_add(struct xml *x, const struct junit_case *c);
/* out: what the suite says besides; may be empty. */
void junit_suite_end(struct xml *x, struct str out);

#endif

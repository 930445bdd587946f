/* decided: what a person decided on a finding, in words and as JSON. Inside lib/report only. */
#ifndef REPORT_DECIDED_H
#define REPORT_DECIDED_H

#include "judge/judge.h"
#include "report/node.h"

/* "no-action by PC 1234 on Mon 1 Jun 2026 10:00, until Tue 1 Dec 2026: permission shown"; NULL: nothing. */
void decision_say(struct buf *out, const struct decision *d, const struct zone *z);
json_t *node_decision(const struct decision *d, const struct zone *z);

#endif

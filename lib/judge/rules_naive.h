/* rules_naive: a second opinion on what rules find.
 *
 * Written from the definitions of the language alone, with no index, no
 * sliding and no sharing; the cost is of no concern. Linked into tests only,
 * which hold judge_subject against it.
 */
#ifndef JUDGE_RULES_NAIVE_H
#define JUDGE_RULES_NAIVE_H

#include "judge/judge.h"

struct naive_finding {
	enum level level;
	const struct order *order;
	const struct scheme *scheme;
	const struct condition *condition;
	const struct rule *rule; /* NULL: blind */
	struct moment time;      /* blind: none */
	const struct event **triggers; /* each once */
	size_t ntriggers;
};

struct naive_findings {
	struct naive_finding *at;
	size_t n, cap;
	size_t nconditions;
};

void naive_judge(struct naive_findings *out, const struct judge_input *in, struct arena *a);

#endif

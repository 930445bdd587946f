/* verdict: one trigger against one rule. Inside lib/judge only. */
#ifndef JUDGE_VERDICT_H
#define JUDGE_VERDICT_H

#include "judge/pattern.h"

struct verdict {
	bool none;            /* the guard is false: nothing to tell */
	bool blind;           /* the verdict hangs on a type that nothing supplies */
	struct str blind_of;  /* its words */
	enum level level;
	struct moment time;
	bool is_obligation;
	enum truth guard;
	const struct reason *guard_why;
	size_t nanswers;
	VEC(struct str) caveats;
	struct pattern_answer *answers; /* room for those of the rule: provided, unless, expect, review-if in this order */
};

/* Room for a verdict of the rule, in the arena of the case. */
struct verdict *verdict_room(const struct sitting *s);

/* Binds the trigger and the given names in s->env. */
void verdict_bind(struct sitting *s, const struct trigger_point *p);
/* standing: 1 in force, 0 partly. */
void verdict_reach(struct verdict *v, struct sitting *s, const struct trigger_point *p, int standing);

/* What the finding waits for, from a verdict reached while recording. */
void verdict_await(struct finding *f, const struct verdict *v, struct sitting *s);
/* Shows a verdict, reached while recording, to whoever watches. */
void watch_tell(struct sitting *s, const struct trigger_point *p, const struct verdict *v);
/* The words and the evidence of a finding, from a verdict reached while recording. */
void verdict_tell(struct finding *f, const struct verdict *v, struct sitting *s, const struct trigger_point *p);

#endif

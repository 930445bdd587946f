/* What a trigger fires on, in plain English. */
#include "judge/explain_kit.h"

static void add_phrase(struct buf *out, const struct expr *e, const struct phrase_words *w)
{
	if (e)
		expr_phrase(out, e, w);
}

static void add_where(struct buf *out, const struct rule_phrases *r)
{
	if (r->rule->trigger.where) {
		buf_add(out, STR(" in which "));
		expr_phrase(out, r->rule->trigger.where, &r->own);
	}
}

/* What is asked of each type of a list stands in guard_words. */
static void add_events(struct buf *out, const struct rule_phrases *r, bool many)
{
	const struct trigger *t = &r->rule->trigger;

	if (t->nfilters > 1)
		events_noun(out, t->filters, t->nfilters, many);
	else
		events_words(out, t->filters, t->nfilters, many, &r->own);
}

static void add_per(struct buf *out, const struct rule_phrases *r)
{
	const struct trigger *t = &r->rule->trigger;
	struct phrase_words w = r->own;

	w.no_owner = true;
	for (size_t i = 0; i < t->nper; i++) {
		buf_add(out, i == 0 ? STR(", counted apart for each value of ") : STR(" and "));
		expr_phrase(out, t->per[i], &w);
	}
}

static void add_window(struct buf *out, const struct rule_phrases *r)
{
	const struct trigger *t = &r->rule->trigger;
	bool sum = t->kind == TRIGGER_SUM;
	struct phrase_words of = r->own;

	if (sum) {
		buf_add(out, STR("a total of "));
		add_phrase(out, t->reaches, &r->own);
		buf_add(out, STR(" or more of "));
		of.no_owner = true;
		add_phrase(out, t->sum, &of);
		buf_add(out, STR(" in "));
	} else {
		add_phrase(out, t->reaches, &r->own);
		buf_add(out, t->unit_day ? STR(" or more days with ") : STR(" or more "));
	}
	add_events(out, r, true);
	buf_add(out, STR(" within "));
	add_phrase(out, t->within, &r->own);
	if (t->where) {
		buf_add(out, STR(", counting those in which "));
		expr_phrase(out, t->where, &r->own);
	}
	add_per(out, r);
	if (t->fires_each)
		buf_add(out, STR(", and again at every further one"));
}

static void add_silence(struct buf *out, const struct rule_phrases *r)
{
	const struct trigger *t = &r->rule->trigger;

	add_phrase(out, t->lasts, &r->own);
	buf_add(out, STR(" without "));
	add_events(out, r, false);
	add_where(out, r);
	buf_add(out, t->nper == 0 ? STR(", counted from the last one or from the start of the condition")
	                          : STR(", counted from the last one"));
	add_per(out, r);
	for (size_t i = 0; i < t->npause; i++) {
		buf_add(out, i == 0 ? STR("; time is not counted while the subject is ") : STR(" or "));
		state_words(out, r->plan->states[t->pause[i]].name);
	}
}

static void add_while(struct buf *out, const struct rule_phrases *r)
{
	const struct trigger *t = &r->rule->trigger;

	buf_add(out, STR("an unbroken run of "));
	add_events(out, r, true);
	add_where(out, r);
	buf_add(out, STR(" that goes on for "));
	add_phrase(out, t->lasts, &r->own);
	buf_add(out, STR(" or longer"));
	if (t->gap) {
		buf_add(out, STR(" without a gap of more than "));
		expr_phrase(out, t->gap, &r->own);
	}
	add_per(out, r);
}

void trigger_words(struct buf *out, const struct rule_phrases *r)
{
	const struct trigger *t = &r->rule->trigger;

	switch (t->kind) {
	case TRIGGER_EVENT:
		add_events(out, r, false);
		break;
	case TRIGGER_AT:
		expr_phrase(out, t->at, &r->own);
		break;
	case TRIGGER_EVERY:
		buf_add(out, STR("every "));
		expr_phrase(out, t->every, &r->own);
		buf_add(out, STR(", first at "));
		expr_phrase(out, t->from, &r->own);
		break;
	case TRIGGER_COUNT: case TRIGGER_SUM:
		add_window(out, r);
		break;
	case TRIGGER_SILENCE:
		add_silence(out, r);
		break;
	case TRIGGER_WHILE:
		add_while(out, r);
		break;
	}
}

void trigger_lead(struct buf *out, const struct rule_phrases *r)
{
	const struct trigger *t = &r->rule->trigger;

	switch (t->kind) {
	case TRIGGER_EVENT:
		events_noun(out, t->filters, t->nfilters, false);
		return;
	case TRIGGER_AT: case TRIGGER_EVERY:
		buf_add(out, t->kind == TRIGGER_AT ? STR("once, at a set time") : STR("again and again, at set times"));
		return;
	case TRIGGER_COUNT: case TRIGGER_SUM:
		buf_add(out, t->kind == TRIGGER_SUM ? STR("too great a total of ") : STR("too many "));
		events_noun(out, t->filters, t->nfilters, true);
		buf_add(out, STR(" within "));
		add_phrase(out, t->within, &r->own);
		return;
	case TRIGGER_SILENCE:
		buf_add(out, STR("too long without "));
		events_noun(out, t->filters, t->nfilters, false);
		return;
	case TRIGGER_WHILE:
		buf_add(out, STR("too long an unbroken run of "));
		events_noun(out, t->filters, t->nfilters, true);
		return;
	}
}

struct str when_words(const struct rule_phrases *r)
{
	const struct trigger *t = &r->rule->trigger;
	struct buf b = {0};

	if (t->kind == TRIGGER_AT)
		buf_add(&b, STR("once, at "));
	else if (t->kind != TRIGGER_EVERY)
		buf_add(&b, t->kind == TRIGGER_EVENT ? STR("each time there is ") : STR("each time it comes to "));
	trigger_words(&b, r);
	if (t->kind == TRIGGER_EVERY)
		buf_add(&b, STR(", up to the time of the check"));
	buf_add(&b, STR(", while the condition is in force"));
	if (t->carried)
		buf_add(&b, STR("; also for one before it began, asked at its start"));
	struct str out = buf_take(&b, r->arena);
	buf_free(&b);
	return out;
}

struct explain_lines guard_words(const struct rule_phrases *r)
{
	const struct trigger *t = &r->rule->trigger;
	struct explain_lines parts = phrase_parts(r->rule->where, &r->own, r->arena);
	struct line_list l = {.arena = r->arena};
	struct buf b = {0};

	for (size_t i = 0; t->nfilters > 1 && i < t->nfilters; i++) {
		if (!t->filters[i].where)
			continue;
		buf_printf(&b, t->kind == TRIGGER_EVENT ? "where it is of type %.*s, " : "of %.*s events only those in which ",
		           STR_ARG(t->filters[i].type->name));
		expr_phrase(&b, t->filters[i].where, &r->own);
		line_add(&l, &b);
	}
	for (size_t i = 0; i < parts.n; i++) {
		buf_add(&b, parts.at[i]);
		line_add(&l, &b);
	}
	buf_free(&b);
	return lines_of(&l);
}

/* explain_kit: what the files behind judge/explain.h share. Inside lib/judge only. */
#ifndef JUDGE_EXPLAIN_KIT_H
#define JUDGE_EXPLAIN_KIT_H

#include "judge/explain.h"
#include "judge/verdict.h"
#include "lang/phrase.h"

/* Lines as they grow. */
struct line_list {
	struct arena *arena;
	VEC(struct str) lines;
};
/* Adds the buffer's text, unless it is empty or there already, and empties the buffer. */
void line_add(struct line_list *l, struct buf *b);
struct explain_lines lines_of(const struct line_list *l);
/* The buffer's text in the arena; empties the buffer. */
struct str buf_take(struct buf *b, struct arena *a);

/* "1 March 2031", with the weekday "Sat 1 March 2031", without the year "Sat 1 March" */
void day_words(struct buf *out, int32_t day, bool weekday, bool year);
/* "from 2 March 2026 to the end of 1 March 2031" */
void interval_words(struct buf *out, const struct interval *i, const struct zone *z);
struct explain_lines intervals_words(const struct interval *list, size_t n, const struct zone *z, struct arena *a);
/* "in-custody" as "in custody" */
void state_words(struct buf *out, struct str name);

/* Types by name: "travel or stay". */
void types_words(struct buf *out, const struct event_filter *filters, size_t n);

/* What events of the filters are called: their type, else "event". */
struct str filters_noun(const struct event_filter *filters, size_t n, struct arena *a);

/* A rule's words for phrases. */
struct rule_phrases {
	const struct plan *plan;
	const struct rule *rule;
	struct arena *arena;
	struct phrase_words own;   /* the trigger's fields stand alone */
	struct phrase_words apart; /* every event goes by its name */
};
void rule_phrases_open(struct rule_phrases *out, const struct plan *plan, const struct rule *rule,
                       const struct value *params, struct arena *a);
struct str phrase_text(const struct expr *e, const struct phrase_words *w, struct arena *a);
/* The parts joined by `and`, without those that always hold. */
struct explain_lines phrase_parts(const struct expr *e, const struct phrase_words *w, struct arena *a);
/* "a travel event (Travel booking or movement) with …" */
void events_words(struct buf *out, const struct event_filter *filters, size_t n, bool many, const struct phrase_words *w);

/* The same without conditions. */
void events_noun(struct buf *out, const struct event_filter *filters, size_t n, bool many);

void ask_words(struct explain_ask *out, const struct rule_phrases *r, const struct pattern *p, enum explain_place place);
/* What the trigger fires on, as a noun. */
void trigger_words(struct buf *out, const struct rule_phrases *r);
/* The same in few words, without conditions. */
void trigger_lead(struct buf *out, const struct rule_phrases *r);
/* When the rule is asked: "each time there is … while the condition is in force". */
struct str when_words(const struct rule_phrases *r);
/* What else must be so: of the types of a list, each its own, then the rule's `where`. */
struct explain_lines guard_words(const struct rule_phrases *r);

/* ---- of one finding ---- */

/* The parts of a condition with their values. failed: only those that do not hold. */
struct explain_part *part_list(size_t *n, struct sitting *s, const struct expr *e, const struct phrase_words *w, bool failed);
void miss_list(struct explain_answer *out, struct sitting *s, const struct pattern_answer *a, const struct rule_phrases *r,
               enum explain_place place);
void reckon(struct explain_lines *out, struct sitting *s, const struct pattern_answer *a);

#endif

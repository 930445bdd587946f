/* linting: one run of lint, and what its checks share. Inside lib/lint only. */
#ifndef LINT_LINTING_H
#define LINT_LINTING_H

#include "lint/law.h"
#include "lint/lint.h"
#include "lint/words.h"

enum term_kind { TERM_UNKNOWN, TERM_PROHIBITION, TERM_REQUIREMENT };
enum travel_ban { TRAVEL_NONE, TRAVEL_CONDITIONAL, TRAVEL_BAN };

/* What a condition is, found once. */
struct term {
	enum term_kind kind;
	enum travel_ban travel;
	bool passports, monitored, children;
};

struct linting {
	const struct plan *plan;
	const struct lint_options *options;
	struct arena *arena;
	struct arena scratch; /* of the order being looked at */
	const struct lint_rule *rule;
	const struct order *order;
	const struct condition *condition;
	const struct order_law *law;  /* of the order's type */
	const struct words *words;    /* of the order's conditions, in their order */
	const struct term *terms;     /* the same: what they are */
	struct countries s172;
	struct reads *reads;          /* what is read and mapped; reads.h */
	VEC(struct lint_finding) findings;
};

/* A finding of the rule, at its own level or another. */
void lint_tell(struct linting *l, struct place at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void lint_tell_as(struct linting *l, enum lint_level level, struct place at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* In place of the rule's own advice, for the finding told last. */
void lint_todo(struct linting *l, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- places: the value of a key, else the id ---- */

struct place at_order(const struct order *o, const char *key);
struct place at_condition(const struct condition *c, const char *key);
struct place at_rule(const struct condition *c); /* the rule that it names, or its own */
/* The word of the condition's text. */
struct place at_word(const struct linting *l, const struct condition *c, size_t word);

const struct words *words_of(const struct linting *l, const struct condition *c);
/* The words of the match as they stand, for a message. */
struct str quote_of(const struct linting *l, const struct condition *c, struct match m);
/* "2 March 2031" */
const char *say_day(struct linting *l, int32_t day);

/* ---- dates ---- */

/* When the order begins, as its document says it; false: a draft that does not. */
bool order_begins(int32_t *day, const struct linting *l, const struct order *o);
/* The first day out as first made; false: it has none. */
bool order_ends(int32_t *day, const struct linting *l, const struct order *o);

/* [from, until) against so many months, in days of the calendar. Unknown: from 29 February or the like, where
 * the day that ends the last month can be found in two ways. */
enum truth period_reaches(int32_t from, int32_t until, int months);  /* is at least so long */
enum truth period_exceeds(int32_t from, int32_t until, int months);  /* is longer */

/* One stretch of a condition: as first made, or by one variation that moved its end. */
struct stretch {
	int32_t from, until;
	bool has_until;
	struct place place; /* of what set its end */
	bool extension;
};
/* The first is as made. 0: its beginning is not known (a draft). They live as long as the order is looked at. */
size_t condition_stretches(const struct stretch **out, struct linting *l, const struct order *o, const struct condition *c);

/* ---- what a condition is ---- */

/* Its own `kind`, else by its words, else its rule's. */
enum term_kind term_kind(const struct linting *l, const struct condition *c);
/* The order's conditions looked at, after their words. */
void terms_open(struct linting *l, const struct order *o);

/* TRAVEL_CONDITIONAL: only without permission or notice. */
enum travel_ban term_travel_ban(const struct linting *l, const struct condition *c);
/* The countries that its rule is given; NULL: it has no such parameter. */
const struct countries *term_countries(const struct condition *c);
bool term_surrenders_passports(const struct linting *l, const struct condition *c);
bool term_monitored(const struct linting *l, const struct condition *c);     /* electronically */
bool term_about_children(const struct linting *l, const struct condition *c); /* contact with them */
/* The ages that the words give: "under 16", "aged under sixteen"; at most max. */
size_t ages_of(int *ages, size_t max, const struct words *w);
bool term_has_rule(const struct condition *c, const char *prefix);
/* The longest name of a country that begins at the word. */
bool term_country(uint16_t *code, struct match *m, const struct linting *l, const struct words *w, size_t first);
/* The value of a parameter; NULL: no rule of the condition has it. */
const struct value *term_param(const struct condition *c, const char *name);

/* The subject's key of one value; NULL: missing. */
const struct value *subject_key(const struct linting *l, const struct order *o, const char *name);

#endif

/* func: the functions of the language, one table with their typing. */
#ifndef LANG_FUNC_H
#define LANG_FUNC_H

#include "lang/ast.h"

/* What an argument may be. */
enum arg {
	ARG_TIME,   /* a time or a day */
	ARG_DAY,
	ARG_CLOCK,
	ARG_NUMBER,
	ARG_TEXT,   /* text, word, identifier, postcode */
	ARG_TEXTS,  /* the same, or a list of it */
	ARG_SIZED,  /* text, or any list */
	ARG_POINT,
	ARG_PLACE,
	ARG_WHERE,  /* a point or a place */
	ARG_CLASS,  /* a class of places */
	ARG_STATES, /* one name of a state, or a list of them */
	ARG_BOOL,
	ARG_CHOICE  /* anything that fits the other choices */
};

#define FUNCTION_ANY 255 /* any number of arguments, all of the last class */

struct function {
	struct str name;
	const char *usage;
	uint8_t nmin, nmax;
	enum arg args[3];
	enum type_kind result; /* not of choices */
	bool lazy;             /* takes its arguments by itself: args is NULL */
	/* args: the values, none of them unknown. */
	struct value (*eval)(const struct expr *e, struct env *env, const struct value *args);
};

const struct function *function_find(struct str name); /* NULL: none */
size_t function_names(const struct str **out);

struct value func_day(const struct expr *e, struct env *env, const struct value *args);
struct value func_clock(const struct expr *e, struct env *env, const struct value *args);
struct value func_weekday(const struct expr *e, struct env *env, const struct value *args);
struct value func_at(const struct expr *e, struct env *env, const struct value *args);
struct value func_start_of_day(const struct expr *e, struct env *env, const struct value *args);
struct value func_end_of_day(const struct expr *e, struct env *env, const struct value *args);
struct value func_period(const struct expr *e, struct env *env, const struct value *args);
struct value func_clear_days_before(const struct expr *e, struct env *env, const struct value *args);
struct value func_workdays(const struct expr *e, struct env *env, const struct value *args);
struct value func_age(const struct expr *e, struct env *env, const struct value *args);
struct value func_distance(const struct expr *e, struct env *env, const struct value *args);
struct value func_inside(const struct expr *e, struct env *env, const struct value *args);
struct value func_in_use(const struct expr *e, struct env *env, const struct value *args);
struct value func_nearest(const struct expr *e, struct env *env, const struct value *args);
struct value func_similar(const struct expr *e, struct env *env, const struct value *args);
struct value func_identifier(const struct expr *e, struct env *env, const struct value *args);
struct value func_same(const struct expr *e, struct env *env, const struct value *args);
struct value func_lower(const struct expr *e, struct env *env, const struct value *args);
struct value func_length(const struct expr *e, struct env *env, const struct value *args);
struct value func_first(const struct expr *e, struct env *env, const struct value *args);
struct value func_if(const struct expr *e, struct env *env, const struct value *args);
struct value func_in_state(const struct expr *e, struct env *env, const struct value *args);
struct value func_leaves(const struct expr *e, struct env *env, const struct value *args);

/* Jaro-Winkler of two folded texts, 0 to 1; prefix weight 0.1 of at most 4
 * characters, where Jaro is above 0.7 (Winkler 1990). The first 256 characters count. */
double similar_texts(struct str a, struct str b);

#endif

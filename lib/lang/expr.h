/* expr: expressions of the language, compiled once, evaluated often.
 *
 * expr_compile lexes, parses and type-checks against a scope and gives an
 * immutable tree; evaluation allocates only in env->arena. Names are resolved
 * to slots when compiled. Evaluation never fails: what cannot be known is
 * unknown, with reasons.
 *
 * Precedence, loosest first: or; and; not; comparisons, in, is, matches,
 * contains (none chains); a..b; + -; * /; a leading -; except binds to a
 * country set; names, literals, calls, ( ).
 */
#ifndef LANG_EXPR_H
#define LANG_EXPR_H

#include "base/diag.h"
#include "lang/event.h"
#include "lang/value.h"

struct expr;

/* ---- what names mean while compiling ---- */

/* A name bound to an event (one of several types) or, with ntypes 0, to a value. */
struct scope_name {
	struct str name;
	const struct event_type *const *types;
	size_t ntypes;
	struct type type; /* where ntypes is 0 */
	size_t slot;      /* in env->events or env->values */
};

struct scope_param {
	struct str name;
	struct type type;
};

struct scope {
	const struct scope *outer; /* inner names hide outer ones */
	const struct scope_name *names;
	size_t nnames;
	/* The rest only in the outermost scope. */
	const struct scope_param *params;
	size_t nparams;
	const struct str *states; /* names for in-state and leaves; index = env->states */
	size_t nstates;
	const struct str *classes; /* classes of places, for nearest(); NULL: not checked */
	size_t nclasses;
	struct value_context values; /* for literals; places by id */
	bool has_trigger;          /* trigger.time is there */
	bool has_order;            /* order.* is there (not in a scheme that binds no order: then unknown) */
	struct arena *arena;
};

/* Keys of documents that expressions reach: order.made, subject.born … order.order and
 * subject.subject are read as order.id and subject.id. */
enum root { ROOT_ORDER, ROOT_CONDITION, ROOT_SUBJECT, NROOTS };
/* The type of root.name ("identifiers.passport" for the deeper ones); false: no such key. */
bool root_key_type(struct type *out, enum root root, struct str name, struct arena *a);
size_t root_keys(const struct str **out, enum root root); /* for suggestions */

/* A key's values with the time in which they hold; a key of one value has one
 * entry from INSTANT_MIN to INSTANT_MAX. List keys give those that hold at the trigger (at any
 * instant of a whole day; without a trigger in scope at now). Where nothing holds the key is missing. */
struct record_value {
	struct value value;
	int64_t from, until; /* [from, until) */
};
struct record_key {
	struct str name; /* as after the dot: "born", "identifiers.passport" */
	const struct record_value *values;
	size_t nvalues;
};
struct record {
	const struct record_key *keys;
	size_t nkeys;
};

/* ---- what names mean while evaluating ---- */

/* The times a subject spends in a state, sorted, apart: surely, and perhaps, which holds all of surely. */
struct state_span {
	int64_t from, until; /* [from, until); INSTANT_MAX: still open */
};
struct state_spans {
	const struct state_span *surely, *perhaps;
	size_t nsurely, nperhaps;
};

#define ENV_SLOTS 64

/* In which range `now` may move while nothing that was asked of it changes. */
struct now_span {
	int64_t low, high; /* both ends in */
};
/* now was compared with `at`: it may come no nearer than it is. */
void now_span_note(struct now_span *s, int64_t now, int64_t at);

struct env {
	struct arena *arena;
	const struct zone *zone;
	const struct atlas *atlas;
	const struct geo_place *const *places;
	size_t nplaces;
	const struct geo_index *place_index; /* of them; NULL: they are looked through one by one */
	const int32_t *holidays;
	size_t nholidays;
	int64_t now;
	struct now_span *now_span;          /* notes what now is used for; NULL: nobody asks */
	bool trigger_is_now;                /* trigger is the instant of now */
	struct moment trigger;              /* trigger.time */
	const struct value *params;         /* in the order of scope->params */
	const struct record *records[NROOTS]; /* NULL: unknown */
	const struct state_spans *states;
	const struct event *events[ENV_SLOTS]; /* NULL: bound to no event */
	struct value values[ENV_SLOTS];
};

/* Where a bound stands, for `ever` and for whole days. */
enum bound { BOUND_NONE, BOUND_LOWER, BOUND_UPPER };

/* The expression, of the type `want` (NULL: any; a text literal is read as it). A
 * wanted time takes a day. NULL with errors in diag. */
const struct expr *expr_compile(const struct passage *text, const struct scope *scope, const struct type *want,
                                enum bound bound, struct diag *d);
/* What can be seen only once the parameters are known (values in the order of scope->params): a
 * difference of times compared with a parameter that counts days of the calendar. False with errors. */
bool expr_check_params(const struct expr *e, const struct value *params, struct diag *d);
/* A condition: of type bool. */
const struct expr *expr_compile_bool(const struct passage *text, const struct scope *scope, struct diag *d);

const struct type *expr_type(const struct expr *e);
struct str expr_text(const struct expr *e); /* as written */
struct place expr_place(const struct expr *e);
uint64_t expr_events(const struct expr *e); /* bit i: env->events[i] is used */
uint64_t expr_values(const struct expr *e);
bool expr_uses_root(const struct expr *e, enum root root);
bool expr_uses_trigger(const struct expr *e);
bool expr_uses_now(const struct expr *e);
/* Which states in-state and leaves name in it: bit i of the scope's states (first 64). */
uint64_t expr_states(const struct expr *e);
/* Calls visit for each field read: the event slot and the field's name. */
void expr_visit_fields(const struct expr *e, void (*visit)(void *context, size_t slot, struct str field), void *context);
/* Where the expression is or holds a call of period(n, from): that `from`; else NULL. */
const struct expr *expr_period_from(const struct expr *e);

struct value expr_eval(const struct expr *e, struct env *env);
/* The same where it lies, or put into room; where unknown without a reason. Until env or the arena changes. */
const struct value *expr_peek(const struct expr *e, struct env *env, struct value *room);
/* why (may be NULL): the reasons where unknown. */
enum truth expr_truth(const struct expr *e, struct env *env, const struct reason **why);
/* The truth at each of n events, at most EXPR_MANY, put into the slot with its time as the trigger's. What is bound there
 * afterwards is any of them, or what was before. */
#define EXPR_MANY 64
void expr_truths(enum truth *out, const struct expr *e, struct env *env, size_t slot, const struct event *const *events, size_t n);
/* As a time; false: unknown, why says it. */
bool expr_moment(struct moment *out, const struct expr *e, struct env *env, const struct reason **why);

/* The parts joined by the outermost `and`s, left to right; at most max of them, the last
 * holding the rest. */
size_t expr_conjuncts(const struct expr **out, size_t max, const struct expr *e);
/* True where e is `a == b`: for an index over patterns. */
bool expr_equality(const struct expr **left, const struct expr **right, const struct expr *e);

/* How a part came out with the values it saw: "travel.to is France (FR), one of DE, FR",
 * "permission.until 2026-04-30 is before travel.time 2026-05-01T09:00" … in words. */
void expr_say(struct buf *out, const struct expr *e, struct env *env);
/* Parameters and literals alone decided how a condition came out: it tells nothing of an event. */
bool expr_says_nothing(const struct expr *e, struct env *env);
/* One reason in words: "travel.status is missing". */
void reason_say(struct buf *out, const struct reason *r);

/* ---- text with {expressions} in it: `say` ----
 *
 * {{ and }} are braces; a value that is not known is said as `unknown`. */

struct template;
const struct template *template_compile(const struct passage *text, const struct scope *scope, struct diag *d);
void template_say(struct buf *out, const struct template *t, struct env *env);
/* The same for a reader without the names: only literal text and values. */
void template_visit_fields(const struct template *t, void (*visit)(void *context, size_t slot, struct str field), void *context);

#endif

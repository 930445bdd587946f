/* build: one rule while it is compiled. Inside lib/book only.
 *
 * Scopes form chains, innermost first; the outermost holds parameters and
 * states. Two chains run side by side: `early` has no trigger.time, for the
 * trigger itself; `scope` has it, for all else.
 */
#ifndef BOOK_BUILD_H
#define BOOK_BUILD_H

#include "book/load.h"

struct rule_build {
	struct book *book;
	struct diag *diag;
	struct rule_entry *entry;
	struct rule *rule;
	const struct scope *early, *scope;
	size_t nevents, nvalues;
	bool told_full;
	VEC(const struct expr *) exprs;
};

/* What stands in `event:` and its like: one type, a list, or entries with `where`. */
struct filter_list {
	const struct event_filter *filters;
	size_t nfilters;
	const struct event_type *const *types; /* each once */
	size_t ntypes;
	struct str name; /* `as`, or the one type's name; may be empty */
	size_t slot;
};

/* ---- scopes ---- */

struct scope *scope_open(struct book *b, bool has_trigger);
const struct scope *scope_event(struct book *b, const struct scope *outer, struct str name,
                                const struct event_type *const *types, size_t ntypes, size_t slot);
const struct scope *scope_value(struct book *b, const struct scope *outer, struct str name, struct type type, size_t slot);
/* The same names; what is compiled by it goes into the arena of this book. */
const struct scope *scope_here(struct book *b, const struct scope *scope);
bool scope_has(const struct scope *scope, struct str name);
/* Is the name bound to a value, not to an event? */
bool scope_has_value(const struct scope *scope, struct str name);
size_t take_event_slot(struct rule_build *r, const struct yaml_node *at);
size_t take_value_slot(struct rule_build *r, const struct yaml_node *at);

/* ---- expressions ---- */

extern const struct type time_wanted, number_wanted, duration_wanted;

/* NULL in, NULL out. */
const struct expr *build_expr(struct rule_build *r, const struct yaml_node *n, const struct scope *scope,
                              const struct type *want, enum bound bound);
const struct expr *build_test(struct rule_build *r, const struct yaml_node *n, const struct scope *scope);
/* A list, or one alone. */
size_t build_exprs(const struct expr *const **out, struct rule_build *r, const struct yaml_node *list,
                   const struct scope *scope);
/* Was it cut by a comma of a list or map in brackets? Then told. */
bool cut_by_flow(const struct yaml_node *n, bool in_flow, struct diag *d);
size_t build_states(const size_t **out, struct rule_build *r, const struct yaml_node *list);

/* ---- parts of a rule ---- */

extern const struct yaml_shape pattern_shape, trigger_shape, entry_shape, parameter_shape;

/* given_name: not empty: the name is this, and was checked. False: told. */
bool build_filters(struct filter_list *out, struct rule_build *r, const struct yaml_node *events, const struct yaml_node *as,
                   struct str given_name, const struct scope *scope);
bool build_trigger(struct rule_build *r, const struct yaml_node *when);
enum pattern_use { USE_WITNESS, USE_EXPECT, USE_BREAK, USE_GIVEN };
const struct pattern *build_pattern(struct rule_build *r, const struct yaml_node *n, const struct scope *scope,
                                    enum pattern_use use, struct str given_name);
size_t build_patterns(const struct pattern *const **out, struct rule_build *r, const struct yaml_node *list,
                      const struct scope *scope, enum pattern_use use);
void build_parameters(struct rule_build *r, const struct yaml_node *map);
void build_codes(struct rule_build *r, const struct yaml_node *map);
void build_commences(struct rule_build *r, const struct yaml_node *map);
/* False: a name could not be bound, so that nothing after it can be read. */
bool build_given(struct rule_build *r, const struct yaml_node *map);

#endif

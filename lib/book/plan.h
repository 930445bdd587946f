/* plan: everything the documents say, typed and compiled. Immutable.
 *
 * Built by book_compile (book/book.h) in the book's arena; read by feed,
 * judge, lint and report, also from several threads at once. Lists are in
 * order of id (bytes) unless said otherwise. Times are instants in ms; a bare
 * date that begins something is its first instant, one that ends something
 * (`until`, the first day out) too: intervals are half open.
 */
#ifndef BOOK_PLAN_H
#define BOOK_PLAN_H

#include "base/map.h"
#include "base/vec.h"
#include "book/feed_plan.h"
#include "lang/atlas.h"
#include "lang/expr.h"
#include "lang/geo.h"

enum severity { SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH };
extern const char *const severity_words[]; /* by severity; NULL at the end */

/* ---- where keys stand, for lint ---- */

struct key_place {
	const char *key;
	size_t offset; /* of its value in the source */
};

/* The keys that a mapping has. */
struct key_places {
	const struct source *source;
	const struct key_place *at;
	size_t n;
};

bool key_written(const struct key_places *k, const char *key);
/* Of the value of the key; without a source where the key is not there. */
struct place key_place(const struct key_places *k, const char *key);

/* ---- rules ---- */


/* Events of one type, of which `where` (NULL: all) holds with the event in the slot. */
struct event_filter {
	const struct event_type *type;
	const struct expr *where;
};

/* Asks for events of the subject; or, with `test`, for an expression to hold. */
struct pattern {
	const struct expr *test; /* then nothing else */
	struct passage text;     /* where it stands, for messages */
	struct str name;         /* `as`, or its type */
	size_t slot;
	const struct event_filter *filters;
	size_t nfilters;
	const struct expr *where;           /* NULL: any */
	const struct expr *from, *by;       /* NULL: the default of its place */
	const struct expr *count;           /* NULL: 1 */
	const size_t *pause;                /* states, as indexes into plan->states */
	size_t npause;
	const struct pattern *unbroken_by;  /* NULL */
	const struct pattern *const *having;
	size_t nhaving;
	bool trigger_type; /* the trigger may be of one of its types: an obligation begins just after it */
};

enum trigger_kind {
	TRIGGER_EVENT,
	TRIGGER_AT,
	TRIGGER_EVERY,
	TRIGGER_COUNT,
	TRIGGER_SUM,
	TRIGGER_SILENCE,
	TRIGGER_WHILE
};

struct trigger {
	enum trigger_kind kind;
	struct str name; /* `as`, or its type */
	size_t slot;
	const struct event_filter *filters; /* none for at, every */
	size_t nfilters;
	bool carried;             /* event */
	const struct expr *at;    /* at */
	const struct expr *every, *from; /* every: a duration and a time */
	const struct expr *where; /* the windowed ones: NULL: any */
	const struct expr *const *per;
	size_t nper;
	const struct expr *sum;     /* sum: a number */
	const struct expr *within;  /* count, sum: a duration */
	const struct expr *reaches; /* count, sum: a number */
	bool fires_each, unit_day;
	const struct expr *lasts; /* silence (`for`), while: a duration */
	const struct expr *gap;   /* while: a duration; NULL: any */
	const size_t *pause;      /* silence */
	size_t npause;
};

/* A name bound for every other key: the latest event of a pattern, or a value. */
struct given {
	struct str name;
	const struct pattern *pattern; /* or */
	const struct expr *value;
	size_t slot;
};

struct rule_param {
	struct str name, title, help;
	struct type type;
	struct value fallback; /* VALUE_UNKNOWN: none */
};

struct commencement {
	struct str jurisdiction;
	bool never;
	int64_t from;
};

/* An offence of breach: of orders of one type in one jurisdiction (rules/data/offences.csv). */
struct offence {
	struct str order_type, jurisdiction, code, title;
};

struct offences {
	struct arena *arena;
	VEC(struct offence) rows;
};

struct rule_code {
	struct str order_type;
	const struct str *codes;
	size_t ncodes;
};

struct rule {
	struct str name; /* empty: inline in a condition */
	struct str title, kind; /* kind: prohibition, requirement */
	const struct str *authority;
	size_t nauthority;
	const struct rule_param *params;
	size_t nparams;
	struct trigger trigger;
	const struct given *given;
	size_t ngiven;
	const struct expr *where; /* NULL: always */
	const struct pattern *const *provided, *const *unless, *const *expect, *const *review_if;
	size_t nprovided, nunless, nexpect, nreview_if;
	const struct expr *const *once_per;
	size_t nonce_per;
	const struct template *say; /* NULL: the condition's title */
	enum severity severity;
	bool has_codes; /* with no codes: it has none, of whatever order */
	const struct rule_code *codes;
	size_t ncodes;
	bool has_commences;
	const struct commencement *commences;
	size_t ncommences;
	struct str unmonitored;       /* not empty: no trigger */
	struct duration review_every; /* with unmonitored; nought: not said */
	bool shipped;
	bool whereabouts;             /* about: whereabouts: its findings say that somebody may be missing */
	const struct scope *scope;    /* kept for a condition's own `say` */
	uint64_t states;              /* states named anywhere in it: bit of plan->states (first 64) */
	struct passage place;
};

/* ---- orders, schemes, subjects ---- */

struct interval {
	int64_t from, until;
	bool from_bare; /* begins on a bare date: its first day has no clock time */
	bool until_clock; /* ends at a clock time */
};

struct suspension {
	int64_t from, until;
	struct str why;
};

struct bound_rule {
	const struct rule *rule;
	const struct value *params; /* rule->nparams */
	const struct template *say; /* the condition's, or the rule's; NULL: title */
};

struct condition {
	struct str id, text, public_text, title; /* title: its own, else the rule's, else "Condition ID" */
	bool has_title;
	struct str kind;
	const struct bound_rule *rules;
	size_t nrules;
	bool has_severity;
	enum severity severity;
	struct str unmonitored; /* not empty: said, never judged */
	struct duration review_every;
	const struct interval *in_force; /* sorted, apart, suspensions not cut out */
	size_t nin_force;
	struct record record;   /* condition.* */
	struct passage place;
	struct place told;      /* of a saved run: where it stands; else `place` tells */
	struct passage words;   /* where text stands */
	struct key_places keys; /* as the document has them */
	const struct yaml_node *allow; /* for lint: kept tree, may be NULL */
	const struct condition_terms *terms; /* for lint: NULL where it says none of them */
};

/* What only lint reads of a condition. Missing texts are empty. */
struct condition_terms {
	struct str supervisor, station;
	bool has_monitoring, has_available, available, has_consent, consent;
	struct str responsible;
	bool has_from, has_until; /* its own dates */
	struct moment from, until;
};

/* Where its id stands; without a source: in no file. */
struct place condition_place(const struct condition *c);

struct variation {
	struct moment on;
	struct str court;
	bool has_until;
	struct moment until;
	const struct str *consents;
	size_t nconsents, nended, nadded;
	struct passage place;
};

struct order {
	struct str id;
	struct str hash_id; /* the first of `formerly`, else id */
	struct str type, jurisdiction;
	size_t subject; /* in plan->subjects */
	const struct condition *conditions; /* in the order of the document, variations after */
	size_t nconditions;
	const struct suspension *suspended; /* sorted */
	size_t nsuspended;
	bool has_served;
	struct moment served;
	int64_t from, until; /* the whole order, without suspensions; INSTANT_MAX: no end */
	struct record record;
	struct passage place;
	const struct order_terms *terms; /* as the document says them, for lint */
};

/* The document's own dates and what only lint reads. Missing texts are empty. */
struct order_terms {
	struct moment made, from, until, discharged, determined;
	bool has_made, has_from, has_until, has_discharged, has_determined;
	bool further_order;       /* until: further-order */
	struct str court, judge, basis, replaces;
	const struct str *overlaps, *confined_to, *consents, *formerly;
	size_t noverlaps, nconfined_to, nconsents, nformerly;
	const struct variation *variations; /* sorted by `on` */
	size_t nvariations;
	struct key_places keys;
	const struct yaml_node *allow; /* kept tree, may be NULL */
};

struct scheme {
	struct str name, jurisdiction; /* empty: any */
	const struct expr *applies_to; /* NULL: everybody */
	const struct expr *from, *until;
	bool by_order; /* applies-to, from or until names order.*: binds once to each such order */
	const struct condition *conditions; /* in_force: only its own dates, else none: then the scheme's interval */
	size_t nconditions;
	const struct str *codes; /* of the offence of failing its duties */
	size_t ncodes;
	bool shipped, bound; /* bound: named by the settings or --scheme, or the user's own */
	const struct scope *scope;
	struct passage place;
};

struct person_name {
	struct str family;
	const struct str *given;
	size_t ngiven;
	int64_t from, until; /* of an alias in expressions; identity takes it at any time */
	bool has_born;       /* of `not:` */
	int32_t born;
};

struct identifier {
	struct str kind, value; /* value normalised as an identifier */
	int64_t from, until;
};

struct subject {
	struct str id;
	const struct person_name *names; /* [0]: the name, if has_name; then aliases */
	size_t nnames;
	bool has_name, has_born;
	int32_t born;
	const struct person_name *others; /* `not:` known to be someone else */
	size_t nothers;
	const struct identifier *identifiers; /* with kind "device" for devices */
	size_t nidentifiers;
	struct str jurisdiction; /* whose notification duties bind; england-wales by default */
	const struct map_entry *tags; /* key -> value (char slices: value is a struct str *) */
	size_t ntags;
	const size_t *orders; /* in plan->orders */
	size_t norders;
	struct record record;
	struct passage place;
};

struct state {
	struct str name;
	struct event_filter opens, closes;
	size_t opens_slot, closes_slot;
	const struct expr *until; /* NULL; over the opening event */
};

/* ---- tests ---- */

struct test_expect {
	bool has_level, has_order, has_scheme, has_subject, has_condition, has_time, has_rule, has_say, has_severity, has_title;
	struct str level, order, scheme, subject, condition, rule, say, severity, title;
	struct moment time;
	struct passage place;
};

struct test_cover {
	const struct event_type *type;
	struct moment until;
};

struct test {
	struct str name;
	const struct order *order;   /* one of the two */
	const struct scheme *scheme;
	const struct subject *subject;
	int64_t as_of;
	const struct event *events; /* as given, typed */
	size_t nevents;
	bool has_supplied;
	const struct event_type *const *supplied;
	size_t nsupplied;
	const struct test_cover *covers;
	size_t ncovers;
	const struct test_expect *expect;
	size_t nexpect;
	bool shipped;
	struct passage place;
};

struct plan_index; /* names to places in the lists */

struct document {
	struct str file;
	char sha256[65];
	bool shipped;
	struct str text;
	bool beside; /* read beside the documents: the settings, or a file that a document names */
	bool shared; /* it holds more than orders, subjects and tests: what may matter to everybody */
};

struct plan {
	struct arena *arena;
	struct zone zone;
	const struct atlas *atlas;
	const struct offences *offences; /* NULL: none */
	const int32_t *holidays; /* sorted */
	size_t nholidays;
	const struct event_type *const *types; /* index = type->index */
	size_t ntypes;
	const struct state *states;
	size_t nstates;
	const struct geo_place *const *places;
	size_t nplaces;
	const struct geo_index *place_index;
	const struct rule *const *rules;
	size_t nrules;
	const struct order *orders;
	size_t norders;
	const struct scheme *schemes;
	size_t nschemes;
	const struct subject *subjects;
	size_t nsubjects;
	const struct feed *feeds;
	size_t nfeeds;
	const struct test *tests; /* in order of file and place */
	size_t ntests;
	const struct document *documents;
	size_t ndocuments;
	const struct str *left_out; /* orders left out by --keep-going, with why */
	size_t nleft_out;
	const struct plan_index *index;
	int64_t match_strong, match_possible; /* of settings: match:, in millionths; 0: the defaults of lib/identity */
	struct str catalogue_version; /* first 12 hex digits of the SHA-256 over the shipped files; empty: none */
};

/* The index by which the others find; of a plan that is otherwise whole. */
void plan_index_make(struct plan *p, struct arena *a);
const struct event_type *plan_find_type(const struct plan *p, struct str name);
const struct rule *plan_find_rule(const struct plan *p, struct str name);
const struct order *plan_find_order(const struct plan *p, struct str id); /* also by a former id */
/* By id without regard to case and outer blanks: index, or SIZE_MAX. */
size_t plan_find_subject(const struct plan *p, struct str id);
const struct feed *plan_find_feed(const struct plan *p, struct str id);

#endif

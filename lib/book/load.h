/* load: the book while it is put together. Inside lib/book only.
 *
 * First all documents are read as trees (doc.c, files.c), then each kind is
 * compiled in the order in which kinds name each other (compile.c). Trees of
 * orders and subjects go with the arena `trees`; what outlives them is copied.
 */
#ifndef BOOK_LOAD_H
#define BOOK_LOAD_H

#include "base/map.h"
#include "book/book.h"

enum doc_kind {
	DOC_ORDER,
	DOC_SCHEME,
	DOC_SUBJECT,
	DOC_RULE,
	DOC_EVENT,
	DOC_STATE,
	DOC_PLACE,
	DOC_FEED,
	DOC_TEST,
	DOC_SETTINGS,
	NDOC_KINDS
};

/* Where documents come from, for the files that they name. */
struct origin {
	struct str dir;  /* folder of the document */
	struct str root; /* the file's or folder's own place as the user gave it: reading beneath it is allowed */
	bool shipped;
};

struct doc {
	enum doc_kind kind;
	struct str id;
	const struct yaml_node *id_node, *node;
	const struct origin *origin;
	bool twice; /* another document has its id: told */
};

/* A rule with what binding needs to know. rule is first: a struct rule of the plan is one of these. */
struct rule_entry {
	struct rule rule;
	const struct expr *const *exprs; /* all in it, for checks of parameters */
	size_t nexprs;
	const struct value *defaults;
	bool broken; /* its errors are told */
};

/* A subject while documents and register rows add up. */
struct person {
	struct str id, key; /* key: id without case and outer blanks */
	const struct yaml_node *from; /* the document, or the mapping in an order; NULL: a register alone */
	bool in_order;                /* from is in an order, and read with it */
	struct passage place;
	VEC(size_t) orders;
	size_t index;
	/* From here on what person_read fills in: see person_restore. */
	VEC(struct person_name) names, others;
	VEC(struct identifier) identifiers;
	VEC(struct str) kinds; /* of identifiers, as written: their own are in small letters */
	VEC(struct address) addresses;
	VEC(struct map_entry) tags;
	bool broken; /* its errors are told */
	bool has_name, has_born, has_notifies, notifies, has_notifies_from, has_notifies_until;
	int32_t born;
	struct moment notifies_from, notifies_until;
	struct str jurisdiction;
};

struct address {
	struct str postcode;
	int64_t from, until;
};

struct root_key {
	struct str name;
	const char *key; /* the same, ended by NUL */
	struct type type;
};

/* The end of the order that another one replaces. */
struct replacement {
	int64_t at;
	bool bare;
};

struct book {
	struct book_options options;
	struct settings no_settings;
	struct arena *arena, trees;
	struct arena scratch; /* what is not needed once an order is compiled */
	struct diag *diag;
	size_t errors_before;
	VEC(struct doc *) docs[NDOC_KINDS];
	struct map ids[NDOC_KINDS];
	VEC(struct document) documents;
	struct map read; /* real paths of the files read */
	VEC(struct person *) people;
	struct map people_by_key, rejected;
	struct map types, states, places, rules; /* by name */
	struct str *state_names;
	size_t nstate_names;
	struct root_key *root_keys[NROOTS];
	size_t nroot_keys[NROOTS];
	struct record last[NROOTS]; /* the last record made of each */
	struct map replaced; /* id of an order -> struct replacement */
	VEC(struct str) left_out;
	struct map orders, schemes; /* by name, compiled */
	VEC(struct geo_area *) areas;
	VEC(struct document) beside; /* files that documents name, as they were read */
	VEC(const struct geo_place *) place_list;
	bool places_complete;
	size_t nunknown_places; /* told so far */
	const struct str *class_names; /* of all places, once they are complete */
	size_t nclass_names;
	bool prepared;
	struct plan plan;
};

/* ---- doc.c, files.c: reading ---- */

extern const char *const doc_names[NDOC_KINDS];
/* What `from` holds, its errors perhaps as warnings. */
void book_retell(struct diag *to, const struct diag *from, bool as_warnings);
/* The same of an order that is left out by keep_going. */
void book_retell_order(struct book *b, const struct diag *from);
bool book_read_file(struct str *out, struct str path, struct arena *a, struct str *why);
/* A file that a document names, beside it or beneath a folder that may be read. False: told. */
bool book_read_named(struct str *out, struct book *b, const struct doc *doc, const struct yaml_node *path, struct diag *d);
struct doc *book_find(const struct book *b, enum doc_kind kind, struct str id);
struct str path_dir(struct str path);
struct str path_join(struct arena *a, struct str dir, struct str name);

/* ---- keep.c: what outlives its tree ---- */

struct str keep_text(struct book *b, const struct yaml_node *n);
struct str keep_id(struct book *b, const struct yaml_node *n); /* trimmed, NFC */
struct passage keep_passage(struct book *b, const struct yaml_node *n);
const struct yaml_node *keep_tree(struct book *b, const struct yaml_node *n);
size_t keep_texts(const struct str **out, struct book *b, const struct yaml_node *list);
/* A time that the shape has checked; bare: no clock time. */
struct moment keep_moment(struct book *b, const struct yaml_node *n, struct diag *d);
struct duration keep_duration(const struct yaml_node *n);
/* Where the keys of the shape stand that are there; n as yaml_decode gave it. */
struct key_places keep_places(struct book *b, const struct yaml_shape *shape, const struct yaml_node *const *n);
struct value_context book_values(const struct book *b);
struct str fold_id(struct arena *a, struct str id); /* without case and outer blanks */
/* The same into the room, for looking up; false: the id is too long for it, or not plain ASCII. */
enum { FOLD_ROOM = 256 };
bool fold_plain(struct str *out, char room[FOLD_ROOM], struct str id);
void suggest_keys(struct diag *d, struct str word, const struct map *m);
/* A value of the type out of a scalar or a list; what: "parameter most". False: told. */
bool keep_value(struct value *out, struct book *b, const struct type *t, const struct yaml_node *n, struct str what,
                struct diag *d);

/* ---- share.c: work on the whole book by several threads ---- */

/* job for each i of n, with a copy of the book that has an arena and areas of its own, which come to the book
 * afterwards. The job changes nothing else that another i could see. False, and nothing was done: there are
 * too few, or there is one thread. */
bool book_share(struct book *b, size_t n, void (*job)(struct book *own, void *context, size_t i), void *context);

/* ---- one file for each kind ---- */

extern const struct yaml_shape order_shape, scheme_shape, subject_shape, rule_shape, event_shape, state_shape,
	place_shape, feed_shape, test_shape, settings_shape, condition_shape;

void types_compile(struct book *b);
void states_compile(struct book *b);
void places_compile(struct book *b);
/* When the rows are in too: the plan's list, in order of id, and the index. */
void places_finish(struct book *b);
void rules_compile(struct book *b);
void subjects_compile(struct book *b);
void orders_compile(struct book *b);
void schemes_compile(struct book *b);
void feeds_compile(struct book *b);
void tests_compile(struct book *b);

/* The type of that name; NULL: told, with the nearest. */
const struct event_type *find_type(struct book *b, const struct yaml_node *name, struct diag *d);
/* NULL, with an error: there is none of that name. */
const struct unit *find_unit(const struct yaml_node *n, struct diag *d);
size_t find_state(struct book *b, const struct yaml_node *name, struct diag *d); /* SIZE_MAX: told */
/* By id; NULL: told, here or where the place stands. */
const struct geo_place *find_place(struct book *b, const struct yaml_node *n, struct diag *d);
const struct geo_place *place_compile(struct book *b, const struct doc *doc, const struct yaml_node *map, struct str id,
                                      bool inlined, struct diag *d);

/* The one there is, or a new one. */
struct person *person_get(struct book *b, struct str id);
struct person *person_find(const struct book *b, struct str id);
/* unnamed: in a test it needs no id. */
void person_read(struct book *b, struct person *p, const struct yaml_node *map, bool unnamed, struct diag *d);
/* As before it was read; nothing is written but what reading fills in, as others may look at the rest. */
void person_restore(struct person *p, const struct person *before);
void person_build(struct subject *out, struct book *b, struct person *p);
/* After the orders: who has which. */
void subjects_build(struct book *b);

/* ---- conditions and their rules ---- */

struct condition_place {
	const struct doc *doc;
	struct map *ids; /* of the order's conditions so far */
	bool scheme;
};

/* The condition's own dates; a missing one is the end of time. */
struct own_dates {
	int64_t from, until;
	bool has_from, has_until, from_bare, until_bare;
};

bool condition_compile(struct condition *out, struct own_dates *own, struct book *b, const struct condition_place *at,
                       const struct yaml_node *node, struct diag *d);
/* The keys of a rule's document, or of a condition that carries its rule. Kept trees. */
struct rule_source {
	struct str name; /* empty: a condition's own */
	bool shipped;
	struct passage place;
	const struct yaml_node *map;
	const struct yaml_node *const *keys; /* by enum rule_key */
};

/* Errors are told, and the entry is broken then. */
const struct rule_entry *rule_compile(struct book *b, const struct rule_source *from, struct diag *d);
bool rule_bind(struct bound_rule *out, struct book *b, const struct doc *doc, const struct rule_entry *r,
               const struct yaml_node *with, const struct yaml_node *condition, struct diag *d);
/* What only values can show: false with errors. */
bool rule_check(const struct rule_entry *r, const struct value *params, struct diag *d);
/* doc: where files are named from; NULL: inline areas are errors. */
bool bind_value(struct value *out, struct book *b, const struct doc *doc, const struct str *name, const struct type *t,
                const struct yaml_node *n, struct diag *d);

/* ---- orders ---- */

/* inlined: in a test, without an id, a court and a subject. */
bool order_compile(struct order *out, struct book *b, const struct doc *doc, const struct yaml_node *map, bool inlined,
                   struct diag *d);
bool scheme_compile(struct scheme *out, struct book *b, const struct doc *doc, const struct yaml_node *map, bool inlined,
                    struct diag *d);

/* ---- in_force.c ---- */

struct edge {
	int64_t at;
	bool bare; /* a bare date */
};

struct spell_change { /* a variation's `until` */
	struct edge on, until;
};

/* The order as a whole: from `from` to `until`, changed by the changes (sorted by on), cut at `cut`. */
struct order_span {
	struct edge from, until, cut;
	const struct spell_change *changes;
	size_t nchanges;
};

size_t in_force_order(const struct interval **out, const struct order_span *span, struct arena *a);
/* The part of the spans within [from, until). */
size_t in_force_cut(const struct interval **out, const struct interval *spans, size_t nspans, struct edge from,
                    struct edge until, struct arena *a);

/* ---- records.c ---- */

/* A record while it is put together; most have values in common with the one before, which they share. */
struct record_list {
	struct book *book;
	enum root root;
	VEC(struct record_key) keys; /* in the book's scratch */
	size_t nshared;              /* keys of the record before that stand at the same place */
	struct arena_mark mark;
};

struct record_list record_open(struct book *b, enum root root);
void record_add(struct record_list *l, struct str name, struct value v);
/* None: the key is missing. */
void record_add_values(struct record_list *l, struct str name, const struct record_value *values, size_t n);
/* The keys of a document that hold one value, but those that are there. */
void record_read(struct record_list *l, const struct yaml_node *map);
/* Lists are closed in the reverse order in which they were opened. */
void record_close(struct record *out, struct record_list *l);

#endif

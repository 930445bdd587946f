/* saved_parts: what the files behind report/saved.h share. Inside lib/report only. */
#ifndef REPORT_SAVED_PARTS_H
#define REPORT_SAVED_PARTS_H

#include "base/map.h"
#include "report/saved.h"
#include "report/take.h"

/* A condition of an order or a scheme; several may have one id and title. */
struct saved_condition {
	struct condition *condition;
	struct saved_condition *next;
};

struct saved_run {
	struct arena arena;
	struct run run;
	struct plan plan;
	struct feed_result feeds;
	enum level level;
	struct order *made_orders;     /* the plan's */
	struct str *order_subjects;    /* by order: whose it is */
	struct map orders, schemes;    /* by id: struct order, struct scheme */
	struct map subjects;           /* by id: struct subject */
	struct map conditions, rules;  /* by owner, id and title: struct saved_condition; struct rule */
	struct map inputs;             /* by feed and file: struct feed_input */
	struct taking taking;
};

/* The tree of a run's text; NULL: told. Given up by json_decref. */
json_t *saved_parse(struct str text, struct place place, struct diag *d);
/* As saved_run_open, of a tree; part: a part of a run is one too. */
struct saved_run *saved_read(const json_t *root, bool part, struct place place, struct diag *d);

/* Orders, schemes and subjects, which findings name. */
bool saved_take_binding(struct saved_run *r, const struct spot *orders, const struct spot *schemes,
                        const struct spot *subjects);
/* The subjects that findings of the list name. */
void saved_name_subjects(struct saved_run *r, const json_t *findings);
/* Those named so far, as the plan's, in order of id; orders get theirs. */
void saved_sort_subjects(struct saved_run *r);
/* In the plan, once they are sorted; SIZE_MAX where id is empty. */
size_t saved_find_subject(const struct saved_run *r, struct str id);
/* How a finding's trigger found its person. */
bool saved_identity(struct finding *out, struct saved_run *r, const struct spot *s);
/* The condition of the owner; text empty: it is not known. */
struct condition *saved_condition(struct saved_run *r, const struct order *order, const struct scheme *scheme,
                                  struct str id, struct str title, struct str text);
/* The order or the scheme of that name; an error at the spot where the run has none. Null text: out NULL. */
bool saved_find_order(const struct order **out, struct saved_run *r, struct str id, const struct spot *s);
bool saved_find_scheme(const struct scheme **out, struct saved_run *r, struct str name, const struct spot *s);

bool saved_take_inputs(struct saved_run *r, const struct spot *inputs);
bool saved_take_rejects(struct saved_run *r, const struct spot *rejects);
/* NULL: no such input. feed empty: of any. */
const struct feed_input *saved_find_input(const struct saved_run *r, struct str feed, struct str file);
/* One that the run did not read itself; NULL: it had no store, and rests on its inputs alone. */
const struct feed_input *saved_earlier_input(struct saved_run *r, struct str feed, struct str file);
bool saved_has_option(const struct saved_run *r, const char *name);

/* What is counted must be there: a file that was cut is not told as a run. Last of all. */
bool saved_take_counts(struct saved_run *r, const struct spot *s);

/* A list of findings; their subjects are sorted. */
bool saved_take_findings(const struct finding *const **out, size_t *n, struct saved_run *r, const struct spot *list);
/* NULL node: nobody. */
bool saved_take_whereabouts(struct saved_run *r, const struct spot *list);
bool saved_take_timelines(struct saved_run *r, const struct spot *list);
bool saved_take_unmonitored(struct saved_run *r, const struct spot *list);

/* A time as moment_print writes it; false: an error at the spot. */
bool saved_moment(struct moment *out, struct str text, const struct saved_run *r, const struct spot *s);

#endif

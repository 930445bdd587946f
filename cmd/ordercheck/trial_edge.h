/* trial_edge: variants of a test in which an event is moved to the edge of a window.
 *
 * For each entry of a rule that has a window, and for each counted or silent window of a
 * trigger, an event that fits but for its time is put on the last instant inside and on
 * the first outside. The rest of the history stands, save other events that
 * would do in its place. Everything is taken as supplied and complete, as at a time after
 * the deadline; only the entry that is tried is compared, and the verdict where nothing is open.
 */
#ifndef TRIAL_EDGE_H
#define TRIAL_EDGE_H

#include "trial.h"

struct edge {
	struct str what;    /* "notification at Thu 14 May 2026 23:59:59.999" */
	bool turned;
	struct str differs; /* lines, escaped, where it did not turn */
};

struct edges {
	VEC(struct edge) tried;
	VEC(struct str) left_out; /* why, of each that could not be tried */
};

void edges_try(struct edges *out, const struct plan *plan, const struct test *test, struct arena *a);

/* ---- shared by the files of trial_edge ---- */

struct sightings {
	struct arena *arena;
	VEC(struct trigger_seen) list;
};

struct edging {
	struct edges *out;
	const struct plan *plan;
	struct test base; /* the test with everything supplied, as at a time after all deadlines */
	struct arena *arena;
};

/* Judges a history with a watch on every trigger. fitting: with the events that fit but for the window. */
void sightings_of(struct sightings *out, const struct plan *plan, const struct test *test, bool fitting, struct arena *a);
/* The same trigger in another history; NULL: it is not there. */
const struct trigger_seen *sighting_same(const struct sightings *all, const struct trigger_seen *t);

/* The base without some of its events, and with a copy of one at another time (NULL: none). */
struct without {
	const struct event *const *events; /* of base.events */
	size_t n;
};
void history_sightings(struct sightings *out, struct edging *g, const struct without *without, const struct event *moved,
                       int64_t at);

/* Does the expression read the time of the event in the slot? e may be NULL. */
bool reads_own_time(const struct expr *e, size_t slot);
/* Do the states that the rule names open or close with events of the type? */
bool type_makes_states(const struct plan *plan, const struct rule *rule, const struct event_type *type);
/* "travel at Thu 14 May 2026 23:59:59.999" and what follows */
struct str edge_what(struct edging *g, const struct event *e, int64_t at, const char *after);
/* "travel/notify (rules.yaml:12)" */
void add_rule_name(struct buf *out, const struct rule *rule, const struct passage *entry);
void edge_leave_out(struct edging *g, const struct rule *rule, const char *why);

void edge_parts(struct edging *g, const struct trigger_seen *t);
void edge_trigger(struct edging *g, const struct trigger_seen *t);

#endif

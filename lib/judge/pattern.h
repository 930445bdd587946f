/* pattern: whether the events that a pattern asks for are there.
 *
 * Inside lib/judge only. The answer has four values: a window that is still
 * running leaves a pattern open, which is not the same as unknown.
 */
#ifndef JUDGE_PATTERN_H
#define JUDGE_PATTERN_H

#include "judge/sitting.h"

enum pattern_state { PATTERN_FALSE, PATTERN_UNKNOWN, PATTERN_OPEN, PATTERN_TRUE };

enum pattern_place { PLACE_PROVIDED, PLACE_UNLESS, PLACE_EXPECT, PLACE_REVIEW_IF, PLACE_HAVING };

struct pattern_answer {
	const struct pattern *pattern;
	enum pattern_state state;
	bool unsupplied;           /* no file was given for any of its types */
	bool rejected;             /* a rejected row of its types names the subject */
	bool beyond;               /* unknown only because the known stretch ends too early */
	bool possible;             /* the unknown witnesses could make it true */
	bool lapsed;               /* an obligation whose `by` lies outside the interval in force */
	bool has_from, has_by;
	struct moment from;
	struct moment by;          /* the deadline, pauses counted in */
	struct moment by_written;  /* before pauses */
	bool just_after;           /* the window begins just after `from` */
	size_t need, ntrue, nunknown; /* witnesses; need SIZE_MAX: how many is not known */
	int64_t stopped_since;     /* its clock stands since then; INSTANT_MIN: it runs */
	const struct reason *why;  /* unknown */
	struct str caveat;         /* empty: none */
	const struct event *const *witnesses; /* when recording */
	size_t nwitnesses;
	const struct event *near;  /* when recording, of one that is not true */
	struct str near_failed;
};

void pattern_ask(struct pattern_answer *out, struct sitting *s, const struct pattern *p, enum pattern_place place);

/* Does the witness in the pattern's slot satisfy everything but the window? */
enum truth pattern_witness(struct sitting *s, const struct pattern *p, const struct event_filter *f,
                           const struct event *e, const struct reason **why);

/* The known stretch of the types of some filters: its end, the narrowest feed, whether any is supplied. */
struct stretch;
struct stretch {
	int64_t until;
	struct str narrowest;
	const struct event_type *type; /* the narrowest type */
	bool supplied, all_supplied, rejected;
};
/* "permission events are complete only to …": why absence is not known. */
struct str stretch_words(struct sitting *s, const struct pattern *p, const struct stretch *st);
/* The same, where nobody hears them: they do not hold the horizon. Where they are heard, they do. */
struct str stretch_words_unheard(struct sitting *s, const struct pattern *p, const struct stretch *st);
void stretch_heard(struct sitting *s, const struct pattern *p);
/* Is all known of the pattern's types up to `at`; and up to the as-of time, if that is earlier? */
bool stretch_reaches(const struct sitting *s, const struct pattern *p, int64_t at);
bool stretch_so_far(const struct sitting *s, const struct pattern *p, int64_t at);
struct stretch filters_stretch(const struct sitting *s, const struct event_filter *filters, size_t n);

/* The deadline with the time spent in the named states, and in suspensions, left out. */
struct moment pause_deadline(struct sitting *s, const struct pattern *p, struct moment by, int64_t *stopped_since);

/* The nearest event that fails the pattern, and the part that failed, in words. */
void pattern_near(struct pattern_answer *out, struct sitting *s, const struct pattern *p, struct moment from, struct moment by);

/* How many parts of the pattern's `where` hold of the event. */
size_t near_held(struct sitting *s, const struct pattern *p, const struct event *e);
/* Half the distance in ms: it cannot overflow. */
int64_t near_apart(struct moment a, struct moment b);

/* Is e in (w, t], or in [t, w) for a witness after the trigger? */
enum truth pattern_between(struct moment t, struct moment w, struct moment e);
/* What stops the clock of a pattern: the states it names, then the suspensions of the order. */
size_t pause_spans(const struct state_span **out, struct sitting *s, const struct pattern *p, size_t i, bool surely);
/* Where the clock of its deadline begins. */
int64_t pause_clock_start(struct sitting *s, const struct pattern *p);

const struct reason *reason_text(struct arena *a, struct str text, const struct reason *next);

#endif

/* redact_parts: what the files behind report/redact.h share. Inside lib/report only. */
#ifndef REPORT_REDACT_PARTS_H
#define REPORT_REDACT_PARTS_H

#include "report/mask.h"
#include "report/redact.h"

struct redaction {
	struct arena *arena;
	struct mask mask;
	bool random, nameless;
	struct map shipped;       /* names of rules, schemes and event types of the catalogue */
	const struct plan *plan;  /* as it is */
	struct map twins;         /* a pointer's bytes -> what stands for it */
	struct map by_id;         /* findings: their pseudonyms -> what stands for them */
	struct plan made;
	struct subject *subjects; /* of made */
	size_t *remap;            /* by the plan's subjects: of made */
};

/* What stands for a thing; NULL: nothing yet. */
void *twin_of(const struct redaction *r, const void *thing);
void twin_set(struct redaction *r, const void *thing, void *twin);

size_t redact_subject(const struct redaction *r, size_t subject);
/* The value of a tag. */
struct str redact_tag(const struct redaction *r, struct str key, struct str value);

/* The name of a rule, a scheme, a feed or an event type. */
struct str redact_name(const struct redaction *r, const char *kind, struct str name);
/* Text that somebody wrote: known words masked; withheld in a saved run, which knows few of them. */
struct str redact_own(const struct redaction *r, struct str text);
/* Its line, in a file of which nothing else is known. */
struct place redact_place(const struct redaction *r, struct place p);

/* Each made once. */
const struct order *redact_order(struct redaction *r, const struct order *o);
const struct scheme *redact_scheme(struct redaction *r, const struct scheme *s);
const struct condition *redact_condition(struct redaction *r, const struct condition *c);
const struct feed_input *redact_input(struct redaction *r, const struct feed_input *in);
const struct finding *redact_finding(struct redaction *r, const struct finding *f);

void redact_feeds(struct feed_result *out, struct redaction *r, const struct feed_result *in);

#endif

/* The inside of identity: people weighed one by one. */
#ifndef IDENTITY_MATCH_H
#define IDENTITY_MATCH_H

#include "identity/people.h"

/* False: the query has no name. */
bool match_asked(struct asked *out, struct name_room *room, const struct person_query *q, struct arena *scratch);
enum identity_level match_level(const struct people *p, const struct score *s);
/* names: what names and dates weigh. False: the subject's `not:` names this person. */
bool match_one(struct identity_match *out, const struct people *p, size_t subject, const struct score *names,
               const struct asked *asked, struct arena *scratch);
struct identity_match match_best(const struct people *p, const struct person_query *q, struct arena *scratch);
size_t match_all(struct identity_match *out, size_t cap, int floor, const struct people *p, const struct person_query *q,
                 struct arena *scratch);
/* False: the row or the subject has no name. */
bool match_subject(struct identity_match *out, const struct people *p, size_t subject, const struct person_query *q,
                   struct arena *scratch);
bool match_pair(struct identity_match *out, const struct people *p, const struct person_query *a, const struct person_query *b,
                struct arena *scratch);

#endif

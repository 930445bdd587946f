/* node: JSON values by jansson, made and printed. Inside lib/report only.
 *
 * Out of memory ends the program. Who makes a value gives it up by putting it
 * somewhere or by printing it.
 */
#ifndef REPORT_NODE_H
#define REPORT_NODE_H

#include <jansson.h>

#include "civil/civil.h"

json_t *node_made(json_t *v); /* v, which must not be NULL */
json_t *node_text(struct str s); /* bytes that are no UTF-8 as escapes */
json_t *node_text_or_null(struct str s); /* null where empty */
json_t *node_texts(const struct str *list, size_t n);
json_t *node_count(uint64_t n);
json_t *node_moment(struct moment m, const struct zone *z);

void node_put(json_t *object, const char *key, json_t *value);
void node_add(json_t *array, json_t *value);
/* Adds the value as compact JSON and gives it up. No control character and no
 * character that turns the direction of text stands in it unescaped. */
void node_print(struct buf *out, json_t *value);
/* The same for people: indented, and a newline at the end. */
void node_print_lines(struct buf *out, json_t *value);

/* Puts score, level, agreed and disagreed of a match by name into the object. */
struct event_match;
void node_match(json_t *object, const struct event_match *m);

struct run;
struct finding;
struct whereabouts;
struct timeline;
json_t *node_whereabouts(const struct run *run, const struct whereabouts *w);
json_t *node_timeline(const struct run *run, const struct timeline *t);
json_t *node_finding(const struct run *run, const struct finding *f);

#endif

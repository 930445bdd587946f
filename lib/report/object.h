/* object: JSON made member by member, for those above who keep what they print.
 *
 * Out of memory ends the program. Putting a value into another, or printing it, gives it up.
 */
#ifndef REPORT_OBJECT_H
#define REPORT_OBJECT_H

#include "civil/civil.h"

struct object; /* an object or a list */

struct object *object_new(void);
struct object *object_list(void);
void object_text(struct object *o, const char *key, struct str text); /* null where empty */
void object_count(struct object *o, const char *key, int64_t n);
void object_flag(struct object *o, const char *key, bool is);
void object_instant(struct object *o, const char *key, int64_t at, const struct zone *z); /* null: INSTANT_MAX */
void object_put(struct object *o, const char *key, struct object *value);
void object_add(struct object *list, struct object *value);
/* Compact JSON and a newline. */
void object_print(struct buf *out, struct object *o);

#endif

/* parts: the entries of a list that is written as one text. For this folder. */
#ifndef LANG_PARTS_H
#define LANG_PARTS_H

#include "base/str.h"

struct parts {
	struct str *at;
	size_t n, cap;
};

enum parts_of { PARTS_ANY, PARTS_HOURS };

/* Parts between `;`, and between commas where all stands in [ ]; there a part may stand in
 * quotes. Empty parts are left out. Of hours ("mon,wed 19:00..07:00") a comma
 * ends only a part that has its `..`. False: more than 100,000 parts. */
bool parts_split(struct parts *out, struct str text, enum parts_of of, struct arena *a);
/* At most 60 bytes of s, whole characters, for a phrase; `…` where more was there. */
struct str parts_quote(struct str s, struct arena *a);

#endif

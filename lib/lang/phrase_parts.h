/* phrase_parts: what the files behind lang/phrase.h share. Inside lib/lang only. */
#ifndef LANG_PHRASE_PARTS_H
#define LANG_PHRASE_PARTS_H

#include "lang/ast.h"
#include "lang/func.h"
#include "lang/phrase.h"

/* A part as a noun: "the country of arrival", "7 days before the departure". */
void phrase_noun(struct buf *out, const struct expr *e, const struct phrase_words *w);
/* `join` stands before the last of several. */
void phrase_value(struct buf *out, const struct value *v, const struct type *t, const struct phrase_words *w,
                  const char *join);
/* first(a, b): its parts; false: another expression. */
bool phrase_is_first(const struct expr *e);
bool phrase_is_call(const struct expr *e, const char *name);
/* The value of a literal or of a parameter that is known; NULL: neither. */
const struct value *phrase_known(const struct expr *e, const struct phrase_words *w);
/* if(c, a, b): "a if c, else b", or the one of them that is always meant. */
void phrase_if(struct buf *out, const struct expr *e, const struct phrase_words *w);
/* A duration that is known to be none: "0 minutes before x" is x. */
bool phrase_no_length(const struct expr *e, const struct phrase_words *w);

#endif

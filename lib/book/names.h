/* names: words that no document may give a meaning of its own, and types by name. Inside lib/book only. */
#ifndef BOOK_NAMES_H
#define BOOK_NAMES_H

#include "book/load.h"

/* A word of the language: order, trigger, now, and, … */
bool name_reserved(struct str name);
/* A type by name with its one-of (may be NULL). False: told. */
bool parse_type(struct type *out, struct book *b, const struct yaml_node *name, const struct yaml_node *one_of, struct diag *d);
bool parse_words(struct type *t, struct book *b, const struct yaml_node *list, struct diag *d);

extern const char *const jurisdiction_words[], *const kind_words[], *const order_type_words[];
bool word_listed(const char *const *words, struct str s);
void suggest_words(struct diag *d, struct str word, const char *const *words);
enum severity severity_of(struct str word); /* medium where it is none */

/* The same shape, but the first key need not be there: inline in a test. */
struct yaml_shape shape_without_first(const struct yaml_shape *shape, struct arena *a);

#endif

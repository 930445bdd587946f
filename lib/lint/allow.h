/* allow: findings that an order or a condition silences, with a reason. Inside lib/lint only. */
#ifndef LINT_ALLOW_H
#define LINT_ALLOW_H

#include "lint/linting.h"

/* Over the findings of the order, which are those from `first` on; then what is wrong with its allows. */
void allow_order(struct linting *l, const struct order *o, size_t first);
/* The rule of that id, for findings about an allow or a document. */
const struct lint_rule *rule_get(const char *id);

#endif

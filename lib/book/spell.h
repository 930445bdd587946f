/* spell: one order while it is read. Inside lib/book only. */
#ifndef BOOK_SPELL_H
#define BOOK_SPELL_H

#include "book/load.h"
#include "book/order_keys.h"

/* When a condition starts and ends within its order. */
struct window {
	struct own_dates own;
	struct edge starts, ends; /* by variations */
	const struct yaml_node *node;
};

struct reading_order {
	struct book *book;
	struct diag *diag;
	const struct doc *doc;
	const struct yaml_node *map, *n[NORDER_KEYS];
	bool inlined;
	struct order *out;
	struct order_terms *terms;
	struct moment begins;
	struct person *person;
	struct condition *conditions;
	struct window *windows;
	size_t nconditions;
	struct map ids;
	struct spell_change *changes;
	size_t nchanges;
	const struct interval *spans;
	size_t nspans;
};

struct edge edge_of(struct moment m);
bool read_until(struct moment *out, bool *further, struct reading_order *o, const struct yaml_node *n);
void read_subject(struct reading_order *o);
/* The conditions of the order and of its variations, and the changes of its end. */
void read_conditions(struct reading_order *o);
void place_conditions(struct reading_order *o);
void condition_record(struct condition *c, struct book *b, const struct yaml_node *map);

#endif

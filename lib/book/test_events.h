/* test_events: the events of a test, out of YAML. Inside lib/book only. */
#ifndef BOOK_TEST_EVENTS_H
#define BOOK_TEST_EVENTS_H

#include "book/load.h"

size_t test_events(const struct event **out, struct book *b, const struct yaml_node *list, struct diag *d);

#endif

/* shipped: documents of the catalogue into a book. Inside lib/book and its tests. */
#ifndef BOOK_SHIPPED_H
#define BOOK_SHIPPED_H

#include "book/book.h"

/* A document file of the catalogue; name and text must stay. */
void shipped_add(struct book *b, struct str file, struct str text);
void shipped_add_all(struct book *b);

#endif

/* draft: commented documents that `ordercheck new` writes, for a person to edit. */
#ifndef DRAFT_H
#define DRAFT_H

#include "call.h"
#include "feed/guess.h"
#include "project.h"

/* A scalar that YAML reads back as it is: in quotes where it must be. */
void draft_scalar(struct buf *b, struct str text);
/* A scalar in a comment: always in quotes, without line ends. */
void draft_quoted(struct buf *b, struct str text);

/* What ships, and the documents of --orders. */
bool draft_open(struct project *p, struct call *c);
/* What is printed loads beside them: a type that is none, or a rule's own name taken, is an error here. */
bool draft_loads(struct call *c, struct str text);

/* Each writes a whole text. False: told in diag. */
bool draft_feed(struct buf *b, struct call *c);
bool draft_order(struct buf *b, struct call *c);
bool draft_rule(struct buf *b, struct call *c);

/* The document for what a file seems to hold. plan: of the documents at hand. */
void draft_feed_document(struct buf *b, const struct guess *g, const struct plan *plan, struct arena *a);

/* A folder with a first project, which runs as it is. */
int draft_project(struct call *c);

#endif

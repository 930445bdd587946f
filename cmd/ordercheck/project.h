/* project: settings, zone, countries and documents, as every command reads them. */
#ifndef PROJECT_H
#define PROJECT_H

#include "book/book.h"
#include "call.h"

struct project {
	struct settings settings;
	struct zone zone;
	struct atlas atlas;
	struct offences offences;
	struct book *book;
	struct plan plan;
};

/* Goes to -C, reads ordercheck.yaml and opens the zone: for commands that read no documents. */
bool project_settings(struct project *p, struct call *c);
/* Goes to -C, reads ordercheck.yaml, opens the zone, the atlas and the book. alone: no settings,
 * only what ships. */
bool project_open(struct project *p, struct call *c, bool alone);
/* Again, after options were added that it reads. */
bool project_reopen(struct project *p, struct call *c);
/* The same for lint: an order in error is left out and its errors go to `orders`. */
bool project_open_lint(struct project *p, struct call *c, bool drafts, struct diag *orders);
/* Documents of --orders (and paths, of a command whose operands are documents), else the project's. */
bool project_read(struct project *p, struct call *c, const struct str *paths, size_t npaths);
/* Places of the project's feeds into the book, for commands that read no feeds; rejected rows are warnings. */
bool project_places(struct project *p, struct call *c);
bool project_compile(struct project *p, struct call *c);

#endif

/* book: documents in, plan out.
 *
 * book_open, any number of book_add_*, then book_compile. All errors of a
 * load are told at once in the diag; nothing is judged if there is one. The
 * book's arena holds everything and outlives the plan.
 */
#ifndef BOOK_BOOK_H
#define BOOK_BOOK_H

#include "book/plan.h"
#include "book/settings.h"
#include "yaml/decode.h"

struct book;

struct book_options {
	const struct zone *zone;
	const struct atlas *atlas;
	const struct offences *offences; /* NULL: none */
	const struct settings *settings; /* holidays, schemes, read-outside, the project's folder */
	const struct str *schemes;       /* --scheme */
	size_t nschemes;
	bool catalogue;  /* the shipped rules, types and states; false: --no-catalogue */
	bool tests;      /* the tests of the catalogue too: most of its text */
	bool keep_going; /* leave out whole orders that are in error */
	struct diag *order_diag; /* with keep_going: their errors go there; NULL: to the book's diag, as warnings */
	bool drafts;             /* an order need not say when it was made */
	size_t njobs;            /* threads that load; 0: one. The plan and the errors do not depend on it */
};

struct book *book_open(const struct book_options *options, struct arena *a, struct diag *d);
/* A file, or a folder read recursively (*.yaml, *.yml, sorted by path). The
 * project's own ordercheck.yaml is passed over when met inside a folder. */
bool book_add_path(struct book *b, struct str path);
/* Documents from memory, as if from a file of that name. */
bool book_add_text(struct book *b, struct str file, struct str text);

/* One row of a register of subjects (feed/register.h reads the CSV). Columns
 * and cells beside each other, empty cells left out by the caller: subject, family, given, born, notifies, notifies-from,
 * notifies-until, jurisdiction, alias-family, alias-given, address, postcode,
 * identifier.KIND, tag.KEY. Rows of one subject add up. False: why says it, and
 * the subject counts as rejected (an order on it is then an error of that order). */
bool book_add_subject_row(struct book *b, const struct str *columns, const struct str *cells, size_t n,
                          struct place place, struct str *why);
/* The CSV row could not be read, but named this subject. */
void book_reject_subject(struct book *b, struct str id);

/* Types, states, places and feeds of the documents, for reading files of places: the plan so far, which
 * grows into that of book_compile. No document may be added afterwards. */
const struct plan *book_prepare(struct book *b);

enum place_added { PLACE_ADDED, PLACE_AGAIN, PLACE_CLASHES };
/* A place as if by a `place:` document; after book_prepare. PLACE_AGAIN: an equal one is there.
 * PLACE_CLASHES: another one has its id, and why says where it stands. */
enum place_added book_add_place(struct book *b, const struct geo_place *place, struct place at, struct str *why);
/* The row could not be read, but named this place: what needs it says so. */
void book_reject_place(struct book *b, struct str id, struct place at, struct str why);
/* No further places come: nearest() is held to the classes that there are. */
void book_places_complete(struct book *b);

/* False: errors in diag. To be called in any case, so that all errors are told. Once. */
bool book_compile(struct plan *out, struct book *b);
/* Gives back what the arena does not hold (areas), compiled or not. Before the arena goes; the
 * plan's places are then no more. */
void book_close(struct book *b);
size_t book_count(const struct book *b, const char *kind); /* documents of that kind so far: "order", … */

/* The keys of each kind of document, in the order order, scheme, subject, rule,
 * event, state, place, feed, test, settings; NULL at the end. keys[0] is the first key. */
extern const struct yaml_shape *const book_shapes[];

/* The shipped catalogue, compiled into the program. */
struct catalogue_file {
	const char *name; /* "rules/travel/foreign-travel.yaml" */
	const unsigned char *at;
	size_t n;
};
extern const struct catalogue_file catalogue_files[]; /* ends with a NULL name; sorted by name */
struct str catalogue_read(const char *name); /* empty: no such file */

#endif

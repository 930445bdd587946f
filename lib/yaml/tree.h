/* yaml tree: documents as trees of nodes with places, out of libyaml's events.
 *
 * Every scalar is text: nothing is guessed from its shape (`no` is two
 * letters). One document at a time: the tree lives in the arena that the
 * caller gives and frees; the source outlives all. Errors: not UTF-8, NUL
 * bytes, a broken document, nesting over 64 (stopped while events arrive),
 * duplicate keys, keys that are not scalars, aliases that expand to more than
 * a fixed number of nodes, an alias inside its own anchor, tags other than !!str. One syntax error
 * ends a file; the other kinds are all told.
 */
#ifndef YAML_TREE_H
#define YAML_TREE_H

#include "base/diag.h"

#define YAML_DEPTH_MAX 64
#define YAML_ALIAS_NODES_MAX 10000 /* nodes that aliases of one document may repeat */

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node;

struct yaml_entry {
	const struct yaml_node *key; /* a scalar */
	const struct yaml_node *value;
};

struct yaml_node {
	enum yaml_kind kind;
	bool flow;              /* a list or map in [ ] or { } */
	bool null;              /* a plain scalar that is empty or ~ : "no value" */
	struct passage passage; /* of a scalar: its text; of others: only where it begins */
	union {
		const struct yaml_node *const *elements; /* of a list */
		const struct yaml_entry *entries;        /* of a map */
	};
	size_t n; /* elements or entries; of a scalar 0 */
};

struct place yaml_place(const struct yaml_node *n);
const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key); /* NULL */
bool yaml_is_text(const struct yaml_node *n); /* a scalar that is not null */
/* No value: node->null, and the plain word null where a key's type knows no value of that name. */
bool yaml_is_null(const struct yaml_node *n);

struct yaml_reader; /* one file */

/* The source must stay; text may hold a BOM. */
struct yaml_reader *yaml_open(const struct source *source);
/* A part of it, from a start that yaml_split gave to any later one or the end. */
struct yaml_reader *yaml_open_part(const struct source *source, size_t from, size_t end);
/* Parts of about one size, at most nmost, that can be read apart: starts[0 .. n - 1], and the end of the
 * text in starts[n]. Where no part ends in an error they give the documents of the whole. Where one does,
 * its error may stand for another one: what begins with that part is to be read again to the end. */
size_t yaml_split(const size_t **starts, const struct source *s, size_t nmost, struct arena *a);
/* The document of the text in which the byte stands: from behind the line "---" before it to the next. */
struct str yaml_document(struct str text, size_t at);
void yaml_close(struct yaml_reader *r);
/* The next document into the arena. False: no more (diag tells whether by error).
 * A document with errors that are not of syntax is given as *out = NULL, true. One with
 * nothing in it (--- at the end of a file) is passed over. */
bool yaml_next(const struct yaml_node **out, struct yaml_reader *r, struct arena *a, struct diag *d);
/* Documents in the file so far: yaml_next returned true with a document or NULL. An empty file has 0. */

#endif

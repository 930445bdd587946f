/* yaml plain: documents of the plainest kind, read without libyaml. Inside lib/yaml only.
 *
 * Most documents are mappings and lists in blocks whose keys and texts stand on one line each, with
 * short lists and mappings in brackets. What is not surely of that kind is left to libyaml, whose
 * answer is the truth: plain_test.c and tree_fuzz.c hold the two together.
 */
#ifndef YAML_PLAIN_H
#define YAML_PLAIN_H

#include "yaml/bytes.h"
#include "yaml/tree.h"

/* What is kept from document to document; all zero at first. */
struct yaml_plain {
	VEC(struct yaml_entry) open; /* entries of what is not closed yet; of a list without keys */
	struct arena arena;          /* of them */
	bool never;                  /* libyaml is to read all */
};

/* Lets libyaml read all of it; before the first yaml_next. */
void yaml_without_plain(struct yaml_reader *r);
size_t yaml_plain_count(const struct yaml_reader *r); /* documents that were read so */
/* The document in [from, end) of the source into the arena; false: it is libyaml's to read. */
bool yaml_plain_read(const struct yaml_node **out, struct yaml_plain *p, const struct source *s, size_t from, size_t end,
                     struct arena *a);

#endif

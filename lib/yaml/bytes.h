/* yaml bytes: what the bytes of a file must be before libyaml sees them, and
 * the way from libyaml's marks, which count characters, back to bytes.
 *
 * Inside lib/yaml only.
 */
#ifndef YAML_BYTES_H
#define YAML_BYTES_H

#include "base/diag.h"

struct yaml_bytes {
	const struct source *source;
	size_t from, end; /* the part of the source that is read */
	size_t start;  /* behind a byte order mark */
	size_t *steps; /* where every so many characters begin, from start; NULL: all is ASCII */
	size_t nsteps;
};

/* From `from` to `end`: UTF-8 without NUL and control characters; else one error. Only looked at: offsets come by opening. */
bool yaml_bytes_check(struct yaml_bytes *out, const struct source *source, size_t from, size_t end, struct diag *d);
/* Of bytes that were checked, those for libyaml. */
void yaml_bytes_open(struct yaml_bytes *out, const struct source *source, size_t from, size_t end);
void yaml_bytes_free(struct yaml_bytes *b);
bool yaml_bytes_directives(struct str text); /* Does any line begin with %? */
bool yaml_bytes_dots(struct str text);       /* Or with "..."? */
/* The byte of the source at which the character begins; the end where there are not so many. */
bool yaml_bytes_simple(struct str text);     /* No blanks but spaces, and no ends of lines but newlines? */
size_t yaml_bytes_offset(const struct yaml_bytes *b, size_t character);

#endif

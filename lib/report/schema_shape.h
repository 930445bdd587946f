/* schema_shape: a JSON object of the program's own by a table of its members. Inside lib/report only. */
#ifndef REPORT_SCHEMA_SHAPE_H
#define REPORT_SCHEMA_SHAPE_H

#include "report/schema_parts.h"

enum member_kind {
	MEMBER_TEXT,
	MEMBER_FIXED,  /* that word alone */
	MEMBER_TIME,   /* an instant with its offset, a day, or a span of two with a slash between */
	MEMBER_INSTANT,
	MEMBER_COUNT,
	MEMBER_NUMBER,
	MEMBER_BOOL,
	MEMBER_WORD,
	MEMBER_ID,     /* 16 hex digits */
	MEMBER_SHA,    /* 64 hex digits */
	MEMBER_TEXTS,
	MEMBER_ANY_TEXTS, /* any members, each a text or a list of texts */
	MEMBER_OBJECT, /* by `of` */
	MEMBER_LIST    /* of objects by `of` */
};

enum { OPTIONAL = 1, OR_NULL = 2 };

struct shape;

struct member {
	const char *name;
	enum member_kind kind;
	unsigned flags;
	const char *const *words;
	const struct shape *of;
	const char *help;
};

struct shape {
	const char *name;
	const struct member *members;
	size_t n;
};

#define SHAPE(name, members) {(name), (members), sizeof(members) / sizeof *(members)}

extern const struct shape schema_finding_shape;
/* "breach" and so on, ending with NULL. */
extern const char *const schema_levels[];

/* The schema of the shape, which its first member names, with all that it refers to. */
json_t *schema_of_shape(const struct shape *shape);

#endif

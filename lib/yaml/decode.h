/* yaml decode: a map into a row of nodes, by a table of typed keys.
 *
 * A shape is the single truth about a kind of document: decoding, the
 * nearest known name in an error, and the JSON Schema all come from it. The
 * result is an array of nodes, one for each key of the table, in its order
 * (an enum beside the table names the places); NULL: absent.
 */
#ifndef YAML_DECODE_H
#define YAML_DECODE_H

#include "yaml/tree.h"

enum yaml_type {
	YAML_TYPE_TEXT,       /* any scalar */
	YAML_TYPE_NAME,       /* letters, digits, - and _, a letter first; in rules also / */
	YAML_TYPE_ID,         /* a scalar that is not empty: an id of an order, subject, condition */
	YAML_TYPE_BOOL,       /* yes/no, true/false, y/n, 1/0 */
	YAML_TYPE_NUMBER,
	YAML_TYPE_DAY,        /* 2026-03-02 */
	YAML_TYPE_TIME,       /* 2026-03-02 or 2026-03-02T12:00 with or without an offset */
	YAML_TYPE_DURATION,
	YAML_TYPE_WORD,       /* one of `words` */
	YAML_TYPE_EXPRESSION, /* a scalar, compiled later */
	YAML_TYPE_MAP,        /* by `shape`, where given; any keys where not */
	YAML_TYPE_ANY
};

enum {
	YAML_REQUIRED = 1,
	YAML_LIST_OF = 2,   /* a list of the type */
	YAML_OR_ONE = 4,    /* with YAML_LIST_OF: or one alone, without brackets */
	YAML_OR_TEXT = 8,   /* with YAML_TYPE_MAP: or a scalar */
	YAML_MAY_BE_NULL = 16,
	YAML_NO_SLASH = 32,   /* with YAML_TYPE_NAME */
	YAML_VALUES = 64,     /* with YAML_TYPE_MAP: any keys, and each value is by `shape` */
	YAML_VALUES_OR_TEXT = 128 /* the same, or a scalar */
};

struct yaml_shape;

struct yaml_key {
	const char *name;
	enum yaml_type type;
	unsigned flags;
	const char *const *words;        /* for YAML_TYPE_WORD, NULL at the end */
	const struct yaml_shape *shape;  /* of maps in it: checked only when decoded itself */
	const char *help;                /* one line, for the schema and for people */
};

struct yaml_shape {
	const char *title; /* "an order", for messages */
	const struct yaml_key *keys;
	size_t nkeys;
};

/* Checks every key, type and requirement of the map against the shape and puts
 * the nodes into out[shape->nkeys]. All errors are told; false where there were any
 * (out then still holds what was right). Nested maps are not descended into. */
bool yaml_decode(const struct yaml_node **out, const struct yaml_shape *shape, const struct yaml_node *map, struct diag *d);

/* One scalar or each of a list: the number of nodes, and the i-th. A scalar or a map
 * counts as one, NULL and no value as none. */
size_t yaml_count(const struct yaml_node *n);
const struct yaml_node *yaml_at(const struct yaml_node *n, size_t i);

struct str yaml_text(const struct yaml_node *n); /* empty where n is NULL */
bool yaml_bool(const struct yaml_node *n, bool absent); /* after a check by the table */
bool yaml_parse_bool(bool *out, struct str s); /* without regard to case */
bool yaml_parse_name(struct str s, bool slashes);
/* A sign or none, digits, and a point with digits or none. */
bool yaml_parse_number(struct str s);

#endif

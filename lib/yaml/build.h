/* yaml build: one document's tree out of events. Inside lib/yaml only. */
#ifndef YAML_BUILD_H
#define YAML_BUILD_H

#include <yaml.h>

#include "base/map.h"
#include "yaml/bytes.h"
#include "yaml/tree.h"

/* What an alias repeats; node is NULL while the anchor's own list or map is open. */
struct yaml_anchor {
	const struct yaml_node *node;
	size_t size; /* nodes, those that aliases in it repeat counted each time */
	unsigned height; /* levels of lists and maps; 0: a scalar */
};

/* An open list or map. */
struct yaml_frame {
	struct yaml_node *node;
	VEC(const struct yaml_node *) elements;
	VEC(struct yaml_entry) entries;
	const struct yaml_node *key; /* waits for its value; NULL: the key was in error */
	bool keyed;
	struct map keys; /* once there are many */
	struct yaml_anchor *anchor;
	size_t size;
	unsigned height;
};

struct yaml_build {
	const struct yaml_bytes *bytes;
	struct arena *arena;
	struct diag *diag;
	struct yaml_frame frames[YAML_DEPTH_MAX];
	unsigned depth;
	const struct yaml_node *root;
	struct map anchors;
	bool anchored; /* the map of anchors is in use */
	size_t repeated;
	bool failed;   /* an error after which reading can go on */
};

void yaml_build_init(struct yaml_build *b, const struct yaml_bytes *bytes, struct arena *a, struct diag *d);
/* False: nested too deep; no further event may be asked for. */
bool yaml_build_take(struct yaml_build *b, const yaml_event_t *e);

#endif

#include "lang/event.h"
#include "report/node.h"

static json_t *words(const struct event_match *m, bool agreed)
{
	json_t *list = node_made(json_array());

	for (size_t i = 0; i < m->nparts; i++)
		if (agreed ? m->parts[i].tenths > 0 : m->parts[i].tenths < 0)
			node_add(list, node_text(m->parts[i].words));
	return list;
}

void node_match(json_t *object, const struct event_match *m)
{
	node_put(object, "score", node_made(json_real(m->tenths / 10.0)));
	node_put(object, "level", node_text(str_of(m->level)));
	node_put(object, "agreed", words(m, true));
	node_put(object, "disagreed", words(m, false));
}

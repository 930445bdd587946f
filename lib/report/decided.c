#include "report/decided.h"

void decision_say(struct buf *out, const struct decision *d, const struct zone *z)
{
	if (!d)
		return;
	buf_printf(out, "%.*s by %.*s on ", STR_ARG(d->outcome), STR_ARG(d->who));
	moment_say(out, moment_instant(d->at), z);
	if (d->until != INSTANT_MAX) {
		buf_add(out, STR(", until "));
		moment_say(out, moment_instant(d->until), z);
	}
	buf_printf(out, ": %.*s", STR_ARG(d->reason));
}

json_t *node_decision(const struct decision *d, const struct zone *z)
{
	json_t *o = node_made(json_object());

	node_put(o, "outcome", node_text(d->outcome));
	node_put(o, "by", node_text(d->who));
	node_put(o, "reason", node_text(d->reason));
	node_put(o, "at", node_moment(moment_instant(d->at), z));
	node_put(o, "until", d->until == INSTANT_MAX ? json_null() : node_moment(moment_instant(d->until), z));
	return o;
}

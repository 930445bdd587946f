/* Rule tests as one JSON object. */
#include "report/trials.h"

#include "report/node.h"

static json_t *place_or_null(unsigned line)
{
	return line > 0 ? node_count(line) : json_null();
}

/* The lines without the blanks by which a terminal shows them. */
static json_t *lines(struct str text)
{
	json_t *array = node_made(json_array());
	struct str line, rest = text;

	while (rest.n > 0) {
		str_split(&line, &rest, rest, '\n');
		if (str_trim(line).n > 0)
			node_add(array, node_text(str_trim(line)));
	}
	return array;
}

static json_t *trial(const struct told_trial *t, const struct zone *z)
{
	json_t *o = node_made(json_object());

	node_put(o, "test", node_text(t->name));
	node_put(o, "file", node_text_or_null(t->file));
	node_put(o, "line", place_or_null(t->line));
	node_put(o, "as_of", node_moment(moment_instant(t->as_of), z));
	node_put(o, "boundary", node_text_or_null(t->boundary));
	node_put(o, "passed", node_made(json_boolean(t->passed)));
	node_put(o, "differences", lines(t->differs));
	node_put(o, "left_out", node_texts(t->left_out, t->nleft_out));
	return o;
}

static json_t *boundaries(const struct told_trials *t)
{
	json_t *o = node_made(json_object());

	node_put(o, "passed", node_count(t->nturned));
	node_put(o, "failed", node_count(t->nstuck));
	node_put(o, "left_out", node_count(t->nleft_out));
	return o;
}

static json_t *counts(const struct told_trials *t)
{
	json_t *o = node_made(json_object());

	node_put(o, "passed", node_count(t->npassed));
	node_put(o, "failed", node_count(t->nfailed));
	node_put(o, "boundaries", t->has_boundaries ? boundaries(t) : json_null());
	return o;
}

static json_t *reach(size_t reached, size_t all)
{
	json_t *o = node_made(json_object());

	node_put(o, "reached", node_count(reached));
	node_put(o, "all", node_count(all));
	return o;
}

static json_t *gap(const struct told_gap *g)
{
	json_t *o = node_made(json_object());

	node_put(o, "rule", node_text_or_null(g->rule));
	node_put(o, "entry", node_text(g->entry));
	node_put(o, "never", node_text(g->never));
	node_put(o, "file", node_text_or_null(g->file));
	node_put(o, "line", place_or_null(g->line));
	return o;
}

static json_t *untested(const struct told_trials *t)
{
	json_t *o = node_made(json_object()), *gaps = node_made(json_array());

	for (size_t i = 0; i < t->ngaps; i++)
		node_add(gaps, gap(&t->gaps[i]));
	node_put(o, "rules", reach(t->nreached, t->nrules));
	node_put(o, "ways", reach(t->nways_reached, t->nways));
	node_put(o, "trigger_kinds", node_texts(t->kinds, t->nkinds));
	node_put(o, "gaps", gaps);
	return o;
}

void trials_json(struct buf *out, const struct told_trials *t)
{
	json_t *o = node_made(json_object()), *tests = node_made(json_array());

	for (size_t i = 0; i < t->ntrials; i++)
		node_add(tests, trial(&t->trials[i], t->zone));
	node_put(o, "schema", node_text(STR("ordercheck/test/1")));
	node_put(o, "counts", counts(t));
	node_put(o, "tests", tests);
	node_put(o, "untested", t->has_gaps ? untested(t) : json_null());
	node_print(out, o);
	buf_char(out, '\n');
}

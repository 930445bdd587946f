/* What is left to a person. */
#include "judge/explain_kit.h"

struct matter {
	struct line_list lines;
	struct buf b;
};

static void add(struct matter *d, const char *text)
{
	buf_add(&d->b, str_of(text));
	line_add(&d->lines, &d->b);
}

static void add_of(struct matter *d, const char *before, struct str text)
{
	buf_printf(&d->b, "%s%.*s", before, STR_ARG(text));
	line_add(&d->lines, &d->b);
}

static void decide_breach(struct matter *d)
{
	add(d, "whether the rows are right: look at them at their source");
	add(d, "whether there was a reasonable excuse, which no feed can show");
	add(d, "whether it is a breach, and what follows");
}

static bool is_unknown(const struct finding *f, struct str text)
{
	for (size_t i = 0; i < f->nunknown; i++)
		if (str_eq(f->unknown[i], text))
			return true;
	return false;
}

static void decide_review(struct matter *d, const struct finding *f)
{
	static const struct str by_name = STR_INIT("matched to the person by name"), person = STR_INIT("for a person to look at: ");

	for (size_t i = 0; i < f->nunknown; i++)
		add_of(d, "find out what is not known: ", f->unknown[i]);
	for (size_t i = 0; i < f->ncaveats; i++)
		if (!str_starts(f->caveats[i], by_name))
			add_of(d, "weigh: ", f->caveats[i]);
	for (size_t i = 0; i < f->nwhy; i++)
		if (str_starts(f->why[i], person) && !is_unknown(f, str_from(f->why[i], person.n)))
			add_of(d, "weigh: ", str_from(f->why[i], person.n));
	add(d, "then whether it is a breach, and whether there was a reasonable excuse");
}

/* An exception that is not there, and can still come. */
static bool waits_for_excuse(const struct finding *f)
{
	for (size_t i = 0; i < f->nawaited; i++)
		if (f->awaited[i].exception && f->awaited[i].open)
			return true;
	return false;
}

static void decide_upcoming(struct matter *d, const struct finding *f)
{
	if (f->is_obligation)
		add(d, "nothing yet: it is not due; whether to remind the subject");
	else if (waits_for_excuse(f))
		add(d, "nothing yet: what would excuse it may still come; whether to ask for it");
	else
		add(d, "whether to act before it happens: it can still be prevented");
	for (size_t i = 0; i < f->nunknown; i++)
		add_of(d, "find out what is not known: ", f->unknown[i]);
}

void explain_decide(struct explain_lines *out, const struct finding *f, struct arena *a)
{
	struct matter d = {.lines = {.arena = a}};

	if (f->by_name)
		add(&d, "whether the row is about this person: it was matched by name alone");
	switch (f->level) {
	case LEVEL_BREACH:
		decide_breach(&d);
		break;
	case LEVEL_REVIEW:
		decide_review(&d, f);
		break;
	case LEVEL_UPCOMING:
		decide_upcoming(&d, f);
		break;
	case LEVEL_BLIND:
		for (size_t i = 0; i < f->nwhy; i++)
			add_of(&d, "whether to obtain the feed, or to check in another way: ", f->why[i]);
		break;
	case LEVEL_CLEAR:
		add(&d, "nothing: the rows show no breach here; it is kept so that this can be shown too");
		break;
	}
	buf_free(&d.b);
	*out = lines_of(&d.lines);
}

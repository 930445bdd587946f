/* ordercheck store rejects: the rows that could not be read, as the store keeps them. */
#include "logged.h"
#include "store/line.h"
#include "store_call.h"

static bool read_format(const struct kept_format **out, struct call *c)
{
	struct str name = option_last(&c->args, OPT_FORMAT), names[FORMATS_MAX];
	size_t n = 0;

	*out = kept_format_find(name.n > 0 ? name : STR("text"));
	if (*out)
		return true;
	for (; n < FORMATS_MAX && kept_formats[n].name; n++)
		names[n] = str_of(kept_formats[n].name);
	return refuse_format(c, names, n);
}

static bool read_run(int64_t *out, struct call *c)
{
	struct str text = option_last(&c->args, OPT_RUN);
	uint64_t n = 0;

	if (text.n > 0 && (!str_to_u64(&n, text) || n == 0 || n > INT64_MAX)) {
		diag_error(c->diag, NOWHERE, "--run takes the number of a run");
		return false;
	}
	*out = (int64_t)n;
	return true;
}

/* A feed that the store does not know is no feed without rejects. */
static bool is_known(struct call *c, struct store *s, struct str feed)
{
	const struct str *names;
	size_t n = feed.n > 0 ? store_feeds(&names, s, c->arena) : 0;

	for (size_t i = 0; i < n; i++)
		if (str_eq(names[i], feed))
			return true;
	if (feed.n == 0 || !store_good(s))
		return store_good(s);
	diag_error(c->diag, NOWHERE, "no file of a feed or event type %.*s was taken in by %s", STR_ARG(feed), store_path(s));
	diag_suggest(c->diag, feed, names, n);
	return false;
}

/* Without documents: the people of the store are not known by name, so that whatever could be one is withheld. */
static bool redact_all(struct call *c, const struct project *p, struct kept_reject *all, size_t n)
{
	const struct plan nobody = {.arena = c->arena, .zone = p->zone};
	struct asked asked = {0};

	if (!redact_asked(&asked, c))
		return false;
	if (asked.redact) {
		const struct redaction *r = redaction_open(&nobody, true, asked.redact_key, asked.redact_random, c->arena);
		for (size_t i = 0; i < n; i++)
			kept_redact(&all[i], r);
		if (asked.redact_random && !option_has(&c->args, OPT_QUIET))
			tell("pseudonyms are of this use alone: --redact-key FILE makes them the same in every one");
	}
	redact_forget(&asked);
	return true;
}

static bool apart(struct call *c, const struct store *s)
{
	struct str path = option_last(&c->args, OPT_OUTPUT);

	if (path.n == 0 || !output_same(str_cstr(c->arena, path), store_path(s)))
		return true;
	diag_error(c->diag, NOWHERE, "%.*s is the store and is not written over", STR_ARG(path));
	return false;
}

bool store_tell_rejects(struct buf *out, size_t *n, struct call *c, const struct project *p, struct store *s)
{
	const struct kept_format *format;
	struct str feed = option_last(&c->args, OPT_FEED);
	struct kept_reject *all;
	int64_t run;

	if (!apart(c, s) || !read_format(&format, c) || !read_run(&run, c) || !is_known(c, s, feed))
		return false;
	*n = store_rejects(&all, s, feed, run, c->arena);
	if (!store_good(s) || !redact_all(c, p, all, *n))
		return false;
	format->print(out, all, *n, option_has(&c->args, OPT_QUIET));
	return true;
}

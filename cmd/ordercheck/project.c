#include "project.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/pool.h"
#include "base/text.h"
#include "feed/feed.h"

static bool enter(struct call *c)
{
	struct str dir = option_last(&c->args, OPT_PROJECT);

	if (dir.n == 0 || chdir(str_cstr(c->arena, dir)) == 0)
		return true;
	diag_error(c->diag, NOWHERE, "cannot go to %.*s: %s", STR_ARG(dir), strerror(errno));
	return false;
}

static bool open_zone(struct project *p, struct call *c)
{
	struct str zone = option_last(&c->args, OPT_ZONE);

	if (zone.n > 0)
		p->settings.zone = zone;
	if (zone_open(&p->zone, c->arena, p->settings.zone))
		return true;
	diag_error(c->diag, NOWHERE, "there is no time zone \"%.*s\"", STR_ARG(p->settings.zone));
	diag_help(c->diag, "zones have names such as Europe/London");
	return false;
}

static bool open_atlas(struct project *p, struct call *c)
{
	atlas_init(&p->atlas, c->arena);
	p->offences.arena = c->arena;
	if (!option_has(&c->args, OPT_NO_CATALOGUE) && !offences_load(&p->offences, catalogue_read("rules/data/offences.csv"), c->diag))
		return false;
	return atlas_load(&p->atlas, catalogue_read("rules/data/countries.csv"), catalogue_read("rules/data/airports.csv"),
	                  c->diag);
}

/* Nothing can be found in a folder below /dev/null: the defaults. */
static bool load_settings(struct project *p, struct call *c, bool alone)
{
	*p = (struct project){0};
	return enter(c) && settings_load(&p->settings, alone ? STR("/dev/null") : STR("."), c->arena, c->diag);
}

bool project_settings(struct project *p, struct call *c)
{
	return load_settings(p, c, false) && open_zone(p, c);
}

/* As --jobs says; a wrong number is told elsewhere. */
static size_t threads(const struct call *c)
{
	struct str text = option_last(&c->args, OPT_JOBS);
	uint64_t n = 0;

	return str_to_u64(&n, text) && n >= 1 && n <= 256 ? (size_t)n : pool_cores();
}

/* What the options say, where the settings are loaded. */
static bool open_loaded(struct project *p, struct call *c, struct book_options *options)
{
	bool good = open_zone(p, c);

	if (!open_atlas(p, c) || !good)
		return false;
	options->njobs = threads(c);
	options->zone = &p->zone;
	options->atlas = &p->atlas;
	options->offences = &p->offences;
	options->settings = &p->settings;
	options->nschemes = option_all(&options->schemes, &c->args, OPT_SCHEME, c->arena);
	options->catalogue = !option_has(&c->args, OPT_NO_CATALOGUE);
	p->book = c->book = book_open(options, c->arena, c->diag);
	return true;
}

static bool open_project(struct project *p, struct call *c, bool alone, struct book_options *options)
{
	return load_settings(p, c, alone) && open_loaded(p, c, options);
}

bool project_reopen(struct project *p, struct call *c)
{
	struct book_options options = {.keep_going = option_has(&c->args, OPT_KEEP_GOING)};

	book_close(c->book);
	c->book = NULL;
	p->offences = (struct offences){0};
	return open_loaded(p, c, &options);
}

bool project_open(struct project *p, struct call *c, bool alone)
{
	struct book_options options = {.keep_going = option_has(&c->args, OPT_KEEP_GOING),
	                               .tests = option_has(&c->args, OPT_CATALOGUE)};
	return open_project(p, c, alone, &options);
}

bool project_open_lint(struct project *p, struct call *c, bool drafts, struct diag *orders)
{
	struct book_options options = {.keep_going = true, .order_diag = orders, .drafts = drafts};
	return open_project(p, c, false, &options);
}

static bool add_paths(struct project *p, const struct str *paths, size_t npaths)
{
	bool good = true;

	for (size_t i = 0; i < npaths; i++)
		good = book_add_path(p->book, paths[i]) && good;
	return good;
}

/* The first operand that looks like a document; empty: none does. */
static struct str named_document(const struct call *c)
{
	for (size_t i = 0; i < c->args.operands.n; i++) {
		struct str name = c->args.operands.at[i];
		if (text_glob(name, STR("*.yaml")) || text_glob(name, STR("*.yml")))
			return name;
	}
	return (struct str){NULL, 0};
}

bool project_read(struct project *p, struct call *c, const struct str *paths, size_t npaths)
{
	const struct str *orders;
	size_t norders = option_all(&orders, &c->args, OPT_ORDERS, c->arena);

	if (norders + npaths > 0) {
		bool good = add_paths(p, orders, norders);
		return add_paths(p, paths, npaths) && good;
	}
	if (p->settings.norders > 0)
		return add_paths(p, p->settings.orders, p->settings.norders);
	struct str document = named_document(c);
	if (p->settings.found)
		diag_error(c->diag, NOWHERE, "ordercheck.yaml names no documents");
	else
		diag_error(c->diag, NOWHERE, "there are no documents to read");
	if (document.n > 0) {
		diag_help(c->diag, "documents stand behind --orders: --orders %.*s", STR_ARG(document));
		return false;
	}
	diag_help(c->diag, p->settings.found ? "add `orders: [FOLDER]` to its settings, or give --orders PATH"
	                                     : "give --orders PATH, start in a folder with an ordercheck.yaml (or -C DIR), or make one: ordercheck new project DIR");
	return false;
}

static void warn_rejects(const struct places_result *r, struct diag *d)
{
	for (size_t i = 0; i < r->nrejects; i++) {
		const struct reject *j = &r->rejects[i];
		diag_warning(d, NOWHERE, "%.*s:%" PRIu64 ": %.*s%s%.*s", STR_ARG(j->input->file), j->line, STR_ARG(j->column),
		             j->column.n > 0 ? ": " : "", STR_ARG(j->reason));
	}
}

bool project_places(struct project *p, struct call *c)
{
	const struct settings *s = &p->settings;
	struct feed_request *requests;
	const struct str *unclaimed;
	struct places_result result;
	struct diag quiet;
	size_t n, nunclaimed;

	if (s->nfeeds == 0)
		return true;
	diag_init(&quiet, c->arena); /* what is wrong with other feeds is told where they are read */
	feed_find(&requests, &n, s->feeds, s->nfeeds, book_prepare(p->book), c->arena, &quiet, &unclaimed, &nunclaimed);
	bool good = places_read(&result, p->book, requests, n, c->now, false, c->arena, c->diag);
	warn_rejects(&result, c->diag);
	return good;
}

bool project_compile(struct project *p, struct call *c)
{
	size_t before = c->diag->nerrors;

	return book_compile(&p->plan, p->book) && c->diag->nerrors == before;
}

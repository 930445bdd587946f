#include <unistd.h>

#include <stdlib.h>
#include <string.h>

#include "feed/read.h"

static const struct place command_line;

struct str claim_base(struct str path)
{
	for (size_t i = path.n; i > 0; i--) {
		if (path.at[i - 1] == '/')
			return str_from(path, i);
	}
	return path;
}

struct str claim_unpacked(struct str path)
{
	static const char *const endings[] = {".gz", ".zst"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str end = str_of(endings[i]);
		if (path.n > end.n && str_eq_nocase(str_from(path, path.n - end.n), end))
			return str_cut(path, 0, path.n - end.n);
	}
	return path;
}

bool feed_is_register(const struct feed_request *r)
{
	return str_eq_cstr(r->name.n > 0 ? r->name : claim_stem(str_of(r->path)), "subject");
}

struct str claim_stem(struct str path)
{
	struct str base = claim_unpacked(claim_base(path));

	for (size_t i = base.n; i > 1; i--) {
		if (base.at[i - 1] == '.')
			return str_cut(base, 0, i - 1);
	}
	return base;
}

static bool claims(const struct feed *f, struct str base)
{
	for (size_t i = 0; i < f->nfiles; i++) {
		struct str pattern = claim_base(f->files[i]);

		if (text_glob(base, pattern) || text_glob(claim_unpacked(base), pattern))
			return true;
	}
	return false;
}

bool claim_by_pattern(const struct feed **out, const struct plan *plan, struct str file, struct diag *d)
{
	struct str base = claim_base(file);

	*out = NULL;
	for (size_t i = 0; i < plan->nfeeds; i++) {
		const struct feed *f = &plan->feeds[i];

		if (!claims(f, base))
			continue;
		if (*out) {
			diag_error(d, command_line, "%.*s is claimed by two feeds, %.*s and %.*s", STR_ARG(file),
			           STR_ARG((*out)->id), STR_ARG(f->id));
			diag_help(d, "say which with NAME=%.*s", STR_ARG(file));
			return false;
		}
		*out = f;
	}
	return true;
}

static void unknown_name(struct reading *r, struct str name, bool from_stem, struct str file)
{
	const struct plan *p = r->plan;
	struct str *names = arena_array(r->arena, p->nfeeds + p->ntypes, sizeof *names);

	for (size_t i = 0; i < p->nfeeds; i++)
		names[i] = p->feeds[i].id;
	for (size_t i = 0; i < p->ntypes; i++)
		names[p->nfeeds + i] = p->types[i]->name;
	if (from_stem)
		diag_error(r->diag, command_line, "no feed claims %.*s, and no event type is called \"%.*s\"", STR_ARG(file),
		           STR_ARG(name));
	else
		diag_error(r->diag, command_line, "\"%.*s\" is neither a feed nor an event type", STR_ARG(name));
	if (from_stem && access(str_cstr(r->arena, file), F_OK) != 0)
		diag_help(r->diag, "there is no such file");
	else if (from_stem && suggest_nearest(name, names, p->nfeeds + p->ntypes).n == 0)
		diag_help(r->diag, "say what its rows are, TYPE=%.*s; \"ordercheck new feed %.*s\" writes how its columns are read",
		          STR_ARG(file), STR_ARG(file));
	else
		diag_suggest(r->diag, name, names, p->nfeeds + p->ntypes);
}

struct feed_run *claim_run(struct reading *r, const struct feed *feed, const struct event_type *type)
{
	struct str name = feed ? feed->id : type->name;
	struct feed_run *run;

	for (size_t i = 0; i < r->runs.n; i++) {
		if (r->runs.at[i]->own_header == !feed && str_eq(r->runs.at[i]->name, name))
			return r->runs.at[i];
	}
	run = ARENA_NEW(r->arena, struct feed_run);
	run->name = name;
	run->feed = feed ? feed : own_feed(type, r->plan, r->arena);
	run->type = run->feed->type;
	run->own_header = !feed;
	run->newest = INSTANT_MIN;
	*VEC_PUSH(r->arena, &r->runs) = run;
	return run;
}

static void add_file(struct reading *r, struct feed_run *run, const char *path)
{
	struct feed_input *input = ARENA_NEW(r->arena, struct feed_input);

	*input = (struct feed_input){.file = str_of(path),
	                             .name = run->name,
	                             .feed = run->feed,
	                             .own_header = run->own_header,
	                             .newest = INSTANT_MIN};
	*VEC_PUSH(r->arena, &run->files) = (struct feed_file){path, input};
}

static bool claim_one(struct reading *r, const struct feed_request *q)
{
	struct str path = str_of(q->path);
	struct str name = q->name;
	const struct feed *feed = NULL;
	const struct event_type *type = NULL;

	if (name.n == 0 && str_eq(path, STR("-"))) {
		diag_error(r->diag, command_line, "standard input needs a name");
		diag_help(r->diag, "write NAME=-");
		return false;
	}
	if (name.n == 0 && !claim_by_pattern(&feed, r->plan, path, r->diag))
		return false;
	if (name.n == 0 && !feed)
		name = claim_stem(path);
	if (!feed)
		feed = plan_find_feed(r->plan, name);
	if (!feed)
		type = plan_find_type(r->plan, name);
	if (feed ? feed->places : !type && (str_eq(name, STR("subject")) || str_eq(name, place_type.name)))
		return true; /* a register, or places: read with the documents */
	if (!feed && !type) {
		unknown_name(r, name, q->name.n == 0, path);
		return false;
	}
	add_file(r, claim_run(r, feed, type), q->path);
	return true;
}

int claim_cmp(struct str a, struct str b)
{
	int order = str_cmp(claim_base(a), claim_base(b));

	return order != 0 ? order : str_cmp(a, b);
}

int claim_cmp_files(const void *a, const void *b)
{
	const struct feed_file *f = a, *g = b;

	return claim_cmp(f->input->file, g->input->file);
}

int claim_cmp_runs(const void *a, const void *b)
{
	const struct feed_run *const *r = a, *const *s = b;
	int order = str_cmp((*r)->name, (*s)->name);

	return order != 0 ? order : (int)(*r)->own_header - (int)(*s)->own_header;
}

static bool standard_input_once(struct reading *r, const struct feed_request *requests, size_t nrequests)
{
	size_t n = 0;

	for (size_t i = 0; i < nrequests; i++)
		n += strcmp(requests[i].path, "-") == 0;
	if (n > 1)
		diag_error(r->diag, command_line, "standard input can be read once only");
	return n <= 1;
}

bool claim_all(struct reading *r, const struct feed_request *requests, size_t nrequests)
{
	bool ok = standard_input_once(r, requests, nrequests);

	for (size_t i = 0; i < nrequests; i++)
		ok &= claim_one(r, &requests[i]);
	if (r->runs.n > 0)
		qsort(r->runs.at, r->runs.n, sizeof *r->runs.at, claim_cmp_runs);
	for (size_t i = 0; i < r->runs.n; i++)
		qsort(r->runs.at[i]->files.at, r->runs.at[i]->files.n, sizeof *r->runs.at[i]->files.at, claim_cmp_files);
	return ok;
}

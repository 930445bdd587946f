/* Feeds, places and registers of `check`. */
#include <string.h>
#include <sys/stat.h>

#include "logged.h"
#include "progress.h"
#include "yaml/decode.h"

/* ---- operands ---- */

/* NAME=FILE, where what stands before the first = can be a name; else FILE. */
static struct feed_request request_of(struct str operand, struct arena *a)
{
	struct str name, file;

	if (str_split(&name, &file, operand, '=') && yaml_parse_name(name, true) && file.n > 0)
		return (struct feed_request){str_cstr(a, file), name};
	return (struct feed_request){str_cstr(a, operand), {NULL, 0}};
}

/* The project's feeds are looked up when the documents are known; a register is read before. */
void supply_project_registers(struct check *k)
{
	static const char *const endings[] = {"", ".gz", ".zst"};
	const struct settings *s = &k->project.settings;
	struct arena *a = k->call->arena;
	struct stat st;

	k->registers = arena_array(a, s->nfeeds * (sizeof endings / sizeof *endings), sizeof *k->registers);
	for (size_t i = 0; i < s->nfeeds; i++) {
		for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
			const char *path = str_cstr(a, str_printf(a, "%.*s/subject.csv%s", STR_ARG(s->feeds[i]), endings[e]));
			if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
				k->registers[k->nregisters++] = (struct feed_request){path, STR("subject")};
		}
	}
}

static bool read_once(const struct check *k)
{
	size_t n = 0;

	for (size_t i = 0; i < k->nrequests; i++)
		n += strcmp(k->requests[i].path, "-") == 0;
	for (size_t i = 0; i < k->nregisters; i++)
		n += strcmp(k->registers[i].path, "-") == 0;
	if (n > 1)
		diag_error(k->call->diag, NOWHERE, "standard input can be read only once");
	return n <= 1;
}

static bool spread_operands(struct feed_request **out, size_t *n, struct check *k)
{
	const struct arguments *args = &k->call->args;
	struct feed_request *given = arena_array(k->call->arena, args->operands.n, sizeof *given);

	for (size_t i = 0; i < args->operands.n; i++)
		given[i] = request_of(args->operands.at[i], k->call->arena);
	return feed_spread(out, n, given, args->operands.n, &k->passed, &k->npassed, k->call->arena, k->call->diag);
}

bool supply_name(struct check *k)
{
	struct feed_request *all;
	size_t n;

	if (k->call->args.operands.n == 0) {
		supply_project_registers(k);
		return true;
	}
	if (!spread_operands(&all, &n, k))
		return false;
	k->requests = arena_array(k->call->arena, n, sizeof *k->requests);
	k->registers = arena_array(k->call->arena, n, sizeof *k->registers);
	for (size_t i = 0; i < n; i++) {
		if (feed_is_register(&all[i]))
			k->registers[k->nregisters++] = all[i];
		else
			k->requests[k->nrequests++] = all[i];
	}
	return read_once(k);
}

bool supply_registers(struct check *k)
{
	struct call *c = k->call;
	bool good = true;

	for (size_t i = 0; i < k->nregisters; i++) {
		struct feed_input *input = ARENA_NEW(c->arena, struct feed_input);
		struct reject *rejects = NULL;
		size_t nrejects = 0;

		*input = (struct feed_input){.file = str_of(k->registers[i].path), .name = STR("subject"), .newest = INSTANT_MIN};
		good = register_read(k->project.book, k->registers[i].path, input, &rejects, &nrejects, c->arena, c->diag) && good;
		*VEC_PUSH(c->arena, &k->register_inputs) = input;
		for (size_t j = 0; j < nrejects; j++)
			*VEC_PUSH(c->arena, &k->register_rejects) = rejects[j];
	}
	return good;
}

/* ---- reading ---- */

bool supply_find(struct check *k)
{
	const struct settings *s = &k->project.settings;
	struct feed_request *all;
	size_t n;

	if (k->call->args.operands.n > 0 || s->nfeeds == 0)
		return true;
	if (!feed_find(&all, &n, s->feeds, s->nfeeds, book_prepare(k->project.book), k->call->arena, k->call->diag,
	               &k->unclaimed, &k->nunclaimed))
		return false;
	k->requests = all;
	for (size_t i = 0; i < n; i++)
		if (!str_eq_cstr(all[i].name, "subject"))
			k->requests[k->nrequests++] = all[i];
	return true;
}

bool supply_places(struct check *k)
{
	struct call *c = k->call;
	bool hash = k->stored.path || logged_wanted(k) || (k->asked.format && k->asked.format->timelines);
	bool good = places_read(&k->places, k->project.book, k->requests, k->nrequests, k->asked.as_of, hash, c->arena, c->diag);

	k->requests = k->places.others;
	k->nrequests = k->places.nothers;
	shard_count_places(k);
	return good;
}

static bool some_feed(struct check *k)
{
	if (k->nrequests > 0 || k->stored.path || option_has(&k->call->args, OPT_NO_FEEDS))
		return true;
	diag_error(k->call->diag, NOWHERE, "no feed is given, so nothing could be shown");
	diag_help(k->call->diag, "name files (NAME=FILE.csv), put them into the project's feeds, or say --no-feeds");
	return false;
}

/* The registers, then the places, then the feeds: in the inputs, the rejects and the notes. */
static void join_documents(struct check *k)
{
	struct feed_result *f = &k->feeds;
	const struct places_result *p = &k->places;
	VEC(const struct feed_input *) inputs = {0};
	VEC(struct reject) rejects = {0};
	VEC(struct str) notes = {0};
	struct arena *a = k->call->arena;

	for (size_t i = 0; i < k->register_inputs.n; i++)
		*VEC_PUSH(a, &inputs) = k->register_inputs.at[i];
	for (size_t i = 0; i < p->ninputs + f->ninputs; i++)
		*VEC_PUSH(a, &inputs) = i < p->ninputs ? p->inputs[i] : f->inputs[i - p->ninputs];
	for (size_t i = 0; i < k->register_rejects.n; i++)
		*VEC_PUSH(a, &rejects) = k->register_rejects.at[i];
	for (size_t i = 0; i < p->nrejects + f->nrejects; i++)
		*VEC_PUSH(a, &rejects) = i < p->nrejects ? p->rejects[i] : f->rejects[i - p->nrejects];
	for (size_t i = 0; i < p->nnotes + f->nnotes; i++)
		*VEC_PUSH(a, &notes) = i < p->nnotes ? p->notes[i] : f->notes[i - p->nnotes];
	f->inputs = inputs.at;
	f->ninputs = inputs.n;
	f->rejects = rejects.at;
	f->nrejects = rejects.n;
	f->notes = notes.at;
	f->nnotes = notes.n;
	f->failed = f->failed || p->failed;
}

/* Bytes of the files; 0 where one is no regular file, so that nobody knows how much is to come. */
static uint64_t bytes_to_read(const struct check *k)
{
	uint64_t bytes = 0;
	struct stat st;

	for (size_t i = 0; i < k->nrequests; i++) {
		if (stat(k->requests[i].path, &st) != 0 || !S_ISREG(st.st_mode))
			return 0;
		bytes += (uint64_t)st.st_size;
	}
	return bytes;
}

static void show_step(void *context, uint64_t rows, uint64_t bytes)
{
	progress_add(context, rows, bytes);
}

static bool read_feeds(struct check *k, struct feed_options *options)
{
	struct call *c = k->call;
	struct progress progress;
	bool good;

	progress_begin(&progress, c, "reading", "rows", bytes_to_read(k));
	options->step = show_step;
	options->step_context = &progress;
	if (k->stored.path)
		good = stored_read(k, options);
	else
		good = feed_read(&k->feeds, &k->project.plan, k->requests, k->nrequests, options, c->arena, c->diag);
	progress_end(&progress);
	return good;
}

bool supply_read(struct check *k)
{
	const struct asked *a = &k->asked;
	struct feed_options options = {.as_of = a->as_of, .known_at = a->known_at, .covers_all_as_of = a->covers_all,
	                               .cover_names = a->cover_names, .cover_times = a->cover_times, .ncovers = a->ncovers,
	                               .wanted = k->scope.wanted, .jobs = a->jobs};

	options.all_feeds = k->call->args.operands.n == 0 && k->project.settings.nfeeds > 0;
	options.hash_inputs = (a->format && a->format->timelines) || k->stored.path || logged_wanted(k);
	if (!some_feed(k) || !read_feeds(k, &options))
		return false;
	if (k->nregisters + k->places.ninputs > 0)
		join_documents(k);
	return true;
}

/* ---- outputs are no inputs ---- */

static bool is_input(const struct check *k, const char *path)
{
	const struct plan *p = &k->project.plan;

	for (size_t i = 0; i < k->nrequests; i++)
		if (output_same(path, k->requests[i].path))
			return true;
	for (size_t i = 0; i < k->nregisters; i++)
		if (output_same(path, k->registers[i].path))
			return true;
	for (size_t i = 0; i < k->places.ninputs; i++)
		if (output_same(path, str_cstr(k->call->arena, k->places.inputs[i]->file)))
			return true;
	for (size_t i = 0; i < p->ndocuments; i++)
		if (!p->documents[i].shipped && output_same(path, str_cstr(k->call->arena, p->documents[i].file)))
			return true;
	struct str baseline = option_last(&k->call->args, OPT_BASELINE);
	if (baseline.n > 0 && output_same(path, str_cstr(k->call->arena, baseline)))
		return true;
	if (k->stored.path && output_same(path, k->stored.path))
		return true;
	return output_is_stdin(path) || (k->project.settings.found && output_same(path, "ordercheck.yaml"));
}

bool supply_apart(const struct check *k, const char *path)
{
	if (!path || strcmp(path, "-") == 0 || !is_input(k, path))
		return true;
	diag_error(k->call->diag, NOWHERE, "%s is an input of this run and is not written over", path);
	return false;
}

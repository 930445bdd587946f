/* Feeds and registers of `check`. */
#include <string.h>
#include <sys/stat.h>

#include "check.h"
#include "yaml/decode.h"

/* ---- operands ---- */

static struct str stem_of(struct str path)
{
	size_t from = 0, to = path.n;

	for (size_t i = 0; i < path.n; i++)
		if (path.at[i] == '/')
			from = i + 1;
	for (size_t i = path.n; i-- > from;)
		if (path.at[i] == '.') {
			to = i;
			break;
		}
	return str_cut(path, from, to - from);
}

/* NAME=FILE, where what stands before the first = can be a name; else FILE. */
static struct feed_request request_of(struct str operand, struct arena *a)
{
	struct str name, file;

	if (str_split(&name, &file, operand, '=') && yaml_parse_name(name, true) && file.n > 0)
		return (struct feed_request){str_cstr(a, file), name};
	return (struct feed_request){str_cstr(a, operand), {NULL, 0}};
}

static bool is_register(const struct feed_request *r)
{
	return str_eq_cstr(r->name, "subject") || (r->name.n == 0 && str_eq_cstr(stem_of(str_of(r->path)), "subject"));
}

/* The project's feeds are looked up when the documents are known; a register is read before. */
static void find_project_registers(struct check *k)
{
	const struct settings *s = &k->project.settings;
	struct arena *a = k->call->arena;
	struct stat st;

	k->registers = arena_array(a, s->nfeeds, sizeof *k->registers);
	for (size_t i = 0; i < s->nfeeds; i++) {
		const char *path = str_cstr(a, str_printf(a, "%.*s/subject.csv", STR_ARG(s->feeds[i])));
		if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
			k->registers[k->nregisters++] = (struct feed_request){path, STR("subject")};
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

bool supply_name(struct check *k)
{
	const struct arguments *args = &k->call->args;
	size_t n = args->operands.n;

	if (n == 0) {
		find_project_registers(k);
		return true;
	}
	k->requests = arena_array(k->call->arena, n, sizeof *k->requests);
	k->registers = arena_array(k->call->arena, n, sizeof *k->registers);
	for (size_t i = 0; i < n; i++) {
		struct feed_request r = request_of(args->operands.at[i], k->call->arena);
		if (is_register(&r))
			k->registers[k->nregisters++] = r;
		else
			k->requests[k->nrequests++] = r;
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
	if (!feed_find(&all, &n, s->feeds, s->nfeeds, &k->project.plan, k->call->arena, k->call->diag, &k->unclaimed,
	               &k->nunclaimed))
		return false;
	k->requests = all;
	for (size_t i = 0; i < n; i++)
		if (!str_eq_cstr(all[i].name, "subject"))
			k->requests[k->nrequests++] = all[i];
	return true;
}

static bool some_feed(struct check *k)
{
	if (k->nrequests > 0 || option_has(&k->call->args, OPT_NO_FEEDS))
		return true;
	diag_error(k->call->diag, NOWHERE, "no feed is given, so nothing could be shown");
	diag_help(k->call->diag, "name files (NAME=FILE.csv), put them into the project's feeds, or say --no-feeds");
	return false;
}

/* The registers before the feeds, in the inputs and in the rejects. */
static void join_registers(struct check *k)
{
	struct feed_result *f = &k->feeds;
	size_t ninputs = f->ninputs + k->register_inputs.n, nrejects = f->nrejects + k->register_rejects.n;
	const struct feed_input **inputs = arena_array(k->call->arena, ninputs, sizeof *inputs);
	struct reject *rejects = arena_array(k->call->arena, nrejects, sizeof *rejects);

	for (size_t i = 0; i < ninputs; i++)
		inputs[i] = i < k->register_inputs.n ? k->register_inputs.at[i] : f->inputs[i - k->register_inputs.n];
	for (size_t i = 0; i < nrejects; i++)
		rejects[i] = i < k->register_rejects.n ? k->register_rejects.at[i] : f->rejects[i - k->register_rejects.n];
	f->inputs = inputs;
	f->ninputs = ninputs;
	f->rejects = rejects;
	f->nrejects = nrejects;
}

bool supply_read(struct check *k)
{
	const struct asked *a = &k->asked;
	struct feed_options options = {.as_of = a->as_of, .known_at = a->known_at, .covers_all_as_of = a->covers_all,
	                               .cover_names = a->cover_names, .cover_times = a->cover_times, .ncovers = a->ncovers,
	                               .nthreads = a->jobs, .wanted = k->scope.wanted};

	options.hash_inputs = strcmp(a->format->name, "json") == 0;
	if (!some_feed(k))
		return false;
	if (!feed_read(&k->feeds, &k->project.plan, k->requests, k->nrequests, &options, k->call->arena, k->call->diag))
		return false;
	if (k->nregisters > 0)
		join_registers(k);
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
	for (size_t i = 0; i < p->ndocuments; i++)
		if (!p->documents[i].shipped && output_same(path, str_cstr(k->call->arena, p->documents[i].file)))
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

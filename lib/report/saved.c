/* A saved run: its root. */
#include <inttypes.h>

#include "report/shard_parts.h"

struct run_form {
	struct str schema, as_of, known_at;
	struct str seal;
	const json_t *tool, *options, *shard, *inputs, *documents, *orders, *schemes, *subjects, *counts, *findings, *blind, *unmonitored,
		*whereabouts, *timelines, *rejects;
};
#define AT(member) offsetof(struct run_form, member)
static const struct take_key run_keys[] = {
	{"schema", TAKE_TEXT, false, AT(schema)},
	{"as_of", TAKE_TEXT, false, AT(as_of)},
	{"known_at", TAKE_TEXT_OR_NULL, false, AT(known_at)},
	{"tool", TAKE_OBJECT, false, AT(tool)},
	{"options", TAKE_OBJECT, false, AT(options)},
	{"shard", TAKE_OBJECT_OR_NULL, false, AT(shard)},
	{"inputs", TAKE_LIST, false, AT(inputs)},
	{"documents", TAKE_LIST, false, AT(documents)},
	{"orders", TAKE_LIST, false, AT(orders)},
	{"schemes", TAKE_LIST, false, AT(schemes)},
	{"subjects", TAKE_LIST, false, AT(subjects)},
	{"counts", TAKE_OBJECT, false, AT(counts)},
	{"findings", TAKE_LIST, false, AT(findings)},
	{"blind", TAKE_LIST, false, AT(blind)},
	{"unmonitored", TAKE_LIST, false, AT(unmonitored)},
	{"whereabouts", TAKE_LIST, true, AT(whereabouts)},
	{"timelines", TAKE_LIST, true, AT(timelines)},
	{"rejects", TAKE_LIST, false, AT(rejects)},
	{"seal", TAKE_TEXT, true, AT(seal)},
	{NULL, TAKE_NULL, false, 0},
};

/* ---- times ---- */

/* The ends of time are written "..". */
static bool parse_instant(int64_t *out, struct str text, int64_t end, const struct zone *z)
{
	struct moment m;

	if (str_eq_cstr(text, "..")) {
		*out = end;
		return true;
	}
	if (!moment_parse(&m, text, z, NULL) || !moment_exact(m))
		return false;
	*out = m.first;
	return true;
}

bool saved_moment(struct moment *out, struct str text, const struct saved_run *r, const struct spot *s)
{
	const struct zone *z = &r->plan.zone;
	struct str first, last;
	int64_t at;

	if (str_split(&first, &last, text, '/')) {
		out->whole = false;
		if (parse_instant(&out->first, first, INSTANT_MIN, z) && parse_instant(&out->last, last, INSTANT_MAX, z) &&
		    out->first < out->last)
			return true;
	} else if (parse_instant(&at, text, INSTANT_MIN, z)) { /* a time that nobody knows is the beginning */
		*out = moment_instant(at);
		return true;
	} else if (moment_parse(out, text, z, NULL)) {
		return true;
	}
	return spot_refuse(s, "is no time");
}

/* ---- options ---- */

static void add_pair(struct saved_run *r, const struct str **pairs, struct str name, struct str value)
{
	struct str *pair = arena_array(&r->arena, 2, sizeof *pair);

	pair[0] = name;
	pair[1] = value;
	pairs[r->run.noptions++] = pair;
}

static bool take_values(struct saved_run *r, const struct str **pairs, struct str name, const struct spot *s)
{
	if (json_is_string(s->node)) {
		add_pair(r, pairs, name, take_str(s->node, &r->arena));
		return true;
	}
	for (size_t i = 0; i < json_array_size(s->node); i++) {
		struct spot one = spot_entry(s, i);
		if (!json_is_string(one.node))
			return spot_refuse(&one, "is no text");
		add_pair(r, pairs, name, take_str(one.node, &r->arena));
	}
	return json_array_size(s->node) > 1 || spot_refuse(s, "is neither a text nor a list of several");
}

static size_t count_values(const json_t *options)
{
	size_t n = 0;
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)options, name, value)
		n += json_is_array(value) ? json_array_size(value) : 1;
	return n;
}

static struct str option_of(const struct saved_run *r, const char *name)
{
	for (size_t i = 0; i < r->run.noptions; i++)
		if (str_eq_cstr(r->run.options[i][0], name))
			return r->run.options[i][1];
	return STR("");
}

bool saved_has_option(const struct saved_run *r, const char *name)
{
	return option_of(r, name).n > 0;
}

/* The zone, the horizon and the least level are among them. */
static bool take_options(struct saved_run *r, const struct spot *s)
{
	const struct str **pairs = arena_array(&r->arena, count_values(s->node), sizeof *pairs);
	struct duration within;
	const char *name;
	json_t *value;

	r->run.options = pairs;
	json_object_foreach((json_t *)(uintptr_t)s->node, name, value) {
		struct spot one = spot_member(s, name, value);
		if (!take_values(r, pairs, str_dup(&r->arena, str_of(name)), &one))
			return false;
	}
	r->run.within = option_of(r, "within");
	r->level = LEVEL_UPCOMING;
	if (option_of(r, "level").n > 0 && !level_parse(&r->level, option_of(r, "level")))
		return spot_refuse(s, "has an unknown level");
	if (!duration_parse(&within, r->run.within))
		return spot_refuse(s, "has no duration `within`");
	return zone_open(&r->plan.zone, &r->arena, option_of(r, "zone")) || spot_refuse(s, "has no zone that is known");
}

/* ---- tool, documents ---- */

static bool take_tool(struct saved_run *r, const struct spot *s)
{
	struct tool {
		struct str version, icu, tz, catalogue;
	} t = {{0}, {0}, {0}, {0}};
	static const struct take_key keys[] = {
		{"version", TAKE_TEXT, false, offsetof(struct tool, version)},
		{"icu", TAKE_TEXT, false, offsetof(struct tool, icu)},
		{"tz", TAKE_TEXT, false, offsetof(struct tool, tz)},
		{"catalogue", TAKE_TEXT_OR_NULL, false, offsetof(struct tool, catalogue)},
		{NULL, TAKE_NULL, false, 0},
	};

	if (!take(&t, keys, s))
		return false;
	r->run.version = str_cstr(&r->arena, t.version);
	r->run.icu = str_cstr(&r->arena, t.icu);
	r->run.tz = str_cstr(&r->arena, t.tz);
	r->plan.catalogue_version = t.catalogue;
	return true;
}

static bool take_documents(struct saved_run *r, const struct spot *list)
{
	struct form {
		struct str file, sha256;
	};
	static const struct take_key keys[] = {
		{"file", TAKE_TEXT, false, offsetof(struct form, file)},
		{"sha256", TAKE_TEXT_OR_NULL, false, offsetof(struct form, sha256)},
		{NULL, TAKE_NULL, false, 0},
	};
	size_t n = json_array_size(list->node);
	struct document *all = arena_array(&r->arena, n, sizeof *all);

	for (size_t i = 0; i < n; i++) {
		struct spot s = spot_entry(list, i);
		struct form f = {{0}, {0}};
		if (!take(&f, keys, &s))
			return false;
		if (f.sha256.n >= sizeof all[i].sha256)
			return spot_refuse(&s, "has a sha256 that is too long");
		all[i].file = f.file;
		for (size_t k = 0; k < f.sha256.n; k++)
			all[i].sha256[k] = f.sha256.at[k];
	}
	r->plan.documents = all;
	r->plan.ndocuments = n;
	return true;
}

/* ---- the whole ---- */

static bool take_parts(struct saved_run *r, const struct run_form *f, const struct spot *root)
{
	struct spot tool = spot_member(root, "tool", f->tool), inputs = spot_member(root, "inputs", f->inputs);
	struct spot documents = spot_member(root, "documents", f->documents), orders = spot_member(root, "orders", f->orders);
	struct spot schemes = spot_member(root, "schemes", f->schemes), subjects = spot_member(root, "subjects", f->subjects);
	struct spot findings = spot_member(root, "findings", f->findings), blind = spot_member(root, "blind", f->blind);
	struct spot unmonitored = spot_member(root, "unmonitored", f->unmonitored);
	struct spot whereabouts = spot_member(root, "whereabouts", f->whereabouts);
	struct spot timelines = spot_member(root, "timelines", f->timelines);
	struct spot rejects = spot_member(root, "rejects", f->rejects), counts = spot_member(root, "counts", f->counts);

	if (!take_tool(r, &tool) || !saved_take_inputs(r, &inputs) || !take_documents(r, &documents) ||
	    !saved_take_binding(r, &orders, &schemes, &subjects))
		return false;
	saved_name_subjects(r, f->findings);
	saved_name_subjects(r, f->blind);
	saved_name_subjects(r, f->whereabouts);
	saved_name_subjects(r, f->timelines);
	saved_sort_subjects(r);
	return saved_take_findings(&r->run.told, &r->run.ntold, r, &findings) &&
	       saved_take_findings(&r->run.blind, &r->run.nblind, r, &blind) && saved_take_unmonitored(r, &unmonitored) &&
	       saved_take_whereabouts(r, &whereabouts) && saved_take_timelines(r, &timelines) &&
	       saved_take_rejects(r, &rejects) && saved_take_counts(r, &counts);
}

static bool take_times(struct saved_run *r, const struct run_form *f, const struct spot *root)
{
	struct spot as_of = spot_member(root, "as_of", NULL), known_at = spot_member(root, "known_at", NULL);
	struct moment m;

	if (!saved_moment(&m, f->as_of, r, &as_of))
		return false;
	r->run.as_of = m.first;
	r->run.has_known_at = f->known_at.n > 0;
	if (r->run.has_known_at && !saved_moment(&m, f->known_at, r, &known_at))
		return false;
	r->run.known_at = m.first;
	return true;
}

/* A part of a run is no run: told as one, it would say of the other subjects that nothing was found. */
static bool refuse_part(struct saved_run *r, const struct spot *shard)
{
	struct shard s = {.parts = 0};

	if (!shard_take(&s, shard))
		return false;
	return spot_refuse(&(struct spot){.taking = &r->taking}, "is part %" PRIu64 " of %" PRIu64 " of a run, and no whole one",
	                   s.part, s.parts);
}

static bool take_run(struct saved_run *r, const json_t *node, bool part)
{
	struct spot root = {.taking = &r->taking, .node = node};
	const json_t *schema = json_object_get(node, "schema");
	struct run_form f = {.tool = NULL};

	if (!json_is_string(schema) || !str_eq_cstr(str_of(json_string_value(schema)), "ordercheck/run/1"))
		return spot_refuse(&root, "is no run of this program (its schema is not ordercheck/run/1)");
	if (!take(&f, run_keys, &root))
		return false;
	struct spot options = spot_member(&root, "options", f.options), shard = spot_member(&root, "shard", f.shard);
	if (!part && json_is_object(f.shard))
		return refuse_part(r, &shard);
	return take_options(r, &options) && take_times(r, &f, &root) && take_parts(r, &f, &root);
}

static void open_maps(struct saved_run *r)
{
	struct map *const maps[] = {&r->orders, &r->schemes, &r->subjects, &r->conditions, &r->rules, &r->inputs};

	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		map_init(maps[i], &r->arena);
}

json_t *saved_parse(struct str text, struct place place, struct diag *d)
{
	json_error_t error;
	json_t *root = json_loadb(text.n > 0 ? text.at : "", text.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);

	if (!root)
		diag_error(d, place, "is no JSON: line %d, column %d: %s", error.line, error.column, error.text);
	return root;
}

struct saved_run *saved_read(const json_t *root, bool part, struct place place, struct diag *d)
{
	struct saved_run *r = mem_alloc(sizeof *r);

	*r = (struct saved_run){.level = LEVEL_UPCOMING};
	arena_init(&r->arena);
	open_maps(r);
	r->taking = (struct taking){.arena = &r->arena, .diag = d, .place = place};
	r->plan.arena = &r->arena;
	r->run.plan = &r->plan;
	r->run.feeds = &r->feeds;
	if (take_run(r, root, part))
		return r;
	saved_run_close(r);
	return NULL;
}

struct saved_run *saved_run_open(struct str text, struct place place, struct diag *d)
{
	json_t *root = saved_parse(text, place, d);
	struct saved_run *r = root ? saved_read(root, false, place, d) : NULL;

	if (root)
		json_decref(root);
	if (!r)
		diag_help(d, "a saved run is what `ordercheck check --format json` wrote, or `ordercheck merge` of the parts that --shard wrote");
	return r;
}

void saved_run_close(struct saved_run *r)
{
	arena_free(&r->arena);
	mem_free(r);
}

const struct run *saved_run_of(const struct saved_run *r)
{
	return &r->run;
}

enum level saved_run_level(const struct saved_run *r)
{
	return r->level;
}

size_t saved_run_findings(const struct finding *const **out, const struct saved_run *r, struct arena *a)
{
	const struct run *run = &r->run;
	const struct finding **all = arena_array(a, run->ntold + run->nblind, sizeof *all);
	size_t n = 0;

	for (size_t i = 0; i < run->ntold; i++)
		all[n++] = run->told[i];
	for (size_t i = 0; r->level > LEVEL_BLIND && i < run->nblind; i++)
		all[n++] = run->blind[i];
	*out = all;
	return n;
}

#include <string.h>

#include "report/sarif.h"

#include "base/text.h"
#include "report/formats.h"

/* The project has no page of its own: where its package puts what it says of itself. */
#define MANUAL_URI "file:///usr/share/doc/ordercheck/README.md"

/* ---- places ---- */

static struct str file_name(struct str path)
{
	size_t from = 0;

	for (size_t i = 0; i < path.n; i++)
		if (path.at[i] == '/')
			from = i + 1;
	return str_from(path, from);
}

static bool goes_up(struct str path)
{
	struct str part, rest = path;
	bool more = true;

	while (more) {
		more = str_split(&part, &rest, rest, '/');
		if (str_eq_cstr(part, ".."))
			return true;
	}
	return false;
}

static struct str below(struct str file, struct str folder)
{
	if (folder.n > 1 && str_starts(file, folder) && file.n > folder.n && file.at[folder.n] == '/')
		file = str_from(file, folder.n + 1);
	while (str_starts(file, STR("./")))
		file = str_from(file, 2);
	return (file.n > 0 && file.at[0] == '/') || goes_up(file) ? file_name(file) : file;
}

void sarif_uri(struct buf *out, struct str file, struct str folder)
{
	struct str path = below(file, folder);

	if (str_eq_cstr(path, "-"))
		path = STR("stdin");
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
		             c == '_' || c == '~' || c == '/';
		if (plain)
			buf_char(out, (char)c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

/* The number of the artifact, which is new where no place named it yet. */
static size_t artifact(struct sarif *s, struct str uri)
{
	size_t *number = map_find(&s->artifacts, uri);

	if (number)
		return *number;
	number = ARENA_NEW(&s->arena, size_t);
	*number = s->artifacts.n;
	map_put(&s->artifacts, str_dup(&s->arena, uri), number);
	return *number;
}

static json_t *message(struct str text)
{
	json_t *o = node_made(json_object());

	node_put(o, "text", node_text(text));
	return o;
}

static json_t *location(struct sarif *s, const struct sarif_place *p)
{
	json_t *o = node_made(json_object()), *physical = node_made(json_object()), *at = node_made(json_object());
	struct buf uri = {0};

	sarif_uri(&uri, p->file, s->folder);
	node_put(at, "uri", node_text(buf_str(&uri)));
	node_put(at, "uriBaseId", node_text(STR("SRCROOT")));
	node_put(at, "index", node_count(artifact(s, buf_str(&uri))));
	node_put(physical, "artifactLocation", at);
	if (p->line > 0) {
		json_t *region = node_made(json_object());
		node_put(region, "startLine", node_count(p->line));
		if (p->column > 0)
			node_put(region, "startColumn", node_count(p->column));
		node_put(physical, "region", region);
	}
	node_put(o, "physicalLocation", physical);
	buf_free(&uri);
	return o;
}

/* ---- rules ---- */

static json_t *configuration(const char *level)
{
	json_t *o = node_made(json_object());

	node_put(o, "level", node_text(str_of(level)));
	return o;
}

static json_t *help(const struct sarif_rule *r)
{
	json_t *o = node_made(json_object());
	struct buf b = {0};

	node_put(o, "text", node_text(r->help.n > 0 ? r->help : r->full));
	buf_printf(&b, "**%.*s**\n\n%.*s", STR_ARG(r->title), STR_ARG(r->full));
	if (r->help.n > 0)
		buf_printf(&b, "\n\n%.*s", STR_ARG(r->help));
	node_put(o, "markdown", node_text(buf_str(&b)));
	buf_free(&b);
	return o;
}

static json_t *rule(const struct sarif_rule *r)
{
	json_t *o = node_made(json_object()), *properties = node_made(json_object());
	struct str tag = str_of(r->tag);

	node_put(o, "id", node_text(r->id));
	node_put(o, "name", node_text(r->name));
	node_put(o, "shortDescription", message(r->title));
	node_put(o, "fullDescription", message(r->full));
	node_put(o, "help", help(r));
	node_put(o, "defaultConfiguration", configuration(r->level));
	node_put(properties, "tags", node_texts(&tag, 1));
	node_put(o, "properties", properties);
	return o;
}

static void write_out(struct sarif *s)
{
	s->written = buf_write(s->out, &s->b) && s->written;
}

void sarif_open(struct sarif *s, FILE *out, struct str folder, const char *version, const struct sarif_rule *rules, size_t nrules)
{
	*s = (struct sarif){.out = out, .folder = folder, .rules = rules, .written = true};
	arena_init(&s->arena);
	map_init(&s->artifacts, &s->arena);
	buf_add(&s->b, STR("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n \"version\":\"2.1.0\",\n \"runs\":[{\n"
	                   " \"tool\":{\"driver\":{\"name\":\"ordercheck\",\"fullName\":\"ordercheck, a checker of compliance with civil orders\","
	                   "\"informationUri\":\"" MANUAL_URI "\","));
	buf_printf(&s->b, "\"version\":\"%s\",\"semanticVersion\":\"%s\",\n \"rules\":[", version, version);
	for (size_t i = 0; i < nrules; i++) {
		buf_add(&s->b, i > 0 ? STR(",\n  ") : STR("\n  "));
		node_print(&s->b, rule(&rules[i]));
	}
	buf_add(&s->b, STR("]}},\n \"originalUriBaseIds\":{\"SRCROOT\":{\"description\":{\"text\":\"The folder in which the program ran.\"}}},\n"
	                   " \"columnKind\":\"unicodeCodePoints\",\n \"results\":["));
	write_out(s);
}

/* ---- results ---- */

static json_t *locations(struct sarif *s, const struct sarif_place *p, size_t n)
{
	json_t *array = node_made(json_array());

	for (size_t i = 0; i < n; i++)
		node_add(array, location(s, &p[i]));
	return array;
}

static json_t *suppressions(const struct sarif_result *r)
{
	json_t *array = node_made(json_array()), *o = node_made(json_object());

	node_put(o, "kind", node_text(str_of(r->suppressed)));
	if (strcmp(r->suppressed, "external") == 0)
		node_put(o, "status", node_text(STR("accepted")));
	node_put(o, "justification", node_text(r->justification));
	node_add(array, o);
	return array;
}

static json_t *result(struct sarif *s, const struct sarif_result *r, const char *print)
{
	json_t *o = node_made(json_object()), *prints = node_made(json_object());

	node_put(o, "ruleId", node_text(s->rules[r->rule].id));
	node_put(o, "ruleIndex", node_count(r->rule));
	if (r->kind)
		node_put(o, "kind", node_text(str_of(r->kind)));
	node_put(o, "level", node_text(str_of(r->level)));
	node_put(o, "message", message(r->message));
	if (r->nplaces > 0)
		node_put(o, "locations", locations(s, r->places, 1));
	if (r->nplaces > 1)
		node_put(o, "relatedLocations", locations(s, r->places + 1, r->nplaces - 1));
	node_put(prints, print, node_text(r->fingerprint));
	node_put(o, "partialFingerprints", prints);
	if (r->suppressed)
		node_put(o, "suppressions", suppressions(r));
	if (r->properties)
		node_put(o, "properties", r->properties);
	return o;
}

void sarif_add(struct sarif *s, const struct sarif_result *r, const char *print)
{
	json_t *node = result(s, r, print);

	buf_add(&s->b, s->nresults++ > 0 ? STR(",\n  ") : STR("\n  "));
	node_print(&s->b, node);
	write_out(s);
}

static bool ends(struct str s, const char *end)
{
	struct str e = str_of(end);
	return s.n >= e.n && str_eq(str_from(s, s.n - e.n), e);
}

static struct str mime_of(struct str uri)
{
	if (ends(uri, ".yaml") || ends(uri, ".yml"))
		return STR("application/yaml");
	return ends(uri, ".csv") ? STR("text/csv") : STR("application/octet-stream");
}

bool sarif_close(struct sarif *s, const char *run)
{
	const struct str role = STR_INIT("analysisTarget");

	buf_add(&s->b, STR("],\n \"artifacts\":["));
	for (size_t i = 0; i < s->artifacts.n; i++) {
		json_t *o = node_made(json_object()), *at = node_made(json_object());
		node_put(at, "uri", node_text(s->artifacts.entries[i].key));
		node_put(at, "uriBaseId", node_text(STR("SRCROOT")));
		node_put(o, "location", at);
		node_put(o, "mimeType", node_text(mime_of(s->artifacts.entries[i].key)));
		node_put(o, "roles", node_texts(&role, 1));
		buf_add(&s->b, i > 0 ? STR(",\n  ") : STR("\n  "));
		node_print(&s->b, o);
	}
	buf_printf(&s->b, "],\n \"automationDetails\":{\"id\":\"%s\"}}]}\n", run);
	write_out(s);
	buf_free(&s->b);
	arena_free(&s->arena);
	return s->written;
}

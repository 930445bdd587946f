/* Findings of a saved run, explained as far as the run itself tells them. */
#include <inttypes.h>

#include "report/explain_sheet.h"

struct saved_run {
	json_t *root;
};

static struct saved_run *refuse(struct saved_run *r, struct place place, struct diag *d, const char *why)
{
	diag_error(d, place, "%s", why);
	diag_help(d, "--from takes what `ordercheck check --format json` wrote");
	saved_run_close(r);
	return NULL;
}

struct saved_run *saved_run_open(struct str text, struct place place, struct diag *d)
{
	struct saved_run *r = mem_alloc(sizeof *r);
	json_error_t error;

	r->root = json_loadb(text.n > 0 ? text.at : "", text.n, JSON_REJECT_DUPLICATES, &error);
	if (!r->root) {
		diag_error(d, place, "is no JSON: line %d, column %d: %s", error.line, error.column, error.text);
		saved_run_close(r);
		return NULL;
	}
	const char *schema = json_string_value(json_object_get(r->root, "schema"));
	if (!schema || !str_eq_cstr(str_of(schema), "ordercheck/run/1"))
		return refuse(r, place, d, "is no run of this program (its schema is not ordercheck/run/1)");
	if (!json_is_array(json_object_get(r->root, "findings")))
		return refuse(r, place, d, "has no list of findings");
	return r;
}

void saved_run_close(struct saved_run *r)
{
	if (r->root)
		json_decref(r->root);
	mem_free(r);
}

/* Findings, then those blind ones that are not among them. */
static const json_t *finding_at(const struct saved_run *r, size_t i)
{
	const json_t *findings = json_object_get(r->root, "findings"), *blind = json_object_get(r->root, "blind");
	size_t n = json_array_size(findings);

	return i < n ? json_array_get(findings, i) : json_array_get(blind, i - n);
}

static struct str text_of(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return json_is_string(v) ? (struct str){json_string_value(v), json_string_length(v)} : (struct str){"", 0};
}

size_t saved_run_ids(const struct str **out, const struct saved_run *r, struct arena *a)
{
	size_t all = json_array_size(json_object_get(r->root, "findings")) + json_array_size(json_object_get(r->root, "blind"));
	struct str *ids = arena_array(a, all, sizeof *ids);
	size_t n = 0;

	for (size_t i = 0; i < all; i++) {
		struct str id = text_of(finding_at(r, i), "id");
		if (id.n > 0)
			ids[n++] = id;
	}
	*out = ids;
	return n;
}

/* ---- text ---- */

static void add_text(struct sheet *s, const json_t *f, const char *label, const char *key)
{
	entry(s, label, text_of(f, key));
}

static void add_list(struct sheet *s, const json_t *f, const char *label, const char *key)
{
	const json_t *list = json_object_get(f, key), *v;
	size_t i, n = 0;

	json_array_foreach(list, i, v)
		if (json_is_string(v))
			entry(s, n++ == 0 ? label : "", (struct str){json_string_value(v), json_string_length(v)});
}

static void add_evidence(struct sheet *s, const json_t *f)
{
	const json_t *list = json_object_get(f, "evidence"), *v;
	struct buf b = {0};
	size_t i;

	json_array_foreach(list, i, v) {
		struct str role = text_of(v, "role"), event = text_of(v, "event"), time = text_of(v, "time");
		struct str file = text_of(v, "file"), failed = text_of(v, "failed");
		buf_clear(&b);
		buf_printf(&b, "%.*s: %.*s of %.*s", STR_ARG(role), STR_ARG(event), STR_ARG(time));
		if (file.n > 0)
			buf_printf(&b, " (%.*s:%" JSON_INTEGER_FORMAT ")", STR_ARG(file), json_integer_value(json_object_get(v, "line")));
		if (failed.n > 0)
			buf_printf(&b, ", does not count: %.*s", STR_ARG(failed));
		entry(s, i == 0 ? "rows" : "", buf_str(&b));
	}
	buf_free(&b);
}

static void add_head(struct sheet *s, const json_t *f)
{
	struct str order = text_of(f, "order"), scheme = text_of(f, "scheme");

	sheet_words(s, text_of(f, "level"));
	sheet_words(s, STR("·"));
	sheet_words(s, order);
	sheet_words(s, scheme);
	sheet_words(s, STR("condition"));
	sheet_words(s, text_of(f, "condition"));
	sheet_words(s, STR("·"));
	sheet_words(s, text_of(f, "title"));
	sheet_words(s, STR("·"));
	sheet_words(s, text_of(f, "severity"));
	sheet_words(s, STR("·"));
	sheet_words(s, text_of(f, "id"));
	sheet_end(s);
	sheet_words(s, text_of(f, "subject"));
	sheet_words(s, text_of(f, "say"));
	sheet_end(s);
}

static bool saved_text(FILE *out, const json_t *f, const struct explain_style *style)
{
	struct sheet s = explain_sheet(style);

	add_head(&s, f);
	add_text(&s, f, "words", "text");
	add_text(&s, f, "rule", "rule");
	add_text(&s, f, "dated", "time");
	add_text(&s, f, "as at", "as_of");
	add_list(&s, f, "why", "why");
	add_list(&s, f, "not known", "unknown");
	add_list(&s, f, "caveat", "caveats");
	add_list(&s, f, "authority", "authority");
	add_list(&s, f, "codes", "codes");
	add_evidence(&s, f);
	entry(&s, "note", STR("a saved run keeps no more than this; with the documents and feeds of the run, "
	                      "explain also tells windows, deadlines and near misses"));
	return sheet_write(out, &s);
}

static bool saved_json(FILE *out, const json_t *f)
{
	json_t *o = node_explain("saved-finding");

	node_put(o, "finding", node_made(json_deep_copy(f)));
	return node_write(out, o);
}

bool report_explain_saved(FILE *out, const struct saved_run *r, struct str id, const struct explain_style *s)
{
	size_t all = json_array_size(json_object_get(r->root, "findings")) + json_array_size(json_object_get(r->root, "blind"));

	for (size_t i = 0; i < all; i++)
		if (str_eq(text_of(finding_at(r, i), "id"), id))
			return s->json ? saved_json(out, finding_at(r, i)) : saved_text(out, finding_at(r, i), s);
	return true;
}

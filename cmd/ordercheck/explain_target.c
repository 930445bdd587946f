/* What `explain` is asked about. */
#include "explain_call.h"

enum { ID_LEAST = 6, ID_DIGITS = 16, LISTED_MAX = 10 };

static bool hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
			return false;
	}
	return s.n > 0;
}

bool target_id(struct str *out, struct call *c, struct str text)
{
	char *low = str_cstr(c->arena, text);

	if (!hex(text) || text.n > ID_DIGITS)
		return false;
	for (size_t i = 0; i < text.n; i++)
		low[i] = low[i] >= 'A' && low[i] <= 'F' ? (char)(low[i] - 'A' + 'a') : low[i];
	*out = (struct str){low, text.n};
	if (text.n >= ID_LEAST)
		return true;
	diag_error(c->diag, NOWHERE, "\"%.*s\" is too short for an id: at least %d of its %d digits are needed", STR_ARG(text), ID_LEAST,
	           ID_DIGITS);
	return false;
}

static bool is_row(struct target *out, struct str text)
{
	for (size_t i = text.n; i-- > 1;) {
		if (text.at[i] != ':')
			continue;
		out->file = str_cut(text, 0, i);
		return str_to_u64(&out->line, str_from(text, i + 1));
	}
	return false;
}

static bool find_named(struct target *out, const struct plan *p, struct str text)
{
	out->order = plan_find_order(p, text);
	out->kind = TARGET_ORDER;
	if (out->order)
		return true;
	out->kind = TARGET_SCHEME;
	for (size_t i = 0; i < p->nschemes; i++)
		if (str_eq(p->schemes[i].name, text)) {
			out->scheme = &p->schemes[i];
			return true;
		}
	out->kind = TARGET_RULE;
	out->rule = plan_find_rule(p, text);
	if (out->rule)
		return true;
	out->kind = TARGET_TYPE;
	out->type = plan_find_type(p, text);
	return out->type != NULL;
}

static bool unknown(struct check *k, struct str text)
{
	const struct plan *p = &k->project.plan;
	struct diag *d = k->call->diag;
	struct str *names = arena_array(k->call->arena, p->norders + p->nrules + p->nschemes + p->ntypes, sizeof *names);
	size_t n = 0;

	for (size_t i = 0; i < p->norders; i++)
		names[n++] = p->orders[i].id;
	for (size_t i = 0; i < p->nrules; i++)
		names[n++] = p->rules[i]->name;
	for (size_t i = 0; i < p->nschemes; i++)
		names[n++] = p->schemes[i].name;
	for (size_t i = 0; i < p->ntypes; i++)
		names[n++] = p->types[i]->name;
	diag_error(d, NOWHERE,
	           "\"%.*s\" is neither an id of a finding, nor one of the %zu orders, %zu schemes, %zu rules and %zu event types, "
	           "nor FILE:LINE",
	           STR_ARG(text), p->norders, p->nschemes, p->nrules, p->ntypes);
	struct str near = suggest_nearest(text, names, n);
	if (near.n > 0)
		diag_help(d, "did you mean \"%.*s\"?", STR_ARG(near));
	else
		diag_help(d, "an id has 16 digits, 0 to 9 and a to f; a row is named as bookings.csv:12");
	return false;
}

bool target_find(struct target *out, struct check *k, struct str text)
{
	size_t errors = k->call->diag->nerrors;

	*out = (struct target){.text = text};
	if (find_named(out, &k->project.plan, text))
		return true;
	out->kind = TARGET_ROW;
	if (is_row(out, text))
		return true;
	out->kind = TARGET_FINDING;
	if (target_id(&out->id, k->call, text))
		return true;
	return k->call->diag->nerrors == errors && unknown(k, text);
}

static bool none_such(struct call *c, struct str id, const struct str *ids, size_t n, struct str searched)
{
	diag_error(c->diag, NOWHERE, "no finding has an id that begins with %.*s, among %.*s", STR_ARG(id), STR_ARG(searched));
	struct str near = id.n == ID_DIGITS ? suggest_nearest(id, ids, n) : (struct str){"", 0};
	if (near.n > 0)
		diag_help(c->diag, "did you mean %.*s?", STR_ARG(near));
	else
		diag_help(c->diag, "give the same documents, feeds, --as-of and --known-at as to the run that printed it");
	return false;
}

static bool ambiguous(struct call *c, struct str id, const struct str *ids, size_t n, size_t found)
{
	struct buf list = {0};
	size_t told = 0;

	for (size_t i = 0; i < n && told < LISTED_MAX; i++)
		if (str_starts(ids[i], id))
			buf_printf(&list, "%s%.*s", told++ > 0 ? ", " : "", STR_ARG(ids[i]));
	if (found > told)
		buf_printf(&list, " and %zu more", found - told);
	diag_error(c->diag, NOWHERE, "%zu findings have ids that begin with %.*s: %.*s", found, STR_ARG(id), STR_ARG(buf_str(&list)));
	diag_help(c->diag, "give more digits");
	buf_free(&list);
	return false;
}

bool target_unique(struct str *out, struct call *c, struct str id, const struct str *ids, size_t n, struct str searched)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		if (!str_starts(ids[i], id))
			continue;
		found += found == 0 || !str_eq(ids[i], *out);
		*out = ids[i];
	}
	if (found == 0)
		return none_such(c, id, ids, n, searched);
	return found == 1 || ambiguous(c, id, ids, n, found);
}
